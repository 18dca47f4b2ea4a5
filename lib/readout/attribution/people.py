"""Who takes part, and how a text refers to them.

A text names a person in full once or twice ("Russian President Vladimir Putin", "Mr. KISHIDA Fumio, Prime
Minister of Japan") and in short ever after ("Putin", "the President", "the Russian leader", "he").
:meth:`Cast.read` reads whoever is named at one place of a sentence; :mod:`casting
<readout.attribution.casting>` collects people.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from readout.attribution import names, offices
from readout.attribution.names import Word
from readout.attribution.offices import Extra, Office
from readout.resources import table, title_words
from readout.text.words import fold

# Shorter names are not held to be misspellings of each other.
_LONG = 5
# "the U.S. and Meridian officials": so many words may stand behind "the".
_LONGEST_COLLECTIVE = 5
# "Pham" and "Phan" differ in one letter.
_ONE_LETTER = 0.7


@dataclass
class Person:
    """Somebody the text names.

    Attributes:
        name: The fullest printed name; the office for somebody who is never named.
        keys: The words of the name, folded.
        titles: Every office given to the person, lower case.
        states: What those are offices of, folded.
        gender: ``"m"`` or ``"f"`` where the text tells, else empty.
        stated: Whether the text prints a name at all.
        first: Offset at which the name is first printed in the body, or -1 for the title.
        places: Every such offset in the body, ascending.
        abroad: Whether the text introduces "the President of Meridia Ana Sol", as one introduces others.
        royal: Whether the text calls the person Highness or Majesty.
    """

    name: str
    keys: tuple[str, ...]
    titles: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    gender: str = ""
    stated: bool = True
    first: int = 0
    places: tuple[int, ...] = ()
    abroad: bool = False
    royal: bool = False

    def last_named(self, at: int) -> int:
        """Where the name was last printed up to an offset; -1 where it was not."""
        before = bisect_right(self.places, at)
        return self.places[before - 1] if before else -1


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


class Cast:
    """The people of one text, in the order in which they are first named; ``lead`` is the issuer's own."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.lead: Person | None = None
        self.states: set[str] = set()
        self.subjects: set[str] = set()
        self.extra: Extra = frozenset()
        self.runs: dict[tuple[str, ...], str] = {}
        self.lone: set[str] = set()
        self.behind: dict[tuple[str, ...], set[str]] = {}
        self._by_key: dict[str, list[Person]] = defaultdict(list)

    def add(
        self, name: str, keys: Sequence[str], *, title: str = "", state: str = "", gender: str = ""
    ) -> Person:
        """Enter a name, as a new person or as another name of a known one."""
        keys = tuple(k for k in map(fold, keys) if k)
        person = self.find(keys) or (self._misspelt(keys, title) if keys else None)
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
        person.gender = person.gender or gender or offices.gender_of(title)
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
        """Whose name is nearly this one: a surname with the same office, or all but one letter."""
        for person in self.people:
            held = title in person.titles if title else len(keys) == 1 and len(keys[0]) >= _LONG
            if held and any(names.alike(keys[-1], k) for k in person.keys):
                return person
            same = [a == b for a, b in zip(keys, person.keys, strict=False)]
            if len(keys) == len(person.keys) > 1 and any(same):
                pairs = zip(keys, person.keys, strict=True)
                if all(a == b or names.alike(a, b, floor=_ONE_LETTER) for a, b in pairs):
                    return person
        return None

    def holding(self, title: str) -> list[Person]:
        """The holders of an office, in the order in which they are first named."""
        return [p for p in self.people if any(offices.same_title(title, t) for t in p.titles)]

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
        def there(people: Sequence[Person]) -> list[Person]:
            return [p for p in people if any(names.same_state(office.state, s) for s in p.states)]

        found = there(fits) or there(self.people)
        return (found[0], len(found) == 1) if found else self._first_of_state(office, fits)

    def _guest_or_host(self, word: str) -> tuple[Person | None, bool]:
        if word == "host":
            return self.lead, True
        others = [p for p in self.people if p is not self.lead and p.stated]
        return (others[0], len(others) == 1) if others else (None, False)

    def _first_of_state(self, office: Office, fits: Sequence[Person]) -> tuple[Person | None, bool]:
        """Whom an office of a state stands for that nobody has been given yet: whoever has none."""
        homeless = [p for p in fits if not p.states and p.stated]
        guests = [p for p in homeless if p is not self.lead and p.titles & names.word_list("heads")]
        homeless = guests or homeless  # hardly anybody names his own president by the state
        others = [p for p in self.people if not p.states and not p.titles and p is not self.lead and p.stated]
        own = [p for p in (self.lead,) if p and not p.states and not p.titles - names.word_list("own_titles")]
        left = homeless or others or own
        if not left:
            return None, False
        left[0].states.add(office.state)
        left[0].titles.add(office.title)
        return left[0], len(left) == 1

    def _fits(self, title: str) -> Sequence[Person]:
        """Whom an office can stand for: its holders; for "the leader" or "the diplomat" who can be one."""
        if title in names.word_list("leader_words") | names.word_list("others"):
            likely = names.word_list("heads")
        elif title in (described := table("people")["descriptions"]):
            likely = frozenset(described[title])
        else:
            return self.holding(title)
        return [p for p in self.people if p.titles & likely] or self.people

    # --- reading ----------------------------------------------------------------------------------

    def read(self, words: Sequence[Word], i: int) -> Mention | None:
        """Read who is named at word ``i``: a person, several, both sides, or a pronoun."""
        if i >= len(words) or words[i].quoted:
            return None
        if found := _collective(words, i) or self._two_states(words, i):
            return self._with_others(words, found)
        low = words[i].low
        if low in names.word_list("pronouns") and not names.is_name(words, i) and words[i].text != "HE":
            first: Mention | None = Mention("pronoun", i + 1, gender="f" if low == "she" else "m")
        else:
            first = self.read_one(words, i)
        return self._read_more(words, first, i) if first else None

    def _two_states(self, words: Sequence[Word], i: int) -> Mention | None:
        """ "Meridia and Norvania", "The United States and Meridia"."""
        first = _state_end(words, i, self.states)
        if not first or first >= len(words) or words[first].low != "and" or words[first].gap != " ":
            return None
        second = _state_end(words, first + 1, self.states)
        return Mention("sides", second) if second else None

    def _with_others(self, words: Sequence[Word], found: Mention) -> Mention:
        """ "The two Presidents and the Prime Minister"."""
        at = found.after
        if found.kind == "collective" and at < len(words) and words[at].low == "and":
            more = self.read_one(words, at + 1)
            return Mention("collective", more.after) if more else found
        return found

    def _read_more(self, words: Sequence[Word], first: Mention, i: int) -> Mention:
        """Extend one reference over "A, B and C" and "A and members of her staff"."""
        found, after = [first], first.after
        while after < len(words) and words[after].gap.strip() in _list_gaps(words, after):
            joined = words[after].low in ("and", "&")
            if not joined and words[after].gap.strip() != ",":
                break
            step = after + joined
            more = self.read_one(words, step) if step < len(words) and not words[step].quoted else None
            end = _group_end(words, step) if more is None else 0
            if end and joined:
                return Mention("people", end, first.people)
            if end:  # "the President, the premiers, and the Grand Chief"
                found.append(Mention("people", end))
                after = end
                continue
            if more is None or (not joined and more.people and more.people[0] in first.people):
                break
            if (
                joined
                and not first.named
                and more.named
                and words[i].text[0].isupper()
                and words[i].low != "the"
            ):
                return more  # "General Secretary and President Sol" is one person
            found.append(more)
            after = more.after
            if joined:
                everybody = list({id(p): p for m in found for p in m.people}.values())
                beside = words[more.after - 1].low in names.word_list("others")  # "... and her counterpart"
                several = beside or any(m.kind == "people" for m in found)
                alone = len(everybody) < 2 and not several and first.kind != "pronoun"  # noqa: PLR2004 - "Ana Sol, President and ..."
                if alone:  # "Foreign Minister and Royal Envoy Ana Sol" is read to its end
                    return more if more.people and more.people == first.people else first
                return Mention("people", after, tuple(everybody))
        return first

    def read_one(self, words: Sequence[Word], i: int) -> Mention | None:
        """Read one person at word ``i``, by name, by office, or both."""
        if i >= len(words):
            return None
        article = words[i].low in names.word_list("articles") and not names.phrase_at(words, i, "honorifics")
        office = offices.office_at(words, i + article, self.extra)
        if office is None:
            described = (self._side(words, i) or self._latter(words, i)) if article else None
            return described or self._read_name(words, i + article, article=article)
        after, person = self._name_behind(words, office)
        if person is not None:
            return Mention("person", offices.skip_state(words, after), (person,))
        if not office.title:  # an honorific only, and no name behind it
            return self._highness(words, office)
        if after < len(words) and names.is_possessive(words[after - 1]):
            return None
        return self._host_by_name(words, office, after) or self._read_office(words, i, office, after)

    def _latter(self, words: Sequence[Word], i: int) -> Mention | None:
        """ "The latter": whoever was named last before."""
        if i + 1 >= len(words) or words[i + 1].low != "latter":
            return None
        named = [p for p in self.people if p.stated and p.first < words[i].start]
        if not named:
            return None
        last = max(named, key=lambda p: p.last_named(words[i].start - 1))
        return Mention("person", i + 2, (last,), sure=False, named=False)

    def _host_by_name(self, words: Sequence[Word], office: Office, after: int) -> Mention | None:
        """ "The host, Foreign Minister Sol, ..."."""
        if office.title not in ("guest", "host") or after >= len(words) or "," not in words[after].gap:
            return None
        named = self.read_one(words, after)
        return named if named and named.named else None

    def _read_office(self, words: Sequence[Word], i: int, office: Office, after: int) -> Mention | None:
        """Whom an office without a name stands for; a spokesperson without a name is nobody."""
        state = self.state(office.state)
        resolved, sure = self.resolve(replace(office, state=state), words[i].start)
        if resolved is None:
            frame = office.title.split()[-1] in names.word_list("mouthpieces")
            article = words[i].low in names.word_list("articles")
            if frame or not (article or words[i].text[:1].isupper()):
                return None
            resolved = self.office_holder(office.title, offices.printed_title(office.title))
        # "The President of Meridia" is as good as a name where only one person is of Meridia.
        return Mention("person", after, (resolved,), sure=sure, named=bool(state and sure))

    def _highness(self, words: Sequence[Word], office: Office) -> Mention | None:
        """ "His Majesty" without a name."""
        if words[office.after - 1].low not in ("highness", "majesty", "excellency", "hrh", "hh", "hm"):
            return None
        fits = [p for p in self.people if p.royal or p.titles & names.word_list("monarchs")]
        fits = [self.lead] if self.lead in fits else fits
        return Mention("person", office.after, (fits[0],), sure=len(fits) == 1, named=False) if fits else None

    def _name_behind(self, words: Sequence[Word], office: Office) -> tuple[int, Person | None]:
        """The person whose name follows an office, directly or after a comma ("the PM of X, Ana Sol,")."""
        for at, stop in offices.name_places(words, office):
            for a, b in names.parts_of(at, stop):
                person = self.find(w.text for w in words[a:b])
                if person:
                    if names.is_possessive(words[b - 1]):
                        return b, None
                    return b, person
            person = self._nearly(fold(names.bare(words[stop - 1].text)))
            held = not office.title or person in self.holding(office.title)
            if person and held and not names.is_possessive(words[stop - 1]):
                return stop, person
        return office.after, None

    def _read_name(self, words: Sequence[Word], i: int, *, article: bool) -> Mention | None:
        stop = names.name_run(words, i)
        if stop == i:
            return None
        whole = self.find(w.text for w in words[i:stop])
        nearly = None if whole or article else self._nearly(fold(words[stop - 1].text))
        if nearly:
            return Mention("person", stop, (nearly,))
        for a, b in names.parts_of(i, stop):
            if a != i and not article:
                continue
            person = self.find(w.text for w in words[a:b])
            if person and not names.is_possessive(words[b - 1]):
                return Mention("person", offices.skip_state(words, b), (person,))
        return None

    def _nearly(self, surname: str) -> Person | None:
        """The one person whose name is nearly this one ("Stienhage" for "Steinhage")."""
        if len(surname) < _LONG or surname in self.states or surname in names.known_states():
            return None
        fits = [p for p in self.people if any(len(k) >= _LONG and names.alike(surname, k) for k in p.keys)]
        return fits[0] if len(fits) == 1 else None

    def state(self, word: str) -> str:
        """The name under which a state is kept: as in the gazetteer, or the word itself."""
        return names.known_states().get(fold(word), fold(word)) if word else ""

    def _side(self, words: Sequence[Word], i: int) -> Mention | None:
        """ "The Meridian side": whoever is of that state; the issuer's own where nobody is known to be."""
        after = i + 3
        if after > len(words) or words[i + 2].low != "side" or not words[i + 1].capital:
            return None
        state = self.state(words[i + 1].text)
        fits = [p for p in self.people if any(names.same_state(state, s) for s in p.states)]
        fits = fits or [p for p in (self.lead,) if p and not p.states]
        return Mention("person", after, (fits[0],), sure=len(fits) == 1) if fits else None


def _state_end(words: Sequence[Word], i: int, states: Collection[str]) -> int:
    """Index after the name of a state at word ``i``, with its article; 0 if none stands there."""
    begin = i + (i < len(words) and words[i].low == "the")
    stop = names.name_run(words, begin)
    run = fold(names.as_printed(words[begin:stop])) if stop > begin else ""
    known = run in names.known_states() or run in states
    return stop if known and not names.is_possessive(words[stop - 1]) else 0


def _list_gaps(words: Sequence[Word], i: int) -> tuple[str, ...]:
    """What may stand before a further name of a list; a stop only behind "Jr."."""
    suffixed = i > 0 and words[i - 1].low in names.word_list("suffixes")
    return ("", ",", ".") if suffixed else ("", ",")


def _group_end(words: Sequence[Word], i: int, *, plain: bool = False) -> int:
    """Index after a group such as "members of Congress" or "his staff" at word ``i``; 0 if none stands there.

    With ``plain`` nothing but its own modifiers may stand before it, no office and no person.
    """
    end = 0
    for k in range(i, min(i + 5, len(words))):
        low = words[k].low
        if k > i and words[k].gap.strip():
            break
        several = (
            words[k].capital and low.endswith("s") and k > i and words[k - 1].low == "the"
        )  # "the Dreamers"
        if low in names.word_list("groups") or (several and not plain):
            end = k + 1
            continue
        modifies = low in names.word_list("determiners") or low in names.word_list("both_modifiers")
        if end or (plain and (low in title_words() or not (modifies or words[k].capital))):
            break
    return _skip_of(words, end) if end else 0


def _collective(words: Sequence[Word], i: int) -> Mention | None:
    """Everybody present: "the two leaders" (``collective``), "they", "the two sides" (``sides``)."""
    marks = i
    while (
        marks < len(words)
        and words[marks].low in names.word_list("both_marks")
        and (marks == i or not words[marks].gap.strip())
    ):
        marks += 1
    if found := _plural_noun(words, marks, marked=marks > i):
        return found
    if after := names.phrase_at(words, i, "both_words"):
        return Mention("sides", after)
    if marks > i and words[marks - 1].low in names.word_list("numbers"):
        return Mention("collective", marks)
    end = _group_end(words, i, plain=True) if words[i].text[0].isupper() else 0
    if end and words[end - 1].low not in names.word_list("others"):  # "Senior officials underscored"
        return Mention("sides", end)
    return _titled_together(words, i)


def _plural_noun(words: Sequence[Word], i: int, *, marked: bool) -> Mention | None:
    """A noun for several people or sides at word ``i``, with what may stand before it.

    ``marked`` is whether "the", "both" or a number stands before it.
    """
    for k in range(i, min(i + _LONGEST_COLLECTIVE, len(words))):
        noun = words[k].low
        if (k > i or marked) and words[k].gap.strip() not in ("", "."):  # "U.S. and Meridian officials"
            return None
        if noun in names.word_list("persons") and (marked or noun in names.word_list("bare_persons")):
            return Mention("collective", _skip_of(words, k + 1))
        if noun in names.word_list("sides") and marked:
            return Mention("sides", k + 1)
        modifies = noun in names.word_list("title_modifiers") or noun in names.word_list("both_modifiers")
        if not (words[k].capital or modifies or _joins_states(words, k)):
            return None
    return None


def _joins_states(words: Sequence[Word], k: int) -> bool:
    """Whether a word joins two states before a noun ("the U.S. and Meridian leaders")."""
    beside = 0 < k < len(words) - 1 and words[k - 1].capital and words[k + 1].capital
    return beside and words[k].low == "and"


def _titled_together(words: Sequence[Word], i: int) -> Mention | None:
    """ "Presidents Sol and Lund", "Foreign Ministers Sol and Lund"."""
    first = i + (words[i].low in names.word_list("title_modifiers"))
    if first >= len(words) or words[first].low not in names.word_list("persons"):
        return None
    if not words[first].text[0].isupper():
        return None
    after = first + 1
    while (
        after < len(words)
        and (words[after].capital or words[after].low in ("and", "of") or names.is_particle(words, after))
        and words[after].gap.strip() in ("", ",")
    ):
        after += 1
    return Mention("collective", after) if after > first + 2 else None


def _skip_of(words: Sequence[Word], i: int) -> int:
    """Index after what tells which leaders are meant: "of the two countries", "attending the meeting"."""
    if i >= len(words) or words[i].gap != " " or words[i].low not in names.word_list("behind_persons"):
        return i
    j = i + 1
    while (
        j < len(words)
        and not words[j].gap.strip()
        and (
            words[j].capital
            or words[j].low in names.word_list("behind_persons")
            or words[j].low in names.word_list("of_persons")
        )
    ):
        j += 1
    return j
