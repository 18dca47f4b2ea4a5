"""How a text refers to the people of its cast, read at one place of a sentence.

A text names a person in full once or twice ("Russian President Vladimir Putin", "Mr. KISHIDA Fumio, Prime
Minister of Japan") and in short ever after ("Putin", "the President", "the Russian leader", "he").
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from readout.attribution import names, offices, people
from readout.attribution.line import Line
from readout.attribution.offices import Office
from readout.attribution.people import Cast, Person
from readout.text.words import fold

# "the U.S. and Meridian officials": so many words may stand behind "the".
_LONGEST_COLLECTIVE = 5


@dataclass(frozen=True)
class Mention:
    """A reference that was read: ``kind`` and the index of the word after it.

    ``kind`` is ``"person"`` (one, in ``people``), ``"people"`` (several), ``"collective"`` ("the two
    leaders"), ``"sides"`` ("the two sides", "they", which may also stand inside a speech) or ``"pronoun"``
    (whose gender is in ``gender``). ``sure`` is false where the text names several whom it could mean;
    ``office`` is what stands for somebody without a name.
    """

    kind: str
    after: int
    people: tuple[Person, ...] = ()
    gender: str = ""
    sure: bool = True
    named: bool = True
    office: Office | None = None

    @property
    def person(self) -> Person | None:
        """The one person who is meant, if it is one."""
        return self.people[0] if self.kind == "person" else None


def read(words: Line, i: int, cast: Cast) -> Mention | None:
    """Read who is named at word ``i``: a person, several, both sides, or a pronoun."""
    if words.at(i).quoted:
        return None
    if found := _collective(words, i) or _two_states(words, i, cast):
        return _with_others(words, found, cast)
    low = words[i].low
    if low in names.word_list("pronouns") and not names.is_name(words, i) and words[i].text != "HE":
        first: Mention | None = Mention("pronoun", i + 1, gender="f" if low == "she" else "m")
    elif low == "it" and cast.bodies:
        return Mention("pronoun", i + 1, gender="n")
    else:
        first = read_one(words, i, cast)
    return _read_more(words, first, i, cast) if first else None


def _two_states(words: Line, i: int, cast: Cast) -> Mention | None:
    """ "Meridia and Norvania", "The United States and Meridia"."""
    first = state_end(words, i, cast.states)
    if not first or words.at(first).low != "and" or words[first].gap != " ":
        return None
    second = state_end(words, first + 1, cast.states)
    return Mention("sides", second) if second else None


def _with_others(words: Line, found: Mention, cast: Cast) -> Mention:
    """ "The two Presidents and the Prime Minister"."""
    at = found.after
    if found.kind == "collective" and words.at(at).low == "and":
        more = read_one(words, at + 1, cast)
        return Mention("collective", more.after) if more else found
    return found


def _read_more(words: Line, first: Mention, i: int, cast: Cast) -> Mention:
    """Extend one reference over "A, B and C" and "A and members of her staff"."""
    found, after = [first], first.after
    while words.at(after).gap.strip() in _list_gaps(words, after):
        joined = words[after].low in ("and", "&")
        if not joined and words[after].gap.strip() != ",":
            break
        step = after + joined
        more = None if words.at(step).quoted else read_one(words, step, cast)
        end = (_group_end(words, step) or _stranger_end(words, step)) if more is None else 0
        if end and joined:
            return Mention("people", end, first.people)
        if end:  # "the President, the premiers, and the Grand Chief"
            found.append(Mention("people", end))
            after = end
            continue
        if more is None or (not joined and more.people and more.people[0] in first.people):
            break
        if joined and not first.named and more.named and words[i].text[0].isupper() and words[i].low != "the":
            return more  # "General Secretary and President Sol" is one person
        found.append(more)
        after = more.after
        if joined:
            everybody = dict.fromkeys(p for m in found for p in m.people)
            beside = words[more.after - 1].low in names.word_list("others")  # "... and her counterpart"
            several = beside or first.kind == "pronoun" or any(m.kind == "people" for m in found)
            if len(everybody) < 2 and not several:  # "Foreign Minister and Royal Envoy Ana Sol" is one
                return more
            return Mention("people", after, tuple(everybody))
    return first


def _stranger_end(words: Line, i: int) -> int:
    """Index after the full name of somebody whom nothing introduces, beside a known one; or 0."""
    stop = names.name_run(words, i)
    return stop if stop - i > 1 and not {w.low for w in words[i:stop]} & names.word_list("no_person") else 0


def read_one(words: Line, i: int, cast: Cast) -> Mention | None:
    """Read one person at word ``i``, by name, by office, or both."""
    if i >= len(words):
        return None
    article = words[i].low in names.word_list("articles") and not names.phrase_at(words, i, "honorifics")
    if body := _body(words, i + article, cast):
        return body
    office = offices.office_at(words, i + article, cast.extra)
    if office is None:
        described = (_side(words, i, cast) or _latter(words, i, cast)) if article else None
        return described or _read_name(words, i + article, cast, article=article)
    after, person = _name_behind(words, office, cast)
    if person is not None:
        return Mention("person", offices.skip_state(words, after), (person,))
    if not office.title:  # an honorific only, and no name behind it
        return _highness(office, cast)
    return _read_office(words, i, office, after, cast)


def _body(words: Line, i: int, cast: Cast) -> Mention | None:
    """An office that speaks: "Prime Minister's Office", "the PCO"."""
    if not cast.bodies:
        return None
    stop = i + 1 if words.at(i).text.isupper() else offices.body_end(words, i)
    body = cast.body([w.text for w in words[i:stop]]) if stop > i else None
    return Mention("person", stop, (body,)) if body else None


def _latter(words: Line, i: int, cast: Cast) -> Mention | None:
    """ "The latter": whoever was named last before."""
    if words.at(i + 1).low != "latter":
        return None
    named = [p for p in cast.people if p.first < words[i].start]
    if not named:
        return None
    last = max(named, key=lambda p: p.last_named(words[i].start - 1))
    return Mention("person", i + 2, (last,), sure=False, named=False)


def _read_office(words: Line, i: int, office: Office, after: int, cast: Cast) -> Mention | None:
    """Whom an office without a name stands for; a spokesperson without a name is nobody."""
    state = people.state_name(office.state)
    resolved, sure = cast.resolve(replace(office, state=state), words[i].start)
    if resolved is None:
        frame = office.title.split()[-1] in names.word_list("mouthpieces")
        article = words[i].low in names.word_list("articles")
        if frame or not (article or words[i].text[:1].isupper()):
            return None
        holder = people.office_holder(office.title, words[i].start)
        return Mention("person", after, (holder,), sure=False, named=False)
    # "The President of Meridia" is as good as a name where only one person is of Meridia.
    return Mention("person", after, (resolved,), sure=sure, named=bool(state and sure), office=office)


def _highness(office: Office, cast: Cast) -> Mention | None:
    """ "His Majesty" without a name."""
    fits = [p for p in cast.people if p.royal or p.titles & names.word_list("monarchs")]
    fits = [cast.lead] if cast.lead in fits else fits
    return Mention("person", office.after, (fits[0],), sure=len(fits) == 1, named=False) if fits else None


def _name_behind(words: Line, office: Office, cast: Cast) -> tuple[int, Person | None]:
    """The person whose name follows an office, directly or after a comma ("the PM of X, Ana Sol,")."""
    for at, stop in offices.name_places(words, office):
        for a, b in names.parts_of(at, stop):
            person = cast.find((w.text for w in words[a:b]), office.title)
            if person:
                if names.is_possessive(words[b - 1]):
                    return b, None
                return b, person
        person = cast.nearly(fold(names.bare(words[stop - 1].text)))
        held = not office.title or (person and person.holds(office.title))
        if person and held and not names.is_possessive(words[stop - 1]):
            return stop, person
    return office.after, None


def _read_name(words: Line, i: int, cast: Cast, *, article: bool) -> Mention | None:
    stop = names.name_run(words, i)
    if stop == i:
        return None
    whole = cast.find(w.text for w in words[i:stop])
    nearly = None if whole or article else cast.nearly(fold(words[stop - 1].text))
    if nearly:
        return Mention("person", stop, (nearly,))
    for a, b in names.parts_of(i, stop):
        if a != i and not article:
            continue
        person = cast.find(w.text for w in words[a:b])
        if person and not names.is_possessive(words[b - 1]):
            return Mention("person", offices.skip_state(words, b), (person,))
    return None


def _side(words: Line, i: int, cast: Cast) -> Mention | None:
    """ "The Meridian side": whoever is of that state; the issuer's own where nobody is known to be."""
    after = i + 3
    if words.at(i + 2).low != "side":
        return None
    state = people.state_name(words[i + 1].text)
    fits = [p for p in cast.people if p.is_of(state)]
    fits = fits or [p for p in (cast.lead,) if p and not p.states]
    return Mention("person", after, (fits[0],), sure=len(fits) == 1) if fits else None


def state_end(words: Line, i: int, states: Collection[str]) -> int:
    """Index after the name of a state at word ``i``, with its article; 0 if none stands there."""
    begin = i + (i < len(words) and words[i].low == "the")
    stop = names.name_run(words, begin)
    run = fold(names.as_printed(words[begin:stop]))
    known = stop > begin and (run in names.known_states() or run in states)
    return stop if known and not names.is_possessive(words[stop - 1]) else 0


def _list_gaps(words: Line, i: int) -> tuple[str, ...]:
    """What may stand before a further name of a list; a stop only behind "Jr."."""
    suffixed = words.at(i - 1).low in names.word_list("suffixes")
    return ("", ",", ".") if suffixed else ("", ",")


def _group_end(words: Line, i: int, *, plain: bool = False) -> int:
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
        office = low in offices.title_words() and low != "senior"
        if end or (plain and (office or not (modifies or words[k].capital))):
            break
    return _skip_of(words, end) if end else 0


def _collective(words: Line, i: int) -> Mention | None:
    """Everybody present: "the two leaders" (``collective``), "they", "the two sides" (``sides``)."""
    marks = i
    while words.at(marks).low in names.word_list("both_marks") and (
        marks == i or not words[marks].gap.strip()
    ):
        marks += 1
    if found := _titled_together(words, i) or _plural_noun(words, marks, marked=marks > i):
        return found
    if after := names.phrase_at(words, i, "both_words"):
        return Mention("sides", after)
    if marks > i and words[marks - 1].low in names.word_list("numbers"):
        return Mention("collective", marks)
    begins = words[i].text[0].isupper() or ("," in words[i].gap and words[i].low not in ("this", "these"))
    end = _group_end(words, i, plain=True) if begins else 0
    alone = words[i].low == "senior" and words[end - 1].low in names.word_list("groups")
    # "Officials underscored"; "senior officials" only with whose they are, else they are one side's own.
    if end and not alone and words[end - 1].low not in names.word_list("others"):
        return Mention("sides", end)
    return None


def _plural_noun(words: Line, i: int, *, marked: bool) -> Mention | None:
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


def _joins_states(words: Line, k: int) -> bool:
    """Whether a word joins two states before a noun ("the U.S. and Meridian leaders")."""
    return words[k].low == "and" and words.at(k - 1).capital and words.at(k + 1).capital


def _titled_together(words: Line, i: int) -> Mention | None:
    """ "Presidents Sol and Lund", "Foreign Ministers Sol and Lund"."""
    first = i + (words[i].low in names.word_list("title_modifiers"))
    if words.at(first).low not in names.word_list("persons") or words[first].text.islower():
        return None
    after = first + 1
    while (
        after < len(words)
        and (words[after].capital or words[after].low in ("and", "of") or names.is_particle(words, after))
        and words[after].gap.strip() in ("", ",")
    ):
        after += 1
    return Mention("collective", after) if after > first + 2 else None


def _skip_of(words: Line, i: int) -> int:
    """Index after what tells which leaders are meant: "of the two countries", "attending the meeting"."""
    if words.at(i).gap != " " or words[i].low not in names.word_list("behind_persons"):
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
