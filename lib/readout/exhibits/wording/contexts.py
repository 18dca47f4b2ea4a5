"""Findings about words in context."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from readout.exhibits.prose import ACCOUNT, Wording, counted, listed, percent, quoted, voice
from readout.measures.contexts import HDD_SAMPLE, MATTR_WINDOW, MTLD_THRESHOLD, SHARED
from readout.measures.terms import LEAST

_NAMED = 3


def lines(found: pd.DataFrame, term: str, similar: Sequence[str]) -> str:
    """In how many lines a term stands and whose they are, from :func:`readout.measures.contexts.kwic`."""
    if found.empty:
        near = f" Spelt alike: {listed(map(quoted, similar))}." if similar else ""
        return f"{quoted(term)} does not occur in the body.{near}"
    voices = found["speaker"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    given = listed(f"{n} of {voice(name)}" for name, n in voices.items())
    frames = int(found["frame"].sum())
    inside = f", {frames} of them inside a reporting clause" if frames else ""
    return f"{quoted(term)} stands in the body {counted(len(found), 'time')}{inside}: {given}."


def barcode(table: pd.DataFrame) -> Wording:
    """The words beside the barcode, from :func:`readout.measures.contexts.dispersion`."""
    if table.empty:
        text = "No term is frequent enough to be followed through the text"
        return Wording(text, f"{text}. {ACCOUNT}", f"Barcode plot. Empty: {text.lower()}.")
    crowding = table["paragraphs"] / table[["count", "parts"]].min(axis=1).clip(lower=1)
    wide = table.loc[table["paragraphs"].idxmax()]
    local = table.loc[crowding.where(table["count"] > 0, np.inf).idxmin()]
    spread = [f"“{row.term}” {row.paragraphs}" for row in table.itertuples()]
    parts = int(table["parts"].iloc[0])
    title = f"{quoted(wide['term'])} stands in {wide['paragraphs']} of {counted(parts, 'paragraph')}"
    if local["term"] != wide["term"]:
        title += (
            f", the {counted(int(local['count']), 'hit')} of {quoted(local['term'])} in {local['paragraphs']}"
        )
    return Wording(
        title,
        f"Where {counted(len(table), 'term')} stand in the body, a line a hit; above them the sentences of each voice. DP "
        "is the deviation of proportions (Gries 2008, not normalised): 0 where a term is spread over the paragraphs "
        f"in proportion to their length, towards 1 where it is bunched. {spread_of(table)} {ACCOUNT}",
        f"Barcode plot of {counted(len(table), 'term')} through the text. Of {counted(parts, 'paragraph')} they stand in: "
        f"{listed(spread[:6])}.",
    )


def spread_of(table: pd.DataFrame) -> str:
    """For which terms dispersion can be measured at all."""
    if table.empty:
        return "There is no term to measure."
    known = table.dropna(subset=["dp"])
    parts = counted(int(table["parts"].iloc[0]), "paragraph")
    if known.empty:
        return f"No term has as many hits as there are paragraphs ({parts}), so DP is not given for any."
    best = listed(f"“{row.term}” {row.dp:.2f}" for row in known.head(_NAMED).itertuples())
    rest = len(table) - len(known)
    return f"DP is {best}" + (
        f"; it is not given for {counted(rest, 'term')} with fewer hits than there are paragraphs ({parts})."
        if rest
        else "."
    )


def collocations(table: pd.DataFrame, drawn: int) -> Wording:
    """The words beside the dots of pairs, from :func:`readout.measures.contexts.collocations`.

    Args:
        table: All pairs.
        drawn: How many of them are drawn.
    """
    if table.empty:
        text = f"No pair of content words stands together {LEAST} times"
        return Wording(text, f"{text}. {ACCOUNT}", f"Dots of word pairs. Empty: {text.lower()}.")
    often = table.sort_values("count", ascending=False, kind="stable").iloc[0]
    pair = f"{often['first']} {often['second']}"
    most = listed(f"{r.first} {r.second}" for r in table.head(_NAMED).itertuples())
    shown = f"the {drawn} with the largest G² of " if drawn < len(table) else ""
    return Wording(
        f"“{pair}” is the most frequent pair of content words ({counted(int(often['count']), 'time')})",
        f"Pairs that stand side by side {LEAST} times or more without punctuation between them ({shown}"
        f"{counted(len(table), 'pair')}), by logDice = 14 + log2(2f/(f1 + f2)) (Rychlý 2008), with the hits of the pair and "
        "of its words, and G² (four cells, Dunning 1993). With so few hits a pair is a pointer to its lines, not a "
        f"finding. {ACCOUNT}",
        f"Dot plot of logDice for {counted(drawn, 'word pair')}. Largest G²: {most}.",
    )


def echo(table: pd.DataFrame) -> Wording:
    """The words beside the echo, from :func:`readout.measures.contexts.echo`, one other voice."""
    if table.empty:
        text = "Fewer than two people are reported, so no wording can be shared"
        return Wording(text, f"{text}. {ACCOUNT}", f"Shared wording. Empty: {text.lower()}.")
    row = table[(table["kind"] == "other voice") & (table["n"] == SHARED)].iloc[0]
    own = table[(table["kind"] == "own paragraph") & (table["n"] == SHARED)]
    base = _baseline(table)
    highest = own["share"].max()
    return Wording(
        f"{percent(row['share'])} of the words given to {row['speaker']} lie in sequences of {SHARED} words that "
        f"{row['reference']} is given too",
        f"Share of words that lie in word sequences of a length that the other is also given. Filled: {row['speaker']}, "
        f"looked up in what is given to {row['reference']}. Hollow: each paragraph of {row['reference']}, looked up in "
        f"that person's others ({counted(len(own), 'paragraph')}, for {SHARED} words together {percent(base)}, at most "
        f"{percent(highest)}). Sequences do not cross punctuation. Proper names and set phrases count; a longer text "
        f"to look up in offers more. {ACCOUNT}",
        f"Dots of the share of words in shared sequences. At {SHARED} words: {row['speaker']} {percent(row['share'])}, "
        f"paragraphs of {row['reference']} together {percent(base)}, at most {percent(highest)}.",
    )


def shared_wording(table: pd.DataFrame) -> str:
    """How much wording two people share against the baseline, from :func:`readout.measures.contexts.echo`."""
    row = table[(table["kind"] == "other voice") & (table["n"] == SHARED)]
    if row.empty:
        return "Fewer than two people are reported, so no wording can be shared."
    (row,) = row.to_dict("records")
    return (
        f"{percent(row['share'])} of the words given to {row['speaker']} lie in sequences of {SHARED} words that "
        f"{row['reference']} is given too. Between the paragraphs of {row['reference']} it is {percent(_baseline(table))}, for one of them "
        f"{percent(table.loc[(table['kind'] == 'own paragraph') & (table['n'] == SHARED), 'share'].max())}."
    )


def _baseline(table: pd.DataFrame) -> float:
    """What the paragraphs of one person share among themselves, all together."""
    own = table[(table["kind"] == "own paragraph") & (table["n"] == SHARED)]
    return own["shared"].sum() / own["words"].sum()


def shared_phrases(table: pd.DataFrame) -> str:
    """The longest wording that two people are given, from :func:`readout.measures.contexts.shared_phrases`."""
    if table.empty:
        return f"No sequence of {SHARED} words or more is given to both."
    first = table.iloc[0]
    return (
        f"{counted(len(table), 'passage')} of {SHARED} words or more are given word for word to both; the longest is "
        f"“{first['phrase']}” ({first['words']} words; {first['place']} and {first['elsewhere']})."
    )


def diversity(table: pd.DataFrame) -> str:
    """Whose vocabulary is more varied at equal length, from :func:`readout.measures.contexts.diversity`."""
    if len(table) < 2:  # noqa: PLR2004 - a comparison takes two
        return "There are no two people with enough words to compare their vocabularies."
    raw, fair = (
        table.sort_values(name, ascending=False)["speaker"].iloc[0] for name in ("ttr", "ttr_in_window")
    )
    window = int(table["window"].iloc[0])
    fair_values = listed(f"{row.speaker} {row.ttr_in_window:.3f}" for row in table.itertuples())
    turn = (
        "The plain type-token ratio names another"
        if raw != fair
        else "The plain type-token ratio names the same"
    )
    also = [
        f"{name} {listed(f'{value:.{digits}f}' for value in table[column])}"
        for name, column, digits in (
            (f"MATTR({MATTR_WINDOW})", "mattr", 3),
            (f"MTLD({MTLD_THRESHOLD})", "mtld", 1),
            (f"HD-D({HDD_SAMPLE})", "hdd", 3),
        )
        if table[column].notna().all()
    ]
    return (
        f"At equal length ({window} words) {fair} has the more varied vocabulary: {fair_values} types a word. {turn}, "
        f"because it falls with length. In the same order: {'; '.join(also)}."
    )
