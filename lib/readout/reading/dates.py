"""Dates in a line, in the forms that governments and agencies print, and lines that are nothing else."""

import datetime as dt
import re
from collections.abc import Iterator

from readout.resources import table, word_list

_MONTHS = table("layout")["months"]
_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + "|sept"
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?:(?=\d\d:\d\d)|\b)"
_DAY = rf"(?:\d{{1,2}}{_ORDINAL} ?(?:-|–|to|and) ?)?(?P<day>\d{{1,2}}){_ORDINAL}"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?=\b|T\d)",
        rf"\b(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.]{_YEAR}",
        rf"\b{_DAY}(?: of)?[ .](?P<month>{_MONTH})\.?,? {_YEAR}",
        rf"\b(?P<month>{_MONTH})\.? {_DAY},? {_YEAR}",
    )
]
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")
_WORD = re.compile(r"[^\W_]+")
# Words of a date line: months, weekdays, and what is said of a time; beside them a place may be named.
_DATE_WORDS = frozenset(m[:3] for m in _MONTHS) | {
    *("mon", "tue", "wed", "thu", "fri", "sat", "sun", "at", "on", "by", "the", "of", "loc", "tim", "gmt"),
    *("utc", "am", "pm", "pub", "upd", "pos", "las", "rel", "dat"),
}
_PLACE_WORDS = 4
_BETWEEN = {"with", "between"}
# A date line holds a date and little else ("2021-12-16 14:08", "Beijing, 16 December 2021 at 14:08").
_MAX_WORDS = 12
#: Words before a date that say what it is the date of.
_NEAR = 8


def dates_in(line: str) -> Iterator[tuple[int, dt.date]]:
    """The full calendar dates in a line with their places, in order; of a span of days its last one.

    Numbers alone are read as year-month-day or day-month-year.

    Example:
        >>> [date.isoformat() for _, date in dates_in("2 to 4 July 2031, May 3, 2030 and 2031-13-40")]
        ['2031-07-04', '2030-05-03']
    """
    found = [match for form in _FORMS for match in form.finditer(line)]
    for match in sorted(found, key=re.Match.start):
        month = match["month"]
        number = int(month) if month.isdigit() else _month_number(month)
        try:
            yield match.start(), dt.date(int(match["year"]), number, int(match["day"]))
        except ValueError:  # 2021-13-40 is a number, not a date
            continue


def find_date(line: str) -> dt.date | None:
    """The first full calendar date in a line.

    Example:
        >>> find_date("Published 26 September 2017"), find_date("2031-12-14T16:05:00Z"), find_date("9.4.2022")
        (datetime.date(2017, 9, 26), datetime.date(2031, 12, 14), datetime.date(2022, 4, 9))
        >>> find_date("next February") is None
        True
    """
    return next((date for _, date in dates_in(line)), None)


def own_date(sentence: str) -> dt.date | None:
    """The date on which what a sentence tells took place: not a treaty's, a plan's or another meeting's.

    Example:
        >>> own_date("On 3 May 2031, Sol recalled the treaty of 9 May 1987.")
        datetime.date(2031, 5, 3)
        >>> own_date("Sol spoke of the summit on 6 July 2032.") is None
        True
    """
    for start, date in dates_in(sentence):
        near = _WORD.findall(sentence[:start].rpartition(", ")[2].lower())[-_NEAR:]
        beside = "margins" in near or "sidelines" in near
        if _OWN.search(sentence[:start]) and (beside or word_list("layout", "other_dates").isdisjoint(near)):
            return date
    return None


_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?"
_OWN = re.compile(rf"(?:^|\bon |[(:,–-]\s*|\bto ){_WEEKDAY}(?:the )?$", re.IGNORECASE)


def is_date_line(line: str) -> bool:
    """Whether a line is a date or a time of day, with a place or "local time" at most.

    Example:
        >>> is_date_line("Port Ana, 3 May 2031"), is_date_line("PM call with President Sol: 8 February 2031")
        (True, True)
        >>> is_date_line("Sol called on 3 May 2031.")
        False
    """
    if not 0 < len(_WORD.findall(line)) <= _MAX_WORDS:
        return False
    if find_date(line) is None and not _CLOCK.fullmatch(line.strip(" -–,")):
        return False
    return not line.endswith((".", ".”", '."')) or line[:1].isdigit()


def says_more(line: str) -> bool:
    """Whether a date line may be a title as well ("PM call with President Sol: 8 February 2031").

    Example:
        >>> says_more("Port Ana, 3 May 2031"), says_more("Call with Sol: 3 May 2031")
        (False, True)
    """
    beside = [w for w in _WORD.findall(line.lower()) if not w[0].isdigit() and w[:3] not in _DATE_WORDS]
    return len(beside) > _PLACE_WORDS or not (word_list("layout", "event_words") | _BETWEEN).isdisjoint(
        beside
    )


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, start=1) if name.lower()[:3] == month[:3])
