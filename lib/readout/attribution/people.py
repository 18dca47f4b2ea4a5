"""Who takes part, and for whom an office stands.

A cast is made once, by :mod:`casting <readout.attribution.casting>`, and never changes: reading a sentence
learns nothing, so that the same text gives the same answer whatever was read before.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from readout import resources
from readout.attribution import names, offices
from readout.attribution.offices import Extra, Office
from readout.text.words import fold

#: Shorter names are not held to be misspellings of each other.
LONG = 5


@dataclass(frozen=True)
class Person:
    """Somebody the text names; the same name is the same person.

    Attributes:
        name: The fullest printed name; the office for somebody who is never named.
        keys: The words of the name, folded.
        titles: Every office given to the person, lower case.
        states: What those are offices of, folded.
        state: The first state of theirs, as printed; empty where the text gives none.
        gender: ``"m"`` or ``"f"`` where the text tells, ``"n"`` for an office that speaks, else empty.
        stated: Whether the text prints a name at all.
        first: Offset at which the name, or the office of somebody without one, is first printed; -1 for
            somebody who is known from elsewhere and not printed.
        places: Every offset of the name in the body, ascending.
        abroad: Whether the text introduces "the President of Meridia Ana Sol", as one introduces others.
        royal: Whether the text calls the person Highness or Majesty.
    """

    name: str
    keys: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    state: str = ""
    gender: str = ""
    stated: bool = True
    first: int = field(default=-1, compare=False)
    places: tuple[int, ...] = field(default=(), compare=False)
    abroad: bool = False
    royal: bool = False

    def __hash__(self) -> int:
        """By the name alone, which is quick; hardly two people share one."""
        return hash(self.name)

    @property
    def is_body(self) -> bool:
        """Whether it is an office that speaks."""
        return self.gender == "n"

    def last_named(self, at: int) -> int:
        """Where the name was last printed up to an offset; -1 where it was not."""
        before = bisect_right(self.places, at)
        return self.places[before - 1] if before else -1

    def holds(self, title: str) -> bool:
        """Whether one of the person's offices is this one, or is what it stands for in short."""
        return any(offices.same_title(title, own) for own in self.titles)

    def is_of(self, state: str) -> bool:
        """Whether one of the person's states is this one."""
        return any(names.same_state(state, own) for own in self.states)


def office_holder(title: str, first: int) -> Person:
    """Somebody whom the text knows by the office only."""
    return Person(offices.printed_title(title), titles=frozenset({title}), stated=False, first=first)


def found_among(people: Iterable[Person], keys: Iterable[str], title: str = "") -> Person | None:
    """Whose name contains all these words, or is contained in them.

    Of several, "Minister Lee" is whoever holds that office, and else the first.
    """
    wanted = {k for k in map(fold, keys) if k}
    fits = [p for p in people if wanted and p.keys and (wanted.issubset(p.keys) or wanted > set(p.keys))]
    holders = [p for p in fits if title and p.holds(title)] if len(fits) > 1 else fits
    return next(iter(holders or fits), None)


def state_name(word: str) -> str:
    """The name under which a state is kept: as in the gazetteer, or the word itself."""
    return names.known_states().get(fold(word), fold(word)) if word else ""


@dataclass(frozen=True)
class Cast:
    """The people of one text.

    Attributes:
        people: In the order in which the body first names them.
        lead: The issuer's own, one of them; ``None`` where the text does not tell.
        states: Words that stand for a state somewhere in the text, folded.
        extra: Titles that only this text knows.
        bodies: Offices that speak ("the Prime Minister's Office said"), as people without a first name.
        present: Names of those who take part: they are named at the beginning or open a paragraph. Empty
            where the text is too short to tell.
    """

    people: tuple[Person, ...] = ()
    lead: Person | None = None
    states: frozenset[str] = frozenset()
    extra: Extra = frozenset()
    bodies: tuple[Person, ...] = ()
    present: frozenset[str] = frozenset()

    def side_of(self, person: Person) -> str:
        """Whose side somebody is on, as far as the text tells.

        Returns:
            ``"issuer"`` for the issuer's own and whoever is of the same state; ``"counterpart"`` for whoever
            is of another state, and for the only other person there is; else ``""``.
        """
        lead = self.lead
        if lead is None:
            return ""
        if person == lead or (person.state and any(lead.is_of(state) for state in person.states)):
            return "issuer"
        return "counterpart" if person.states or self._others == [person] else ""

    @cached_property
    def _others(self) -> list[Person]:
        """Whom the text names beside the issuer's own."""
        return [p for p in self.people if p.stated and p.name != self.lead.name]

    def body(self, run: Sequence[str]) -> Person | None:
        """The office whose printed name ends in these words ("the Ministry"), or they in it."""
        keys = tuple(map(fold, run))
        if len(run) == 1 and run[0].isupper():  # "the PCO"
            return next((b for b in self.bodies if "".join(k[0] for k in b.keys) == keys[0]), None)
        ends = (b for b in self.bodies if b.keys[-len(keys) :] == keys or keys[-len(b.keys) :] == b.keys)
        return next(ends, None)

    @cached_property
    def _by_key(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            for key in dict.fromkeys(person.keys):
                found[key].append(person)
        return dict(found)

    @cached_property
    def _by_initial(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            for initial in {key[0] for key in person.keys}:
                found[initial].append(person)
        return dict(found)

    def find(self, keys: Iterable[str], title: str = "") -> Person | None:
        """Whom :func:`found_among` finds."""
        wanted = [fold(k) for k in keys]
        near = {p.name: p for key in wanted for p in self._by_key.get(key, ())}
        return found_among(near.values(), wanted, title)

    @cached_property
    def _members(self) -> frozenset[Person]:
        return frozenset(self.people)

    def __contains__(self, person: Person) -> bool:
        return person in self._members

    def amended(self, old: Person, new: Person) -> "Cast":
        """The cast with one person known better, or added where ``old`` is not in it."""
        alike = (p.name == old.name and p == old for p in self.people)
        others = (new if same else p for p, same in zip(self.people, alike, strict=True))
        people = tuple(others) if old in self else (*self.people, new)
        return replace(self, people=people, lead=new if self.lead == old else self.lead)

    def holding(self, title: str) -> list[Person]:
        """The holders of an office, in the order in which they are first named."""
        if title not in self._holders:
            self._holders[title] = [p for p in self.people if p.holds(title)]
        return self._holders[title]

    @cached_property
    def _holders(self) -> dict[str, list[Person]]:
        """The holders of each office that was asked for."""
        return {}

    def of(self, state: str) -> list[Person]:
        """Whoever is of a state, in the order in which they are first named."""
        return [p for p in self._by_state.get(names.stem_of(state), ()) if p.is_of(state)]

    @cached_property
    def _by_state(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            for stem in {names.stem_of(state) for state in person.states}:
                found[stem].append(person)
        return dict(found)

    def resolve(self, office: Office, at: int) -> tuple[Person | None, bool]:
        """Whom an office without a name stands for at an offset, and whether there is no other choice."""
        if office.title in ("guest", "host"):
            return self._guest_or_host(office.title)
        fits = self._fits(office.title)
        if office.state:
            return self._of_state(office, fits)
        if self.lead and (office.title in names.word_list("own_titles") or self.lead in fits):
            return self.lead, True
        untitled = self.lead and not self.lead.titles - names.word_list("own_titles")
        if untitled and self.lead.stated and not any(p.stated for p in fits):
            return self.lead, True  # "Ana Sol received ...", later "the President"
        stated = [p for p in fits if p.stated and p.first <= at] or [p for p in fits if not p.stated]
        stated = stated or (fits if self.lead else [])
        if stated:
            # of several holders, whoever was named last
            return max(stated, key=lambda p: p.last_named(at)), len(stated) == 1
        return (self.lead, True) if untitled else (None, False)

    def _of_state(self, office: Office, fits: Sequence[Person]) -> tuple[Person | None, bool]:
        there = self.of(office.state)
        leads = office.title in names.word_list("leader_words")  # no minister is "the Meridian leader"
        found = [p for p in there if p in fits] or ([] if leads else there)
        return (found[0], len(found) == 1) if found else self._first_of_state(fits)

    def _guest_or_host(self, word: str) -> tuple[Person | None, bool]:
        if word == "host":
            return self.lead, True
        others = [p for p in self.people if p is not self.lead and p.stated]
        return (others[0], len(others) == 1) if others else (None, False)

    def _first_of_state(self, fits: Sequence[Person]) -> tuple[Person | None, bool]:
        """Whom an office of a state stands for that nobody has been given yet: whoever has none."""
        homeless = [p for p in fits if not p.states and p.stated]
        likely = names.word_list("heads")
        guests = [p for p in homeless if p is not self.lead and (p.titles & likely or not p.titles)]
        homeless = guests or homeless  # hardly anybody names his own president by the state
        others = [p for p in self.people if not p.states and not p.titles and p is not self.lead and p.stated]
        own = [p for p in (self.lead,) if p and not p.states and not p.titles - names.word_list("own_titles")]
        left = homeless or others or own
        if not left:
            return None, False
        return left[0], len(left) == 1

    def _fits(self, title: str) -> Sequence[Person]:
        """Whom an office can stand for: its holders; for "the leader" or "the diplomat" who can be one."""
        if title in names.word_list("leader_words") | names.word_list("others"):
            likely = names.word_list("heads") | names.word_list("leader_words")
        elif title in (described := resources.table("people")["descriptions"]):
            likely = frozenset(described[title])
        else:
            return self.holding(title) or self.holding(names.table("people")["synonyms"].get(title, title))
        return [p for p in self.people if p.titles & likely] or [p for p in self.people if not p.titles]

    def nearly(self, surname: str) -> Person | None:
        """The one person whose name is nearly this one ("Stienhage" for "Steinhage")."""
        if len(surname) < LONG or surname in self.states or surname in names.known_states():
            return None
        near = self._by_initial.get(surname[0], ())
        fits = [p for p in near if any(len(k) >= LONG and names.alike(surname, k) for k in p.keys)]
        return fits[0] if len(fits) == 1 else None


def table(cast: Cast, others: Iterable[Person]) -> pd.DataFrame:
    """Everybody whom a text names, and those whom only one of its sentences names, a row each.

    Returns:
        Columns ``name``, ``titles`` (joined by ``"; "``), ``state`` (as printed), ``side`` (see
        :meth:`Cast.side_of`) and ``first``, by which it is ordered; ties by name.
    """
    named = sorted({*cast.people, *others}, key=lambda p: (p.first, p.name))
    rows: dict[str, list[Person]] = defaultdict(list)
    for person in named:
        if person.first >= 0:
            rows[person.name].append(person)
    columns = {
        "name": list(rows),
        "titles": ["; ".join(sorted({t for p in forms for t in p.titles})) for forms in rows.values()],
        "state": [next((p.state for p in forms if p.state), "") for forms in rows.values()],
        "side": [next(filter(None, map(cast.side_of, forms)), "") for forms in rows.values()],
        "first": [forms[0].first for forms in rows.values()],
    }
    return pd.DataFrame(columns)
