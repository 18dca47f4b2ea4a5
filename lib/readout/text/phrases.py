"""Finding the words and phrases of a list in a running text: one rule for codebook, lexicon and query.

A pattern is one word or several; ``*`` stands for any letters, alone for any word. Patterns are compared
with normalised terms, never cross punctuation, and of two that begin at the same word the longer wins.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache

from readout.errors import ReadoutError
from readout.text import words


def normal(query: str) -> str:
    """A word, phrase or pattern in the form in which it is looked for.

    Capitals count in acronyms only, a possessive finds its word, and marks around words are left out.

    Raises:
        ReadoutError: If it holds no word.

    Example:
        >>> normal("Russia's"), normal("the  UN"), normal("Oppos*")
        ('russia', 'the UN', 'oppos*')
    """
    parts = [_normal_word(part) for part in query.split() if re.search(r"\w|\*", part)]
    if not any(parts):
        raise ReadoutError(
            repr(query),
            "this is no word to look for",
            'give a word, a phrase or a pattern, such as "oppos*"',
        )
    return " ".join(filter(None, parts))


def _normal_word(part: str) -> str:
    bare = part.strip('.,;:!?"“”()')
    return words.term(bare) if "*" not in bare else (bare if bare.isupper() else bare.lower())


def entries(listed: str) -> list[str]:
    """The words, phrases and patterns of a list with commas in between, each as :func:`normal` has it.

    Example:
        >>> entries('''stand by, Oppos*,
        ...            Russia's, ''')
        ['stand by', 'oppos*', 'russia']
    """
    return [normal(entry) for entry in listed.split(",") if entry.strip()]


def runs(text: str, places: Iterable[tuple[int, int]]) -> list[int]:
    """Number the runs of words that nothing but white space separates.

    Words of one run can form a phrase: a phrase never crosses punctuation or a quotation mark.

    Args:
        text: The text into which the offsets point.
        places: Start and end of each word, in order.

    Returns:
        The number of each word's run, rising from 1.

    Example:
        >>> text = "Trade, peace and calm."
        >>> runs(text, words.spans(text))
        [1, 2, 2, 2]
    """
    numbers, run, last = [], 0, 0
    for start, end in places:
        run += not run or bool(text[last:start].strip())
        numbers.append(run)
        last = end
    return numbers


@dataclass(frozen=True)
class Passage:
    """A piece of running text, taken apart so that phrases can be looked for in it.

    Attributes:
        text: The text as printed.
        places: Start and end of each word in it, by rule A.
        terms: The words, normalised and in lower case.
        runs: The number of each word's run, see :func:`runs`.
    """

    text: str
    places: Sequence[tuple[int, int]]
    terms: Sequence[str]
    runs: Sequence[int]

    def printed(self, start: int, end: int) -> str:
        """The words from one index to another as printed.

        Example:
            >>> passage("Both sides, then, agree.").printed(1, 3)
            'sides, then'
        """
        return self.text[self.places[start][0] : self.places[end - 1][1]] if end > start else ""


@lru_cache(maxsize=1 << 12)
def passage(text: str) -> Passage:
    """Take a piece of text apart.

    Example:
        >>> passage("Russia's trade, and peace").terms
        ('russia', 'trade', 'and', 'peace')
    """
    places = tuple(words.spans(text))
    terms = tuple(words.term(text[a:b]).lower() for a, b in places)
    return Passage(text, places, terms, tuple(runs(text, places)))


class Phrases:
    """A list of patterns, ready to be looked for.

    Args:
        patterns: Normalised words or phrases; where two are equally long, the one with more letters is
            tried first, then the alphabet decides.
        parts: Whether a pattern of one word without a hyphen is also found as a part of a hyphenated one.

    Example:
        >>> found = Phrases(["cold war", "war", "sanction*"]).find("the cold war sanctions".split(), [1] * 4)
        >>> [(at, size, pattern) for at, size, pattern in found]
        [(1, 2, 'cold war'), (3, 1, 'sanction*')]
    """

    def __init__(self, patterns: Iterable[str], *, parts: bool = False) -> None:
        ordered = sorted(set(patterns), key=lambda entry: (-len(entry.split()), -len(entry), entry))
        self._all = [
            (tuple(matcher(word, parts=parts) for word in entry.split()), entry) for entry in ordered
        ]
        # Few patterns fit a given word, and words come back: the choice by first word is kept.
        self._beginning = lru_cache(maxsize=65_536)(self._that_begin)

    def _that_begin(self, word: str) -> list[tuple[tuple[re.Pattern[str], ...], str]]:
        return [entry for entry in self._all if entry[0][0].match(word)]

    def at(self, place: int, terms: Sequence[str], runs: Sequence[int]) -> tuple[int, str]:
        """The longest pattern that begins at a word, as its number of words and itself; ``(1, "")`` if none.

        Args:
            place: Index of the word.
            terms: All words, as :func:`readout.text.words.term` makes them.
            runs: The number of each word's run, see :func:`runs`.
        """
        for patterns, entry in self._beginning(terms[place]):
            end = place + len(patterns)
            inside = end <= len(terms) and runs[place] == runs[end - 1]
            if inside and all(p.match(t) for p, t in zip(patterns, terms[place:end], strict=True)):
                return len(patterns), entry
        return 1, ""

    def find(self, terms: Sequence[str], runs: Sequence[int]) -> Iterator[tuple[int, int, str]]:
        """Every pattern found, in order and without overlap: index, number of words, pattern."""
        place = 0
        while place < len(terms):
            size, entry = self.at(place, terms, runs)
            if entry:
                yield place, size, entry
            place += size


@lru_cache(maxsize=1 << 12)
def matcher(word: str, *, parts: bool = False) -> re.Pattern[str]:
    """What fits a pattern of one word; brackets and question marks are letters like any other.

    Example:
        >>> [bool(matcher("oppos*").match(word)) for word in ("opposes", "supports")]
        [True, False]
    """
    whole = translate(re.sub(r"([\[?])", r"[\1]", word))
    if parts and "-" not in word and word != "*":
        return re.compile(rf"(?:.*-)?{whole}|{translate(f'{word}-*')}")
    return re.compile(whole)
