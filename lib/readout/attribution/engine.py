"""From pieces of text to two tables: who is reported in each sentence, and who takes part.

The words of the sentences are found, then the people; both are finished before the text is read, in order.
Where it turns out to name the speaker of nearly every sentence, it is read again, with less carried over.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import pandas as pd

from readout.attribution import afterwards, doubt, names, participants, people, rules, transcript
from readout.attribution.line import lines_of
from readout.attribution.speech import JOINT, NARRATOR, Decision, Sentence, State
from readout.reading.layout import Piece

# So many sentences that name their speaker tell a publisher's habit; so few that don't; and so many of all
# stand behind another in their paragraph.
_ENOUGH_SPEECH = 3
_SELDOM = 0.15
_LONG_PARAGRAPHS = 0.25
_OFTEN_CARRIED = 0.2
# Agencies print hardly more sentences a paragraph.
_BRIEF = 2


class Attribution(NamedTuple):
    """What a text gives.

    Attributes:
        sentences: One row a sentence in document order. Columns: ``sentence`` (from 1), ``paragraph``,
            ``speaker`` (a person's fullest printed name, ``"joint"`` or ``"narrator"``), ``verb`` (lemma
            or missing), ``rule`` (a key of :data:`RULES <readout.attribution.RULES>`), ``doubt`` (how often
            such a decision has been wrong, 0 to 1: :mod:`readout.attribution.doubt`), ``otherwise`` (whose
            the sentence would be if it is), ``start``, ``end``, ``frame_end`` (offsets into the text;
            ``frame_end`` equals ``start`` without a frame), ``body``, ``text``.
        people: One row a person the text names, in the order of ``first``. Columns: ``name`` (as in
            ``speaker``), ``titles`` (offices, joined by ``"; "``), ``state`` (as printed, ``""`` where none
            is known), ``side`` (``"issuer"``, ``"counterpart"`` or ``""``, where the text does not tell) and
            ``first`` (offset of the first place that names the person).
    """

    sentences: pd.DataFrame
    people: pd.DataFrame


def attribute(
    text: str, pieces: Sequence[Piece], *, known: Mapping[str, Sequence[str]] | None = None, issuer: str = ""
) -> Attribution:
    """Attribute every sentence of a text.

    Args:
        text: The normalised text.
        pieces: Its sentences in document order, from :func:`readout.reading.layout.pieces`.
        known: People by their full names, with other names of theirs; they are looked for first.
        issuer: Who published it, where that is known; whoever is of a state it names is the issuer's own.

    Example:
        >>> from readout.reading import layout
        >>> text = "President Vladimir Putin called. Putin said that all is well. Trade grows."
        >>> found = attribute(text, layout.pieces(text))
        >>> list(zip(found.sentences["speaker"], found.sentences["rule"]))
        [('narrator', 'event'), ('Vladimir Putin', 'clause'), ('Vladimir Putin', 'carried')]
        >>> found.people.to_dict("records")
        [{'name': 'Vladimir Putin', 'titles': 'president', 'state': '', 'side': 'issuer', 'first': 10}]
    """
    words = names.with_small_names(lines_of(text, pieces), [p.kind == "body" for p in pieces])
    cast = participants.people_of(pieces, words, known or {}, issuer)
    closing = [after.opens for after in pieces[1:]] + [True]
    sentences = [
        Sentence(piece, text[piece.start : piece.end], row, cast, closes=closes)
        for piece, row, closes in zip(pieces, words, closing, strict=True)
    ]
    turn = transcript.whose_remarks(sentences)
    begin = partial(
        State,
        cast,
        speaker=turn.name if turn else None,
        tagged=turn is not None,
        turns=transcript.turns(sentences),
        brief=_is_brief(pieces),
    )
    decisions = _read(sentences, begin(carries=True))
    if _names_every_speaker(pieces, decisions):
        decisions = _read(sentences, begin(carries=False))
    afterwards.cover(text, pieces, decisions)
    afterwards.credit(text, pieces, words, cast, decisions)
    others = [turn, *(d.person for d in decisions)]
    return Attribution(_table(sentences, decisions), people.table(cast, filter(None, others)))


def _read(sentences: Sequence[Sentence], state: State) -> list[Decision]:
    """Decide sentence by sentence, from a state in which nothing has been read."""
    return [rules.decide(sentence, state) for sentence in sentences]


def _is_brief(pieces: Sequence[Piece]) -> bool:
    """Whether paragraphs are short, as agencies print them."""
    body = [piece for piece in pieces if piece.kind == "body"]
    return len(body) <= _BRIEF * len({piece.paragraph for piece in body})


def _names_every_speaker(pieces: Sequence[Piece], decisions: Sequence[Decision]) -> bool:
    """Whether nearly every sentence of speech names its speaker, as with American and Canadian offices.

    Where that is so, a paragraph without a clause is the publisher's own. Agencies that print a sentence a
    paragraph, and transcripts, tell nothing of the kind.
    """
    both = [(p, d) for p, d in zip(pieces, decisions, strict=True) if p.kind == "body"]
    doubtful = {p.paragraph for p, d in both if p.opens and d.rule == "carried"}
    speech = [(p, d) for p, d in both if p.paragraph not in doubtful and d.speaker not in (JOINT, NARRATOR)]
    inside = [p for p, _ in speech if not p.opens]
    carried = sum(d.rule in rules.CARRIED_RULES for _, d in speech)
    return (
        len(doubtful) <= _OFTEN_CARRIED * len(speech)
        and len(inside) >= _LONG_PARAGRAPHS * len(speech)
        and len(speech) - carried >= _ENOUGH_SPEECH
        and carried <= _SELDOM * len(speech)
    )


def _table(sentences: Sequence[Sentence], decisions: Sequence[Decision]) -> pd.DataFrame:
    pieces = [s.piece for s in sentences]
    ends = zip(pieces, decisions, strict=True)
    rows = [
        doubt.Row(s.piece.paragraph, d.speaker, d.rule, s.piece.kind == "body", s.text)
        for s, d in zip(sentences, decisions, strict=True)
    ]
    settings = doubt.settings(rows)
    columns = {
        "sentence": range(1, len(pieces) + 1),
        "paragraph": [p.paragraph for p in pieces],
        "speaker": [d.speaker for d in decisions],
        "verb": [d.verb for d in decisions],
        "rule": [d.rule for d in decisions],
        "doubt": [doubt.rate(d.rule, setting) for d, setting in zip(decisions, settings, strict=True)],
        "otherwise": list(doubt.otherwise(rows, settings)),
        "start": [p.start for p in pieces],
        "end": [p.end for p in pieces],
        "frame_end": [p.start if d.frame_end is None else d.frame_end for p, d in ends],
        "body": [p.kind == "body" for p in pieces],
        "text": [s.text for s in sentences],
    }
    return pd.DataFrame(columns)
