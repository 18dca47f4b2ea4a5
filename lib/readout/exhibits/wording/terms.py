"""Findings about terms: the frequent, the one-sided, and what can be made of them."""

from collections.abc import Mapping, Sequence

import pandas as pd

from readout.exhibits.prose import (
    ACCOUNT,
    INTERVAL,
    SIGNIFICANT,
    Wording,
    counted,
    given_to,
    listed,
    percent,
    probability,
    quoted,
    sentence,
)
from readout.measures.terms import FEW, FLAT_PRIOR, PRIOR_WORDS, TERM_RULES
from readout.statistics import MIN_UNITS, RESAMPLES

_NAMED = 3
_NOTHING = "No term is frequent enough to be compared"


def top_terms(frequency: pd.DataFrame, speakers: Sequence[str]) -> str:
    """The most frequent terms of each person, from :func:`readout.measures.terms.frequency`."""
    parts = []
    for speaker in speakers[:_NAMED]:
        mine = frequency[frequency["speaker"] == speaker].head(_NAMED)
        cited = [quoted(t, n) for t, n in zip(mine["term"], mine["count"], strict=True)]
        if cited:
            parts.append(f"in {given_to(speaker)} {listed(cited)}")
    if not parts:
        return "No person is given words of their own."
    return f"Most frequent apart from stop words: {'; '.join(parts)}."


def rates(table: pd.DataFrame) -> Wording:
    """The words beside the paired dots, from :func:`readout.measures.terms.rates`."""
    if table.empty:
        return _none("Paired dots of term rates.")
    top = table.loc[table.groupby("speaker", sort=False)["per_1000"].idxmax()]
    top = top[top["count"] > 0]
    leads = [f"“{row.term}” in {given_to(row.speaker)}" for row in top.itertuples()]
    if len(top) > 1 and len(set(top["term"])) == 1:
        leads = [f"“{top['term'].iloc[0]}” on both sides"]
    few = int((table["count"] < FEW).sum())
    cited = listed(f"{row.term} {row.per_1000:.1f} ({row.speaker})" for row in top.itertuples())
    return Wording(
        f"Most frequent by rate: {listed(leads)}",
        f"Hits per 1,000 words of the {counted(table['term'].nunique(), 'term')} most frequent on either side, by "
        f"total; {INTERVAL}, and sides with fewer than {MIN_UNITS} sentences or without a hit have none. "
        f"{counted(few, 'mark')} rest on fewer than {FEW} hits and are hollow. {ACCOUNT}",
        f"Paired dots of hits per 1,000 words for {counted(table['term'].nunique(), 'term')}, with intervals. "
        f"Highest rates: {cited}.",
    )


def _none(kind: str) -> Wording:
    return Wording(
        _NOTHING, f"{_NOTHING}, so nothing is drawn. {ACCOUNT}", f"{kind} Empty: {_NOTHING.lower()}."
    )


def ranks(table: pd.DataFrame) -> Wording:
    """The words beside the ranks under the rules for words, from :func:`readout.measures.terms.ranks`."""
    if table.empty:
        return _none("Ranks of terms.")
    first, *others = TERM_RULES
    texts = []
    for speaker, mine in table.groupby("speaker", sort=False):
        lists = {rule: set(group["term"]) for rule, group in mine.groupby("rule")}
        reference = lists.get(first, set())
        lost = set().union(*(reference - lists.get(rule, set()) for rule in others))
        texts.append((speaker, len(lost), len(reference), sorted(lost)))
    moved = listed(f"{n} of {of} for {speaker}" for speaker, n, of, _ in texts)
    names = listed(quoted(term) for *_, lost in texts for term in lost)
    title = f"Another rule for words replaces top terms: {moved}"
    if not any(n for _, n, *_ in texts):
        title = "No rule for words changes which terms are the most frequent"
    return Wording(
        title,
        "The most frequent terms of each person under rule A (hyphens kept), B (hyphens split, single letters "
        "dropped) and C (hyphens split, figures dropped), with their hits; ties by the alphabet, so that their "
        f"order means nothing. Terms that a rule moves, adds or drops are dark. Lost under B or C: {names}. {ACCOUNT}",
        f"Slope chart of the ranks of the most frequent terms under three rules for words. Replaced: {moved}.",
    )


def stop_lists(table: pd.DataFrame) -> str:
    """What the two stop lists would each take away, from :func:`readout.measures.terms.stop_lists`."""
    theirs = table[table["removed_by"] == "scikit-learn only"]
    if theirs.empty:
        return "Scikit-learn's stop list takes nothing from this text that ours keeps."
    cited = [quoted(t, n) for t, n in zip(theirs["term"], theirs["count"], strict=True)]
    return (
        f"Scikit-learn's stop list would also take {counted(len(theirs), 'term')} with "
        f"{counted(int(theirs['count'].sum()), 'hit')}, among them {listed(cited[:8])}."
    )


def keyness(table: pd.DataFrame, sides: Sequence[str]) -> Wording:
    """The words beside evidence against frequency, from :func:`readout.measures.terms.keyness`."""
    if table.empty:
        return _none("Evidence against frequency.")
    kept = table[table["p_family"] <= SIGNIFICANT]
    title = (
        f"{sentence(counted(len(kept), 'term'))[:-1]} survive a look at the whole vocabulary: "
        f"{listed(quoted(t) for t in kept['term'].head(_NAMED))}"
        if len(kept)
        else "No term sets the two sides apart once the whole vocabulary is looked at"
    )
    above, below = (
        listed(quoted(t) for t in mine["term"].head(_NAMED))
        for mine in (table[table["g2"] > 0], table[table["g2"] < 0])
    )
    return Wording(
        title,
        f"Each point is a term with three hits or more: its hits on both sides together, and G² (four cells, Dunning "
        f"1993) as evidence that its rates differ, above zero where {given_to(sides[0])} has the higher rate. The "
        f"dashed lines are the level that the largest |G²| of the whole vocabulary exceeds in 5% of {RESAMPLES:,} random "
        f"relabellings of sentences. {survivors(table)} Exploratory: read the lines before you cite a term. {ACCOUNT}",
        f"Scatter of G² against hits. Farthest above zero (more in {given_to(sides[0])}): {above}; farthest below: "
        f"{below}. {len(kept) or 'None'} beyond the lines of the 5% level.",
    )


def survivors(table: pd.DataFrame) -> str:
    """What is left after correcting for having looked at every word."""
    if table.empty or table["p_family"].isna().all():
        return "Nothing was tested, because one side has no sentences."
    kept = table[table["p_family"] <= SIGNIFICANT]
    if len(kept):
        return f"At the 5% level {listed(quoted(r.term, r.target, r.reference) for r in kept.itertuples())} survive."
    top = table.iloc[0]
    return (
        f"No term's difference between the two sides survives a look at the whole vocabulary: the largest is "
        f"{quoted(top['term'], top['target'], top['reference'])}, and giving the sentences to the sides at random makes "
        f"some term differ as much in {top['p_family']:.0%} of {RESAMPLES:,} trials."
    )


def log_ratios(table: pd.DataFrame, sides: Sequence[str]) -> Wording:
    """The words beside the forest of log ratios, from :func:`readout.measures.terms.ratio_limits`."""
    if table.empty:
        return _none("Forest of log ratios.")
    content = table[table["block"] == table["block"].iloc[0]]
    ends = []
    for side, mine in zip(
        sides, (content[content["log_ratio"] > 0], content[content["log_ratio"] < 0]), strict=True
    ):
        if len(mine):
            far = mine.loc[mine["log_ratio"].abs().idxmax()]
            ends.append(f"{quoted(far['term'], far['target'], far['reference'])} towards {side}")
    beyond = int(((content["low"] > 0) | (content["high"] < 0)).sum())
    return Wording(
        f"Most one-sided of the terms shown: {listed(ends)}"
        if ends
        else "None of the terms shown leans to a side",
        f"Log ratio (Hardie 2014) of the {counted(len(content), 'content term')} with the largest G², half a hit added on "
        f"both sides; {INTERVAL}. Hollow with a broken line: no hit on one side, so the interval is about the other "
        f"only. The terms were chosen because they differ: that {beyond} of {len(content)} intervals keep clear of zero proves nothing. "
        f"Hits in brackets and at the right: first {sides[0]}, then {sides[1]}. {ACCOUNT}",
        f"Forest plot of log ratios with intervals for {counted(len(table), 'term')}. Farthest from zero: {listed(ends)}.",
    )


def contrasts(table: pd.DataFrame, sides: Sequence[str]) -> str:
    """What the questions fixed beforehand found, from :func:`readout.measures.terms.contrasts`."""
    tested = table.dropna(subset=["p"]).sort_values("p", kind="stable")
    if tested.empty:
        return "The questions can't be put, because one side has no sentences."
    level = SIGNIFICANT / len(tested)
    low = tested[tested["p"] <= SIGNIFICANT]
    found = [
        f"{row.question} ({sides[0]} {row.first} of {row.first_of} sentences, {sides[1]} {row.second} of "
        f"{row.second_of}, p {probability(row.p)})"
        for row in low.itertuples()
    ]
    first = f"Below 0.05: {listed(found)}." if found else "None of them is below 0.05."
    firm = int((low["p"] <= level).sum())
    return (
        f"{counted(len(tested), 'question')} fixed beforehand. {first} Divided by {len(tested)} (Bonferroni) the level "
        f"is {level:.4f}, which {firm or 'none'} of them reach{'es' if firm == 1 else ''}. {_zeros(tested, sides)}"
    ).strip()


def _zeros(table: pd.DataFrame, sides: Sequence[str]) -> str:
    """What a zero is compatible with; without it a silence reads like a finding."""
    texts = []
    for row in table.dropna(subset=["bound"]).itertuples():
        side, of = (sides[0], row.first_of) if row.first == 0 else (sides[1], row.second_of)
        other = row.second / row.second_of if row.first == 0 else row.first / row.first_of
        texts.append(
            f"{row.question}, 0 of {of} in {given_to(side)}: compatible with a rate of up to {percent(row.bound)} (95%; the "
            f"other side's is {percent(other)})"
        )
    return f"A zero is no proof of absence: {'; '.join(texts)}. " if texts else ""


def priors() -> Mapping[str, str]:
    """The two priors of the log-odds, as a table prints them."""
    return {
        "z_informative": f"prior of {PRIOR_WORDS} words in the proportions of both sides together",
        "z_flat": f"prior of {FLAT_PRIOR} a word",
    }
