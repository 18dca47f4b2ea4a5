"""Notebook 06: who is made to demand, to commit, to support and to oppose."""

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from readout.document import Readout
from readout.exhibits import page
from readout.exhibits.export import Exhibit, empty
from readout.exhibits.paired import paired
from readout.exhibits.prose import (
    ACCOUNT,
    Wording,
    agreeing,
    counted,
    given_to,
    label,
    listed,
    quoted,
    source_line,
    voice,
)
from readout.measures import stance
from readout.measures.stance import Coded
from readout.measures.terms import FEW

#: How figures of stance count.
STANCE_SETTINGS = {"units": "sentences, main clauses", "introductory clauses": "left out"}
_BASES = {
    "hand codes": "coded by the project's authors by reading",
    "rules": "coded by rule, without a reader",
}
# How the sides are named beside a bar, from top to bottom.
_SIDES = {
    "OWN": "own side",
    "BOTH": "both sides",
    "OTHER": "the other side",
    "THIRD": "others",
    "NONE": "no subject printed",
}
# Where sentences without a subject, read on, would move the end of a bar.
_MOVED = page.dot(page.Look(page.INK, page.INK), "D", hollow=True, size=4)
# How a position is marked: its shape, and whether it is hollow; in the key's order.
_MARKS = {"SUPPORT": ("o", False), "OPPOSE": ("X", False), "ACCUSE": ("^", True)}
_WORDS = {"SUPPORT": "supports", "OPPOSE": "opposes", "ACCUSE": "accuses"}
# From top to bottom.
_ORDER = ("OPPOSE", "ACCUSE", "SUPPORT")
# More targets than this do not fit on a page; characters of a target that do.
_TARGETS = 26
_TARGET = 58


def demands_against_commitments(table: pd.DataFrame, speakers: Sequence[str]) -> str:
    """Demands and commitments of each person, from :func:`readout.measures.stance.demands`."""
    parts = []
    for speaker in speakers[:2]:
        printed, continued = _counts(table, speaker, "printed"), _counts(table, speaker, "continued")
        text = f"{counted(printed[0], 'demand')} and {counted(printed[1], 'commitment')}"
        if printed != continued:
            text += f" ({continued[0]} and {continued[1]} with subjectless sentences read as continuations)"
        parts.append(f"{given_to(speaker)} holds {text}")
    return f"By subjects as printed, {'; '.join(parts)}." if parts else "No person is given a sentence."


def _counts(table: pd.DataFrame, speaker: str, reading: str) -> tuple[int, int]:
    """Demands and commitments of one person; a demand on nobody named is none as printed."""
    mine = table[(table["speaker"] == speaker) & (table["reading"] == reading)]
    if reading == "printed":
        mine = mine[mine["side"] != "NONE"]
    direct, commit = (int(mine.loc[mine["act"] == act, "sentences"].sum()) for act in ("DIRECT", "COMMIT"))
    return direct, commit


def will(coded: Coded, speakers: Sequence[str]) -> str:
    """What "will" means where each person is given it."""
    parts = []
    for speaker in speakers[:2]:
        mine = coded.modals[
            (coded.modals["speaker"] == speaker) & (coded.modals["modal"].str.lower() == "will")
        ]
        counts = mine["sense"].value_counts(sort=False)
        cited = listed(f"{n} {sense.lower()}" for sense, n in counts.items())
        parts.append(f"{voice(speaker)} {len(mine)}" + (f" ({cited})" if len(mine) else ""))
    return f"“Will” by sense: {'; '.join(parts)}."


def opponents(coded: Coded, speakers: Sequence[str]) -> str:
    """How many opponents each person is given, from the positions that are no support."""
    against = coded.positions[coded.positions["position"] != "SUPPORT"]
    parts = [f"{voice(s)} {int((against['speaker'] == s).sum())}" for s in speakers[:2]]
    return (
        f"Mentions of somebody or something opposed or accused: {'; '.join(parts)}. Read the list: whether any of them is "
        "a named state is for the reader to see."
    )


def demands_commitments(readout: Readout, demands: pd.DataFrame, coded: Coded) -> Exhibit:
    """Bars to both sides: what a person is made to demand, left, and to commit to, right, by subject.

    Filled bars count sentences as printed; a diamond stands where sentences without a subject, read as
    continuations, would move the end of the bar.

    Args:
        readout: The readout.
        demands: From :func:`readout.measures.stance.demands`.
        coded: What they were counted in.
    """
    data = stance.flat(demands)
    if demands.empty:
        reason = "No sentence demands or commits to anything"
        return empty(readout, "Diverging bars", reason, data, STANCE_SETTINGS)
    said = _demand_words(demands, readout.speakers, coded.source)
    figure = _draw_demands(demands, readout.speakers, said.title, source_line(readout, STANCE_SETTINGS))
    return Exhibit(figure, *said, data, readout, STANCE_SETTINGS)


def _draw_demands(table: pd.DataFrame, speakers: Sequence[str], title: str, source: str) -> Figure:
    rows = list(dict.fromkeys(zip(table["speaker"], table["side"], strict=True)))
    rows.sort(key=lambda row: (list(speakers).index(row[0]), list(_SIDES).index(row[1])))
    styles, most = page.looks(speakers), table["sentences"].max()
    with page.house_style():
        figure, axes = page.figure(title, source, width="text", height=(36 + 7 * len(rows)) * page.MM)
        for lane, (speaker, side) in enumerate(rows):
            mine = table[(table["speaker"] == speaker) & (table["side"] == side)]
            for act, sign in (("DIRECT", -1), ("COMMIT", 1)):
                _both_readings(axes, mine[mine["act"] == act], lane, sign, styles[speaker], most)
        axes.axvline(0, color=page.GREY, linewidth=0.7)
        people = [page.patch(label(who), styles[who]) for who in speakers if who in set(table["speaker"])]
        page.key(axes, [*people, page.mark("subjectless sentences read on", **_MOVED)])
        page.lanes(axes, [_SIDES[side] for _, side in rows], pad=0.75)
        for lane in range(1, len(rows)):
            if rows[lane][0] != rows[lane - 1][0]:
                axes.axhline(lane - 0.5, color=page.GREY, linewidth=0.6)
        axes.set_xlim(-most * 1.25, most * 1.25)
        axes.xaxis.set_major_locator(MaxNLocator(9, integer=True, symmetric=True))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{abs(x):.0f}"))
        axes.set_xlabel("sentences: left, demands on ...; right, commitments of ...")
    return figure


def _both_readings(axes: Axes, mine: pd.DataFrame, lane: int, sign: int, look: page.Look, most: int) -> None:
    counts = mine.set_index("reading")["sentences"]
    printed, continued = int(counts.get("printed", 0)), int(counts.get("continued", 0))
    if printed:
        page.bars(axes, lane, [0], [sign * printed], look, height=0.55)
    if printed != continued:
        axes.plot(sign * continued, lane, **_MOVED)
    if printed or continued:
        text = f"{printed}" if printed == continued else f"{printed} ({continued})"
        end = max(printed, continued) + most * 0.035
        axes.text(sign * end, lane, text, va="center", ha="left" if sign > 0 else "right", fontsize=7.5)


def _demand_words(table: pd.DataFrame, speakers: Sequence[str], basis: str) -> Wording:
    counts = [(speaker, *_counts(table, speaker, "printed")) for speaker in speakers[:2]]
    cited = listed(f"{voice(speaker)} {direct} : {commit}" for speaker, direct, commit in counts)
    return Wording(
        f"Demands against commitments: {cited}",
        f"Sentences that demand (should, must, it is necessary), left, and that commit (is willing to, will of intention), right, "
        f"by the side of their subject, {_BASES[basis]}. Sentences without a subject have the form of a demand on nobody "
        f"named; diamonds, and the numbers in brackets, show the counts if they are read as continuing the sentence before. {ACCOUNT}",
        f"Diverging bars of demands against commitments by subject, with both readings of subjectless sentences. {cited}.",
    )


def modal_senses(readout: Readout, rates: pd.DataFrame, coded: Coded) -> Exhibit:
    """Two marks a sense of a modal verb: how often each person is given it.

    Args:
        readout: The readout.
        rates: From :func:`readout.measures.stance.sense_rates`.
        coded: What they were counted in.
    """
    if rates.empty:
        reason = "No person is given a modal verb"
        return empty(readout, "Senses of modal verbs", reason, rates, STANCE_SETTINGS)
    said = _sense_words(coded, readout.speakers)
    figure = _draw_senses(rates, said.title, source_line(readout, STANCE_SETTINGS))
    return Exhibit(figure, *said, rates, readout, STANCE_SETTINGS)


def _draw_senses(rates: pd.DataFrame, title: str, source: str) -> Figure:
    shown = rates.assign(low=float("nan"), high=float("nan"))
    return paired(shown, title=title, source=source, few=FEW, units=("hits", "modal verbs per 1,000 words"))


def _sense_words(coded: Coded, speakers: Sequence[str]) -> Wording:
    return Wording(
        will(coded, speakers).removesuffix("."),
        f"Modal verbs by their sense, {_BASES[coded.source]}, per 1,000 words outside introductory clauses; counts at the right. A "
        f"raw count of one verb adds up different acts. Hollow: fewer than five hits. {ACCOUNT}",
        f"Paired dots of modal verbs by sense. {will(coded, speakers)}",
    )


def positions(readout: Readout, coded: Coded) -> Exhibit:
    """A row a target, in reading order; a mark in the column of the person whose passage words the stance.

    Args:
        readout: The readout; its people are the columns, left to right.
        coded: The coding whose positions are drawn.
    """
    of_people = coded.positions[coded.positions["speaker"].isin(readout.speakers)]
    if of_people.empty:
        reason = "Nothing is supported or opposed in so many words"
        return empty(readout, "Positions by target", reason, coded.positions, STANCE_SETTINGS)
    said = _position_words(of_people, readout.speakers, coded.source)
    figure = _draw_positions(of_people, readout.speakers, said.title, source_line(readout, STANCE_SETTINGS))
    return Exhibit(figure, *said, coded.positions, readout, STANCE_SETTINGS)


def _draw_positions(table: pd.DataFrame, speakers: Sequence[str], title: str, source: str) -> Figure:
    table = table.sort_values("position", key=lambda p: p.map(_ORDER.index), kind="stable").head(_TARGETS)
    columns = [who for who in speakers if who in set(table["speaker"])]
    styles = page.looks(speakers)
    with page.house_style():
        figure, axes = page.figure(title, source, width="text", height=(34 + 5 * len(table)) * page.MM)
        for lane, row in enumerate(table.itertuples()):
            axes.plot(columns.index(row.speaker), lane, **_mark(row.position, styles[row.speaker]))
        for lane in range(len(table)):
            axes.axhline(lane, color="#DDDDDD", linewidth=0.5, zorder=0)
        grey = page.Look(page.GREY, page.GREY)
        kinds = [kind for kind in _MARKS if kind in set(table["position"])]
        page.key(axes, [page.mark(_WORDS[kind], **_mark(kind, grey)) for kind in kinds])
        page.lanes(axes, [_target_of(row) for row in table.itertuples()])
        axes.tick_params(axis="y", labelsize=7, length=0)
        axes.set_xticks(range(len(columns)), [textwrap.fill(label(who), 14) for who in columns])
        axes.set_xlim(-0.6, len(columns) - 0.4)
        axes.set_xlabel("in the passage given to")
    return figure


def _mark(position: str, look: page.Look) -> dict[str, object]:
    shape, hollow = _MARKS[position]
    return page.dot(look, shape, hollow=hollow, size=6)


def _target_of(row: object) -> str:
    """A target with its place; with its holder where the passage only reports the other side's stance."""
    holder = f"{row.holder}: " if row.side == "OTHER" else ""
    return f"{textwrap.shorten(holder + row.target, _TARGET, placeholder=' …')}  ({row.place})"


def _position_words(table: pd.DataFrame, speakers: Sequence[str], basis: str) -> Wording:
    counts = table.groupby("position")["speaker"].value_counts()
    cited = listed(
        f"{voice(who)} {counts.get(('OPPOSE', who), 0)} : {counts.get(('SUPPORT', who), 0)}"
        for who in speakers[:2]
    )
    elsewhere = int((table["side"] == "OTHER").sum())
    note = (
        f" {counted(elsewhere, 'stance')} of the other side {agreeing(elsewhere, 'is', 'are')} only reported there."
        if elsewhere
        else ""
    )
    return Wording(
        f"Opposition against support in so many words: {cited}",
        f"Whom or what a passage is for or against, as printed, {_BASES[basis]}, with the sentence it stands in; the mark "
        f"stands under the person whose passage words it; a word before a colon names the holder, where it is the other side.{note} {ACCOUNT}",
        f"Dot matrix of {counted(len(table), 'position')} by target. Opposition against support: {cited}.",
    )


def intensity(table: pd.DataFrame, speakers: Sequence[str]) -> str:
    """Which markers of intensity are most frequent, from :func:`readout.measures.stance.intensity`."""
    if table.empty:
        return "No marker of intensity of the list occurs."
    cited = []
    for speaker in speakers[:2]:
        mine = table[table[speaker] > 0]
        top = mine.sort_values([speaker, "marker"], ascending=[False, True]).head(3)
        cited.append(
            f"{voice(speaker)} {listed(quoted(row['marker'], row[speaker]) for _, row in top.iterrows())}"
        )
    return f"Most frequent markers: {'; '.join(cited)}."


def validity(table: pd.DataFrame) -> str:
    """How far the rules can be trusted, from :func:`readout.measures.stance.validity`."""
    locked = table[table["question"].str.contains("locked")].iloc[0]
    here = table[table["question"].str.startswith("main act, this readout")]
    own = (
        f"On this text the rules give {here['agreed'].iloc[0]} of {here['cases'].iloc[0]} main acts as the reader does. "
        if len(here)
        else ""
    )
    return (
        f"{own}On the {locked['cases']} locked sentences they agree on {locked['agreed']} (kappa {locked['kappa']:.2f}). Their word lists "
        "were written with the project's main document in view, so that only the locked sentences are a test."
    )


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 06 contributes to the readout card; columns as :func:`readout.exhibits.share.facts`."""
    coded = stance.best_coding(readout)
    found = stance.demands(readout, coded)
    rows = []
    for speaker in readout.speakers[:2]:
        direct, commit = _counts(found, speaker, "printed")
        fact = f"{counted(direct, 'demand')}, {counted(commit, 'commitment')} (sentences, subjects printed)"
        rows.append((f"demands and commitments given to {speaker}, by {coded.source}", fact, "C2", "body"))
    for speaker in readout.speakers[:2]:
        total = int((readout.body["speaker"] == speaker).sum())
        about = f"sentences given to {speaker} that word an opposition, by {coded.source}"
        rows.append((about, f"{stance.opposed(coded, speaker)} of {total}", "C2", "body"))
    return pd.DataFrame(rows, columns=["about", "fact", "rung", "where"]).assign(notebook="06")
