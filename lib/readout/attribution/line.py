"""The words of each sentence, with what stands between them and what they look like."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readout import resources
from readout.reading.layout import Piece
from readout.text import words as counting

# '..., ," the statement reads': what a publication quotes of another is read as if it were its own.
_OF_A_TEXT = re.compile(
    r"""["”]\s*,?\s*(?:it|(?:the|a|an|its|his|her)\s(?:[\w'’-]+\s){0,4}?(?:statement|release|readout|communiqué|communique|text|account))"""
    r"""\s(?:also\s)?(?:reads?|says?|said|adds?|added|notes?|noted|stated)\b"""
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, in lower case too, with its offsets, the characters before it, and what it looks like.

    ``quoted`` is whether it stands in quotation marks, ``capital`` whether it could be part of a name: a
    capital first, and no month, weekday or article.
    """

    text: str
    low: str
    start: int
    end: int
    gap: str
    quoted: bool
    capital: bool


#: What stands beyond the ends of a line: no word and no name, behind no mark that could join it to another;
#: as if quoted, so that nobody reads it.
END = Word("", "", -1, -1, "¶", quoted=True, capital=False)


class Line(tuple[Word, ...]):
    """The words of a sentence, or of a part of one."""

    __slots__ = ()

    def at(self, i: int) -> Word:
        """The word at an index, or :data:`END` beyond either end.

        Example:
            >>> line = words_of("Sol said", 0, 8)
            >>> line.at(1).text, line.at(2).text, line.at(-1) is END
            ('said', '', True)
        """
        return self[i] if 0 <= i < len(self) else END

    def part(self, begin: int, end: int | None = None) -> "Line":
        """The words from one index up to another, or to the end."""
        return Line(self[begin:end])


def _is_capital(text: str, low: str) -> bool:
    if not text[0].isupper():
        head, _, tail = text.partition("-")  # "al-Harun"
        return tail[:1].isupper() and head in resources.word_list("people", "particles")
    return low not in resources.word_list("people", "not_names")


def words_of(text: str, start: int, end: int, quotes: Sequence[tuple[int, int]] | None = None) -> Line:
    """The words of one sentence, in order.

    Args:
        text: The whole text.
        start: Where the sentence begins.
        end: Where it ends.
        quotes: What stands in quotation marks, as sorted offsets (see :func:`quotations`); default: found in
            the sentence itself.

    Example:
        >>> [(w.text, w.gap, w.quoted) for w in words_of('Mr. Xi said "no"', 0, 16)]
        [('Mr', '', False), ('Xi', '. ', False), ('said', ' ', False), ('no', ' "', True)]
    """
    quotes = quotations(text, start, end) if quotes is None else quotes
    found, last, at = [], start, 0
    for a, b in counting.spans(text[start:end], rule=counting.APART):
        while at < len(quotes) and quotes[at][1] <= start + a:
            at += 1
        quoted = at < len(quotes) and quotes[at][0] <= start + a
        word = text[start + a : start + b]
        gap = text[last : start + a]
        low = word.lower()
        found.append(Word(word, low, start + a, start + b, gap, quoted, _is_capital(word, low)))
        last = start + b
    return Line(found)


def lines_of(text: str, pieces: Sequence[Piece]) -> list[Line]:
    """The words of each sentence; quotations are found by paragraph, so that they can span sentences."""
    found: list[Line] = []
    quotes: list[tuple[int, int]] = []
    paragraph = 0
    ends = {p.paragraph: p.end for p in pieces}
    decorated = _opens_each_paragraph(text, pieces, ends)
    for piece in pieces:
        if piece.paragraph != paragraph:
            paragraph = piece.paragraph
            quotes = quotations(text, piece.start, ends[paragraph])
            quotes = [q for q in quotes if not _OF_A_TEXT.match(text, q[1])]
            if decorated:
                quotes = [q for q in quotes if q[0] > piece.start]
            begins = [a for a, _ in quotes]
            closes = [b for _, b in quotes]
        low, high = bisect_left(closes, piece.start), bisect_right(begins, piece.end)
        found.append(words_of(text, piece.start, piece.end, quotes[low:high]))
    return found


def _opens_each_paragraph(text: str, pieces: Sequence[Piece], ends: Mapping[int, int]) -> bool:
    """Whether quotation marks only frame paragraphs, as where a whole statement is put in them."""
    opening = [p for p in pieces if p.opens and p.kind == "body" and text[p.start] in '“"']
    quoted = [quotations(text, p.start, ends[p.paragraph]) for p in opening]
    return not all(quoted)


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands in quotation marks in one paragraph, as offsets in order.

    A mark that opens the paragraph and is never closed is a typographer's habit (each paragraph of a long
    statement begins with one), not a quotation.

    Example:
        >>> quotations('“The call went well. He said “yes”.', 0, 35)
        [(29, 33)]
        >>> quotations('"Fine," she said.', 0, 17)
        [(0, 6)]
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for at in range(start, end):
        mark = text[at]
        if mark in "“«„" or (mark == '"' and opened is None):
            opened = at
        elif (mark in "”»" or mark == '"') and opened is not None:
            found.append((opened, at))
            opened = None
    return found
