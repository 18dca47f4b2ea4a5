"""Finding the words and phrases of a list in a running text: one rule for codebook, lexicon and query.

A pattern is one word or several; ``*`` stands for any letters, alone for any word. Patterns are compared
with normalised terms, never cross punctuation, and of two that begin at the same word the longer wins. A
hyphen is as good as a blank: "people to people" finds "people-to-people", and the other way round.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from readout.errors import ReadoutError
from readout.text import words

_NEGATED = re.compile(r"(can(?=not)|\w+(?=n't))n(?:o|')t", re.IGNORECASE)


def normal(query: str) -> str:
    """A word, phrase or pattern in the form in which it is looked for.

    Capitals count in acronyms only, with stops or without; a possessive finds its word, and marks around
    words are left out.

    Raises:
        ReadoutError: If it holds no word.

    Example:
        >>> normal("Russia's"), normal("the  UN"), normal("Oppos*")
        ('russia', 'the UN', 'oppos*')
        >>> normal("U. S. side"), normal("the u.n."), normal("one–China principle")
        ('US side', 'the UN', 'one-china principle')
    """
    plain = re.sub(rf"(?<=\w)[{words.DASHES}](?=\w)", "-", words.with_whole_acronyms(words.plain(query)))
    parts = [_normal_word(part) for part in plain.split() if re.search(r"\w|\*", part)]
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
    """The words, phrases and patterns of a list with commas in between, as a :class:`Passage` has its words.

    Each is in the form of :func:`normal`, its contractions in full.

    Example:
        >>> entries('''stand by, Oppos*,
        ...            Russia's, can't accept, ''')
        ['stand by', 'oppos*', 'russia', 'can not accept']
    """
    found = (normal(entry) for entry in listed.split(",") if entry.strip())
    return [" ".join(part for word in entry.split() for part in _in_full(word)) for entry in found]


#: Verbs that lose letters before "n't".
_SHORTENED = {"wo": "will", "ca": "can", "sha": "shall"}


def _in_full(term: str) -> tuple[str, ...]:
    """A contracted negation as the two words it stands for, any other term by itself."""
    found = _NEGATED.fullmatch(term)
    return (_SHORTENED.get(found[1], found[1]), "not") if found else (term,)


def runs(text: str, places: Iterable[tuple[int, int]]) -> list[int]:
    """Number the runs of words that nothing but white space separates, or a dash that joins two words.

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
        between = text[last:start]
        run += not run or not (between.isspace() or between in words.DASHES)
        numbers.append(run)
        last = end
    return numbers


@dataclass(frozen=True)
class Passage:
    """A piece of running text, taken apart so that phrases can be looked for in it.

    Attributes:
        text: The text as printed.
        places: Start and end of each word in it, by rule A; a contracted negation ("can't", "cannot") is two
            words, the verb and "n't".
        terms: The words, normalised, in lower case and in full: "can", "not".
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
        >>> passage("It can’t, cannot and won't").terms
        ('it', 'can', 'not', 'can', 'not', 'and', 'will', 'not')
    """
    places, terms = [], []
    for start, end in words.spans(text):
        full = _in_full(words.term(text[start:end]).lower())
        cut = [end - 3] if len(full) > 1 else []  # before "not" and before "n't"
        places += zip([start, *cut], [*cut, end], strict=True)
        terms += full
    return Passage(text, tuple(places), tuple(terms), tuple(runs(text, places)))


class Phrases:
    """A list of patterns, ready to be looked for.

    Args:
        patterns: Normalised words or phrases; where two are equally long, the one with more letters is
            tried first, then the alphabet decides.
        parts: Whether a pattern of one word without a hyphen is also found as a part of a hyphenated one.

    Example:
        >>> found = Phrases(["cold war", "war", "sanction*"]).find("the cold-war sanctions".split(), [1] * 3)
        >>> [(at, size, pattern) for at, size, pattern in found]
        [(1, 1, 'cold war'), (2, 1, 'sanction*')]
    """

    def __init__(self, patterns: Iterable[str], *, parts: bool = False) -> None:
        ordered = sorted(set(patterns), key=lambda entry: (-_size(entry), -len(entry), entry))
        self._all = [(entry, _size(entry), *_compiled(entry, parts=parts)) for entry in ordered]
        # Few patterns fit a given word, and words come back: the choice by first word is kept.
        self._beginning = lru_cache(maxsize=65_536)(self._that_begin)

    def _that_begin(self, word: str) -> list[tuple[str, int, re.Pattern[str]]]:
        return [(entry, most, whole) for entry, most, first, whole in self._all if first.fullmatch(word)]

    def begins(self, word: str) -> bool:
        """Whether one of the patterns can begin with a word, as a term is spelt."""
        return bool(self._beginning(word))

    def at(self, place: int, terms: Sequence[str], runs: Sequence[int]) -> tuple[int, str]:
        """The longest pattern that begins at a word, as its number of words and itself; ``(1, "")`` if none.

        Args:
            place: Index of the word.
            terms: All words, as :func:`readout.text.words.term` makes them.
            runs: The number of each word's run, see :func:`runs`.
        """
        for entry, most, whole in self._beginning(terms[place]):
            reach = range(place, min(place + most, len(terms)))
            found = whole.match(" ".join(terms[i] for i in reach if runs[i] == runs[place]))
            if found:
                return found[0].count(" ") + 1, entry
        return 1, ""

    def find(self, terms: Sequence[str], runs: Sequence[int]) -> Iterator[tuple[int, int, str]]:
        """Every pattern found, in order and without overlap: index, number of words, pattern."""
        place = 0
        while place < len(terms):
            size, entry = self.at(place, terms, runs)
            if entry:
                yield place, size, entry
            place += size


def _size(entry: str) -> int:
    """So many words an entry has if every hyphen between two of them is read as a blank."""
    return len(_parts(entry))


def _parts(entry: str) -> list[str]:
    """An entry where it may be broken; behind "anti-*" any letters follow, also such with hyphens."""
    return re.split(r"\s|(?<=\w)-(?=\w)", entry)


def _compiled(entry: str, *, parts: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What fits the word that an entry can begin with, and what fits all its words with blanks between."""
    hyphenated = {part for word in entry.split() if len(_parts(word)) > 1 for part in _parts(word)}
    pieces = [
        # A hyphenated word has lost its capitals: "us-led" also stands for "US led".
        f"(?i:{_letters(part)})" if part in hyphenated else _letters(part, parts=parts)
        for part in _parts(entry)
    ]
    first = pieces[-1]
    for piece in reversed(pieces[:-1]):
        first = f"{piece}(?:-{first})?"
    return re.compile(first), re.compile("[ -]".join(pieces) + "(?= |$)")


def _letters(word: str, *, parts: bool = False) -> str:
    """The expression of one word; brackets and question marks are letters like any other."""
    if word == "*":
        return "[^ ]+"
    whole = re.escape(word).replace(r"\*", "[^ ]*")
    if word.isupper():  # in a hyphenated word it is printed in capitals and counted without
        whole = f"(?:{whole}|{whole.lower()}(?=-)|(?<=-){whole.lower()})"
    return f"(?:(?:[^ ]*-)?{whole}|{whole}-[^ ]*)" if parts and "-" not in word else whole


@lru_cache(maxsize=1 << 12)
def matcher(word: str) -> re.Pattern[str]:
    """What fits a pattern of one word, from its beginning to its end.

    Example:
        >>> [bool(matcher("oppos*").match(word)) for word in ("opposes", "supports")]
        [True, False]
    """
    return re.compile(f"{_letters(word)}$")
