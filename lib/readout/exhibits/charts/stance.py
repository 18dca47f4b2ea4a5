"""Charts of stance: demands and commitments, senses of modal verbs, and who is for or against what."""

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
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
    patch,
)
from readout.exhibits.page import (
    figure as new_figure,
)
from readout.exhibits.paired import paired
from readout.exhibits.prose import label
from readout.measures.terms import FEW

#: How the sides are named beside a bar.
SIDES = {
    "OWN": "own side",
    "BOTH": "both sides",
    "OTHER": "the other side",
    "THIRD": "others",
    "NONE": "no subject printed",
}
#: How the senses are named beside a lane.
SENSES = {
    "OBLIGED": "obliged",
    "INTENDED": "intended",
    "WISHED": "wished",
    "SCHEDULED": "scheduled",
    "PREDICTED": "predicted",
    "ABLE": "able",
}
_MARKS = {"SUPPORT": ("o", False), "OPPOSE": ("X", False), "ACCUSE": ("^", True)}
_WORDS = {"SUPPORT": "supports", "OPPOSE": "opposes", "ACCUSE": "accuses"}
# More targets than this do not fit on a page; characters of a target that do.
_TARGETS = 26
_TARGET = 58


def demands(table: pd.DataFrame, *, speakers: Sequence[str], title: str, source: str) -> Figure:
    """Bars to both sides: what a person is made to demand, left, and to commit to, right, by subject.

    Filled bars count sentences as printed; a diamond stands where sentences without a subject, read as
    continuations, would move the end of the bar.

    Args:
        table: From :func:`readout.measures.stance.demands`.
        speakers: The people in order.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "No sentence demands or commits to anything.")
    rows = list(dict.fromkeys(zip(table["speaker"], table["side"], strict=True)))
    rows.sort(key=lambda row: (list(speakers).index(row[0]), list(SIDES).index(row[1])))
    styles, most = looks(speakers), table["sentences"].max()
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=(36 + 7 * len(rows)) * MM)
        for lane, (speaker, side) in enumerate(rows):
            mine = table[(table["speaker"] == speaker) & (table["side"] == side)]
            for act, sign in (("DIRECT", -1), ("COMMIT", 1)):
                _both_readings(axes, mine[mine["act"] == act], lane, sign, styles[speaker], most)
        axes.axvline(0, color=GREY, linewidth=0.7)
        moved = mark(
            "subjectless sentences read on",
            **dot(Look(INK, INK), "D", hollow=True, size=4),
        )
        people = [patch(label(who), styles[who]) for who in speakers if who in set(table["speaker"])]
        key(axes, [*people, moved])
        lanes(axes, [SIDES[side] for _, side in rows], pad=0.75)
        for lane in range(1, len(rows)):
            if rows[lane][0] != rows[lane - 1][0]:
                axes.axhline(lane - 0.5, color=GREY, linewidth=0.6)
        axes.set_xlim(-most * 1.25, most * 1.25)
        axes.xaxis.set_major_locator(MaxNLocator(9, integer=True, symmetric=True))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{abs(x):.0f}"))
        axes.set_xlabel("sentences: left, demands on ...; right, commitments of ...")
    return figure


def _both_readings(axes: Axes, mine: pd.DataFrame, lane: int, sign: int, look: Look, most: int) -> None:
    counts = mine.set_index("reading")["sentences"]
    printed, continued = int(counts.get("printed", 0)), int(counts.get("continued", 0))
    if printed:
        bars(axes, lane, [0], [sign * printed], look, height=0.55)
    if printed != continued:
        axes.plot(sign * continued, lane, **dot(Look(INK, INK), "D", hollow=True, size=4))
    if printed or continued:
        text = f"{printed}" if printed == continued else f"{printed} ({continued})"
        end = max(printed, continued) + most * 0.035
        axes.text(sign * end, lane, text, va="center", ha="left" if sign > 0 else "right", fontsize=7.5)


def senses(table: pd.DataFrame, *, title: str, source: str) -> Figure:
    """Two marks a sense of a modal verb: how often each person is given it.

    Args:
        table: Columns ``lane``, ``speaker``, ``value`` (per 1,000 words), ``hits``.
        title: The finding.
        source: The source line.
    """
    if table.empty:
        return nothing(title, source, "No person is given a modal verb.")
    shown = table.assign(low=float("nan"), high=float("nan"))
    return paired(shown, title=title, source=source, few=FEW, units=("hits", "modal verbs per 1,000 words"))


def positions(table: pd.DataFrame, *, speakers: Sequence[str], title: str, source: str) -> Figure:
    """A row a target, in reading order; a mark in the column of the person whose passage words the stance.

    Args:
        table: Positions of :class:`readout.measures.stance.Coded`.
        speakers: The people, left to right.
        title: The finding.
        source: The source line.
    """
    table = table[table["speaker"].isin(speakers)]
    if table.empty:
        return nothing(title, source, "Nothing is supported or opposed in so many words.")
    order = {"OPPOSE": 0, "ACCUSE": 1, "SUPPORT": 2}
    table = table.sort_values("position", key=lambda p: p.map(order), kind="stable").head(_TARGETS)
    columns = [who for who in speakers if who in set(table["speaker"])]
    styles = looks(speakers)
    names = [_target_of(row) for row in table.itertuples()]
    with house_style():
        figure, axes = new_figure(title, source, width="text", height=(34 + 5 * len(table)) * MM)
        for lane, row in enumerate(table.itertuples()):
            shape, hollow = _MARKS[row.position]
            axes.plot(
                columns.index(row.speaker), lane, **dot(styles[row.speaker], shape, hollow=hollow, size=6)
            )
        for lane in range(len(table)):
            axes.axhline(lane, color="#DDDDDD", linewidth=0.5, zorder=0)
        key(
            axes,
            [
                mark(_WORDS[kind], **dot(Look(GREY, GREY), *_MARKS[kind][:1], hollow=_MARKS[kind][1], size=6))
                for kind in _MARKS
                if kind in set(table["position"])
            ],
        )
        lanes(axes, names)
        axes.tick_params(axis="y", labelsize=7, length=0)
        axes.set_xticks(range(len(columns)), [textwrap.fill(label(who), 14) for who in columns])
        axes.set_xlim(-0.6, len(columns) - 0.4)
        axes.set_xlabel("in the passage given to")
    return figure


def _target_of(row: object) -> str:
    """A target with its place; with its holder where the passage only reports the other side's stance."""
    holder = f"{row.holder}: " if row.side == "OTHER" else ""
    return f"{textwrap.shorten(holder + row.target, _TARGET, placeholder=' …')}  ({row.place})"
