"""Charts of naming and robustness, and the card: marks on the ribbon, orders, names, silences, curves."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from readout.exhibits.page import (
    GREY,
    INK,
    MM,
    Look,
    bars,
    dot,
    house_style,
    key,
    lanes,
    looks,
    mark,
    nothing,
    paragraph_rules,
)
from readout.exhibits.page import (
    figure as new_figure,
)
from readout.exhibits.prose import label

#: Shapes of up to five groups of marks on a ribbon, in the order of the groups.
SHAPES = ("v", "s", "o", "D", "^")
_ROWS = 28


def marked_ribbon(
    sentences: pd.DataFrame, marks: pd.DataFrame, *, voices: Sequence[str], title: str, source: str
) -> Figure:
    """The text in reading order, a cell a sentence, with marks above the sentences that have something.

    Args:
        sentences: From :func:`readout.measures.share.ribbon`.
        marks: Columns ``place`` and ``group``, one row a mark.
        voices: Lanes from top to bottom.
        title: The finding.
        source: The source line.
    """
    if marks.empty:
        return nothing(title, source, "There is nothing to mark in this text.")
    groups = list(dict.fromkeys(marks["group"]))[: len(SHAPES)]
    # Several marks of one sentence stand beside each other.
    marks = marks.assign(nth=marks.groupby("place").cumcount())
    step = sentences["words"].sum() / 90
    middle = (sentences["first_word"] + sentences["words"] / 2).set_axis(sentences["place"])
    lane_of = sentences.set_index("place")["speaker"].map(list(voices).index)
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=(34 + 9 * len(voices)) * MM)
        for lane, voice in enumerate(voices):
            mine = sentences[sentences["speaker"] == voice]
            bars(axes, lane, mine["first_word"], mine["words"], looks(voices)[voice], height=0.4)
        handles = []
        for shape, group in zip(SHAPES, groups, strict=False):
            shown = dot(Look(INK, INK), shape, hollow=shape in ("s", "D"), size=3.4)
            mine = marks[(marks["group"] == group) & marks["place"].isin(middle.index)]
            if len(mine):
                across = middle[mine["place"]].to_numpy() + mine["nth"].to_numpy() * step
                axes.plot(
                    across,
                    lane_of[mine["place"]] - 0.36,
                    linestyle="none",
                    clip_on=False,
                    **shown,
                )
            handles.append(mark(f"{group} {len(mine)}", **shown))
        key(axes, handles)
        axes.get_legend().set_bbox_to_anchor((0, 1.09))
        paragraph_rules(axes, sentences, len(voices))
        lanes(axes, [label(v) for v in voices])
        axes.set_xlim(0, sentences["words"].sum())
        axes.set_xlabel("words from the start of the body; above: paragraphs")
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))
    return figure


def orders(table: pd.DataFrame, *, title: str, source: str) -> Figure:
    """A row of tiles a person: how often the own state stands first, and second.

    Args:
        table: From :func:`readout.measures.naming.own_first`.
        title: The finding.
        source: The source line.
    """
    if table.empty or not table[["own_first", "own_second"]].to_numpy().sum():
        return nothing(title, source, "No two states are named together by people whose state is known.")
    most = table[["own_first", "own_second"]].max(axis=None)
    with house_style():
        figure, axes = new_figure(title, source, width="column", height=(30 + 13 * len(table)) * MM)
        for row, person in enumerate(table.itertuples()):
            for at, count in enumerate((person.own_first, person.own_second)):
                shade = 1 - 0.75 * count / most
                tile = {"facecolor": (shade, shade, shade), "edgecolor": GREY, "linewidth": 0.6}
                axes.add_patch(Rectangle((at - 0.48, row - 0.44), 0.96, 0.88, **tile))
                colour = "white" if shade < 0.5 else INK  # noqa: PLR2004 - half way to black
                axes.text(at, row, f"{count}", ha="center", va="center", fontsize=12, color=colour)
        axes.set_xlim(-0.5, 1.5)
        lanes(axes, [f"{label(p.speaker)}\n({p.state})" for p in table.itertuples()], pad=0.5)
        axes.set_xticks([0, 1], ["own state first", "own state second"])
        axes.tick_params(axis="x", length=0)
        axes.spines["bottom"].set_visible(False)
    return figure


def entities(table: pd.DataFrame, *, speakers: Sequence[str], title: str, source: str) -> Figure:
    """A row a name, a column a person: a dot as large as the hits, with their number.

    Args:
        table: From :func:`readout.measures.naming.by_name`.
        speakers: The people, left to right.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "No name of the gazetteer is given to anybody.")
    table = table.head(_ROWS)
    styles, most = looks(speakers), table[list(speakers)].max(axis=None)
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=(30 + 5 * len(table)) * MM)
        for lane, row in table.iterrows():
            for at, who in enumerate(speakers):
                count = int(row[who])
                if count:
                    size = 3 + 7 * (count / most) ** 0.5
                    axes.plot(at, lane, **dot(styles[who], "o", size=size))
                axes.text(
                    at + 0.16, lane, f"{count}", va="center", fontsize=7.5, color=INK if count else GREY
                )
        for lane in range(1, len(table)):
            if table["type"][lane] != table["type"][lane - 1]:
                axes.axhline(lane - 0.5, color=GREY, linewidth=0.6)
        lanes(axes, [f"{row['name']}  ({row['type']})" for _, row in table.iterrows()])
        axes.tick_params(axis="y", labelsize=7)
        axes.set_xticks(range(len(speakers)), [textwrap.fill(label(who), 14) for who in speakers])
        axes.set_xlim(-0.5, len(speakers) - 0.5)
        axes.set_xlabel("hits in what is given to")
    return figure


def silences(table: pd.DataFrame, *, title: str, source: str) -> Figure:
    """A row a term that was to be looked for: its hits, nought above all, and why it was looked for.

    Args:
        table: From :func:`readout.measures.naming.silences`.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "No list of expected terms goes with this text.")
    rows = [(r.term, f"{r.hits}", r.reason, r.source) for r in table.head(_ROWS).itertuples()]
    return _ruled_table(_SILENCES, rows, title, source)


def specifications(table: pd.DataFrame, verdicts: pd.DataFrame, *, title: str, source: str) -> Figure:
    """A panel a headline: the values of all forks from lowest to highest, the reference filled.

    Args:
        table: From :func:`readout.measures.robustness.specifications`.
        verdicts: From :func:`readout.measures.robustness.verdicts`.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "There are no two people to compare.")
    names = verdicts["headline"].tolist()
    wide = 3
    high = -(-len(names) // wide)
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=(22 + 34 * high) * MM)
        axes.remove()
        panels = figure.subplots(high, wide, squeeze=False).ravel()
        for panel, row in zip(panels, verdicts.itertuples(), strict=False):
            _curve(panel, table[table["headline"] == row.headline], row)
        for panel in panels[len(names) :]:
            panel.set_axis_off()
    return figure


def _curve(axes: Axes, forks: pd.DataFrame, verdict: object) -> None:
    forks = forks.sort_values("value", kind="stable").reset_index(drop=True)
    others = forks[~forks["reference"]]
    axes.plot(
        others.index, others["value"], linestyle="none", **dot(Look(GREY, GREY), "o", hollow=True, size=2.6)
    )
    own = forks[forks["reference"]]
    axes.plot(own.index, own["value"], linestyle="none", **dot(Look(INK, INK), "D", size=4.5))
    axes.axhline(0, color=GREY, linewidth=0.7)
    low, high = min(0.0, forks["value"].min()), max(0.0, forks["value"].max())
    room = 0.12 * ((high - low) or 1.0)
    axes.set_ylim(low - room, high + room)
    axes.set_xlim(-1, len(forks))
    axes.set_xticks([])
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.tick_params(axis="y", labelsize=7)
    about = f" ({verdict.subject})" if verdict.subject else ""
    who = f": {label(verdict.who)}" if verdict.who else ""
    heading = "\n".join(textwrap.wrap(f"{verdict.notebook} {verdict.headline}{about}{who}", 30))
    axes.set_title(
        f"{heading}\n{verdict.verdict}, {verdict.agreeing} of {verdict.forks}", fontsize=7, loc="left"
    )
    axes.set_ylabel("\n".join(textwrap.wrap(verdict.unit, 24)), fontsize=6.5)


def card(facts: pd.DataFrame, *, title: str, source: str) -> Figure:
    """The readout card as one page: what, the fact, its rung and its notebook.

    Args:
        facts: Columns ``about``, ``fact``, ``rung``, ``notebook``.
        title: The finding.
        source: The source line.
    """
    rows = [(row.about, row.fact, row.rung, row.notebook) for row in facts.itertuples()]
    return _ruled_table(_CARD, rows, title, source)


@dataclass(frozen=True)
class _Column:
    """A column of a drawn table: its head, where it begins (share of the width), characters in a line."""

    head: str
    left: float
    wrap: int


_CARD = (_Column("what", 0, 40), _Column("fact", 0.36, 64), _Column("rung", 0.91, 6), _Column("in", 0.97, 4))
_SILENCES = (
    _Column("term", 0, 36),
    _Column("hits", 0.31, 6),
    _Column("why it was looked for", 0.37, 38),
    _Column("source", 0.68, 38),
)


def _ruled_table(
    columns: Sequence[_Column], rows: Sequence[Sequence[str]], title: str, source: str
) -> Figure:
    """A table as a page prints it: a thin rule above each row, long texts in several lines."""
    wrapped = [
        [textwrap.wrap(text, c.wrap) or [""] for text, c in zip(row, columns, strict=True)] for row in rows
    ]
    sizes = [max(map(len, cells)) for cells in wrapped]
    with house_style():
        height = (20 + 3.3 * sum(sizes) + 1.4 * len(rows)) * MM
        figure, axes = new_figure(title, source, width="text", height=height)
        axes.set_axis_off()
        axes.set_xlim(0, 1)
        axes.set_ylim(sum(sizes) + 0.42 * len(rows) + 1.2, 0)
        for c in columns:
            axes.text(c.left, 0.6, c.head, fontsize=7, color=GREY, va="center")
        at = 1.2
        for cells, size in zip(wrapped, sizes, strict=True):
            axes.axhline(at, color="#CCCCCC", linewidth=0.5)
            for c, lines in zip(columns, cells, strict=True):
                axes.text(c.left, at + 0.25, "\n".join(lines), fontsize=7, va="top", linespacing=1.25)
            at += size + 0.42
    return figure
