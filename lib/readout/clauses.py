"""Reporting clauses: who is reported in a sentence, by which verb, and where the frame ends.

A clause is a subject followed by a verb of ``data/verbs.toml``, with at most a few adverbs between.
It may stand first ("Xi Jinping pointed out that ..."), after a lead-in ("On BRICS cooperation, Xi
Jinping ..."), in the middle or last ("..., Putin said"), with verb and subject in either order there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from readout.people import Cast, Mention, Word
from readout.resources import table

#: Which classes of verb a subject can take, in order of preference.
_CLASSES = {
    "person": ("say", "act", "talk", "event"),
    "title": ("say", "act", "talk", "event"),
    "pronoun": ("say", "act", "talk", "event"),
    "people": ("talk", "say", "act", "event"),
    "collective": ("talk", "say", "act", "event"),
}
_MAX_BETWEEN = 4
_LONGEST_LEAD_IN = 40
#: Words that may follow a closing clause (", he told reporters in Port Ana").
_MAX_TAIL = 6


@dataclass(frozen=True)
class Clause:
    """A reporting clause that was found in a sentence.

    ``kind`` is the verb's class (``say``, ``act``, ``talk``, ``event``), ``place`` is ``first``,
    ``middle`` or ``last``; ``frame_end`` is the offset where the reported content begins, or ``None``
    where no frame opens the sentence.
    """

    subject: Mention
    verb: str
    kind: str
    place: str
    frame_end: int | None = None


def find(words: Sequence[Word], people: Cast) -> Clause | None:
    """The first reporting clause of a sentence, or ``None``."""
    for i, opens in _starts(words):
        clause = _straight(words, people, i, opens=opens) or (None if opens else _inverted(words, people, i))
        if clause:
            return clause
    return None


def _starts(words: Sequence[Word]) -> Iterator[tuple[int, bool]]:
    """Where a clause can begin, and whether it then opens the sentence.

    It opens at the start and after the comma of a lead-in; later it follows a comma, a dash or a quote.
    """
    if not words:
        return
    yield 0, True
    if words[0].low == "that":
        return
    leads_in = words[0].low in table("people")["lead_in"]
    for i, word in enumerate(words[1:], start=1):
        if word.quoted or not any(mark in word.gap for mark in ',"”»;—–'):
            continue
        yield i, leads_in and "," in word.gap and i <= _LONGEST_LEAD_IN


def _straight(words: Sequence[Word], people: Cast, i: int, *, opens: bool) -> Clause | None:
    """Subject, then verb."""
    if words[i].quoted:
        return None
    subject = people.read(words, i)
    if subject is None:
        return None
    verb_at = _skip_between(words, subject.after)
    found = _verb(words, verb_at, _CLASSES[subject.kind])
    if found is None or not words[verb_at].gap.isspace():
        return None
    verb, kind, after = found
    place = "first" if opens else _late_place(words, after)
    frame_end = _frame_end(words, after) if opens and kind == "say" else None
    return Clause(subject, verb, kind, place, frame_end)


def _inverted(words: Sequence[Word], people: Cast, i: int) -> Clause | None:
    """Verb, then subject, after a comma or a quotation (', said Putin')."""
    found = _verb(words, i, ("say",))
    if found is None:
        return None
    verb, kind, after = found
    subject = people.read(words, after)
    if subject is None or words[after].gap != " ":
        return None
    return Clause(subject, verb, kind, _late_place(words, subject.after))


def _late_place(words: Sequence[Word], after: int) -> str:
    """A later clause is ``last`` unless the sentence goes on behind it."""
    rest = words[after:]
    goes_on = rest and ("," in rest[0].gap or len(rest) > _MAX_TAIL)
    return "middle" if goes_on else "last"


def _skip_between(words: Sequence[Word], i: int) -> int:
    """Index of the verb's first word: adverbs and auxiliaries may stand before it."""
    between = set(table("people")["between"])
    for _ in range(_MAX_BETWEEN):
        if (
            i < len(words)
            and words[i].gap.strip() in ("", ",")
            and (words[i].low in between or words[i].low.endswith("ly"))
        ):
            i += 1
    return i


def _verb(words: Sequence[Word], i: int, kinds: Sequence[str]) -> tuple[str, str, int] | None:
    """Lemma, class and the index after the longest verb form at word ``i``."""
    if i >= len(words) or words[i].quoted:
        return None
    fits = []
    for form, lemma, kind in forms().get(words[i].low, ()):
        after = i + len(form)
        if kind in kinds and tuple(w.low for w in words[i:after]) == form:
            fits.append((-len(form), kinds.index(kind), lemma, kind, after))
    if not fits:
        return None
    _, _, lemma, kind, after = min(fits)
    return lemma, kind, after


@cache
def forms() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Every listed form as words, with lemma and class, by its first word."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for kind, verbs in table("verbs").items():
        for lemma, listed in verbs.items():
            for form in listed:
                parts = tuple(form.split())
                found.setdefault(parts[0], []).append((parts, lemma, kind))
    return found


def _frame_end(words: Sequence[Word], after: int) -> int:
    """Where the content begins: behind "that" or a colon, its opening quotation mark included."""
    if after >= len(words):
        return words[-1].end
    if words[after].low == "that" and after + 1 < len(words):
        after += 1
    gap = words[after].gap
    return words[after].start - len(gap.lstrip(" :,"))
