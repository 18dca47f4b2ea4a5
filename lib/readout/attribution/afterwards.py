"""Attribution after the fact: by a clause that closes a paragraph, by a credit below a quotation."""

from collections.abc import Sequence

from readout.attribution import mentions
from readout.attribution.line import Line
from readout.attribution.people import Cast
from readout.attribution.speech import NARRATOR, Decision
from readout.reading.layout import Piece

# "..., President Ana Sol of Meridia asked the crowd."
_LONGEST_CREDIT = 10


def cover(text: str, pieces: Sequence[Piece], decisions: list[Decision]) -> None:
    """Give the unattributed sentences before a closing clause to its speaker, within the paragraph.

    What another's clause in the same paragraph has claimed already stays there, but not a quotation that
    opens behind it and goes on into the closing clause's sentence.
    """
    for i, decision in enumerate(decisions):
        if decision.rule not in ("clause-last", "clause-middle"):
            if _closes_question(text, pieces, decisions, i):
                decisions[i - 1] = Decision(decision.speaker, "covered")
            continue
        j = i - 1
        while (
            j >= 0
            and pieces[j].paragraph == pieces[i].paragraph
            and decisions[j].rule in ("carried", "background")
        ):
            j -= 1
        claimed = j >= 0 and pieces[j].paragraph == pieces[i].paragraph and decisions[j].speaker != NARRATOR
        begin = next((k for k in range(j + 1, i) if not claimed or _opens_quotation(text, pieces[k])), i)
        for k in range(begin, i):
            decisions[k] = Decision(decision.speaker, "covered")


def _closes_question(text: str, pieces: Sequence[Piece], decisions: Sequence[Decision], i: int) -> bool:
    """Whether a sentence is only the clause of the question before it ('"Who pays?" Sol asked.')."""
    together = i > 0 and pieces[i].paragraph == pieces[i - 1].paragraph
    if not together or decisions[i].rule not in ("clause", "speech-act"):
        return False
    asked = text[pieces[i - 1].start : pieces[i - 1].end].rstrip(" ,")
    said = text[pieces[i].start : pieces[i].end]
    whole = asked[:1] in '“"' and asked[-2:-1] in "?!"
    return whole and len(said.split()) <= _LONGEST_CREDIT and not set(said) & set('“"')


def _opens_quotation(text: str, piece: Piece) -> bool:
    """Whether a sentence begins a quotation that it does not end."""
    first = text[piece.start]
    return first in '“"' and not set('”"') & set(text[piece.start + 1 : piece.end])


def credit(
    text: str,
    pieces: Sequence[Piece],
    words: Sequence[Line],
    cast: Cast,
    decisions: list[Decision],
) -> None:
    """Give a quotation without a clause to whoever the line below it names ("— Ana Sol, President")."""
    for i, (piece, row) in enumerate(zip(pieces, words, strict=True)):
        if piece.kind != "boilerplate" or text[piece.start] not in "—–-":
            continue
        named = mentions.read_one(row, 0, cast)
        if named is None or not named.people:
            continue
        person, begin = named.people[0], i
        while begin > 0 and decisions[begin - 1].rule in ("carried", "background"):
            begin -= 1
            if text[pieces[begin].start] in '“"':
                break
        if begin < i and text[pieces[begin].start] in '“"':
            decisions[begin:i] = [Decision(person.name, "covered", person=person)] * (i - begin)
