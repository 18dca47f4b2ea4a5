"""What a text says of itself: its title, its date, who published it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from readout.reading import dates, headlines
from readout.reading.layout import Piece
from readout.resources import word_list

_DATELINE = re.compile(r"^[^.!?\n]{0,80}?(?:\s[-–—]+\s|[-–—]{2})")
_AGENCY = re.compile(r"\(([A-Z][\w./ &-]{1,40})\)")
_ON_BEHALF = re.compile(r"\bon behalf of (?:the )?(.+?)\.?$", re.IGNORECASE)
#: A date may stand below a summary that stands below the title.
_STANDFIRST = 2
_SUBJECT, _FROM, _SENT = "Subject: ", "From: ", "Sent: "


def title(text: str, found: Sequence[Piece]) -> str:
    r"""The title, cut free of what is printed beside it; a mail's subject or the first sentence without one.

    Example:
        >>> from readout.reading.layout import pieces
        >>> title("A call\n\nXi said yes.", pieces("A call\n\nXi said yes."))
        'A call'
    """
    lines = [text[p.start : p.end] for p in found if p.kind == "title"]
    lines.append(_after(_SUBJECT, text, found))
    lines += [text[p.start : p.end] for p in found if p.kind == "body"]
    named = (" ".join(headlines.bare(line).split()) for line in lines)
    return next(filter(None, named), "")


def date(text: str, found: Sequence[Piece]) -> dt.date | None:
    r"""The document's date, or ``None``: no date inside the text is taken that may be another's.

    In this order: the date line; what is "Published" or stands above the body; a dateline; a line of its own
    below the body; the day on which title or first sentence say that it took place; a mail's day.

    Example:
        >>> from readout.reading.layout import pieces
        >>> date("A call\n2021-12-16 14:08", pieces("A call\n2021-12-16 14:08"))
        datetime.date(2021, 12, 16)
    """
    return next((day for day in _days(text, found) if day), None)


def _days(text: str, found: Sequence[Piece]) -> Iterator[dt.date | None]:
    body = [p for p in found if p.kind == "body"]
    begin = body[0].start if body else len(text)
    around = [(p, text[p.start : p.end]) for p in found if p.kind not in ("body", "title")]
    around = [(p, line) for p, line in around if not line.startswith(_SENT)]
    late = [line for _, line in around if _starts(line, "late_dates")]
    around = [(p, line) for p, line in around if line not in late]
    yield from (dates.find_date(line) for p, line in around if p.kind == "date")
    yield from (dates.find_date(line) for _, line in around if _starts(line, "published"))
    yield from (dates.find_date(line) for p, line in around if p.start < begin)
    lede = text[body[0].start : body[0].end] if body else ""
    dateline = _DATELINE.match(lede)
    yield dates.find_date(dateline[0]) if dateline else None
    below = [(p, dates.find_date(line)) for p, line in around if p.start > begin and dates.is_date_line(line)]
    yield from (day for p, day in below if p.paragraph <= body[0].paragraph + _STANDFIRST)
    days = {day for _, day in below if day}
    yield days.pop() if len(days) == 1 else None
    yield from (dates.own_date(text[p.start : p.end]) for p in found if p.kind == "title")
    yield dates.own_date(lede)
    yield from (dates.find_date(line) for line in late)
    yield dates.find_date(_after(_SENT, text, found))


def issuer(text: str, found: Sequence[Piece]) -> str:
    r"""Who published a text, where it says so: for whom it was distributed, an office, a site, an agency.

    Example:
        >>> from readout.reading.layout import pieces
        >>> text = "Ministry of Trade of Meridia\n\nSol calls Lund\n\nSol said yes."
        >>> issuer(text, pieces(text))
        'Ministry of Trade of Meridia'
    """
    return " ".join(next(filter(None, _issuers(text, found)), "").split()).strip(" *#")


def _issuers(text: str, found: Sequence[Piece]) -> Iterator[str]:
    around = [text[p.start : p.end] for p in found if p.kind not in ("body", "date")]
    yield from (behalf[1] for line in around if (behalf := _ON_BEHALF.search(line)))
    yield from (part for line in around for part in headlines.parts(line) if headlines.is_publisher(part))
    yield from (headlines.site(text[p.start : p.end]) for p in found if p.kind == "title")
    lede = next((text[p.start : p.end] for p in found if p.kind == "body"), "")
    dateline = _DATELINE.match(lede)
    agency = _AGENCY.search(dateline[0]) if dateline else None
    yield agency[1] if agency else ""
    authors = (line.partition(" ")[2] for line in around if headlines.is_byline(line))
    yield from (part.strip() for author in authors for part in author.split(",") if _is_office(part))
    yield _after(_FROM, text, found)


def _is_office(name: str) -> bool:
    return not word_list("layout", "publishers").isdisjoint(name.lower().split())


def _after(mark: str, text: str, found: Sequence[Piece]) -> str:
    lines = (text[p.start : p.end] for p in found if p.kind != "body")
    return next((line.removeprefix(mark) for line in lines if line.startswith(mark)), "")


def _starts(line: str, key: str) -> bool:
    return line.lower().lstrip(" \t*#[(").startswith(tuple(word_list("layout", key)))
