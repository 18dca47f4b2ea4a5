"""What copying leaves in a text: quote marks of mails, page edges, words broken at line ends, ligatures."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from readout.resources import word_list

_LIGATURES = re.compile("[\ufb00-\ufb06]")
_QUOTED = re.compile(r"^[ ]*>(?:[ ]?>)*[ ]?", re.MULTILINE)
#: Fewer lines with a mark are what the text quotes, not a mail that is forwarded.
_FEW_QUOTED = 3

_PAGE_NUMBER = re.compile(
    r"\s*(?:page |p\. ?|[-–—|] ?)?\d{1,3}(?: ?[-–—|]| ?(?:of|/) ?\d{1,3})?\s*", re.IGNORECASE
)
#: More numbers that stand alone are a table's.
_MOST_PAGES = 200
_SMALL_WORDS = 3
_LONGEST_RUNNING_HEAD = 12
_ENDS = '.!?:;…”"'

# A word that goes on in the next line; what is printed behind it comes along.
_BROKEN = re.compile(
    r"(?<![^\W_])((?:[^\W_]+-){0,4})([^\W_]+)[-‐]\n[ ]*([^\W\d_]+)((?:[^\s-]|-(?!\n))*)([ ]*)(?=\S|\n|$)"
)


def tidied(text: str) -> str:
    r"""The text without what copying left in it; line ends stay, a word broken at one stands before it.

    Example:
        >>> tidied("They are on the out-\nskirts of a well-\nknown town, with oﬃces.")
        'They are on the outskirts\nof a well-known\ntown, with offices.'
        >>> tidied("> Sol spoke\n> with Lund\n> again.")
        'Sol spoke\nwith Lund\nagain.'
    """
    text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if len(_QUOTED.findall(text)) >= _FEW_QUOTED:
        text = _QUOTED.sub("", text)
    return _with_whole_words(_without_page_breaks(text))


# --- pages ----------------------------------------------------------------------------------------


def _without_page_breaks(text: str) -> str:
    """Page numbers with a mark are gone; running heads stand apart, and go where they cut a sentence."""
    lines = text.split("\n")
    numbers = [i for i, line in enumerate(lines) if _PAGE_NUMBER.fullmatch(line)]
    if not 0 < len(numbers) <= _MOST_PAGES:
        return text
    often = Counter(re.sub(r"\d+", "", line).strip() for line in lines)
    begin = len(lines)
    for number in reversed(numbers):
        if number >= begin:
            continue  # at an edge that another number has shown
        begin, end = _furniture(lines, number, often)
        before, after = (lines[begin - 1] if begin else ""), (lines[end] if end < len(lines) else "")
        if not before or not after:
            continue
        heads = [line for line in lines[begin:end] if line.strip() and not _is_folio(line)]
        around = [] if _goes_on(before, after) else ["", *heads, ""]
        lines[begin:end] = around
    return "\n".join(lines)


def _is_folio(line: str) -> bool:
    """Whether a line is "– 4 –" or "Page 4"; a bare number may head a paragraph."""
    return bool(_PAGE_NUMBER.fullmatch(line)) and not line.strip().isdigit()


def _furniture(lines: Sequence[str], number: int, often: Counter[str]) -> tuple[int, int]:
    """The lines around a page number, blank ones among them, that belong to the edge of the page."""

    def belongs(line: str) -> bool:
        bare = line.strip()
        if not bare or _PAGE_NUMBER.fullmatch(bare):
            return True
        words = bare.split()
        if len(words) > _LONGEST_RUNNING_HEAD or bare[-1] in _ENDS or bare[-1] == "-":
            return False
        capital = all(
            word[0].isupper() or not word[0].isalpha() for word in words if len(word) > _SMALL_WORDS
        )
        return capital or often[re.sub(r"\d+", "", line).strip()] > 1

    begin, end = number, number + 1
    while begin and belongs(lines[begin - 1]):
        begin -= 1
    while end < len(lines) and belongs(lines[end]):
        end += 1
    return begin, end


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence that a page breaks off goes on behind the break."""
    bare = before.rstrip()
    last = bare.split()[-1] if bare else ""
    return bool(bare) and bare[-1] not in _ENDS and (after.lstrip()[:1].islower() or last.islower())


# --- words ----------------------------------------------------------------------------------------


def _with_whole_words(text: str) -> str:
    """Words that a line end breaks are joined, with their hyphen where it is theirs."""
    if not _BROKEN.search(text):
        return text
    printed = Counter(re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.lower()))

    def joined(found: re.Match[str]) -> str:
        first, head, tail, rest, gap = found.groups()
        hyphen = "-" if _keeps_hyphen(head, tail, printed) else ""
        return f"{first}{head}{hyphen}{tail}{rest}" + ("\n" if gap else "")

    return _BROKEN.sub(joined, text)


def _keeps_hyphen(head: str, tail: str, printed: Counter[str]) -> bool:
    """Whether two parts are a compound: first the text decides, then the dictionary."""
    if tail[0].isupper() or head[-1].isdigit() or (len(head) > 1 and head.isupper()):
        return True
    low, end = head.lower(), tail.lower()
    whole, compound = printed[low + end], printed[f"{low}-{end}"]
    if whole or compound:
        return compound > whole
    words = _dictionary()
    parts = end in words and (low in words or low in word_list("layout", "prefixes"))
    if low + end in words:
        return parts and f"{low}-{end}" in words
    return parts and not head[0].isupper()


@cache
def _dictionary() -> frozenset[str]:
    """The words of TextBlob's lexicon that are written small."""
    folder = Path(find_spec("textblob").submodule_search_locations[0])
    lines = (folder / "en" / "en-lexicon.txt").read_text("utf-8").splitlines()
    words = (line.partition(" ")[0] for line in lines)
    return frozenset(word for word in words if word.islower() and word.replace("-", "").isalpha())
