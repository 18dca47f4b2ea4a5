"""The parts of a text: title, date line, body paragraphs, sentences, each with its place in the text.

A paragraph is a non-blank line. Sentences are found by NLTK's Punkt with our own abbreviations and no
trained model, so nothing is downloaded and nothing depends on the text.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from readout.resources import table

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + "|sept"
_ISO_DATE = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})\.?,? ((?:19|20)\d\d)\b", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]+")

# A date line holds a date and little else ("2021-12-16 14:08", "Beijing, 16 December 2021 at 14:08").
_MAX_DATE_LINE_WORDS = 10
_MAX_TITLE_WORDS = 40
_SENTENCE_ENDS = (".", "!", "?", ":", '."', ".”", '!"', "!”", '?"', "?”")


@dataclass(frozen=True)
class Piece:
    """One sentence as the layout sees it.

    ``paragraph`` counts non-blank lines from 1; ``start`` and ``end`` are offsets into the text;
    ``kind`` is ``"body"``, ``"title"``, ``"date"`` or ``"boilerplate"``; ``opens`` marks a
    paragraph's first sentence.
    """

    paragraph: int
    start: int
    end: int
    kind: str
    opens: bool


def pieces(text: str) -> list[Piece]:
    r"""Split a normalised text into sentences in document order, title and date line included.

    Example:
        >>> [(p.paragraph, p.kind) for p in pieces("A call\n2021-12-16\n\nXi said yes. Mr. Li left.")]
        [(1, 'title'), (2, 'date'), (3, 'body'), (3, 'body')]
    """
    found: list[Piece] = []
    lines = _lines(text)
    for number, (start, end) in enumerate(lines, start=1):
        head = not any(p.kind == "body" for p in found)
        kind = _kind(text[start:end], first=number == 1 < len(lines), head=head)
        spans = _sentence_spans(text, start, end) if kind == "body" else [(start, end)]
        found += [Piece(number, a, b, kind, opens=a == start) for a, b in spans]
    return found


def _lines(text: str) -> list[tuple[int, int]]:
    """Offsets of the non-blank lines, white space at their ends left out."""
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            spans.append((start, start + len(line.strip())))
    return spans


def _kind(line: str, *, first: bool, head: bool) -> str:
    words = len(_WORD.findall(line))
    if not words or line.lower() in table("layout")["boilerplate"]:
        return "boilerplate"
    if line.endswith(_SENTENCE_ENDS):
        return "body"
    if head and words <= _MAX_DATE_LINE_WORDS and find_date(line):
        return "date"
    return "title" if first and words <= _MAX_TITLE_WORDS else "body"


@cache
def _splitter() -> PunktSentenceTokenizer:
    rules = PunktParameters()
    rules.abbrev_types = set(table("layout")["abbreviations"])
    return PunktSentenceTokenizer(rules)


def _sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = _splitter().span_tokenize(text[start:end])
    return [(start + a, start + b) for a, b in spans]


def title(text: str, found: list[Piece]) -> str:
    r"""The title line, or the first sentence of a text that has none.

    Example:
        >>> title("A call\n\nXi said yes.", pieces("A call\n\nXi said yes."))
        'A call'
    """
    lines = [p for p in found if p.kind == "title"] or found[:1]
    return text[lines[0].start : lines[0].end] if lines else ""


def date(text: str, found: list[Piece]) -> dt.date | None:
    r"""The date of the date line; without one, the first full date printed in the title or body.

    Example:
        >>> date("A call\n2021-12-16 14:08", pieces("A call\n2021-12-16 14:08"))
        datetime.date(2021, 12, 16)
    """
    in_order = sorted(found, key=lambda p: p.kind != "date")
    return next((d for p in in_order if (d := find_date(text[p.start : p.end]))), None)


def find_date(line: str) -> dt.date | None:
    """The first full calendar date in a line, in the forms governments print.

    Example:
        >>> find_date("Published 26 September 2017"), find_date("Dec. 15, 2021")
        (datetime.date(2017, 9, 26), datetime.date(2021, 12, 15))
        >>> find_date("next February") is None
        True
    """
    if match := _ISO_DATE.search(line):
        year, month, day = map(int, match.groups())
    elif match := _DAY_MONTH.search(line):
        day, month, year = int(match[1]), _month_number(match[2]), int(match[3])
    elif match := _MONTH_DAY.search(line):
        month, day, year = _month_number(match[1]), int(match[2]), int(match[3])
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:  # 2021-13-40 is a number, not a date
        return None


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, start=1) if name.lower()[:3] == month[:3])
