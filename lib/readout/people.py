"""Who takes part: finding the people a text names, and reading how it refers to them.

A text names a person in full once or twice ("Russian President Vladimir Putin", "Mr. KISHIDA Fumio, Prime
Minister of Japan") and in short ever after ("Putin", "the President", "the Russian leader", "he").
:func:`cast` collects the people, fullest printed name first; :meth:`Cast.read` reads whoever is named at one
place of a sentence. Word lists are in ``data/people.toml``; states are those of ``data/gazetteer.toml``, and
any other whose name the text prints.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

from readout import words as counting
from readout.resources import table

# Longer runs of capitalised words are headings, not people.
_LONGEST_NAME = 8
_MAX_MODIFIERS = 4
# A misspelt surname is nearly the same, and begins alike.
_ALIKE = 0.8
_LONG = 5
# "Kalevan" and "Kaleva", "Norvanian" and "Norvania" agree in their first letters.
_STEM = 4
# Letters whose stroke or missing dot Unicode does not treat as an accent.
_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
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
        head, _, tail = self.text.partition("-")
        first = tail[:1] if tail and head in _listed("particles") else self.text[0]
        return first.isupper() and self.low not in _listed("not_names")


def words_of(text: str, start: int, end: int, quotes: Sequence[tuple[int, int]] | None = None) -> list[Word]:
    """The words of one sentence, in order.

    Args:
        text: The whole text.
        start: Where the sentence begins.
        end: Where it ends.
        quotes: What stands in quotation marks, as sorted offsets (see :func:`quotations`); default: found in
            the sentence itself.

    Example:
        >>> [(w.text, w.gap, w.quoted) for w in words_of('Mr. Xi said "no"', 0, 16)]
        [('Mr', '', False), ('Xi', '. ', False), ('said', ' ', False), ('no', ' "', True)]
    """
    quotes = quotations(text, start, end) if quotes is None else quotes
    found, last, at = [], start, 0
    for a, b in counting.spans(text[start:end]):
        while at < len(quotes) and quotes[at][1] <= start + a:
            at += 1
        quoted = at < len(quotes) and quotes[at][0] <= start + a
        word = text[start + a : start + b]
        gap = text[last : start + a]
        found.append(Word(word, word.lower(), start + a, start + b, gap, quoted=quoted))
        last = start + b
    return found


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands in quotation marks in one paragraph, as offsets in order.

    A mark that opens the paragraph and is never closed is a typographer's habit (each paragraph of a long
    statement begins with one), not a quotation.

    Example:
        >>> quotations('“The call went well. He said “yes”.', 0, 35)
        [(29, 33)]
        >>> quotations('"Fine," she said.', 0, 17)
        [(0, 6)]
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for at in range(start, end):
        mark = text[at]
        if mark in "“«„" or (mark == '"' and opened is None):
            opened = at
        elif (mark in "”»" or mark == '"') and opened is not None:
            found.append((opened, at))
            opened = None
    return found


@dataclass
class Person:
    """Somebody the text names: the fullest printed ``name``, every office given to them, and their states.

    ``stated`` is whether the text prints a name at all; without one the name is that of the office. ``first`` is
    the offset at which the name is first printed in the body, or -1 for the title.
    """

    name: str
    keys: tuple[str, ...]
    titles: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    gender: str = ""
    stated: bool = True
    first: int = 0


@dataclass(frozen=True)
class Mention:
    """A reference that was read: ``kind`` and the index of the word after it.

    ``kind`` is ``"person"`` (one, in ``people``), ``"people"`` (several), ``"collective"`` ("the two
    leaders"), ``"sides"`` ("the two sides", "they", which may also stand inside a speech) or ``"pronoun"``
    (whose gender is in ``gender``). ``sure`` is false where the text names several whom it could mean.
    """

    kind: str
    after: int
    people: tuple[Person, ...] = ()
    gender: str = ""
    sure: bool = True
    named: bool = True


@dataclass(frozen=True)
class Office:
    """An office as it is printed at one place: title, state, gender of the honorific, the word after it.

    ``run`` is the index at which the state begins in "of Meridia Ana Sol", where a name may follow it; -1 where
    no state follows the title.
    """

    title: str
    state: str
    gender: str
    after: int
    run: int = -1


def fold(name: str) -> str:
    """A name without case and accents, so that Erdoğan and Erdogan are one.

    Example:
        >>> fold("Erdoğan"), fold("KISHIDA"), fold("Łukasz Bjørn")
        ('erdogan', 'kishida', 'lukasz bjorn')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_STROKED))
    return "".join(c for c in plain if not unicodedata.combining(c))


class Cast:
    """The people of one text, in the order in which they are first named; ``lead`` is the issuer's own."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.lead: Person | None = None
        self.states: set[str] = set()
        self.subjects: set[str] = set()
        self.runs: dict[tuple[str, ...], str] = {}
        self.behind: dict[tuple[str, ...], set[str]] = {}
        self._by_key: dict[str, list[Person]] = defaultdict(list)

    def add(self, name: str, keys: Sequence[str], *, title: str = "", state: str = "", gender: str = "") -> Person:
        """Enter a name, as a new person or as another name of a known one."""
        keys = tuple(k for k in map(fold, keys) if k)
        person = self.find(keys) or self._misspelt(keys, title)
        if person is None:
            person = Person(name, keys)
            self.people.append(person)
        elif len(keys) > len(person.keys):
            person.name, person.keys = name, keys
        for key in keys:
            if person not in self._by_key[key]:
                self._by_key[key].append(person)
        if title:
            person.titles.add(title)
        if state:
            person.states.add(state)
        person.gender = person.gender or gender or _gender_of(title)
        return person

    def office_holder(self, title: str, name: str) -> Person:
        """Somebody whom the text knows by the office only."""
        person = next((p for p in self.people if not p.stated and p.name == name), None)
        if person is None:
            person = Person(name, (), {title}, stated=False)
            self.people.append(person)
        return person

    def find(self, keys: Iterable[str]) -> Person | None:
        """The person whose name contains all these words, or is contained in them."""
        wanted = [k for k in map(fold, keys) if k]
        if not wanted:
            return None
        near = {id(p): p for key in wanted for p in self._by_key.get(key, ())}
        whole = set(wanted)
        fits = [p for p in near.values() if whole <= set(p.keys) or whole > set(p.keys)]
        return fits[0] if fits else None

    def _misspelt(self, keys: Sequence[str], title: str) -> Person | None:
        """The holder of the same office whose surname is nearly this one ("Scholcz" for "Scholz")."""
        if not title or not keys:
            return None
        for person in self.people:
            if title in person.titles and any(_alike(a, b) for a in keys[-1:] for b in person.keys):
                return person
        return None

    def holding(self, title: str) -> list[Person]:
        """The holders of an office, in the order in which they are first named."""
        return [p for p in self.people if any(_same_title(title, t) for t in p.titles)]

    def resolve(self, office: Office, at: int) -> tuple[Person | None, bool]:
        """Whom an office without a name stands for at an offset, and whether the text leaves no other choice."""
        if office.title in ("guest", "host"):
            return self._guest_or_host(office.title)
        fits = self.holding(office.title) if office.title not in _listed("leader_words") else self._heads()
        if office.state:
            there = [p for p in fits if any(_same_state(office.state, s) for s in p.states)]
            there = there or [p for p in self.people if any(_same_state(office.state, s) for s in p.states)]
            if there:
                return there[0], len(there) == 1
            return self._first_of_state(office, fits)
        if office.title in _listed("own_titles") and self.lead:
            return self.lead, True
        if self.lead and self.lead in fits:
            return self.lead, True
        stated = [p for p in fits if p.stated and p.first <= at] or [p for p in fits if not p.stated]
        if len(stated) == 1:
            return stated[0], True
        if stated:
            return stated[0], False
        if self.lead and not self.lead.titles:
            return self.lead, True
        return None, False

    def _guest_or_host(self, word: str) -> tuple[Person | None, bool]:
        if word == "host":
            return self.lead, True
        others = [p for p in self.people if p is not self.lead and p.stated]
        return (others[0], len(others) == 1) if others else (None, False)

    def _first_of_state(self, office: Office, fits: Sequence[Person]) -> tuple[Person | None, bool]:
        """Whom an office of a state stands for that nobody has been given yet: whoever is left without one."""
        homeless = [p for p in fits if not p.states and p.stated]
        others = [p for p in self.people if not p.states and not p.titles and p is not self.lead and p.stated]
        own = [p for p in (self.lead,) if p and not p.states and not p.titles]
        left = homeless or others or own
        if not left:
            return None, False
        left[0].states.add(office.state)
        left[0].titles.add(office.title)
        return left[0], len(left) == 1

    def _heads(self) -> list[Person]:
        return [p for p in self.people if p.titles & _listed("heads")] or self.people

    # --- reading ----------------------------------------------------------------------------------

    def read(self, words: Sequence[Word], i: int) -> Mention | None:
        """Read who is named at word ``i``: a person, several, both sides, or a pronoun."""
        if i >= len(words) or words[i].quoted:
            return None
        if found := _collective(words, i):
            return found
        low = words[i].low
        if low in _listed("pronouns") and not _is_name(words, i) and words[i].text != "HE":
            first: Mention | None = Mention("pronoun", i + 1, gender="f" if low == "she" else "m")
        else:
            first = self.read_one(words, i)
        return self._read_more(words, first) if first else None

    def _read_more(self, words: Sequence[Word], first: Mention) -> Mention:
        """Extend one reference over "A, B and C", "A, as well as B", "A together with B"."""
        found, after = [first], first.after
        while after < len(words):
            step, joined = after, False
            suffixed = step > 0 and words[step - 1].low in _listed("suffixes")
            if words[step].gap.strip() not in ("", ",", "." if suffixed else ""):
                break
            if words[step].low in ("and", "&"):
                step, joined = step + 1, True
            elif words[step].gap.strip() != ",":
                break
            more = self.read_one(words, step) if step < len(words) and not words[step].quoted else None
            if more is None or (not joined and more.people and more.people[0] in first.people):
                break
            found.append(more)
            after = more.after
            if joined:
                everyone = tuple(dict.fromkeys(id(p) for m in found for p in m.people))
                by_id = {id(p): p for m in found for p in m.people}
                if len(everyone) < 2 and first.kind != "pronoun":  # noqa: PLR2004 - "A, President and ..."
                    return first
                return Mention("people", after, tuple(by_id[i] for i in everyone))
        return first

    def read_one(self, words: Sequence[Word], i: int) -> Mention | None:
        """Read one person at word ``i``, by name, by office, or both."""
        if i >= len(words):
            return None
        article = words[i].low in _listed("articles")
        if article and _phrase(words, i, "honorifics"):
            article = False
        office = _office(words, i + article)
        if office is None:
            return self._read_name(words, i + article, article=article)
        state = self.state(office.state)
        after, person = self._name_behind(words, office)
        if person is not None:
            return Mention("person", _skip_state(words, after), (person,))
        if not office.title:  # an honorific only, and no name behind it
            return self._highness(words, i, office)
        if after < len(words) and words[after - 1].low.endswith(("'s", "’s")):
            return None
        resolved, sure = self.resolve(Office(office.title, state, office.gender, after), words[i].start)
        if resolved is None:
            if not (article or words[i].text[:1].isupper()):
                return None
            resolved = self.office_holder(office.title, _printed_title(office.title))
        return Mention("person", after, (resolved,), sure=sure, named=False)

    def _highness(self, words: Sequence[Word], i: int, office: Office) -> Mention | None:
        """ "His Majesty" without a name."""
        if words[i].low not in ("his", "her", "hrh", "hh", "hm") or office.after < i + 1 + (words[i].low in ("his", "her")):
            return None
        fits = [p for p in self.people if p.titles & _listed("monarchs")]
        fits = [self.lead] if self.lead in fits else fits
        return Mention("person", office.after, (fits[0],), sure=len(fits) == 1, named=False) if fits else None

    def _name_behind(self, words: Sequence[Word], office: Office) -> tuple[int, Person | None]:
        """The person whose name follows an office, directly or after a comma ("the PM of X, Ana Sol,")."""
        for at, stop in _name_places(words, office):
            for a, b in _parts(at, stop):
                person = self.find(w.text for w in words[a:b])
                if person and (b > a + 1 or office.title or office.gender):
                    if _is_possessive(words[b - 1]):
                        return b, None
                    return b, person
        return office.after, None

    def _read_name(self, words: Sequence[Word], i: int, *, article: bool) -> Mention | None:
        stop = _name_run(words, i)
        if stop == i:
            return None
        for a, b in _parts(i, stop):
            if a != i and not article:
                continue
            person = self.find(w.text for w in words[a:b])
            if person and not _is_possessive(words[b - 1]):
                return Mention("person", _skip_state(words, b), (person,))
        person = self._nearly(fold(words[stop - 1].text))
        return Mention("person", stop, (person,)) if person and not article else None

    def _nearly(self, surname: str) -> Person | None:
        """The one person whose name is nearly this one ("Stienhage" for "Steinhage")."""
        if len(surname) < _LONG or surname in self.states or surname in _states():
            return None
        fits = [p for p in self.people if any(len(k) >= _LONG and _alike(surname, k) for k in p.keys)]
        return fits[0] if len(fits) == 1 else None

    def state(self, word: str) -> str:
        """The name under which a state is kept: as in the gazetteer, or the word itself."""
        return _states().get(fold(word), fold(word)) if word else ""

    def side(self, state: str) -> Person | None:
        """The first-named person of a state ("the Russian side"); whoever leads has a state of his own."""
        wanted = self.state(state)
        fits = [p for p in self.people if any(_same_state(wanted, s) for s in p.states)]
        return fits[0] if fits else None


# --- collecting -----------------------------------------------------------------------------------


def cast(sentences: Iterable[Sequence[Word]], *, is_verb: Callable[[Sequence[Word], int], bool] | None = None) -> Cast:
    """Collect the people whom the sentences introduce, in the order in which they are first named.

    Args:
        sentences: The words of each sentence of the body, or of the whole text.
        is_verb: Whether a reporting verb or the verb of an event stands at a word; it tells that a bare name
            at the head of a sentence is a person.

    Example:
        >>> text = "Russian President Vladimir Putin called. Putin said yes."
        >>> [(p.name, sorted(p.titles)) for p in cast([words_of(text, 0, 40)]).people]
        [('Vladimir Putin', ['president'])]
    """
    rows = list(sentences)
    found = Cast()
    found.states = {fold(w) for w in _state_words(rows)}
    is_verb = is_verb or (lambda *_: False)
    found.runs = dict(_capital_runs(rows))
    found.behind = _behind_pairs(rows)
    found.subjects = {fold(r[i].text) for r in rows for i in _heads_of(r) if is_verb(r, i + 1)}
    for reader in (_introduced, _bare):
        for words in rows:
            for run, office in reader(words, found, is_verb):
                name = _without_honorifics(run)
                if not name:
                    continue
                keys = [w.text for w in name if w.low not in _listed("suffixes")]
                found.add(
                    _printed(name),
                    keys,
                    title=office.title,
                    state=found.state(office.state),
                    gender=office.gender,
                )
    for person in found.people:
        _complete(person, found)
    for person in found.people:
        person.first = _first_place(rows, person)
    found.people.sort(key=lambda p: p.first)
    return found


def _complete(person: Person, found: Cast) -> None:
    """Give somebody who was introduced by surname only the full name that stands elsewhere."""
    if len(person.keys) != 1:
        return
    for run, printed in found.runs.items():
        if person.keys[0] not in (run[0], run[-1]) or not 2 <= len(run) <= _MAX_MODIFIERS:  # noqa: PLR2004
            continue
        plain = not any(w in _listed("no_person") or w in _title_words() or w in _states() for w in run)
        if plain and not any(w in _listed("headline_words") or w in _listed("honorifics") for w in run):
            found.add(printed, run)
            return


def _without_honorifics(run: Sequence[Word]) -> Sequence[Word]:
    """The name proper; nothing where the run is an office or a body."""
    start, _ = _skip_honorifics(run, 0)
    while start < len(run) and run[start].low in _title_words():
        start += 1
    stop = next((i for i in range(start, len(run)) if run[i].low in _listed("headline_words")), len(run))
    name = run[start:stop]
    return [] if any(w.low in _listed("no_person") for w in name) else name


def _behind_pairs(rows: Iterable[Sequence[Word]]) -> dict[tuple[str, ...], set[str]]:
    """Every pair of name words with what follows it."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for words in rows:
        for one, two, three in zip(words, words[1:], [*words[2:], None], strict=False):
            if one.capital and two.capital and not two.gap.strip():
                goes_on = three is not None and three.capital and not three.gap.strip()
                found[fold(one.text), fold(two.text)].add(fold(three.text) if three and goes_on else "")
    return found


def _capital_runs(rows: Iterable[Sequence[Word]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every run of name words that stands by itself, as printed; for telling names from the states before them."""
    for words in rows:
        i = 0
        while i < len(words):
            stop = _name_run(words, i)
            if stop > i + 1 and (i == 0 or words[i - 1].low not in ("of", "the")):
                yield tuple(fold(w.text) for w in words[i:stop]), _printed(words[i:stop])
            i = max(stop, i + 1)


def _first_place(rows: Sequence[Sequence[Word]], person: Person) -> int:
    """Where a person's surname is first printed; a stable order of naming."""
    keys = set(person.keys)
    return next((w.start for words in rows for w in words if w.capital and fold(w.text) in keys), 0)


Introduction = tuple[Sequence[Word], Office]


def _introduced(words: Sequence[Word], found: Cast, _: object) -> Iterator[Introduction]:
    """ "President Ana Sol", "Ana Sol, President of Meridia", "the President of Meridia, Ana Sol"."""
    i = 0
    while i < len(words):
        office = _office(words, i) if words[i].low in _office_starts() or words[i].capital else None
        if office is None:
            i += 1
            continue
        start, stop = _own_name(words, office, found)
        if stop > start:
            held = _office_behind(words, stop)
            yield words[start:stop], office
            if held:
                yield words[start:stop], held
        elif i and (before := _name_before(words, i)):
            yield words[before[0] : before[1]], office
        i = max(stop, office.after, i + 1)


def _own_name(words: Sequence[Word], office: Office, found: Cast) -> tuple[int, int]:
    """The name that belongs to an office; equal offsets where none stands there."""
    for at, stop in _name_places(words, office):
        if at == office.after or (at > office.after and stop - at > 1):  # behind a comma one word may be anything
            return at, stop
    if office.run >= 0:  # "President of Meridia Ana Sol": the name is at the end of the state's run
        return _split_state(words, office.run, office.after, found), office.after
    return office.after, office.after


def _split_state(words: Sequence[Word], begin: int, end: int, found: Cast) -> int:
    """Where the name begins in "Meridia Ana Sol"; ``end`` where all of it is the state."""
    for size in (3, 2, 1):
        if begin + size < end and fold(_printed(words[begin : begin + size])) in _states():
            return begin + size
    bodies = [i for i in range(begin, end) if words[i].low in _listed("no_person")]
    if bodies:
        return bodies[-1] + 1
    run = end - begin
    if run < 2:  # noqa: PLR2004 - one word is the state
        return end
    folded = [fold(w.text) for w in words[begin:end]]
    for cut in range(1, run - 1):  # the whole name stands by itself elsewhere
        if words[begin + cut].capital and tuple(folded[cut:]) in found.runs:
            return begin + cut
    if run == 2:  # noqa: PLR2004 - "Nueva Arista", or "Meridia Sutarno"
        return begin + 1 if folded[1] in found.subjects or found.find(folded[1:]) else end
    # A state of two words stands elsewhere with other words behind it.
    return begin + (2 if len(found.behind.get(tuple(folded[:2]), ())) > 1 and run > 3 else 1)  # noqa: PLR2004


def _bare(words: Sequence[Word], found: Cast, is_verb: Callable[[Sequence[Word], int], bool]) -> Iterator[Introduction]:
    """A name at the head of a sentence with a reporting verb behind it ("Ana Sol noted that")."""
    nothing = Office("", "", "", 0)
    for i in _heads_of(words):
        stop = _name_run(words, i)
        size = stop - i
        if size < 2 or not (is_verb(words, stop) or _closes_tag(words, stop)) or _is_possessive(words[stop - 1]):  # noqa: PLR2004
            continue
        run = words[i:stop]
        if any(w.low in _listed("no_person") or w.low in _title_words() for w in run):
            continue
        if all(fold(w.text) in found.states for w in run):
            continue
        if fold(_printed(words[i:stop])) in _states():
            continue
        if found.find(w.text for w in words[i:stop]) or size <= _MAX_MODIFIERS:
            yield words[i:stop], nothing


def _closes_tag(words: Sequence[Word], i: int) -> bool:
    """Whether a colon follows a name, directly or behind a note ("Ana Sol (retranslated):")."""
    return any(":" in w.gap for w in words[i : i + 2]) and i < len(words) and words[i].gap.strip()[:1] in ("(", ":")


def _heads_of(words: Sequence[Word]) -> Iterator[int]:
    for i, word in enumerate(words):
        if word.capital and not word.quoted and (i == 0 or any(mark in word.gap for mark in ",:\"”")):
            yield i


def _state_words(rows: Iterable[Sequence[Word]]) -> Iterator[str]:
    """Words that stand for a state somewhere: behind "of" at the end of a run, or as adjectives."""
    for words in rows:
        for before, word in zip(words, words[1:], strict=False):
            if before.low in ("of", "in", "between") and word.capital and word.gap == " ":
                yield word.text


def _name_before(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    """The name that stands before a comma and an office ("Ana Sol, the President of Meridia")."""
    if "," not in words[i].gap and not (words[i - 1].low == "the" and "," in words[i - 1].gap):
        return None
    end = i - 1 if words[i - 1].low == "the" else i
    begin = end
    while begin > 0 and (_is_name(words, begin - 1) or _is_particle(words, begin - 1)):
        begin -= 1
        if words[begin].gap.strip() and not (words[begin].gap.strip() == "." and len(words[begin - 1].text) <= 3):
            break
    run = words[begin:end]
    if len(run) < 2 or any(w.low in _listed("no_person") or w.low in _title_words() for w in run):  # noqa: PLR2004
        return None
    return begin, end


def _office_behind(words: Sequence[Word], i: int) -> Office | None:
    """An office in apposition: ", Prime Minister of Japan,"."""
    if i < len(words) and "," in words[i].gap:
        return _office(words, i + (words[i].low == "the"))
    return None


# --- offices --------------------------------------------------------------------------------------


def _office(words: Sequence[Word], i: int) -> Office | None:
    """The office or honorific printed at word ``i``, with its state; ``None`` if none stands there."""
    start, gender = _skip_honorifics(words, i)
    for j in range(start, min(start + _MAX_MODIFIERS, len(words) - 1) + 1):
        if j > start and words[j].gap.strip() not in ("", "."):
            break
        if after := _phrase(words, j, "titles"):
            title = " ".join(w.low for w in words[j:after]).replace("-", " ")
            state = "" if j == start else _bare_state(words[start:j])
            return _with_state(words, title, state, gender, after)
        if j < len(words) and not (words[j].capital or words[j].low in _listed("title_modifiers")):
            break
    return Office("", "", gender, start) if start > i else None


def _bare_state(run: Sequence[Word]) -> str:
    """The state among the words before a title ("U.S.", "Russian", "Zeemark's")."""
    kept = [w for w in run if w.low not in _listed("title_modifiers")]
    text = " ".join(w.text for w in kept)
    return text.removesuffix("'s").removesuffix("’s").replace(" ", ".") if _dotted(kept) else text.removesuffix("'s").removesuffix("’s")


def _dotted(run: Sequence[Word]) -> bool:
    return len(run) > 1 and all(len(w.text) == 1 for w in run)


def _with_state(words: Sequence[Word], title: str, state: str, gender: str, after: int) -> Office:
    """An office with "for Foreign Affairs", "of State" and "of the Republic of Meridia" read on."""
    after = _skip_portfolio(words, after)
    honoured, behind = after, ""
    honoured, behind = _skip_honorifics(words, after)
    gender = gender or behind
    run = -1
    if honoured == after and not state:
        stop = _skip_state(words, after)
        if stop > after:
            begin = stop
            while begin > after and words[begin - 1].low not in ("of", "the"):
                begin -= 1
            state, after, run = _last_state(words, begin, stop), stop, begin
            honoured, behind = _skip_honorifics(words, after)
            gender = gender or behind
    return Office(title, state, gender or _gender_of(title), max(after, honoured), run)


def _last_state(words: Sequence[Word], begin: int, stop: int) -> str:
    """The state at the head of a run that may go on with a name."""
    for size in (3, 2, 1):
        text = _printed(words[begin : begin + size])
        if begin + size <= stop and fold(text) in _states():
            return text
    return words[begin].text if begin < stop else ""


def _skip_portfolio(words: Sequence[Word], i: int) -> int:
    """Index after "for Foreign Affairs", "of Defense", "of State"."""
    if i + 1 < len(words) and words[i].low in ("for", "of") and words[i].gap == " ":
        j = i + 1 + (words[i + 1].low == "the")
        if j < len(words) and words[j].low in _listed("portfolios"):
            while j < len(words) and (words[j].low in _listed("portfolios") or words[j].low in ("and", "&")):
                j += 1
            return j
    return i


def _name_places(words: Sequence[Word], office: Office) -> Iterator[tuple[int, int]]:
    """Where the name of an office's holder can stand: behind it, inside its state's run, after a comma."""
    at = office.after
    stop = _name_run(words, at)
    if stop > at and words[at].gap.strip() in ("", "."):
        yield at, stop
    if office.run >= 0 and at - office.run > 1:
        yield office.run + 1, at
    if at < len(words) and words[at].gap.strip() == ",":
        j, _ = _skip_honorifics(words, at)
        stop = _name_run(words, j)
        closed = stop == len(words) or words[stop].gap.strip() in (",", "")
        if stop > j and closed and not _phrase(words, j, "titles"):
            yield j, stop


def _skip_honorifics(words: Sequence[Word], i: int) -> tuple[int, str]:
    gender = ""
    while after := _phrase(words, i, "honorifics"):
        gender = gender or _gender_of(words[after - 1].low)
        i = after
    return i, gender


def _gender_of(title: str) -> str:
    last = title.split()[-1] if title else ""
    if last in _listed("feminine"):
        return "f"
    return "m" if last in _listed("masculine") else ""


def _skip_state(words: Sequence[Word], i: int) -> int:
    """Index after "of Meridia" or "of the Republic of Meridia", if it stands at word ``i``."""
    while i + 1 < len(words) and words[i].low == "of" and words[i].gap == " ":
        j = i + 1 + (words[i + 1].low == "the")
        after = _name_run(words, j)
        if after == j:
            break
        while _is_possessive(words[after - 1]) and _name_run(words, after) > after:  # "the People's Republic"
            after = _name_run(words, after)
        i = after
    return i


def _printed_title(title: str) -> str:
    """How an office without a name is filed: "Prime Minister", "Secretary-General"."""
    whole = {"secretary general": "Secretary-General", "pm": "Prime Minister"}
    return whole.get(title) or title.title()


# --- names ----------------------------------------------------------------------------------------


def _parts(i: int, j: int) -> list[tuple[int, int]]:
    """The whole run, then its ends ("of Russia Vladimir Putin"), then its beginnings ("Xi Held")."""
    return [(start, j) for start in range(i, j)] + [(i, stop) for stop in range(j - 1, i, -1)]


def _name_run(words: Sequence[Word], i: int) -> int:
    """Index after the run of name words that starts at ``i`` (= ``i`` if there is none)."""
    j = i
    while j < min(len(words), i + _LONGEST_NAME):
        word = words[j]
        gap = word.gap.strip()
        joined = j == i or gap == "" or (gap == "." and len(words[j - 1].text) <= 2)  # noqa: PLR2004 - "T."
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


def _printed(words: Sequence[Word]) -> str:
    """A name as the text prints it, with the white space of a line break made one."""
    if not words:
        return ""
    parts = [words[0].text] + [w.gap + w.text for w in words[1:]]
    dot = "." if words[-1].low in {"jr", "sr"} else ""
    bare = "".join(parts)
    for ending in ("'s", "’s"):
        bare = bare.removesuffix(ending)
    return " ".join((bare + dot).split())


def _is_possessive(word: Word) -> bool:
    return word.low.endswith(("'s", "’s", "s'", "s’"))


def _alike(one: str, other: str) -> bool:
    return one[:1] == other[:1] and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _same_state(one: str, other: str) -> bool:
    """Whether two words name one state: by the gazetteer, or by how they begin."""
    one, other = _states().get(fold(one), one), _states().get(fold(other), other)
    if one == other:
        return True
    a, b = fold(one), fold(other)
    if a in _canonical() or b in _canonical():
        return False
    size = max(_STEM, min(len(a), len(b)) - 2)
    return a[:size] == b[:size] and len(a) >= _STEM and len(b) >= _STEM


def _same_title(one: str, other: str) -> bool:
    """Whether an office printed in short is this one: "the minister" is a foreign minister too."""
    one, other = _plain_title(one), _plain_title(other)
    if one == other:
        return True
    general = {"minister", "secretary", "leader", "advisor", "commissioner"}
    return one in general and other.endswith(f" {one}") and not other.startswith(("prime", "deputy prime"))


@cache
def _plain_title(title: str) -> str:
    """One spelling for one office."""
    title = title.replace("-", " ").replace("defence", "defense").replace("adviser", "advisor")
    return dict(table("people")["same_titles"]).get(title, title)


@cache
def _states() -> dict[str, str]:
    """States of the gazetteer, folded, by every form."""
    found = {}
    for name, forms in table("gazetteer")["states"].items():
        for form in [name, *forms.split(",")]:
            found[fold(form.strip())] = fold(name)
    return found


@cache
def _canonical() -> frozenset[str]:
    return frozenset(_states().values())


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(table("people")[key])


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word for title in table("people")["titles"] for word in title.split())


@cache
def _office_starts() -> frozenset[str]:
    """First words of titles and honorifics, and modifiers that may stand before them."""
    return frozenset(
        {w for key in ("titles", "honorifics") for w in _by_first_word(key)} | _listed("title_modifiers")
    )


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


def _collective(words: Sequence[Word], i: int) -> Mention | None:
    """Everybody present: "the two leaders" (``collective``), "they", "the two sides" (``sides``)."""
    marks = i
    while marks < len(words) and words[marks].low in _listed("both_marks") and (
        marks == i or not words[marks].gap.strip()
    ):
        marks += 1
    for k in range(marks, min(marks + 3, len(words))):
        noun = words[k].low
        if k > i and words[k].gap.strip():
            break
        if noun in _listed("persons") and (marks > i or noun in _listed("bare_persons")):
            return Mention("collective", _skip_of(words, k + 1))
        if noun in _listed("sides") and marks > i:
            return Mention("sides", k + 1)
        if not (words[k].capital or noun in _listed("title_modifiers") or noun in _listed("both_modifiers")):
            break
    counted = marks > i and words[marks - 1].low in _listed("numbers")
    if counted or words[i].low in _listed("both_words"):
        return Mention("sides", marks if counted else i + 1)
    return _titled_together(words, i)


def _titled_together(words: Sequence[Word], i: int) -> Mention | None:
    """ "Presidents Sol and Lund"."""
    if words[i].low not in _listed("persons") or not words[i].text[0].isupper():
        return None
    after = i + 1
    while (
        after < len(words)
        and (words[after].capital or words[after].low in ("and", "of"))
        and words[after].gap.strip() in ("", ",")
    ):
        after += 1
    return Mention("collective", after) if after > i + 2 else None  # noqa: PLR2004 - two names and "and"


def _skip_of(words: Sequence[Word], i: int) -> int:
    """Index after "of the two countries", "of A and B", "attending the meeting", "present"."""
    if i + 1 < len(words) and words[i].low in ("of", "from", "attending", "present", "taking", "who") and words[i].gap == " ":
        j = i + 1
        while j < len(words) and j < i + 10 and not words[j].gap.strip():
            if words[j].low in ("of", "the", "two", "both", "countries", "states", "and", "nations", "meeting", "part", "in", "summit", "delegations", "attended", "session", "talks", "g7", "group") or words[j].capital:
                j += 1
            else:
                break
        return j
    return i
