"""What lexicons make of a sentence: VADER, TextBlob's polarity, and the project's own for diplomatic prose.

Every lexicon gives the same: the words it scored, each with its contribution, and contributions add up
to the score. So a score can always be taken apart again.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from readout.errors import ReadoutError
from readout.reading.files import toml
from readout.resources import table
from readout.text import words
from readout.text.phrases import Passage, Phrases, entries, normal, passage

#: The lexicons in the order of tables and figures; the project's own stands last.
LEXICONS = ("VADER", "TextBlob", "diplomatic")
#: The tones a sentence can have, in the order of tables and figures.
TONES = ("POS", "NEU", "MIX", "NEG")
#: VADER's published bound between neutral and not (Hutto & Gilbert 2014); used for TextBlob as well.
NEUTRAL = 0.05
#: Decimals at which a score is held against its bound, those of VADER's own compound.
DIGITS = 4
#: A sentence is mixed if the weaker side has at least this share of the stronger one's hits.
MIXED = 0.5
#: What a masked word is replaced by: a word that no lexicon has.
PLACEHOLDER = "name"
_EFFECTS = ("", "absorb", "absorb positive", "absorb negative", "reverse", "deny")
# So far behind a denial, in words, a bad word or a refused verb is what is denied.
_DENIED = 3
_OWN = "diplomatic.toml"


@dataclass(frozen=True)
class Part:
    """A word or phrase that was scored: as printed, with its class or valence, and what it contributes."""

    text: str
    kind: str
    value: float


@dataclass(frozen=True)
class Score:
    """A sentence's score: ``value`` is the sum of the parts' values; ``tone`` one of :data:`TONES`."""

    value: float
    tone: str
    parts: tuple[Part, ...]


@lru_cache(maxsize=1 << 12)
def score(text: str, lexicon: str, *, masked: bool = False) -> Score:
    """Score one sentence, whatever the shape of its quotation marks and apostrophes.

    The last few thousand scores are kept, because measures ask for them again.

    Args:
        text: The sentence.
        lexicon: One of :data:`LEXICONS`.
        masked: Whether words of names and idioms count as nothing; see :func:`hide_names`. The
            ``diplomatic`` lexicon never counts them.

    Returns:
        VADER: the compound, from -1 to 1. TextBlob: the polarity, from -1 to 1. Diplomatic: (positive -
        negative hits) / words by rule A.

    Raises:
        ValueError: If there is no such lexicon.

    Example:
        >>> [(p.text, p.value) for p in score("They oppose attempts to interfere.", "diplomatic").parts]
        [('oppose', -0.2), ('interfere', 0.0)]
        >>> score("Both sides oppose attempts to interfere.", "VADER").value
        0.0
    """
    if lexicon not in _SCORERS:
        raise ValueError(f"lexicon must be one of {', '.join(LEXICONS)}, got {lexicon!r}")
    quoted = _with_plain_quotes(text)
    return _SCORERS[lexicon](hide_names(quoted) if masked else quoted)


def sign(value: float, lexicon: str) -> str:
    """Which side of neutral a score is on: the one rule at the cut, for every lexicon and table.

    A score is rounded to :data:`DIGITS` decimals, so that no tone hangs on the last bit of a sum. It is
    ``POS`` from the bound on (at it or above, as VADER's authors have it), ``NEG`` from its negative down,
    and ``NEU`` in between. The bound is :data:`NEUTRAL`; for the project's own lexicon, which counts hits,
    all but zero is on one side.

    Example:
        >>> sign(0.05, "TextBlob"), sign(0.0499999999, "TextBlob"), sign(0.0499, "TextBlob")
        ('POS', 'POS', 'NEU')
        >>> sign(-0.01, "diplomatic"), sign(-0.01, "VADER")
        ('NEG', 'NEU')
    """
    bound = 10**-DIGITS if lexicon == LEXICONS[-1] else NEUTRAL
    rounded = round(value, DIGITS)
    return "POS" if rounded >= bound else "NEG" if rounded <= -bound else "NEU"


# --- quotation marks ------------------------------------------------------------------------------

_DOUBLE = str.maketrans(dict.fromkeys("“”„‟«»‹›〝〞〟＂", '"'))
_SINGLE = "'‘’‚‛`´"
# An apostrophe inside a word or at its end opens nothing.
_IN_SINGLE = re.compile(
    rf"(?<![\w{_SINGLE}])[{_SINGLE}](?=\S)((?:[^{_SINGLE}]|(?<=\w)[{_SINGLE}](?=\w))+)[{_SINGLE}](?!\w)"
)


def _with_plain_quotes(text: str) -> str:
    """A text of the same length with plain double marks round what is quoted.

    Example:
        >>> _with_plain_quotes("The «rules», a ‘small circle’ and the countries’ trade")
        'The "rules", a "small circle" and the countries’ trade'
    """
    return _IN_SINGLE.sub(r'"\1"', text.translate(_DOUBLE))


# --- names ----------------------------------------------------------------------------------------


def hide_names(text: str) -> str:
    """A sentence with the words of names and idioms replaced by :data:`PLACEHOLDER`.

    A name is what ``names.toml`` or the lexicon's own list has, and any capitalised word that does not
    open the sentence; idioms ("would like to") are in the lexicon's list.

    Example:
        >>> hide_names("Russia would like to thank the UN Security Council.")
        'Russia name name name thank the name name name.'
    """
    sentence = passage(text)
    hidden = _names(sentence) | _inside(sentence, _masks())
    return _replaced(text, [sentence.places[at] for at in sorted(hidden)], PLACEHOLDER)


def _names(sentence: Passage) -> set[int]:
    """Indices of the words of listed names and of capitalised words inside a sentence."""
    starts = [start for start, _ in sentence.places]
    capitals = {at for at, start in enumerate(starts) if at and sentence.text[start].isupper()}
    opening = {at for at in capitals if _opens(sentence.text, starts[at])}
    return _inside(sentence, _name_list()) | (capitals - opening)


def _opens(text: str, at: int) -> bool:
    """Whether a quotation or a colon makes the word at this offset the first of something."""
    return bool(re.search(r"[:.!?]\s*[\"“'‘]?$|[\"“]$", text[:at]))


def _inside(sentence: Passage, listed: Phrases) -> set[int]:
    """Indices of the words of the phrases that are found."""
    found = listed.find(sentence.terms, sentence.runs)
    return {i for at, size, _ in found for i in range(at, at + size)}


def _replaced(text: str, places: Iterable[tuple[int, int]], by: str) -> str:
    pieces, last = [], 0
    for a, b in places:
        pieces += [text[last:a], by]
        last = b
    return "".join([*pieces, text[last:]])


@cache
def _name_list() -> Phrases:
    listed = [normal(name).lower() for names in table("names").values() for name in names]
    return Phrases(listed + entries(table("diplomatic")["masks"]["names"]))


@cache
def _masks() -> Phrases:
    return Phrases(entries(table("diplomatic")["masks"]["idioms"]))


# --- VADER ----------------------------------------------------------------------------------------


class _Vader:
    """NLTK's VADER on the lexicon that the package vaderSentiment ships.

    NLTK would fetch the lexicon from its own data, which needs a download, and refuses files that a
    package manager has linked; so the text of the file is handed over instead. NLTK's module is imported
    here because it takes a second, which nobody should wait for who scores no tone.
    """

    def __init__(self) -> None:
        self._module = import_module("nltk.sentiment.vader")
        analyzer = self._module.SentimentIntensityAnalyzer
        self._scorer = analyzer.__new__(analyzer)
        path = package_files("vaderSentiment").joinpath("vader_lexicon.txt")
        self._scorer.lexicon_file = path.read_text("utf-8")
        self._scorer.lexicon = self._scorer.make_lex_dict()
        self._scorer.constants = self._module.VaderConstants()

    def score(self, text: str) -> tuple[float, list[tuple[str, float]]]:
        """The compound, and every token VADER sees with its valence after boosters, negation and "but"."""
        constants, kept = self._scorer.constants, []

        def keep(sentiments: list[float], text: str) -> dict[str, float]:
            kept.extend(sentiments)
            return type(self._scorer).score_valence(self._scorer, sentiments, text)

        self._scorer.score_valence = keep
        compound = self._scorer.polarity_scores(text)["compound"]
        seen = self._module.SentiText(text, constants.PUNC_LIST, constants.REGEX_REMOVE_PUNCTUATION)
        return compound, list(zip(seen.words_and_emoticons, kept, strict=True))


# A word of three letters or more with the marks round it; shorter ones can be the eyes of a face.
_MARKED = re.compile(r"[^\w\s]*(\w\S+\w)([^\w\s]*)")


def _for_vader(text: str) -> str:
    """A sentence with its negations in the words that VADER knows, and no marks round its words.

    Its list of negations has plain apostrophes and "none", but no other negative subject; the project's own
    list ("nobody", "no country", "none of the") is put as "none". NLTK takes one mark off a word's end, so
    that a word before two of them, as at the end of a quotation, would not be found; so they are taken off
    here, as the package vaderSentiment does it. Exclamation and question marks stay, for VADER counts them.

    Example:
        >>> _for_vader("No one can’t agree, and no country does; there is no plan.")
        "none can't agree and none does there is no plan"
        >>> _for_vader('They call it "safe", (truly) safe!')
        'They call it safe truly safe!'
    """
    sentence = passage(words.plain(text))
    found = _own().denials.find(sentence.terms, sentence.runs)
    places = [(sentence.places[at][0], sentence.places[at + size - 1][1]) for at, size, _ in found]
    known = _replaced(sentence.text, places, "none").replace('"', "")
    return " ".join(_MARKED.sub(_unmarked, token) for token in known.split())


def _unmarked(found: re.Match[str]) -> str:
    return found[1] + "".join(mark for mark in found[2] if mark in "!?")


@cache
def _vader() -> _Vader:
    return _Vader()


def _by_vader(text: str) -> Score:
    """The compound, shared out among the words in proportion to their valences."""
    compound, tokens = _vader().score(_for_vader(text))
    scored = [(token, valence) for token, valence in tokens if valence]
    whole = sum(valence for _, valence in scored)
    share = compound / whole if whole else 0.0
    parts = tuple(Part(token, f"{valence:+.1f}", valence * share) for token, valence in scored)
    return Score(compound, sign(compound, "VADER"), parts)


# --- TextBlob -------------------------------------------------------------------------------------


def _by_textblob(text: str) -> Score:
    """The polarity: the mean of all assessed words and phrases, neutral ones included."""
    polarity_of = import_module("textblob.en").sentiment
    assessed = polarity_of(words.plain(text), keep_assessments=True).assessments if text.strip() else []
    parts = tuple(
        Part(" ".join(chunk), f"{polarity:+.2f}", polarity / len(assessed))
        for chunk, polarity, *_ in assessed
    )
    value = sum(part.value for part in parts)
    return Score(value, sign(value, "TextBlob"), parts)


# --- the project's own ----------------------------------------------------------------------------


@dataclass(frozen=True)
class WordClass:
    """A class of entries: what a hit adds, its effect on what follows, how far, and why it is there."""

    name: str
    value: float
    effect: str
    reach: str | int
    reason: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Hit:
    """A hit: its class, first word and the one after its last, and how far its effect reaches.

    ``negated`` is whether it is worded with a negation of its own, as "not accept" is.
    """

    of: WordClass
    start: int
    end: int
    until: int
    negated: bool


#: Hits before their reach is known: class, first word, the one after the last, worded with a negation.
_Found = list[tuple[WordClass, int, int, bool]]


class Lexicon:
    """A lexicon with classes, effects and reaches, from a file of the form of ``data/diplomatic.toml``."""

    def __init__(self, classes: Sequence[WordClass]) -> None:
        self.classes = tuple(classes)
        self._owner = {entry: each for each in classes for entry in each.words}
        self._phrases = Phrases(self._owner)
        self.denials = Phrases(entry for each in classes if each.effect == "deny" for entry in each.words)
        self._negations = {entry for each in classes if each.effect == "reverse" for entry in each.words}
        # "Nobody accepts it" is "not accept" in another form.
        self._refusals = {
            entry.split(" ", 1)[1] + "*" * (entry.count(" ") == 1 and not entry.endswith("*")): each
            for entry, each in self._owner.items()
            if each.value < 0 and " " in entry and entry.split()[0] in self._negations
        }
        self._refused = Phrases(self._refusals)

    def score(self, text: str) -> Score:
        """Score a sentence by (positive - negative) / words; words of names are never hits."""
        sentence = passage(text)
        hits, size = self._hits(sentence), words.count(text)
        signs = [(hit, self._value(hit, hits)) for hit in hits]
        parts = tuple(
            Part(sentence.printed(hit.start, hit.end), hit.of.name, sign / size) for hit, sign in signs
        )
        positive = sum(sign for _, sign in signs if sign > 0)
        negative = -sum(sign for _, sign in signs if sign < 0)
        value = (positive - negative) / max(1, size)
        return Score(value, _balance(positive, negative), parts)

    def _hits(self, sentence: Passage) -> list[_Hit]:
        names = _names(sentence)
        found = [
            (self._owner[entry], at, at + size, sentence.terms[at] in self._negations)
            for at, size, entry in self._phrases.find(sentence.terms, sentence.runs)
            if not names.intersection(range(at, at + size))
        ]
        found = sorted([*found, *self._refusals_in(sentence, found)], key=lambda hit: hit[1])
        starts = {at for _, at, _, _ in found}
        return [
            _Hit(of, at, end, _until(of, end, sentence, starts), negated) for of, at, end, negated in found
        ]

    def _refusals_in(self, sentence: Passage, found: _Found) -> _Found:
        """Where a denial stands for the "not" of an entry: "nobody can accept it" is "not accept"."""
        taken = {place for _, start, end, _ in found for place in range(start, end)}
        return [
            (self._refusals[entry], at, at + size, True)
            for of, _, end, _ in found
            if of.effect in ("reverse", "deny")
            for at in range(end, min(end + _DENIED, len(sentence.terms)))
            for size, entry in [self._refused.at(at, sentence.terms, sentence.runs)]
            if entry and not taken.intersection(range(at, at + size))
        ]

    @staticmethod
    def _value(hit: _Hit, hits: Sequence[_Hit]) -> float:
        """What a hit is worth after the effects of those before it whose reach covers it.

        A hit is reversed once at most: "neither … nor" is one negation.
        """
        value = hit.of.value
        before = [other for other in hits if other.end <= hit.start < other.until]
        if not hit.negated and any(_turns(other, hit, hits) for other in before):
            value = -value
        for other in before:
            absorbs = other.of.effect.partition(" ")
            if absorbs[0] == "absorb" and absorbs[2] in ("", "positive" if value > 0 else "negative"):
                return 0.0
        return value


def _turns(negation: _Hit, hit: _Hit, hits: Sequence[_Hit]) -> bool:
    """Whether a negation turns a hit in its reach: what it denies is the first word with a value behind it.

    If that is a good one, all good ones are denied ("nobody supports the constructive plan", but not the
    attack in "we do not support the attack"). A bad one is denied alone, and only near by: "nobody opposes
    the friendly plan", but "nobody answered to us for the attack".
    """
    if negation.of.effect not in ("reverse", "deny"):
        return False
    first = next((other for other in hits if other.start >= negation.end and other.of.value), hit)
    if first.of.value > 0:
        return hit.of.value > 0
    return hit is first and hit.start < negation.end + _DENIED


def _until(of: WordClass, end: int, sentence: Passage, starts: set[int]) -> int:
    """Index behind the last word that a hit's effect reaches."""
    terms, runs = sentence.terms, sentence.runs
    if isinstance(of.reach, int):
        return end + of.reach
    if of.reach == "sentence":
        return len(terms)
    at = end
    while at < len(terms) and runs[at] == runs[end - 1]:
        behind = at + 2 if at + 1 < len(terms) and terms[at + 1].endswith("ly") else at + 1
        if terms[at] in ("and", "but", "while") and behind in starts:
            return at
        at += 1
    return at


def _balance(positive: float, negative: float) -> str:
    if not positive and not negative:
        return "NEU"
    if min(positive, negative) >= MIXED * max(positive, negative):
        return "MIX"
    return "POS" if positive > negative else "NEG"


def lexicon(path: str | Path | None = None) -> Lexicon:
    """Load a lexicon.

    Args:
        path: A TOML file of the form of ``data/diplomatic.toml``; default that file.

    Raises:
        ReadoutError: If the file can't be read or contradicts itself; the message says where.

    Example:
        >>> lexicon().score("They firmly oppose hegemonism.").tone
        'NEG'
    """
    given = toml(Path(path), "lexicon") if path else table("diplomatic")
    return _checked_lexicon(given, str(path or "diplomatic.toml"))


def _checked_lexicon(given: Mapping[str, Any], where: str) -> Lexicon:
    classes, owner = [], {}
    if not isinstance(given.get("classes"), dict) or not given["classes"]:
        raise ReadoutError(where, "it has no [classes.NAME] tables", "give at least one with value and words")
    for name, entry in given["classes"].items():
        made = _word_class(name, entry, where)
        for listed in made.words:
            if owner.setdefault(listed, name) != name:
                raise ReadoutError(
                    where, f"{listed!r} stands in {owner[listed]} and {name}", "keep it in one of them"
                )
        classes.append(made)
    return Lexicon(classes)


def _word_class(name: str, entry: Mapping[str, Any], where: str) -> WordClass:
    value, effect, reach = entry.get("value"), entry.get("effect", ""), entry.get("reach", "clause")
    faults = {
        f"class {name} has the value {value!r}": isinstance(value, (int, float)),
        f"class {name} has the effect {effect!r}": effect in _EFFECTS,
        f"class {name} has the reach {reach!r}": reach in ("clause", "sentence") or isinstance(reach, int),
        f"class {name} has no words": bool(str(entry.get("words", "")).strip()),
    }
    for fault, fine in faults.items():
        if not fine:
            raise ReadoutError(where, fault, "see the head of data/diplomatic.toml for what is allowed")
    listed = tuple(dict.fromkeys(entries(entry["words"])))
    return WordClass(name, value, effect, reach, entry.get("reason", ""), listed)


@cache
def _own() -> Lexicon:
    return lexicon()


#: How each lexicon scores a sentence.
_SCORERS: Mapping[str, Callable[[str], Score]] = {
    "VADER": _by_vader,
    "TextBlob": _by_textblob,
    "diplomatic": lambda text: _own().score(text),
}


def versions() -> dict[str, str]:
    """Which release of each lexicon ran, for captions and settings.

    Example:
        >>> sorted(versions())
        ['TextBlob', 'VADER', 'diplomatic']
    """
    return {
        "VADER": f"vaderSentiment {version('vadersentiment')}, scored by NLTK {version('nltk')}",
        "TextBlob": f"textblob {version('textblob')}",
        "diplomatic": f"readout {version('readout')}",
    }
