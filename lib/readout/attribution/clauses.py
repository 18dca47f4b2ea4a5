"""Reporting clauses: who is reported in a sentence, by which verb, and where the frame ends.

A clause is a subject followed by a verb of ``data/verbs.toml``, with adverbs, insertions and relative clauses
allowed between them. It may stand first ("Xi Jinping pointed out that ..."), after a lead-in ("On BRICS
cooperation, Xi Jinping ..."), in the middle or last ("..., Putin said"), with verb and subject in either
order there, or behind a passive ("... was supported by the President").
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from readout.attribution import mentions
from readout.attribution.line import Line, Word
from readout.attribution.mentions import Mention
from readout.attribution.names import bare, is_possessive, phrase_at, word_list
from readout.attribution.offices import office_starts, title_words
from readout.attribution.people import Cast
from readout.resources import table

#: Which classes of verb a subject can take, in order of preference.
_CLASSES = {
    "person": ("say", "act", "talk", "event"),
    "pronoun": ("say", "act", "talk", "event"),
    "people": ("talk", "say", "act", "event"),
    "collective": ("talk", "say", "act", "event"),
    "sides": ("talk", "say", "act", "event"),
}
_MAX_BETWEEN = 6
# An insertion between subject and verb (", who was on a visit,") is no longer than this.
_MAX_INSERTION = 45
_LONGEST_LEAD_IN = 70
_SHORT_LEAD_IN = 14
# A list of more entries, of so many words each, is read from its first ones only: else the time that it takes
# grows by the square.
_LONG_LIST = 20
_LONGEST_ENTRY = 12
# How a subject in small letters can begin behind a lead-in without a comma ("On Monday she thanked ...").
_PLAIN_SUBJECTS = frozenset({"the", "they", "both", "he", "she"})
# "was thanked for this by the President": so many words may stand before the agent.
_FAR_AGENT = 6
# What stands in the list for any words.
_GAP = "..."
# "hold an exchange of views" has so many words.
_LONGEST_LEMMA = 5
# "paid his first working visit": so many words behind the verb its noun may stand.
_FAR_NOUN = 6
_BEING = frozenset({"was", "were", "is", "are", "felt", "remained"})
_OPINIONS = frozenset({"opinion", "view", "assessment", "words"})
_DATELINE_DASH = re.compile(r"--|[-–—] ")
# How an insertion begins that says who somebody is ("Ana Sol, a member of the Assembly, ...").
_APPOSED = frozenset(
    {"a", "an", "the", "who", "also", "head", "member", "director", "deputy", "chief", "secretary"}
)
_PHRASE_OPENERS = frozenset({"on", "in", "at", "during", "after", "before", "from", "via", "by"})
_LONGEST_PHRASE = 9
_PAST = frozenset({"said", "told", "met", "spoke", "held", "made", "gave", "took", "thanked"})
_JOINERS = frozenset({"and", "while", "as", "but"})
_EXCHANGES = frozenset({"exchange", "exchanges", "discussion", "discussions"})
#: Words that may follow a closing clause (", he told reporters in Port Ana").
_MAX_TAIL = 9


@dataclass(frozen=True)
class Clause:
    """A reporting clause that was found in a sentence.

    ``kind`` is the verb's class (``say``, ``act``, ``talk``, ``event``), ``place`` is ``first``, ``middle``
    or ``last``; ``tense`` is ``past``, ``present``, ``perfect``, ``pluperfect`` or ``future``; ``start`` is
    the index of the subject's first word, ``after`` of the word behind the verb; ``frame_end`` is the offset
    where the reported content begins, or ``None`` where no frame opens the sentence.
    """

    subject: Mention
    verb: str
    kind: str
    place: str
    tense: str
    start: int
    after: int
    frame_end: int | None = None


#: What a sentence without a clause has: nobody does nothing in it.
NO_CLAUSE = Clause(Mention("nobody", 0), "", "", "", "", 0, 0)


def find(words: Line, cast: Cast) -> Clause:
    """The first reporting clause of a sentence, or :data:`NO_CLAUSE`."""
    according = _according(words, cast)
    if according and according.place == "first":
        return according
    plain = [*_clauses(words, cast)]
    return (
        _opening(words, plain, cast)
        or according
        or (plain[0] if plain else None)
        or _introduced(words, cast, 0)
        or _passive_agent(words, cast)
        or NO_CLAUSE
    )


def _opening(words: Line, found: Sequence[Clause], cast: Cast) -> Clause | None:
    """Of some clauses the one that opens the sentence, for which a later "according to X" is a source only.

    What somebody did or has said, told in a sentence that closes with "..., Sol said", is Sol's account.
    """
    opening = next((c for c in found if c.place == "first"), None)
    if opening and opening.verb == "be" and (agent := _passive_agent(words, cast)):
        return agent  # "He was thanked for this by the President"
    closing = next((c for c in reversed(found) if c.place == "last" and c.kind == "say"), None)
    if opening and (opening.kind == "event" or opening.tense.endswith("perfect")):
        frame = closing is None or (closing.subject.person and closing.subject.person.is_body)
        return (_introduced(words, cast, opening.after) or opening) if frame else closing
    return opening or closing


def _clauses(words: Line, cast: Cast) -> Iterator[Clause]:
    quoted = next((i for i, w in enumerate(words) if w.quoted), len(words))
    first = first_word(words)
    for i, begins in _starts(words, first):
        opens = begins and i < quoted  # behind a quotation a clause closes it
        clause = _straight(words, cast, i, opens=opens, later=i > first)
        if clause is None and (i > first or words[i].text[:1].islower()):  # '"We would!" replied Sol.'
            clause = _inverted(words, cast, i)
        if clause:
            yield clause


def _starts(words: Line, first: int) -> Iterator[tuple[int, bool]]:
    """Where a clause can begin from the first word on, and whether it then opens the sentence.

    It opens at the start and after the comma of a lead-in; later it follows a comma, a dash or a quote.
    """
    if first >= len(words):
        return
    yield first, True
    leads_in = leads(words, first)
    apart = [i for i in range(first + 1, len(words)) if words[i].gap != " " and not words[i].quoted]
    marked = [i for i in apart if any(mark in words[i].gap for mark in ',"”»;—–:')]
    for number, i in enumerate(marked):
        word = words[i]
        if _in_long_list(marked, number):
            continue
        joined = i + 1 if word.low in ("and", "but", "which", "as") else i
        framed = ":" in word.gap and any(w.low in word_list("mouthpieces") for w in words[first:i])
        opens = leads_in and "," in word.gap and i - first <= _LONGEST_LEAD_IN and word.low != "as"
        yield joined, framed or opens
    if leads_in:  # "At the press conference President Sol thanked ...", with no comma
        stop = next((i for i in range(first + 1, len(words)) if words[i].gap.strip()), len(words))
        for i in range(first + 1, min(stop, first + _SHORT_LEAD_IN)):
            if (words[i].capital and not words[i - 1].capital) or _is_plain_subject(words, i):
                yield i - (words[i - 1].low == "the"), True


def _in_long_list(marked: Sequence[int], number: int) -> bool:
    """Whether a mark stands inside a list of very many; its first and last entries have told who it names."""
    around = marked[max(0, number - _LONG_LIST) : number + 2]
    return len(around) == _LONG_LIST + 2 and all(b - a <= _LONGEST_ENTRY for a, b in pairwise(around))


def _is_plain_subject(words: Line, i: int) -> bool:
    """Whether a subject in small letters may begin at a word; "he" in "both he and Sol" does not."""
    return words[i].low in _PLAIN_SUBJECTS and words[i - 1].low != "both"


def first_word(words: Line) -> int:
    """Index of the first word behind an item's number and a dateline."""
    i = int(len(words) > 1 and _is_item_number(words))
    for j in range(min(14, len(words))):
        if (
            words[j].gap != " "
            and all(_in_dateline(w) for w in words[:j])
            and (_DATELINE_DASH.search(words[j].gap) or _closes_place(words, j))
        ):
            i = j
    return i


def _closes_place(words: Line, j: int) -> bool:
    """Whether the colon before a word closes a place ("NEW GALDOR: Premier Sol on Sunday met ...")."""
    place, behind = words[:j], words[j:]
    capitals = all(w.text.isupper() and w.low not in title_words() for w in place)
    told = words[j].low in office_starts() and not {"i", "we", "you", "your", "our"} & {w.low for w in behind}
    return ":" in words[j].gap and j > 0 and capitals and told


def _is_item_number(words: Line) -> bool:
    """Whether a sentence begins with "3.", "(b)" or "3 "; "H.E." is no number."""
    first = words[0].text
    if first.isdigit():
        return len(first) <= 2  # longer ones are years and amounts
    return words[1].gap.strip() in (".", ")", ".)") and first.islower()  # "b", "iv"


def _in_dateline(word: Word) -> bool:
    named = word.capital or word.low in word_list("not_names")
    return named or word.text[0].isdigit() or word.gap.endswith("(")  # "Galdor (npa) - "


def leads(words: Line, first: int = 0) -> bool:
    """Whether a sentence opens with a lead-in: an adverb, a participle or a prepositional phrase."""
    low = words.at(first).low
    same = words.at(first + 1).low == "same"  # "The same day, ..."
    return same or low in word_list("lead_in") or low.endswith(("ing", "ly", "ed"))


def _straight(words: Line, cast: Cast, i: int, *, opens: bool, later: bool) -> Clause | None:
    """Subject, then verb; ``later`` is whether words stand before the subject."""
    if words.at(i).quoted:
        return None
    subject = mentions.read(words, i, cast)
    if subject is None:
        return None
    if _says_inside(words, cast, subject.after):
        return None  # "President Sol, she said, regarded": her words about him
    for verb_at in _verb_places(words, subject.after):
        found = verb(words, verb_at, _CLASSES[subject.kind], open_class=opens)
        loose = words[i].low in word_list("both_modifiers") | {"as"}  # "National leaders support"
        opening = not loose and (not later or "," in words[i].gap)
        several = opening and subject.kind not in ("person", "pronoun")
        plural = _plural(words, verb_at) if several and not found else None
        if not (found or plural):
            continue
        lemma, kind, after = found or plural
        closes = later and after == len(words)  # "There can be no reward, Sol said."
        asks = kind == "act" and words[first_word(words)].quoted  # '"Who will pay?", Sol asked.'
        if not opens and kind != "say" and not (closes and (kind == "talk" or asks)):
            return None
        place = "first" if opens and not closes else _late_place(words, after)
        frame_end = _frame_end(words, after) if place == "first" and kind == "say" else None
        tense = "present" if plural else _tense(words, subject.after, verb_at)
        return Clause(subject, lemma, kind, place, tense, i, after, frame_end)
    return None


def ends_behind_lead_in(words: Line, cast: Cast) -> bool:
    """Whether a subject of several people ends a line, behind a lead-in or as "the two sides"."""
    first = first_word(words)
    places = (i for i, _ in _starts(words, first) if i > first or words.at(i + 1).low in word_list("numbers"))
    found = (mentions.read(words, i, cast) for i in places)
    return any(m and m.after == len(words) and m.kind in ("people", "collective", "sides") for m in found)


def _says_inside(words: Line, cast: Cast, i: int) -> bool:
    """Whether a whole reporting clause stands between commas at a word (", she said,")."""
    if "," not in words.at(i).gap:
        return False
    subject = mentions.read(words, i, cast)
    if subject is None or subject.kind not in ("person", "pronoun"):
        return False
    found = None if words.at(subject.after).gap.strip() else verb(words, subject.after, ("say",))
    return found is not None and "," in words.at(found[2]).gap


def _verb_places(words: Line, i: int) -> Iterator[int]:
    """Where the verb of a subject can stand: behind it and its adverbs, or behind an insertion."""
    if i >= len(words):
        return
    junior = i > 0 and words[i - 1].low in word_list("suffixes") and words[i].gap.strip() == "."
    if not words[i].gap.strip() or junior or words[i].gap.strip() in (")", '"', "”", "“"):
        yield _skip_between(words, i)
        yield from _behind_phrase(words, i)
    if any(mark in words[i].gap for mark in ",(—–"):
        yield _skip_between(words, i)
        closing = (",", ")", "—", "–")
        for j in range(i + 1, min(i + _MAX_INSERTION, len(words))):
            if words[j].gap.strip() and words[j].gap.strip()[0] in closing:
                yield _skip_between(words, j)


def _behind_phrase(words: Line, i: int) -> Iterator[int]:
    """Where a verb in the past can stand behind "on the 17th", "in a phone call"."""
    if words[i].low not in _PHRASE_OPENERS:
        return
    for j in range(i + 2, min(i + _LONGEST_PHRASE, len(words))):
        if words[j].gap.strip():
            return
        if words[j].low.endswith("ed") or words[j].low in _PAST:
            yield j


def _inverted(words: Line, cast: Cast, i: int) -> Clause | None:
    """Verb, then subject, after a comma or a quotation (', said Putin')."""
    found = verb(words, i, ("say",))
    if found is None:
        return None
    lemma, kind, after = found
    subject = mentions.read(words, after, cast)
    if subject is None:
        return None
    return Clause(subject, lemma, kind, _late_place(words, subject.after), "past", after, subject.after)


def _according(words: Line, cast: Cast) -> Clause | None:
    """ "According to X, ..." and "..., according to X", "In X's opinion"."""
    if words and words[0].low in ("in", "to") and (own := _opinion(words, cast)):
        return own
    for i in range(len(words) - 2):
        here = i == 0 or "," in words[i].gap
        if not here or words[i].quoted or words[i].low != "according" or words[i + 1].low != "to":
            continue
        subject = _him(words, i + 2) or _named_soon(words, i + 2, cast)
        if subject and subject.kind in ("person", "pronoun"):
            place = "first" if i == 0 else _late_place(words, subject.after)
            end = _frame_end(words, subject.after) if i == 0 else None
            return Clause(subject, "according to", "say", place, "past", i, subject.after, end)
    return None


def _named_soon(words: Line, i: int, cast: Cast) -> Mention | None:
    """Who is named at word ``i``, or behind the name of a body ("Concord of Nations envoy Ana Sol")."""
    for j in range(i, min(i + 7, len(words))):
        if subject := mentions.read(words, j, cast):
            return subject
    return None


def _him(words: Line, i: int) -> Mention | None:
    if words.at(i).low in ("him", "her"):
        return Mention("pronoun", i + 1, gender="m" if words[i].low == "him" else "f")
    return None


def _opinion(words: Line, cast: Cast) -> Clause | None:
    """ "In President Sol's opinion", "In his view"."""
    at = next((j for j in range(2, min(8, len(words))) if words[j].low in _OPINIONS), 0)
    owner = words.at(at - 1)
    subject: Mention | None = None
    if at and owner.low in ("his", "her"):
        subject = Mention("pronoun", at, gender="m" if owner.low == "his" else "f")
    elif at and is_possessive(owner):
        name = bare(owner.text).rstrip("'’")
        subject = mentions.read(
            Line([*words[1 : at - 1], replace(owner, text=name, low=name.lower())]), 0, cast
        )
    if subject is None:
        return None
    return Clause(subject, "hold the view", "say", "first", "past", 0, at + 1, _frame_end(words, at + 1))


def second_subjects(words: Line, cast: Cast) -> Iterator[Mention]:
    """Subjects of clauses that a sentence joins to its first ("..., and President Sol thanked ...")."""
    for i in range(2, len(words) - 2):
        if words[i].low in _JOINERS and not words[i].quoted:
            subject = mentions.read(words, i + 1, cast)
            if subject and subject.kind == "person":
                at = _skip_between(words, subject.after)
                if verb(words, at, ("say", "act")):
                    yield subject


def _passive_agent(words: Line, cast: Cast) -> Clause | None:
    """ "The proposal was supported by President Sol", "Also conveyed by President Sol was an invitation"."""
    for i in range(len(words) - 2):
        passive = words[i].low in ("was", "were") and not words[i].quoted
        if not passive and i:
            continue
        at = _skip_between(words, i + passive)
        fronted = i == 0 and words.at(at).low.endswith("ed")
        found = verb(words, at, ("say", "act", "talk")) if passive or fronted else None
        for j in range(found[2], min(found[2] + _FAR_AGENT, len(words))) if found else ():
            if words[j].low == "by" and (subject := mentions.read(words, j + 1, cast)):
                place = "middle" if passive else "first"
                return Clause(subject, found[0], found[1], place, "past", j + 1, subject.after)
    return None


def _introduced(words: Line, cast: Cast, begin: int) -> Clause | None:
    """ "Sol received a call from Lund, who stressed that", "Also speaking was Lund, who said"."""
    for i in range(begin + 1, len(words) - 1):
        found = words[i].low == "who" and verb(words, _skip_between(words, i + 1), ("say", "act"))
        named = (mentions.read_one(words, k, cast) for k in range(begin, i) if words[k].capital)
        if found and (subject := next((m for m in named if m and m.after == i), None)):
            return Clause(subject, found[0], found[1], "middle", "past", i, found[2])
    return None


def _late_place(words: Line, after: int) -> str:
    """A later clause is ``last`` unless the sentence goes on behind it."""
    rest = words[after:]
    goes_on = rest and ("," in rest[0].gap or "“" in rest[0].gap or len(rest) > _MAX_TAIL)
    return "middle" if goes_on else "last"


def _skip_between(words: Line, i: int) -> int:
    """Index of the verb's first word: adverbs and auxiliaries may stand before it."""
    for _ in range(_MAX_BETWEEN):
        i = phrase_at(words, i, "between_phrases") or i
        if (
            i + 1 < len(words)
            and words[i].gap.strip() in ("", ",", ")", '"', "“")
            and not _is_verb_here(words, i)
            and (
                words[i].low in word_list("between")
                or words[i].low.endswith("ly")
                or (words[i].low == "and" and words[i - 1].low.endswith("ly"))  # "sincerely and frankly"
            )
        ):
            i += 1
    return i


def _is_verb_here(words: Line, i: int) -> bool:
    """A listed verb form of several words may begin with a word that is an auxiliary elsewhere."""
    return _has_exchange(words, i) or any(
        len(form) > 1 and tuple(w.low for w in words[i : i + len(form)]) == form
        for form, _, _ in forms().get(words[i].low, ())
    )


def _tense(words: Line, subject_end: int, verb_at: int) -> str:
    """Past, present, perfect or future, from the auxiliaries before a verb and its ending."""
    behind = next((j for j in range(verb_at, subject_end, -1) if "," in words[j].gap), subject_end)
    before = {w.low for w in words[behind:verb_at]}  # no auxiliary of an insertion (", who had come, ")
    if "had" in before:
        return "pluperfect"
    low = words[verb_at].low
    if before & {"has", "have"}:
        return "perfect"
    if low in ("will", "is", "are"):
        return "future"
    return "present" if low.endswith("s") and low != "was" else "past"


def has_verb(words: Line, i: int) -> bool:
    """Whether a listed verb stands at a word: behind its adverbs, or behind an insertion about a person."""
    direct, *behind = [*_verb_places(words, i)] or [i]
    kinds = ("say", "act", "talk", "event")
    if verb(words, direct, kinds) is not None:
        return True
    about = words.at(i).low in _APPOSED
    return any(verb(words, j, kinds if about else ("say", "act")) for j in behind)


def is_saying(words: Line, i: int) -> bool:
    """Whether a verb of saying stands at a word, or behind an insertion there."""
    return any(_listed_form(words, j, ("say",)) for j in _verb_places(words, i) if j < len(words))


def verb(
    words: Line, i: int, kinds: Sequence[str], *, open_class: bool = False
) -> tuple[str, str, int] | None:
    """Lemma, class and the index after the longest verb form at word ``i``.

    With ``open_class`` any other regular past tense counts as an act of whoever is its subject. A quotation
    may begin with the verb ('Sol "reaffirmed the offer"').
    """
    if i >= len(words) or (words[i].quoted and words.at(i - 1).quoted):
        return None
    return (
        _phrase(words, i, kinds) or _listed_form(words, i, kinds) or (_open(words, i) if open_class else None)
    )


def _phrase(words: Line, i: int, kinds: Sequence[str]) -> tuple[str, str, int] | None:
    """A verb with words between its parts: "made his first visit", "was deeply concerned"."""
    together = kinds[0] == "talk"
    if apart := _apart(words, i, kinds):
        return apart
    if "say" in kinds and (after := _attitude_end(words, i)):
        return "be of a mind", "talk" if together else "say", after
    if together and _has_exchange(words, i):
        return "have an exchange of views", "talk", i + 1
    return None


def _listed_form(words: Line, i: int, kinds: Sequence[str]) -> tuple[str, str, int] | None:
    fits = []
    for form, lemma, kind in forms().get(words[i].low, ()):
        after = i + len(form)
        if kind in kinds and tuple(w.low for w in words[i:after]) == form:
            fits.append((-len(form), kinds.index(kind), lemma, kind, after))
    if not fits:
        return None
    _, _, lemma, kind, after = min(fits)
    return lemma, kind, after


def _plural(words: Line, i: int) -> tuple[str, str, int] | None:
    """Lemma, class and the index after a lemma that is a form itself ("the two leaders agree")."""
    for end in range(min(len(words), i + _LONGEST_LEMMA), i, -1):
        lemma = " ".join(w.low for w in words[i:end])
        if not words[i].capital and (kind := _lemmas().get(lemma)):
            return lemma, kind, end
    return None


def _open(words: Line, i: int) -> tuple[str, str, int] | None:
    regular = words[i].low.endswith("ed") and len(words[i].low) > len("need")
    return (words[i].low, "act", i + 1) if regular else None


def _apart(words: Line, i: int, kinds: Sequence[str]) -> tuple[str, str, int] | None:
    """A listed verb with words inside it: "made his first visit", "gave a welcome address"."""
    nouns = _forms_apart().get(words[i].low, {})
    near = (nouns[w.low] for w in words[i + 1 : i + _FAR_NOUN] if w.low in nouns and not w.quoted)
    lemma, kind = next(near, ("", ""))
    return (lemma, kind, i + 1) if kind in kinds else None


def _attitude_end(words: Line, i: int) -> int:
    """Index after "was deeply concerned", "were very clear"; 0 if no attitude stands there."""
    if words[i].low not in _BEING:
        return 0
    at = i + 1
    while words.at(at).low.endswith("ly") or words.at(at).low in ("very", "also", "too"):
        at += 1
    return at + 1 if not words.at(at).gap.strip() and words.at(at).low in word_list("attitudes") else 0


def _has_exchange(words: Line, i: int) -> bool:
    """ "had a good exchange of views", "held wide-ranging discussions"."""
    if words[i].low not in ("had", "held", "have"):
        return False
    behind = [w.low for w in words[i + 1 : i + 7] if not w.quoted]
    if "conversation" in behind:  # "a phone conversation" tells only that it took place
        return bool(set(behind[: behind.index("conversation")]) & word_list("qualities"))
    return not _EXCHANGES.isdisjoint(behind)


def _listed() -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Every form of ``data/verbs.toml`` as words, with lemma and class."""
    for kind, verbs in table("verbs").items():
        for lemma, listed in verbs.items():
            yield from ((tuple(form.split()), lemma, kind) for form in listed)


@cache
def forms() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """The listed forms that stand together, by their first word."""
    found = defaultdict(list)
    for parts, lemma, kind in _listed():
        if _GAP not in parts:
            found[parts[0]].append((parts, lemma, kind))
    return dict(found)


@cache
def _lemmas() -> dict[str, str]:
    """Class of each lemma that reports words or acts."""
    return {lemma: kind for _, lemma, kind in _listed() if kind != "event"}


@cache
def _forms_apart() -> dict[str, dict[str, tuple[str, str]]]:
    """Lemma and class of the forms with a gap ("made ... visit"), by their first and their last word."""
    found = defaultdict(dict)
    for parts, lemma, kind in _listed():
        if _GAP in parts:
            found[parts[0]][parts[-1]] = lemma, kind
    return dict(found)


def _frame_end(words: Line, after: int) -> int:
    """Where the content begins: behind "that" or a colon, its opening quotation mark included."""
    if after >= len(words):
        return words[-1].end
    after += words[after].low == "that" and after + 1 < len(words)
    gap = words[after].gap
    return words[after].start - len(gap.lstrip(" :,"))
