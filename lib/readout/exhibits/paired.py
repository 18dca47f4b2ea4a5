"""Two sides compared lane by lane: the chart, and the parts it shares with others of its kind."""

from collections.abc import Iterable, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import ScaledTranslation

from readout.exhibits.page import (
    GREY,
    MM,
    Look,
    column,
    dot,
    house_style,
    key,
    lanes,
    looks,
    mark,
)
from readout.exhibits.page import (
    figure as new_figure,
)
from readout.exhibits.prose import label

#: Marks of the first and the second side, told apart by shape as well as by colour.
SHAPES = ("o", "D")
#: The same for up to four people.
FOUR_SHAPES = (*SHAPES, "s", "^")
#: Height of a lane, in inches.
LANE = 5.4 * MM


def side_looks(sides: Sequence[str]) -> list[Look]:
    """The looks of the two sides, in order."""
    return list(looks(list(sides)).values())


def paired(table: pd.DataFrame, *, title: str, source: str, few: int, units: tuple[str, str]) -> Figure:
    """Two marks a lane, one for each side, with intervals and the counts they rest on.

    Args:
        table: Columns ``lane``, ``speaker``, ``value``, ``low``, ``high``, ``hits``; lanes and
            sides in order.
        title: The finding.
        source: The source line.
        few: A mark that rests on fewer hits than this is hollow.
        units: What the hits are, and what the axis shows.
    """
    sides, listed = table["speaker"].unique(), table["lane"].unique()
    styles = side_looks(sides)
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=30 * MM + LANE * len(listed))
        for number, (side, look) in enumerate(zip(sides, styles, strict=True)):
            mine = table[table["speaker"] == side].set_index("lane").loc[listed]
            for lane, row in enumerate(mine.itertuples()):
                y = lane + (-0.16 if number == 0 else 0.16)
                interval(axes, row.low, row.high, y, look)
                shown = dot(look, SHAPES[number], hollow=row.hits < few)
                axes.plot(row.value, y, clip_on=False, **shown)
        hits_at_the_right(
            axes, [table.loc[table["speaker"] == side, "hits"] for side in sides], styles, units[0]
        )
        handles = [
            mark(label(side), **dot(look, shape))
            for side, look, shape in zip(sides, styles, SHAPES, strict=False)
        ]
        key(axes, [*handles, mark(f"fewer than {few} {units[0]}", **dot(Look(GREY, GREY), "o", hollow=True))])
        ruled_lanes(axes, listed)
        axes.set_xlim(0, None)
        axes.set_xlabel(units[1])
    return figure


def interval(axes: Axes, low: float, high: float, y: float, look: Look, style: object = "-") -> None:
    """The line of an interval, where there is one."""
    if pd.notna(low):
        axes.plot([low, high], [y, y], color=look.edge, linewidth=1, linestyle=style)


def hits_at_the_right(
    axes: Axes, hits: Sequence[pd.Series], styles: Sequence[Look], heading: str = "hits"
) -> None:
    """The raw counts of the sides, each under its side's mark."""
    places = range(28, 28 + 24 * len(hits), 24)
    column(axes, places[-1], heading, [], above=11)
    for points, counts, look, shape in zip(places, hits, styles, FOUR_SHAPES, strict=False):
        column(axes, points, "", [f"{n:,.0f}" if pd.notna(n) else "" for n in counts])
        shift = ScaledTranslation((points - 5) / 72, 6 / 72, axes.figure.dpi_scale_trans)
        axes.plot([1], [1], transform=axes.transAxes + shift, clip_on=False, **dot(look, shape, size=4))


def ruled_lanes(axes: Axes, listed: Iterable[str]) -> None:
    """Lanes with a thin line each, so that a name finds its mark."""
    names = list(listed)
    lanes(axes, names, pad=0.7)
    axes.tick_params(axis="y", pad=7)  # a mark at zero keeps clear of the name
    axes.hlines(
        range(len(names)),
        0,
        1,
        transform=axes.get_yaxis_transform(),
        color="#E6E6E6",
        linewidth=0.5,
        zorder=0,
    )
