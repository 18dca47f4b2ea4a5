"""Finding the words and phrases of a list in a running text: one rule for codebook and lexicon.

A pattern is one word or several; ``*`` stands for any letters, alone for any word. Patterns are compared
with normalised terms, never cross punctuation, and of two that begin at the same word the longer wins.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import translate
from functools import lru_cache


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
        self._all = [(tuple(_matcher(word, parts) for word in entry.split()), entry) for entry in ordered]
        # Few patterns fit a given word, and words come back: the choice by first word is kept.
        self._beginning = lru_cache(maxsize=65_536)(self._that_begin)

    def _that_begin(self, word: str) -> list[tuple[tuple[re.Pattern[str], ...], str]]:
        return [entry for entry in self._all if entry[0][0].match(word)]

    def at(self, place: int, terms: Sequence[str], runs: Sequence[int]) -> tuple[int, str]:
        """The longest pattern that begins at a word, as its number of words and itself; ``(1, "")`` if none.

        Args:
            place: Index of the word.
            terms: All words, as :func:`readout.text.words.term` makes them.
            runs: The number of each word's run, see :func:`readout.text.tokens.stretches`.
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


def _matcher(word: str, parts: bool) -> re.Pattern[str]:  # noqa: FBT001
    whole = translate(re.sub(r"([\[?])", r"[\1]", word))
    if parts and "-" not in word and word != "*":
        return re.compile(rf"(?:.*-)?{whole}|{translate(f'{word}-*')}")
    return re.compile(whole)
