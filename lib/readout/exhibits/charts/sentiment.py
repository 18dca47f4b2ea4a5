"""Charts of tone: sentences in reading order, the difference, the words behind it, and whom to believe."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

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
    patch,
)
from readout.exhibits.page import (
    figure as new_figure,
)
from readout.exhibits.paired import LANE, interval, ruled_lanes, side_looks
from readout.exhibits.prose import label
from readout.measures.lexicons import LEXICONS, TONES

#: The columns that :func:`strip` draws, and a column a lexicon.
STRIP = ["place", "paragraph", "speaker", "first_word", "words", "tone"]
# How a tone coded by hand is drawn: a sign on a level of its own, so that neither carries the tone alone.
_SIGNS = {"POS": ("+", -0.3), "MIX": ("x", -0.1), "NEU": ("o", 0.1), "NEG": ("_", 0.3)}
_TONE_NAMES = {"POS": "affirms", "MIX": "both", "NEU": "informs or exhorts", "NEG": "opposes"}
# The longest bar of a lane reaches so far from its middle line, in lanes.
_REACH = 0.44
# Longer texts have no room for a sign a sentence.
_SIGNED = 120
_SHAPES = dict(zip(LEXICONS, ("o", "s", "D"), strict=True))
# Counts from this share of the fullest cell on are printed in white.
_DARK = 0.55


def strip(sentences: pd.DataFrame, *, voices: Sequence[str], title: str, source: str) -> Figure:
    """The text in reading order: a bar a sentence and lexicon, up for good and down for bad words.

    Args:
        sentences: Columns of :data:`STRIP` and one a lexicon; ``tone`` is empty without hand codes.
        voices: The readout's voices, for colours and key.
        title: The finding.
        source: The source line.
    """
    names = [name for name in LEXICONS if name in sentences]
    coded = bool((sentences["tone"] != "").any()) and len(sentences) <= _SIGNED
    shown = (["reader"] if coded else []) + names
    styles = looks(voices)
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=(32 + 17 * len(shown)) * MM)
        for lane, name in enumerate(shown):
            axes.axhline(lane, color=GREY, linewidth=0.5)
            if name == "reader":
                _signs(axes, sentences, lane)
            else:
                _scores(axes, sentences, name, lane, styles)
        present = [voice for voice in voices if (sentences["speaker"] == voice).any()]
        tones = [tone for tone in _SIGNS if coded and (sentences["tone"] == tone).any()]
        signs = [mark(_TONE_NAMES[tone], **_sign(tone)) for tone in tones]
        key(axes, [*[patch(label(voice), styles[voice]) for voice in present], *signs])
        paragraph_rules(axes, sentences, len(shown))
        lanes(axes, [_with_reach(sentences, name) for name in shown], pad=0.62)
        axes.get_legend().set_bbox_to_anchor((0, 1.1))
        axes.set_xlim(0, sentences["words"].sum())
        axes.set_xlabel("words from the start of the body; above: paragraphs")
    return figure


def _with_reach(sentences: pd.DataFrame, name: str) -> str:
    if name == "reader":
        return "reader"
    most = sentences[name].abs().max()
    return f"{name}\n±{most:.2f}" if most else name


def _signs(axes: Axes, sentences: pd.DataFrame, lane: int) -> None:
    middle = sentences["first_word"] + sentences["words"] / 2
    for tone, (_, level) in _SIGNS.items():
        at = middle[sentences["tone"] == tone]
        if len(at):
            axes.plot(at, [lane + level] * len(at), linestyle="none", **_sign(tone))


def _sign(tone: str) -> dict[str, object]:
    sizes = {"NEU": 2.6, "MIX": 3.2}
    return {
        "marker": _SIGNS[tone][0],
        "markersize": sizes.get(tone, 4.5),
        "markerfacecolor": "white" if tone == "NEU" else INK,
        "markeredgecolor": INK,
        "markeredgewidth": 0.8,
    }


def _scores(axes: Axes, sentences: pd.DataFrame, name: str, lane: int, styles: Mapping[str, Look]) -> None:
    most = sentences[name].abs().max() or 1.0
    for voice, mine in sentences.groupby("speaker", sort=False):
        look = styles[voice]
        axes.bar(
            mine["first_word"],
            -mine[name] / most * _REACH,
            width=mine["words"] * 0.9,
            bottom=lane,
            align="edge",
            color=look.fill,
            hatch=look.hatch,
            edgecolor=look.edge,
            linewidth=0.3,
        )


def forest(table: pd.DataFrame, *, speakers: Sequence[str], title: str, source: str) -> Figure:
    """A point a way of scoring, at the difference of two people, with its interval.

    Args:
        table: From :func:`readout.measures.sentiment.forks`.
        speakers: The two people; right of zero the first is scored higher.
        title: The finding.
        source: The source line.
    """
    if table.empty or table["value"].isna().all():
        return nothing(title, source, "There are no two people whose sentences differ in score.")
    look = Look(INK, INK)
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=34 * MM + LANE * len(table))
        for lane, row in enumerate(table.itertuples()):
            interval(axes, row.low, row.high, lane, Look(GREY, GREY))
            if pd.notna(row.value):
                axes.plot(row.value, lane, **dot(look, _SHAPES[row.lexicon], hollow=row.masked))
        axes.axvline(0, color=GREY, linewidth=0.7)
        shapes = [mark(name, **dot(look, _SHAPES[name])) for name in table["lexicon"].unique()]
        key(axes, [*shapes, mark("names masked", **dot(look, "o", hollow=True))])
        ruled_lanes(axes, [f"{row.lexicon}, {row.unit}" for row in table.itertuples()])
        column(axes, 34, "difference", [_signed(x) for x in table["value"]])
        most = float(table[["value", "low", "high"]].abs().max(axis=None)) * 1.08 or 1.0
        axes.set_xlim(-most, most)
        first, second = (label(name) for name in speakers[:2])
        axes.set_xlabel(
            f"standard deviations, with 95% bootstrap interval\nleft: {second} higher; right: {first} higher"
        )
    return figure


def _signed(value: float) -> str:
    """A difference with its sign; a dash where there is none."""
    if pd.isna(value):
        return "–"
    text = f"{value:+.2f}".replace("-", "−")
    return "0.00" if text[1:] == "0.00" else text


def drivers(
    tables: Mapping[str, pd.DataFrame], *, speakers: Sequence[str], title: str, source: str, top: int = 9
) -> Figure:
    """A panel a lexicon: the words that pull its difference most, to either side.

    Args:
        tables: From :func:`readout.measures.sentiment.drivers`, by lexicon.
        speakers: The two people.
        title: The finding.
        source: The source line.
        top: Words a panel.
    """
    pulling = {name: table[table["shift"].round(9) != 0].head(top) for name, table in tables.items()}
    tables = {name: table for name, table in pulling.items() if len(table)}
    if not tables:
        return nothing(title, source, "There are no two people with scored words to compare.")
    styles, longest = side_looks(speakers[:2]), max(map(len, tables.values()))
    with house_style():
        height = (36 + 5.4 * longest) * MM
        figure, panels = new_figure(title, source, width="text", height=height, panels=len(tables))
        for axes, (name, table) in zip(np.atleast_1d(panels), tables.items(), strict=True):
            for lane, row in enumerate(table.itertuples()):
                bars(axes, lane, [0], [row.shift], styles[0 if row.shift > 0 else 1], height=0.62)
            axes.axvline(0, color=GREY, linewidth=0.7)
            texts = [f"{row.word} {row.first}:{row.second}" for row in table.itertuples()]
            lanes(axes, texts, pad=0.7)
            axes.set_ylim(longest - 0.3, -0.7)
            axes.set_title(name, fontsize=8.5, loc="left", pad=18)  # room for the key above it
            most = table["shift"].abs().max() * 1.15
            axes.set_xlim(-most, most)
            axes.xaxis.set_major_locator(MaxNLocator(3, symmetric=True))
            axes.tick_params(axis="x", labelsize=7)
        names = [patch(f"raises {label(who)}", look) for who, look in zip(speakers[:2], styles, strict=True)]
        # The key is wider than its panel; the room that the titles' padding keeps is enough for it.
        first = np.atleast_1d(panels)[0]
        key(first, names)
        first.get_legend().set_bbox_to_anchor((0, 1.0))
        first.get_legend().set_in_layout(False)
    return figure


def matrix(table: pd.DataFrame, *, kappas: Mapping[str, float], title: str, source: str) -> Figure:
    """A panel a lexicon: sentences by the reader's tone (rows) and the lexicon's (columns).

    Args:
        table: From :func:`readout.measures.sentiment.confusion`; empty without hand codes.
        kappas: Kappa by lexicon, printed above its panel.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "No reader has coded the tone of this text.")
    names = list(table["lexicon"].unique())
    most = table["sentences"].max()
    with house_style():
        figure, panels = new_figure(title, source, width="text", height=74 * MM, panels=len(names))
        for number, (axes, name) in enumerate(zip(np.atleast_1d(panels), names, strict=True)):
            cells = table[table["lexicon"] == name].pivot_table(
                index="hand", columns="found", values="sentences", aggfunc="sum"
            ).loc[list(TONES), list(TONES)]  # fmt: skip
            axes.imshow(cells.to_numpy(), cmap="Greys", vmin=0, vmax=most * 1.15)
            for row in range(len(TONES)):
                for at in range(len(TONES)):
                    count = int(cells.iloc[row, at])
                    colour = "white" if count >= _DARK * most else INK
                    weight = "bold" if row == at else "normal"
                    axes.text(
                        at, row, f"{count}", ha="center", va="center", fontsize=8, color=colour, weight=weight
                    )
            axes.set_xticks(range(len(TONES)), TONES, fontsize=7)
            axes.set_yticks(range(len(TONES)), TONES if number == 0 else [], fontsize=7)
            axes.tick_params(length=0)
            kappa = kappas[name]
            axes.set_title(f"{name}: kappa {kappa:.2f}" if pd.notna(kappa) else name, fontsize=8.5)
            axes.set_xlabel("lexicon's tone")
            if number == 0:
                axes.set_ylabel("reader's tone")
    return figure
