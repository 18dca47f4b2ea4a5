"""Who takes part: finding the people a text names, and reading how it refers to them.

A text names a person in full once or twice ("Russian President Vladimir Putin") and in short ever
after ("Putin", "the President", "he"). :func:`cast` collects the people, fullest printed name first;
:meth:`Cast.read` reads whoever is named at one place of a sentence. Word lists are in
``data/people.toml``.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from readout import words as counting
from readout.resources import table

_QUOTES_OPEN = "“«„"
_QUOTES_CLOSE = "”»"
_MAX_MODIFIERS = 3
# Longer runs of capitalised words are headings, not people.
_LONGEST_NAME = 8
# Letters whose stroke or missing dot Unicode does not treat as an accent.
_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True)
class Word:
    """A word, in lower case too, with its offsets, the characters before it and whether it is quoted."""

    text: str
    low: str
    start: int
    end: int
    gap: str
    quoted: bool

    @property
    def capital(self) -> bool:
        """Whether it could be part of a name: capital first, not a month, weekday or article."""
        return self.text[0].isupper() and self.low not in _listed("not_names")


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of one sentence, in order.

    Example:
        >>> [(w.text, w.gap, w.quoted) for w in words_of('Mr. Xi said "no"', 0, 16)]
        [('Mr', '', False), ('Xi', '. ', False), ('said', ' ', False), ('no', ' "', True)]
    """
    found, last, depth = [], start, 0
    for a, b in counting.spans(text[start:end]):
        gap = text[last : start + a]
        for mark in gap:
            if mark == '"':
                depth = 1 - depth
            elif mark in _QUOTES_OPEN:
                depth = 1
            elif mark in _QUOTES_CLOSE:
                depth = 0
        word = text[start + a : start + b]
        found.append(Word(word, word.lower(), start + a, start + b, gap, quoted=depth > 0))
        last = start + b
    return found


@dataclass
class Person:
    """Somebody the text names: the fullest printed ``name``, and every office given to them."""

    name: str
    keys: tuple[str, ...]
    titles: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Mention:
    """A reference that was read: ``kind`` and the index of the word after it.

    ``kind`` is ``"person"`` (one, in ``people``), ``"people"`` (several by name), ``"collective"``
    ("the two sides"), ``"title"`` (an office with no name, in ``title``) or ``"pronoun"``.
    """

    kind: str
    after: int
    people: tuple[Person, ...] = ()
    title: str = ""


def fold(name: str) -> str:
    """A name without case and accents, so that Erdoğan and Erdogan are one.

    Example:
        >>> fold("Erdoğan"), fold("KISHIDA"), fold("Łukasz Bjørn")
        ('erdogan', 'kishida', 'lukasz bjorn')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_STROKED))
    return "".join(c for c in plain if not unicodedata.combining(c))


class Cast:
    """The people of one text, in the order in which they are first named."""

    def __init__(self) -> None:
        self.people: list[Person] = []

    def add(self, name: str, keys: Sequence[str], title: str = "") -> None:
        """Enter a name, as a new person or as another name of a known one."""
        keys = tuple(map(fold, keys))
        person = self.find(keys)
        if person is None:
            person = Person(name, keys)
            self.people.append(person)
        elif len(keys) > len(person.keys):
            person.name, person.keys = name, keys
        if title:
            person.titles.add(title)

    def find(self, keys: Iterable[str]) -> Person | None:
        """The one person whose name contains all these words, or is contained in them."""
        wanted = set(map(fold, keys))
        fits = [p for p in self.people if wanted <= set(p.keys) or wanted > set(p.keys)]
        return fits[0] if fits else None

    def holding(self, title: str) -> list[Person]:
        """The holders of an office, in the order in which they are first named."""
        return [p for p in self.people if title in p.titles]

    def read(self, words: Sequence[Word], i: int) -> Mention | None:
        """Read who is named at word ``i``: a person, several, both sides, an office or a pronoun."""
        if i >= len(words):
            return None
        if after := _phrase(words, i, "collective"):
            return Mention("collective", after)
        if words[i].low in _listed("pronouns") and not _is_name(words, i):
            return Mention("pronoun", i + 1)
        first = self._read_one(words, i)
        return self._read_more(words, first) if first else None

    def _read_more(self, words: Sequence[Word], first: Mention) -> Mention:
        """Extend one reference over "A, B and C"."""
        found, after = [first], first.after
        while after < len(words):
            step = after
            if words[step].gap.strip() not in ("", ","):
                break
            joined = words[step].low == "and"
            if not joined and words[step].gap.strip() != ",":
                break
            more = self._read_one(words, step + joined)
            if more is None:
                break
            found.append(more)
            after = more.after
            if joined:
                return Mention("people", after, tuple(p for m in found for p in m.people))
        return first

    def _read_one(self, words: Sequence[Word], i: int) -> Mention | None:
        article = i < len(words) and words[i].low == "the"
        title, j = _title(words, i + article)
        names = _name_run(words, j)
        for start, stop in _parts(j, names):
            person = self.find(w.text for w in words[start:stop])
            if person:
                return Mention("person", _skip_state(words, stop), (person,), title)
        if title and (names == j or _is_possessive(words[names - 1])):
            return Mention("title", _skip_state(words, j), (), title)
        if title or (names - j > 1 and not article):
            return Mention("person", _skip_state(words, names), (_stranger(words[j:names]),), title)
        return None


def cast(sentences: Iterable[Sequence[Word]]) -> Cast:
    """Collect the people whom the sentences introduce with an office ("President Vladimir Putin").

    Example:
        >>> text = "Russian President Vladimir Putin called. Putin said yes."
        >>> [(p.name, sorted(p.titles)) for p in cast([words_of(text, 0, 40)]).people]
        [('Vladimir Putin', ['president'])]
    """
    found = Cast()
    offices = _by_first_word("titles")
    for words in sentences:
        read_to = 0
        for i, word in enumerate(words):
            if i < read_to or word.low not in offices:
                continue
            title, j = _title(words, i, modifiers=0)
            names = read_to = _name_run(words, j)
            if title and names > j:
                person = _stranger(words[j:names])
                found.add(person.name, person.keys, title)
    return found


def _title(words: Sequence[Word], i: int, modifiers: int = _MAX_MODIFIERS) -> tuple[str, int]:
    """The office named at word ``i`` and the index after it; ``("", i)`` if none stands there.

    Up to ``modifiers`` capitalised words may precede it ("Chinese", "U.S."), honorifics may
    surround it, and "of Russia" or "of the Republic of Korea" may follow.
    """
    i = _skip_honorifics(words, i)
    for j in range(i, min(i + modifiers, len(words)) + 1):
        if after := _phrase(words, j, "titles"):
            title = " ".join(w.low for w in words[j:after])
            return title, _skip_honorifics(words, after)
        if j < len(words) and not words[j].capital:
            break
    return "", i


def _parts(i: int, j: int) -> list[tuple[int, int]]:
    """The whole run, then its ends ("of Russia Vladimir Putin"), then its beginnings ("Xi Held")."""
    return [(start, j) for start in range(i, j)] + [(i, stop) for stop in range(j - 1, i, -1)]


def _skip_honorifics(words: Sequence[Word], i: int) -> int:
    while after := _phrase(words, i, "honorifics"):
        i = after
    return i


def _skip_state(words: Sequence[Word], i: int) -> int:
    """Index after "of Meridia" or "of the Republic of Meridia", if it stands at word ``i``."""
    while i + 1 < len(words) and words[i].low == "of" and words[i].gap == " ":
        j = i + 1 + (words[i + 1].low == "the")
        after = _name_run(words, j)
        if after == j:
            break
        i = after
    return i


def _name_run(words: Sequence[Word], i: int) -> int:
    """Index after the run of name words that starts at ``i`` (= ``i`` if there is none)."""
    j = i
    while j < min(len(words), i + _LONGEST_NAME):
        word = words[j]
        gap = word.gap.strip()
        joined = j == i or gap == "" or (gap == "." and len(words[j - 1].text) == 1)
        suffix = j > i and gap in ("", ",") and word.low in _listed("suffixes")
        particle = gap == "" and _is_particle(words, j)
        if not (suffix or (joined and (_is_name(words, j) or particle))):
            break
        j += 1
        if _is_possessive(word):
            break
    return j


def _is_name(words: Sequence[Word], i: int) -> bool:
    """Whether a word could stand in a name; "He" does, where a pronoun would be in lower case."""
    if i >= len(words):
        return False
    is_he = words[i].low in _listed("pronouns") and words[i].text[0].isupper()
    before_name = i + 1 < len(words) and words[i + 1].gap == " " and words[i + 1].capital
    return words[i].capital or (is_he and before_name)


def _is_particle(words: Sequence[Word], i: int) -> bool:
    """Whether a lower-case word joins a name ("von", "der" in "von der Brück")."""
    while i < len(words) and words[i].low in _listed("particles"):
        i += 1
        if _is_name(words, i):
            return True
    return False


def _stranger(words: Sequence[Word]) -> Person:
    """A person known only from these words; the name is printed as the text prints it."""
    parts = [words[0].text] + [w.gap + w.text for w in words[1:]]
    keys = tuple(fold(w.text) for w in words if w.low not in _listed("suffixes"))
    dot = "." if words[-1].low in {"jr", "sr"} else ""
    return Person("".join(parts) + dot, keys)


def _is_possessive(word: Word) -> bool:
    return word.low.endswith(("'s", "’s", "s'", "s’"))


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(table("people")[key])


@cache
def _by_first_word(key: str) -> dict[str, list[tuple[str, ...]]]:
    """Phrases of a list by their first word, longest first; stops of abbreviations left out."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for entry in table("people")[key]:
        parts = tuple(entry.replace(".", " ").split())
        phrases.setdefault(parts[0], []).append(parts)
    return {first: sorted(options, key=len, reverse=True) for first, options in phrases.items()}


def _phrase(words: Sequence[Word], i: int, key: str) -> int:
    """Index after the longest phrase of a list that stands at word ``i``; 0 if none does."""
    if i >= len(words):
        return 0
    for option in _by_first_word(key).get(words[i].low, ()):
        after = i + len(option)
        if tuple(w.low for w in words[i:after]) == option and all(
            w.gap.strip() in ("", ".") for w in words[i + 1 : after]
        ):
            return after
    return 0
