"""Robustness: every headline again under all reasonable choices of reading, coding and counting.

A headline is a difference between the two people who are given most, first minus second, so that its sign
is the finding. A fork is one combination of choices. Nothing is selected: all forks are shown (Steegen et
al. 2016, multiverse; Simonsohn et al. 2020, specification curve). A sign that holds in all forks is stable,
no more: whether the difference is more than chance is asked of the notebook that shows it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from readout import statistics
from readout.document import Readout
from readout.measures import (
    codebook,
    contexts,
    lexicons,
    naming,
    register,
    sentiment,
    share,
    stance,
    terms,
    topics,
)
from readout.measures.topics import UNCODED

PRINTED, CORRECTED = "as printed", "register on"
_RESAMPLES = 1_000
_FULL_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“])")
#: Values of a headline by fork: a label for each choice, the value, its unit if not the headline's.
Forks = Iterator[tuple[tuple[str, ...], float] | tuple[tuple[str, ...], float, str]]
#: What the notebook of a headline says of chance.
COUNT = "a count of this text"
BEYOND, WITHIN, FEW = "more than chance", "not more than chance", "too few to say"
#: What notebook 01 says where the attribution is not sure enough for a count.
DOUBTED = "doubtful sentences could turn it"


@dataclass(frozen=True)
class Headline:
    """A finding: its name, the notebook that shows it, its unit, its forks.

    The first fork is the choice of that notebook. ``chance`` asks that notebook's measure whether the
    difference is more than chance; without one the headline is a count, there or not. ``personal`` headlines
    are about who of the two has more. ``subject`` names the term or the topic that the headline is about; it
    is found in the text as printed.
    """

    name: str
    notebook: str
    unit: str
    forks: Callable[[Mapping[str, Readout], tuple[str, str]], Forks]
    chance: Callable[[Readout, tuple[str, str]], str] | None = None
    personal: bool = True
    subject: Callable[[Readout, tuple[str, str]], str] | None = None


def texts(readout: Readout) -> dict[str, Readout]:
    """The readout as printed and, where it has a register, with all of its passages put right."""
    entries = register.register(readout)
    found = {PRINTED: readout}
    if len(entries):
        found[CORRECTED] = register.switched(readout, entries)
    return found


def _share(variants: Mapping[str, Readout], pair: tuple[str, str]) -> Forks:
    for text, readout in variants.items():
        rules = share.counting_rules(readout).sort_values(
            "unit", key=lambda unit: unit != "words A", kind="stable"
        )
        shares = rules.pivot_table(index=["unit", "frames"], columns="speaker", values="share", sort=False)
        for (unit, frames), row in shares.iterrows():
            yield (text, unit, f"frames {frames}"), 100 * (row[pair[0]] - row[pair[1]])
        pieces = readout.body["text"].map(lambda t: len(_FULL_STOP.split(t)))
        naive = pieces.groupby(readout.body["speaker"]).sum() / pieces.sum()
        yield (text, "sentences cut at every full stop"), 100 * float(naive[pair[0]] - naive[pair[1]])


def _top_term(variants: Mapping[str, Readout], pair: tuple[str, str]) -> Forks:
    leader = _leading_term(variants[PRINTED], pair)
    for text, readout in variants.items():
        for rule in terms.TERM_RULES:
            mine = terms.counted(readout, rule=rule)
            mine = mine[mine["speaker"] == pair[0]]
            lists = {
                "own stop list": mine[mine["content"]],
                "scikit-learn's": mine[~mine["term"].str.lower().isin(ENGLISH_STOP_WORDS)],
            }
            for which, kept in lists.items():
                counts = terms.ordered(kept["term"].value_counts())
                others = counts.drop(leader, errors="ignore")
                if len(others):
                    yield (text, f"rule {rule}", which), float(counts.get(leader, 0) - others.iloc[0])


def _leading_term(readout: Readout, pair: tuple[str, str]) -> str:
    """The term that the first person is given most often, by the reference rule."""
    counts = terms.content_counts(terms.sides(readout)[pair[0]])
    return str(counts.index[0]) if len(counts) else ""


def _verbs(variants: Mapping[str, Readout], pair: tuple[str, str]) -> Forks:
    for text, readout in variants.items():
        counts = naming.verbs(readout)
        sizes = readout.body.groupby("speaker").size()
        paragraphs = readout.body.groupby("speaker")["paragraph"].nunique()
        for which, kept in (("all verbs", counts), ("verbs of saying", counts[counts["stance"] != ""])):
            hits = kept.groupby("speaker")["hits"].sum().reindex(pair, fill_value=0)
            for unit, size in (("a paragraph", paragraphs), ("per 100 sentences", sizes / 100), ("hits", 1)):
                rates = hits / (size if unit == "hits" else size.reindex(pair))
                yield (text, which, unit), float(rates.iloc[0] - rates.iloc[1]), unit


def _own_first(variants: Mapping[str, Readout], pair: tuple[str, str]) -> Forks:
    for text, readout in variants.items():
        pairs = naming.orders(readout)
        for which in ("all forms", "compounds left out"):
            kept = pairs[~pairs["text"].str.contains("-")] if which != "all forms" else pairs
            found = naming.own_first(readout, kept).set_index("speaker")
            if set(pair) <= set(found.index):
                gaps = found["own_first"] - found["own_second"]
                yield (text, which), float(gaps.reindex(pair).min())


def _we(variants: Mapping[str, Readout], pair: tuple[str, str]) -> Forks:
    for text, readout in variants.items():
        found = naming.pronouns(readout)
        counts = naming.by_pronoun(found, pair).set_index("speaker")
        sizes = share.by_voice(readout, frames=False)["words"]
        rates = 1000 * counts["we"] / sizes.reindex(pair)
        yield (text, "per 1,000 words"), float(rates.iloc[0] - rates.iloc[1])
        yield (text, "hits"), float(counts["we"].iloc[0] - counts["we"].iloc[1]), "hits"
        # Another translation may report in the third person: then only quoted words keep their pronouns.
        kept = naming.by_pronoun(found[found["quoted"]], pair).set_index("speaker")
        yield (text, "reported in the third person"), float(kept["we"].iloc[0] - kept["we"].iloc[1]), "hits"


def _codings(readout: Readout) -> dict[str, stance.Coded]:
    hand = stance.by_hand(readout)
    return ({"hand codes": hand} if hand else {}) | {"rules": stance.by_rule(readout)}


def _acts(act: str) -> Callable[[Mapping[str, Readout], tuple[str, str]], Forks]:
    def forks(variants: Mapping[str, Readout], pair: tuple[str, str]) -> Forks:
        for text, readout in variants.items():
            for basis, coded in _codings(readout).items():
                found = stance.demands(readout, coded)
                for reading, kept in _READINGS.items():
                    mine = found[(found["act"] == act) & (found["reading"] == kept)]
                    mine = mine[mine["side"] != "NONE"] if reading == "with subjects" else mine
                    sums = (
                        mine.groupby("speaker")[["per_1000", "sentences"]].sum().reindex(pair, fill_value=0)
                    )
                    for unit, column in (("per 1,000 words", "per_1000"), ("sentences", "sentences")):
                        gap = float(sums[column].iloc[0] - sums[column].iloc[1])
                        yield (text, basis, reading, unit), gap, unit

    return forks


# How sentences without a subject can be read, and which reading of the counts that takes.
_READINGS = {
    "with subjects": "printed",
    "subjectless as demands": "printed",
    "subjectless continued": "continued",
}


def _opposition(variants: Mapping[str, Readout], _: tuple[str, str]) -> Forks:
    for text, readout in variants.items():
        for basis, coded in _codings(readout).items():
            found = stance.against_chance(readout, coded)
            for row in found[found["what"] == "OPPOSE"].itertuples():
                rates = 100 * row.first / row.of_first, 100 * row.second / row.of_second
                yield (
                    (text, basis, row.counted, "per 100 sentences"),
                    rates[0] - rates[1],
                    "per 100 sentences",
                )
                yield (text, basis, row.counted, "sentences"), float(row.first - row.second), "sentences"


def _tone(variants: Mapping[str, Readout], _: tuple[str, str]) -> Forks:
    for text, readout in variants.items():
        for row in sentiment.forks(readout).dropna(subset=["value"]).itertuples():
            yield (text, row.lexicon, row.unit, "masked" if row.masked else "names counted"), float(row.value)


def _echo(variants: Mapping[str, Readout], _: tuple[str, str]) -> Forks:
    for text, readout in variants.items():
        runs = contexts.echo(readout).sort_values("n", key=lambda n: n != contexts.SHARED, kind="stable")
        for n, found in runs.groupby("n", sort=False):
            own = found[found["kind"] == "own paragraph"]
            other = found[found["kind"] == "other voice"]
            if own["words"].sum() and other["words"].sum():
                shares = [100 * t["shared"].sum() / t["words"].sum() for t in (other, own)]
                yield (text, f"{n} words"), shares[0] - shares[1]


def _topic(variants: Mapping[str, Readout], pair: tuple[str, str]) -> Forks:
    book = codebook.codebook()
    code = _widest_topic(variants[PRINTED], pair)
    if not code:
        return
    for text, variant in variants.items():
        for basis, each in _topic_codings(variant, book).items():
            for how in topics.WEIGHTINGS:
                found = topics.weights(each, book.codes, how=how)
                if set(pair) <= set(found.index):
                    yield (text, basis, how), 100 * float(found.loc[pair[0], code] - found.loc[pair[1], code])


def _widest_topic(readout: Readout, pair: tuple[str, str]) -> str:
    """The topic in which the two differ most, as printed and by the best coding: fixed for all forks."""
    book = codebook.codebook()
    weights = topics.weights(topics.best_coding(readout, book)[1], book.codes)
    if not set(pair) <= set(weights.index):
        return ""
    gaps = (weights.loc[pair[0]] - weights.loc[pair[1]]).drop(UNCODED).abs()
    return str(gaps.idxmax()) if gaps.max() > 0 else ""


def _topic_name(readout: Readout, pair: tuple[str, str]) -> str:
    code = _widest_topic(readout, pair)
    return codebook.codebook().titles[code] if code else ""


def _topic_codings(readout: Readout, book: codebook.Codebook) -> dict[str, pd.DataFrame]:
    hand = codebook.hand_codes(readout, book)
    found = {"hand codes": topics.by_hand(readout, hand)} if hand is not None else {}
    found["dictionary"] = topics.by_dictionary(readout, book)
    found["dictionary, carried"] = topics.by_dictionary(readout, book, carried=True)
    return found


def _keyness(variants: Mapping[str, Readout], _: tuple[str, str]) -> Forks:
    for text, readout in variants.items():
        for rule in terms.TERM_RULES:
            found = terms.compare(terms.sides(readout, rule=rule), resamples=_RESAMPLES)
            if len(found) and pd.notna(found["critical"].iloc[0]):
                yield (text, f"rule {rule}"), float(found["g2"].abs().max() - found["critical"].iloc[0])


# --- what the notebooks say of chance --------------------------------------------------------------


def _share_chance(readout: Readout, pair: tuple[str, str]) -> str:
    """Notebook 01: whether the first still leads if all doubtful sentences that favour it are wrong.

    Each goes to its second candidate, so one that goes from the first to the second moves the gap twice.
    """
    table = share.by_doubt(readout)
    for_pair = {pair[0]: 1, pair[1]: -1}
    now, then = (table[side].map(for_pair).fillna(0) for side in ("speaker", "otherwise"))
    wrong = (table["doubt"] >= share.DOUBTFUL) & (then < now)
    gap = (table["words"] * then.where(wrong, now)).sum()
    return COUNT if gap > 0 else DOUBTED


def _term_chance(readout: Readout, pair: tuple[str, str]) -> str:
    """Notebook 02: a first place counts where its term has hits enough."""
    counts = terms.content_counts(terms.sides(readout)[pair[0]])
    return COUNT if counts.max() >= terms.FEW else FEW


def _keyness_chance(readout: Readout, _: tuple[str, str]) -> str:
    """Notebook 02: whether some word sets the two apart in both of its tests."""
    groups = terms.sides(readout)
    if terms.too_few(groups):
        return FEW
    return BEYOND if len(terms.set_apart(terms.compare(groups, resamples=_RESAMPLES))) else WITHIN


def _echo_chance(readout: Readout, _: tuple[str, str]) -> str:
    """Notebook 03: more than equally long passages of the first's own repeat of each other."""
    found = contexts.echo(readout, lengths=[contexts.SHARED])
    other = found.loc[found["kind"] == "other voice", "share"]
    own = found.loc[found["kind"] == "own block", "share"]
    if other.empty or own.empty:
        return FEW
    return BEYOND if other.max() > own.max() else WITHIN


def _topic_chance(readout: Readout, pair: tuple[str, str]) -> str:
    """Notebook 04: a topic that was chosen by its size has to be beyond the largest gap by chance."""
    book = codebook.codebook()
    coding = topics.best_coding(readout, book)[1]
    found = topics.differences(coding, book.codes, pair).set_index("code")
    p = found["p_family"].get(_widest_topic(readout, pair), np.nan)
    if np.isnan(p):
        return FEW
    return BEYOND if p < statistics.LEVEL else WITHIN


def _tone_chance(readout: Readout, _: tuple[str, str]) -> str:
    """Notebook 05: one hypothesis and many lexicons, so that each of them has to find it."""
    found = sentiment.forks(readout).dropna(subset=["value"])
    if found["low"].isna().any():
        return FEW
    return BEYOND if (found["low"] > 0).all() or (found["high"] < 0).all() else WITHIN


def _act_chance(what: str, counted: str = "") -> Callable[[Readout, tuple[str, str]], str]:
    def chance(readout: Readout, _: tuple[str, str]) -> str:
        """Notebook 06: enough on both sides, and more than other stretches of the text show."""
        found = stance.against_chance(readout, stance.best_coding(readout))
        row = found[(found["what"] == what) & (found["counted"] == counted)].iloc[0]
        if not row["enough"]:
            return FEW
        return BEYOND if row["p"] < statistics.LEVEL else WITHIN

    return chance


def _few(counts: pd.Series) -> str:
    return COUNT if len(counts) > 1 and counts.min() >= terms.FEW else FEW


def _verb_chance(readout: Readout, pair: tuple[str, str]) -> str:
    counts = naming.verbs(readout).groupby("speaker")["hits"].sum()
    return _few(counts.reindex(pair, fill_value=0))


def _we_chance(readout: Readout, pair: tuple[str, str]) -> str:
    return _few(naming.by_pronoun(naming.pronouns(readout), pair).set_index("speaker")["we"])


def _order_chance(readout: Readout, pair: tuple[str, str]) -> str:
    found = naming.own_first(readout, naming.orders(readout)).set_index("speaker").reindex(pair)
    return _few((found["own_first"] + found["own_second"]).fillna(0))


#: The headlines of notebooks 01 to 07, in their order.
HEADLINES = (
    Headline("given more of the body", "01", "points of the body's share", _share, _share_chance),
    Headline(
        "the first speaker's most frequent term",
        "02",
        "hits before the next",
        _top_term,
        _term_chance,
        personal=False,
        subject=_leading_term,
    ),
    Headline(
        "a word sets the two apart", "02", "|G²| over its 5% level", _keyness, _keyness_chance, personal=False
    ),
    Headline(
        "the second speaker repeats the first",
        "03",
        "points over own repetition",
        _echo,
        _echo_chance,
        personal=False,
    ),
    Headline(
        "the topic that differs most",
        "04",
        "points of the topic's weight",
        _topic,
        _topic_chance,
        subject=_topic_name,
    ),
    Headline("warmer by lexicons", "05", "standard deviations", _tone, _tone_chance),
    Headline("more demands", "06", "per 1,000 words", _acts("DIRECT"), _act_chance("DIRECT")),
    Headline("more commitments", "06", "per 1,000 words", _acts("COMMIT"), _act_chance("COMMIT")),
    Headline("more opposition", "06", "per 100 sentences", _opposition, _act_chance("OPPOSE", "held")),
    Headline("more reporting verbs", "07", "a paragraph", _verbs, _verb_chance),
    Headline(
        "each names its own state first",
        "07",
        "pairs, first minus second",
        _own_first,
        _order_chance,
        personal=False,
    ),
    Headline("more we and our", "07", "per 1,000 words", _we, _we_chance),
)
_VERDICTS = [
    *("headline", "subject", "who", "notebook", "unit", "value", "lowest", "highest", "forks", "agreeing"),
    *("chance", "verdict", "against"),
]
BY_NAME = {headline.name: headline for headline in HEADLINES}


def specifications(readout: Readout) -> pd.DataFrame:
    """Every headline under every fork.

    Returns:
        One row a fork, headlines in order, the reference first (the choices of the headline's notebook).
        Columns ``headline``, ``subject`` (the term or topic it is about, or empty), ``notebook``, ``unit``
        (of the value), ``choices`` (their labels, separated by commas),
        ``value`` (first person minus second), ``reference`` (bool). Empty with fewer than two people.
    """
    columns = ["headline", "subject", "notebook", "unit", "choices", "value", "reference"]
    if len(readout.speakers) < 2:  # a difference is between two
        return pd.DataFrame(columns=columns)
    variants, pair = _comparable(readout), (readout.speakers[0], readout.speakers[1])
    rows = [
        (headline.name, subject, headline.notebook, (*unit, headline.unit)[0], ", ".join(labels), value)
        for headline in HEADLINES
        for subject in [headline.subject(readout, pair) if headline.subject else ""]
        for labels, value, *unit in headline.forks(variants, pair)
    ]
    found = pd.DataFrame(rows, columns=columns[:-1])
    return found.assign(reference=~found["headline"].duplicated())


def _comparable(readout: Readout) -> dict[str, Readout]:
    """The texts that report the same two people."""
    pair = readout.speakers[:2]
    return {label: text for label, text in texts(readout).items() if set(pair) <= set(text.speakers)}


def verdicts(readout: Readout, specifications_: pd.DataFrame) -> pd.DataFrame:
    """What becomes of each headline.

    ``stands``: the sign is stable, that is, the same in every fork, and the headline is a count, or a
    difference that its notebook finds more than chance. ``depends``: some fork turns the sign or takes it
    away, or the doubtful sentences of notebook 01 could. ``cannot tell``: there is no difference, or none
    beyond chance. ``too few to say``: fewer than :data:`readout.measures.terms.FEW` hits on a side.

    Returns:
        One row a headline in order. Columns ``headline``, ``subject``, ``who`` (of the two has more, where
        that is the question), ``notebook``, ``unit``, ``value`` (the reference), ``lowest`` and ``highest``
        (of the forks in that unit), ``forks``, ``agreeing`` (with the sign of the reference), ``chance``
        (what the notebook says of it), ``verdict``, ``against`` (the choices of the first fork that does not
        agree; empty where all do).
    """
    rows = []
    for name, forks in specifications_.groupby("headline", sort=False):
        first, headline = forks.iloc[0], BY_NAME[str(name)]
        signs = np.sign(forks["value"].round(9))
        agree = signs == signs.iloc[0]
        alike = forks.loc[forks["unit"] == first["unit"], "value"]
        chance = headline.chance(readout, readout.speakers[:2]) if headline.chance else COUNT
        found = {
            "headline": name,
            "subject": first["subject"],
            "who": _who(headline, first["value"], readout.speakers),
            "notebook": first["notebook"],
            "unit": first["unit"],
            "value": float(first["value"]),
            "lowest": alike.min(),
            "highest": alike.max(),
            "forks": len(forks),
            "agreeing": int(agree.sum()),
            "chance": chance,
            "verdict": _verdict(first["value"], chance, stable=bool(agree.all())),
            "against": _against(forks.loc[~agree, "choices"], chance),
        }
        rows.append(found)
    return pd.DataFrame(rows, columns=_VERDICTS)


def _who(headline: Headline, value: float, speakers: Sequence[str]) -> str:
    personal = headline.personal and round(value, 9)
    return speakers[0 if value > 0 else 1] if personal else ""


def _against(choices: pd.Series, chance: str) -> str:
    if len(choices):
        return choices.iloc[0]
    return DOUBTED if chance == DOUBTED else ""


def _verdict(value: float, chance: str, *, stable: bool) -> str:
    if chance == FEW:
        return FEW
    if not round(value, 9) or chance == WITHIN:
        return "cannot tell"
    return "stands" if stable and chance != DOUBTED else "depends"


def by_entry(readout: Readout) -> pd.DataFrame:
    """What each entry of the register changes by itself.

    Returns:
        One row an entry. Columns ``id``, ``place``, ``span``, ``affects``, ``words`` (change in the body's
        words), ``VADER`` (change in its sentence's score), ``act`` (main act by rule, before and after,
        where it changes).
    """
    entries = register.register(readout)
    words = readout.tokens["body"].sum()
    acts = stance.by_rule(readout).acts.set_index("place")
    rows = []
    for entry in entries.itertuples():
        changed = register.switched(readout, entries, [entry.id])
        acts_then = stance.by_rule(changed).acts.set_index("place")
        before, after = acts.loc[entry.place], acts_then.loc[entry.place]
        scores = [lexicons.score(sentence["text"], "VADER").value for sentence in (before, after)]
        act = f"{before['act']} to {after['act']}" if before["act"] != after["act"] else ""
        moved = (int(changed.tokens["body"].sum() - words), scores[1] - scores[0], act)
        rows.append((entry.id, entry.place, entry.span, entry.affects, *moved))
    return pd.DataFrame(rows, columns=["id", "place", "span", "affects", "words", "VADER", "act"])
