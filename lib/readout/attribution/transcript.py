"""Rules for transcripts, whose tags name the speaker, and for remarks that the title gives to one person."""

from collections.abc import Sequence
from itertools import pairwise

from readout.attribution import casting, clauses, mentions, names, offices, speech
from readout.attribution.line import Line, Word
from readout.attribution.mentions import Mention
from readout.attribution.people import Cast, Person
from readout.attribution.speech import NARRATOR, Decision, Sentence, State
from readout.reading.layout import BULLETS
from readout.text.words import fold

_LONGEST_TAG = 30
_SMALL = frozenset({"of", "the", "and", "for", "to", "in", "on", "at"})
_OCCASIONS = frozenset({"at", "during", "before", "after", "following", "upon"})
_OWN_WORDS = frozenset({"we", "our", "us", "you", "your"})
_ENOUGH_OWN_WORDS = 3
_ENOUGH_NAMES = 2


def whose_remarks(sentences: Sequence[Sentence]) -> Person | None:
    """ "Remarks by President Ana Sol" in the first person: all of it is one person's turn."""
    body = [w for s in sentences if s.piece.kind == "body" for w in s.words]
    own = sum(w.low in _OWN_WORDS and w.text != "US" and not w.quoted for w in body)
    if own < _ENOUGH_OWN_WORDS and not any(w.text == "I" and not w.quoted for w in body):
        return None
    lines = (_line_by(s) for s in sentences if s.piece.kind != "body")
    return next((person for person in lines if person), None)


def _line_by(sentence: Sentence) -> Person | None:
    """Who is named in "Remarks by President Ana Sol"."""
    low = [w.low for w in sentence.words]
    at = low.index("by") + 1 if "by" in low else 0
    if not set(low[:at]) & speech.word_list("remarks"):
        return None
    row = sentence.words.part(at)
    titled = casting.collect([row]).finished([], [row]).people
    return titled[0] if titled else _named(sentence, at)


def _named(sentence: Sentence, at: int) -> Person | None:
    """Whom a sentence names at a word."""
    mention = mentions.read(sentence.words, at, sentence.cast)
    return mention.people[0] if mention and mention.people else None


def turns(sentences: Sequence[Sentence]) -> dict[int, Person]:
    """Whose words follow a line that is only a name, or "Quotes attributable to Minister Sol:".

    One line with a name alone may be a heading or a byline; two, each with a whole sentence behind it, are a
    transcript's.

    Returns:
        The person by the offset at which the line begins.
    """
    begin = next((i for i, s in enumerate(sentences) if s.piece.kind == "body"), len(sentences))
    alone = {
        line.piece.start: person
        for line, behind in pairwise(sentences[begin:])
        if behind.piece.kind == "body" and _is_whole(behind) and (person := _name_alone(line))
    }
    quoted = {s.piece.start: person for s in sentences if (person := _whose_quotations(s))}
    return quoted | (alone if len(alone) >= _ENOUGH_NAMES else {})


def _name_alone(sentence: Sentence) -> Person | None:
    """Whose name or office a line is, with nothing else on it."""
    words = sentence.words
    if not (words and sentence.piece.opens and sentence.closes) or _is_whole(sentence):
        return None
    mention = mentions.read_one(words, 0, sentence.cast)
    return mention.person if mention and mention.after == len(words) else None


def _is_whole(sentence: Sentence) -> bool:
    """Whether a sentence ends as sentences do, and entries of a list do not."""
    return sentence.text.rstrip("\"'”’ ")[-1:] in {".", "!", "?"}


def _whose_quotations(sentence: Sentence) -> Person | None:
    words = sentence.words
    if [w.low for w in words[:3]] not in (["quotes", "attributable", "to"], ["quote", "attributable", "to"]):
        return None
    return _named(sentence, 3)


def above_turn(sentence: Sentence, state: State) -> Decision | None:
    """Such a line itself is nobody's."""
    person = state.turns.get(sentence.piece.start)
    return Decision(NARRATOR, "background", person=person) if person else None


def speaker_tag(sentence: Sentence, state: State) -> Decision | None:
    """ "President of Russia Vladimir Putin: ..." opens a turn of a transcript."""
    words = sentence.words
    at = _tag_end(words)
    if not at or clauses.first_word(words) or (not _is_whole(sentence) and sentence.text[0] in BULLETS):
        return None  # "- Reef Council: Ana Sol" is an entry of a list
    tag = words.part(0, at)
    begin = tag[0].start
    name = None
    if tag[0].low in speech.word_list("tag_words") and at <= 2:  # "Question", "Question 2"
        name, person = tag[0].text.title(), None
    else:
        quoted = at < len(words) and any(mark in words[at].gap for mark in '"“')
        mention = (_stranger(tag, sentence.cast) if quoted or state.tagged else None) or _tagged(
            tag, sentence.cast, quoted=quoted
        )
        if mention is None:
            return None
        person = mention.people[0]
        name = person.name
    end = words[at].start if at < len(words) else begin
    return Decision(name, "speaker-tag", frame_end=end, person=person)


def _tagged(tag: Line, cast: Cast, *, quoted: bool) -> Mention | None:
    """Who is named in a tag; a body may stand before the office ("Union Council President Ana Sol")."""
    for at in range(len(tag)):
        if not _is_of_office(tag[at]):
            return None  # "The talks were led from Galdor by Prime Minister Sol: ..."
        mention = mentions.read_one(tag, at, cast) if tag[at].capital else None
        if mention and mention.people and _is_tag_rest(tag[mention.after :], quoted=quoted):
            return mention
    return None


def _stranger(tag: Line, cast: Cast) -> Mention | None:
    """Somebody whom only the tag of a quotation names (Ana Sol, Chief of the Works: "We agree.")."""
    stop = names.name_run(tag, 0)
    bodies = any(w.low in names.word_list("no_person") for w in tag[:stop])
    if bodies or not 2 <= stop < len(tag) or tag[stop].gap.strip() != ",":  # first name and last
        return None
    keys = tuple(fold(w.text) for w in tag[:stop])
    name = names.in_small_letters(names.as_printed(tag[:stop]))
    person = cast.find(keys) or Person(name, keys, first=tag[0].start)
    return Mention("person", stop, (person,))


def _tag_end(words: Line) -> int:
    """Index of the word behind a colon that may close a tag; 0 if the sentence has none near its head."""
    inside = 0
    for i, word in enumerate(words[1:_LONGEST_TAG], start=1):
        if ":" in word.gap:
            closed = word.gap.index(":") > word.gap.find(")") and inside <= word.gap.count(")")
            return i if closed and not any(w.quoted for w in words[:i]) else 0
        inside += word.gap.count("(") - word.gap.count(")")  # "(source: press service)" closes no tag
        if word.gap.strip() not in ("", ",", ".", "(", ")", "),", "-", "&"):
            return 0
    return 0


def _is_tag_rest(words: Line, *, quoted: bool) -> bool:
    """What may follow the name in a tag: an office, or a note such as "(retranslated)".

    Before a quotation it can be the occasion too ("Prime Minister Sol at the start of the meeting: ...").
    """
    if not words:
        return True
    if words[0].gap.strip() == "(" or (quoted and words[0].low in _OCCASIONS):
        return not {w.low for w in words} & {"said", "stated", "added", "noted"}
    return words[0].gap.strip() == "," and all(map(_is_of_office, words))


def _is_of_office(word: Word) -> bool:
    """Whether a word can stand in an office behind a name; "gave" in "the Chancellor, ..., gave:" can't."""
    lists = ("title_modifiers", "portfolios", "honorifics", "of_persons")
    listed = any(word.low in names.word_list(key) for key in lists)
    return word.capital or listed or word.low in offices.title_words() or word.low in _SMALL


def tag_carried(_: Sentence, state: State) -> Decision | None:
    """Within a turn of a transcript everything is the speaker's."""
    return Decision(state.speaker, "carried") if state.tagged and state.speaker else None
