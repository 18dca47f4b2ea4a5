"""The parts that charts are made of: page, house style, looks of the voices, lanes, bars, marks, keys."""

import textwrap
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from readout.document import JOINT, NARRATOR

MM = 1 / 25.4
#: Widths a page offers, in inches, with the characters of a bold title that fit on a line.
WIDTHS = {"column": (89 * MM, 44), "text": (160 * MM, 84)}
#: Figures are no higher than this, so that a caption fits under them on a page.
MAX_HEIGHT = 170 * MM
GREY = "#555555"
INK = "#111111"
#: Behind numbers on a hatched ground.
PATCH = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}


@dataclass(frozen=True)
class Look:
    """How the marks of one voice are filled and edged."""

    fill: str
    edge: str
    hatch: str = ""


UNNAMED_LOOKS = {JOINT: Look("#6FBCE8", "#33566B"), NARRATOR: Look("#E3E3E3", "#6B6B6B")}
# Dark to light, so that neighbours stay apart without colour; hatched from the third person on.
PEOPLE = (
    Look("#0B3C6F", "#0B3C6F"),
    Look("#D55E00", "#8A3D00"),
    Look("#FFFFFF", "#0B3C6F", "//////"),
    Look("#FFFFFF", "#8A3D00", "......"),
)


def looks(voices: Sequence[str]) -> dict[str, Look]:
    """The look of each voice: people by their order, ``joint`` and ``narrator`` always the same.

    Example:
        >>> looks(["Ana", "joint"])["Ana"].fill
        '#0B3C6F'
    """
    people = [v for v in voices if v not in UNNAMED_LOOKS]
    return {v: UNNAMED_LOOKS.get(v) or PEOPLE[people.index(v) % len(PEOPLE)] for v in voices}


@contextmanager
def house_style() -> Iterator[None]:
    """The house style for a ``with`` block; settings of the caller come back after it."""
    with (
        mpl.rc_context(fname=files("readout").joinpath("readout.mplstyle")),
        warnings.catch_warnings(),
    ):
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from font")  # told once, by the command
        yield


def undrawable(text: str) -> str:
    """The characters of a text that figures can't show, since their font lacks them; each once, in order.

    Example:
        >>> undrawable("新华社: Sol calls Lund 新")
        '新华社'
    """
    with house_style():
        known = font_manager.get_font(font_manager.findfont(font_manager.FontProperties())).get_charmap()
    return "".join(dict.fromkeys(c for c in text if c.isprintable() and ord(c) not in known))


def figure(title: str, source: str, *, width: str, height: float, panels: int = 1) -> tuple[Figure, Axes]:
    """A figure of a real page width with the finding above and the source below.

    Returns:
        The figure and its axes; an array of axes side by side for more than one panel.
    """
    inches, line = WIDTHS[width]
    heading, footer = balanced(title, line), balanced(source, int(line * 1.55))
    extra = (len(heading) - 1) * 4.2 * MM + (len(footer) - 1) * 2.8 * MM
    drawn = Figure(figsize=(inches, min(height + extra, MAX_HEIGHT)))
    drawn.suptitle("\n".join(heading), x=0.01, ha="left", fontsize=9, fontweight="bold")
    drawn.supxlabel("\n".join(footer), x=0.01, ha="left", fontsize=6.5, color=GREY)
    return drawn, drawn.subplots(ncols=panels)


def balanced(text: str, width: int) -> list[str]:
    """Lines of about equal length, no more of them than the width demands."""
    lines = textwrap.wrap(text, width)
    while width > 1 and len(closer := textwrap.wrap(text, width - 1)) == len(lines) > 1:
        lines, width = closer, width - 1
    return lines


def bars(
    axes: Axes,
    lane: float,
    left: Sequence[float],
    width: Sequence[float],
    look: Look,
    height: float,
) -> None:
    """Bars side by side in one lane, in the look of one voice."""
    axes.barh(
        [lane] * len(left),
        width,
        left=left,
        height=height,
        color=look.fill,
        hatch=look.hatch,
        edgecolor="white" if look.fill == look.edge else look.edge,
        linewidth=thin(0.4, len(left)),
    )


def thin(width: float, number: int) -> float:
    """A line's width where there are so many of them that they would run into each other."""
    return min(width, 100 * width / max(1, number))


def bracket(axes: Axes, y: float, low: float, high: float) -> None:
    """A lying bracket from the lowest to the highest value."""
    axes.plot([low, low, high, high], [y - 0.06, y + 0.04, y + 0.04, y - 0.06], color=INK, linewidth=0.8)


def inside(axes: Axes, lane: float, left: float, width: float, text: str, look: Look) -> None:
    """A number inside its cut, where the cut is wide enough to hold it."""
    if width >= 0.055:  # of the bar's length, about three figures
        dark = look.fill == PEOPLE[0].fill
        axes.text(
            left + width / 2,
            lane,
            text,
            ha="center",
            va="center",
            fontsize=7.5,
            color="white" if dark else INK,
            bbox=PATCH if look.hatch else None,
        )


def lanes(axes: Axes, names: Sequence[str], pad: float = 0.75) -> None:
    """Name the lanes on the left, the first on top."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 1 + pad, -pad)
    axes.spines["left"].set_visible(False)


def percent_axis(axes: Axes, text: str, *, upto: float) -> None:
    """An axis of fractions that prints percentages."""
    axes.set_xlabel(text)
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x * 100:.0f}" if x <= upto else ""))
    axes.spines["bottom"].set_bounds(0, upto)


def paragraph_rules(axes: Axes, sentences: pd.DataFrame, lanes: int, *, room: float = 0.022) -> None:
    """Thin lines where paragraphs begin; their numbers above, where they have ``room`` of the width."""
    begins = sentences.groupby("paragraph")["first_word"].min()
    ends = begins.shift(-1, fill_value=sentences["words"].sum())
    rules = begins.iloc[1:]
    axes.vlines(rules, -0.62, lanes - 0.5, color="#BBBBBB", linewidth=thin(0.4, 4 * len(rules)), zorder=0)
    for paragraph, begin, end in zip(begins.index, begins, ends, strict=True):
        if end - begin >= room * sentences["words"].sum():
            axes.text(
                (begin + end) / 2,
                -0.72,
                str(paragraph),
                ha="center",
                va="bottom",
                fontsize=7,
                color=GREY,
            )


def words_axis(axes: Axes, sentences: pd.DataFrame, also: str = "") -> None:
    """An axis that runs through the body in words; ``also`` is what else a reader has to know of the marks."""
    axes.set_xlim(0, sentences["words"].sum())
    axes.set_xlabel(f"words from the start of the body; {also}above: paragraphs")
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))


def patch(name: str, look: Look) -> Patch:
    """The mark of a key for filled areas."""
    return Patch(facecolor=look.fill, edgecolor=look.edge, hatch=look.hatch, linewidth=0.4, label=name)


def mark(name: str, **drawn: object) -> Line2D:
    """The mark of a key for points, drawn as :func:`dot` draws them."""
    return Line2D([], [], linestyle="none", label=name, **drawn)


def dot(look: Look, shape: str, *, hollow: bool = False, size: float = 5) -> dict[str, object]:
    """How a point is drawn: by its voice's look and shape; hollow where it rests on little."""
    return {
        "marker": shape,
        "markersize": size,
        "markerfacecolor": "white" if hollow or look.fill == "#FFFFFF" else look.fill,
        "markeredgecolor": look.edge,
        "markeredgewidth": 0.9,
    }


def key(axes: Axes, handles: Sequence[Artist]) -> None:
    """The names of the marks above the top lane, in the order in which they are drawn."""
    names = [str(handle.get_label()) for handle in handles]
    axes.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=key_columns(names),
        frameon=False,
        borderaxespad=0,
        handlelength=1,
        handleheight=0.9,
        columnspacing=1.4,
        fontsize=7.5,
        borderpad=0.2,
    )


def key_columns(names: Sequence[str]) -> int:
    """Columns of a key that fit above the lanes: all in one row, or as many as the longest allows."""
    room, taken = 70, 5  # characters in a row, and what a mark and its gap take of them
    if sum(len(name) + taken for name in names) <= room:
        return len(names)
    return max(1, room // (max(map(len, names)) + taken))


def column(axes: Axes, points: float, heading: str, texts: Sequence[str], *, above: float = 3) -> None:
    """A column of numbers right of the lanes, right-aligned so many points from the axes."""
    across = axes.get_yaxis_transform()
    style = {"xycoords": across, "textcoords": "offset points", "ha": "right"}
    for lane, text in enumerate(texts):
        axes.annotate(text, (1, lane), xytext=(points, 0), va="center", fontsize=7.5, **style)
    style["xycoords"] = "axes fraction"
    axes.annotate(heading, (1, 1), xytext=(points, above), va="bottom", fontsize=7, color=GREY, **style)


def nothing(title: str, source: str, reason: str) -> Figure:
    """A page for a chart that has nothing to draw; it says so instead of being missing."""
    with house_style():
        drawn, axes = figure(title, source, width="column", height=30 * MM)
        axes.text(0.5, 0.5, textwrap.fill(reason, 44), ha="center", va="center", color=GREY)
        axes.set_axis_off()
    return drawn
