"""Notebook 03: where a word stands, what keeps it company, and what wording two people share."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from readout.document import Readout
from readout.exhibits import page
from readout.exhibits.export import Exhibit, empty
from readout.exhibits.prose import (
    ACCOUNT,
    SETTINGS,
    TERM_SETTINGS,
    WORD_SETTINGS,
    Wording,
    agreeing,
    counted,
    label,
    listed,
    percent,
    quoted,
    source_line,
    voice,
)
from readout.measures import contexts
from readout.measures.contexts import HDD_SAMPLE, MATTR_WINDOW, MTLD_THRESHOLD, SHARED
from readout.measures.terms import LEAST

_LANE = 6.4 * page.MM
# Pairs drawn at most: what fits on half a page.
_PAIRS = 24
# So many terms or pairs stand in a sentence.
_NAMED = 3
_OWN = page.dot(page.Look(page.GREY, page.GREY), "o", hollow=True, size=4)


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


def dispersion(readout: Readout, hits: pd.DataFrame, table: pd.DataFrame, sentences: pd.DataFrame) -> Exhibit:
    """A line a hit where it stands in the text, a lane a term; the voices run along the top.

    Args:
        readout: The readout.
        hits: From :func:`readout.measures.contexts.positions`.
        table: From :func:`readout.measures.contexts.dispersion`; its order is that of the lanes.
        sentences: From :func:`readout.measures.share.ribbon`.
    """
    if table.empty:
        reason = "No term is frequent enough to be followed through the text"
        return empty(readout, "Barcode plot", reason, hits, SETTINGS)
    said = _dispersion_words(table)
    figure = _draw_dispersion(hits, table, sentences, readout.voices, said.title, source_line(readout))
    return Exhibit(figure, *said, hits, readout, SETTINGS)


def _draw_dispersion(
    hits: pd.DataFrame,
    dispersion: pd.DataFrame,
    sentences: pd.DataFrame,
    voices: Sequence[str],
    title: str,
    source: str,
) -> Figure:
    shown = [v for v in voices if (sentences["speaker"] == v).any()]
    names = [*(label(v) for v in shown), *dispersion["term"]]
    styles = page.looks(voices)
    with page.house_style():
        height = 26 * page.MM + 4 * page.MM * len(shown) + _LANE * len(dispersion)
        figure, axes = page.figure(title, source, width="text", height=height)
        for lane, voice in enumerate(shown):
            mine = sentences[sentences["speaker"] == voice]
            page.bars(axes, lane, mine["first_word"], mine["words"], styles[voice], height=0.5)
        for lane, term in enumerate(dispersion["term"], len(shown)):
            where = hits.loc[hits["term"] == term, "word"]
            axes.vlines(
                where + 0.5, lane - 0.36, lane + 0.36, color=page.INK, linewidth=page.thin(0.9, len(where))
            )
        page.paragraph_rules(axes, sentences, len(names), room=0.03)
        page.lanes(axes, names)
        axes.axhline(len(shown) - 0.5, color=page.GREY, linewidth=0.6)
        blank = [""] * len(shown)
        page.column(axes, 26, "hits", [*blank, *(f"{n:,}" for n in dispersion["count"])])
        of = [
            f"{n} of {parts}" for n, parts in zip(dispersion["paragraphs"], dispersion["parts"], strict=True)
        ]
        page.column(axes, 72, "paragraphs", [*blank, *of])
        page.column(
            axes, 98, "DP", [*blank, *(f"{dp:.2f}" if pd.notna(dp) else "–" for dp in dispersion["dp"])]
        )
        page.words_axis(axes, sentences)
    return figure


def _dispersion_words(table: pd.DataFrame) -> Wording:
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
        f"Where {counted(len(table), 'term')} {agreeing(len(table), 'stands', 'stand')} in the body, a line a hit; above them the sentences of each voice. DP "
        "is the deviation of proportions (Gries 2008, not normalised): 0 where a term is spread over the paragraphs "
        f"in proportion to their length, towards 1 where it is bunched. {spread_of(table)} {ACCOUNT}",
        f"Barcode plot of {counted(len(table), 'term')} through the text. Of {counted(parts, 'paragraph')} "
        f"{agreeing(len(table), 'it stands', 'they stand')} in: "
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


def collocations(readout: Readout, table: pd.DataFrame) -> Exhibit:
    """A dot a pair of neighbours at its logDice, with the counts of the pair and its words.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.contexts.collocations`; the first of its pairs are drawn.
    """
    drawn = table.head(_PAIRS).sort_values("log_dice", ascending=False)
    if drawn.empty:
        reason = f"No pair of content words stands together {LEAST} times"
        return empty(readout, "Dots of word pairs", reason, drawn, TERM_SETTINGS)
    said = _collocation_words(table, len(drawn))
    figure = _draw_collocations(drawn, said.title, source_line(readout, TERM_SETTINGS))
    return Exhibit(figure, *said, drawn, readout, TERM_SETTINGS)


def _draw_collocations(table: pd.DataFrame, title: str, source: str) -> Figure:
    lowest = math.floor(table["log_dice"].min() - 0.5)
    with page.house_style():
        figure, axes = page.figure(
            title, source, width="text", height=28 * page.MM + 4.6 * page.MM * len(table)
        )
        axes.hlines(range(len(table)), lowest, 14, color="#E6E6E6", linewidth=0.5, zorder=0)
        axes.plot(
            table["log_dice"],
            range(len(table)),
            linestyle="none",
            clip_on=False,
            **page.dot(page.Look(page.INK, page.INK), "o"),
        )
        page.lanes(axes, (table["first"] + " " + table["second"]).tolist(), pad=0.7)
        for x, heading, name in (
            (26, "pair", "count"),
            (52, "first", "first_count"),
            (86, "second", "second_count"),
        ):
            page.column(axes, x, heading, [f"{n:,}" for n in table[name]])
        page.column(axes, 116, "G²", [f"{g2:.1f}" for g2 in table["g2"]])
        axes.set_xlim(lowest, 14)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.set_xlabel(
            "logDice: how much the two keep to each other (14: never apart; one less: half as much)"
        )
    return figure


def _collocation_words(table: pd.DataFrame, drawn: int) -> Wording:
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


def echo(readout: Readout, table: pd.DataFrame) -> Exhibit:
    """How much of one person's words lies in wording that the other has too, against a baseline.

    A lane a length of the word sequences: a hollow dot for each of the other's own paragraphs, a line
    at their common share, and a filled mark for the person.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.contexts.echo`, one other voice.
    """
    if table.empty:
        reason = "Fewer than two people are reported, so no wording can be shared"
        return empty(readout, "Shared wording", reason, table, WORD_SETTINGS)
    said = _echo_words(table)
    figure = _draw_echo(table, said.title, source_line(readout, WORD_SETTINGS))
    return Exhibit(figure, *said, table, readout, WORD_SETTINGS)


def _draw_echo(table: pd.DataFrame, title: str, source: str) -> Figure:
    lengths = list(dict.fromkeys(table["n"]))
    voice = table[table["kind"] == "other voice"]
    own = table[table["kind"] == "own paragraph"]
    speaker, other = voice["speaker"].iloc[0], voice["reference"].iloc[0]
    second = list(page.looks([other, speaker]).values())[1]
    with page.house_style():
        figure, axes = page.figure(
            title, source, width="text", height=32 * page.MM + 9 * page.MM * len(lengths)
        )
        shares: list[tuple[str, str]] = []
        for lane, n in enumerate(lengths):
            mine = own[own["n"] == n]
            axes.plot(mine["share"], [lane + 0.14] * len(mine), linestyle="none", clip_on=False, **_OWN)
            share = mine["shared"].sum() / mine["words"].sum()
            axes.vlines(share, lane - 0.1, lane + 0.38, color=page.INK, linewidth=1.2)
            at = voice.loc[voice["n"] == n, "share"].iloc[0]
            axes.plot(at, lane - 0.18, clip_on=False, **page.dot(second, "D", size=6))
            shares.append((f"{at:.1%}", f"{share:.1%}"))
        page.key(axes, _echo_key(speaker, other, second))
        page.lanes(axes, [f"{n} words" for n in lengths], pad=0.6)
        axes.tick_params(axis="y", pad=7)  # a mark at zero keeps clear of the name
        page.column(axes, 34, "share", [at for at, _ in shares])
        page.column(axes, 74, "baseline", [share for _, share in shares])
        upto = max(0.1, table["share"].max() * 1.05)
        page.percent_axis(
            axes, "share of the words that lie in shared sequences of this length (%)", upto=1.0
        )
        axes.spines["bottom"].set_bounds(0, upto)
        axes.set_xlim(0, upto)
    return figure


def _echo_key(speaker: str, other: str, look: page.Look) -> list[object]:
    return [
        page.mark(f"{speaker}, in the words given to {other}", **page.dot(look, "D", size=6)),
        page.mark(f"each paragraph of {other}, in that person's others", **_OWN),
        page.mark("all of these together", marker="|", markersize=9, markeredgewidth=1.2, color=page.INK),
    ]


def _echo_words(table: pd.DataFrame) -> Wording:
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
        f"{counted(len(table), 'passage')} of {SHARED} words or more {agreeing(len(table), 'is', 'are')} given word for word to both; "
        f"the longest is "
        f"“{first['phrase']}” ({first['words']} words; {first['place']} and {first['elsewhere']})."
    )


def diversity(table: pd.DataFrame) -> str:
    """Whose vocabulary is more varied at equal length, from :func:`readout.measures.contexts.diversity`."""
    if len(table) < 2:  # a comparison takes two
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


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 03 contributes to the readout card; columns as :func:`readout.exhibits.share.facts`."""
    rows = []
    table = contexts.echo(readout, lengths=[SHARED])
    if len(table):
        voice = table.iloc[0]
        about = (
            f"words given to {voice['speaker']} in {SHARED}-word sequences also given to {voice['reference']}"
        )
        base = percent(_baseline(table))
        fact = f"{percent(voice['share'])}; {voice['reference']}'s own paragraphs among themselves {base}"
        rows.append((about, fact, "C2", "body"))
        for phrase in contexts.shared_phrases(readout).head(1).itertuples():
            about = "longest wording that both are given"
            fact = f"“{phrase.phrase}” ({phrase.words} words)"
            rows.append((about, fact, "C1", f"{phrase.place}, {phrase.elsewhere}"))
    return pd.DataFrame(rows, columns=["about", "fact", "rung", "where"]).assign(notebook="03")
