"""What counts as a word: the counting rules that every number in the project names.

Rule A is the reference: letters and digits, with hyphens and apostrophes inside a word, and an acronym
printed with stops ("U.S.") as one word. It is the rule of the token table; the others exist to show how
much a number depends on the rule.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

#: The reference rule's name, as settings and figures print it.
REFERENCE = "A"
#: The reference rule without acronyms: initials and stops apart, as the rules of attribution read them.
APART = "A, initials apart"

_TREEBANK = "Treebank"
#: Marks that print an apostrophe inside a word, the plain one first.
APOSTROPHES = "'’ʼ`´′＇"
#: Marks that print a hyphen, the plain one first.
HYPHENS = "-‐‑"
#: Marks that stand for a hyphen between two words, and leave them two.
DASHES = "‒–"

# Capitals with stops are an acronym, or somebody's initials ("J.F. Kennedy", "J.F. de Sol"). These are an
# acronym also with blanks and before a name; others if no name follows, or if they are too many for initials.
_ACRONYMS = ["USSR", "DPRK", "USA", "UAE", "PRC", "ROK", "ROC", "DRC", "US", "UN", "UK", "EU", "AU"]
_LISTED = "|".join(r"\.\s?".join(letters) for letters in _ACRONYMS)
_A_NAME = r"\.?\s+(?:(?:al|bin|da|de|del|der|di|dos|la|van|von)[-\s]+)*[A-Z]"
_ACRONYM = (
    r"(?<![^\W_])(?<![^\W_]\.)(?<!(?<!\.)[A-Z]\.\s)"  # no part of a longer row of initials
    rf"(?:(?:{_LISTED})(?!\.\s[A-Z]\.(?![A-Z]))"
    r"|[A-Z](?:\.[A-Z]){3,}|(?<=\b[Tt]he\s)[A-Z](?:\.[A-Z]){2}"
    rf"|(?!H\.(?:E|H|M|R\.H)\b)[A-Z](?:\.[A-Z])+(?!{_A_NAME}))"
    r"(?!\.?[^\W_])\.?"
)
_IN_ANY_CASE = re.compile(rf"\b(?:{_LISTED}|[A-Z](?:\.[A-Z])+)\.?(?![^\W_])", re.IGNORECASE)
_PART = rf"(?:{_ACRONYM}|[^\W_]+)"
_PATTERNS = {
    "A": re.compile(rf"{_PART}(?:[{HYPHENS}{APOSTROPHES}]{_PART})*"),
    APART: re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*"),
    "B": re.compile(r"\b\w\w+\b"),
    "C": re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?"),
    "W": re.compile(r"\S+"),
    "word-punct": re.compile(r"\w+|[^\w\s]+"),
}
#: Names of the counting rules. A: hyphens and apostrophes inside a word, acronyms with stops whole, digits
#: kept. B: the default of scikit-learn (two characters and more). C: letters only, hyphens split. W: white
#: space. Treebank and word-punct, which are NLTK's, also count punctuation marks.
RULES = ("A", "B", "C", "W", _TREEBANK, "word-punct")

# Letters whose stroke or missing dot Unicode does not treat as an accent.
_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe"})
_PLAIN = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-"))
_POSSESSIVE = re.compile(r"'s$", re.IGNORECASE)
_STOP = re.compile(r"(?<![^\W_])([A-Z])\.\s?")


def spans(text: str, *, rule: str = REFERENCE) -> list[tuple[int, int]]:
    """Offsets of the words of a text by one of :data:`RULES`, or by :data:`APART`, in order.

    Raises:
        KeyError: If there is no rule of that name.

    Example:
        >>> [("Russia's 20th win-win")[a:b] for a, b in spans("Russia's 20th win-win")]
        ["Russia's", '20th', 'win-win']
        >>> text = "J. F. Sol told the U. S. side of U.N.-led talks"
        >>> [text[a:b] for a, b in spans(text)]
        ['J', 'F', 'Sol', 'told', 'the', 'U. S.', 'side', 'of', 'U.N.-led', 'talks']
    """
    if rule == _TREEBANK:
        return list(_treebank().span_tokenize(text))
    return [found.span() for found in _PATTERNS[rule].finditer(text)]


def count(text: str, *, rule: str = REFERENCE) -> int:
    """Number of words of a text by one of :data:`RULES`.

    Raises:
        KeyError: If there is no rule of that name.

    Example:
        >>> {rule: count("A win-win in 2021.", rule=rule) for rule in RULES}
        {'A': 4, 'B': 4, 'C': 4, 'W': 4, 'Treebank': 5, 'word-punct': 7}
    """
    if rule == _TREEBANK:
        return len(_treebank().tokenize(text))
    return len(_PATTERNS[rule].findall(text))


@cache
def _treebank() -> Any:
    """NLTK's splitter by the rules of the Penn Treebank; NLTK loads for a second, and few texts need it."""
    from nltk.tokenize import TreebankWordTokenizer  # noqa: PLC0415 - only where it is used

    return TreebankWordTokenizer()


@cache
def term(word: str) -> str:
    """The form of a word that is counted: no possessive, lower case unless it is an acronym.

    An acronym is two letters or more, all capitals, with stops or without; it stays apart from the word
    spelt alike. Apostrophes and hyphens are plain ones.

    Example:
        >>> term("Russia's"), term("US"), term("us"), term("It’s"), term("BRICS")
        ('russia', 'US', 'us', 'it', 'BRICS')
        >>> term("U.S."), term("U. S.’s"), term("U.S.‑led"), term("D.P.R.K.")
        ('US', 'US', 'us-led', 'DPRK')
    """
    whole = _STOP.sub(r"\1", bare(word))
    letters = [c for c in whole if c.isalpha()]
    return whole if len(letters) > 1 and whole.isupper() else whole.lower()


def bare(word: str) -> str:
    """A word as it is printed, but for a possessive; apostrophes and hyphens are plain ones.

    Example:
        >>> bare("Russia’s"), bare("U.S."), bare("win‑win")
        ('Russia', 'U.S.', 'win-win')
    """
    return _POSSESSIVE.sub("", plain(word))


def plain(text: str) -> str:
    """A text of the same length whose apostrophes and hyphens are the plain ones.

    Example:
        >>> plain("We don’t, we canʼt; win‑win")
        "We don't, we can't; win-win"
    """
    return text.translate(_PLAIN)


def with_whole_acronyms(query: str) -> str:
    """What somebody looks for, with acronyms that are typed with stops as they are counted.

    Example:
        >>> with_whole_acronyms("the u.s. side"), with_whole_acronyms("U. N.-led"), with_whole_acronyms("us")
        ('the US side', 'UN-led', 'us')
    """
    return _IN_ANY_CASE.sub(lambda found: re.sub(r"[.\s]", "", found[0]).upper(), query)


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """A name without case and accents, so that Erdoğan and Erdogan are one.

    Example:
        >>> fold("Erdoğan"), fold("KISHIDA"), fold("Łukasz Bjørn")
        ('erdogan', 'kishida', 'lukasz bjorn')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_STROKED))
    return "".join(c for c in plain if not unicodedata.combining(c))
