"""Notebook 07: how each side is reported, whose state comes first, who is named, and what is missing."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from readout.document import UNNAMED, Readout, shortened
from readout.exhibits import page, paired, ribbon, ruled
from readout.exhibits.export import Exhibit, empty
from readout.exhibits.prose import (
    ACCOUNT,
    Wording,
    agreeing,
    by,
    counted,
    label,
    listed,
    quoted,
    source_line,
    voice,
)
from readout.measures import naming
from readout.measures.terms import FEW

#: How figures of naming count.
NAMING_SETTINGS = {
    "names": "gazetteer 1, longest form once",
    "introductory clauses": "left out",
}
#: How figures on the ribbon of sentences count.
VERB_SETTINGS = {"units": "sentences with a reporting verb"}
#: How a reader calls the columns of the tables of notebook 07.
HEADS = {
    "place": "where",
    "person": "pronoun",
    "text": "as printed",
    "referent": "who is meant",
    "quoted": "in quotation marks",
    "first": "first state",
    "second": "second state",
    "mark": "marked by",
    "counts": "of what",
    "speaker": "given to",
    "verb": "reporting verb",
    "stance": "how it presents what follows",
    "hits": "times",
    "per_100": "per 100 of these sentences",
    "places": "where",
    "own_first": "own state first",
    "own_second": "own state second",
    "forms": "as printed",
    "we_own": "we: the own side",
    "we_both": "we: both sides",
    "marked": "marked",
    "marks": "how",
    "item": "what the other account reports",
    "term": "looked for as",
}
# Names drawn at most, and people: what fits on a page.
_ROWS, _PEOPLE = 26, 4
_NO_PAIRS = "No two states are named together by people whose state is known"
# So many people stand in a sentence, so many names in a fact, so many things in an answer.
_CITED, _LISTED, _EXAMPLES = 3, 6, 2
# A number of verbs a paragraph that is about one.
_ABOUT_ONE = (0.75, 1.25)
_SILENCES = (
    ruled.Column("reported elsewhere", 0, 50),
    ruled.Column("looked for as", 0.43, 44),
    ruled.Column("where it stands here", 0.79, 24),
)


def in_words(table: pd.DataFrame) -> pd.DataFrame:
    """A table of naming with the heads and the names of voices that a reader knows, without offsets."""
    plain = table.drop(columns=["sentence", "start", "end"], errors="ignore")
    plain = plain.assign(speaker=plain["speaker"].map(label)) if "speaker" in plain else plain
    return plain.rename(columns=HEADS)


def answer(readout: Readout) -> str:
    """How each side is introduced, and what is missing, in two sentences.

    Example:
        >>> from readout.document import parse
        >>> print(answer(parse("President Ana Sol called. Sol said that trade grows.")))
        A reporting verb introduces Ana Sol once (“say”). What is missing can only be seen against another account, and none goes with this text.
    """
    verbs, introduced = naming.verbs(readout), naming.introduced(readout)
    return f"{reporting(verbs, introduced)} {_missing(naming.silences(readout))}"


def reporting(verbs: pd.DataFrame, introduced: pd.DataFrame) -> str:
    """How often a verb introduces each person, and with how many paragraphs that goes.

    Args:
        verbs: From :func:`readout.measures.naming.verbs`.
        introduced: From :func:`readout.measures.naming.introduced`.
    """
    if introduced.empty:
        return "Nobody is reported by name."
    if not introduced["verbs"].any():
        return "No reporting verb introduces what anybody is given."
    shown, others = introduced.head(_CITED), introduced.iloc[_CITED:]
    parts = [_times_and_verb(row.speaker, row.verbs, verbs) for row in shown.itertuples()]
    if len(others):
        parts.append(
            f"{counted(len(others), 'other')} {_often(others['verbs'].sum())}{' in all' * (len(others) > 1)}"
        )
    return f"A reporting verb introduces {listed(parts)}{_pace(introduced['per_paragraph'])}."


def _times_and_verb(speaker: str, times: int, verbs: pd.DataFrame) -> str:
    if not times:
        return f"{voice(speaker)} never"
    mine = verbs[verbs["speaker"] == speaker]
    first, hits = quoted(mine["verb"].iloc[0]), mine["hits"].iloc[0]
    if hits < times < 2 * hits:
        with_ = f"mostly {first}"
    elif len(mine) > _EXAMPLES:
        with_ = f"{first} and others"
    else:
        with_ = listed(quoted(verb) for verb in mine["verb"])
    return f"{voice(speaker)} {_often(times)} ({with_})"


def _often(times: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(times, f"{times:,} times")


def _pace(rates: pd.Series) -> str:
    """How many verbs that makes a paragraph, where it can be said in a few words."""
    if len(rates) > 1 and rates.between(*_ABOUT_ONE).all():
        return f", {'one' if (rates == 1).all() else 'about one'} a paragraph for each"
    if len(rates) == _EXAMPLES and rates.all():
        first, second = (f"{rate:.1f}".removesuffix(".0") for rate in rates)
        return f", {first} a paragraph {'for each' if first == second else f'against {second}'}"
    return ""


def _missing(table: pd.DataFrame) -> str:
    if table.empty:
        return "What is missing can only be seen against another account, and none goes with this text."
    absent, things = table.loc[table["hits"] == 0, "item"], counted(len(table), "thing")
    if absent.empty:
        return f"Everything that {_reported(table)}, {things} in all, is named here."
    among = (
        f", among them {listed(absent.head(_EXAMPLES))}" if len(absent) > _EXAMPLES else f": {listed(absent)}"
    )
    are = agreeing(len(absent), "is", "are")
    return f"Of {things} that {_reported(table)}, {len(absent)} {are} not named here{among}."


def _reported(table: pd.DataFrame) -> str:
    """Who reports it and when: "TASS reported on 15 December 2021"."""
    by_day = table.groupby("date", sort=False)["outlet"].unique()
    (day, outlets), *others = by_day.items()
    more = [f"{listed(names)} on {_day(date)}" for date, names in others]
    return listed([f"{listed(outlets)} reported on {_day(day)}", *more])


def _day(date: str) -> str:
    try:
        found = dt.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{found.day} {found:%B %Y}"


def reporting_verbs(
    readout: Readout, marks: pd.DataFrame, introduced: pd.DataFrame, sentences: pd.DataFrame
) -> Exhibit:
    """The text in reading order, with a mark above each reporting verb by its stance.

    Args:
        readout: The readout.
        marks: From :func:`readout.measures.naming.marks`.
        introduced: From :func:`readout.measures.naming.introduced`.
        sentences: From :func:`readout.measures.share.ribbon`.
    """
    said, source = _verb_words(introduced, marks), source_line(readout, VERB_SETTINGS)
    figure = (
        page.nothing(said.title, source, "There is nothing to mark in this text.")
        if marks.empty
        else ribbon.marked(sentences, marks, readout.voices, said.title, source)
    )
    return Exhibit(figure, *said, marks, readout, VERB_SETTINGS)


def _verb_words(introduced: pd.DataFrame, marks: pd.DataFrame) -> Wording:
    shown = introduced.head(_CITED)
    cited = listed(f"{row.speaker} {row.verbs}" for row in shown.itertuples())
    groups = marks.loc[~marks["speaker"].isin(UNNAMED), "group"].value_counts()
    kinds = listed(f"{group} {n}" for group, n in groups.items())
    title = f"Reporting verbs: {cited}{_pace(introduced['per_paragraph'])}"
    return Wording(
        title,
        f"Every sentence with a reporting verb, by how the verb presents what follows (after Thompson & Ye 1991). People: {kinds}. "
        "“Point out” takes it for true, “say” leaves it open, a neutral verb only names a subject. Which verb a "
        f"side gets can be a convention of the genre or of a translator. {ACCOUNT}",
        f"Ribbon of sentences, marked where a reporting verb stands. {title}.",
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
    named = table[table["own_first"] + table["own_second"] > 0]
    cited = listed(
        f"{row.speaker} {row.own_first} of {row.own_first + row.own_second}" for row in named.itertuples()
    )
    always = not named["own_second"].any()
    forms = "; ".join(f"{row.speaker}: {row.forms}" for row in named.itertuples())
    if always:
        title = (
            "The own state always comes first"
            if len(named) > 1
            else f"{named['state'].iloc[0]} always comes first"
        )
    else:
        title = "How often the own state comes first"
    return Wording(
        title,
        f"The own state stands first: {cited}. Counted are two states named together, joined by “and” or a hyphen and by nothing "
        f"else. {forms}. The order is the drafter's house style; it tells whose side speaks, and nothing about content.",
        f"Tiles of counts: own state first, and second. First: {cited}.",
    )


def address(table: pd.DataFrame) -> str:
    """Who is I, you and we, from :func:`readout.measures.naming.by_pronoun`."""
    given = table[table[["I", "you", "we"]].any(axis=1)]
    if given.empty:
        return "Nobody is given a pronoun of the first or second person."
    parts = []
    for row in given.head(_CITED).itertuples():
        coded = (
            f" ({row.we_own} for the own side, {row.we_both} for both)" if row.we_own + row.we_both else ""
        )
        parts.append(f"{row.speaker} I {row.I}, you {row.you}, we {row.we}{coded}")
    return f"Pronouns: {'; '.join(parts)}."


def entities(readout: Readout, table: pd.DataFrame, only: Mapping[str, Sequence[str]]) -> Exhibit:
    """A lane a name, under heads by type: a mark a person at its rate, with the counts at the right.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.naming.rates`.
        only: Names that one person alone is given, by person.
    """
    if table.empty:
        reason = "No name of the gazetteer is given to anybody"
        return empty(readout, "Names by person", reason, table, NAMING_SETTINGS)
    said = _entity_words(table, only)
    people = readout.speakers[:_PEOPLE]
    shown = table[table["name"].isin(table["name"].unique()[:_ROWS]) & table["speaker"].isin(people)]
    figure = _draw_rates(shown, people, said.title, source_line(readout, NAMING_SETTINGS))
    return Exhibit(figure, *said, table, readout, NAMING_SETTINGS)


def _draw_rates(table: pd.DataFrame, speakers: Sequence[str], title: str, source: str) -> Figure:
    rates = table.pivot_table(index=["type", "name"], columns="speaker", values="per_1000", sort=False)
    hits = table.pivot_table(index=["type", "name"], columns="speaker", values="hits", sort=False)
    heads = rates.index.get_level_values("type").unique()
    lanes = [lane for kind in heads for lane in ((kind, ""), *rates.loc[[kind]].index)]
    rates, hits = rates.reindex(lanes)[list(speakers)], hits.reindex(lanes)[list(speakers)]
    styles = list(page.looks(speakers).values())
    with page.house_style():
        height = 32 * page.MM + paired.LANE * len(lanes) * 0.86
        figure, axes = page.figure(title, source, width="text", height=height)
        paired.ruled_lanes(axes, [name or kind.capitalize() for kind, name in lanes])
        for lane, (number, counts) in enumerate(zip(rates.to_numpy(), hits.to_numpy(), strict=True)):
            given = number[counts > 0]
            if len(given) > 1:
                axes.plot([given.min(), given.max()], [lane, lane], color=page.GREY, linewidth=0.8)
            for value, count, look, shape in zip(number, counts, styles, paired.FOUR_SHAPES, strict=False):
                if count > 0:
                    axes.plot(value, lane, **page.dot(look, shape, hollow=count < FEW, size=4.5))
        for text, (_, name) in zip(axes.get_yticklabels(), lanes, strict=True):
            text.set(fontsize=7, fontweight="normal" if name else "bold")
        paired.hits_at_the_right(axes, [hits[who] for who in speakers], styles)
        handles = [
            page.mark(label(who), **page.dot(look, shape))
            for who, look, shape in zip(speakers, styles, paired.FOUR_SHAPES, strict=False)
        ]
        few = page.mark(
            f"fewer than {FEW} hits", **page.dot(page.Look(page.GREY, page.GREY), "o", hollow=True)
        )
        page.key(axes, [*handles, few])
        axes.set_xlim(0, None)
        axes.set_xlabel("hits per 1,000 words given to the person")
    return figure


def _entity_words(table: pd.DataFrame, only: Mapping[str, Sequence[str]]) -> Wording:
    alone = "; ".join(f"{shortened(names, 2)} ({voice(who)})" for who, names in only.items() if names)
    totals = table.groupby("name", sort=False)["hits"].sum().sort_values(ascending=False, kind="stable")
    most = listed(f"{name} ({hits})" for name, hits in totals.head(2).items())
    title = f"Named for one side alone, twice or more: {alone}" if alone else f"Most named: {most}"
    drawn = min(len(totals), _ROWS)
    rest = f" The first {_ROWS} of {len(totals)} names are drawn." if len(totals) > _ROWS else ""
    return Wording(
        title,
        f"Names per 1,000 words of what each person is given, so that who is given more words does not lead by that alone; counts at "
        f"the right.{rest} By a typed list that can be edited: adjectives count with their state, a compound of two states for both, "
        f"a name inside a longer one only there. Most named: {most}.",
        f"Dots for {counted(drawn, 'name')}: rate per 1,000 words by person, with counts. {title}.",
    )


def counts_against_rates(table: pd.DataFrame) -> str:
    """Who is given the two most frequent names most often, by count and per 1,000 words.

    Args:
        table: From :func:`readout.measures.naming.rates`.
    """
    if table.empty or len(table["speaker"].unique()) < 2:  # nobody to compare with
        return "There are no two people whose names could be compared."
    totals = table.groupby("name", sort=False)["hits"].sum().sort_values(ascending=False, kind="stable")
    parts = []
    for name in totals.index[:_EXAMPLES]:
        mine = table[table["name"] == name]
        counts, rates = mine.nlargest(2, "hits"), mine.nlargest(2, "per_1000")
        parts.append(
            f"{name} by count {counts['speaker'].iloc[0]} ({' to '.join(map(str, counts['hits']))}), per 1,000 words "
            f"{rates['speaker'].iloc[0]} ({' to '.join(f'{rate:.1f}' for rate in rates['per_1000'])})"
        )
    return f"Who is given it most: {'; '.join(parts)}."


def disputed(table: pd.DataFrame) -> str:
    """Which contested words are marked, from :func:`readout.measures.naming.by_value`."""
    if table.empty:
        return "No contested word of the list occurs."
    marked = table[table["marked"] > 0]
    if marked.empty:
        return f"No contested word is marked; most frequent is {quoted(table['word'].iloc[0], table['hits'].iloc[0])}."
    parts = [f"{quoted(row.word)} {row.marked} of {row.hits} ({row.marks})" for row in marked.itertuples()]
    return f"Marked as disputed, of all hits: {'; '.join(parts)}."


def attendance(table: pd.DataFrame) -> str:
    """Who is named as having been there, from :func:`readout.measures.naming.attended`."""
    if table.empty:
        return "Nobody is named as attending."
    named = f"{listed(table['name'])} ({shortened(table['place'].unique())})"
    sides = table["side"].unique()
    if len(sides) > 1:
        by_side = (
            f"{side or 'side unknown'} {n}" for side, n in table["side"].value_counts(sort=False).items()
        )
        return f"Named as attending, by side: {listed(by_side)}. They are {named}."
    every = "all " if len(table) > 1 else ""
    one = f", {every}for {sides[0]}" if sides[0] else ""
    return f"Named as attending{one}: {named}."


def silences(readout: Readout, table: pd.DataFrame) -> Exhibit:
    """A row for each thing that another account reports: what is not named here first, then what is.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.naming.silences`.
    """
    table = table.sort_values("hits", key=lambda hits: hits > 0, kind="stable", ignore_index=True)
    data = naming.flat(table)
    if table.empty:
        reason = "No list of what another account reports goes with this text"
        return empty(readout, "Silences", reason, data, NAMING_SETTINGS)
    several = len(table["outlet"].unique()) > 1
    rows = [
        (f"{row.item} ({row.outlet})" if several else row.item, row.term, _found(row.hits, row.places))
        for row in table.itertuples()
    ]
    cells = ruled.fitting(_SILENCES, rows)
    said = _silence_words(readout, table, len(cells))
    settings = {"things": f"as {_reported(table)}", "named": "where one of their words stands in the body"}
    figure = ruled.table(_SILENCES, cells, said.title, source_line(readout, settings))
    return Exhibit(figure, *said, data, readout, settings)


def _found(hits: int, places: Sequence[str]) -> str:
    return shortened(places, 2) if hits else "not named"


def _silence_words(readout: Readout, table: pd.DataFrame, drawn: int) -> Wording:
    absent = int((table["hits"] == 0).sum())
    outlets = (
        listed(table["outlet"].unique()) if len(table["outlet"].unique()) <= _CITED else "other accounts"
    )
    things, are = counted(len(table), "thing"), agreeing(absent, "is", "are")
    title = f"{absent} of {things} that {outlets} reported {are} not named here"
    title = title if absent else f"Everything that {outlets} reported is named here"
    rest = f" The first {drawn} of {len(table)} are drawn." if drawn < len(table) else ""
    return Wording(
        title,
        f"Everything that {_reported(table)} of the meeting, {by(readout, 'silences', 'hand codes')}, hits included. A thing counts as "
        f"named where one of its words stands, whatever stands around it.{rest} What is not named may still have been spoken of, or "
        f"have been left out by the other account's own choice.",
        f"List of {counted(len(table), 'thing')} with where they are found; {absent} {agreeing(absent, 'is', 'are')} not named.",
    )


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 07 contributes to the readout card; columns as :func:`readout.exhibits.share.facts`."""
    found = naming.entities(readout)
    names = naming.by_name(found, readout.speakers)
    order = naming.own_first(readout, naming.orders(readout))
    rows = [
        *_silence_facts(naming.silences(readout)),
        *_contested_facts(naming.by_value(naming.contested(readout))),
        *_order_facts(order[order["own_first"] + order["own_second"] > 0]),
        *_name_facts(readout, found, names),
        *_attendance_facts(naming.attended(readout)),
    ]
    introduced = naming.introduced(readout)
    if introduced["verbs"].any():
        cited = listed(f"{row.speaker} {row.verbs}" for row in introduced.head(_CITED).itertuples())
        rows.append(("reporting verbs", f"{cited}{_pace(introduced['per_paragraph'])}", "C1", "body", 3))
    columns = ["about", "fact", "rung", "where", "importance"]
    return pd.DataFrame(rows, columns=columns).assign(notebook="07")


_Facts = list[tuple[str, str, str, str, int]]


def _silence_facts(table: pd.DataFrame) -> _Facts:
    absent = table.loc[table["hits"] == 0, "item"].tolist()
    if not absent:
        return []
    fact = f"{len(absent)} of {counted(len(table), 'thing')} that {_reported(table)}: "
    return [("not named here", fact + shortened(absent, _LISTED), "C2", "body", 1)]


def _contested_facts(table: pd.DataFrame) -> _Facts:
    marked = table[(table["marked"] > 1) | ((table["marked"] > 0) & (table["hits"] >= FEW))]
    if marked.empty:
        return []
    fact = "; ".join(
        f"{quoted(row.word)} {row.marked} of {row.hits} ({row.marks})"
        for row in marked.head(_CITED).itertuples()
    )
    where = dict.fromkeys(place for places in marked.head(_CITED)["places"] for place in places)
    return [("contested words that are marked as true or as false", fact, "C2", shortened(where), 1)]


def _order_facts(order: pd.DataFrame) -> _Facts:
    if order.empty:
        return []
    cited = "; ".join(
        f"{row.state} with {row.speaker}, {row.own_first} of {row.own_first + row.own_second}"
        for row in order.itertuples()
    )
    return [("the own state named first, where two are named together", cited, "C1", "body", 2)]


def _name_facts(readout: Readout, found: pd.DataFrame, names: pd.DataFrame) -> _Facts:
    rows = []
    states = names.loc[names["type"] == "states"].sort_values(["total", "name"], ascending=[False, True])
    if len(states):
        cited = ", ".join(f"{row['name']} {row['total']}" for _, row in states.head(_LISTED).iterrows())
        more = f" and {len(states) - _LISTED} more" if len(states) > _LISTED else ", no other"
        rows.append(("states named in what people are given", cited + more, "C2", "body", 2))
    alone = {name: naming.one_sided(names, name, readout.speakers) for name in readout.speakers}
    if any(alone.values()):
        cited = "; ".join(f"{name}: {', '.join(only[:_LISTED])}" for name, only in alone.items() if only)
        places = found.loc[found["name"].isin([n for only in alone.values() for n in only]), "place"]
        about = "named twice or more, and to one person only"
        rows.append((about, cited, "C2", shortened(places.unique()), 2))
    return rows


def _attendance_facts(table: pd.DataFrame) -> _Facts:
    sides = table["side"].unique()
    if len(table) < 2 or len(sides) > 1:  # one name is no list
        return []
    of = f", all for {sides[0]} (a reader's note)" if sides[0] else ""
    rung = "C2" if sides[0] else "C1"
    return [("named as attending", listed(table["name"]) + of, rung, shortened(table["place"].unique()), 2)]
