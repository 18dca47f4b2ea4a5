"""Findings about speaker share."""

import numpy as np
import pandas as pd

from readout.attribution import CARRIED_RULES
from readout.document import UNNAMED
from readout.exhibits.charts import MIN_FOR_MEDIAN
from readout.exhibits.wording.phrases import (
    ACCOUNT,
    SIGNIFICANT,
    Wording,
    between,
    counted,
    listed,
    percent,
    sentence,
    signed,
    voice,
)
from readout.measures.share import FRAMES, OURS
from readout.statistics import MIN_UNITS, Difference
from readout.text import words


def shares(table: pd.DataFrame) -> str:
    """Who is given how much, from :func:`readout.measures.share.by_voice`."""
    given = [f"{voice(n)} {percent(r.share)} ({int(r.words):,})" for n, r in _present(table)]
    return f"Of the body's {counted(table['words'].sum(), 'word')} the readout gives {listed(given)}."


def ribbon(sentences: pd.DataFrame, shares_: pd.DataFrame) -> Wording:
    """The words beside the reading-order ribbon."""
    return Wording(
        _lead(shares_),
        f"The {counted(len(sentences), 'sentence')} of the body in reading order, each as wide as its "
        "words and in the lane of the voice it is attributed to. A triangle marks a sentence that opens with "
        f"a reporting clause; the numbers above are paragraphs, counted from the first line. {openings(sentences)} "
        f"{ACCOUNT}",
        "Strip of the text in reading order, a lane for each voice. "
        + sentence(_stretches(sentences, shares_)),
    )


_MOST_NAMED = 3


def _lead(shares_: pd.DataFrame) -> str:
    """Who is given how much in how many paragraphs; at most three are named, so that a title stays one."""
    people = [(n, r) for n, r in _present(shares_) if n not in UNNAMED]
    if not people:
        return "No person is given words of their own"
    (name, row), *rest = people[:_MOST_NAMED]
    first = (
        f"{name} is given {percent(row.share)} of the words in {counted(int(row.paragraphs), 'paragraph')}"
    )
    return "; ".join(
        [first, *(f"{n} {percent(r.share)} in {counted(int(r.paragraphs), 'paragraph')}" for n, r in rest)]
    )


def _stretches(sentences: pd.DataFrame, shares_: pd.DataFrame) -> str:
    """Where the largest voices stand; the others by their number of sentences."""
    total = sentences["words"].sum()
    texts = []
    for name, row in _present(shares_):
        mine = sentences[sentences["speaker"] == name]
        begin, end = mine["first_word"].iloc[0], mine["first_word"].iloc[-1] + mine["words"].iloc[-1]
        size = counted(int(row.sentences), "sentence")
        long = name not in UNNAMED and len(texts) < _MOST_NAMED
        texts.append(
            f"{voice(name)} {size}" + long * f" from {begin / total:.0%} to {end / total:.0%} of the way"
        )
    return listed(texts)


def openings(sentences: pd.DataFrame) -> str:
    """How many of the sentences given to people name their speaker themselves."""
    people = sentences[~sentences["speaker"].isin(UNNAMED)]
    if people.empty:
        return "No sentence is attributed to a person."
    carried = int(people["rule"].isin(CARRIED_RULES).sum())
    return (
        f"Of the {counted(len(people), 'sentence')} attributed to people, {len(people) - carried} name their "
        f"speaker; the other {carried} ({carried / len(people):.0%}) are attributed by what stands around them."
    )


def positions(sentences: pd.DataFrame) -> str:
    """Where the first words attributed to each person stand."""
    total = sentences["words"].sum()
    people = sentences[~sentences["speaker"].isin(UNNAMED)].groupby("speaker", sort=False).first()
    if people.empty:
        return "No words are attributed to a person."
    (name, row), *rest = people.iterrows()
    begin = f"to {name} come after {percent(row.first_word / total)} of the body ({row.place})"
    places = [begin, *(f"to {n} after {percent(r.first_word / total)} ({r.place})" for n, r in rest)]
    return f"The first words attributed {listed(places)}."


def share_range(table: pd.DataFrame, rules: pd.DataFrame) -> Wording:
    """The words beside the bars with ranges.

    Args:
        table: Voices with ``share``, ``lowest`` and ``highest``.
        rules: From :func:`readout.measures.share.counting_rules`.
    """
    ways = rules.groupby(["unit", "frames"]).ngroups
    ranges = listed(
        f"{voice(n)} {percent(r.share)} ({between(r.lowest, r.highest)})" for n, r in _present(table)
    )
    first, row = _present(table)[0]
    return Wording(
        f"Over {ways} ways of counting, {voice(first)} is given {between(row.lowest, row.highest)}% of the body",
        f"Share of the body by voice, in words by rule {words.REFERENCE}; in parentheses and as a bracket, its "
        f"lowest and highest value over {ways} ways of counting (sentences, characters, six rules for words; "
        "introductory clauses counted, left out or given to the narrator). The range reflects the choice of "
        f"rule, not sampling error: {ranges}. {ACCOUNT}",
        f"Bar chart of the share of the body by voice, 0 to 100%, with ranges: {ranges}.",
    )


def extremes(rules: pd.DataFrame) -> str:
    """Which ways of counting give the first voice its lowest and highest share."""
    first = rules[rules["speaker"] == rules["speaker"].iloc[0]].reset_index(drop=True)
    low, high = first.loc[first["share"].idxmin()], first.loc[first["share"].idxmax()]
    equal = int(first["share"].duplicated().sum())
    return (
        f"{sentence(voice(first['speaker'].iloc[0]))[:-1]} is given least, {percent(low['share'])}, by "
        f"{low['unit']} with frames {low['frames']}, and most, {percent(high['share'])}, by {high['unit']} with "
        f"frames {high['frames']}. {equal} of the {len(first)} ways repeat another's share exactly, so they are no "
        "independent checks."
    )


def two_way(rules: pd.DataFrame) -> str:
    """The first person's share among people only, from :func:`readout.measures.share.counting_rules`."""
    people = rules.dropna(subset=["among_speakers"])
    if people["speaker"].nunique() < 2:  # noqa: PLR2004 - a share of one is always 100 %
        return "With fewer than two people there is no share among people to compare."
    mine = people[people["speaker"] == people["speaker"].iloc[0]]
    reference = mine[(mine["unit"] == f"words {words.REFERENCE}") & (mine["frames"] == FRAMES[0])]
    span = between(mine["among_speakers"].min(), mine["among_speakers"].max())
    return (
        f"Leaving out both sides and the narrator, {mine['speaker'].iloc[0]} is given "
        f"{percent(reference['among_speakers'].iloc[0])} by words, {span}% over the {len(mine)} ways of counting; "
        "the attribution is the same in all of them."
    )


def simple_rules(table: pd.DataFrame, sentences: int) -> Wording:
    """The words beside the comparison with simple rules, from :func:`readout.measures.share.attribution_rules`."""
    others = table.drop(index=OURS)
    worst, best = others["sentences_moved"].idxmax(), others["sentences_moved"].idxmin()
    moved = {
        rule: f"{counted(int(row.sentences_moved), 'sentence')} ({counted(int(row.words_moved), 'word')})"
        for rule, row in others.iterrows()
    }
    low, high = (int(n) for n in (others["sentences_moved"].min(), others["sentences_moved"].max()))
    places = listed(f"“{rule}” {text}" for rule, text in moved.items())
    return Wording(
        f"Simple rules place {low:,} to {high:,} of {counted(sentences, 'sentence')} otherwise than this library",
        f"Shares of the body's words under {len(others)} simple attribution rules and under this library's. "
        f"Placed otherwise than by the library: {places}. That is an error only where the library is right: "
        "check the text. Where two people are named a simple rule takes the first; where nobody is named the "
        f"words count as grey, with those of both sides and the narrator. {ACCOUNT}",
        f"Stacked bars of the share of words by speaker under {len(table)} attribution rules. Most sentences placed "
        f"otherwise by “{worst}”, {moved[worst]}; fewest by “{best}”, {moved[best]}.",
    )


def assigned(table: pd.DataFrame) -> str:
    """How far the first person's share depends on the attribution rule."""
    name = table.columns[0]
    if name == "others":
        return "No words are attributed to a person by name."
    others = table.drop(index=OURS)[name]
    return (
        f"Under the simple attribution rules {name} is given {between(others.min(), others.max())}% of the words, "
        f"under this notebook's {percent(table.loc[OURS, name])}."
    )


def sentence_length(table: pd.DataFrame, gap: Difference | None) -> Wording:
    """The words beside the dots of sentence length, from :func:`readout.measures.share.sentence_lengths`."""
    middle = listed(
        f"{voice(n)} {r['median']:g} (n = {r['sentences']:.0f})"
        if r["sentences"] >= MIN_FOR_MEDIAN
        else f"{voice(n)} none (n = {r['sentences']:.0f})"
        for n, r in table.iterrows()
    )
    return Wording(
        _length_title(table, gap),
        f"Length of every body sentence in words, a dot each; median by voice: {middle}. "
        f"{length_gap(table, gap)} {ACCOUNT}",
        f"Dot plot of sentence length by voice, 0 to {table['longest'].max():.0f} words. Medians: {middle}.",
    )


def _length_title(table: pd.DataFrame, gap: Difference | None) -> str:
    if gap is None or np.isnan(gap.p):
        return "Too few sentences to compare their length between two people"
    pair = _people(table)[:2]
    if gap.p >= SIGNIFICANT:
        return f"No difference in mean sentence length can be shown between {listed(pair)}"
    longer, shorter = pair if gap.value > 0 else pair[::-1]
    return f"Sentences attributed to {longer} average {abs(gap.value):.1f} words more than those attributed to {shorter}"


def length_gap(table: pd.DataFrame, gap: Difference | None) -> str:
    """The difference between the two largest voices, with what it can't bear."""
    if gap is None:
        return "There are no two people to compare."
    first, second = _people(table)[:2]
    start = f"Mean length, {first} minus {second}: {signed(gap.value)} words"
    if np.isnan(gap.p):
        return f"{start}; no interval, because one of them has fewer than {MIN_UNITS} sentences."
    chance = "< 0.01" if gap.p < 0.01 else f"= {gap.p:.2f}"  # noqa: PLR2004 - finer would be false precision
    return (
        f"{start} (95% bootstrap over sentences {signed(gap.low)} to {signed(gap.high)}, permutation "
        f"p {chance}). A difference under about {gap.detectable:.0f} words would probably be missed (80% power). "
        "Neighbouring sentences are hardly independent, so the interval is probably too narrow and p too small."
    )


def _present(table: pd.DataFrame) -> list[tuple[str, pd.Series]]:
    return [(name, row) for name, row in table.iterrows() if row["words"]]


def _people(table: pd.DataFrame) -> list[str]:
    """The people among the voices of a table, in its order."""
    return [name for name in table.index if name not in UNNAMED]
