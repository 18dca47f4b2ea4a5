"""One function per kind of chart: a tidy table goes in, a Matplotlib figure comes out.

Nothing is computed here but positions on the page, nothing is written, and the global Matplotlib
settings are left alone. Voices are told apart by their place and label; colour only helps, and is
chosen to stay apart for colour-blind readers and in grey print.
"""

import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from readout.document import JOINT, NARRATOR

MM = 1 / 25.4
#: Widths a page offers, in inches, with the characters of a bold title that fit on a line.
WIDTHS = {"column": (89 * MM, 44), "text": (160 * MM, 84)}
#: Figures are no higher than this, so that a caption fits under them on a page.
MAX_HEIGHT = 170 * MM
# Characters of a name on a line of a column-wide figure; longer names are broken.
_NAME_IN_COLUMN = 18
# A number with its range takes as much of a column as the whole of a bar, and a little more.
_ROOM_FOR_RANGE = 2.35
#: A median of fewer sentences than this would name one of the dots.
MIN_FOR_MEDIAN = 5

#: The columns that :func:`ribbon` draws.
RIBBON = ["place", "paragraph", "speaker", "first_word", "words", "framed"]
GREY = "#555555"
_INK = "#111111"
#: Behind numbers on a hatched ground.
_PATCH = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}


@dataclass(frozen=True)
class Look:
    """How the marks of one voice are filled and edged."""

    fill: str
    edge: str
    hatch: str = ""


_UNNAMED = {JOINT: Look("#6FBCE8", "#33566B"), NARRATOR: Look("#E3E3E3", "#6B6B6B")}
# Dark to light, so that neighbours stay apart without colour; hatched from the third person on.
_PEOPLE = (
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
    people = [v for v in voices if v not in _UNNAMED]
    return {v: _UNNAMED.get(v) or _PEOPLE[people.index(v) % len(_PEOPLE)] for v in voices}


@contextmanager
def house_style() -> Iterator[None]:
    """The house style for a ``with`` block; settings of the caller come back after it."""
    with mpl.rc_context(fname=files("readout").joinpath("readout.mplstyle")):
        yield


def label(voice: str) -> str:
    """A voice as figures print it.

    Example:
        >>> label("joint"), label("Xi Jinping")
        ('both sides', 'Xi Jinping')
    """
    return {JOINT: "both sides", NARRATOR: "narrator"}.get(voice, voice)


def ribbon(sentences: pd.DataFrame, *, voices: Sequence[str], title: str, source: str) -> Figure:
    """The text in reading order: a cell a sentence, as wide as its words, in the lane of its voice.

    Args:
        sentences: From :func:`readout.share.ribbon`.
        voices: Lanes from top to bottom.
        title: The finding.
        source: The source line.
    """
    with house_style():
        figure, axes = _page(title, source, width="text", height=(24 + 8 * len(voices)) * MM)
        for lane, voice in enumerate(voices):
            mine = sentences[sentences["speaker"] == voice]
            _bars(axes, lane, mine["first_word"], mine["words"], looks(voices)[voice], height=0.62)
            framed = mine[mine["framed"]]
            if len(framed):  # an empty line would still claim room on the page
                axes.plot(
                    framed["first_word"],
                    [lane - 0.44] * len(framed),
                    "v",
                    ms=3,
                    color=_INK,
                    clip_on=False,
                )
            axes.text(
                1.01,
                lane,
                f"{mine['words'].sum():,} words",
                va="center",
                fontsize=7.5,
                transform=axes.get_yaxis_transform(),
            )
        _paragraph_rules(axes, sentences, len(voices))
        _lanes(axes, [label(v) for v in voices])
        axes.set_xlim(0, sentences["words"].sum())
        axes.set_xlabel("words from the start of the body; triangles: reporting clauses; above: paragraphs")
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))
    return figure


def _paragraph_rules(axes: Axes, sentences: pd.DataFrame, lanes: int) -> None:
    """Thin lines where paragraphs begin; their numbers above, where there is room for one."""
    begins = sentences.groupby("paragraph")["first_word"].min()
    ends = begins.shift(-1, fill_value=sentences["words"].sum())
    axes.vlines(begins.iloc[1:], -0.62, lanes - 0.5, color="#BBBBBB", linewidth=0.4, zorder=0)
    room = sentences["words"].sum() * 0.022
    for paragraph, begin, end in zip(begins.index, begins, ends, strict=True):
        if end - begin >= room:
            axes.text(
                (begin + end) / 2,
                -0.72,
                str(paragraph),
                ha="center",
                va="bottom",
                fontsize=7,
                color=GREY,
            )


def share_with_range(shares: pd.DataFrame, *, title: str, source: str) -> Figure:
    """A bar a voice from zero, with the range over the counting rules as a bracket.

    Args:
        shares: Index ``speaker``; columns ``share``, ``lowest``, ``highest`` (fractions).
        title: The finding.
        source: The source line.
    """
    with house_style():
        figure, axes = _page(title, source, width="column", height=(26 + 9 * len(shares)) * MM)
        for lane, (voice, row) in enumerate(shares.iterrows()):
            _bars(axes, lane, [0], [row["share"]], looks(list(shares.index))[voice], height=0.5)
            _bracket(axes, lane + 0.38, row["lowest"], row["highest"])
            text = f"{row['share']:.1%} ({row['lowest'] * 100:.1f} to {row['highest'] * 100:.1f})"
            axes.text(max(row["share"], row["highest"]) + 0.015, lane, text, va="center", fontsize=7.5)
        _lanes(axes, [textwrap.fill(label(v), _NAME_IN_COLUMN) for v in shares.index], pad=0.6)
        _percent_axis(axes, "share of the body (%), with its range\nover the counting rules", upto=1.0)
        axes.set_xlim(0, max(1.0, shares[["share", "highest"]].max(axis=None) * _ROOM_FOR_RANGE))
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1.0])
    return figure


def attribution_rules(rules: pd.DataFrame, *, title: str, source: str) -> Figure:
    """A full bar a rule, cut by speaker, with what the rule moves printed at its end.

    Args:
        rules: From :func:`readout.share.attribution_rules`.
        title: The finding.
        source: The source line.
    """
    voices = [c for c in rules.columns if not c.endswith("_moved")]
    styles = list(looks([NARRATOR if v == "others" else v for v in voices]).values())
    names = ["nobody, both sides or narrator" if v == "others" else v for v in voices]
    key_rows = -(-len(names) // _key_columns(names))
    with house_style():
        figure, axes = _page(title, source, width="text", height=(24 + 4 * key_rows + 8 * len(rules)) * MM)
        for lane, (_, row) in enumerate(rules.iterrows()):
            left = 0.0
            for voice, style in zip(voices, styles, strict=True):
                _bars(axes, lane, [left], [row[voice]], style, height=0.6)
                _inside(axes, lane, left, row[voice], f"{row[voice]:.0%}", style)
                left += row[voice]
            moved = f"{row['sentences_moved']:,.0f}  ({row['words_moved']:,.0f})"
            axes.text(1.02, lane, moved, va="center", fontsize=7.5)
        _key(axes, names, styles)
        axes.text(1.02, -0.55, "sentences (words)\nplaced otherwise", va="bottom", fontsize=7.5, color=GREY)
        _lanes(axes, [textwrap.fill(str(r), 26) for r in rules.index])
        _percent_axis(axes, "share of the body's words (%)", upto=1.0)
        axes.set_xlim(0, 1.24)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1.0])
    return figure


def _key(axes: Axes, names: Sequence[str], styles: Sequence[Look]) -> None:
    """The voices above the top bar, in the order in which they are stacked."""
    patches = [
        Patch(facecolor=style.fill, edgecolor=style.edge, hatch=style.hatch, linewidth=0.4, label=name)
        for name, style in zip(names, styles, strict=True)
    ]
    axes.legend(
        handles=patches,
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=_key_columns(names),
        frameon=False,
        borderaxespad=0,
        handlelength=1,
        handleheight=0.9,
        columnspacing=1.4,
        fontsize=7.5,
        borderpad=0.2,
    )


def _key_columns(names: Sequence[str]) -> int:
    """Columns of a key that fit above the bars: all in one row, or as many as the longest allows."""
    room, mark = 70, 5  # characters in a row, and what a patch and its gap take of them
    if sum(len(name) + mark for name in names) <= room:
        return len(names)
    return max(1, room // (max(map(len, names)) + mark))


def lengths(sentences: pd.DataFrame, *, voices: Sequence[str], title: str, source: str) -> Figure:
    """A dot a sentence at its length in words, stacked where several are equally long; median marked.

    Args:
        sentences: From :func:`readout.share.ribbon`.
        voices: Lanes from top to bottom; a voice without a sentence gets none.
        title: The finding.
        source: The source line.
    """
    voices = [v for v in voices if (sentences["speaker"] == v).any()]
    with house_style():
        figure, axes = _page(title, source, width="text", height=(24 + 14 * len(voices)) * MM)
        for lane, voice in enumerate(voices):
            mine = sentences.loc[sentences["speaker"] == voice, "words"].sort_values()
            level = mine.groupby(mine).cumcount()
            step = min(0.13, 0.5 / max(1, level.max()))
            look = looks(voices)[voice]
            axes.scatter(
                mine,
                lane + 0.3 - level * step,
                s=11,
                color=look.fill,
                edgecolor=look.edge,
                linewidth=0.5,
            )
            if len(mine) >= MIN_FOR_MEDIAN:
                axes.vlines(mine.median(), lane - 0.46, lane + 0.4, color=_INK, linewidth=0.9, zorder=0)
                axes.text(mine.median(), lane - 0.46, f" median {mine.median():g}", va="top", fontsize=7.5)
        counts = sentences["speaker"].value_counts()
        _lanes(
            axes,
            [f"{label(v)}\n{counts[v]} {'sentence' if counts[v] == 1 else 'sentences'}" for v in voices],
            pad=0.65,
        )
        axes.set_xlim(0, sentences["words"].max() * 1.04)
        axes.set_xlabel("length of the sentence (words)")
    return figure


# --- parts of a page -----------------------------------------------------------------------------


def _page(title: str, source: str, *, width: str, height: float) -> tuple[Figure, Axes]:
    """A figure of a real page width with the finding above and the source below."""
    inches, line = WIDTHS[width]
    heading, footer = _balanced(title, line), _balanced(source, int(line * 1.55))
    extra = (len(heading) - 1) * 4.2 * MM + (len(footer) - 1) * 2.8 * MM
    figure = Figure(figsize=(inches, min(height + extra, MAX_HEIGHT)))
    figure.suptitle("\n".join(heading), x=0.01, ha="left", fontsize=9, fontweight="bold")
    figure.supxlabel("\n".join(footer), x=0.01, ha="left", fontsize=6.5, color=GREY)
    return figure, figure.subplots()


def _balanced(text: str, width: int) -> list[str]:
    """Lines of about equal length, no more of them than the width demands."""
    lines = textwrap.wrap(text, width)
    while width > 1 and len(closer := textwrap.wrap(text, width - 1)) == len(lines) > 1:
        lines, width = closer, width - 1
    return lines


def _bars(
    axes: Axes,
    lane: float,
    left: Sequence[float],
    width: Sequence[float],
    look: Look,
    height: float,
) -> None:
    axes.barh(
        [lane] * len(left),
        width,
        left=left,
        height=height,
        color=look.fill,
        hatch=look.hatch,
        edgecolor="white" if look.fill == look.edge else look.edge,
        linewidth=0.4,
    )


def _bracket(axes: Axes, y: float, low: float, high: float) -> None:
    axes.plot([low, low, high, high], [y - 0.06, y + 0.04, y + 0.04, y - 0.06], color=_INK, linewidth=0.8)


def _inside(axes: Axes, lane: float, left: float, width: float, text: str, look: Look) -> None:
    """A number inside its cut, where the cut is wide enough to hold it."""
    if width >= 0.055:  # noqa: PLR2004 - of the bar's length, about three figures
        dark = look.fill == _PEOPLE[0].fill
        axes.text(
            left + width / 2,
            lane,
            text,
            ha="center",
            va="center",
            fontsize=7.5,
            color="white" if dark else _INK,
            bbox=_PATCH if look.hatch else None,
        )


def _lanes(axes: Axes, names: Sequence[str], pad: float = 0.75) -> None:
    """Name the lanes on the left, the first on top."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 1 + pad, -pad)
    axes.spines["left"].set_visible(False)


def _percent_axis(axes: Axes, text: str, *, upto: float) -> None:
    axes.set_xlabel(text)
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x * 100:.0f}" if x <= upto else ""))
    axes.spines["bottom"].set_bounds(0, upto)
