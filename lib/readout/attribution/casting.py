"""Finding the people whom a text introduces, with their offices and states."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from readout.attribution import names, offices, people
from readout.attribution.line import Line, Word
from readout.attribution.offices import Extra, Office
from readout.attribution.people import Cast, Person, found_among, state_name
from readout.resources import title_words
from readout.text.words import fold

#: The words of a name, and the office that goes with it.
Introduction = tuple[Line, Office]
# Names of more words are headings.
_LONGEST_NAME = 4
# "T." and "Dr." may stand inside a name with a stop behind them.
_LONGEST_INITIALS = 3
# "Pham" and "Phan" differ in one letter.
_ONE_LETTER = 0.7
_NO_OFFICE = Office("", "", "", 0)


def named_holder(words: Line, titles: set[str]) -> tuple[str, tuple[str, ...]] | None:
    """The name in a head line such as "Former Secretary-General: Ana Sol", for these offices.

    Returns:
        The name as printed and its folded words, or ``None``.
    """
    for at, word in enumerate(words):
        office = offices.office_at(words, at) if at == 0 or "," in word.gap else None
        if office is None or not any(offices.same_title(office.title, t) for t in titles):
            continue
        stop = names.name_run(words, office.after)
        run = words[office.after : stop]
        if at and len(run) < 2:  # noqa: PLR2004 - "Ana Sol, Former Secretary-General"
            before = _name_before(words, at)
            run = words[before[0] : before[1]] if before else []
        if len(run) > 1:
            return names.as_printed(run), tuple(fold(w.text) for w in run)
    return None


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
    """

    people: list[Person] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    extra: Extra = frozenset()
    runs: dict[tuple[str, ...], str] = field(default_factory=dict)
    lone: set[str] = field(default_factory=set)
    behind: dict[tuple[str, ...], set[str]] = field(default_factory=dict)

    def find(self, keys: Iterable[str]) -> Person | None:
        """As :meth:`readout.attribution.people.Cast.find`."""
        return found_among(self.people, keys)

    def add(self, name: str, keys: Iterable[str], office: Office = _NO_OFFICE) -> Person:
        """Enter a name, as a new person or as another name of a known one."""
        keys = tuple(k for k in map(fold, keys) if k)
        known = self.find(keys) or (self._misspelt(keys, office.title) if keys else None)
        person = known or Person(name, keys)
        if len(keys) > len(person.keys):
            person = replace(person, name=name, keys=keys)
        return self.amend(
            known,
            replace(
                person,
                titles=person.titles | ({office.title} - {""}),
                states=person.states | ({state_name(office.state)} - {""}),
                state=person.state or office.state,
                gender=person.gender or office.gender or offices.gender_of(office.title),
            ),
        )

    def amend(self, known: Person | None, person: Person) -> Person:
        """Put somebody in the place of what was known of them, or behind all others."""
        if known is None:
            self.people.append(person)
        else:
            self.people[self.people.index(known)] = person
        return person

    def _misspelt(self, keys: Sequence[str], title: str) -> Person | None:
        """Whose name is nearly this one: a surname with the same office, or all but one letter."""
        for person in self.people:
            held = title in person.titles if title else len(keys) == 1 and len(keys[0]) >= people.LONG
            if held and any(names.alike(keys[-1], k) for k in person.keys):
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
        return Cast(tuple(placed), states=frozenset(self.states), extra=self.extra)


def collect(
    sentences: Iterable[Line],
    *,
    is_verb: Callable[[Line, int], bool] | None = None,
    is_saying: Callable[[Line, int], bool] | None = None,
    context: Iterable[Line] = (),
) -> Draft:
    """Collect the people whom the sentences introduce.

    Args:
        sentences: The words of each sentence of the body, or of the whole text.
        is_verb: Whether a reporting verb or the verb of an event stands at a word; it tells that a bare name
            at the head of a sentence is a person.
        is_saying: Whether a verb of saying stands directly at a word; it tells titles that no list has.
        context: Other sentences of the text, which tell names from the states before them.

    Example:
        >>> from readout.attribution import line
        >>> text = "Russian President Vladimir Putin called. Putin said yes."
        >>> [(p.name, sorted(p.titles)) for p in collect([line.words_of(text, 0, 40)]).people]
        [('Vladimir Putin', ['president'])]
    """
    rows = list(sentences)
    around = [*rows, *context]
    is_verb = is_verb or (lambda *_: False)
    found = Draft(
        states={fold(w) for w in _state_words(around)},
        subjects={fold(r[i].text) for r in rows for i in _heads_of(r) if is_verb(r, i + 1)},
        extra=frozenset(_own_titles(rows, is_saying or (lambda *_: False))),
        runs=dict(_capital_runs(around)),
        lone={fold(w) for w in _lone_words(around)},
        behind=_behind_pairs(around),
    )
    for reader in (_introduced, _bare):
        for words in rows:
            for run, office in reader(words, found, is_verb):
                _enter(found, words, run, office)
    _complete(found)
    return found


def _enter(found: Draft, words: Line, run: Sequence[Word], office: Office) -> None:
    """Add whoever is introduced, with what stands around the name."""
    name = _without_honorifics(run)
    if not name:
        return
    keys = [names.bare(w.text) for w in name if w.low not in names.word_list("suffixes")]
    person = found.add(names.as_printed(name), keys, office)
    places = {state_name(w) for w in _places_of(words, office, run)}
    found.amend(
        person,
        replace(
            person,
            states=person.states | places,
            abroad=person.abroad or office.run >= 0,
            royal=person.royal or _is_royal(words, run),
        ),
    )


def _is_royal(words: Line, name: Sequence[Word]) -> bool:
    """Whether "Highness" or "Majesty" stands before a name."""
    at = next((i for i, w in enumerate(words) if w is name[0]), 0)
    return any(w.low in ("highness", "majesty", "hrh", "hh", "hm") for w in words[max(0, at - 4) : at + 1])


def _places_of(words: Line, office: Office, name: Sequence[Word]) -> list[str]:
    """What an office is of, word by word: "Council", "Union" in "President of the Council of the Union"."""
    if office.duty or office.run < 0 or offices.is_sent(office.title):
        return []
    taken = {w.start for w in name}
    return [w.text for w in words[office.since : office.after] if w.capital and w.start not in taken]


def _complete(found: Draft) -> None:
    """Give whoever goes by surname only the full name that stands elsewhere.

    One who speaks by surname and was never named with an office ("Bo Lund of Norvania") is found here.
    """
    full = _full_names(found.runs)
    for key in sorted(found.subjects - found.states):
        if len(full[key]) == 1 and not found.find([key]):
            found.add(found.runs[full[key][0]], full[key][0])
    for person in tuple(found.people):
        if len(person.keys) == 1 and full[person.keys[0]]:
            run = full[person.keys[0]][0]
            found.add(found.runs[run], run)


def _full_names(runs: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Runs of name words that hold nothing but a name, by their first and their last word."""
    never = (
        names.word_list("no_person")
        | names.word_list("headline_words")
        | names.word_list("honorifics")
        | title_words()
        | names.known_states().keys()
    )
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for run in runs:
        if 2 <= len(run) <= _LONGEST_NAME and never.isdisjoint(run):  # noqa: PLR2004 - first name and last
            for key in {run[0], run[-1]}:
                found[key].append(run)
    return found


def _without_honorifics(run: Line) -> Line:
    """The name proper; nothing where the run is an office or a body."""
    start, _ = offices.skip_honorifics(run, 0)
    while start < len(run) and run[start].low in title_words():
        follows = names.word_list("particles") if start + 2 < len(run) else ()
        last = start == len(run) - 2 or (start + 1 < len(run) and run[start + 1].low in follows)
        if last and run[start].low in names.word_list("titles_and_names"):
            break  # "Amir Daneshvar", "Sultan bin Turki"
        start += 1
    stop = next(
        (i for i in range(start, len(run)) if run[i].low in names.word_list("headline_words")), len(run)
    )
    while stop > start + 1 and run[stop - 1].text in names.word_list("postnominals"):
        stop -= 1
    name = run.part(start, stop)
    bodies = names.word_list("no_person") | names.word_list("persons")
    return Line() if any(w.low in bodies for w in name) else name


def _behind_pairs(rows: Iterable[Line]) -> dict[tuple[str, ...], set[str]]:
    """Every pair of name words with what follows it."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for words in rows:
        for one, two, three in zip(words, words[1:], [*words[2:], None], strict=False):
            if one.capital and two.capital and not two.gap.strip():
                goes_on = three is not None and three.capital and not three.gap.strip()
                found[fold(one.text), fold(two.text)].add(fold(three.text) if three and goes_on else "")
    return found


def _lone_words(rows: Iterable[Line]) -> Iterator[str]:
    """Capitalised words inside sentences with no other beside them."""
    for words in rows:
        for before, word, after in zip(words, words[1:], [*words[2:], None], strict=False):
            beside = before.capital or (after is not None and after.capital and not after.gap.strip())
            if word.capital and not beside:
                yield word.text


def _capital_runs(rows: Iterable[Line]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every run of name words that stands by itself, as printed; it tells names from states before them."""
    for words in rows:
        i = 0
        while i < len(words):
            begins = words[i].capital or words[i].low in names.word_list("particles")
            stop = names.name_run(words, i) if begins else i
            if stop > i + 1 and not _goes_on_office(words, i):
                run = _without_honorifics(words.part(i, stop))
                if len(run) > 1:
                    yield tuple(fold(w.text) for w in run), names.as_printed(run)
            i = max(stop, i + 1)


def _goes_on_office(words: Line, i: int) -> bool:
    """Whether a run begins with a state or a duty ("of Meridia Ana Sol", "Minister for Energy Ana Sol")."""
    before = words[i - 1].low if i else ""
    return before in ("of", "the") or (before == "for" and i > 1 and words[i - 2].low in title_words())


def _places(rows: Iterable[Line]) -> dict[str, list[int]]:
    """Where each capitalised word is printed, by the folded word."""
    found: dict[str, list[int]] = defaultdict(list)
    for words in rows:
        for word in words:
            if word.capital:
                found[fold(word.text)].append(word.start)
    return found


def _introduced(words: Line, found: Draft, is_verb: Callable[[Line, int], bool]) -> Iterator[Introduction]:
    """ "President Ana Sol", "Ana Sol, President of Meridia", "the President of Meridia, Ana Sol"."""
    i = 0
    while i < len(words):
        office = (
            offices.office_at(words, i, found.extra)
            if words[i].low in offices.office_starts() or words[i].capital
            else None
        )
        if office is None:
            i += 1
            continue
        if apposed := _apposed_to(words, i, office, found) or _closed_before(
            words, i, office, found, is_verb
        ):
            yield words.part(*apposed), office
            i = max(office.after, i + 1)
            continue
        start, stop = _own_name(words, office, found)
        if stop > start:
            yield words.part(start, stop), _of_state_behind(words, office, stop)
            for held in _offices_behind(words, stop, found):
                yield words.part(start, stop), held
        elif shared := _shared_name(words, office, found):
            start, stop, second = shared
            yield words.part(start, stop), office
            yield words.part(start, stop), second
        elif titled := _named_by_second_title(words, office, found, is_verb):
            yield titled, office
        elif (
            i
            and _is_closed(words, office)
            and not is_verb(words, office.after)
            and (before := _name_before(words, i, found))
        ):
            yield words.part(*before), office
        i = max(stop, office.after, i + 1)


def _apposed_to(words: Line, i: int, office: Office, found: Draft) -> tuple[int, int] | None:
    """The name before an office in small letters, or with a duty, that commas enclose.

    "Ana Sol, chair of Galdor Ports, Bo Lund, ...", "Ana Sol, Special Envoy for the Northern Basin, ...".
    """
    apart = office.duty or not words[i].capital
    plain = i > 0 and apart and "," in words[i].gap and "," in words.at(office.after).gap
    return _name_before(words, i, found) if plain else None


def _closed_before(
    words: Line,
    i: int,
    office: Office,
    found: Draft,
    is_verb: Callable[[Line, int], bool],
) -> tuple[int, int] | None:
    """The name before an office, where the name behind it has a verb of its own.

    "In a meeting with Ana Sol, President of Meridia, Dr Bo Lund said ...".
    """
    if i == 0 or "," not in words[i].gap or "," not in words.at(office.after).gap:
        return None
    _, stop = _own_name(words, office, found)
    if stop <= office.after or words.at(stop).gap != " " or not is_verb(words, stop):
        return None
    return _name_before(words, i, found)


def _named_by_second_title(
    words: Line, office: Office, found: Draft, is_verb: Callable[[Line, int], bool]
) -> Sequence[Word] | None:
    """The name in "the Special Envoy, Ambassador Ana Sol, said": two titles of one person, then the verb."""
    at = office.after
    second = offices.office_at(words, at, found.extra) if words.at(at).gap == ", " else None
    if second is None or not second.title:
        return None
    start, stop = _own_name(words, second, found)
    closed = stop > start and words.at(stop).gap == ", "
    return words.part(start, stop) if closed and is_verb(words, stop) else None


def _is_closed(words: Line, office: Office) -> bool:
    """Whether an apposition ends here, as one between commas does, or goes on with another office."""
    behind = words.at(office.after)
    return bool(behind.gap.strip()) or behind.low == "and"


def _shared_name(words: Line, office: Office, found: Draft) -> tuple[int, int, Office] | None:
    """ "Crown Prince and Prime Minister of Meridia Ana Sol": two offices of one person."""
    at = office.after
    if not office.title or words.at(at).low != "and" or words[at].gap.strip():
        return None
    at += words.at(at + 1).low in ("concurrently", "also", "former")
    second = offices.office_at(words, at + 1, found.extra)
    if second is None or not second.title:
        return None
    start, stop = _own_name(words, second, found)
    return (start, stop, second) if stop > start else None


def _own_titles(rows: Iterable[Line], is_saying: Callable[[Line, int], bool]) -> Iterator[tuple[str, ...]]:
    """Titles that no list has: "the Grand Chief reported" tells that "Grand Chief" is one."""
    for words in rows:
        for i in range(len(words) - 2):
            if words[i].low != "the" or words[i].quoted or not words[i + 1].capital:
                continue
            stop = i + 1
            while stop < i + 4 and words.at(stop).capital and words[stop].gap in (" ", "/"):
                stop += 1
            phrase = tuple(w.low for w in words[i + 1 : stop])
            if is_saying(words, stop) and not any(map(_is_no_title, words[i + 1 : stop])):
                yield phrase


def _is_no_title(word: Word) -> bool:
    low = word.low
    return (
        low in names.word_list("no_person")
        or low in names.word_list("persons")
        or low in names.word_list("sides")
        or low in names.word_list("groups")
        or fold(low) in names.known_states()
        or low in title_words()
        or low.endswith("s")
    )


def _own_name(words: Line, office: Office, found: Draft) -> tuple[int, int]:
    """The name that belongs to an office; equal offsets where none stands there."""
    for at, stop in offices.name_places(words, office):
        direct = at == office.after and "," not in words[at].gap
        if direct or (at >= office.after and stop - at > 1):  # behind a comma one word may be anything
            return at, stop
    if office.run >= 0:  # "President of Meridia Ana Sol": the name is at the end of the state's run
        return _split_run(words, office, found), office.after
    return office.after, office.after


def _split_run(words: Line, office: Office, found: Draft) -> int:
    """Where the name begins in the run behind an office."""
    if not office.duty:
        return _split_state(words, office.run, office.after, found)
    if known := _known_state_at(words, office.run, office.after):
        return known
    folded = [fold(w.text) for w in words[office.run : office.after]]
    whole = (cut for cut in range(1, len(folded) - 1) if tuple(folded[cut:]) in found.runs)
    return office.run + next(whole, _name_in_duty(words, office, speaks=folded[-1] in found.subjects))


def _name_in_duty(words: Line, office: Office, *, speaks: bool) -> int:
    """How many words of a duty stand before the name; all of them where no name seems to follow."""
    run = words[office.run : office.after]
    size = len(run)
    initial = next(
        (k for k in range(2, size) if len(run[k].text) == 1), 0
    )  # "Arms Control Raymond L. Castell"
    if initial:
        return initial - 1
    named = size > 2 and run[-1].capital and run[-2].capital  # noqa: PLR2004 - first name and last
    return size - 2 if named and (speaks or office.after < len(words)) else size


def _known_state_at(words: Line, begin: int, end: int) -> int:
    """Index after a state of the gazetteer that opens a run and leaves a name behind it; 0 if none does."""
    for size in (3, 2, 1):
        stop = begin + size
        if stop < end and fold(names.as_printed(words[begin:stop])) in names.known_states():
            return stop
    return 0


def _split_state(words: Line, begin: int, end: int, found: Draft) -> int:
    """Where the name begins in "Meridia Ana Sol"; ``end`` where all of it is the state."""
    if known := _known_state_at(words, begin, end):
        return known
    bodies = [i for i in range(begin, end) if words[i].low in names.word_list("no_person")]
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
    # A state of two words stands elsewhere with other words behind it, and its first word never alone.
    pair = len(found.behind.get(tuple(folded[:2]), ())) > 1 or (run > 4 and folded[0] not in found.lone)  # noqa: PLR2004
    return begin + (2 if pair and run > 3 else 1)  # noqa: PLR2004


def _bare(words: Line, found: Draft, is_verb: Callable[[Line, int], bool]) -> Iterator[Introduction]:
    """A name at the head of a sentence with a reporting verb behind it ("Ana Sol noted that")."""
    yield from _led_by(words)
    yield from _said_by(words)
    for i in _heads_of(words):
        stop = names.name_run(words, i)
        size = stop - i
        if (
            size < 2  # noqa: PLR2004 - first name and last
            or not (is_verb(words, stop) or _closes_tag(words, stop))
            or names.is_possessive(words[stop - 1])
        ):
            continue
        run = words[i:stop]
        if any(w.low in names.word_list("no_person") or w.low in title_words() for w in run):
            continue
        if all(fold(w.text) in found.states for w in run):
            continue
        if fold(names.as_printed(words[i:stop])) in names.known_states():
            continue
        if found.find(w.text for w in words[i:stop]) or size <= _LONGEST_NAME:
            yield words.part(i, stop), _NO_OFFICE


def _closes_tag(words: Line, i: int) -> bool:
    """Whether a colon follows a name, directly or behind a note ("Ana Sol (retranslated):")."""
    return any(":" in w.gap for w in words[i : i + 2]) and words.at(i).gap.strip()[:1] in ("(", ":")


def _heads_of(words: Line) -> Iterator[int]:
    """Where a bare name can stand: at the head of a clause."""
    for i, word in enumerate(words):
        if word.capital and not word.quoted and (i == 0 or any(mark in word.gap for mark in ',:"”')):
            yield i


def _said_by(words: Line) -> Iterator[Introduction]:
    """ "..., said Ana Sol", "According to Ana Sol, ...": a name that only such a clause prints."""
    for i in range(len(words) - 2):
        closes = words[i].low in ("said", "noted", "added") and any(mark in words[i].gap for mark in ',"”')
        source = words[i].low == "to" and i > 0 and words[i - 1].low == "according"
        if closes or source:
            yield from _plain_name(words, i + 1)


def _plain_name(words: Line, i: int) -> Iterator[Introduction]:
    """First name and last at word ``i``, where no office stands among them."""
    stop = names.name_run(words, i)
    if stop > i + 1 and not any(w.low in title_words() for w in words[i:stop]):
        yield words.part(i, stop), _NO_OFFICE


def _led_by(words: Line) -> Iterator[Introduction]:
    """ "a delegation led by Ana Sol"."""
    for i in range(1, len(words) - 1):
        if words[i].low == "by" and words[i - 1].low in ("led", "headed", "chaired", "hosted"):
            yield from _plain_name(words, i + 1)


def _state_words(rows: Iterable[Line]) -> Iterator[str]:
    """Words that stand for a state somewhere: behind "of" at the end of a run, or as adjectives."""
    for words in rows:
        for before, word in pairwise(words):
            if before.low in ("of", "in", "between") and word.capital and word.gap == " ":
                yield word.text


def _name_before(words: Line, i: int, found: Draft | None = None) -> tuple[int, int] | None:
    """The name that stands before a comma and an office ("Ana Sol, the President of Meridia").

    A single word is a name where, as ``found`` tells, it has a verb somewhere ("Sutarno, the chair").
    """
    if "," not in words[i].gap and not (words[i - 1].low == "the" and "," in words[i - 1].gap):
        return None
    end = i - 1 if words[i - 1].low == "the" else i
    begin = end
    while begin > 0 and (names.is_name(words, begin - 1) or names.is_particle(words, begin - 1)):
        begin -= 1
        gap = words[begin].gap.strip()
        if gap and not (gap == "." and len(words[begin - 1].text) <= _LONGEST_INITIALS):
            break
    run = words[begin:end]
    bodies = any(w.low in names.word_list("no_person") or w.low in title_words() for w in run)
    named = len(run) > 1 or (len(run) == 1 and found and _stands_alone(run[0], found))
    return (begin, end) if named and not bodies else None


def _stands_alone(word: Word, found: Draft) -> bool:
    """Whether a word is the subject of a verb somewhere and nowhere a state."""
    key = fold(word.text)
    return key in found.subjects and key not in found.states


def _offices_behind(words: Line, i: int, found: Draft) -> Iterator[Office]:
    """Offices in apposition: ", Crown Prince and Prime Minister of Meridia,"."""
    if "," not in words.at(i).gap:
        return
    office = offices.office_at(words, i + (words[i].low == "the"))
    if office and _own_name(words, office, found)[1] > office.after:
        return  # "..., the President of Meridia, Ana Sol, ...": the office of whoever comes next
    while office and office.title:
        more = words.at(office.after).low == "and" and not words[office.after].gap.strip()
        second = offices.office_at(words, office.after + 1) if more else None
        if _is_closed(words, office) or (second and second.title):
            yield office
        office = second


def _of_state_behind(words: Line, office: Office, i: int) -> Office:
    """The office with the state that follows the name ("President Ana Sol of Meridia")."""
    stop = offices.skip_state(words, i)
    if stop == i or office.state:
        return office
    begin = offices.state_begin(words, i, stop)
    return replace(office, state=offices.state_in(words, begin, stop))
