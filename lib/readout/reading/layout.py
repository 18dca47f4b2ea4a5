"""The parts of a text: title, date line, body paragraphs, sentences, each with its place in the text.

A paragraph is a non-blank line. A sentence ends as NLTK's Punkt has it where it is given a list of
abbreviations and no trained model, so that nothing depends on the text. What governments print around a
body (navigation, frame lines, credits, lists of links) is in ``data/layout.toml``.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from readout.resources import table, word_list

_MONTHS = table("layout")["months"]
_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + "|sept"
_ISO_DATE = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)\b")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[ .]({_MONTH})\.?,? ((?:19|20)\d\d)\b", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")
_BLANK_LINE = re.compile(r"\n[^\S\n]+\n")
# Words of a date line: months, weekdays, and what is said of a time; beside them a place may be named.
_DATE_WORDS = frozenset(m[:3] for m in _MONTHS) | {
    *("mon", "tue", "wed", "thu", "fri", "sat", "sun", "at", "on", "by", "the", "of", "loc", "tim", "gmt"),
    *("utc", "am", "pm", "pub", "upd", "pos", "las", "rel", "dat"),
}
_PLACE_WORDS = 4
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]+")
#: Signs that open an item.
BULLETS = "-–—•*■▪◦·●"
_NUMBER = r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]"
#: What may stand before an item: a bullet, or a number or letter with a mark behind it.
ITEM = re.compile(rf"(?:[{BULLETS}]|{_NUMBER}|\d{{1,2}}(?=\s))\s+")
#: An item's number or letter with a mark behind it.
NUMBERED = re.compile(rf"{_NUMBER}\s")
_BULLET = re.compile(rf"[{BULLETS}]\s*\S")

# A date line holds a date and little else ("2021-12-16 14:08", "Beijing, 16 December 2021 at 14:08").
_MAX_DATE_LINE_WORDS = 12
_MAX_TITLE_WORDS = 40
_MAX_HEADING_WORDS = 16
_MAX_FRAME_WORDS = 24
# What closes a sentence; quotation marks and brackets may follow it.
_ENDS = ".!?:;,…"
_CLOSERS = "\"'”’»)]* "
# Hard-wrapped lines are about as long as a page is wide, and many of them stop in mid-sentence.
_WRAP_WIDTH = 110
_SHORT = 40
_MANY = 0.25


@dataclass(frozen=True)
class Piece:
    """One sentence as the layout sees it.

    ``paragraph`` counts paragraphs from 1; ``start`` and ``end`` are offsets into the text; ``kind`` is
    ``"body"``, ``"title"``, ``"date"`` or ``"boilerplate"``; ``opens`` marks a paragraph's first sentence.
    """

    paragraph: int
    start: int
    end: int
    kind: str
    opens: bool


# --- lines ----------------------------------------------------------------------------------------


def unwrapped(text: str) -> str:
    r"""The text with the lines of hard-wrapped paragraphs joined; other texts are left as they are.

    A text counts as hard-wrapped where many lines inside its blocks go on with a small letter in the next.
    Where blank lines part the paragraphs a whole block is joined, else only what stops in mid-sentence.

    Example:
        >>> block = "The two leaders discussed trade between their countries,\nand agreed to meet."
        >>> unwrapped(f"{block}\n\n{block}").count("\n")
        2
    """
    blocks = [block.split("\n") for block in _BLANK_LINE.sub("\n\n", text).split("\n\n")]
    inner = [pair for block in blocks for pair in pairwise(block) if all(map(str.strip, pair))]
    broken = sum(after.lstrip()[:1].islower() and len(before) <= _WRAP_WIDTH for before, after in inner)
    if len(inner) < 2 or broken < _MANY * len(inner):  # one line break is no habit
        return text
    parted = sum(any(map(str.strip, block)) for block in blocks) > 2  # head and body
    return "\n\n".join(_joined(block, whole=parted) for block in blocks)


def _joined(lines: Sequence[str], *, whole: bool) -> str:
    """A block with its wrapped lines joined; items, headings and short lines keep a line of their own."""
    parts: list[str] = []
    for before, line in pairwise(["", *filter(str.strip, lines)]):
        closed = before.rstrip(_CLOSERS)[-1:] in ".!?:;"
        goes_on = len(before.strip()) >= _SHORT and (whole or not closed)
        # "on April / 13. This meeting": a number opens an item only where the line before is finished.
        item = _BULLET.match(line.lstrip()) or (closed and ITEM.match(line.lstrip()))
        if parts and goes_on and not item:
            parts[-1] += " " + line.strip()
        else:
            parts.append(line.rstrip())
    return "\n".join(parts)


def pieces(text: str) -> list[Piece]:
    r"""Split a normalised text into sentences in document order, title and date line included.

    Example:
        >>> [(p.paragraph, p.kind) for p in pieces("A call\n2021-12-16\n\nXi said yes. Mr. Li left.")]
        [(1, 'title'), (2, 'date'), (3, 'body'), (3, 'body')]
    """
    found: list[Piece] = []
    lines = _lines(text)
    kinds = _kinds([text[a:b] for a, b in lines])
    for number, ((start, end), kind) in enumerate(zip(lines, kinds, strict=True), start=1):
        spans = _sentence_spans(text, start, end) if kind == "body" else [(start, end)]
        found += [Piece(number, a, b, kind, opens=a == start) for a, b in spans]
    return _without_tails(text, found)


def _lines(text: str) -> list[tuple[int, int]]:
    """Offsets of the non-blank lines, white space at their ends left out."""
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            spans.append((start, start + len(line.strip())))
    return spans


def _kinds(lines: Sequence[str]) -> list[str]:
    """What each line is. The head ends with the first line that is body; a list of links has no end."""
    kinds: list[str] = []
    only = len(lines) == 1
    head, titled, links = True, False, False
    for before, line in pairwise(["", *lines]):
        kind = _kind(line, before, head=head and not only, titled=titled)
        links = not head and (links or line.lower().strip(" :()") in _listed("link_heads"))
        if links and kind != "boilerplate" and len(line.split()) <= _MAX_HEADING_WORDS and not _closed(line):
            kind = "boilerplate"
        kinds.append(kind)
        titled = titled or kind == "title"
        head = head and kind != "body"
    if "body" not in kinds and kinds:  # a text of headings only is taken as it is
        kinds = ["title" if k == "title" else "body" for k in kinds]
    return kinds


def _kind(line: str, before: str, *, head: bool, titled: bool) -> str:
    words = len(_WORD.findall(line))
    if not words or _is_boilerplate(line) or _is_credit(before, line):
        return "boilerplate"
    if words <= _MAX_DATE_LINE_WORDS and _is_date_line(line) and (titled or not _says_more(line)):
        return "date" if head else "boilerplate"
    if _is_frame(line, words):
        return "boilerplate"
    if _closed(line) or _BULLET.match(line) or words > _MAX_TITLE_WORDS:
        return "body"
    if head:
        return "boilerplate" if titled else "title"
    return "boilerplate" if words <= _MAX_HEADING_WORDS and _is_heading(line) else "body"


def _closed(line: str) -> bool:
    """Whether a line ends as a sentence does, a credit in brackets or an end mark behind it aside."""
    if line.endswith(")") and (at := line.rfind(" (")) > 0 and line[:at].rstrip(_CLOSERS)[-1:] in ".!?":
        return True
    joined = line.removesuffix(" and").removesuffix(" or")  # "(b) begin negotiations; and"
    return line.rstrip(_CLOSERS)[-1:] in _ENDS or joined.endswith(";") or bool(_TAIL.search(line))


def _is_heading(line: str) -> bool:
    """A line in the body that is no sentence and no item: it begins with a capital or a number."""
    bare = ITEM.sub("", line, count=1)
    return bare[:1].isupper() or not bare[:1].isalpha()


def _is_credit(before: str, line: str) -> bool:
    """Whether a line below a quotation says whose it is ("— The Rt. Hon. Ana Sol, Prime Minister")."""
    return line[:1] in "—–-" and before.rstrip()[-1:] in ("”", '"') and not _closed(line)


def _is_boilerplate(line: str) -> bool:
    low = line.lower().strip(" \t:*#[]()\\")
    if not low or low in _listed("boilerplate") or low in _listed("link_heads"):
        return True
    if low.startswith(tuple(_listed("boilerplate_starts"))):
        return len(line.split()) <= _MAX_FRAME_WORDS
    return (" > " in line or " / " in line or " | " in line) and not _closed(line)


def _is_frame(line: str, words: int) -> bool:
    """ "A Downing Street spokesperson said:", "The below is attributable to Spokesperson ...:"."""
    if words > _MAX_FRAME_WORDS:
        return False
    low = line.lower()
    if any(mark in low for mark in _listed("frame_marks")):
        return True
    return line.endswith(":") and any(w in low.split() for w in _listed("frame_speakers"))


def _is_date_line(line: str) -> bool:
    """A date or a time of day, with a place or "local time" at most."""
    if find_date(line) is None and not _CLOCK.fullmatch(line.strip(" -–,")):
        return False
    return not line.endswith((".", ".”", '."')) or line[:1].isdigit()


def _says_more(line: str) -> bool:
    """Whether a line with a date in it is a title ("PM call with President Sol: 8 February 2031")."""
    beside = [w for w in _WORD.findall(line.lower()) if not w[0].isdigit() and w[:3] not in _DATE_WORDS]
    return len(beside) > _PLACE_WORDS


_listed = partial(word_list, "layout")


def _without_tails(text: str, found: list[Piece]) -> list[Piece]:
    """Credits and end marks behind the last sentence of a line ("... meeting. Enditem") are no body."""
    return [
        replace(p, kind="boilerplate")
        if p.kind == "body" and not p.opens and _is_boilerplate(text[p.start : p.end])
        else p
        for p in found
    ]


# --- sentences ------------------------------------------------------------------------------------

# A full stop without a space behind it: a small letter before, a capital and a small letter after.
_NO_SPACE = re.compile(
    r"(?<=[a-z0-9%’'”\"»][.!?])(?=[“«\"]?[^\W\d_]{2})|(?<=[a-z][.!?][”\"»])(?=[^\W\d_]{2})"
)
# After these an abbreviation does end its sentence ("... the U.S. The President ...").
_AFTER_ABBREVIATION = re.compile(
    r"(?<=[A-Za-z]\.[A-Za-z]\.) +(?=(?:The|He|She|They|It|This|These|We|Both|In)\b)"
)
_TAIL = re.compile(
    r"(?<=[.!?”\"]) +(?=(?:Enditem|\([A-Z][\w./ ]{2,40}\)|■)$)|(?<=[.!?]) +(?=<…>|<\.\.\.>|###)"
)

# A mark that may end a sentence, what closes with it, and white space; behind it the next one's first letter.
_STOP = re.compile(r"""([.?!])(["')\]}‘’“”«»]*)\s+(?=(\S))""")
_WORD_EDGE = re.compile(r"""[\s"'‘’“”«»()\[\]{};:@*?!]""")
_LONGEST_ABBREVIATION = 20


def _sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    line = text[start:end]
    cuts = {0, len(line)} | {stop.end() for stop in _STOP.finditer(line) if not _goes_on(line, stop)}
    cuts |= {
        m.end() for m in _NO_SPACE.finditer(line) if line[m.end() : m.end() + 3].lstrip('“«"')[:2].istitle()
    }
    for pattern in (_AFTER_ABBREVIATION, _TAIL):
        cuts |= {match.end() for match in pattern.finditer(line)}
    spans, begin = [], 0
    for cut in sorted(cuts)[1:]:
        piece = line[begin:cut]
        if cut < len(line) and _is_mark(piece):
            continue
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            spans.append((start + begin + lead, start + begin + len(piece.rstrip())))
        begin = cut
    return spans


def _goes_on(line: str, stop: re.Match[str]) -> bool:
    """Whether a full stop is an abbreviation's, an initial's or a number's, and ends no sentence."""
    mark, closers, after = stop.groups()
    before = line[max(0, stop.start() - _LONGEST_ABBREVIATION) : stop.start()]
    word = _WORD_EDGE.split(before)[-1]
    if mark != ".":
        return False
    if before.endswith(".") or word.lower().rpartition("-")[2] in _listed("abbreviations"):
        return True
    if len(word) == 1 and word.isalpha() and not closers:
        return after.isalpha() or (word.isupper() and word != "I")
    return word[-1:].isdigit() and not closers and after.islower()


def _is_mark(piece: str) -> bool:
    """Whether this is only the number or bullet of the item that follows."""
    return len(piece) < 8 and not ITEM.sub("", piece.strip() + " ", count=1).strip()


# --- title and date -------------------------------------------------------------------------------


def title(text: str, found: list[Piece]) -> str:
    r"""The title line, or the first sentence of a text that has none.

    Example:
        >>> title("A call\n\nXi said yes.", pieces("A call\n\nXi said yes."))
        'A call'
    """
    lines = [p for p in found if p.kind == "title"] or found[:1]
    return text[lines[0].start : lines[0].end].strip("#* ") if lines else ""


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

    Numbers alone are read as year-month-day or day-month-year.

    Example:
        >>> find_date("Published 26 September 2017"), find_date("Dec. 15, 2021"), find_date("9.4.2022")
        (datetime.date(2017, 9, 26), datetime.date(2021, 12, 15), datetime.date(2022, 4, 9))
        >>> find_date("next February") is None
        True
    """
    if match := _ISO_DATE.search(line):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.search(line):
        day, month, year = map(int, match.groups())
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
