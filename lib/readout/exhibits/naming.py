"""Notebook 07: how each side is reported, whose state comes first, who is named, and what is missing."""

import textwrap
from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from readout.document import UNNAMED, Readout, shortened
from readout.exhibits import page, ribbon, ruled
from readout.exhibits.export import Exhibit, empty
from readout.exhibits.prose import (
    ACCOUNT,
    Wording,
    agreeing,
    counted,
    label,
    listed,
    percent,
    quoted,
    source_line,
    voice,
)
from readout.measures import naming

#: How figures of naming count.
NAMING_SETTINGS = {
    "names": "gazetteer 1, longest form once",
    "introductory clauses": "left out",
}
#: How figures on the ribbon of sentences count.
VERB_SETTINGS = {"units": "sentences with a reporting clause"}
# Names and terms drawn at most: what fits on a page.
_ROWS = 28
_NO_PAIRS = "No two states are named together by people whose state is known"
# So many names stand in a fact.
_LISTED = 6
_SILENCES = (
    ruled.Column("term", 0, 36),
    ruled.Column("hits", 0.31, 6),
    ruled.Column("why it was looked for", 0.37, 38),
    ruled.Column("source", 0.68, 38),
)


def reporting(table: pd.DataFrame, speakers: Sequence[str]) -> str:
    """Which verbs report each person, from :func:`readout.measures.naming.verbs`."""
    parts = []
    for speaker in speakers[:3]:
        mine = table[table["speaker"] == speaker]
        cited = listed(quoted(verb, hits) for verb, hits in zip(mine["verb"], mine["hits"], strict=True))
        parts.append(f"{voice(speaker)} {cited}")
    return f"Reporting verbs: {'; '.join(parts)}." if parts else "No person is reported."


def reporting_verbs(
    readout: Readout, marks: pd.DataFrame, verbs: pd.DataFrame, sentences: pd.DataFrame
) -> Exhibit:
    """The text in reading order, with a mark above each reporting clause by the stance of its verb.

    Args:
        readout: The readout.
        marks: From :func:`readout.measures.naming.marks`.
        verbs: From :func:`readout.measures.naming.verbs`.
        sentences: From :func:`readout.measures.share.ribbon`.
    """
    said, source = _verb_words(verbs, readout.speakers), source_line(readout, VERB_SETTINGS)
    figure = (
        page.nothing(said.title, source, "There is nothing to mark in this text.")
        if marks.empty
        else ribbon.marked(sentences, marks, readout.voices, said.title, source)
    )
    return Exhibit(figure, *said, marks, readout, VERB_SETTINGS)


def _verb_words(table: pd.DataFrame, speakers: Sequence[str]) -> Wording:
    people = table[~table["speaker"].isin(UNNAMED)]
    sums = people.groupby("speaker")["hits"].sum()
    cited = listed(f"{voice(s)} {int(sums.get(s, 0))}" for s in speakers[:2])
    presupposing = people[people["stance"] == "factive"].groupby("speaker")["hits"].sum()
    factive = listed(f"{voice(s)} {int(presupposing.get(s, 0))}" for s in speakers[:2])
    return Wording(
        f"Reporting clauses: {cited}; with a factive verb: {factive}",
        "Every sentence with a reporting verb, by the stance of the verb (after Thompson & Ye 1991): factive verbs present what "
        "follows as true, non-factive ones leave it open; “talk or event” reports no content. Which verb a side gets can be a "
        f"convention of the genre or of a translator, and is no verdict by itself. {ACCOUNT}",
        f"Ribbon of sentences with reporting verbs marked by stance. Clauses: {cited}; factive: {factive}.",
    )


def name_order(readout: Readout, table: pd.DataFrame) -> Exhibit:
    """A row of tiles a person: how often the own state stands first, and second.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.naming.own_first`.
    """
    if _no_pairs(table):
        return empty(readout, "Order of names", _NO_PAIRS, table, NAMING_SETTINGS)
    said = _order_words(table)
    figure = _draw_order(table, said.title, source_line(readout, NAMING_SETTINGS))
    return Exhibit(figure, *said, table, readout, NAMING_SETTINGS)


def whose_state_first(table: pd.DataFrame) -> str:
    """How often each person's own state is named first, from :func:`readout.measures.naming.own_first`."""
    return f"{_NO_PAIRS if _no_pairs(table) else _order_words(table).title}."


def _no_pairs(table: pd.DataFrame) -> bool:
    return table.empty or not table[["own_first", "own_second"]].to_numpy().sum()


def _draw_order(table: pd.DataFrame, title: str, source: str) -> Figure:
    most = table[["own_first", "own_second"]].max(axis=None)
    with page.house_style():
        figure, axes = page.figure(title, source, width="column", height=(30 + 13 * len(table)) * page.MM)
        for row, person in enumerate(table.itertuples()):
            for at, count in enumerate((person.own_first, person.own_second)):
                shade = 1 - 0.75 * count / most
                tile = {"facecolor": (shade, shade, shade), "edgecolor": page.GREY, "linewidth": 0.6}
                axes.add_patch(Rectangle((at - 0.48, row - 0.44), 0.96, 0.88, **tile))
                colour = "white" if shade < 0.5 else page.INK  # half way to black
                axes.text(at, row, f"{count}", ha="center", va="center", fontsize=12, color=colour)
        axes.set_xlim(-0.5, 1.5)
        page.lanes(axes, [f"{label(p.speaker)}\n({p.state})" for p in table.itertuples()], pad=0.5)
        axes.set_xticks([0, 1], ["own state first", "own state second"])
        axes.tick_params(axis="x", length=0)
        axes.spines["bottom"].set_visible(False)
    return figure


def _order_words(table: pd.DataFrame) -> Wording:
    cited = listed(f"{row.speaker} {row.own_first} to {row.own_second}" for row in table.itertuples())
    always = not table["own_second"].any() and (table["own_first"] > 0).all()
    forms = "; ".join(f"{row.speaker}: {row.forms}" for row in table.itertuples())
    return Wording(
        f"Each is given the own state first, without exception: {cited}"
        if always
        else f"Own state first, to second: {cited}",
        f"Two states named together, joined by “and” or a hyphen and by nothing else. {forms}. The order is the drafter's house "
        f"style; it tells whose side speaks, and nothing about content. {ACCOUNT}",
        f"Tiles of counts: own state first, to second. {cited}.",
    )


def address(table: pd.DataFrame) -> str:
    """Who is I, you and we, from :func:`readout.measures.naming.by_pronoun`."""
    parts = []
    for row in table.itertuples():
        text = f"{voice(row.speaker)} I {row.I}, you {row.you}, we {row.we}"
        coded = row.we_own + row.we_both
        if coded:
            text += f" ({row.we_own} for the own side, {row.we_both} for both)"
        parts.append(text)
    return f"Pronouns: {'; '.join(parts)}." if parts else "No person is reported."


def entities(readout: Readout, table: pd.DataFrame, only: Mapping[str, Sequence[str]]) -> Exhibit:
    """A row a name, a column a person: a dot as large as the hits, with their number.

    Args:
        readout: The readout; its people are the columns, left to right.
        table: From :func:`readout.measures.naming.by_name`.
        only: Names that one person alone is given, by person.
    """
    if table.empty:
        reason = "No name of the gazetteer is given to anybody"
        return empty(readout, "Names by person", reason, table, NAMING_SETTINGS)
    said = _entity_words(table, only)
    figure = _draw_entities(table, readout.speakers, said.title, source_line(readout, NAMING_SETTINGS))
    return Exhibit(figure, *said, table, readout, NAMING_SETTINGS)


def _draw_entities(table: pd.DataFrame, speakers: Sequence[str], title: str, source: str) -> Figure:
    table = table.head(_ROWS)
    styles, most = page.looks(speakers), table[list(speakers)].max(axis=None)
    with page.house_style():
        figure, axes = page.figure(title, source, width="text", height=(30 + 5 * len(table)) * page.MM)
        for lane, row in table.iterrows():
            for at, who in enumerate(speakers):
                count = int(row[who])
                if count:
                    size = 3 + 7 * (count / most) ** 0.5
                    axes.plot(at, lane, **page.dot(styles[who], "o", size=size))
                axes.text(
                    at + 0.16,
                    lane,
                    f"{count}",
                    va="center",
                    fontsize=7.5,
                    color=page.INK if count else page.GREY,
                )
        for lane in range(1, len(table)):
            if table["type"][lane] != table["type"][lane - 1]:
                axes.axhline(lane - 0.5, color=page.GREY, linewidth=0.6)
        page.lanes(axes, [f"{row['name']}  ({row['type']})" for _, row in table.iterrows()])
        axes.tick_params(axis="y", labelsize=7)
        axes.set_xticks(range(len(speakers)), [textwrap.fill(label(who), 14) for who in speakers])
        axes.set_xlim(-0.5, len(speakers) - 0.5)
        axes.set_xlabel("hits in what is given to")
    return figure


def _entity_words(table: pd.DataFrame, only: Mapping[str, Sequence[str]]) -> Wording:
    cited = "; ".join(f"only {voice(name)}: {listed(names)}" for name, names in only.items() if names)
    top = table.sort_values(["total", "name"], ascending=[False, True]).head(2)
    most = listed(f"{row['name']} ({row['total']})" for _, row in top.iterrows())
    title = f"Named twice or more on one side alone: {cited}" if cited else f"Most named: {most}"
    return Wording(
        title,
        f"Hits of names in what each person is given, by a typed list that can be edited; adjectives count with their state, a "
        f"compound of two states for both, and a name inside a longer one only there. Most named: {most}. {ACCOUNT}",
        f"Dot matrix of {counted(len(table), 'name')} by person. {title}.",
    )


def silences(readout: Readout, table: pd.DataFrame) -> Exhibit:
    """A row a term that was to be looked for: its hits, nought above all, and why it was looked for.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.naming.silences`.
    """
    data = naming.flat(table)
    if table.empty:
        return empty(
            readout, "Silences", "No list of expected terms goes with this text", data, NAMING_SETTINGS
        )
    said, rows = _silence_words(table), table.head(_ROWS).itertuples()
    cells = [(row.term, f"{row.hits}", row.reason, row.source) for row in rows]
    figure = ruled.table(_SILENCES, cells, said.title, source_line(readout, NAMING_SETTINGS))
    return Exhibit(figure, *said, data, readout, NAMING_SETTINGS)


def _silence_words(table: pd.DataFrame) -> Wording:
    zero = table[table["hits"] == 0]
    bound = (
        f" No hit in the body is compatible with up to {percent(zero['bound'].iloc[0])} of such sentences (exact, 95%)."
        if len(zero)
        else ""
    )
    return Wording(
        f"{len(zero)} of {counted(len(table), 'term')} that were to be looked for {agreeing(len(zero), 'does', 'do')} not occur",
        f"Terms fixed before counting, each with its source and reason in the data. A silence is a finding only against such a "
        f"list.{bound} {ACCOUNT}",
        f"List of {counted(len(table), 'term')} with their hits; {len(zero)} {agreeing(len(zero), 'has', 'have')} none.",
    )


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 07 contributes to the readout card; columns as :func:`readout.exhibits.share.facts`."""
    rows = []
    order = naming.own_first(readout, naming.orders(readout))
    order = order[order["own_first"] + order["own_second"] > 0]
    if len(order):
        cited = "; ".join(
            f"{row.state} with {row.speaker}, {row.own_first} of {row.own_first + row.own_second}"
            for row in order.itertuples()
        )
        rows.append(("the own state named first, where two are named together", cited, "C1", "body"))
    found = naming.entities(readout)
    names = naming.by_name(found, readout.speakers)
    states = names.loc[names["type"] == "states"].sort_values(["total", "name"], ascending=[False, True])
    if len(states):
        cited = ", ".join(f"{row['name']} {row['total']}" for _, row in states.head(_LISTED).iterrows())
        more = f" and {len(states) - _LISTED} more" if len(states) > _LISTED else ", no other"
        rows.append(("states named in what people are given", cited + more, "C1", "body"))
    alone = {name: naming.one_sided(names, name, readout.speakers) for name in readout.speakers}
    if any(alone.values()):
        cited = "; ".join(f"{name}: {', '.join(only[:_LISTED])}" for name, only in alone.items() if only)
        places = found.loc[found["name"].isin([n for only in alone.values() for n in only]), "place"]
        rows.append(("named twice or more, and to one person only", cited, "C1", shortened(places.unique())))
    absent = naming.silences(readout)
    if len(absent):
        zero = absent.loc[absent["hits"] == 0, "term"].tolist()
        which = f": {'; '.join(zero[:_LISTED])} and others" if zero else ""
        fact = f"{len(zero)} of {len(absent)} terms that were looked for{which}"
        rows.append(("does not occur at all", fact, "C1", "body"))
    return pd.DataFrame(rows, columns=["about", "fact", "rung", "where"]).assign(notebook="07")
