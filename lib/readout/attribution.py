"""Who is being reported in each sentence, and why we say so.

The text is read once, in order. For each sentence the first rule of :data:`RULES` that applies
decides; its name goes into the ``rule`` column, so that a reader can audit and overrule it. What a
rule knows of the text before is in :class:`State`: whose speech is being reported, and in which
paragraph it began.

Attribution is of *reported* speech: a sentence given to a leader is one that the issuing government
attributes to that leader.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from readout import clauses, people
from readout.clauses import Clause
from readout.layout import Piece
from readout.people import Cast, Word

JOINT = "joint"
NARRATOR = "narrator"

#: What each rule means, for the audit view and the command line.
RULES = {
    "title": "the title line",
    "date": "the date line",
    "boilerplate": "not part of the text proper",
    "speaker-tag": "a transcript's tag names the speaker",
    "clause": "a reporting clause opens the sentence",
    "clause-middle": "a reporting clause stands inside the sentence",
    "clause-last": "a reporting clause closes the sentence",
    "speech-act": "the verb is an act of speech by one person",
    "joint-act": "both sides are the subject of a verb of talking",
    "joint-passive": "a passive without agent reports what the talks did",
    "event": "the sentence tells that something took place",
    "carried": "no clause of its own: the speaker before goes on",
    "covered": "the clause that closes a later sentence of the paragraph covers this one",
    "background": "nobody has been reported yet",
    "unsure": "the text does not decide between several people; the first named is taken",
}

#: The rules that find a reporting clause with a verb of saying.
CLAUSE_RULES = ("clause", "clause-middle", "clause-last")
#: The rules by which a sentence has its speaker from what stands around it.
CARRIED_RULES = ("carried", "covered")

# Passives of the talks themselves ("It was agreed", "Bilateral issues were discussed").
_PASSIVE_OF_TALKS = {
    "agreed",
    "discussed",
    "noted",
    "stressed",
    "emphasized",
    "emphasised",
    "touched",
    "exchanged",
    "considered",
    "reviewed",
    "raised",
    "addressed",
    "expressed",
    "underlined",
    "confirmed",
    "decided",
    "highlighted",
    "covered",
}
_PASSIVE_AUXILIARIES = {"was", "were"}


@dataclass(frozen=True)
class Decision:
    """The answer for one sentence; ``frame_end`` as in :class:`readout.clauses.Clause`."""

    speaker: str
    rule: str
    verb: str | None = None
    frame_end: int | None = None


@dataclass
class State:
    """What has been read so far: the ``speaker`` being reported, and who was last named as one."""

    people: Cast
    speaker: str | None = None
    spoke_in_paragraph: str | None = None
    last_person: str | None = None


@dataclass(frozen=True)
class Sentence:
    """One sentence with what the rules look at."""

    piece: Piece
    words: Sequence[Word]
    clause: Clause | None = field(default=None)


Rule = Callable[[Sentence, State], Decision | None]


def attribute(text: str, pieces: Sequence[Piece]) -> pd.DataFrame:
    """Attribute every sentence of a text.

    Args:
        text: The normalised text.
        pieces: Its sentences in document order, from :func:`readout.layout.pieces`.

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
    words = [people.words_of(text, p.start, p.end) for p in pieces]
    body = [w for w, p in zip(words, pieces, strict=True) if p.kind == "body"]
    state = State(people.cast(body))
    decisions = [_decide(piece, row, state) for piece, row in zip(pieces, words, strict=True)]
    _cover_backwards(pieces, decisions)
    return _table(text, pieces, decisions)


def _decide(piece: Piece, words: Sequence[Word], state: State) -> Decision:
    clause = clauses.find(words, state.people)
    sentence = Sentence(piece, words, clause)
    if piece.opens:
        state.spoke_in_paragraph = None
    decision = next(d for rule in _ORDER if (d := rule(sentence, state)))
    if piece.kind == "body":
        _remember(decision, state)
    return decision


def _remember(decision: Decision, state: State) -> None:
    """Carry speech on; a narrated event ends it, background does not begin any."""
    state.speaker = None if decision.speaker == NARRATOR else decision.speaker
    if state.speaker not in (None, JOINT):
        state.spoke_in_paragraph = state.last_person = state.speaker


# --- the rules, in the order in which they are asked ---------------------------------------------


def _outside_body(sentence: Sentence, _: State) -> Decision | None:
    """Title, date line and boilerplate are the narrator's."""
    kind = sentence.piece.kind
    verb = sentence.clause.verb if sentence.clause else None
    return None if kind == "body" else Decision(NARRATOR, kind, verb)


def _speaker_tag(sentence: Sentence, state: State) -> Decision | None:
    """ "President of Russia Vladimir Putin: ..." opens a paragraph of a transcript."""
    mention = state.people.read(sentence.words, 0) if sentence.piece.opens and sentence.words else None
    if mention is None or mention.kind != "person" or mention.after >= len(sentence.words):
        return None
    after = sentence.words[mention.after]
    if not after.gap.startswith(":"):
        return None
    return Decision(mention.people[0].name, "speaker-tag", frame_end=after.start)


def _one_speaker(sentence: Sentence, state: State) -> Decision | None:
    """One person is the subject of a verb of saying or of an act of speech."""
    clause = sentence.clause
    if clause is None or clause.kind == "event":
        return None
    candidates = _who(clause, state)
    if not candidates:
        return None
    if len(candidates) > 1:
        rule = "unsure"
    elif clause.kind != "say":
        rule = "speech-act"
    else:
        rule = "clause" if clause.place == "first" else f"clause-{clause.place}"
    return Decision(candidates[0], rule, clause.verb, clause.frame_end)


def _joint_act(sentence: Sentence, state: State) -> Decision | None:
    """Both sides are the subject: of any reporting verb, or inside one person's speech of talking.

    "The two sides announced the extension" inside Xi's paragraph is still Xi's account, but "the two
    sides exchanged views" is not.
    """
    clause = sentence.clause
    if clause is None or clause.kind == "event" or clause.subject.kind not in ("collective", "people"):
        return None
    if state.spoke_in_paragraph and clause.kind != "talk":
        return None
    return Decision(JOINT, "joint-act", clause.verb, clause.frame_end)


def _joint_passive(sentence: Sentence, state: State) -> Decision | None:
    """ "It was agreed ..." reports the talks, unless it stands inside one leader's speech."""
    if state.spoke_in_paragraph:
        return None
    for before, word in zip(sentence.words, sentence.words[1:], strict=False):
        if before.low in _PASSIVE_AUXILIARIES and word.low in _PASSIVE_OF_TALKS and not word.quoted:
            return Decision(JOINT, "joint-passive", _lemma(word.low))
    return None


def _event(sentence: Sentence, state: State) -> Decision | None:
    """Somebody held, attended or visited something: the narrator's, unless told inside a speech."""
    clause = sentence.clause
    if clause is None or clause.kind != "event" or state.spoke_in_paragraph:
        return None
    return Decision(NARRATOR, "event", clause.verb)


def _carried(_: Sentence, state: State) -> Decision | None:
    """No clause of its own: whoever was being reported goes on, across paragraphs too."""
    return Decision(state.speaker, "carried") if state.speaker else None


def _background(_: Sentence, __: State) -> Decision:
    """Nobody is being reported."""
    return Decision(NARRATOR, "background")


_ORDER: tuple[Rule, ...] = (
    _outside_body,
    _speaker_tag,
    _one_speaker,
    _joint_act,
    _joint_passive,
    _event,
    _carried,
    _background,
)


def _who(clause: Clause, state: State) -> list[str]:
    """Whom a clause's single subject can stand for, likeliest first, by fullest printed name.

    "The President" where two presidents are named, or "he" before anybody has spoken, can stand for
    several; the publisher's own leader is named first, so the first is the guess.
    """
    subject = clause.subject
    if subject.kind == "person":
        person = subject.people[0]
        known = state.people.find(person.keys)
        if known is None:  # named for the first time by this clause
            state.people.add(person.name, person.keys)
        return [(known or person).name]
    if subject.kind == "title":
        return [p.name for p in state.people.holding(subject.title)] or [subject.title.title()]
    if subject.kind == "pronoun":
        return [state.last_person] if state.last_person else [p.name for p in state.people.people]
    return []


def _lemma(participle: str) -> str:
    """The base form of a regular participle, by the verb list."""
    listed = clauses.forms().get(participle, ())
    return next((lemma for form, lemma, _ in listed if len(form) == 1), participle)


def _cover_backwards(pieces: Sequence[Piece], decisions: list[Decision]) -> None:
    """Give the unattributed sentences before a closing clause to its speaker, within the paragraph."""
    for i, decision in enumerate(decisions):
        if decision.rule != "clause-last":
            continue
        j = i - 1
        while (
            j >= 0
            and pieces[j].paragraph == pieces[i].paragraph
            and decisions[j].rule in ("carried", "background")
        ):
            decisions[j] = Decision(decision.speaker, "covered")
            j -= 1


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
