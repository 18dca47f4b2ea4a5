"""Notebook 08: what a translation may have changed, and which headlines hold under all choices."""

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from readout.document import Readout
from readout.exhibits import page, ribbon
from readout.exhibits.export import Exhibit, empty
from readout.exhibits.prose import (
    ACCOUNT,
    Wording,
    agreeing,
    counted,
    label,
    listed,
    quoted,
    source_line,
    voice,
)
from readout.measures import robustness

#: How figures of the translation register count.
REGISTER_SETTINGS = {"units": "passages of the translation register"}
#: How the specification curves were drawn.
FORK_SETTINGS = {"forks": "all combinations of the choices named in the data"}


#: What may become of a headline, in the order of tables, with what one and what several of them do.
VERDICTS = {
    "stands": ("stands", "stand"),
    "depends": ("turns with a choice or a doubt", "turn with a choice or a doubt"),
    "cannot tell": ("is no more than chance", "are no more than chance"),
    "too few to say": ("rests on too few hits", "rest on too few hits"),
}


def answer(readout: Readout, table: pd.DataFrame | None = None) -> str:
    """How many headlines stand under all choices, and what keeps the others from it.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.robustness.verdicts`, where it has been made already.
    """
    if table is None:
        table = robustness.verdicts(readout, robustness.specifications(readout))
    if table.empty:
        return "Fewer than two people are reported, so there is no difference that a choice could turn."
    stand, *others = (table[table["verdict"] == verdict] for verdict in VERDICTS)
    clauses = listed(_clause(row, readout.speakers) for row in stand.itertuples())
    named = f": {clauses}" if len(stand) else ""
    number = f"{len(stand)}" if len(stand) else "None"
    does = agreeing(max(1, len(stand)), *VERDICTS["stands"])
    first = f"{number} of {counted(len(table), 'headline')} {does} under every choice that was tried{named}"
    rest = [
        f"{len(each)} {agreeing(len(each), *VERDICTS[each['verdict'].iloc[0]])}"
        for each in others
        if len(each)
    ]
    if not rest:
        return f"{first}."
    return f"{first}. Of the others, {listed(rest)}." if len(stand) else f"{first}: {listed(rest)}."


def _clause(headline: Any, speakers: Sequence[str]) -> str:
    """A headline as a clause with its people in it."""
    first, second = (voice(name) for name in speakers[:2])
    who, what = voice(headline.who), quoted(headline.subject)
    clauses = {
        "given more of the body": f"{who} is given more of the body",
        "the first speaker's most frequent term": f"the most frequent term of {first} is {what}",
        "the second speaker repeats the first": f"{second} repeats wording of {first}",
        "each names its own state first": "each side’s own state is named first",
    }
    about = f" ({who})" if who else ""
    return clauses.get(headline.headline, f"{headline.headline}{about}")


def artefacts(readout: Readout, entries: pd.DataFrame, sentences: pd.DataFrame) -> Exhibit:
    """The text in reading order, with a mark above each passage of the translation register.

    Args:
        readout: The readout.
        entries: From :func:`readout.measures.register.register`.
        sentences: From :func:`readout.measures.share.ribbon`.
    """
    if entries.empty:
        reason = "No translation register goes with this text"
        return empty(readout, "Artefacts on the ribbon", reason, entries, REGISTER_SETTINGS)
    said, marks = _artefact_words(entries), entries.rename(columns={"kind": "group"})
    source = source_line(readout, REGISTER_SETTINGS)
    figure = ribbon.marked(sentences, marks, readout.voices, said.title, source)
    return Exhibit(figure, *said, entries, readout, REGISTER_SETTINGS)


def _artefact_words(entries: pd.DataFrame) -> Wording:
    kinds = entries["kind"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    cited = listed(f"{kind} {n}" for kind, n in kinds.items())
    return Wording(
        f"{counted(len(entries), 'passage')} that a translation may have changed, in {counted(entries['place'].nunique(), 'sentence')}",
        f"Passages of the translation register by what they are: {cited}. Each has a likely reading and its evidence in the data, and "
        f"can be switched on by itself. {ACCOUNT}",
        f"Ribbon of sentences with {counted(len(entries), 'passage')} of the register marked. {cited}.",
    )


def specification_curves(readout: Readout, forks: pd.DataFrame, verdicts: pd.DataFrame) -> Exhibit:
    """A panel a headline: the values of all forks from lowest to highest, the reference filled.

    Args:
        readout: The readout.
        forks: From :func:`readout.measures.robustness.specifications`.
        verdicts: From :func:`readout.measures.robustness.verdicts`.
    """
    if forks.empty:
        reason = "There are no two people to compare"
        return empty(readout, "Specification curves", reason, forks, FORK_SETTINGS)
    said = _curve_words(verdicts, readout.speakers)
    figure = _draw_curves(forks, verdicts, said.title, source_line(readout, FORK_SETTINGS))
    return Exhibit(figure, *said, forks, readout, FORK_SETTINGS)


def _draw_curves(table: pd.DataFrame, verdicts: pd.DataFrame, title: str, source: str) -> Figure:
    names = verdicts["headline"].tolist()
    wide = 3
    high = -(-len(names) // wide)
    with page.house_style():
        figure, axes = page.figure(title, source, width="text", height=(22 + 34 * high) * page.MM)
        axes.remove()
        panels = figure.subplots(high, wide, squeeze=False).ravel()
        for panel, row in zip(panels, verdicts.itertuples(), strict=False):
            _curve(panel, table[(table["headline"] == row.headline) & (table["unit"] == row.unit)], row)
        for panel in panels[len(names) :]:
            panel.set_axis_off()
    return figure


def _curve(axes: Axes, forks: pd.DataFrame, verdict: object) -> None:
    forks = forks.sort_values("value", kind="stable").reset_index(drop=True)
    others = forks[~forks["reference"]]
    axes.plot(
        others.index,
        others["value"],
        linestyle="none",
        **page.dot(page.Look(page.GREY, page.GREY), "o", hollow=True, size=2.6),
    )
    own = forks[forks["reference"]]
    axes.plot(
        own.index, own["value"], linestyle="none", **page.dot(page.Look(page.INK, page.INK), "D", size=4.5)
    )
    axes.axhline(0, color=page.GREY, linewidth=0.7)
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
        f"{heading}\n{verdict.verdict}; sign in {verdict.agreeing} of {verdict.forks}", fontsize=7, loc="left"
    )
    axes.set_ylabel("\n".join(textwrap.wrap(verdict.unit, 24)), fontsize=6.5)


def _curve_words(table: pd.DataFrame, speakers: Sequence[str]) -> Wording:
    counts = table["verdict"].value_counts().reindex(list(VERDICTS), fill_value=0)
    cited = listed(f"{n} {agreeing(n, *VERDICTS[str(verdict)])}" for verdict, n in counts.items() if n)
    first, second = (voice(name) for name in speakers[:2])
    return Wording(
        f"Of {counted(len(table), 'headline')} {cited}",
        f"A panel a headline, numbered by its notebook; every mark is one combination of choices, from the lowest value to the "
        f"highest; the diamond is the notebook's own. Above zero {first} has more, below {second}, in the unit at the side; the "
        f"echo, the order of names and the largest |G²| are above zero if they are there at all. A sign that is the same in all "
        f"forks, those in other units included, is still no evidence against chance; the verdict weighs that. {ACCOUNT}",
        f"Specification curves of {counted(len(table), 'headline')}, {counted(int(table['forks'].sum()), 'fork')}. Outcome: {cited}.",
    )


def in_words(table: pd.DataFrame) -> pd.DataFrame:
    """The verdicts as a table prints them, their columns in words.

    Args:
        table: From :func:`readout.measures.robustness.verdicts`.
    """
    about = table["subject"].where(table["who"] == "", table["who"])
    stable = [f"{row.agreeing} of {row.forks}" for row in table.itertuples()]
    shown = table[["notebook", "headline", "value", "lowest", "highest", "unit", "chance", "verdict"]].copy()
    shown.insert(2, "who or what", about)
    shown.insert(7, "forks with this sign", stable)
    return shown.rename(columns={"chance": "chance, by its notebook"})
