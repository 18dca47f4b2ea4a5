"""Charts of terms: how often each side is given a word, and what sets the sides apart."""

import itertools
import math
import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from readout.exhibits.page import (
    GREY,
    INK,
    MM,
    PATCH,
    Look,
    dot,
    house_style,
    key,
    mark,
    nothing,
)
from readout.exhibits.page import (
    figure as new_figure,
)
from readout.exhibits.paired import (
    LANE,
    SHAPES,
    hits_at_the_right,
    interval,
    paired,
    ruled_lanes,
    side_looks,
)
from readout.exhibits.prose import label
from readout.measures.terms import FEW, REST

# The plot of :func:`keyness` takes about this much of its page, in points.
_AXES_WIDTH, _AXES_HEIGHT = 405.0, 250.0
# Where a name may stand, in points from its point, nearest first; up is away from zero.
_BESIDE = [(4, 0), (-4, 0), *((dx, dy) for dy in (9, 16, 24, -9, -16) for dx in (5, -5, 16, -16, 30))]
# Points get a name from the 10 % level of a single word on (chi-squared, one degree of freedom).
_WORTH_A_NAME = 2.71
_FADED = "#9A9A9A"
_DASHED = (0, (2, 1.5))


def rates(table: pd.DataFrame, *, title: str, source: str) -> Figure:
    """Two marks a term, at its rate on either side, with intervals and the raw counts.

    Args:
        table: From :func:`readout.measures.terms.rates`.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "No term is frequent enough to be drawn.")
    return paired(
        table.rename(columns={"term": "lane", "per_1000": "value", "count": "hits"}),
        title=title,
        source=source,
        few=FEW,
        units=("hits", "hits per 1,000 words, with 95% bootstrap interval over sentences"),
    )


def log_ratios(table: pd.DataFrame, *, sides: Sequence[str], title: str, source: str) -> Figure:
    """A point a term at its log ratio, with its interval; terms with hits on one side only are hollow.

    Args:
        table: From :func:`readout.measures.terms.ratio_limits`; a column ``block`` parts it.
        sides: Labels of the right-hand (positive) and the left-hand side.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "No term is frequent enough on both sides together.")
    table = _with_headings(table)
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=34 * MM + LANE * len(table))
        styles = side_looks(sides)
        _headings(axes, table["heading"])
        for row in table[table["log_ratio"].notna()].itertuples():
            number, lane = (0 if row.log_ratio >= 0 else 1), row.Index
            style = _DASHED if row.one_sided else "-"
            interval(axes, row.low, row.high, lane, styles[number], style)
            axes.plot(row.log_ratio, lane, **dot(styles[number], SHAPES[number], hollow=row.one_sided))
        axes.axvline(0, color=GREY, linewidth=0.7)
        hits_at_the_right(axes, [table["target"], table["reference"]], styles)
        hollow = mark("no hit on the other side", **dot(Look(GREY, GREY), "o", hollow=True))
        key(axes, [*_more_given_to(sides, styles), hollow])
        ruled_lanes(axes, table["term"].fillna(""))
        _mirror(axes, table[["log_ratio", "low", "high"]])
        axes.set_xlabel(
            "log ratio: 1 is twice, 2 four times, 3 eight times as frequent; 95% bootstrap interval"
        )
    return figure


def _more_in(side: str) -> str:
    return f"more in the {side}" if side == REST else f"more given to {label(side)}"


def _more_given_to(sides: Sequence[str], styles: Sequence[Look]) -> list[Line2D]:
    """The marks of a key for terms, by the side that has the higher rate."""
    return [
        mark(_more_in(side), **dot(look, shape))
        for side, look, shape in zip(sides, styles, SHAPES, strict=True)
    ]


def _with_headings(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an empty row before each block but the first, which takes the block's name."""
    first, *others = (block for _, block in table.groupby("block", sort=False))
    parts = [first.assign(heading=None)]
    for block in others:
        parts += [pd.DataFrame({"heading": [block["block"].iloc[0]]}), block]
    return pd.concat(parts, ignore_index=True)


def _headings(axes: Axes, headings: pd.Series) -> None:
    for lane, heading in headings.dropna().items():
        axes.axhline(lane - 0.5, color=GREY, linewidth=0.6)
        across = axes.get_yaxis_transform()
        axes.text(0.005, lane, heading, transform=across, va="center", fontsize=7.5, color=GREY, bbox=PATCH)


def _mirror(axes: Axes, values: pd.DataFrame) -> None:
    """The same distance to both sides of zero, so that lengths can be compared."""
    most = max(1.0, float(values.abs().max(axis=None)) * 1.08)
    axes.set_xlim(-most, most)
    axes.xaxis.set_major_locator(MaxNLocator(9, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:+.0f}" if x else "0"))


def keyness(table: pd.DataFrame, *, sides: Sequence[str], title: str, source: str) -> Figure:
    """A point a term: how often it occurs, and how unlike the two sides are in it.

    Above zero are terms with the higher rate on the first side. Beyond the dashed lines lies what
    would survive looking at the whole vocabulary.

    Args:
        table: From :func:`readout.measures.terms.keyness`; drawn are ``term``, ``hits``, ``g2``,
            ``critical`` and ``stop``.
        sides: Labels of the target and the reference.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "No term is frequent enough on both sides together.")
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=118 * MM)
        styles = side_looks(sides)
        # Stop words first, so that content words lie on top of them.
        for stop, first in itertools.product((True, False), (True, False)):
            mine = table[(table["stop"] == stop) & ((table["g2"] >= 0) == first)]
            shown = dot(styles[1 - first], SHAPES[1 - first], hollow=stop, size=4)
            axes.plot(mine["hits"], mine["g2"], linestyle="none", **shown)
        _log_hits(axes, table["hits"])
        _thresholds(axes, table)
        hollow = mark("stop word", **dot(Look(GREY, GREY), "o", hollow=True, size=4))
        key(axes, [*_more_given_to(sides, styles), hollow])
        _name_points(axes, table)
        axes.set_xlabel("hits on both sides together (logarithmic)")
        axes.set_ylabel("G² with sign: evidence of a difference")
    return figure


def _thresholds(axes: Axes, table: pd.DataFrame) -> None:
    """Zero, and the lines that only one vocabulary in twenty crosses by chance, where there are any."""
    critical = table["critical"].iloc[0]
    axes.axhline(0, color=GREY, linewidth=0.7)
    most = table["g2"].abs().max()
    if pd.notna(critical):
        most = max(most, critical)
        for y in (critical, -critical):
            axes.axhline(y, color=INK, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.annotate(
            "5% level for the whole vocabulary",
            (1, critical),
            xytext=(-2, 2),
            xycoords=axes.get_yaxis_transform(),
            textcoords="offset points",
            ha="right",
            va="bottom",
            fontsize=7,
            color=GREY,
        )
    axes.set_ylim(-most * 1.15, most * 1.15)


def _log_hits(axes: Axes, hits: pd.Series) -> None:
    low, high = hits.min(), hits.max()
    axes.set_xscale("log")
    axes.set_xlim(low * 0.9, high * 1.12)
    steps = [n * 10**e for e in range(7) for n in (1, 2, 3, 5)]
    ticks = [s for s in steps if low <= s <= high]
    axes.xaxis.set_major_locator(FixedLocator(ticks if len(ticks) > 1 else sorted({low, high})))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))


def _name_points(axes: Axes, table: pd.DataFrame) -> None:
    """Names beside the points, outermost first, where there is room; equal points share a label."""
    points = table.groupby(["hits", "g2"], sort=False)["term"].agg(list)
    order = sorted(points.index, key=lambda at: (-abs(at[1]), at[0]))
    centres = {at: _on_page(axes, *at) for at in order}
    taken = [(x - 3, y - 3, x + 3, y + 3) for x, y in centres.values()]
    for at in (at for at in order if abs(at[1]) > _WORTH_A_NAME):
        names = points[at]
        text = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")  # noqa: PLR2004
        x, y = centres[at]
        own = (x - 3, y - 3, x + 3, y + 3)
        long = 4.1 * len(text)  # points of a letter of this size, about
        for dx, outward in _BESIDE:
            dy = outward if at[1] > 0 else -outward
            left = x + dx if dx > 0 else x + dx - long
            box = (left, y + dy - 4, left + long, y + dy + 4)
            inside = box[0] > 0 and box[2] < _AXES_WIDTH
            way = [(x + dx * k / 12, y + dy * k / 12) for k in range(1, 12)] if dy else []
            strokes = [(a - 1, b - 1, a + 1, b + 1) for a, b in way]
            others = [other for other in taken if other != own]
            if inside and not any(_meet(a, b) for a in (box, *strokes) for b in others):
                taken.append(box)
                _name(axes, text, at, dx, dy)
                break


def _name(axes: Axes, text: str, at: tuple[float, float], dx: float, dy: float) -> None:
    """A name beside its point; a thin line leads to it from where it stands apart."""
    lead = {"arrowstyle": "-", "color": GREY, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 2} if dy else None
    axes.annotate(
        text,
        at,
        xytext=(dx, dy),
        textcoords="offset points",
        ha="left" if dx > 0 else "right",
        va="center",
        fontsize=7.5,
        arrowprops=lead,
    )


def _on_page(axes: Axes, hits: float, g2: float) -> tuple[float, float]:
    """A point's place in points of print, from the lower left of the axes, about."""
    (x0, x1), (y0, y1) = axes.get_xlim(), axes.get_ylim()
    x = math.log(hits / x0) / math.log(x1 / x0) * _AXES_WIDTH
    return x, (g2 - y0) / (y1 - y0) * _AXES_HEIGHT


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def ranks(table: pd.DataFrame, *, title: str, source: str) -> Figure:
    """A line a term through its places under each rule; what a rule moves, adds or drops is dark.

    Args:
        table: From :func:`readout.measures.terms.ranks`.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "No term is frequent enough to be ranked.")
    speakers, rules = table["speaker"].unique(), table["rule"].unique()
    with house_style():
        figure, panels = new_figure(
            title, source, width="text", height=26 * MM + 4.6 * MM * table["rank"].max(), panels=len(speakers)
        )
        for axes, speaker in zip([panels] if len(speakers) == 1 else panels, speakers, strict=True):
            mine = table[table["speaker"] == speaker]
            for term, group in mine.groupby("term", sort=False):
                _rank_line(axes, term, group, list(rules))
            axes.set_title(textwrap.fill(speaker, 30), loc="center", fontsize=8)
            axes.set_xticks(range(len(rules)), [f"rule {r}" for r in rules])
            axes.set_xlim(-1.15, len(rules) - 1 + 1.15)
            axes.set_ylim(table["rank"].max() + 0.6, 0.4)
            axes.set_yticks([])
            axes.spines[["left", "bottom"]].set_visible(False)
            axes.tick_params(axis="x", length=0)
    return figure


def _rank_line(axes: Axes, term: str, group: pd.DataFrame, rules: list[str]) -> None:
    x = [rules.index(rule) for rule in group["rule"]]
    moves = len(set(group["rank"])) > 1 or len(group) < len(rules)
    colour = INK if moves else _FADED
    axes.plot(x, group["rank"], color=colour, linewidth=1.3 if moves else 0.8, marker="o", markersize=3)
    ends = [("right", -6, 0)] if x[0] == 0 else []
    ends += [("left", 6, -1)] if x[-1] == len(rules) - 1 else []
    for side, away, at in ends:
        axes.annotate(
            f"{term} {group['count'].iloc[at]}",
            (x[at], group["rank"].iloc[at]),
            xytext=(away, 0),
            textcoords="offset points",
            ha=side,
            va="center",
            fontsize=7.5,
            color=INK if moves else GREY,
        )
