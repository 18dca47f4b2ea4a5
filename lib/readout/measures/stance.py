"""Stance: who must, who will, who opposes, by hand codes where a reader made them, else by rule.

Hand codes and the rule-based coder give the same three tables: the acts of each sentence with their
subjects, the modal verbs with their senses, and the positions taken with holder and target.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from readout.document import UNNAMED, Readout
from readout.measures import codes, sentiment, share
from readout.resources import table
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
_LONGEST_SUBJECT = 24
_NEAR = 4


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
    states = own_states(readout)
    acts, modals, positions = [], [], []
    before = ("", "", 0, "")
    for s in readout.body.itertuples():
        sentence = passage(readout.text[max(s.frame_end, s.start) : s.end])
        here = (s.sentence, readout.places[s.sentence], s.speaker)
        act, marker, start = _act(sentence)
        subject = "" if act == "BARE" else _subject(sentence, start, marker)
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
    """The main act of one sentence, by rule; its reporting clause should be left out.

    Example:
        >>> act_of("The two sides should expand trade."), act_of("Meridia is willing to help.")
        ('DIRECT', 'COMMIT')
        >>> act_of("Strengthen exchanges."), act_of("Trade rose.")
        ('BARE', 'ASSERT')
    """
    return _act(passage(text))[0]


def _act(sentence: Passage) -> tuple[str, int, int]:
    """Act, index of its marker (or of the first verb sought), and index where the main clause starts."""
    start = _after_lead_in(sentence)
    if _is_bare(sentence):
        return "BARE", 0, 0
    end = next(
        (at for at, _, _ in _phrases("subordinate").find(sentence.terms, sentence.runs) if at > start),
        len(sentence.terms),
    )
    for at, _, entry in _act_markers().find(sentence.terms, sentence.runs):
        if start <= at < end:
            return _act_owner()[entry], at, start
    return "ASSERT", _first_verb(sentence, start), start


def _after_lead_in(sentence: Passage) -> int:
    """Index of the first word behind a lead-in ("At present, ...")."""
    leads_in = set(table("people")["lead_in"]) | {"not", "since", "next", "also"}
    if not sentence.terms or sentence.terms[0] not in leads_in:
        return 0
    return next((i for i, run in enumerate(sentence.runs) if run > sentence.runs[0]), 0)


def _is_bare(sentence: Passage) -> bool:
    bare = table("stance")["bare"]
    at = int(bool(sentence.terms) and sentence.terms[0] in _forms(bare["adverbs"]))
    return len(sentence.terms) > at and sentence.terms[at] in _forms(bare["verbs"])


def _first_verb(sentence: Passage, start: int) -> int:
    """Index of what is probably the main verb: behind a listed subject, or an auxiliary, or a word in -ed."""
    for subjects in _subject_lists().values():
        size, entry = subjects.at(start, sentence.terms, sentence.runs) if sentence.terms else (1, "")
        if entry and start + size < len(sentence.terms):
            return start + size
    auxiliaries = {"is", "are", "am", "was", "were", "has", "have", "had", "be", "will", "can", "do", "does"}
    for at in range(start + 1, min(len(sentence.terms), start + _LONGEST_SUBJECT)):
        if sentence.terms[at] in auxiliaries or sentence.terms[at].endswith(("ed", "ly")):
            return at
    return min(start + 1, len(sentence.terms))


def _subject(sentence: Passage, start: int, marker: int) -> str:
    """What stands between the start of the clause and its verb, auxiliaries and adverbs left out."""
    end = marker
    while end > start and (
        sentence.terms[end - 1] in {"will", "also", "is", "are", "would", "am", "has", "have"}
        or sentence.terms[end - 1].endswith("ly")
    ):
        end -= 1
    if sentence.terms[start:end] in ((), ("it",), ("there",)):
        return _after_for(sentence, marker)
    return sentence.printed(start, end)


def _after_for(sentence: Passage, marker: int) -> str:
    """The subject of "it is necessary for ... to"."""
    terms = sentence.terms
    if "for" in terms[marker : marker + 4]:
        begin = terms.index("for", marker) + 1
        end = next((i for i in range(begin, len(terms)) if terms[i] == "to"), begin)
        return sentence.printed(begin, end)
    return sentence.printed(0, 1) if terms else ""


def _side(subject: str, act: str, speaker: str, states: Mapping[str, set[str]]) -> str:
    if act == "BARE" or not subject:
        return "NONE"
    found = passage(subject)
    for side, subjects in _subject_lists().items():
        if any(subjects.find(found.terms, found.runs)):
            if side == "WE":
                return "BOTH" if act == "DIRECT" else "OWN"
            return "THIRD" if speaker in UNNAMED and side != "BOTH" else side
    parts = {part for term in found.terms for part in re.split(r"[-–]", term)}
    named = {who for who, names in states.items() if names & parts}
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
    capitals = {w.lower() for w in _WORD.findall(readout.text) if w[0].isupper()}
    states = dict(zip(readout.people["name"], readout.people["state"], strict=True))
    stems = {
        who: {w.lower()[:_STEM] for w in _WORD.findall(states.get(who, "")) if len(w) >= _STEM}
        for who in readout.speakers
    }
    return {who: {w for w in capitals if w[:_STEM] in begins} for who, begins in stems.items()}


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
    """Marker, position and target of every support and opposition worded as such."""
    found = []
    for at, size, entry in _position_markers().find(sentence.terms, sentence.runs):
        position = "SUPPORT" if entry in _forms(table("stance")["support"]["words"]) else "OPPOSE"
        marker = sentence.printed(at, at + size)
        failing = entry.endswith(("succeed", "fail"))
        target = sentence.printed(0, at) if failing else _target(sentence, at + size)
        if target:
            found.append((marker, position, target))
    return found


def _target(sentence: Passage, start: int) -> str:
    """The words behind a marker, to the next comma, semicolon or full stop; quotations are no end."""
    if start >= len(sentence.places):
        return ""
    begin = start + (sentence.terms[start] in ("for", "of", "to"))
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
def _phrases(name: str) -> Phrases:
    return Phrases(_forms(table("stance")[name]["words"]))


@cache
def _act_owner() -> dict[str, str]:
    return {entry: act for act, listed in table("stance")["markers"].items() for entry in _forms(listed)}


@cache
def _act_markers() -> Phrases:
    return Phrases(_act_owner())


@cache
def _position_markers() -> Phrases:
    return Phrases(
        entry for name in ("support", "oppose") for entry in _forms(table("stance")[name]["words"])
    )


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


def by_act(coded: Coded, voices: Sequence[str]) -> pd.DataFrame:
    """Sentences by voice and main act: index voice, a column an act, ``sentences`` last."""
    main = coded.acts[coded.acts["rank"] == 1]
    counts = pd.crosstab(main["speaker"], main["act"]).reindex(
        index=list(voices), columns=list(ACTS), fill_value=0
    )
    return counts.assign(sentences=counts.sum(axis=1)).rename_axis(index=None, columns=None)


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
        ``act``, ``side``, ``reading``, ``sentences``, ``per_1000`` (words of the person, frames left
        out), ``places`` (tuple).
    """
    sizes = share.by_voice(readout, frames=False)["words"]
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
    sizes = share.by_voice(readout, frames=False)["words"]
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

    Returns:
        One row a marker that occurs. Column ``marker``, then one a person: hits; most frequent first.
    """
    found: dict[str, dict[str, int]] = {}
    markers = _phrases("intensity")
    for s in readout.body[readout.body["speaker"].isin(readout.speakers)].itertuples():
        sentence = passage(readout.text[max(s.frame_end, s.start) : s.end])
        for _, _, entry in markers.find(sentence.terms, sentence.runs):
            counts = found.setdefault(entry, dict.fromkeys(readout.speakers, 0))
            counts[s.speaker] += 1
    rows = [{"marker": marker, **counts} for marker, counts in found.items()]
    result = pd.DataFrame(rows, columns=["marker", *readout.speakers])
    order = -result[list(readout.speakers)].sum(axis=1)
    return (
        result.assign(order=order).sort_values(["order", "marker"], ignore_index=True).drop(columns="order")
    )


def opposed(coded: Coded, speaker: str) -> int:
    """In how many sentences of a person opposition is worded as such."""
    mine = coded.positions[
        (coded.positions["speaker"] == speaker) & (coded.positions["position"] == "OPPOSE")
    ]
    return mine["sentence"].nunique()


# --- validity -------------------------------------------------------------------------------------


def validity(readout: Readout) -> pd.DataFrame:
    """How far the rules agree with hand codes.

    Returns:
        One row a question. Columns ``question``, ``cases``, ``agreed``, ``kappa`` (Cohen's; missing where the
        cases found differ), ``precision``, ``recall`` (missing for codes of given cases). Main acts, their
        sides, senses of modals and positions on the readout, if it was coded by hand; then main acts on each
        set of the invented sentences.
    """
    rows = []
    hand, rule = by_hand(readout), by_rule(readout)
    if hand:
        first = [coded.acts[coded.acts["rank"] == 1].set_index("sentence") for coded in (hand, rule)]
        for what, column in (("main act", "act"), ("side of the subject", "side")):
            rows.append((f"{what}, this readout", *_agreed(first[0][column], first[1][column])))
        modals = [coded.modals for coded in (hand, rule)]
        if modals[0]["modal"].tolist() == modals[1]["modal"].tolist():
            rows.append(("sense of a modal, this readout", *_agreed(modals[0]["sense"], modals[1]["sense"])))
        rows.append(("support or opposition, this readout", *_found(hand.positions, rule.positions)))
    for name, given in sentiment.invented().groupby("set", sort=False):
        found = given["text"].map(act_of)
        rows.append((f"main act, invented sentences ({name})", *_agreed(given["act"], found)))
    return pd.DataFrame(rows, columns=["question", "cases", "agreed", "kappa", "precision", "recall"])


def _agreed(hand: pd.Series, rule: pd.Series) -> tuple[int, int, float, None, None]:
    same = int((hand.to_numpy() == rule.to_numpy()).sum())
    return len(hand), same, sentiment.kappa(hand.tolist(), rule.tolist()), None, None


def _found(hand: pd.DataFrame, rule: pd.DataFrame) -> tuple[int, int, None, float, float]:
    """Positions found at the same place with the same code; accusations are beyond the rules."""
    sides = []
    for positions in (hand[hand["position"] != "ACCUSE"], rule):
        keys = positions[["place", "position"]].apply(tuple, axis=1).tolist() if len(positions) else []
        sides.append([(*key, keys[:i].count(key)) for i, key in enumerate(keys)])
    same = len(set(sides[0]) & set(sides[1]))
    return len(sides[0]), same, None, same / max(1, len(sides[1])), same / max(1, len(sides[0]))


def disagreements(readout: Readout) -> pd.DataFrame:
    """Sentences whose main act the rules code otherwise than the reader; empty without hand codes."""
    columns = ["place", "by_hand", "by_rule", "text"]
    hand = by_hand(readout)
    if hand is None:
        return pd.DataFrame(columns=columns)
    first, second = (c.acts[c.acts["rank"] == 1].set_index("sentence") for c in (hand, by_rule(readout)))
    apart = first[first["act"] != second["act"]].rename(columns={"act": "by_hand"})
    return apart.assign(by_rule=second["act"].reindex(apart.index))[columns].reset_index(drop=True)
