"""Stance: who must, who will, who opposes, by hand codes where a reader made them, else by rule.

Hand codes and the rule-based coder give the same three tables: the acts of each sentence with their
subjects, the modal verbs with their senses, and the positions taken with holder and target.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import pandas as pd

from readout.document import JOINT, Readout
from readout.measures import codes, sentiment, terms
from readout.measures.acts import ACTS, POSITIONS, SENSES, act_of, forms, main_act, modals_in, positions_in
from readout.measures.sides import SIDES, named_first, other_side, parties, side_of
from readout.reading.files import MAIN
from readout.resources import table
from readout.statistics import circular_shift, share_limits
from readout.text import words
from readout.text.phrases import Phrases, passage

#: How a sentence without a subject is read: as it is printed, or as a continuation of the one before it.
READINGS = ("printed", "continued")
#: Columns of a sheet of stance.
SHEET = ["place", "kind", "text", "code", "subject", "side", "target", "reading", "note"]
_A_KIND = {"act": "an act", "modal": "a modal", "position": "a position"}
_CODES = {"act": ACTS, "modal": SENSES, "position": POSITIONS}
_QUOTED = re.compile(r'"[^"\n]{1,200}"|“[^”\n]{1,200}”')


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
    before, continues = None, ""
    for s in readout.body.itertuples():
        whose = (s.paragraph, s.speaker)
        act, subject, side = _main_act(readout, s, states)
        reading = continues if act == "BARE" and whose == before else ""
        before, continues = whose, reading or f"{act} {side}"
        here = (s.sentence, readout.places[s.sentence], s.speaker)
        acts.append((*here, s.text, act, subject, side, reading, 1, words.count(s.text)))
        content = passage(readout.text[max(s.frame_end, s.start) : s.end])
        modals += [(*here, modal, sense, subject, side) for modal, sense in modals_in(content, side)]
        positions += [
            (*here, marker, position, subject, side, target)
            for marker, position, target in positions_in(content)
        ]
    return Coded(
        "rules",
        pd.DataFrame(acts, columns=_ACTS),
        pd.DataFrame(modals, columns=_MODALS),
        pd.DataFrame(positions, columns=_POSITIONS),
    )


def _main_act(readout: Readout, s: tuple, states: Mapping[str, set[str]]) -> tuple[str, str, str]:
    """Act, subject and side of a sentence; somebody's thanks that are told are no thanks given."""
    frame = passage(readout.text[s.start : max(s.frame_end, s.start)])
    act, subject = main_act(passage(readout.text[s.start : s.end]), len(frame.terms))
    side = side_of(subject, act, s.speaker, states)
    return ("ASSERT" if (act, side) == ("EXPRESS", "OTHER") else act), subject, side


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


@cache
def _intensity_markers() -> dict[str, Phrases]:
    """Each marker by itself, so that no longer one hides it."""
    return {entry: Phrases([entry]) for entry in sorted(forms(table("stance")["intensity"]["words"]))}


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
    theirs = found["speaker"].map(other_side(readout)).where(found["side"] == "OTHER", "")
    return found.assign(reported=reported, held_by=found["speaker"].where(~reported, theirs)).reset_index(
        drop=True
    )


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
    sides, other = parties(readout), other_side(readout)
    served = [named_first(row.target, row.speaker, sides, other) for row in found.itertuples()]
    counts = found.assign(holder=holders, beneficiary=served).groupby(["holder", "beneficiary"])["place"]
    rows = [(*who, len(places), tuple(places)) for who, places in counts]
    order = [*sides, JOINT, ""]
    rows.sort(key=lambda row: (order.index(row[0]), order.index(row[1])))
    return pd.DataFrame(rows, columns=["holder", "beneficiary", "stances", "places"])


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

    Those of :func:`readout.measures.sentiment.invented`, and those of ``data/manners.csv``, whose sets are
    called after them ("manners, locked").
    """
    manners = codes.coded_sentences("manners")
    found = [sentiment.invented(), manners.assign(set="manners, " + manners["set"])]
    return pd.concat(found, ignore_index=True)[["set", "manner", "text", "act"]]


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


def _agreed(first: pd.Series, second: pd.Series) -> tuple[int, int, float, float, float, None, None]:
    same = int((first.to_numpy() == second.to_numpy()).sum())
    kappa = sentiment.kappa(first.tolist(), second.tolist())
    return len(first), same, *share_limits(same, len(first)), kappa, None, None


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
