"""Stance: who must, who will, who opposes, by hand codes where a reader made them, else by rule.

Hand codes and the rule-based coder give the same three tables: the acts of each sentence with their
subjects, the modal verbs with their senses, and the positions taken with holder and target.
"""

import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as package_files
from itertools import product
from pathlib import Path

import pandas as pd
from scipy.stats import binomtest

from readout.document import JOINT, UNNAMED, Readout
from readout.measures import codes, sentiment, terms
from readout.reading.files import MAIN
from readout.resources import table
from readout.statistics import circular_shift
from readout.text import words
from readout.text.phrases import Passage, Phrases, entries, passage

#: Acts, in the order of tables.
ACTS = ("ASSERT", "EXPRESS", "COMMIT", "DIRECT", "BARE")
#: Sides that a subject can belong to.
SIDES = ("OWN", "BOTH", "OTHER", "THIRD", "NONE")
#: Senses of modal verbs, in the order of tables.
SENSES = ("OBLIGED", "INTENDED", "WISHED", "SCHEDULED", "PREDICTED", "ABLE")
#: Positions, in the order of tables.
POSITIONS = ("SUPPORT", "OPPOSE", "ACCUSE")
#: How a sentence without a subject is read: as it is printed, or as a continuation of the one before it.
READINGS = ("printed", "continued")
#: Columns of a sheet of stance.
SHEET = ["place", "kind", "text", "code", "subject", "side", "target", "reading", "note"]
_A_KIND = {"act": "an act", "modal": "a modal", "position": "a position"}
_CODES = {"act": ACTS, "modal": SENSES, "position": POSITIONS}
# Letters that a state's name and its adjective must share from the start (Russia, Russian).
_STEM = 4
_WORD = re.compile(r"[^\W\d_]+")
_ADVERB = re.compile(r"(?!assembly|family|supply|ally|italy|july)\w+ly")
_VERB_OR_ADVERB = re.compile(rf"\w+ed|{_ADVERB.pattern}")
_QUOTED = re.compile(r'"[^"\n]{1,200}"|“[^”\n]{1,200}”')
_PRONOUNS = frozenset({"he", "she", "his", "her"})
_LONGEST_SUBJECT = 24
_NEAR = 4
# So many words a relative clause may stand behind the beginning of a subject ("all those who").
_LONGEST_ANTECEDENT = 3
# So many words can be told something before "that" ("made clear to President Odum that").
_REACH_OF_THAT = 5


@dataclass(frozen=True)
class Coded:
    """The stance of a readout.

    Attributes:
        source: ``"hand codes"`` or ``"rules"``.
        acts: One row an act, a sentence's main act first. Columns ``sentence``, ``place``, ``speaker``,
            ``text``, ``act``, ``subject`` (as printed), ``side``, ``reading`` (of a sentence without a
            subject: act and side it continues, such as ``"COMMIT OWN"``), ``rank``, ``words`` (of the
            sentence, rule A).
        modals: One row a modal verb. Columns ``sentence``, ``place``, ``speaker``, ``modal``, ``sense``,
            ``subject``, ``side``.
        positions: One row a support or opposition. Columns ``sentence``, ``place``, ``speaker``, ``marker``,
            ``position``, ``holder``, ``side``, ``target``.
    """

    source: str
    acts: pd.DataFrame
    modals: pd.DataFrame
    positions: pd.DataFrame


_ACTS = ["sentence", "place", "speaker", "text", "act", "subject", "side", "reading", "rank", "words"]
_MODALS = ["sentence", "place", "speaker", "modal", "sense", "subject", "side"]
_POSITIONS = ["sentence", "place", "speaker", "marker", "position", "holder", "side", "target"]


def best_coding(readout: Readout) -> Coded:
    """The coding to rest counts on: by hand where the readout has a sheet in ``seeds/``, else by rule."""
    return by_hand(readout) or by_rule(readout)


# --- by hand --------------------------------------------------------------------------------------


def by_hand(readout: Readout, path: str | Path | None = None) -> Coded | None:
    """Read the hand codes of stance.

    Args:
        readout: The readout they belong to.
        path: The sheet; default ``<name>.stance.csv`` beside the text, and ``None`` where there is none.

    Raises:
        ReadoutError: If a place, a text or a code does not fit.
    """
    found = codes.read_sentences(
        readout,
        "stance",
        SHEET,
        path,
        code="code",
        whole=lambda rows: ~rows["kind"].isin(["modal", "position"]),
        once=False,
    )
    if found is None:
        return None
    for row in found.itertuples():
        codes.one_of(row.kind, tuple(_CODES), row.where, "kind of row")
        codes.one_of(row.code, _CODES[row.kind], row.where, f"code of {_A_KIND[row.kind]}")
        codes.one_of(row.side, SIDES, row.where, "side")
    found["speaker"] = found["sentence"].map(readout.body.set_index("sentence")["speaker"])
    acts = found[found["kind"] == "act"].rename(columns={"code": "act"})
    sizes = readout.tokens.groupby("sentence").size()
    acts = acts.assign(
        rank=acts.groupby("sentence").cumcount() + 1,
        words=acts["sentence"].map(sizes).fillna(0).astype(int),
    )
    modals = found[found["kind"] == "modal"].rename(columns={"text": "modal", "code": "sense"})
    positions = found[found["kind"] == "position"].rename(
        columns={"text": "marker", "code": "position", "subject": "holder"}
    )
    return Coded(
        "hand codes",
        acts[_ACTS].reset_index(drop=True),
        modals[_MODALS].reset_index(drop=True),
        positions[_POSITIONS].reset_index(drop=True),
    )


# --- by rule --------------------------------------------------------------------------------------


def by_rule(readout: Readout) -> Coded:
    """Code stance by the word lists of ``data/stance.toml``."""
    states = parties(readout)
    acts, modals, positions = [], [], []
    before = ("", "", 0, "")
    for s in readout.body.itertuples():
        sentence = passage(readout.text[max(s.frame_end, s.start) : s.end])
        here = (s.sentence, readout.places[s.sentence], s.speaker)
        frame = readout.text[s.start : max(s.frame_end, s.start)]
        act, subject = _act(passage(readout.text[s.start : s.end]), len(passage(frame).terms))
        side = _side(subject, act, s.speaker, states)
        if act == "EXPRESS" and side == "OTHER":  # somebody's thanks that are told are no thanks given
            act = "ASSERT"
        same = before[2:] == (s.paragraph, s.speaker)
        reading = f"{before[0]} {before[1]}".strip() if act == "BARE" and same else ""
        size = words.count(s.text)
        acts.append((*here, s.text, act, subject, side, reading, 1, size))
        modals += [(*here, modal, sense, subject, side) for modal, sense in _modals(sentence, side)]
        positions += [
            (*here, marker_, position, subject, side, target)
            for marker_, position, target in _positions(sentence)
        ]
        kept = reading.split() if reading else [act, side]
        before = (*kept[:2], s.paragraph, s.speaker) if len(kept) == 2 else ("", "", 0, "")
    return Coded(
        "rules",
        pd.DataFrame(acts, columns=_ACTS),
        pd.DataFrame(modals, columns=_MODALS),
        pd.DataFrame(positions, columns=_POSITIONS),
    )


def act_of(text: str) -> str:
    """The main act of one sentence, by rule; a reporting clause in front is looked through.

    Example:
        >>> act_of("The two sides should expand trade."), act_of("Meridia is willing to help.")
        ('DIRECT', 'COMMIT')
        >>> act_of("She said that Meridia would send tents."), act_of("Strengthen exchanges.")
        ('COMMIT', 'BARE')
    """
    return _act(passage(text))[0]


def subject_of(text: str) -> str:
    """Who acts, must act or is asked to in one sentence, by rule: a noun phrase as printed, or ``""``.

    Example:
        >>> subject_of("The President urged all parties to protect civilians.")
        'all parties'
        >>> subject_of("She underscored Norrland's commitment to peace.")
        'Norrland'
    """
    return _act(passage(text))[1]


def positions_of(text: str) -> list[str]:
    """The positions that one sentence words, by rule, in the order printed.

    Example:
        >>> positions_of("Norrland backs the plan and condemned the strike.")
        ['SUPPORT', 'OPPOSE']
    """
    return [position for _, position, _ in _positions(passage(text))]


def _act(sentence: Passage, since: int = 0) -> tuple[str, str]:
    """Act and subject of a sentence whose first words, up to an index, are its reporting clause."""
    since = max(since, _after_frame(sentence))
    if since >= len(sentence.terms):
        return "ASSERT", ""
    clause = not since or sentence.terms[since - 1] in {"that", *_grammar("said")}
    if clause and _is_bare(sentence, since):
        return "BARE", ""
    start = _after_lead_in(sentence, since) if clause else since
    end = next(
        (
            at
            for at, _, word in _phrases("subordinate").find(sentence.terms, sentence.runs)
            if at > start + (_LONGEST_ANTECEDENT if word in _grammar("relative") else 0)
        ),
        len(sentence.terms),
    )
    # A reporting verb without "that" can be the act ("announced a loan"), its subject the act's.
    first, begin = (start, start) if clause else (since - 1, _after_lead_in(sentence))
    for at, size, entry in _act_markers().find(sentence.terms, sentence.runs):
        if first <= at < end:
            return _act_owner()[entry], _subject(sentence, begin, at, at + size, entry)
    return "ASSERT", _noun_phrase(sentence, start, _first_verb(sentence, start))


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
    at = since + int(sentence.terms[since] in _forms(bare["adverbs"]))
    return len(sentence.terms) > at and sentence.terms[at] in _forms(bare["verbs"])


def _first_verb(sentence: Passage, start: int) -> int:
    """Index of what is probably the main verb: behind a listed subject, or an auxiliary, or a word in -ed."""
    for subjects in _subject_lists().values():
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
    if entry in _forms(kinds["nobody"]):
        return ""
    if entry in _forms(kinds["asked"]):
        return _before(sentence, after, ("to", "not"))
    if entry in _forms(kinds["required"]):
        return _before(sentence, after, ("to", "be", *_grammar("auxiliaries")))
    if entry in _forms(kinds["held"]):
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


def _side(subject: str, act: str, speaker: str, states: Mapping[str, set[str]]) -> str:
    if act == "BARE" or not subject:
        return "NONE"
    found = passage(subject)
    for side, subjects in _subject_lists().items():
        if any(subjects.find(found.terms, found.runs)):
            if side == "WE":
                return "BOTH" if act == "DIRECT" else "OWN"
            return "THIRD" if speaker in UNNAMED and side != "BOTH" else side
    said = f" {' '.join(part for term in found.terms for part in re.split(r'[-–]', term))} "
    named = {who for who, names in states.items() if any(f" {name} " in said for name in names)}
    if found.terms[0] in _PRONOUNS or (not named and not _PRONOUNS.isdisjoint(found.terms)):
        named = {speaker}  # a passage reports its own voice as "he"
    if len(named) > 1:
        return "BOTH"
    if not named or speaker in UNNAMED:
        return "THIRD"
    return "OWN" if named == {speaker} else "OTHER"


def own_states(readout: Readout) -> dict[str, set[str]]:
    """The names of each person's state: every capitalised word of the text that begins as the state does.

    Example:
        >>> from readout.document import load
        >>> {who: sorted(names) for who, names in own_states(load("xi-putin-2021-12-15")).items()}
        {'Xi Jinping': ['china', 'chinese'], 'Vladimir Putin': ['russia', 'russian']}
    """
    return _state_names(readout, readout.speakers)


def _state_names(readout: Readout, people: Sequence[str]) -> dict[str, set[str]]:
    capitals = {w.lower() for w in _WORD.findall(readout.text) if w[0].isupper()}
    states = dict(zip(readout.people["name"], readout.people["state"], strict=True))
    stems = {
        who: {w.lower()[:_STEM] for w in _WORD.findall(states.get(who, "")) if len(w) >= _STEM}
        for who in people
    }
    return {who: {w for w in capitals if w[:_STEM] in begins} for who, begins in stems.items()}


def parties(readout: Readout) -> dict[str, set[str]]:
    """Whose sides a sentence can be about: the names of each person's state, and what the person is called.

    All speakers, then whoever is only addressed, one a state.

    Example:
        >>> from readout.document import parse
        >>> call = parse("President Ana Sol met Prime Minister Bo Lund of Norr. Sol said that Norr pays.")
        >>> {who: sorted(names) for who, names in parties(call).items()}
        {'Ana Sol': ['ana', 'president', 'sol'], 'Bo Lund': ['bo', 'lund', 'norr', 'prime minister']}
    """
    addressed = readout.people.loc[readout.people["side"] == "counterpart", "name"]
    names = _state_names(readout, list(dict.fromkeys([*readout.speakers, *addressed])))
    found: dict[str, set[str]] = {}
    for who, states in names.items():
        if who in readout.speakers or (states and states.isdisjoint(set().union(*found.values()))):
            found[who] = states
    return {who: states | _called(readout, who, found) for who, states in found.items()}


def _called(readout: Readout, who: str, people: Iterable[str]) -> set[str]:
    """The words of a person's name, and the titles that none of the other people has."""
    listed = dict(zip(readout.people["name"], readout.people["titles"].str.split("; "), strict=True))
    others = {title for name in people if name != who for title in listed.get(name, [])}
    return {w.lower() for w in _WORD.findall(who)} | (set(listed.get(who, [])) - others - {""})


def _modals(sentence: Passage, side: str) -> list[tuple[str, str]]:
    """Every modal verb outside quotations of titles, with its sense."""
    verbs = _forms(table("stance")["modals"]["verbs"])
    return [
        (sentence.printed(at, at + 1), _sense(sentence, at, side))
        for at, term in enumerate(sentence.terms)
        if term in verbs
    ]


def _sense(sentence: Passage, at: int, side: str) -> str:
    rules = table("stance")["modals"]
    term, behind = sentence.terms[at], sentence.terms[at + 1 : at + 1 + _NEAR]
    for sense, listed in rules["senses"].items():
        if term in _forms(listed) or " ".join([term, *behind[:1]]) in _forms(listed):
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
    return any(f" {entry} " in joined for entry in _forms(listed))


def _positions(sentence: Passage) -> list[tuple[str, str, str]]:
    """Marker, position and target of every support, opposition and accusation worded as such."""
    found = []
    for at, size, entry in _position_markers().find(sentence.terms, sentence.runs):
        position = _position_owner()[entry]
        if position == "ACCUSE" and any(held == "OPPOSE" for _, held, _ in found):
            continue  # what is opposed is not accused as well
        marker = sentence.printed(at, at + size)
        backward = entry in _forms(table("stance")["backward"]["words"])
        target = _doer(sentence, at, position) if backward else _target(sentence, at + size)
        if position and target:
            found.append((marker, position, target))
    return found


def _doer(sentence: Passage, at: int, position: str) -> str:
    """Whoever stands in front of a marker: what is unacceptable or will fail, who did the bad deed."""
    asked = _act(sentence)[1] if position == "ACCUSE" else ""
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


@cache
def _forms(listed: str) -> frozenset[str]:
    """The entries of a list, in lower case like the terms of a passage."""
    return frozenset(entries(listed.lower()))


@cache
def _grammar(part: str) -> frozenset[str]:
    return _forms(table("stance")["grammar"][part])


@cache
def _leads_in() -> frozenset[str]:
    return _grammar("leads_in").union(table("people")["lead_in"]) - {"both", "there"}


@cache
def _phrases(name: str) -> Phrases:
    return Phrases(_forms(table("stance")[name]["words"]))


@cache
def _intensity_markers() -> dict[str, Phrases]:
    """Each marker by itself, so that no longer one hides it."""
    return {entry: Phrases([entry]) for entry in sorted(_forms(table("stance")["intensity"]["words"]))}


@cache
def _act_owner() -> dict[str, str]:
    """The act of each marker; a deed with "will" or "would" is a commitment, also with a word between."""
    deeds = [entry for listed in table("stance")["deeds"].values() for entry in _forms(listed)]
    willed = [f"{will} {deed}" for will in ("will", "will *", "would", "would *") for deed in deeds]
    return dict.fromkeys(willed, "COMMIT") | {
        entry: act for act, listed in table("stance")["markers"].items() for entry in _forms(listed)
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
        entry: position
        for position, name in lists.items()
        for entry in _forms(table("stance")[name]["words"])
    }


@cache
def _position_markers() -> Phrases:
    return Phrases(_position_owner())


@cache
def _subject_lists() -> dict[str, Phrases]:
    return {side: Phrases(_forms(listed)) for side, listed in table("stance")["subjects"].items()}


# --- counts ---------------------------------------------------------------------------------------


def scheme(part: str) -> pd.DataFrame:
    """The codes of ``acts``, ``senses`` or ``positions``: columns ``code``, ``title``, ``definition``."""
    rows = [(code, entry["title"], entry["definition"]) for code, entry in table("stance")[part].items()]
    return pd.DataFrame(rows, columns=["code", "title", "definition"])


def rules() -> pd.DataFrame:
    """The rules of coding stance by hand, numbered."""
    return codes.numbered(table("stance")["rules"])


def continued(acts: pd.DataFrame) -> pd.DataFrame:
    """The acts with sentences without a subject read as continuations of the ones before them."""
    second = acts["reading"].str.split(expand=False)
    known = second.map(len) == 2  # act and side
    return acts.assign(
        act=acts["act"].where(~known, second.str[0]), side=acts["side"].where(~known, second.str[1])
    )


def demands(readout: Readout, coded: Coded) -> pd.DataFrame:
    """Demands and commitments of each person by whom they fall on, under both readings.

    A sentence that demands and commits counts once for each. Under the reading ``printed`` a sentence
    without a subject counts as a demand on nobody named: its form is imperative.

    Returns:
        One row a person, act (``DIRECT``, ``COMMIT``), side and reading that occurs. Columns ``speaker``,
        ``act``, ``side``, ``reading``, ``sentences``, ``per_1000`` (words of the person's coded
        sentences, frames left out), ``places`` (tuple).
    """
    sizes = _words(readout, coded)
    rows = []
    for reading in READINGS:
        acts = continued(coded.acts) if reading == "continued" else coded.acts
        acts = acts.assign(act=acts["act"].replace("BARE", "DIRECT"))
        kept = acts[acts["act"].isin(["DIRECT", "COMMIT"]) & acts["speaker"].isin(readout.speakers)]
        kept = kept.drop_duplicates(["sentence", "act"])
        for speaker in readout.speakers:
            for act in ("DIRECT", "COMMIT"):
                mine = kept[(kept["speaker"] == speaker) & (kept["act"] == act)]
                for side in SIDES:
                    places = tuple(mine.loc[mine["side"] == side, "place"])
                    if places:
                        rate = 1000 * len(places) / sizes[speaker]
                        rows.append((speaker, act, side, reading, len(places), rate, places))
    columns = ["speaker", "act", "side", "reading", "sentences", "per_1000", "places"]
    return pd.DataFrame(rows, columns=columns)


def _words(readout: Readout, coded: Coded) -> pd.Series:
    """Words of each voice in the sentences that were coded, frames left out."""
    tokens = readout.tokens[~readout.tokens["frame"]]
    return tokens[tokens["sentence"].isin(coded.acts["sentence"])].groupby("speaker").size()


#: How many demands and commitments there are: with a subject printed, with sentences without one held to be
#: demands, and with these read as continuing the sentence before.
WAYS = ("subjects printed", "subjectless as demands", "subjectless continued")


def totals(demands_: pd.DataFrame, speakers: Sequence[str]) -> pd.DataFrame:
    """Demands and commitments of each person, under each reading of sentences without a subject.

    Args:
        demands_: From :func:`demands`.
        speakers: The people, with a demand or commitment or without.

    Returns:
        One row a way of counting (:data:`WAYS`) and person. Columns ``way``, ``speaker``, ``DIRECT``,
        ``COMMIT`` (sentences).

    Example:
        >>> from readout.document import load
        >>> main = load("xi-putin-2021-12-15")
        >>> found = totals(demands(main, by_hand(main)), main.speakers[:1])
        >>> found.set_index("way")[["DIRECT", "COMMIT"]].to_numpy().tolist()
        [[12, 10], [14, 10], [13, 11]]
    """
    rows = []
    for way in WAYS:
        kept = demands_[demands_["reading"] == READINGS[way == WAYS[2]]]
        kept = kept[kept["side"] != "NONE"] if way == WAYS[0] else kept
        for speaker in speakers:
            mine = kept[kept["speaker"] == speaker].groupby("act")["sentences"].sum()
            rows.append((way, speaker, int(mine.get("DIRECT", 0)), int(mine.get("COMMIT", 0))))
    return pd.DataFrame(rows, columns=["way", "speaker", "DIRECT", "COMMIT"])


def bars(demands_: pd.DataFrame, readout: Readout) -> pd.DataFrame:
    """What a chart of demands and commitments draws, so that its solid bars add up to the counts.

    Args:
        demands_: From :func:`demands`.
        readout: What it was made of.

    Returns:
        One row a person, side and act. Columns ``speaker``, ``side``, ``act``, ``solid`` (sentences with that
        subject printed), ``open`` (sentences without a subject that continue one of these, or that continue
        nothing). Whoever demands anything has a row of demands on ``OTHER``, even if there is none.
    """
    keys = ["speaker", "side", "act", "reading"]
    counts = demands_.set_index(keys)["sentences"].to_dict()
    addressed = len(parties(readout)) > 1
    rows = []
    for speaker, side, act in product(readout.speakers, SIDES, ("COMMIT", "DIRECT")):
        printed, read_on = (counts.get((speaker, side, act, reading), 0) for reading in READINGS)
        solid = printed if side != "NONE" else 0
        demands_none = addressed and (side, act) == ("OTHER", "DIRECT") and _demands(counts, speaker)
        if solid or read_on or demands_none:
            rows.append((speaker, side, act, solid, read_on - solid))
    return pd.DataFrame(rows, columns=["speaker", "side", "act", "solid", "open"])


def _demands(counts: Mapping[tuple[str, str, str, str], int], speaker: str) -> bool:
    return any(counts.get((speaker, side, "DIRECT", "printed")) for side in SIDES if side != "NONE")


def flat(table_: pd.DataFrame) -> pd.DataFrame:
    """A table whose places are lists of a row each, as a CSV file holds them: separated by spaces."""
    return table_.assign(places=table_["places"].map(" ".join))


def senses(coded: Coded, speakers: Sequence[str]) -> pd.DataFrame:
    """Modal verbs by person and sense.

    Returns:
        One row a person, modal (lower case) and sense that occurs. Columns ``speaker``, ``modal``, ``sense``,
        ``hits``, ``places`` (tuple).
    """
    found = coded.modals.assign(modal=coded.modals["modal"].str.lower())
    rows = [
        (speaker, modal, sense, len(hits), tuple(hits["place"]))
        for speaker in speakers
        for sense in SENSES
        for modal, hits in found[(found["speaker"] == speaker) & (found["sense"] == sense)].groupby("modal")
    ]
    return pd.DataFrame(rows, columns=["speaker", "modal", "sense", "hits", "places"])


def sense_rates(readout: Readout, coded: Coded) -> pd.DataFrame:
    """Modal verbs of two people by sense, as a chart draws them.

    Returns:
        One row a sense and person. Columns ``lane`` (the sense and its verbs), ``speaker``, ``hits``,
        ``value`` (per 1,000 words of the person, frames left out). Senses that nobody is given are left out.
    """
    found = senses(coded, readout.speakers[:2])
    sizes = _words(readout, coded)
    rows = []
    for sense, hits in found.groupby("sense", sort=False):
        verbs = ", ".join(sorted(hits["modal"].unique()))
        for speaker in readout.speakers[:2]:
            count = int(hits.loc[hits["speaker"] == speaker, "hits"].sum())
            rows.append((sense, f"{sense.lower()} ({verbs})", speaker, count, 1000 * count / sizes[speaker]))
    table_ = pd.DataFrame(rows, columns=["sense", "lane", "speaker", "hits", "value"])
    order = table_["sense"].map(list(SENSES).index)
    return table_.iloc[order.sort_values(kind="stable").index].drop(columns="sense").reset_index(drop=True)


def intensity(readout: Readout) -> pd.DataFrame:
    """Markers of intensity by person: words of the list in ``data/stance.toml``, frames left out.

    Each marker counts wherever it stands, inside a longer one too: "most firmly" is a "firmly" as well, so
    that the rows do not add up.

    Returns:
        One row a marker that occurs. Column ``marker``, then one a person: hits; most frequent first.
    """
    passages = [
        (s.speaker, passage(readout.text[max(s.frame_end, s.start) : s.end]))
        for s in readout.body[readout.body["speaker"].isin(readout.speakers)].itertuples()
    ]
    rows = []
    for marker, phrase in _intensity_markers().items():
        counts = dict.fromkeys(readout.speakers, 0)
        for speaker, sentence in passages:
            counts[speaker] += sum(1 for _ in phrase.find(sentence.terms, sentence.runs))
        rows.append({"marker": marker, **counts})
    found = pd.DataFrame(rows, columns=["marker", *readout.speakers])
    total = found[list(readout.speakers)].sum(axis=1)
    order = found.assign(total=-total)[total > 0].sort_values(["total", "marker"], ignore_index=True)
    return order.drop(columns="total")


# --- positions ------------------------------------------------------------------------------------


def by_holder(coded: Coded, readout: Readout) -> pd.DataFrame:
    """Positions with the one who holds them, which need not be the one whose passage words them.

    A passage holds what it words for its own side, for both sides, and without a subject. What it words for
    the other side or for others is theirs: reported there, and counted for nobody.

    Returns:
        The positions of people and of both sides together, with the columns ``reported`` (a stance of
        somebody else) and ``held_by``: whose it is, ``""`` where it is not known.
    """
    voices = [*readout.speakers, JOINT]
    found = coded.positions[coded.positions["speaker"].isin(voices)]
    reported = found["side"].isin(["OTHER", "THIRD"]) & (found["speaker"] != JOINT)
    theirs = found["speaker"].map(_other_side(readout)).where(found["side"] == "OTHER", "")
    return found.assign(reported=reported, held_by=found["speaker"].where(~reported, theirs)).reset_index(
        drop=True
    )


def _other_side(readout: Readout) -> dict[str, str]:
    """Who is on the other side of each person, where the text has two sides with names."""
    people = list(parties(readout))
    return dict(zip(people, reversed(people), strict=True)) if len(people) == 2 else dict.fromkeys(people, "")


def held(coded: Coded, readout: Readout) -> pd.DataFrame:
    """How many positions each person's passage holds, and how many of the other side it reports.

    Returns:
        Index the people of ``readout.speakers``, then ``joint``; columns ``OPPOSE``, ``ACCUSE``, ``SUPPORT``
        (held), and ``reported OPPOSE`` and so on (somebody else's, reported in that passage).
    """
    found = by_holder(coded, readout)
    kinds = found["position"].where(~found["reported"], "reported " + found["position"])
    columns = ["OPPOSE", "ACCUSE", "SUPPORT"]
    return (
        pd.crosstab(found["speaker"], kinds)
        .reindex(index=[*readout.speakers, JOINT], columns=[*columns, *(f"reported {c}" for c in columns)])
        .fillna(0)
        .astype(int)
        .rename_axis(index=None, columns=None)
    )


def support_exchange(coded: Coded, readout: Readout) -> pd.DataFrame:
    """Who is reported to support whom: support worded as such, by holder and beneficiary.

    The beneficiary is whose side the target names first: by a state, a person, "each other", "you" or "we".
    A support that names neither side (a region, a body, a principle) has no beneficiary.

    Returns:
        One row a holder and beneficiary, people first. Columns ``holder`` and ``beneficiary`` (a person,
        :data:`~readout.document.JOINT` for both sides, ``""`` for others or unknown), ``stances``,
        ``places`` (tuple).

    Example:
        >>> from readout.document import load
        >>> main = load("xi-putin-2021-12-15")
        >>> found = support_exchange(by_hand(main), main)
        >>> found.loc[found["beneficiary"] != "", ["holder", "beneficiary", "stances"]].to_numpy().tolist()
        [['Xi Jinping', 'Vladimir Putin', 1], ['Vladimir Putin', 'Xi Jinping', 4], ['joint', 'joint', 1]]
    """
    found = by_holder(coded, readout)
    found = found[found["position"] == "SUPPORT"]
    holders = found["held_by"].mask(found["side"] == "BOTH", JOINT)
    sides, other = parties(readout), _other_side(readout)
    served = [_served(row.target, row.speaker, sides, other) for row in found.itertuples()]
    counts = found.assign(holder=holders, beneficiary=served).groupby(["holder", "beneficiary"])["place"]
    rows = [(*who, len(places), tuple(places)) for who, places in counts]
    order = [*sides, JOINT, ""]
    rows.sort(key=lambda row: (order.index(row[0]), order.index(row[1])))
    return pd.DataFrame(rows, columns=["holder", "beneficiary", "stances", "places"])


def _served(target: str, speaker: str, sides: Mapping[str, set[str]], other: Mapping[str, str]) -> str:
    """The side that a target names first."""
    terms = [part for term in passage(target).terms for part in re.split(r"[-–]", term)]
    own, both = _forms("i, my, we, our, us"), {"each", "mutual", "both"}
    for term in terms:
        named = [who for who, names in sides.items() if term in names]
        if named or term in both or term in own or term in {"you", "your"}:
            return (
                named[0]
                if named
                else JOINT
                if term in both
                else speaker
                if term in own
                else other.get(speaker, "")
            )
    return ""


#: A quotation of at least so many content words can be recognised, by at least this share of them.
LONG_ENOUGH, ENOUGH_OF_IT = 4, 0.5


def returning_quotations(readout: Readout) -> pd.DataFrame:
    """What one person is given in quotation marks, found again in what another is given.

    A passage that quotes the other side can be held against that side's own passage. Compared are the words
    that are no stop words; marks are not needed the second time, and the wording may have changed.

    Returns:
        One row a quotation of at least :data:`LONG_ENOUGH` content words of which one sentence of another
        person holds at least :data:`ENOUGH_OF_IT`: the sentence that holds most, the first of several.
        Columns ``place``, ``speaker``, ``text``, ``returns_in`` (place), ``given_to``, ``words`` (those that
        return, tuple in the order of the quotation), ``of`` (content words of the quotation).

    Example:
        >>> from readout.document import load
        >>> found = returning_quotations(load("xi-putin-2021-12-15"))
        >>> found[["place", "returns_in", "words", "of"]].to_numpy().tolist()
        [['4.2', '18.1', ('model', '21st', 'century'), 5]]
    """
    content = readout.tokens[readout.tokens["body"] & ~readout.tokens["stop"]]
    held_ = content.groupby("sentence")["term"].agg(set)
    people = readout.body[readout.body["speaker"].isin(readout.speakers)]
    rows = []
    for s in people.itertuples():
        for quoted in _QUOTED.finditer(s.text):
            begin, end = s.start + quoted.start(), s.start + quoted.end()
            inside = content[(content["start"] >= begin) & (content["end"] <= end)]
            terms_ = list(dict.fromkeys(inside["term"]))
            others = people.loc[people["speaker"] != s.speaker, "sentence"]
            shared = {at: [t for t in terms_ if t in held_.get(at, ())] for at in others}
            best = max(shared, key=lambda at, found=shared: len(found[at]), default=None)
            if len(terms_) >= LONG_ENOUGH and best and len(shared[best]) >= ENOUGH_OF_IT * len(terms_):
                whose = people.set_index("sentence").loc[best, "speaker"]
                words_ = tuple(shared[best])
                here = readout.places[s.sentence], s.speaker, quoted[0][1:-1]
                rows.append((*here, readout.places[best], whose, words_, len(terms_)))
    columns = ["place", "speaker", "text", "returns_in", "given_to", "words", "of"]
    return pd.DataFrame(rows, columns=columns)


# --- against chance -------------------------------------------------------------------------------

#: How opposition can be counted: what a passage holds, all that it words, or the verb to oppose alone.
OPPOSITION = ("held", "worded", "verb oppose")


def against_chance(readout: Readout, coded: Coded) -> pd.DataFrame:
    """Whether what one of two people is given more of could be any stretch of the text.

    Sentences of one paragraph are no independent cases; so the passage of the second person is moved round
    the two people's sentences (:func:`readout.statistics.circular_shift`).

    Returns:
        One row an act (``DIRECT``, ``COMMIT``) and one each way of counting opposition (``OPPOSE``; see
        :data:`OPPOSITION`). Columns ``what``, ``counted``, ``first``, ``second`` (sentences), ``of_first``,
        ``of_second`` (sentences that were coded), ``p``, ``enough`` (on both sides at least
        :data:`readout.measures.terms.FEW`, or on the smaller one as many to be expected if there were no
        difference), ``rank`` and ``paragraphs``: the place of the second person's paragraph among all by
        its rate, ties counted in its favour; missing where that person has several. Empty without two
        people.
    """
    columns = ["what", "counted", "first", "second", "of_first", "of_second", "p", "enough"]
    columns += ["rank", "paragraphs"]
    pair = readout.speakers[:2]
    if len(pair) < 2:
        return pd.DataFrame(columns=columns)
    body = readout.body[readout.body["speaker"].isin(pair)]
    body = body[body["sentence"].isin(coded.acts["sentence"])]
    second = (body["speaker"] == pair[1]).to_numpy()
    asked = [("DIRECT", ""), ("COMMIT", ""), *(("OPPOSE", how) for how in OPPOSITION)]
    rows = []
    for what, how in asked:
        hit = body["sentence"].isin(_sentences_that(coded, readout, what, how)).to_numpy()
        counts = int(hit[~second].sum()), int(hit[second].sum())
        sizes = int((~second).sum()), int(second.sum())
        expected = sum(counts) * min(sizes) / sum(sizes)
        enough = min(counts) >= terms.FEW or expected >= terms.FEW
        rank = _rank(body.assign(hit=hit), pair[1])
        rows.append((what, how, *counts, *sizes, circular_shift(hit, second), enough, *rank))
    return pd.DataFrame(rows, columns=columns)


def _sentences_that(coded: Coded, readout: Readout, what: str, how: str = "held") -> set[int]:
    if what in ACTS:
        kept = coded.acts[(coded.acts["act"] == what) & (coded.acts["side"] != "NONE")]
        return set(kept["sentence"])
    found = by_holder(coded, readout)
    found = found[found["position"] == what]
    if how == "verb oppose":
        found = found[found["marker"].str.lower().str.startswith("oppos")]
    return set(found.loc[~found["reported"] | (how != "held"), "sentence"])


def _rank(sentences: pd.DataFrame, speaker: str) -> tuple[float, int]:
    """The rank of a person's only paragraph by its share of hits, and how many paragraphs there are."""
    rates = sentences.groupby("paragraph")["hit"].mean()
    mine = sentences.loc[sentences["speaker"] == speaker, "paragraph"].unique()
    return (int((rates > rates[mine[0]]).sum()) + 1 if len(mine) == 1 else float("nan")), len(rates)


# --- validity -------------------------------------------------------------------------------------


def validity(readout: Readout) -> pd.DataFrame:
    """How far coders agree: two readers on this readout, then the rules with a reader.

    Returns:
        One row a question. Columns ``question``, ``cases``, ``agreed``, ``low`` and ``high`` (95 % limits of
        the share agreed, Wilson 1927; missing where the cases found differ), ``kappa`` (Cohen's, likewise),
        ``precision``, ``recall`` (missing for codes of given cases), ``in_sample``: the rules were written
        with these cases in view, so that agreement on them is no test. With hand codes the readout's main
        acts (by a second reader too, where there is one), their sides, senses of modals and positions; always
        the main acts of each set of the invented sentences.
    """
    rows = []
    hand = by_hand(readout)
    if hand:
        seen = readout.name == MAIN
        rows += [(*row, False) for row in _two_readers(readout, hand)]
        rows += [(*row, seen) for row in _rules_here(hand, by_rule(readout))]
    for name, given in invented().groupby("set", sort=False):
        found = given["text"].map(act_of)
        question = f"main act, invented sentences ({name})"
        rows.append((question, *_agreed(given["act"], found), "locked" not in name))
    columns = ["question", "cases", "agreed", "low", "high", "kappa", "precision", "recall", "in_sample"]
    return pd.DataFrame(rows, columns=columns)


def _two_readers(readout: Readout, hand: Coded) -> Iterator[tuple]:
    second = sentiment.second_codes(readout)
    if second is not None:
        both = _main_acts(hand).merge(second[["place", "act"]], on="place", suffixes=("", "_second"))
        yield "main act, two readers of this readout", *_agreed(both["act"], both["act_second"])


def _rules_here(hand: Coded, rule: Coded) -> Iterator[tuple]:
    """The rules against the reader, on the sentences that the reader has coded."""
    first = _main_acts(hand).set_index("sentence")
    second = _main_acts(rule).set_index("sentence").reindex(first.index)
    for what, column in (("main act", "act"), ("side of the subject", "side")):
        yield f"{what}, this readout", *_agreed(first[column], second[column])
    coded = set(first.index)
    modals = [each.modals[each.modals["sentence"].isin(coded)] for each in (hand, rule)]
    if modals[0]["modal"].tolist() == modals[1]["modal"].tolist():
        yield "sense of a modal, this readout", *_agreed(modals[0]["sense"], modals[1]["sense"])
    here = rule.positions[rule.positions["sentence"].isin(coded)]
    yield "support or opposition, this readout", *_found(hand.positions, here)


def _main_acts(coded: Coded) -> pd.DataFrame:
    return coded.acts[coded.acts["rank"] == 1]


@cache
def invented() -> pd.DataFrame:
    """The invented sentences that have an act: ``set``, ``manner``, ``text``, ``act``.

    Those of :func:`readout.measures.sentiment.invented`, and those of ``data/manners.csv`` where there is
    one, whose sets are called after them ("manners, locked").
    """
    found = sentiment.invented()
    path = package_files("readout").joinpath("data", "manners.csv")
    if path.is_file():
        manners = pd.read_csv(io.StringIO(path.read_text("utf-8")), keep_default_na=False)
        found = pd.concat([found, manners.assign(set="manners, " + manners["set"])], ignore_index=True)
    return found[["set", "manner", "text", "act"]]


@cache
def locked() -> pd.DataFrame:
    """What the rules find in the locked invented sentences, which no word list was written for.

    Returns:
        Index the acts and ``all``; columns ``coded`` (by a reader), ``found`` (by rule), ``both``. Accuracy
        is ``both`` by ``coded`` in the row ``all``.
    """
    given = invented()
    given = given[given["set"].str.contains("locked")]
    found = given["text"].map(act_of)
    rows = {
        act: (
            int((given["act"] == act).sum()),
            int((found == act).sum()),
            int(((given["act"] == act) & (found == act)).sum()),
        )
        for act in ACTS
    }
    rows["all"] = (len(given), len(given), int((given["act"] == found).sum()))
    return pd.DataFrame.from_dict(rows, orient="index", columns=["coded", "found", "both"])


def limits_of(hits: int, cases: int) -> tuple[float, float]:
    """95 % limits of a share (Wilson 1927, by SciPy).

    Example:
        >>> [round(limit, 3) for limit in limits_of(98, 120)]
        [0.738, 0.876]
    """
    found = binomtest(hits, cases).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


def _agreed(first: pd.Series, second: pd.Series) -> tuple[int, int, float, float, float, None, None]:
    same = int((first.to_numpy() == second.to_numpy()).sum())
    kappa = sentiment.kappa(first.tolist(), second.tolist())
    return len(first), same, *limits_of(same, len(first)), kappa, None, None


def _found(hand: pd.DataFrame, rule: pd.DataFrame) -> tuple[int, int, None, None, None, float, float]:
    """Positions found at the same place with the same code, but for accusations: few are in the lists."""
    sides = []
    for positions in (each[each["position"] != "ACCUSE"] for each in (hand, rule)):
        keys = positions[["place", "position"]].apply(tuple, axis=1).tolist() if len(positions) else []
        sides.append([(*key, keys[:i].count(key)) for i, key in enumerate(keys)])
    same = len(set(sides[0]) & set(sides[1]))
    precision, recall = same / max(1, len(sides[1])), same / max(1, len(sides[0]))
    return len(sides[0]), same, None, None, None, precision, recall


def disagreements(readout: Readout) -> pd.DataFrame:
    """Sentences whose main act the rules code otherwise than the reader; empty without hand codes."""
    columns = ["place", "by_hand", "by_rule", "text"]
    hand = by_hand(readout)
    if hand is None:
        return pd.DataFrame(columns=columns)
    first = _main_acts(hand).set_index("sentence")
    second = _main_acts(by_rule(readout)).set_index("sentence").reindex(first.index)
    apart = first[first["act"] != second["act"]].rename(columns={"act": "by_hand"})
    return apart.assign(by_rule=second.loc[apart.index, "act"])[columns].reset_index(drop=True)
