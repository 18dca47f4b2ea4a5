"""The lines above a body: which of them is the title, which name a publisher, an author or a section."""

import re
from collections.abc import Sequence
from functools import partial

from readout.reading import dates
from readout.resources import word_list

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BAR = re.compile(r"\s+(?:[|»·]|::)\s+")
_DASH = re.compile(r"\s+[-–—]+\s+")
_SHORT = 4
_LONGEST_PLATE = 12
_LONGEST_BYLINE = 10
#: A place that stands above the date.
_PLACE_WORDS = 3
_BYLINE = re.compile(r"(?:(?:written|reported|text) )?by:?\s+\S", re.IGNORECASE)
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}|[A-Z]{2,7}")
_LANGUAGES = re.compile(r"(?:[a-z]{2}-[A-Z]{2}\d?|[A-Z]{2})(?:\s+(?:[a-z]{2}-[A-Z]{2}\d?|[A-Z]{2}))*")
_SIGNS = "#* "

_listed = partial(word_list, "layout")


def title_among(lines: Sequence[str], open_lines: Sequence[bool]) -> int | None:
    """Which of the lines above a body is the title, ``None`` if none is.

    The first that says something happened; else the first that is no author's, publisher's or section's.

    Args:
        lines: The lines.
        open_lines: Which of them may be one, as far as their form goes.

    Example:
        >>> title_among(["Ministry of Trade", "Press release", "Sol meets Lund in Port Ana"], [True] * 3)
        2
        >>> title_among(["By Ana Sol"], [True]) is None
        True
    """
    able = [i for i, may_be in enumerate(open_lines) if may_be and not _is_no_title(lines[i])]
    telling = [i for i in able if not is_plate(lines[i]) and not lines[i][0].islower()]
    names = [i for i in able if i not in telling and not _is_place(lines, i)]
    return next(iter(telling or names or able), None)


def _is_no_title(line: str) -> bool:
    text = bare(line)
    kind_of_text = _consists_of(_listed("label_words") | _listed("publishers"), text)
    return kind_of_text or is_label(text) or is_byline(text) or is_publisher(text)


def _is_place(lines: Sequence[str], at: int) -> bool:
    following = lines[at + 1 : at + 2]
    return len(lines[at].split()) <= _PLACE_WORDS and any(map(dates.is_date_line, following))


def is_label(line: str) -> bool:
    """Whether a line names a section or a kind of text ("News and events", "Press release 214").

    Example:
        >>> is_label("NEWS AND EVENTS"), is_label("News of a call")
        (True, False)
    """
    return _consists_of(_listed("label_words"), line) or bool(_LANGUAGES.fullmatch(line.strip()))


def _consists_of(listed: frozenset[str], line: str) -> bool:
    return all(word in listed or word.isdigit() for word in _WORD.findall(line.lower()))


def is_byline(line: str) -> bool:
    """Whether a line says who has written the text ("By Ana Sol", "by meridia news").

    Example:
        >>> is_byline("By Ana Sol, Press Unit"), is_byline("By phone, Sol offers Lund a loan")
        (True, False)
    """
    words = line.split()[1:]
    if not _BYLINE.match(line) or len(words) > _LONGEST_BYLINE or not _events(line).isdisjoint(words):
        return False
    capitals = [
        word[0].isupper() for word in words if word[0].isalpha() and word not in _listed("connectives")
    ]
    return all(capitals) or not any(capitals)


def is_plate(line: str) -> bool:
    """Whether a line has nothing but a name: of a body, a person, a place ("Office of the President").

    Example:
        >>> is_plate("Bo Lund, Former Secretary-General"), is_plate("SOL MEETS LUND")
        (True, False)
    """
    words = _WORD.findall(line)
    low = {word.lower() for word in words}
    if len(words) > _LONGEST_PLATE or _events(line) or low & _listed("joining_words"):
        return False
    return all(not word[0].islower() or word in _listed("connectives") for word in words)


def is_publisher(line: str) -> bool:
    """Whether a line names an office, a ministry, an agency, and nothing else.

    Example:
        >>> is_publisher("PRIME MINISTER'S OFFICE"), is_publisher("Office opens in Port Ana")
        (True, False)
    """
    named = not _listed("publishers").isdisjoint(_WORD.findall(line.lower()))
    return named and is_plate(line) and not is_label(line)


def is_title_case(line: str) -> bool:
    """Whether a line that ends in "Jr." is a title: all its long words have a capital.

    Example:
        >>> is_title_case("Readout of Call With Bo Lund Jr."), is_title_case("Sol spoke with Bo Lund Jr.")
        (True, False)
    """
    words = line.split()
    long = [word for word in words if len(word) >= _SHORT and word[0].isalpha()]
    small = sum(word[0].islower() and word not in _listed("joining_words") for word in long)
    return line.endswith((" Jr.", " Sr.")) and len(words) > _SHORT and not small


def _events(line: str) -> set[str]:
    return _listed("event_words") & set(_WORD.findall(line.lower()))


def bare(line: str) -> str:
    """A title cut free of site names, section labels and datelines.

    Example:
        >>> bare("Sol and Lund Discuss the Straits | News from Meridia | MN")
        'Sol and Lund Discuss the Straits'
        >>> bare("Press release: Sol and Lund Discuss the Straits - meridia.example")
        'Sol and Lund Discuss the Straits'
        >>> bare("Port Ana, 3 May 2031 – Sol and Lund Discuss the Straits")
        'Sol and Lund Discuss the Straits'
    """
    text = max(_BAR.split(line.strip(_SIGNS)), key=_weight)
    *start, end = _DASH.split(text)
    if _is_long(" ".join(start)) and _is_site(end):
        text = text[: -len(end)].rstrip(" -–—")
    head = re.match(r"(.{3,60}?)(?::\s+|\s+[-–—]+\s+)(?=\S)", text)
    if head and (is_label(head[1]) or _is_dateline(head[1])) and _is_long(text[head.end() :]):
        text = text[head.end() :]
    return text.strip(_SIGNS)


def site(line: str) -> str:
    """What a title line says of the site that it stands on, ``""`` if nothing.

    Example:
        >>> site("Sol and Lund Discuss the Straits | Government of Meridia"), site("Sol calls Lund")
        ('Government of Meridia', '')
    """
    title = bare(line)
    return next((part for part in parts(line)[1:] if title not in part and not is_label(part)), "")


def parts(line: str) -> list[str]:
    """What stands between the bars or dashes of a line."""
    return [part for part in re.split(f"{_BAR.pattern}|{_DASH.pattern}", line) if part]


def is_barred(line: str) -> bool:
    """Whether a line with bars holds a title beside the site's name, and not only names of sections."""
    return _is_long(bare(line)) and len(_BAR.split(line)) > 1 and not is_plate(bare(line))


def _is_site(end: str) -> bool:
    """Whether what stands behind a title and a dash is where it was published."""
    name = is_plate(end) and len(end.split()) <= _PLACE_WORDS
    return name or is_label(end) or is_publisher(end) or bool(_SITE.fullmatch(end))


def _weight(part: str) -> tuple[bool, int]:
    return (bool(_events(part)), len(part.split()))


def _is_dateline(text: str) -> bool:
    return dates.is_date_line(text) and not dates.says_more(text)


def _is_long(text: str) -> bool:
    return len(text.split()) >= _SHORT
