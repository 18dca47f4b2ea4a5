"""Who is being reported in each sentence, and why we say so.

The text is read once, in order. For each sentence the first rule of :data:`RULES` that applies
decides; its name goes into the ``rule`` column, so that a reader can audit and overrule it. What a
rule knows of the text before is in :class:`State`: whose speech is being reported, in which paragraph
it began, and who was named last.

Attribution is of *reported* speech: a sentence given to a leader is one that the issuing government
attributes to that leader.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from readout import casting, clauses, names, offices
from readout.clauses import Clause
from readout.layout import NUMBERED, Piece
from readout.names import Word
from readout.people import Cast, Mention, Person
from readout.resources import table

JOINT = "joint"
NARRATOR = "narrator"

#: What each rule means, for the audit view and the command line.
RULES = {
    "title": "the title line",
    "date": "the date line",
    "boilerplate": "not part of the text proper",
    "corrected": "a correction by hand, in the file beside the text",
    "speaker-tag": "a transcript's tag names the speaker",
    "clause": "a reporting clause opens the sentence",
    "clause-middle": "a reporting clause stands inside the sentence",
    "clause-last": "a reporting clause closes the sentence",
    "speech-act": "the verb is an act of speech by one person",
    "joint-act": "both sides are the subject of a verb of talking",
    "joint-passive": "a passive without agent reports what the talks did",
    "joint-item": "an item of a list that both sides head",
    "event": "the sentence tells that something took place",
    "conversation": "the subject is the conversation itself",
    "carried": "no clause of its own: the speaker before goes on",
    "covered": "the clause that closes a later sentence of the paragraph covers this one",
    "background": "nobody has been reported yet",
    "unsure": "the text does not decide between several people; the first named is taken",
}

#: The rules that find a reporting clause with a verb of saying.
CLAUSE_RULES = ("clause", "clause-middle", "clause-last")
#: The rules by which a sentence has its speaker from what stands around it.
CARRIED_RULES = ("carried", "covered")

_FIRST_PERSON = frozenset({"i", "we", "our", "my", "me", "us", "you", "your"})
_RELATIVES = frozenset({"that", "who", "which", "whose", "where"})
_LISTENERS = frozenset({"me", "us", "you"})
# In shorter texts everybody who is named may take part.
_ENOUGH_PARAGRAPHS = 4
# So many sentences that name their speaker tell a publisher's habit; so few that don't; and so many of all
# stand behind another in their paragraph.
_ENOUGH_SPEECH = 3
_SELDOM = 0.15
_LONG_PARAGRAPHS = 0.25
_LONGEST_TAG = 30
_OWN_WORDS = frozenset({"we", "our", "us", "you", "your"})
_ENOUGH_OWN_WORDS = 3
_DEMANDS = frozenset({"should", "must", "shall", "would", "could", "can", "may", "will"})


@dataclass(frozen=True)
class Decision:
    """The answer for one sentence; ``frame_end`` as in :class:`readout.clauses.Clause`."""

    speaker: str
    rule: str
    verb: str | None = None
    frame_end: int | None = None
    person: Person | None = None


@dataclass
class State:
    """What has been read so far.

    Attributes:
        people: Who takes part.
        speaker: The voice being reported (a name or ``joint``), or ``None``.
        spoke_in_paragraph: The person reported in this paragraph, or ``None``.
        subjects: People who were subjects of clauses, the last one at the end.
        tagged: Whether a transcript's tag names the speaker.
        present: Names of those who take part: they are named at the beginning or open a paragraph. Empty where
            the text is too short to tell.
        carries: Whether speech goes on into a paragraph that names nobody.
        list_voice: The voice of the sentence that heads the present list, or ``None`` outside one.
        carrying: Whether the last sentence was given to its speaker without a clause of its own.
    """

    people: Cast
    speaker: str | None = None
    spoke_in_paragraph: str | None = None
    subjects: list[Person] = field(default_factory=list)
    tagged: bool = False
    list_voice: str | None = None
    present: frozenset[str] = frozenset()
    carries: bool = True
    carrying: bool = False


@dataclass(frozen=True)
class Sentence:
    """One sentence with what the rules look at."""

    piece: Piece
    text: str
    words: Sequence[Word]
    clause: Clause | None = None


Rule = Callable[[Sentence, State], Decision | None]


def attribute(
    text: str, pieces: Sequence[Piece], *, known: Mapping[str, Sequence[str]] | None = None
) -> pd.DataFrame:
    """Attribute every sentence of a text.

    Args:
        text: The normalised text.
        pieces: Its sentences in document order, from :func:`readout.layout.pieces`.
        known: People by their full names, with other names of theirs; they are looked for first.

    Returns:
        One row a sentence in document order. Columns: ``sentence`` (from 1), ``paragraph``,
        ``speaker`` (a person's fullest printed name, ``"joint"`` or ``"narrator"``), ``verb`` (lemma
        or missing), ``rule`` (a key of :data:`RULES`), ``start``, ``end``, ``frame_end`` (offsets
        into ``text``; ``frame_end`` equals ``start`` without a frame), ``body``, ``text``.

    Example:
        >>> from readout import layout
        >>> text = "President Vladimir Putin called. Putin said that all is well. Trade grows."
        >>> table = attribute(text, layout.pieces(text))
        >>> list(zip(table["speaker"], table["rule"]))
        [('narrator', 'event'), ('Vladimir Putin', 'clause'), ('Vladimir Putin', 'carried')]
    """
    words = _words(text, pieces)
    people = _cast(pieces, words, known or {})
    decisions = _read(text, pieces, words, people, carries=True)
    if _names_every_speaker(pieces, decisions):
        decisions = _read(text, pieces, words, people, carries=False)
    _cover_backwards(pieces, decisions)
    return _table(text, pieces, decisions)


def _read(
    text: str, pieces: Sequence[Piece], words: Sequence[Sequence[Word]], people: Cast, *, carries: bool
) -> list[Decision]:
    """Decide sentence by sentence; ``carries`` is whether speech goes on into a paragraph that names nobody."""
    state = State(people, carries=carries)
    _remarks(pieces, words, state)
    state.present = _present(pieces, words, people)
    return [
        _decide(Sentence(piece, text[piece.start : piece.end], row), state)
        for piece, row in zip(pieces, words, strict=True)
    ]


def _names_every_speaker(pieces: Sequence[Piece], decisions: Sequence[Decision]) -> bool:
    """Whether nearly every sentence of speech names its speaker, as with American and Canadian offices.

    Where that is so, a paragraph without a clause is the publisher's own. Agencies that print a sentence a
    paragraph, and transcripts, tell nothing of the kind.
    """
    doubtful = {
        p.paragraph for p, d in zip(pieces, decisions, strict=True) if p.opens and d.rule == "carried"
    }
    speech = [
        (p, d)
        for p, d in zip(pieces, decisions, strict=True)
        if p.kind == "body" and p.paragraph not in doubtful and d.speaker not in (JOINT, NARRATOR)
    ]
    named = sum(d.rule not in CARRIED_RULES for _, d in speech)
    inside = [d.rule in CARRIED_RULES for p, d in speech if not p.opens]
    carried = sum(inside)
    tagged = any(d.rule == "speaker-tag" for _, d in speech)
    paragraphs = len(inside) >= _LONG_PARAGRAPHS * len(speech)
    return not tagged and paragraphs and named >= _ENOUGH_SPEECH and carried <= _SELDOM * (named + carried)


# --- what the rules look at -----------------------------------------------------------------------


def _words(text: str, pieces: Sequence[Piece]) -> list[list[Word]]:
    """The words of each sentence; quotations are found by paragraph, so that they can span sentences."""
    found: list[list[Word]] = []
    quotes: list[tuple[int, int]] = []
    paragraph = 0
    ends = {p.paragraph: p.end for p in pieces}
    decorated = _opens_each_paragraph(text, pieces, ends)
    for piece in pieces:
        if piece.paragraph != paragraph:
            paragraph = piece.paragraph
            quotes = names.quotations(text, piece.start, ends[paragraph])
            if decorated:
                quotes = [q for q in quotes if q[0] > piece.start or q[1] < ends[paragraph] - 2]
            begins = [a for a, _ in quotes]
            closes = [b for _, b in quotes]
        low, high = bisect_left(closes, piece.start), bisect_right(begins, piece.end)
        found.append(names.words_of(text, piece.start, piece.end, quotes[low:high]))
    return found


def _opens_each_paragraph(text: str, pieces: Sequence[Piece], ends: Mapping[int, int]) -> bool:
    """Whether quotation marks only frame paragraphs, as where a whole statement is put in them."""
    opening = [p for p in pieces if p.opens and p.kind == "body" and text[p.start] in '“"']
    quoted = [names.quotations(text, p.start, ends[p.paragraph]) for p in opening]
    whole = sum(q[:1] == [(p.start, ends[p.paragraph] - 1)] for p, q in zip(opening, quoted, strict=True))
    paragraphs = {p.paragraph for p in pieces if p.kind == "body"}
    return not all(quoted) or 2 * whole > len(paragraphs)


def _cast(
    pieces: Sequence[Piece], words: Sequence[Sequence[Word]], known: Mapping[str, Sequence[str]]
) -> Cast:
    """Who takes part, and who is the issuer's own: the subject of the body's first sentence that has one."""
    body = [w for w, p in zip(words, pieces, strict=True) if p.kind == "body"]
    found = casting.cast(body, is_verb=clauses.has_verb, is_saying=clauses.is_saying)
    for name, aliases in known.items():
        for form in (name, *aliases):
            found.add(name, names.fold(form).split())
    begin = next((i for i, p in enumerate(pieces) if p.kind == "body"), 0)
    heads = [w for w in words[:begin] if w]
    _learn_from_titles(found, casting.cast(heads, context=body))
    found.lead = _lead(found, heads, body[:3])
    if found.lead and not found.lead.stated:
        _name_the_lead(found, heads, body[:6])
    return found


def _learn_from_titles(found: Cast, titled: Cast) -> None:
    """Offices, states and spellings that only the title prints, of people whom the body names."""
    for row in titled.people:
        person = found.find(row.keys)
        if person:
            person.titles |= row.titles
            person.states |= row.states
            person.first = -1
            if set(person.keys) <= set(row.keys):
                found.add(row.name, row.keys)
                person.name, person.keys = row.name, row.keys


def _lead(found: Cast, heads: Sequence[Sequence[Word]], body: Sequence[Sequence[Word]]) -> Person | None:
    """The issuer's own: whoever the title begins with, or the subject of the body's first sentences.

    A publisher that writes "X made a phone call to Y" is Y's.
    """
    for row in [*heads, *body]:
        called = _called(row, found)
        if called:
            return called
    for row in heads:
        mention = found.read_one(row, 0) if row and row[0].capital else None
        if mention and mention.people and mention.named and mention.people[0].stated:
            return mention.people[0]
    for row in body:
        clause = clauses.find(row, found)
        if clause and clause.subject.people:
            return _own(_not_the_other(row, clause, found), found)
    return None


def _not_the_other(words: Sequence[Word], clause: Clause, found: Cast) -> Person:
    """The subject of a lede; "the Prime Minister" who met Prime Minister Lund is not Lund."""
    subject = clause.subject.people[0]
    if clause.subject.named or not subject.stated:
        return subject
    named = [found.read_one(words, i) for i in range(clause.after, len(words)) if words[i].capital]
    if not any(mention and subject in mention.people for mention in named):
        return subject
    office = offices.office_at(words, clause.start + (words[clause.start].low == "the"))
    return found.office_holder(office.title, offices.printed_title(office.title)) if office else subject


def _called(words: Sequence[Word], found: Cast) -> Person | None:
    """Whom somebody "made a phone call to"."""
    low = [w.low for w in words]
    for i in range(len(words) - 4):
        if low[i] == "made" and "call" in low[i + 1 : i + 4]:
            to = next((k for k in range(i + 2, min(i + 6, len(low))) if low[k] == "to"), 0)
            mention = found.read_one(words, to + 1) if to else None
            return mention.people[0] if mention and mention.people else None
    return None


def _own(subject: Person, found: Cast) -> Person:
    """Whoever of the two is printed without a state, for a publisher does not name his own."""
    others = [p for p in found.people if p.stated and p.titles and not p.states]
    return others[0] if subject.abroad and others and len(found.people) == 2 else subject  # noqa: PLR2004


def _name_the_lead(found: Cast, heads: Sequence[Sequence[Word]], rows: Sequence[Sequence[Word]]) -> None:
    """An office that a later sentence names ("The Foreign Secretary, Dame Ana Sol, ...") is that person."""
    office = found.lead
    titled = next((held for row in heads if (held := casting.named_holder(row, office.titles))), None)
    if titled:
        office.name, office.keys = titled
        office.stated = True
        return
    for row in rows:
        clause = clauses.find(row, found)
        subject = clause.subject if clause else None
        if subject is None or not subject.people or not subject.people[0].stated:
            continue
        person = subject.people[0]
        if person.titles & office.titles and not person.states:
            found.people.remove(office)
            found.lead = person
            return


def _decide(sentence: Sentence, state: State) -> Decision:
    if sentence.piece.opens:
        state.spoke_in_paragraph = None
    if state.tagged and sentence.piece.opens and _has_talk_frame(sentence):
        own = {w.low for w in sentence.words if not w.quoted} & _FIRST_PERSON
        state.tagged = bool(own)  # "Following the meeting, the presidents ..." ends a transcript
    if sentence.piece.kind in ("body", "title") and not state.tagged:
        clause = clauses.find(sentence.words, state.people)
        sentence = Sentence(sentence.piece, sentence.text, sentence.words, clause)
    decision = next(d for rule in _ORDER if (d := rule(sentence, state)))
    _remember(sentence, decision, state)
    return decision


def _remember(sentence: Sentence, decision: Decision, state: State) -> None:
    """Carry speech on; a narrated event ends it, background does not begin any."""
    if sentence.piece.kind != "body":
        if state.tagged and sentence.piece.kind == "boilerplate":
            state.tagged, state.speaker = False, None
        return
    state.speaker = None if decision.speaker == NARRATOR else decision.speaker
    if sentence.text.rstrip().endswith(":"):
        state.list_voice = decision.speaker
    elif not _is_item(sentence.text) and sentence.piece.opens:
        state.list_voice = None
    state.carrying = decision.rule == "carried"
    if decision.rule == "speaker-tag":
        state.tagged = True
    if state.speaker not in (None, JOINT):
        state.spoke_in_paragraph = state.speaker
    elif decision.rule in ("joint-act", "joint-passive"):
        state.spoke_in_paragraph = None
    subject = sentence.clause.subject if sentence.clause else None
    person = decision.person or (subject.people[0] if subject and subject.kind == "person" else None)
    later = [m.people[0] for m in clauses.second_subjects(sentence.words, state.people)]
    for known in [person, *later]:
        if known:
            state.subjects = [*[p for p in state.subjects if p is not known], known][-4:]


def _present(pieces: Sequence[Piece], words: Sequence[Sequence[Word]], known: Cast) -> frozenset[str]:
    """Who takes part: whoever the first paragraphs or the title name, and whoever is reported at a paragraph's head."""
    body = [(p, w) for p, w in zip(pieces, words, strict=True) if p.kind == "body"]
    paragraphs = list(dict.fromkeys(p.paragraph for p, _ in body))
    if len(paragraphs) < _ENOUGH_PARAGRAPHS:
        return frozenset()
    begins = next(p.start for p, _ in body if p.paragraph == paragraphs[2])
    found = {p.name for p in known.people if p.first < begins or not p.stated}
    for piece, row in body:
        clause = clauses.find(row, known) if piece.opens else None
        if clause and clause.subject.kind in ("person", "people"):
            found |= {p.name for p in clause.subject.people}
    return frozenset(found)


def _remarks(pieces: Sequence[Piece], words: Sequence[Sequence[Word]], state: State) -> None:
    """ "Remarks by President Ana Sol" in the first person: all of it is one person's turn."""
    body = [w for row, p in zip(words, pieces, strict=True) if p.kind == "body" for w in row]
    own = sum(w.low in _OWN_WORDS and w.text != "US" and not w.quoted for w in body)
    if own < _ENOUGH_OWN_WORDS and not any(w.text == "I" and not w.quoted for w in body):
        return
    for row, piece in zip(words, pieces, strict=True):
        low = [w.low for w in row]
        if piece.kind == "body" or "by" not in low or not set(low[: low.index("by")]) & _listed("remarks"):
            continue
        at = low.index("by") + 1
        heads = casting.cast([row[at:]])
        mention = state.people.read_one(row, at)
        titled = next(iter(heads.people), None)
        person = titled or (mention.people[0] if mention and mention.people else None)
        if person:
            state.tagged, state.speaker = True, person.name
            return


# --- the rules, in the order in which they are asked ---------------------------------------------


def _outside_body(sentence: Sentence, _: State) -> Decision | None:
    """Title, date line and boilerplate are the narrator's."""
    kind = sentence.piece.kind
    verb = sentence.clause.verb if sentence.clause else None
    return None if kind == "body" else Decision(NARRATOR, kind, verb)


def _speaker_tag(sentence: Sentence, state: State) -> Decision | None:
    """ "President of Russia Vladimir Putin: ..." opens a turn of a transcript."""
    words = sentence.words
    at = _tag_end(words)
    if not at:
        return None
    tag = words[:at]
    begin = tag[0].start
    name = None
    if tag[0].low in _listed("tag_words") and at <= 2:  # noqa: PLR2004 - "Question", "Question 2"
        name, person = tag[0].text.title(), None
    else:
        known = state.people
        mention = _stranger(tag, words[at:], known) or _tagged(tag, known)
        if mention is None:
            return None
        person = mention.people[0]
        name = person.name
    end = words[at].start if at < len(words) else begin
    return Decision(name, "speaker-tag", frame_end=end, person=person)


def _tagged(tag: Sequence[Word], known: Cast) -> Mention | None:
    """Who is named in a tag; a body may stand before the office ("Union Council President Ana Sol")."""
    for at in range(len(tag)):
        mention = known.read_one(tag, at) if tag[at].capital or at == 0 else None
        if mention and mention.people and _is_tag_rest(tag[mention.after :]):
            return mention
    return None


def _stranger(tag: Sequence[Word], said: Sequence[Word], known: Cast) -> Mention | None:
    """Somebody whom only the tag of a quotation names (Ana Sol, Chief of the Works: "We agree.")."""
    stop = names.name_run(tag, 0)
    quoted = said and any(mark in said[0].gap for mark in '"“')
    bodies = any(w.low in names.word_list("no_person") for w in tag[:stop])
    if not quoted or bodies or not 2 <= stop < len(tag) or tag[stop].gap.strip() != ",":  # noqa: PLR2004 - first name and last
        return None
    person = known.add(names.as_printed(tag[:stop]), [w.text for w in tag[:stop]])
    return Mention("person", stop, (person,))


def _tag_end(words: Sequence[Word]) -> int:
    """Index of the word behind a colon that may close a tag; 0 if the sentence has none near its head."""
    for i, word in enumerate(words[1:_LONGEST_TAG], start=1):
        if ":" in word.gap:
            return i if not any(w.quoted for w in words[:i]) else 0
        if word.gap.strip() not in ("", ",", ".", "(", ")", "),", "-", "&"):
            return 0
    return 0


def _is_tag_rest(words: Sequence[Word]) -> bool:
    """What may follow the name in a tag: an office, or a note such as "(retranslated)"."""
    low = {w.low for w in words}
    return not words or (
        words[0].gap.strip() in (",", "(") and not low & {"said", "stated", "added", "noted"}
    )


def _tag_carried(_: Sentence, state: State) -> Decision | None:
    """Within a turn of a transcript everything is the speaker's."""
    return Decision(state.speaker, "carried") if state.tagged and state.speaker else None


def _list_item(sentence: Sentence, state: State) -> Decision | None:
    """The items of a list belong to whoever heads it."""
    if state.list_voice is None or not _is_item(sentence.text):
        return None
    rules = {JOINT: "joint-item", NARRATOR: "background"}
    return Decision(state.list_voice, rules.get(state.list_voice, "carried"))


def _is_item(text: str) -> bool:
    """Whether a sentence opens an item: by a bullet, or by a number or letter with a mark."""
    return bool(NUMBERED.match(text)) or text[:1] in "-–—•*■▪◦·●"


def _one_speaker(sentence: Sentence, state: State) -> Decision | None:
    """One person is the subject of a verb of saying or of an act of speech."""
    clause = sentence.clause
    if clause is None or _is_told_inside_speech(sentence, state):
        return None
    if clause.kind == "event" and not _goes_on_to_speak(sentence):
        return None
    candidates, sure = _who(sentence, state)
    if not candidates:
        return None
    if _welcomes_to_a_place(sentence, state) or _is_ceremony(sentence):
        return Decision(NARRATOR, "event", clause.verb)
    asks = any(w.low in ("to", "for") for w in sentence.words[clause.after :])
    if clause.verb == "call on" and not asks and not _goes_on_to_speak(sentence):
        return Decision(NARRATOR, "event", clause.verb)
    if clause.kind in ("talk", "act") and _is_shared_talk(sentence):
        return Decision(JOINT, "joint-act", clause.verb)
    if not sure:
        rule = "unsure"
    elif clause.kind != "say":
        rule = "speech-act"
    else:
        rule = "clause" if clause.place == "first" else f"clause-{clause.place}"
    person = candidates[0]
    return Decision(person.name, rule, clause.verb, clause.frame_end, person)


def _is_ceremony(sentence: Sentence) -> bool:
    """What somebody did besides: "After the talks, Ana Sol presented ...", "Later in the day, ... announced"."""
    clause = sentence.clause
    gives = clause is not None and clause.verb in _listed("ceremonial_verbs")
    return _is_later(sentence) or (gives and _has_talk_frame(sentence))


def _welcomes_to_a_place(sentence: Sentence, state: State) -> bool:
    """A lede that "Ana Sol welcomed Bo Lund to Galdor today" tells of a meeting, not of words."""
    clause = sentence.clause
    if clause is None or clause.verb != "welcome" or state.speaker or state.subjects:
        return False
    behind = sentence.words[clause.after :]
    low = [w.low for w in behind]
    to = next((k + 1 for k, word in enumerate(low) if word == "to"), len(low))
    to += to < len(low) and low[to] == "the"
    there = to < len(low) and behind[to].capital
    return there and bool({"today", "morning", "afternoon", "evening"} & set(low))


def _is_recalled(sentence: Sentence) -> bool:
    """ "As Chairman Sol once said", "President Sol told King Lund that": words of other occasions."""
    clause, words = sentence.clause, sentence.words
    head = {w.low for w in words[: clause.after]} if clause else set()
    return bool(head & {"once", "famously", "tell", "told"}) or words[0].low == "as"


def _goes_on_to_speak(sentence: Sentence) -> bool:
    """ "Ana Sol phoned Bo Lund and congratulated him": an event whose subject then says something."""
    clause, words = sentence.clause, sentence.words
    if clause is None or clause.subject.kind != "person" or clause.tense != "past":
        return False
    for i in range(clause.after, len(words) - 1):
        if words[i].low in ("who", "which", "that", "where") or words[i].quoted:
            return False
        if words[i].low == "and":
            found = clauses.verb(words, i + 1, ("say", "act"))
            if found and found[0] in _listed("second_acts"):
                return True
    return False


def _is_told_inside_speech(sentence: Sentence, state: State) -> bool:
    """Whether a clause about somebody is itself part of what is being reported ("Mr X has just said ...")."""
    clause = sentence.clause
    if clause is None or state.speaker in (None, JOINT):
        return False
    if clause.tense == "pluperfect" and clause.kind != "say":  # "President X had made a mistake"
        return True
    if any(w.low in _LISTENERS and not w.quoted for w in sentence.words[clause.after : clause.after + 2]):
        return True  # "Lindqvist told me last year"
    speaking = state.spoke_in_paragraph
    if not speaking or sentence.piece.opens or clause.subject.kind == "pronoun":
        return False
    person = clause.subject.people[0] if clause.subject.kind == "person" else None
    if person and person.name == speaking:
        return False
    if person and clause.subject.named and _is_recalled(sentence) and person.name not in state.present:
        return True
    return clause.tense == "perfect" or (clause.tense == "present" and clause.verb != "say")


def _is_shared_talk(sentence: Sentence) -> bool:
    """ "Ana Sol discussed trade with Bo Lund" is what both did, though one of them is its subject."""
    clause = sentence.clause
    if clause is None or clause.verb not in _listed("shared_verbs") or clause.subject.kind != "person":
        return False
    return any(w.low == "with" for w in sentence.words[clause.after :])


def _who(sentence: Sentence, state: State) -> tuple[list[Person], bool]:
    """Whom a clause's single subject can stand for, likeliest first, and whether there is no doubt."""
    clause = sentence.clause
    subject = clause.subject if clause else None
    if subject is None:
        return [], True
    if subject.kind == "person":
        speaking = next((p for p in reversed(state.subjects) if p.name == state.speaker), None)
        anaphor = clause.place != "first" and sentence.words[subject.after - 1].text[:1].islower()
        goes_on = clause.verb in ("add", "go on", "continue") or subject.people[0].titles & (
            speaking.titles if speaking else set()
        )
        if anaphor and not subject.named and speaking and goes_on:
            return [speaking], True  # "..., the president went on": whoever is speaking
        return _not_the_object(sentence, state, subject)
    if subject.kind == "pronoun":
        return _referents(sentence, state, subject.gender)
    return [], True


def _not_the_object(sentence: Sentence, state: State, subject: Mention) -> tuple[list[Person], bool]:
    """Whoever thanks "the President" is not the President himself: the other holder of the office is."""
    person = subject.people[0]
    if subject.named:
        return [person], True
    others = [p for p in state.people.people if p is not person and p.titles & person.titles]
    if others and person in _objects(sentence, state):
        return [*others, person], len(others) == 1
    return [person, *others], subject.sure


def _objects(sentence: Sentence, state: State) -> list[Person]:
    """People named behind the verb."""
    clause = sentence.clause
    words = sentence.words
    found: list[Person] = []
    if clause and clause.kind == "say" and clause.verb not in _listed("addressing_verbs"):
        return found
    at = clause.after if clause and clause.place == "first" else len(words)
    while at < min(len(words), (clause.after if clause else 0) + 14):
        if words[at].low == "that":
            break
        mention = state.people.read_one(words, at) if (words[at].capital or words[at].low == "the") else None
        if mention and mention.people:
            found += mention.people
            at = max(mention.after, at + 1)
        else:
            at += 1
    return found


def _referents(sentence: Sentence, state: State, gender: str) -> tuple[list[Person], bool]:
    """Whom "he" or "she" stands for: whoever was subject last, is not the object, and can be one."""
    objects = _objects(sentence, state)
    recent = [*reversed(state.subjects)]
    rest = [p for p in state.people.people if p not in recent]
    fits = [p for p in [*recent, *rest] if p.gender in ("", gender) and p not in objects]
    fits = fits or [p for p in [*recent, *rest] if p not in objects] or recent
    if not fits:
        return [], True
    if not fits[0].gender and fits[0] in recent:
        fits[0].gender = gender
    sure = fits[0] in recent or len(fits) == 1 or fits[0] is state.people.lead
    return fits, sure


def _joint_act(sentence: Sentence, state: State) -> Decision | None:
    """Both sides are the subject: of any reporting verb, or inside one person's speech of talking.

    "The two sides announced the extension" inside Xi's paragraph is still Xi's account, but "the two
    sides exchanged views" is not.
    """
    clause = sentence.clause
    if (
        clause is None
        or clause.kind == "event"
        or clause.subject.kind not in ("collective", "people", "sides")
    ):
        return None
    if clause.tense in ("perfect", "future") and state.spoke_in_paragraph:
        return None
    inside = state.spoke_in_paragraph or (state.speaker not in (None, JOINT) and clause.tense == "present")
    if inside:
        strong = clause.verb in _listed("talk_verbs") or not state.carrying
        if clause.subject.kind == "sides" and not strong:
            return None
        if _is_remembered(sentence) or (clause.tense == "present" and clause.kind != "say"):
            return None
    return Decision(JOINT, "joint-act", clause.verb, clause.frame_end)


def _is_remembered(sentence: Sentence) -> bool:
    """Whether a sentence inside a speech looks back or asks: "Last year the two sides agreed ..."."""
    words = sentence.words
    head = [w.low for w in words[: max(1, sentence.clause.start if sentence.clause else 8)]]
    return bool(set(head) & {"year", "ago", "last", "since", "in"} & {"ago", "last", "since", "year"})


def _joint_passive(sentence: Sentence, state: State) -> Decision | None:
    """ "It was agreed ..." reports the talks, unless it stands inside one leader's speech."""
    found = _passive(sentence)
    if found is None:
        return None
    if state.spoke_in_paragraph and not sentence.piece.opens:
        strong = found in _listed("talk_passives")
        plain = {w.low for w in sentence.words if not w.quoted}
        if not strong or plain & (_FIRST_PERSON | _DEMANDS) or "ago" in plain:
            return None
    return Decision(JOINT, "joint-passive", _lemma(found))


def _passive(sentence: Sentence) -> str | None:
    """The participle of a passive of the talks in the main clause, or ``None``."""
    words = sentence.words
    if "took place" in sentence.text and any(w.low in ("exchange", "exchanges") for w in words[:6]):
        return "exchanged"
    inside_until = 0
    for i, word in enumerate(words[:-1]):
        if i < inside_until:
            continue
        if word.low in _RELATIVES and i > 1:
            if "," not in word.gap:
                return None
            inside_until = next((k for k in range(i + 1, len(words)) if "," in words[k].gap), len(words))
            continue
        if word.low in ("was", "were") and not word.quoted:
            return _participle(words, i + 1)
    return None


def _participle(words: Sequence[Word], at: int) -> str | None:
    end = at + 3
    while at < min(end, len(words)) and (
        words[at].low.endswith("ly") or words[at].low in _listed("passive_between")
    ):
        at += 1
    low = words[at].low if at < len(words) else ""
    touched = low == "touched" and words[min(at + 1, len(words) - 1)].low not in ("on", "upon")
    return low if low in _listed("passives") and not touched else None


def _event(sentence: Sentence, state: State) -> Decision | None:
    """Somebody held, attended or visited something: the narrator's, unless told inside a speech."""
    clause = sentence.clause
    if clause is None or clause.kind != "event" or _is_told_inside_speech(sentence, state):
        return None
    if state.spoke_in_paragraph and not _has_talk_frame(sentence):
        speaking = (
            clause.subject.kind == "person" and clause.subject.people[0].name == state.spoke_in_paragraph
        )
        if not speaking:
            return None
    if state.speaker and clause.subject.kind == "sides" and clause.tense != "past":
        return None
    return Decision(NARRATOR, "event", clause.verb)


def _event_passive(sentence: Sentence, state: State) -> Decision | None:
    """ "Two agreements were signed": what happened, unless told inside a speech."""
    if state.spoke_in_paragraph and not sentence.piece.opens and not _has_talk_frame(sentence):
        return None
    low = [w.low for w in sentence.words]
    for i, word in enumerate(low[:-1]):
        if word in ("that", "which", "who", "whose"):
            return None
        if word in ("was", "were"):
            behind = next((w for w in low[i + 1 : i + 4] if not w.endswith("ly") and w != "also"), "")
            papers = behind == "exchanged" and set(low[:i]) & _listed("papers")
            return (
                Decision(NARRATOR, "event", _lemma(behind))
                if papers or behind in _listed("event_passives")
                else None
            )
    return None


def _has_talk_frame(sentence: Sentence) -> bool:
    """Whether a sentence opens with "After the talks", "Before the meeting", "Later in the day"."""
    low = [w.low for w in sentence.words[:9]]
    if not low:
        return False
    before = set(low[: next((i for i, w in enumerate(sentence.words[1:9], 1) if "," in w.gap), 9)])
    frame = low[0] in _listed("frame_openers") and bool(before & _listed("talk_nouns"))
    return frame or _is_later(sentence) or low[:2] in (["also", "present"], ["also", "attending"])


def _is_later(sentence: Sentence) -> bool:
    """Whether a sentence opens with "Later in the day" or "Earlier today"."""
    low = [w.low for w in sentence.words[:2]]
    return low[:1] in (["later"], ["earlier"]) and low[1:] in (["in"], ["today"], ["that"])


def _conversation(sentence: Sentence, state: State) -> Decision | None:
    """The conversation is the subject, or the sentence says what went on around it."""
    low = [w.low for w in sentence.words[clauses.first_word(sentence.words) :][:40]]
    if not low:
        return None
    inside = bool(state.spoke_in_paragraph) and not sentence.piece.opens
    if _has_talk_frame(sentence) and _tells_past(low):
        return Decision(NARRATOR, "event")
    if _tells_attendance(low[:14]) and (not inside or low[0] == "also"):
        return Decision(NARRATOR, "event", "attend")
    if any(phrase in " ".join(low) for phrase in _listed("notices")) or _heads_a_list_of_people(
        sentence.text
    ):
        return Decision(NARRATOR, "background")
    heads = _behind_lead_in(sentence) or [low]
    about = any(_is_about_talks(head[:14]) for head in heads) and not (inside and state.carrying)
    if about or (not inside and _is_first_of_its_kind(low)):
        return Decision(NARRATOR, "conversation")
    return None


def _heads_a_list_of_people(text: str) -> bool:
    """ "Participants included:"."""
    return text.rstrip().endswith(":") and text.lower().rstrip(" :").endswith(tuple(_listed("list_heads")))


def _behind_lead_in(sentence: Sentence) -> list[list[str]]:
    """The words behind the comma of a lead-in, if the sentence has one ("In this spirit, the call ...")."""
    words = sentence.words
    if not clauses.leads(words, clauses.first_word(words)):
        return []
    comma = next((i for i, w in enumerate(words[1:20], start=1) if "," in w.gap), 0)
    return [[w.low for w in words[comma : comma + 14]]] if comma else []


def _is_about_talks(low: Sequence[str]) -> bool:
    """Whether the subject is the conversation: "The call was constructive"."""
    start = 1 if low and low[0] in _listed("articles") else 0
    for i in range(start, min(start + 4, len(low))):
        if low[i] in _listed("talk_nouns"):
            marked = start or low[i].endswith("s")  # "dialogue and firmness" are no conversation
            return bool(marked and set(low[i + 1 : i + 9]) & _listed("talk_noun_verbs"))
        if low[i] in ("of", "that", "which", "to", "and") or low[i].endswith("ed"):
            return False
    return False


def _is_first_of_its_kind(low: Sequence[str]) -> bool:
    """ "It was the fourth time the group has spoken", "This was their second meeting"."""
    if low[0] not in ("it", "this") or low[1:2] not in (["was"], ["is"], ["marks"], ["marked"]):
        return False
    return bool(set(low[2:7]) & _listed("ordinals"))


def _tells_attendance(low: Sequence[str]) -> bool:
    return any(phrase in " ".join(low) for phrase in _listed("attendance"))


def _tells_past(low: Sequence[str]) -> bool:
    return bool(set(low) & _listed("event_words"))


def _carried(sentence: Sentence, state: State) -> Decision | None:
    """No clause of its own: the person who was being reported goes on, across paragraphs too."""
    if not state.speaker or state.speaker == JOINT:
        return None
    quoted = sentence.text[:1] in '"“' or state.list_voice is not None
    if sentence.piece.opens and not (state.carries or state.carrying or quoted):
        return None
    return Decision(state.speaker, "carried")


def _background(_: Sentence, __: State) -> Decision:
    """Nobody is being reported."""
    return Decision(NARRATOR, "background")


_ORDER: tuple[Rule, ...] = (
    _outside_body,
    _speaker_tag,
    _tag_carried,
    _list_item,
    _one_speaker,
    _joint_act,
    _event,
    _conversation,
    _event_passive,
    _joint_passive,
    _carried,
    _background,
)


def _listed(key: str) -> frozenset[str]:
    return _LISTS.setdefault(key, frozenset(table("talks")[key]))


_LISTS: dict[str, frozenset[str]] = {}


def _lemma(participle: str) -> str:
    """The base form of a regular participle, by the verb list."""
    listed = clauses.forms().get(participle, ())
    return next((lemma for form, lemma, _ in listed if len(form) == 1), participle)


def _cover_backwards(pieces: Sequence[Piece], decisions: list[Decision]) -> None:
    """Give the unattributed sentences before a closing clause to its speaker, within the paragraph.

    What another person's clause in the same paragraph has claimed already stays with that person.
    """
    for i, decision in enumerate(decisions):
        if decision.rule not in ("clause-last", "clause-middle"):
            continue
        j = i - 1
        while (
            j >= 0
            and pieces[j].paragraph == pieces[i].paragraph
            and decisions[j].rule in ("carried", "background")
        ):
            j -= 1
        claimed = j >= 0 and pieces[j].paragraph == pieces[i].paragraph and decisions[j].speaker != NARRATOR
        if claimed:
            continue
        for k in range(j + 1, i):
            decisions[k] = Decision(decision.speaker, "covered")


def _table(text: str, pieces: Sequence[Piece], decisions: Sequence[Decision]) -> pd.DataFrame:
    columns = {
        "sentence": range(1, len(pieces) + 1),
        "paragraph": [p.paragraph for p in pieces],
        "speaker": [d.speaker for d in decisions],
        "verb": [d.verb for d in decisions],
        "rule": [d.rule for d in decisions],
        "start": [p.start for p in pieces],
        "end": [p.end for p in pieces],
        "frame_end": [
            p.start if d.frame_end is None else d.frame_end for p, d in zip(pieces, decisions, strict=True)
        ],
        "body": [p.kind == "body" for p in pieces],
        "text": [text[p.start : p.end] for p in pieces],
    }
    return pd.DataFrame(columns)
