"""A cast in the making: people are entered, and what is known of them grows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from readout.attribution import names, offices, people
from readout.attribution.line import Line
from readout.attribution.offices import Extra, Office
from readout.attribution.people import Cast, Person, found_among, state_name
from readout.text.words import fold

# "Pham" and "Phan" differ in one letter.
_ONE_LETTER = 0.7
#: What stands with somebody who is introduced without an office.
NO_OFFICE = Office("", "", "", 0)


@dataclass
class Draft:
    """A cast in the making, and what the words of the text tell of it.

    Attributes:
        people: Those found so far.
        states: Words that stand for a state somewhere, folded.
        subjects: Words with a verb behind them, folded.
        extra: Titles that no list has.
        runs: Every run of name words that stands by itself, folded, as it is printed.
        lone: Capitalised words that stand alone somewhere, folded.
        behind: What follows each pair of name words.
        bodies: Offices that speak.
    """

    people: list[Person] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    extra: Extra = frozenset()
    runs: dict[tuple[str, ...], str] = field(default_factory=dict)
    lone: set[str] = field(default_factory=set)
    behind: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    bodies: tuple[Person, ...] = ()
    #: Where in ``people`` somebody stands: by the name, by each of its words and by their first letters, with
    #: a stop ("s.") where it is the only word.
    _standing: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set), repr=False)

    def find(self, keys: Iterable[str], title: str = "") -> Person | None:
        """As :meth:`readout.attribution.people.Cast.find`."""
        keys = [fold(key) for key in keys]
        return found_among(self._near(keys), keys, title)

    def _near(self, keys: Iterable[str]) -> list[Person]:
        """Whoever has one of these words, or a word with one of these first letters, in the name."""
        places = {at for key in keys for at in self._standing.get(key, ())}
        return [self.people[at] for at in sorted(places)]

    def add(self, name: str, keys: Iterable[str], office: Office = NO_OFFICE) -> Person:
        """Enter a name, as a new person or as another name of a known one."""
        keys = tuple(k for k in map(fold, keys) if k)
        name, state = names.in_small_letters(name), names.in_small_letters(office.state)
        known = self.find(keys, office.title) or (self._misspelt(keys, office.title) if keys else None)
        person = known or Person(name, keys)
        if len(keys) > len(person.keys):
            person = replace(person, name=name, keys=keys)
        return self.amend(
            known,
            replace(
                person,
                titles=person.titles | ({office.title} - {""}),
                states=person.states | ({state_name(state)} - {""}),
                state=person.state or state,
                gender=person.gender or office.gender or offices.gender_of(office.title),
            ),
        )

    def amend(self, known: Person | None, person: Person) -> Person:
        """Put somebody in the place of what was known of them, or behind all others."""
        at = len(self.people)
        if known is not None:
            at = next(i for i in sorted(self._standing[known.name]) if self.people[i] == known)
        self.people[at : at + 1] = [person]
        initials = [key[0] if len(person.keys) > 1 else f"{key[0]}." for key in person.keys]
        for key in (person.name, *person.keys, *initials, *(i[0] for i in initials)):
            self._standing[key].add(at)
        return person

    def _misspelt(self, keys: Sequence[str], title: str) -> Person | None:
        """Whose name is nearly this one: a surname with the same office, or all but one letter."""
        initial = keys[-1][0]
        for person in self._near([*keys, initial if len(keys) == 1 else f"{initial}."]):
            held = title in person.titles if title else len(keys) == 1 and len(keys[0]) >= people.LONG
            surname = len(keys) == 1 or len(person.keys) == 1  # Anna Petersen is not Erik Pedersen
            if held and surname and any(names.alike(keys[-1], k) for k in person.keys):
                return person
            same = [a == b for a, b in zip(keys, person.keys, strict=False)]
            if len(keys) == len(person.keys) > 1 and any(same):
                pairs = zip(keys, person.keys, strict=True)
                if all(a == b or names.alike(a, b, floor=_ONE_LETTER) for a, b in pairs):
                    return person
        return None

    def finished(self, heads: Iterable[Line], body: Iterable[Line]) -> Cast:
        """The cast, in the order in which the body names it, with the places of the names."""
        above, inside = _places(heads), _places(body)
        placed = []
        for person in self.people:
            titled, places = (
                {at for key in person.keys for at in where.get(key, ())} for where in (above, inside)
            )
            first = min(titled | places, default=-1)
            placed.append(replace(person, places=tuple(sorted(places)), first=first))
        placed.sort(key=lambda p: p.places[:1])
        return Cast(tuple(placed), states=frozenset(self.states), extra=self.extra, bodies=self.bodies)


def _places(rows: Iterable[Line]) -> dict[str, list[int]]:
    """Where each capitalised word is printed, by the folded word."""
    found: dict[str, list[int]] = defaultdict(list)
    for words in rows:
        for word in words:
            if word.capital:
                found[fold(word.text)].append(word.start)
    return found
