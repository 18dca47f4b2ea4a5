"""Charts of words in context: where a word stands, what it keeps company with, what two voices share."""

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from readout.exhibits.page import (
    GREY,
    INK,
    MM,
    Look,
    bars,
    column,
    dot,
    house_style,
    key,
    lanes,
    looks,
    mark,
    nothing,
    paragraph_rules,
    percent_axis,
    thin,
)
from readout.exhibits.page import (
    figure as new_figure,
)
from readout.exhibits.prose import label

_LANE = 6.4 * MM
#: Pairs drawn at most: what fits on half a page.
PAIRS = 24


def barcode(
    hits: pd.DataFrame,
    dispersion: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    voices: Sequence[str],
    title: str,
    source: str,
) -> Figure:
    """A line a hit where it stands in the text, a lane a term; the voices run along the top.

    Args:
        hits: From :func:`readout.measures.contexts.positions`.
        dispersion: From :func:`readout.measures.contexts.dispersion`; its order is that of the lanes.
        sentences: From :func:`readout.measures.share.ribbon`.
        voices: The readout's voices.
        title: The finding.
        source: The source line.
    """
    if dispersion.empty:
        return nothing(title, source, "No term is frequent enough to be followed through the text.")
    shown = [v for v in voices if (sentences["speaker"] == v).any()]
    names = [*(label(v) for v in shown), *dispersion["term"]]
    styles = looks(voices)
    with house_style():
        height = 26 * MM + 4 * MM * len(shown) + _LANE * len(dispersion)
        figure, axes = new_figure(title, source, width="text", height=height)
        for lane, voice in enumerate(shown):
            mine = sentences[sentences["speaker"] == voice]
            bars(axes, lane, mine["first_word"], mine["words"], styles[voice], height=0.5)
        for lane, term in enumerate(dispersion["term"], len(shown)):
            where = hits.loc[hits["term"] == term, "word"]
            axes.vlines(where + 0.5, lane - 0.36, lane + 0.36, color=INK, linewidth=thin(0.9, len(where)))
        paragraph_rules(axes, sentences, len(names), room=0.03)
        lanes(axes, names)
        axes.axhline(len(shown) - 0.5, color=GREY, linewidth=0.6)
        blank = [""] * len(shown)
        column(axes, 26, "hits", [*blank, *(f"{n:,}" for n in dispersion["count"])])
        of = [
            f"{n} of {parts}" for n, parts in zip(dispersion["paragraphs"], dispersion["parts"], strict=True)
        ]
        column(axes, 72, "paragraphs", [*blank, *of])
        column(axes, 98, "DP", [*blank, *(f"{dp:.2f}" if pd.notna(dp) else "–" for dp in dispersion["dp"])])
        axes.set_xlim(0, sentences["words"].sum())
        axes.set_xlabel("words from the start of the body; above: paragraphs")
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))
    return figure


def collocations(table: pd.DataFrame, *, title: str, source: str) -> Figure:
    """A dot a pair of neighbours at its logDice, with the counts of the pair and its words.

    Args:
        table: From :func:`readout.measures.contexts.collocations`, in the order of the lanes.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "No pair of words is frequent enough to be drawn.")
    lowest = math.floor(table["log_dice"].min() - 0.5)
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=28 * MM + 4.6 * MM * len(table))
        axes.hlines(range(len(table)), lowest, 14, color="#E6E6E6", linewidth=0.5, zorder=0)
        axes.plot(
            table["log_dice"], range(len(table)), linestyle="none", clip_on=False, **dot(Look(INK, INK), "o")
        )
        lanes(axes, (table["first"] + " " + table["second"]).tolist(), pad=0.7)
        for x, heading, name in (
            (26, "pair", "count"),
            (52, "first", "first_count"),
            (86, "second", "second_count"),
        ):
            column(axes, x, heading, [f"{n:,}" for n in table[name]])
        column(axes, 116, "G²", [f"{g2:.1f}" for g2 in table["g2"]])
        axes.set_xlim(lowest, 14)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.set_xlabel(
            "logDice: how much the two keep to each other (14: never apart; one less: half as much)"
        )
    return figure


def echo(table: pd.DataFrame, *, title: str, source: str) -> Figure:
    """How much of one person's words lies in wording that the other has too, against a baseline.

    A lane a length of the word sequences: a hollow dot for each of the other's own paragraphs, a line
    at their common share, and a filled mark for the person.

    Args:
        table: From :func:`readout.measures.contexts.echo`, one other voice.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "Fewer than two people are reported, so nothing can be shared.")
    lengths = list(dict.fromkeys(table["n"]))
    voice = table[table["kind"] == "other voice"]
    own = table[table["kind"] == "own paragraph"]
    speaker, other = voice["speaker"].iloc[0], voice["reference"].iloc[0]
    second = list(looks([other, speaker]).values())[1]
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=32 * MM + 9 * MM * len(lengths))
        shares: list[tuple[str, str]] = []
        for lane, n in enumerate(lengths):
            mine = own[own["n"] == n]
            axes.plot(mine["share"], [lane + 0.14] * len(mine), linestyle="none", clip_on=False, **_OWN)
            share = mine["shared"].sum() / mine["words"].sum()
            axes.vlines(share, lane - 0.1, lane + 0.38, color=INK, linewidth=1.2)
            at = voice.loc[voice["n"] == n, "share"].iloc[0]
            axes.plot(at, lane - 0.18, clip_on=False, **dot(second, "D", size=6))
            shares.append((f"{at:.1%}", f"{share:.1%}"))
        key(axes, _echo_key(speaker, other, second))
        lanes(axes, [f"{n} words" for n in lengths], pad=0.6)
        axes.tick_params(axis="y", pad=7)  # a mark at zero keeps clear of the name
        column(axes, 34, "share", [at for at, _ in shares])
        column(axes, 74, "baseline", [share for _, share in shares])
        upto = max(0.1, table["share"].max() * 1.05)
        percent_axis(axes, "share of the words that lie in shared sequences of this length (%)", upto=1.0)
        axes.spines["bottom"].set_bounds(0, upto)
        axes.set_xlim(0, upto)
    return figure


_OWN = dot(Look(GREY, GREY), "o", hollow=True, size=4)


def _echo_key(speaker: str, other: str, look: Look) -> list[object]:
    return [
        mark(f"{speaker}, in the words given to {other}", **dot(look, "D", size=6)),
        mark(f"each paragraph of {other}, in that person's others", **_OWN),
        mark("all of these together", marker="|", markersize=9, markeredgewidth=1.2, color=INK),
    ]
