"""Charts of topics: what each paragraph is about, what each side is given, and whom to believe."""

import textwrap
from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from readout.exhibits.page import (
    GREY,
    INK,
    MM,
    Look,
    column,
    dot,
    house_style,
    key,
    looks,
    mark,
    nothing,
)
from readout.exhibits.page import (
    figure as new_figure,
)
from readout.exhibits.paired import paired, ruled_lanes
from readout.exhibits.prose import label
from readout.measures.terms import FEW

# Shares from here on are printed in white on the dark cell.
_DARK = 0.55
# Shares below this are left unprinted: a number in every cell would hide the pattern.
_PRINTED = 0.1


def heat(
    table: pd.DataFrame,
    *,
    speakers: Mapping[int, Sequence[str]],
    titles: Mapping[str, str],
    voices: Sequence[str],
    title: str,
    source: str,
) -> Figure:
    """A row a paragraph in reading order, a column a topic, darker where the topic takes more words.

    Args:
        table: Paragraphs by codes, fractions, from :func:`readout.measures.topics.weights`.
        speakers: The voices of each paragraph, most words first; printed at its left.
        titles: Column headings by code.
        voices: The readout's voices, for their colours.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "There is no sentence to code.")
    styles = looks(voices)
    wide = len(table.columns)
    with house_style():
        height = min(170 * MM, 54 * MM + max(4.2, 5.2 - 0.01 * len(table)) * MM * len(table))
        figure, axes = new_figure(title, source, width="text", height=height)
        axes.imshow(table.to_numpy(), cmap="Greys", vmin=0, vmax=1.15, aspect="auto", interpolation="nearest")
        small = len(table) <= _PRINTED_ROWS
        for row, (_, shares) in enumerate(table.iterrows()):
            for at, share in enumerate(shares):
                if share >= _PRINTED and small:
                    colour = "white" if share >= _DARK else INK
                    axes.text(
                        at, row, f"{share * 100:.0f}", ha="center", va="center", fontsize=7, color=colour
                    )
        for row, paragraph in enumerate(table.index):
            look = styles[speakers[paragraph][0]]
            axes.add_patch(
                Rectangle((-0.95, row - 0.42), 0.32, 0.84, facecolor=look.fill, edgecolor=look.edge,
                          hatch=look.hatch, linewidth=0.4, clip_on=False)
            )  # fmt: skip
        names = [f"{p}  {_shortened(speakers[p])}" for p in table.index]
        every = -(-len(table) // _PRINTED_ROWS)
        axes.set_yticks(range(0, len(table), every), names[::every])
        axes.tick_params(axis="y", pad=14)
        headings = [textwrap.fill(titles.get(code, code), 18) for code in table.columns]
        axes.set_xticks(range(wide), headings, rotation=90, fontsize=7, ha="center")
        axes.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.set_xlim(-0.5, wide - 0.5)
        axes.set_xlabel("share of the paragraph's words (%)")
    return figure


_PRINTED_ROWS = 24
# Characters for the names of a paragraph's voices.
_NAMES = 30


def _shortened(names: Sequence[str]) -> str:
    first, *others = [label(name) for name in names]
    text = " + ".join([first, *others])
    if len(text) > _NAMES:
        text = f"{textwrap.shorten(first, _NAMES - 4, placeholder=' …')} + {len(others)}"
    return text


def weights(table: pd.DataFrame, *, title: str, source: str) -> Figure:
    """Two marks a topic, at its weight in what each person is given, with intervals.

    Args:
        table: From :func:`readout.measures.topics.speaker_weights`.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "No person is given words of their own.")
    shown = table.assign(**{name: table[name] * 100 for name in ("weight", "low", "high")})
    return paired(
        shown.rename(columns={"code": "lane", "weight": "value", "sentences": "hits"}),
        title=title,
        source=source,
        few=FEW,
        units=("sentences", "share of the person's words (%), with 95% bootstrap interval over sentences"),
    )


def methods(table: pd.DataFrame, *, title: str, source: str) -> Figure:
    """Two marks a method: how far it agrees with the reader, and with itself.

    Args:
        table: From :func:`readout.measures.topics.methods`.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "The text is too short for any method to be tried.")
    reader, itself = dot(Look(INK, INK), "o"), dot(Look(GREY, GREY), "s", hollow=True)
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=30 * MM + 5.6 * MM * len(table))
        for lane, row in enumerate(table.itertuples()):
            axes.plot(row.stability, lane, clip_on=False, **itself)
            if pd.notna(row.agreement):
                axes.plot(row.agreement, lane, clip_on=False, **reader)
        key(axes, [mark("with the hand codes", **reader), mark("with itself from another start", **itself)])
        ruled_lanes(axes, table["method"])
        column(axes, 42, "hand codes", [f"{x:.2f}" if pd.notna(x) else "–" for x in table["agreement"]])
        column(axes, 78, "itself", [f"{x:.2f}" for x in table["stability"]])
        axes.set_xlim(min(-0.05, table[["agreement", "stability"]].min(axis=None)), 1)
        axes.set_xlabel("adjusted Rand index of main topics: 0 is chance, 1 the same")
    return figure


def starts(table: pd.DataFrame, *, title: str, source: str) -> Figure:
    """A stroke a pair of starts: how far two runs of the same model on the same text agree.

    Args:
        table: From :func:`readout.measures.topics.models`.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "The text is too short for a topic model.")
    groups = list(table.groupby(["model", "unit", "topics"], sort=False)["ari"])
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=30 * MM + 6.4 * MM * len(groups))
        for lane, (_, values) in enumerate(groups):
            axes.vlines(values, lane - 0.3, lane + 0.3, color=GREY, linewidth=0.5, alpha=0.6)
            axes.plot(values.mean(), lane, **dot(Look(INK, INK), "D", size=4.5))
        pairs = len(groups[0][1])
        stroke = mark("a pair of starts", marker="|", markersize=8, color=GREY)
        key(axes, [stroke, mark(f"mean of {pairs} pairs", **dot(Look(INK, INK), "D", size=4.5))])
        ruled_lanes(axes, [f"{model}, {size} topics, by {unit}" for (model, unit, size), _ in groups])
        column(axes, 30, "mean", [f"{values.mean():.2f}" for _, values in groups])
        axes.set_xlim(min(-0.05, table["ari"].min()), 1.02)
        axes.set_xlabel("adjusted Rand index of two runs: 0 is chance, 1 the same")
    return figure
