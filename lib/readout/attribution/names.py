"""Which words of a sentence can be names: of people, and of states.

Word lists are in ``data/people.toml``; states are those of ``data/gazetteer.toml``, and any other whose name
and adjective begin alike.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache, partial

from readout import resources
from readout.attribution.line import END, Line, Word
from readout.resources import table
from readout.text.words import fold

# Longer runs of capitalised words are headings, not people.
_LONGEST_NAME = 8
# "US", "UAE", "ROK" stay as they are.
_LONGEST_ACRONYM = 4
# A misspelt surname is nearly the same, and begins alike.
_ALIKE = 0.8
# "Kalevan" and "Kaleva", "Norvanian" and "Norvania" agree in their first letters.
_STEM = 4


def with_small_names(rows: Sequence[Line], body: Sequence[bool]) -> list[Line]:
    """The words with those of names marked that are small words elsewhere ("To" in "To Lanh", "My", "An").

    Such a word is a name where it stands with a capital behind another name or an office, inside a sentence
    of the body; with the same word behind it, it is one everywhere.

    Args:
        rows: The words of each sentence.
        body: Whether each sentence belongs to the body; headlines have capitals everywhere.
    """
    small = word_list("small_names")
    pairs, lasts = set(), set()
    for words in (row for row, inside in zip(rows, body, strict=True) if inside):
        for before, word, after in zip(words, words[1:], [*words[2:], END], strict=False):
            if word.low not in small or not word.text.istitle() or not before.capital:
                continue
            if not after.capital or after.gap != " ":
                lasts.add((before.text, word.text))
            elif fold(after.text) not in known_states():
                pairs.add((word.text, after.text))
    if not pairs and not lasts:
        return list(rows)
    return [_marked(words, pairs, lasts) for words in rows]


def _marked(words: Line, pairs: set[tuple[str, str]], lasts: set[tuple[str, str]]) -> Line:
    around = zip([END, *words], words, [*words[1:], END], strict=False)
    return Line(
        replace(word, capital=True)
        if (word.text, after.text) in pairs or (before.text, word.text) in lasts
        else word
        for before, word, after in around
    )


def parts_of(i: int, j: int) -> list[tuple[int, int]]:
    """The whole run, then its ends ("of Russia Vladimir Putin"), then its beginnings ("Xi Held")."""
    return [(start, j) for start in range(i, j)] + [(i, stop) for stop in range(j - 1, i, -1)]


def name_run(words: Line, i: int) -> int:
    """Index after the run of name words that starts at ``i`` (= ``i`` if there is none)."""
    j = i
    while j < i + _LONGEST_NAME:
        word = words.at(j)
        joined = j == i or goes_on(words, j)
        particle = (j == i or not word.gap.strip()) and is_particle(words, j)
        if not ((j > i and is_suffix(words, j)) or (joined and (is_name(words, j) or particle))):
            break
        j += 1
        if is_possessive(word):
            break
    return j


def is_suffix(words: Line, i: int) -> bool:
    """Whether a word is an ending such as "Jr." behind a name, with a comma or without."""
    return words.at(i).gap.strip() in ("", ",") and words.at(i).low in word_list("suffixes")


def goes_on(words: Line, i: int) -> bool:
    """Whether nothing stands between a word and the one before but the stop of an initial ("T.")."""
    gap = words.at(i).gap.strip()
    return gap == "" or (gap == "." and len(words.at(i - 1).text) <= 2)


def is_name(words: Line, i: int) -> bool:
    """Whether a word could stand in a name; "He" does, where a pronoun would be in lower case."""
    word, after = words.at(i), words.at(i + 1)
    if word.capital:
        return True
    if word.low in word_list("pronouns") and word.text[0].isupper():
        return after.capital
    # A month is a surname too, behind a first name ("Theresa May").
    return word.text in ("May", "April", "June") and words.at(i - 1).capital and word.gap == " "


def is_particle(words: Line, i: int) -> bool:
    """Whether a lower-case word joins a name ("von", "der" in "von der Brück")."""
    while words.at(i).low in word_list("particles"):
        i += 1
        if is_name(words, i):
            return True
    return False


def as_printed(words: Sequence[Word]) -> str:
    """A name as the text prints it, with the white space of a line break made one."""
    if not words:
        return ""
    parts = [words[0].text] + [w.gap + w.text for w in words[1:]]
    dot = "." if words[-1].low in {"jr", "sr"} else ""
    return " ".join((bare("".join(parts)) + dot).split())


def in_small_letters(name: str) -> str:
    """A name that a tag prints all in capitals, as others are; one part in capitals is a surname.

    Example:
        >>> [in_small_letters(name) for name in ("ANA VON DER BRÜCK-O'HARE", "KITANO Jun", "US")]
        ["Ana von der Brück-O'Hare", 'KITANO Jun', 'US']
    """
    if not name.isupper() or len(name) <= _LONGEST_ACRONYM:
        return name
    words = [*name.lower().split(" "), ""]
    small = word_list("particles") - ({"van"} if "der" not in words else set())  # "Le Van Hiep"
    return " ".join(w if w in small and i else w.title() for i, w in enumerate(words[:-1]))


def bare(word: str) -> str:
    """A word without the ending of a possessive."""
    return word.removesuffix("'s").removesuffix("’s")


def is_possessive(word: Word) -> bool:
    """Whether a word ends as a possessive."""
    return word.low.endswith(("'s", "’s", "s'", "s’"))


def alike(one: str, other: str, *, floor: float = _ALIKE) -> bool:
    """Whether one of two folded names is probably a misspelling of the other.

    Example:
        >>> alike("steinhage", "stienhage"), alike("sol", "lund")
        (True, False)
    """
    if one[:1] != other[:1]:
        return False
    most = min(sum(letter in other for letter in one), sum(letter in one for letter in other))
    possible = 2 * most / (len(one) + len(other)) >= floor  # asked first, since matching takes long
    return possible and SequenceMatcher(None, one, other, autojunk=False).ratio() >= floor


def same_state(one: str, other: str) -> bool:
    """Whether two words name one state: by the gazetteer, or by how they begin."""
    one, other = known_states().get(fold(one), one), known_states().get(fold(other), other)
    if one == other:
        return True
    a, b = fold(one), fold(other)
    size = max(_STEM, min(len(a), len(b)) - 2)
    return a[:size] == b[:size] and len(a) >= _STEM and len(b) >= _STEM


def stem_of(state: str) -> str:
    """What all names of a state, as :func:`same_state` compares them, have in common: their first letters."""
    return fold(known_states().get(fold(state), state))[:_STEM]


@cache
def known_states() -> dict[str, str]:
    """States of the gazetteer, folded, by every form."""
    found = {}
    for name, forms in table("gazetteer")["states"].items():
        for form in [name, *forms.split(",")]:
            found[fold(form.strip())] = fold(name)
    return found


#: A list of ``data/people.toml`` as a set, by its name there.
word_list = partial(resources.word_list, "people")


@cache
def by_first_word(key: str) -> dict[str, list[tuple[str, ...]]]:
    """Phrases of a list by their first word, longest first; stops of abbreviations left out."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for entry in table("people")[key]:
        parts = tuple(entry.replace(".", " ").split())
        phrases.setdefault(parts[0], []).append(parts)
    return {first: sorted(options, key=len, reverse=True) for first, options in phrases.items()}


def phrase_at(words: Line, i: int, key: str) -> int:
    """Index after the longest phrase of a list that stands at word ``i``; 0 if none does."""
    for option in by_first_word(key).get(words.at(i).low, ()):
        after = i + len(option)
        if tuple(w.low for w in words[i:after]) == option and all(
            w.gap.strip() in ("", ".", "/") for w in words[i + 1 : after]
        ):
            return after
    return 0
