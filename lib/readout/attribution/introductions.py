"""How a text introduces people: a name beside an office, or before a verb of its own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from readout.attribution import names, offices
from readout.attribution.draft import NO_OFFICE, Draft
from readout.attribution.line import Line, Word
from readout.attribution.offices import Office
from readout.text.words import fold

#: The words of a name, and the office that goes with it.
Introduction = tuple[Line, Office]
#: Whether a reporting verb, or the verb of an event, stands at a word.
IsVerb = Callable[[Line, int], bool]
#: Names of more words are headings.
LONGEST_NAME = 4
# "T." and "Dr." may stand inside a name with a stop behind them.
_LONGEST_INITIALS = 3


def by_office(words: Line, found: Draft, is_verb: IsVerb) -> Iterator[Introduction]:
    """ "President Ana Sol", "Ana Sol, President of Meridia", "the President of Meridia, Ana Sol"."""
    i = 0
    while i < len(words):
        begins = words[i].low in offices.office_starts() or words[i].capital
        office = offices.office_at(words, i, found.extra) if begins else None
        if office is None:
            i += 1
            continue
        start, stop = _own_name(words, office, found)
        if apposed := _apposed_to(words, i, office, found, is_verb):
            yield words.part(*apposed), office
            stop = 0
        elif stop > start:
            yield words.part(start, stop), _of_state_behind(words, office, stop)
            for held in _offices_behind(words, stop, found):
                yield words.part(start, stop), held
        elif shared := _shared_name(words, office, found, is_verb):
            start, stop, second = shared
            yield words.part(start, stop), office
            yield words.part(start, stop), second
        elif i and not is_verb(words, office.after) and (before := _holder_before(words, i, office, found)):
            yield words.part(*before), office
        i = max(stop, office.after, i + 1)


def _apposed_to(words: Line, i: int, office: Office, found: Draft, is_verb: IsVerb) -> tuple[int, int] | None:
    """The name before an office that commas enclose, where no name behind can be its holder's.

    "Ana Sol, chair of Galdor Ports, Bo Lund, ...", "Ana Sol, Special Envoy for the Northern Basin, ...", and
    "In a meeting with Ana Sol, President of Meridia, Dr Bo Lund said ...", where Lund has a verb of his own.
    """
    if i == 0 or "," not in words[i].gap or "," not in words.at(office.after).gap:
        return None
    _, stop = _own_name(words, office, found)
    speaks = stop > office.after and words.at(stop).gap == " " and is_verb(words, stop)
    return _name_before(words, i, found) if office.duty or not words[i].capital or speaks else None


def _holder_before(words: Line, i: int, office: Office, found: Draft) -> tuple[int, int] | None:
    """The name before an office whose apposition ends behind it, or goes on with another office."""
    return _name_before(words, i, found) if _is_closed(words, office) else None


def _is_closed(words: Line, office: Office) -> bool:
    """Whether an apposition ends here, as one between commas does, or goes on with another office."""
    behind = words.at(office.after)
    return bool(behind.gap.strip()) or behind.low == "and"


def _shared_name(
    words: Line, office: Office, found: Draft, is_verb: IsVerb
) -> tuple[int, int, Office] | None:
    """The name behind a second office of the same person, and that office.

    "Crown Prince and Prime Minister of Meridia Ana Sol", "the Special Envoy, Ambassador Ana Sol, said".
    """
    at = office.after
    joined = bool(office.title) and words.at(at).low == "and" and not words[at].gap.strip()
    if not joined and words.at(at).gap != ", ":
        return None
    at += joined + (words.at(at + 1).low in ("also", "former"))
    second = offices.office_at(words, at, found.extra)
    if second is None or not second.title:
        return None
    start, stop = _own_name(words, second, found)
    whole = joined or (words.at(stop).gap == ", " and is_verb(words, stop))
    return (start, stop, second) if stop > start and whole else None


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
    folded = [fold(w.text) for w in words[office.run : office.after]]
    whole = (cut for cut in range(1, len(folded) - 1) if tuple(folded[cut:]) in found.runs)
    return office.run + next(whole, _name_in_duty(words, office, speaks=folded[-1] in found.subjects))


def _name_in_duty(words: Line, office: Office, *, speaks: bool) -> int:
    """How many words of a duty stand before the name; all of them where no name seems to follow."""
    run = words[office.run : office.after]
    size = len(run)
    initial = next((k for k in range(2, size) if len(run[k].text) == 1), 0)
    if initial:  # "Arms Control Raymond L. Castell"
        return initial - 1
    named = size > 2 and run[-2].capital  # first name and last
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
    if run < 2:  # one word is the state
        return end
    folded = [fold(w.text) for w in words[begin:end]]
    for cut in range(1, run - 1):  # the whole name stands by itself elsewhere
        if words[begin + cut].capital and tuple(folded[cut:]) in found.runs:
            return begin + cut
    if run == 2:  # "Nueva Arista", or "Meridia Sutarno"
        return begin + 1 if folded[1] in found.subjects or found.find(folded[1:]) else end
    # A state of two words stands elsewhere with other words behind it, and its first word never alone.
    pair = len(found.behind.get(tuple(folded[:2]), ())) > 1 or (run > 4 and folded[0] not in found.lone)
    return begin + (2 if pair else 1)


def by_verb(words: Line, found: Draft, is_verb: IsVerb) -> Iterator[Introduction]:
    """A name at the head of a sentence with a reporting verb behind it ("Ana Sol noted that")."""
    yield from _led_by(words)
    yield from _said_by(words)
    for i in heads_of(words):
        stop = names.name_run(words, i)
        size = stop - i
        if i and stop == _outlet_end(words):
            continue  # "Ana Sol, Galdor Daily: ..."
        if (
            size < 2  # first name and last
            or not (is_verb(words, stop) or _closes_tag(words, stop))
            or names.is_possessive(words[stop - 1])
        ):
            continue
        run = words[i:stop]
        if _is_no_name(run):
            continue
        if fold(names.as_printed(words[i:stop])) in names.known_states():
            continue
        if found.find(w.text for w in words[i:stop]) or size <= LONGEST_NAME:
            yield words.part(i, stop), NO_OFFICE


def by_plural(words: Line, *_: object) -> Iterator[Introduction]:
    """Those who share an office.

    "Presidents Ana Sol of Meridia and Bo Lund of Norrland", "the presidents of Meridia, Ana Sol, and of
    Norrland, Bo Lund", "the presidents of Meridia and Norrland, Ana Sol and Bo Lund".
    """
    for i in range(len(words)):
        if title := _singular(words, i):
            people, states = _in_turn(words, i + 1)
            places = states if len(states) == len(people) else [""] * len(people)
            for (start, stop), state in zip(people, places, strict=True):
                yield words.part(start, stop), Office(title, state, "", stop)


def _singular(words: Line, i: int) -> str:
    """The office whose plural ends at a word ("Presidents", "Foreign Ministers"); empty where none does."""
    last = words[i].low.removesuffix("s")
    pair = f"{words[i - 1].low} {last}" if i else last
    return next((t for t in (pair, last) if last != words[i].low and t in names.word_list("titles")), "")


def _in_turn(words: Line, at: int) -> tuple[list[tuple[int, int]], list[str]]:
    """The full names and the states in a run such as "of Meridia, Ana Sol, and of Norrland, Bo Lund"."""
    people: list[tuple[int, int]] = []
    states: list[str] = []
    while at < len(words):
        before = words[at - 1].low
        stop = names.name_run(words, at)
        if words[at].low in ("and", "of", "the"):
            at += 1
            continue
        joined = before == "and" and states and not people
        if stop > at and (before in ("of", "the") or joined):
            states.append(names.as_printed(words[at:stop]))
        elif stop > at + 1:
            people.append((at, stop))
        else:
            break
        at = stop
    return people, states


def bare_pair(words: Line) -> Iterator[Line]:
    """The two of "Sol spoke with Lund", which a lede without offices and first names tells to be people."""
    other = next((i for i in range(2, len(words)) if words[i - 1].low == "with" and words[i].capital), 0)
    pair = [i for i in (0, other) if words.at(i).capital and names.name_run(words, i) == i + 1]
    if other and pair == [0, other]:
        yield from (words.part(i, i + 1) for i in pair)


def _is_no_name(run: Sequence[Word]) -> bool:
    """Whether an office or a body stands in a run."""
    return any(w.low in names.word_list("no_person") or w.low in offices.title_words() for w in run)


def _closes_tag(words: Line, i: int) -> bool:
    """Whether a colon follows a name, directly or behind a note ("Ana Sol (retranslated):")."""
    return any(":" in w.gap for w in words[i : i + 2]) and words.at(i).gap.strip()[:1] in ("(", ":")


def _outlet_end(words: Line) -> int:
    """Index after "Ana Sol, Galdor Daily" before a colon; 0 where a sentence opens otherwise."""
    name = names.name_run(words, 0)
    stop = names.name_run(words, name) if name > 1 and words.at(name).gap.strip() == "," else 0
    return stop if stop > name and ":" in words.at(stop).gap else 0


def heads_of(words: Line) -> Iterator[int]:
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
    if stop > i + 1 and not any(w.low in offices.title_words() for w in words[i:stop]):
        yield words.part(i, stop), NO_OFFICE


def _led_by(words: Line) -> Iterator[Introduction]:
    """ "a delegation led by Ana Sol"."""
    for i in range(1, len(words) - 1):
        if words[i].low == "by" and words[i - 1].low in ("led", "headed", "chaired", "hosted"):
            begin, _ = offices.skip_honorifics(words, i + 1)
            chairs = Office("chair", "", "", begin) if words[i - 1].low == "chaired" else NO_OFFICE
            yield from ((run, chairs) for run, _ in _plain_name(words, begin))


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
        if at and len(run) < 2:  # "Ana Sol, Former Secretary-General"
            before = _name_before(words, at)
            run = words[before[0] : before[1]] if before else []
        if len(run) > 1:
            return names.as_printed(run), tuple(fold(w.text) for w in run)
    return None


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
    bodies = _is_no_name(run)
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
