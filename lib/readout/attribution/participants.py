"""Who takes part in a text, and who of them is the issuer's own: from its title and its first sentences."""

from collections.abc import Mapping, Sequence

from readout.attribution import casting, clauses, offices
from readout.attribution.clauses import Clause
from readout.attribution.names import Word
from readout.attribution.people import Cast, Person
from readout.reading.layout import Piece
from readout.text.words import fold

# In shorter texts everybody who is named may take part.
_ENOUGH_PARAGRAPHS = 4


def people_of(
    pieces: Sequence[Piece], words: Sequence[Sequence[Word]], known: Mapping[str, Sequence[str]]
) -> Cast:
    """Who takes part, and who is the issuer's own: the subject of the body's first sentence that has one."""
    body = [w[clauses.first_word(w) :] for w, p in zip(words, pieces, strict=True) if p.kind == "body"]
    found = casting.cast(body, is_verb=clauses.has_verb, is_saying=clauses.is_saying)
    for name, aliases in known.items():
        for form in (name, *aliases):
            found.add(name, fold(form).split())
    begin = next((i for i, p in enumerate(pieces) if p.kind == "body"), 0)
    heads = [w for w in words[:begin] if w]
    _learn_from_titles(found, casting.cast(heads, context=body))
    found.lead = _lead(found, heads, body[:3])
    if found.lead and not found.lead.stated:
        _name_the_lead(found, heads, body[:6])
    return found


def _learn_from_titles(found: Cast, titled: Cast) -> None:
    """Offices, states and spellings that only the title prints, of people whom the body names."""
    for row in titled.people:
        person = found.find(row.keys)
        if person:
            person.titles |= row.titles
            person.states |= row.states
            person.first = -1
            if set(person.keys) <= set(row.keys):
                found.add(row.name, row.keys)
                person.name, person.keys = row.name, row.keys


def _lead(found: Cast, heads: Sequence[Sequence[Word]], body: Sequence[Sequence[Word]]) -> Person | None:
    """The issuer's own: whoever the title begins with, or the subject of the body's first sentences.

    A publisher that writes "X made a phone call to Y" is Y's.
    """
    for row in [*heads, *body]:
        called = _called(row, found)
        if called:
            return called
    for row in heads:
        mention = found.read_one(row, 0) if row and row[0].capital else None
        if mention and mention.people and mention.named and mention.people[0].stated:
            return mention.people[0]
    for row in body:
        clause = clauses.find(row, found)
        if clause and clause.subject.people:
            return _own(_not_the_other(row, clause, found), found)
    return None


def _not_the_other(words: Sequence[Word], clause: Clause, found: Cast) -> Person:
    """The subject of a lede; "the Prime Minister" who met Prime Minister Lund is not Lund."""
    subject = clause.subject.people[0]
    if clause.subject.named or not subject.stated:
        return subject
    named = [found.read_one(words, i) for i in range(clause.after, len(words)) if words[i].capital]
    if not any(mention and subject in mention.people for mention in named):
        return subject
    office = offices.office_at(words, clause.start + (words[clause.start].low == "the"))
    return found.office_holder(office.title, offices.printed_title(office.title)) if office else subject


def _called(words: Sequence[Word], found: Cast) -> Person | None:
    """Whom somebody "made a phone call to"."""
    low = [w.low for w in words]
    for i in range(len(words) - 4):
        if low[i] == "made" and "call" in low[i + 1 : i + 4]:
            to = next((k for k in range(i + 2, min(i + 6, len(low))) if low[k] == "to"), 0)
            mention = found.read_one(words, to + 1) if to else None
            return mention.people[0] if mention and mention.people else None
    return None


def _own(subject: Person, found: Cast) -> Person:
    """Whoever of the two is printed without a state, for a publisher does not name his own."""
    others = [p for p in found.people if p.stated and p.titles and not p.states]
    return others[0] if subject.abroad and others and len(found.people) == 2 else subject  # noqa: PLR2004


def _name_the_lead(found: Cast, heads: Sequence[Sequence[Word]], rows: Sequence[Sequence[Word]]) -> None:
    """An office that a later sentence names ("The Foreign Secretary, Dame Ana Sol, ...") is that person."""
    office = found.lead
    titled = next((held for row in heads if (held := casting.named_holder(row, office.titles))), None)
    if titled:
        office.name, office.keys = titled
        office.stated = True
        return
    for row in rows:
        clause = clauses.find(row, found)
        subject = clause.subject if clause else None
        if subject is None or not subject.people or not subject.people[0].stated:
            continue
        person = subject.people[0]
        if person.titles & office.titles and not person.states:
            found.people.remove(office)
            found.lead = person
            return


def present(pieces: Sequence[Piece], words: Sequence[Sequence[Word]], known: Cast) -> frozenset[str]:
    """Who takes part: whoever the title or the first paragraphs name, or a paragraph reports at its head."""
    body = [(p, w) for p, w in zip(pieces, words, strict=True) if p.kind == "body"]
    paragraphs = list(dict.fromkeys(p.paragraph for p, _ in body))
    if len(paragraphs) < _ENOUGH_PARAGRAPHS:
        return frozenset()
    begins = next(p.start for p, _ in body if p.paragraph == paragraphs[1])
    found = {p.name for p in known.people if p.first < begins or not p.stated}
    for piece, row in body:
        clause = clauses.find(row, known) if piece.opens else None
        if clause and clause.subject.kind in ("person", "people"):
            found |= {p.name for p in clause.subject.people}
    return frozenset(found)
