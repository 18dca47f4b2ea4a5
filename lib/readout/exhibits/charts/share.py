"""Charts of speaker share: who is given how much, where, and how it was assigned."""

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from readout.document import NARRATOR
from readout.exhibits.charts.page import (
    GREY,
    INK,
    MM,
    bars,
    bracket,
    house_style,
    inside,
    key,
    key_columns,
    label,
    lanes,
    looks,
    page,
    paragraph_rules,
    patch,
    percent_axis,
)

#: The columns that :func:`ribbon` draws.
RIBBON = ["place", "paragraph", "speaker", "first_word", "words", "framed"]
#: A median of fewer sentences than this would name one of the dots.
MIN_FOR_MEDIAN = 5
# Characters of a name on a line of a column-wide figure; longer names are broken.
_NAME_IN_COLUMN = 18
# A number with its range takes as much of a column as the whole of a bar, and a little more.
_ROOM_FOR_RANGE = 2.35


def ribbon(sentences: pd.DataFrame, *, voices: Sequence[str], title: str, source: str) -> Figure:
    """The text in reading order: a cell a sentence, as wide as its words, in the lane of its voice.

    Args:
        sentences: From :func:`readout.measures.share.ribbon`.
        voices: Lanes from top to bottom.
        title: The finding.
        source: The source line.
    """
    with house_style():
        figure, axes = page(title, source, width="text", height=(24 + 8 * len(voices)) * MM)
        for lane, voice in enumerate(voices):
            mine = sentences[sentences["speaker"] == voice]
            bars(axes, lane, mine["first_word"], mine["words"], looks(voices)[voice], height=0.62)
            framed = mine[mine["framed"]]
            if len(framed):  # an empty line would still claim room on the page
                axes.plot(
                    framed["first_word"],
                    [lane - 0.44] * len(framed),
                    "v",
                    ms=3,
                    color=INK,
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
        paragraph_rules(axes, sentences, len(voices))
        lanes(axes, [label(v) for v in voices])
        axes.set_xlim(0, sentences["words"].sum())
        axes.set_xlabel("words from the start of the body; triangles: reporting clauses; above: paragraphs")
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))
    return figure


def share_with_range(shares: pd.DataFrame, *, title: str, source: str) -> Figure:
    """A bar a voice from zero, with the range over the counting rules as a bracket.

    Args:
        shares: Index ``speaker``; columns ``share``, ``lowest``, ``highest`` (fractions).
        title: The finding.
        source: The source line.
    """
    with house_style():
        figure, axes = page(title, source, width="column", height=(26 + 9 * len(shares)) * MM)
        for lane, (voice, row) in enumerate(shares.iterrows()):
            bars(axes, lane, [0], [row["share"]], looks(list(shares.index))[voice], height=0.5)
            bracket(axes, lane + 0.38, row["lowest"], row["highest"])
            text = f"{row['share']:.1%} ({row['lowest'] * 100:.1f} to {row['highest'] * 100:.1f})"
            axes.text(max(row["share"], row["highest"]) + 0.015, lane, text, va="center", fontsize=7.5)
        lanes(axes, [textwrap.fill(label(v), _NAME_IN_COLUMN) for v in shares.index], pad=0.6)
        percent_axis(axes, "share of the body (%), with its range\nover the counting rules", upto=1.0)
        axes.set_xlim(0, max(1.0, shares[["share", "highest"]].max(axis=None) * _ROOM_FOR_RANGE))
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1.0])
    return figure


def attribution_rules(rules: pd.DataFrame, *, title: str, source: str) -> Figure:
    """A full bar a rule, cut by speaker, with what the rule moves printed at its end.

    Args:
        rules: From :func:`readout.measures.share.attribution_rules`.
        title: The finding.
        source: The source line.
    """
    voices = [c for c in rules.columns if not c.endswith("_moved")]
    styles = list(looks([NARRATOR if v == "others" else v for v in voices]).values())
    names = ["nobody, both sides or narrator" if v == "others" else v for v in voices]
    key_rows = -(-len(names) // key_columns(names))
    with house_style():
        figure, axes = page(title, source, width="text", height=(24 + 4 * key_rows + 8 * len(rules)) * MM)
        for lane, (_, row) in enumerate(rules.iterrows()):
            left = 0.0
            for voice, style in zip(voices, styles, strict=True):
                bars(axes, lane, [left], [row[voice]], style, height=0.6)
                inside(axes, lane, left, row[voice], f"{row[voice]:.0%}", style)
                left += row[voice]
            moved = f"{row['sentences_moved']:,.0f}  ({row['words_moved']:,.0f})"
            axes.text(1.02, lane, moved, va="center", fontsize=7.5)
        key(axes, [patch(name, style) for name, style in zip(names, styles, strict=True)])
        axes.text(1.02, -0.55, "sentences (words)\nplaced otherwise", va="bottom", fontsize=7.5, color=GREY)
        lanes(axes, [textwrap.fill(str(r), 26) for r in rules.index])
        percent_axis(axes, "share of the body's words (%)", upto=1.0)
        axes.set_xlim(0, 1.24)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1.0])
    return figure


def lengths(sentences: pd.DataFrame, *, voices: Sequence[str], title: str, source: str) -> Figure:
    """A dot a sentence at its length in words, stacked where several are equally long; median marked.

    Args:
        sentences: From :func:`readout.measures.share.ribbon`.
        voices: Lanes from top to bottom; a voice without a sentence gets none.
        title: The finding.
        source: The source line.
    """
    voices = [v for v in voices if (sentences["speaker"] == v).any()]
    with house_style():
        figure, axes = page(title, source, width="text", height=(24 + 14 * len(voices)) * MM)
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
                axes.vlines(mine.median(), lane - 0.46, lane + 0.4, color=INK, linewidth=0.9, zorder=0)
                axes.text(mine.median(), lane - 0.46, f" median {mine.median():g}", va="top", fontsize=7.5)
        counts = sentences["speaker"].value_counts()
        lanes(
            axes,
            [f"{label(v)}\n{counts[v]} {'sentence' if counts[v] == 1 else 'sentences'}" for v in voices],
            pad=0.65,
        )
        axes.set_xlim(0, sentences["words"].max() * 1.04)
        axes.set_xlabel("length of the sentence (words)")
    return figure
