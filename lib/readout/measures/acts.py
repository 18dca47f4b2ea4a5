"""What one sentence does, by rule: its act and whom that falls on, its modal verbs, the positions it takes.

The lists are those of ``data/stance.toml``. Nothing here knows who is speaking: whose side a subject is on
tells :mod:`readout.measures.sides`.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache

from readout.resources import table
from readout.text.phrases import Passage, Phrases, entries, passage

#: Acts, in the order of tables.
ACTS = ("ASSERT", "EXPRESS", "COMMIT", "DIRECT", "BARE")
#: Senses of modal verbs, in the order of tables.
SENSES = ("OBLIGED", "INTENDED", "WISHED", "SCHEDULED", "PREDICTED", "ABLE")
#: Positions, in the order of tables.
POSITIONS = ("SUPPORT", "OPPOSE", "ACCUSE")
_ADVERB = re.compile(r"(?!assembly|family|supply|ally|italy|july)\w+ly")
_VERB_OR_ADVERB = re.compile(rf"\w+ed|{_ADVERB.pattern}")
_LONGEST_SUBJECT = 24
_NEAR = 4
# So many words a relative clause may stand behind the beginning of a subject ("all those who").
_LONGEST_ANTECEDENT = 3
# So many words can be told something before "that" ("made clear to President Odum that").
_REACH_OF_THAT = 5


def act_of(text: str) -> str:
    """The main act of one sentence, by rule; a reporting clause in front is looked through.

    Example:
        >>> act_of("The two sides should expand trade."), act_of("Meridia is willing to help.")
        ('DIRECT', 'COMMIT')
        >>> act_of("She said that Meridia would send tents."), act_of("Strengthen exchanges.")
        ('COMMIT', 'BARE')
    """
    return main_act(passage(text))[0]


def subject_of(text: str) -> str:
    """Who acts, must act or is asked to in one sentence, by rule: a noun phrase as printed, or ``""``.

    Example:
        >>> subject_of("The President urged all parties to protect civilians.")
        'all parties'
        >>> subject_of("She underscored Norrland's commitment to peace.")
        'Norrland'
    """
    return main_act(passage(text))[1]


def positions_of(text: str) -> list[str]:
    """The positions that one sentence words, by rule, in the order printed.

    Example:
        >>> positions_of("Norrland backs the plan and condemned the strike.")
        ['SUPPORT', 'OPPOSE']
    """
    return [position for _, position, _ in positions_in(passage(text))]


# --- acts and subjects ----------------------------------------------------------------------------


def main_act(sentence: Passage, since: int = 0) -> tuple[str, str]:
    """Act and subject of a sentence; its first words, up to index ``since``, are known to report."""
    since = max(since, _after_frame(sentence))
    if since >= len(sentence.terms):
        return "ASSERT", ""
    clause = not since or sentence.terms[since - 1] in {"that", *_grammar("said")}
    if clause and _is_bare(sentence, since):
        return "BARE", ""
    start = _after_lead_in(sentence, since) if clause else since
    end = _main_clause_end(sentence, start)
    # A reporting verb without "that" can be the act ("announced a loan"), its subject the act's.
    first, begin = (start, start) if clause else (since - 1, _after_lead_in(sentence))
    for at, size, entry in _act_markers().find(sentence.terms, sentence.runs):
        if first <= at < end:
            return _act_owner()[entry], _subject(sentence, begin, at, at + size, entry)
    return "ASSERT", _noun_phrase(sentence, start, _first_verb(sentence, start))


def _main_clause_end(sentence: Passage, start: int) -> int:
    """Index of the first word of a subordinate clause; a relative one close to the beginning is no end."""
    for at, _, word in _phrases("subordinate").find(sentence.terms, sentence.runs):
        if at > start + (_LONGEST_ANTECEDENT if word in _grammar("relative") else 0):
            return at
    return len(sentence.terms)


def _after_frame(sentence: Passage) -> int:
    """Index of the first word behind the first reporting verb and "that" (or behind "said"), else 0.

    Words that ask or promise with their "that" ("hoped that") are acts and no reporting clause.
    """
    terms, runs = sentence.terms, sentence.runs
    at, size, verb = next(_frames().find(terms, runs), (0, 0, ""))
    behind = range(at + size, min(at + size + _REACH_OF_THAT, len(terms) - 1)) if verb else ()
    that = next((i for i in behind if terms[i] == "that" and runs[i] == runs[at]), 0)
    if any(_act_markers().at(i, terms, runs)[1] for i in range(at, that)):
        return 0
    if verb in _grammar("said") and runs[at] == runs[0] and not that:
        return at + 1
    return that + 1 if that else 0


def _after_lead_in(sentence: Passage, since: int = 0) -> int:
    """Index of the first word behind a lead-in ("At present, ..."); "This is" leads nowhere."""
    first, *second = sentence.terms[since : since + 2]
    if first not in _leads_in() or not _grammar("auxiliaries").isdisjoint(second):
        return since
    return next((i for i, run in enumerate(sentence.runs) if run > sentence.runs[since]), since)


def _is_bare(sentence: Passage, since: int = 0) -> bool:
    bare = table("stance")["bare"]
    at = since + int(sentence.terms[since] in forms(bare["adverbs"]))
    return len(sentence.terms) > at and sentence.terms[at] in forms(bare["verbs"])


def _first_verb(sentence: Passage, start: int) -> int:
    """Index of what is probably the main verb: behind a listed subject, or an auxiliary, or a word in -ed."""
    for subjects in subject_lists().values():
        size, entry = subjects.at(start, sentence.terms, sentence.runs)
        if entry and start + size < len(sentence.terms):
            return start + size
    for at in range(start + 1, min(len(sentence.terms), start + _LONGEST_SUBJECT)):
        term = sentence.terms[at]
        if term in _verbs() or _VERB_OR_ADVERB.fullmatch(term):
            return at
    return min(start + 1, len(sentence.terms))


def _subject(sentence: Passage, start: int, marker: int, after: int, entry: str) -> str:
    """Whom an act falls on, as a noun phrase: the one asked, the one who has a commitment, or the subject."""
    kinds = table("stance")["subject_of"]
    if entry in forms(kinds["nobody"]):
        return ""
    if entry in forms(kinds["asked"]):
        return _before(sentence, after, ("to", "not"))
    if entry in forms(kinds["required"]):
        return _before(sentence, after, ("to", "be", *_grammar("auxiliaries")))
    if entry in forms(kinds["held"]):
        owner = _owner(sentence, marker, after)
        if owner:
            return owner
    subject = _noun_phrase(sentence, _last_clause(sentence, start, marker), marker)
    if subject.lower() == "there":
        after += sentence.terms[after : after + 1] == ("be",)
        return _noun_phrase(sentence, after, len(sentence.terms))
    return "" if subject.lower() == "it" else subject


def _last_clause(sentence: Passage, start: int, marker: int) -> int:
    """Where the clause of a marker begins: behind ", and" if there was a verb before it, or at a pronoun."""
    for at in range(marker - 1, start, -1):
        if sentence.runs[at] == sentence.runs[at - 1]:
            continue
        joins = sentence.terms[at] in _grammar("joining")
        if joins and not _verbs().isdisjoint(sentence.terms[start:at]):
            return at + 1
        if sentence.terms[at + joins] in _grammar("pronouns"):
            return at + joins
    return start


def _before(sentence: Passage, begin: int, ends: Collection[str]) -> str:
    """The noun phrase between an index and the first of some words; "parties to the conflict" is one."""
    begin += sentence.terms[begin : begin + 1] in (("for",), ("of",), ("that",))
    for end in range(begin + 1, len(sentence.terms)):
        ahead = sentence.terms[end + 1 : end + 2]
        if sentence.terms[end] in ends and _grammar("articles").isdisjoint(ahead):
            return _noun_phrase(sentence, begin, end)
    return ""


def _owner(sentence: Passage, noun: int, after: int) -> str:
    """Whose commitment it is: "Norrland's commitment", "the commitment of Norrland to"."""
    if sentence.terms[after - 1] == "of" and "to" in sentence.terms[after:]:
        return _noun_phrase(sentence, after, sentence.terms.index("to", after))
    owner = sentence.printed(noun - 1, noun)
    if noun and re.search(r"['’]s?$", owner):
        begin = next((i + 1 for i in range(noun - 1, -1, -1) if sentence.terms[i] in _saying()), 0)
        return re.sub(r"['’]s?$", "", sentence.printed(begin, noun))
    return ""


def _noun_phrase(sentence: Passage, start: int, end: int) -> str:
    """What stands between two indices, without a relative clause, an inserted phrase, verbs and adverbs."""
    terms = sentence.terms
    for at in range(start + 1, end):
        inserted = sentence.runs[at] > sentence.runs[at - 1] and terms[at] in _grammar("inserted")
        verb = terms[at] in _verbs() and terms[at - 1] not in _grammar("articles")
        if inserted or verb or terms[at] in _grammar("relative"):
            end = at
            break
    while end > start and (terms[end - 1] in _grammar("beside_verbs") or _ADVERB.fullmatch(terms[end - 1])):
        end -= 1
    return "" if _grammar("articles").issuperset(terms[start:end]) else sentence.printed(start, end)


# --- modal verbs ----------------------------------------------------------------------------------


def modals_in(sentence: Passage, side: str) -> list[tuple[str, str]]:
    """Every modal verb outside quotations of titles, with its sense."""
    verbs = forms(table("stance")["modals"]["verbs"])
    return [
        (sentence.printed(at, at + 1), _sense(sentence, at, side))
        for at, term in enumerate(sentence.terms)
        if term in verbs
    ]


def _sense(sentence: Passage, at: int, side: str) -> str:
    rules = table("stance")["modals"]
    term, behind = sentence.terms[at], sentence.terms[at + 1 : at + 1 + _NEAR]
    for sense, listed in rules["senses"].items():
        if term in forms(listed) or " ".join([term, *behind[:1]]) in forms(listed):
            return sense
    if term == "would":
        return "PREDICTED"
    # Belief is worded before the modal, will behind it.
    window = [*sentence.terms[:at], *behind]
    if _has(rules["will"]["PREDICTED"], window):
        return "PREDICTED"
    if side in ("OWN", "BOTH", "THIRD") and _has(rules["will"]["INTENDED"], behind):
        return "INTENDED"
    return "SCHEDULED"


def _has(listed: str, window: Sequence[str]) -> bool:
    joined = f" {' '.join(window)} "
    return any(f" {entry} " in joined for entry in forms(listed))


# --- positions ------------------------------------------------------------------------------------


def positions_in(sentence: Passage) -> list[tuple[str, str, str]]:
    """Marker, position and target of every support, opposition and accusation worded as such."""
    found = []
    for at, size, entry in _position_markers().find(sentence.terms, sentence.runs):
        position = _position_owner()[entry]
        if position == "ACCUSE" and any(held == "OPPOSE" for _, held, _ in found):
            continue  # what is opposed is not accused as well
        marker = sentence.printed(at, at + size)
        backward = entry in forms(table("stance")["backward"]["words"])
        target = _doer(sentence, at, position) if backward else _target(sentence, at + size)
        if position and target:
            found.append((marker, position, target))
    return found


def _doer(sentence: Passage, at: int, position: str) -> str:
    """Whoever stands in front of a marker: what is unacceptable or will fail, who did the bad deed."""
    asked = main_act(sentence)[1] if position == "ACCUSE" else ""
    return asked or _noun_phrase(sentence, _after_frame(sentence), at)


def _target(sentence: Passage, start: int) -> str:
    """The words behind a marker, to the next comma, semicolon or full stop; quotations are no end."""
    if start >= len(sentence.places):
        return ""
    begin = start + (sentence.terms[start] in ("for", "of", "to", "with"))
    end = begin
    while end < len(sentence.places):
        gap = sentence.text[sentence.places[end - 1][1] : sentence.places[end][0]] if end > begin else " "
        if any(mark in gap for mark in ",;:"):
            break
        if sentence.terms[end] == "and" and _position_soon(sentence, end + 1):
            break
        end += 1
    return sentence.printed(begin, end)


def _position_soon(sentence: Passage, at: int) -> bool:
    return any(
        _position_markers().at(i, sentence.terms, sentence.runs)[1]
        for i in range(at, min(at + 2, len(sentence.terms)))
    )


# --- lists ----------------------------------------------------------------------------------------


@cache
def forms(listed: str) -> frozenset[str]:
    """The entries of a list, in lower case like the terms of a passage."""
    return frozenset(entries(listed.lower()))


@cache
def _grammar(part: str) -> frozenset[str]:
    return forms(table("stance")["grammar"][part])


@cache
def _leads_in() -> frozenset[str]:
    return _grammar("leads_in").union(table("people")["lead_in"]) - {"both", "there"}


@cache
def _phrases(name: str) -> Phrases:
    return Phrases(forms(table("stance")[name]["words"]))


@cache
def _act_owner() -> dict[str, str]:
    """The act of each marker; a deed with "will" or "would" is a commitment, also with a word between."""
    deeds = [entry for listed in table("stance")["deeds"].values() for entry in forms(listed)]
    willed = [f"{will} {deed}" for will in ("will", "will *", "would", "would *") for deed in deeds]
    return dict.fromkeys(willed, "COMMIT") | {
        entry: act for act, listed in table("stance")["markers"].items() for entry in forms(listed)
    }


@cache
def _frames() -> Phrases:
    """Verbs that report a clause behind "that"."""
    verbs = table("verbs")
    forms = [form for kind in ("say", "talk", "act") for listed in verbs[kind].values() for form in listed]
    return Phrases(form.removesuffix(" that") for form in forms if "..." not in form)


@cache
def _saying() -> frozenset[str]:
    """Past forms of the verbs of readouts; those in -s are too often nouns ("Member States")."""
    listed = [
        form.split()[0] for kind in table("verbs").values() for forms in kind.values() for form in forms
    ]
    return frozenset(form for form in listed if not form.endswith("s"))


@cache
def _verbs() -> frozenset[str]:
    """What ends a noun phrase."""
    return _grammar("auxiliaries") | _saying()


@cache
def _act_markers() -> Phrases:
    return Phrases(_act_owner())


@cache
def _position_owner() -> dict[str, str]:
    """The position of each marker; ``""`` for what only looks like one ("support staff")."""
    lists = {"": "no_position", "SUPPORT": "support", "OPPOSE": "oppose", "ACCUSE": "accuse"}
    return {
        entry: position for position, name in lists.items() for entry in forms(table("stance")[name]["words"])
    }


@cache
def _position_markers() -> Phrases:
    return Phrases(_position_owner())


@cache
def subject_lists() -> dict[str, Phrases]:
    """Subjects that belong to a side by how they are worded ("the two sides"), by the side; "WE" is one."""
    return {side: Phrases(forms(listed)) for side, listed in table("stance")["subjects"].items()}
