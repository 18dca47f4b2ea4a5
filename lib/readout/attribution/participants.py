"""Who takes part in a text, and who of them is the issuer's own: from its title and its first sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from readout.attribution import casting, clauses, introductions, mentions, names, offices
from readout.attribution.clauses import Clause
from readout.attribution.draft import Draft
from readout.attribution.line import Line
from readout.attribution.mentions import Mention
from readout.attribution.people import Cast, Person, office_holder, state_name
from readout.reading.layout import Piece
from readout.text.words import fold

# In shorter texts everybody who is named may take part.
_ENOUGH_PARAGRAPHS = 4


def people_of(
    pieces: Sequence[Piece], words: Sequence[Line], known: Mapping[str, Sequence[str]], issuer: str = ""
) -> Cast:
    """Who takes part, and who is the issuer's own."""
    body = [w.part(clauses.first_word(w)) for w, p in zip(words, pieces, strict=True) if p.kind == "body"]
    begin = next((i for i, p in enumerate(pieces) if p.kind == "body"), 0)
    heads = [w for w in words[:begin] if w]
    found = casting.collect(body, is_verb=clauses.has_verb, is_saying=clauses.is_saying)
    for name, aliases in known.items():
        for form in (name, *aliases):
            found.add(name, fold(form).split())
    _learn_from_titles(found, casting.collect(heads, context=body))
    cast = found.finished(heads, body)
    own = _of_issuer(cast, issuer)
    cast = _led_by(cast, own) if own else _with_lead(cast, heads, body[:3])
    if cast.lead and not cast.lead.stated:
        cast = _with_lead_named(cast, heads, body[:6])
    return _with_those_present(cast, [(p, w) for p, w in zip(pieces, words, strict=True) if p.kind == "body"])


def _learn_from_titles(found: Draft, titled: Draft) -> None:
    """Offices, states and spellings that only the title prints, of people whom the body names."""
    for row in titled.people:
        person = found.find(row.keys)
        if person:
            fuller = set(person.keys) <= set(row.keys)
            found.amend(
                person,
                replace(
                    person,
                    name=row.name if fuller else person.name,
                    keys=row.keys if fuller else person.keys,
                    titles=person.titles | row.titles,
                    states=person.states | row.states,
                    state=person.state or row.state,
                ),
            )


def _with_lead(cast: Cast, heads: Sequence[Line], body: Sequence[Line]) -> Cast:
    """The cast with the issuer's own.

    A publisher does not name his own by their state: of two, whoever is printed without one is his. One that
    writes "X made a phone call to Y" is Y's. Else it is whoever the title begins with, or the subject of the
    first sentences.
    """
    for row in [*heads, *body[:1], Line(chain.from_iterable(body[:2]))]:
        if own := _plainly_named(row, cast):
            return _led_by(cast, own)
    for row in [*heads, *body]:
        if called := _called(row, cast):
            return _led_by(cast, called)
    for row in heads:
        mention = mentions.read_one(row, 0, cast) if row and row[0].capital else None
        if mention and mention.people and mention.named and mention.people[0].stated:
            return _led_by(cast, mention.people[0])
    for row in body:
        clause = clauses.find(row, cast)
        if clause.subject.people:
            cast = _knowing(cast, clause.subject)
            return _led_by(cast, _own(_not_the_other(row, clause, cast), cast))
    return cast


def _of_issuer(cast: Cast, issuer: str) -> Person | None:
    """The head of the state that an issuer's name holds, or the first of its people."""
    places = [word.strip(",.()") for word in issuer.split() if word[:1].isupper()]
    of_them = {person for place in places for person in cast.of(place)}
    own = [p for p in cast.people if p in of_them]
    return next((p for p in own if p.titles & names.word_list("heads")), next(iter(own), None))


def _plainly_named(words: Line, cast: Cast) -> Person | None:
    """The one of two people of a row whom it names without a state ("Ana Sol phones Norrland's Bo Lund")."""
    found: dict[str, tuple[Person, bool]] = {}
    at = 0
    while at < len(words):
        mention = mentions.read_one(words, at, cast) if words[at].capital else None
        for person in mention.people if mention else ():
            if not (mention.named and person.stated):
                return None  # "The President met ...": his own, who is named elsewhere
            office = offices.office_at(words, at, cast.extra)
            behind = any(offices.skip_state(words, k) == mention.after for k in range(at + 1, mention.after))
            found.setdefault(person.name, (person, behind or bool(office and office.state)))
        at = max(at + 1, mention.after if mention else 0)
    plain = [person for person, stated in found.values() if not stated]
    peers = all(person.titles & names.word_list("heads") for person, _ in found.values())
    return plain[0] if peers and len(found) == 2 and len(plain) == 1 else None


def _led_by(cast: Cast, person: Person) -> Cast:
    """The cast with somebody as the issuer's own."""
    return replace(cast.amended(person, person), lead=person)


def _knowing(cast: Cast, mention: Mention) -> Cast:
    """The cast with what a mention tells of somebody: an office without a name, or the state of one."""
    for person in mention.people:
        if person not in cast:
            cast = cast.amended(person, person)
    office = mention.office
    if office and office.state and not mention.people[0].states:
        person = mention.people[0]
        known = replace(
            person,
            titles=person.titles | {office.title},
            states=frozenset({state_name(office.state)}),
            state=person.state or office.state,
        )
        cast = cast.amended(person, known)
    return cast


def _not_the_other(words: Line, clause: Clause, cast: Cast) -> Person:
    """The subject of a lede; "the Prime Minister" who met Prime Minister Lund is not Lund."""
    subject = clause.subject.people[0]
    if clause.subject.named or not subject.stated:
        return subject
    named = [mentions.read_one(words, i, cast) for i in range(clause.after, len(words)) if words[i].capital]
    if not any(mention and subject in mention.people for mention in named):
        return subject
    office = offices.office_at(words, clause.start + (words[clause.start].low == "the"))
    return office_holder(office.title, words[clause.start].start) if office else subject


def _called(words: Line, cast: Cast) -> Person | None:
    """Whom somebody "made a phone call to"."""
    low = [w.low for w in words]
    at = next((i for i in range(3, len(low)) if low[i - 2 : i] == ["call", "to"] and "made" in low[:i]), 0)
    mention = mentions.read_one(words, at, cast) if at else None
    return mention.people[0] if mention else None


def _own(subject: Person, cast: Cast) -> Person:
    """Whoever of the two is printed without a state, for a publisher does not name his own."""
    others = [p for p in cast.people if p.titles and not p.states]
    return others[0] if subject.abroad and others and len(cast.people) == 2 else subject


def _with_lead_named(cast: Cast, heads: Sequence[Line], rows: Sequence[Line]) -> Cast:
    """An office that a later sentence names ("The Foreign Secretary, Dame Ana Sol, ...") is that person."""
    office = cast.lead
    titled = next((held for row in heads if (held := introductions.named_holder(row, office.titles))), None)
    if titled:
        name, keys = titled
        return cast.amended(office, replace(office, name=name, keys=keys, stated=True))
    for row in rows:
        person = next(iter(clauses.find(row, cast).subject.people), None)
        if person and person.stated and person.titles & office.titles and not person.states:
            return replace(cast, people=tuple(p for p in cast.people if p != office), lead=person)
    return cast


def _with_those_present(cast: Cast, body: Sequence[tuple[Piece, Line]]) -> Cast:
    """The cast with those who take part, named by the first paragraphs or reported at a paragraph's head."""
    heads = [row for piece, row in body if piece.opens]
    reported: set[str] = set()
    for row in heads:
        clause = clauses.find(row, cast)
        if clause.subject.kind in ("person", "people"):
            cast = _knowing(cast, clause.subject)
            reported |= {p.name for p in clause.subject.people}
    if len(heads) < _ENOUGH_PARAGRAPHS:
        return cast
    begins = heads[1][0].start
    early = {p.name for p in cast.people if p.first < begins or not p.stated}
    return replace(cast, present=frozenset(reported | early))
