"""Finding the people whom a text introduces, with their offices and states."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from readout.attribution import introductions, names, offices
from readout.attribution.draft import NO_OFFICE, Draft
from readout.attribution.line import Line, Word
from readout.attribution.offices import Office
from readout.attribution.people import Person, state_name
from readout.text.words import fold


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
        subjects={fold(r[i].text) for r in rows for i in introductions.heads_of(r) if is_verb(r, i + 1)},
        extra=frozenset(_own_titles(rows, is_saying or (lambda *_: False))),
        runs=dict(_capital_runs(around)),
        lone={fold(w) for w in _lone_words(around)},
        behind=_behind_pairs(around),
        bodies=_bodies(rows, is_saying or (lambda *_: False)),
    )
    for reader in (introductions.by_plural, introductions.by_office, introductions.by_verb):
        for words in rows:
            for run, office in reader(words, found, is_verb):
                _enter(found, words, run, office)
    if rows and not any(found.find([word.text]) for word in rows[0]):
        for run in introductions.bare_pair(rows[0]):
            if not {fold(run[0].text)} & (found.states | names.known_states().keys()):
                _enter(found, rows[0], run, NO_OFFICE)
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
    at = bisect_left(words, name[0].start, key=lambda word: word.start)
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
        | offices.title_words()
        | names.known_states().keys()
    )
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for run in runs:
        if 2 <= len(run) <= introductions.LONGEST_NAME and never.isdisjoint(run):  # first name and last
            for key in {run[0], run[-1]}:
                found[key].append(run)
    return found


def _without_honorifics(run: Line) -> Line:
    """The name proper; nothing where the run is an office or a body."""
    start, _ = offices.skip_honorifics(run, 0)
    while start < len(run) and run[start].low in offices.title_words():
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
    return words.at(i - 1).low in ("of", "the", "for")


def _own_titles(rows: Iterable[Line], is_saying: Callable[[Line, int], bool]) -> Iterator[tuple[str, ...]]:
    """Titles that no list has: "the Grand Chief reported" tells that "Grand Chief" is one."""
    for words in rows:
        for i in range(len(words) - 2):
            first = words[i + 1]
            if words[i].low != "the" or words[i].quoted or not first.capital or first.text.isupper():
                continue
            stop = i + 1
            while stop < i + 4 and words.at(stop).capital and words[stop].gap in (" ", "/"):
                stop += 1
            phrase = tuple(w.low for w in words[i + 1 : stop])
            if is_saying(words, stop) and not any(map(_is_no_title, words[i + 1 : stop])):
                yield phrase


def _bodies(rows: Iterable[Line], is_saying: Callable[[Line, int], bool]) -> tuple[Person, ...]:
    """Offices that have a verb of saying somewhere ("the Foreign Ministry added")."""
    found: list[Person] = []
    for words in rows:
        for i in range(len(words) - 1):
            stop = offices.body_end(words, i)
            opens = i == 0 or not words[i - 1].capital
            if stop > i and opens and not words[i].quoted and is_saying(words, stop):
                begin = i + (names.is_possessive(words[i]) and stop > i + 1)  # "Norrland's Energy Ministry"
                keys = tuple(fold(w.text) for w in words[begin:stop])
                name = names.as_printed(words[begin:stop])
                if not any(body.keys[-len(keys) :] == keys for body in found):  # "the sources added"
                    found.append(Person(name, keys, gender="n", stated=False, first=words[i].start))
    return tuple(found)


def _is_no_title(word: Word) -> bool:
    low = word.low
    return low in names.word_list("no_person") or low in offices.title_words() or low.endswith("s")


def _state_words(rows: Iterable[Line]) -> Iterator[str]:
    """Words that stand for a state somewhere: behind "of" at the end of a run, or as adjectives."""
    for words in rows:
        for before, word in pairwise(words):
            if before.low in ("of", "in", "between") and word.capital and word.gap == " ":
                yield word.text
