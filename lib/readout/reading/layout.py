"""The parts of a text: title, date line, body paragraphs, sentences, each with its place in the text.

A paragraph is a non-blank line. A sentence ends as NLTK's Punkt has it where it is given a list of
abbreviations and no trained model, so that nothing depends on the text. What governments print around a
body (navigation, frame lines, credits, lists of links) is in ``data/layout.toml``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise

from readout.reading import dates, headlines
from readout.resources import word_list

_BLANK_LINE = re.compile(r"\n[^\S\n]+\n")
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
# "(Photo: Press Service)", "... in Port Ana. Photo by A. Sol", "Sol (left) and Lund".
_PICTURE = re.compile(
    r"[(\[][^()\[\]]*\b(?i:photo|image|picture|foto)s?\b[^()\[\]]*[)\]]\W*$"
    r"|(?:^|\s)(?:Photo|Image|Picture|PHOTO)s?(?:\s(?:by|credit|courtesy\s+of))?\s*:\s*\S[^.!?]{0,60}\.?$"
    r"|[.)/|]\s+(?:File )?(?:Photo|Image|Picture)s? (?:by|credit|courtesy)\b.{0,60}$"
    r"|\((?:left|right|cent(?:er|re)|L|(?:\w+ )?from (?:left|right)|\d(?:st|nd|rd|th)[ -](?:L|R))\)"
)

# A longer line without a stop is a headline only where it is one sentence and others end with a stop.
_MAX_TITLE_WORDS = 40
_MAX_HEADING_WORDS = 16
_MAX_FRAME_WORDS = 24
_MAX_CAPTION_WORDS = 45
# What closes a sentence; quotation marks and brackets may follow it.
_ENDS = ".!?:;,…"
_CLOSERS = "\"'”’»)]* "
# Hard-wrapped lines are about as long as a page is wide, and many of them stop in mid-sentence.
_WRAP_WIDTH = 110
_HEAD_LINES = 3
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
    """A block with its wrapped lines joined; items, headings, dates and short lines keep their own."""
    parts: list[str] = []
    for before, line in pairwise(["", *filter(str.strip, lines)]):
        closed = before.rstrip(_CLOSERS)[-1:] in ".!?:;"
        goes_on = len(before.strip()) >= _SHORT and (whole or not closed)
        # "on April / 13. This meeting": a number opens an item only where the line before is finished.
        item = _BULLET.match(line.lstrip()) or (closed and ITEM.match(line.lstrip()))
        dated = len(lines) <= _HEAD_LINES and dates.is_date_line(line)
        around = line[:1].isupper() and (_is_boilerplate(line) or _is_boilerplate(before))
        if parts and goes_on and not (item or dated or around):
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
    """What each line is. The head ends with the first line that is body; one of its lines is the title."""
    kinds: list[str] = []
    sentences = any(map(_closed, lines))
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        head = "body" not in kinds and len(lines) > 1
        kinds.append(_kind(line, before, after, head=head, sentences=sentences))
    title = headlines.title_among(lines, [kind == "heading" for kind in kinds])
    kinds = [
        "title" if at == title else _unchosen(line) if kind == "heading" else kind
        for at, (line, kind) in enumerate(zip(lines, kinds, strict=True))
    ]
    if "body" not in kinds:  # a text of headings only is taken as it is
        return ["title" if kind == "title" else "body" for kind in kinds]
    return _without_end(lines, kinds)


def _kind(line: str, before: str, after: str, *, head: bool, sentences: bool) -> str:
    """What a line is by itself; ``"heading"`` is one above the body that may be the title."""
    words = len(_WORD.findall(line))
    barred = head and headlines.is_barred(line)
    if not words or (_is_boilerplate(line) and not barred) or _is_credit(before, line):
        return "boilerplate"
    if dates.is_date_line(line):
        return ("heading" if dates.says_more(line) else "date") if head else "boilerplate"
    if _is_frame(line, words) or _is_caption(line, after, words):
        return "boilerplate"
    if (_closed(line) or _BULLET.match(line)) and not (head and headlines.is_title_case(line)):
        return "body"
    if head:
        one = words <= _MAX_TITLE_WORDS or (sentences and len(_sentence_spans(line, 0, len(line))) == 1)
        return "heading" if one else "body"
    return "boilerplate" if words <= _MAX_HEADING_WORDS and _is_heading(line) else "body"


def _unchosen(line: str) -> str:
    return "date" if dates.is_date_line(line) else "boilerplate"


def _without_end(lines: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """The kinds with what follows the body taken out: links, a signature, what asks a reader to do something.

    Behind a heading of links only lines without a stop are links; if it stands in the lower half of the text,
    nothing behind it is body.
    """
    kinds = list(kinds)
    lengths = list(accumulate(map(len, lines)))
    begin = kinds.index("body")
    links = below = False
    for at, line in enumerate(lines):
        heads = at > begin and line.lower().strip(" :()*#") in _listed("link_heads") | _listed("end_heads")
        below = below or (heads and 2 * lengths[at] > lengths[-1])
        links = links or (heads and line.lower().strip(" :()*#") in _listed("link_heads"))
        if below or (links and len(line.split()) <= _MAX_HEADING_WORDS and not _closed(line)):
            kinds[at] = "boilerplate"
    for at in range(len(lines) - 1, begin, -1):
        if kinds[at] == "body":
            open_end = kinds[at - 1] != "body" and not _closed(lines[at]) and not _is_item(lines[at])
            if not (open_end or _asks(lines[at])):
                break
            kinds[at] = "boilerplate"
    return kinds


def _is_item(line: str) -> bool:
    return bool(_BULLET.match(line) or ITEM.match(line))


def _asks(line: str) -> bool:
    """ "Watch the press conference here.", "This mail is confidential."."""
    low = line.lower()
    asks = low.startswith(tuple(_listed("end_starts"))) or any(mark in low for mark in _listed("end_marks"))
    return (asks or low.rstrip(" .:>)").endswith(" here")) and len(line.split()) <= _MAX_CAPTION_WORDS


def _is_caption(line: str, after: str, words: int) -> bool:
    """A line with a picture's credit, above one, or one that says who stands where in the picture."""
    if words > _MAX_CAPTION_WORDS:
        return False
    below = not _closed(line) and after.lower().startswith(tuple(_listed("credit_starts")))
    return below or bool(_PICTURE.search(line))


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
    r"(?<=[A-Za-z]\.[A-Za-z]\.) *(?=(?:The|He|She|They|It|This|These|We|Both|In)\b)"
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
