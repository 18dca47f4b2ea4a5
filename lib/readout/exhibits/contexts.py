"""Notebook 03: where a word stands, what keeps it company, and what wording two people share."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from readout.document import Readout, shortened
from readout.exhibits import page
from readout.exhibits.export import Exhibit, empty
from readout.exhibits.prose import (
    ACCOUNT,
    SETTINGS,
    TERM_SETTINGS,
    WORD_SETTINGS,
    Wording,
    agreeing,
    between,
    counted,
    label,
    listed,
    percent,
    quoted,
    sentence,
    signed,
    source_line,
    voice,
)
from readout.measures import contexts
from readout.measures.contexts import HDD_SAMPLE, MATCHES, MATTR_WINDOW, MTLD_THRESHOLD, SHARED, Order
from readout.measures.terms import LEAST
from readout.statistics import LEVEL

_LANE = 6.4 * page.MM
# Pairs drawn at most: what fits on half a page.
_PAIRS = 24
# So many terms or pairs stand in a sentence.
_NAMED = 3
#: Who is given fewer words than this is not asked what they repeat.
ENOUGH = 50
# A tau from here on is called largely the same order; who changes more often than this takes turns.
_STRONG, _TURNS = 0.5, 2
_SAME, _ROUGHLY = "in largely the same order", "in roughly the same order"
_BLOCKS = page.Look("#D9D9D9", "#D9D9D9")
_OWN = page.dot(page.Look(page.GREY, page.GREY), "o", hollow=True, size=4)


#: The columns of this notebook's tables as a reader is told them; the others are for computing.
HEADS = {
    "printed": "term",
    "pair": "pair",
    "phrase": "wording",
    "speaker": "person",
    "words": "words",
    "types": "different words",
    "count": "hits",
    "first_count": "hits of the first",
    "second_count": "hits of the second",
    "sentences": "sentences",
    "paragraphs": "paragraphs",
    "parts": "paragraphs in all",
    "dp": "DP",
    "pmi": "PMI",
    "g2": "G²",
    "log_dice": "logDice",
    "where": "places",
    "place": "place",
    "elsewhere": "places with the other",
    "ttr": "plain ratio",
    "window": "equal length",
    "ttr_in_window": "ratio at that length",
    "lowest": "lowest",
    "highest": "highest",
    "mattr": "MATTR",
    "mtld": "MTLD",
    "hdd": "HD-D",
}


def in_words(table: pd.DataFrame) -> pd.DataFrame:
    """A table of this notebook with heads in words, without the columns that are for computing only.

    Example:
        >>> in_words(pd.DataFrame({"phrase": ["the bridge"], "start": [9]})).columns.tolist()
        ['wording']
    """
    return table[[name for name in table.columns if name in HEADS]].rename(columns=HEADS)


def answer(readout: Readout) -> str:
    """Whether two people share their wording, in at most two sentences."""
    table = contexts.echo(readout, lengths=[SHARED])
    if table.empty:
        return _no_two(readout)
    row, (usual, where) = table.iloc[0], _own(table, digits=0)
    if nothing := _nothing_shared(row):
        return f"{nothing}."
    against = f", against {usual} {where}" if usual else ""
    order = contexts.agenda_order(readout, contexts.agenda(readout))
    alike = " The shared wording comes in largely the same order in both." if _alike(order) == _SAME else ""
    return (
        f"{row['share']:.0%} of the words given to {row['speaker']} repeat wording that {row['reference']} is given "
        f"too{against}.{alike}"
    )


def _nothing_shared(row: Mapping[str, Any]) -> str:
    """Why no share of wording is worth a number; empty where one is."""
    speaker, other, words = voice(row["speaker"]), voice(row["reference"]), int(row["words"])
    if words < ENOUGH:
        are = agreeing(words, "is", "are")
        return f"Only {counted(words, 'word')} {are} given to {speaker}, too few to ask whether they repeat what {other} is given"
    return (
        ""
        if row["shared"]
        else f"No wording of {SHARED} words or more is given to both {other} and {speaker}"
    )


def _no_two(readout: Readout) -> str:
    """What there is to say where nobody can share wording with anybody."""
    few = {0: "Nobody is given words by name", 1: f"Only {voice(readout.voices[0])} is given words"}
    who = few.get(len(readout.speakers), "Only one person is given words")
    often = contexts.most_frequent(readout, 1, least=LEAST)
    if not often:
        return f"{who}, so no wording can be shared."
    term, hits = contexts.printed(readout)[often[0]], len(contexts.positions(readout, often))
    return f"{who}, so no wording can be shared. The term that stands most often is {quoted(term)}, {times(hits)}."


def times(number: int) -> str:
    """How often something happens.

    Example:
        >>> times(1), times(2), times(38)
        ('once', 'twice', '38 times')
    """
    return {1: "once", 2: "twice"}.get(number) or counted(number, "time")


def lines(found: pd.DataFrame, term: str, similar: Sequence[str]) -> str:
    """In how many lines a term stands and whose they are.

    Args:
        found: From :func:`readout.measures.contexts.kwic`.
        term: The term as a sentence cites it.
        similar: Terms that are spelt alike, for one that does not occur.
    """
    if found.empty:
        near = f" Spelt alike: {listed(map(quoted, similar))}." if similar else ""
        return f"{quoted(term)} does not occur in the body.{near}"
    voices = found["speaker"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    given = ", ".join(f"{label(name)} {n}" for name, n in voices.items())
    frames = int(found["frame"].sum())
    inside = f" Reporting clauses hold {frames} of these hits." if frames else ""
    return f"{quoted(term)} stands in the body {times(len(found))} ({given}).{inside}"


def before(found: pd.DataFrame, term: str, size: int) -> str:
    """Which word stands most often before a term.

    Args:
        found: From :func:`readout.measures.contexts.before`.
        term: The term as a sentence cites it.
        size: Lines of the term.
    """
    if not size:
        return f"There is no line of {quoted(term)} to look at."
    top = found[found["lines"] == found["lines"].max()]
    if top.empty or top["lines"].iloc[0] == 1:
        return f"No word stands before {quoted(term)} more than once ({counted(size, 'line')})."
    most, many = top["lines"].iloc[0], len(top) > 1
    return (
        f"{listed(map(quoted, top.index[:_NAMED]))} {'stand' if many else 'stands'} before {quoted(term)} most often, "
        f"{'each ' * many}in {most} of {counted(size, 'line')}."
    )


def shared_wording(table: pd.DataFrame, unnamed: pd.DataFrame) -> str:
    """How much wording two people share against what one of them repeats.

    Args:
        table: From :func:`readout.measures.contexts.echo`.
        unnamed: The same with names left out.
    """
    row = table[(table["kind"] == "other voice") & (table["n"] == SHARED)]
    if row.empty:
        return "Fewer than two people are given words, so no wording can be shared."
    (row,) = row.to_dict("records")
    if nothing := _nothing_shared(row):
        return f"{nothing}."
    without = unnamed[(unnamed["kind"] == "other voice") & (unnamed["n"] == SHARED)]["share"]
    aside = f", {percent(without.iloc[0])} with names left out" if len(without) else ""
    usual, where = _own(table, digits=1)
    against = f" The same share is {usual} {where}." if usual else ""
    return (
        f"{percent(row['share'])} of the words given to {row['speaker']} lie in sequences of {SHARED} words that "
        f"{row['reference']} is given too{aside}.{against}"
    )


def _own(table: pd.DataFrame, digits: int) -> tuple[str, str]:
    """How much one person's own words repeat, and between what; empty where there is nothing to compare."""
    own = table[table["n"] == SHARED]
    who = own["reference"].iloc[0]
    blocks = own.loc[own["kind"] == "own block", "share"]
    if len(blocks):
        low, high = (f"{share * 100:.{digits}f}" for share in (blocks.min(), blocks.max()))
        reach = f"{low} to {high}%" if low != high else f"{high}%"
        return reach, f"between equally long passages of {who}’s own"
    if (own["kind"] == "own paragraph").sum() > 1:
        return f"{_baseline(table) * 100:.{digits}f}%", f"between {who}’s own paragraphs"
    return "", ""


def _alike(order: Order | None) -> str:
    """How alike two orders are, in words; empty where the text does not tell."""
    if order is None or math.isnan(order.tau) or order.turns > _TURNS:
        return ""
    if order.tau <= 0:
        return "in another order"
    if order.p > LEVEL:
        return "in an order that chance could give"
    return _SAME if order.tau >= _STRONG else _ROUGHLY


def agenda(order: Order | None, by_topic: Order | None, coded: str) -> str:
    """Whether the person reported later follows the order of the earlier one.

    Args:
        order: From :func:`readout.measures.contexts.agenda_order`, ``None`` for fewer than two people.
        by_topic: From :func:`readout.measures.contexts.topic_order`, likewise.
        coded: Whose codes the topics are, from :func:`readout.exhibits.prose.by`.
    """
    if order is None:
        return "Fewer than two people are reported, so there are no two orders to compare."
    both = f"{voice(order.earlier)} and {voice(order.later)}"
    if order.matches < MATCHES or math.isnan(order.tau):
        shared = counted(order.matches, "wording") if order.matches else "no wording"
        return sentence(f"{both} share {shared} without names, too little to compare two orders")
    if order.turns > _TURNS:
        return (
            f"{both} take turns ({counted(order.turns, 'change')} from one to the other), so an order that they share would be that "
            "of their conversation."
        )
    text = (
        f"What {order.later} shares with {order.earlier} comes {_alike(order)}: over {counted(order.matches, 'wording')}, names left "
        f"out, Kendall’s tau is {signed(order.tau, digits=2)} (+1: the same order; 0: none in common; −1: the reverse). With the "
        f"sentences of {order.earlier} moved round in a circle, the order fits as well in {percent(order.p)} of all positions."
    )
    if by_topic is not None and not math.isnan(by_topic.tau):
        text += f" By topic, {coded}, tau is {signed(by_topic.tau, digits=2)} over {counted(by_topic.matches, 'topic')}."
    return text


def dispersion(readout: Readout, hits: pd.DataFrame, table: pd.DataFrame, sentences: pd.DataFrame) -> Exhibit:
    """A line a hit where it stands in the text, a lane a term; the voices run along the top.

    Args:
        readout: The readout.
        hits: From :func:`readout.measures.contexts.positions`.
        table: From :func:`readout.measures.contexts.dispersion`; its order is that of the lanes.
        sentences: From :func:`readout.measures.share.ribbon`.
    """
    if table.empty:
        reason = "No term is frequent enough to be followed through the text"
        return empty(readout, "Barcode plot", reason, hits, SETTINGS)
    said = _dispersion_words(table)
    figure = _draw_dispersion(hits, table, sentences, readout.voices, said.title, source_line(readout))
    return Exhibit(figure, *said, hits, readout, SETTINGS)


def _draw_dispersion(
    hits: pd.DataFrame,
    dispersion: pd.DataFrame,
    sentences: pd.DataFrame,
    voices: Sequence[str],
    title: str,
    source: str,
) -> Figure:
    shown = [v for v in voices if (sentences["speaker"] == v).any()]
    names = [*(label(v) for v in shown), *dispersion["printed"]]
    styles = page.looks(voices)
    with page.house_style():
        height = 26 * page.MM + 4 * page.MM * len(shown) + _LANE * len(dispersion)
        figure, axes = page.figure(title, source, width="text", height=height)
        for lane, voice in enumerate(shown):
            mine = sentences[sentences["speaker"] == voice]
            page.bars(axes, lane, mine["first_word"], mine["words"], styles[voice], height=0.5)
        for lane, term in enumerate(dispersion["term"], len(shown)):
            where = hits.loc[hits["term"] == term, "word"]
            axes.vlines(
                where + 0.5, lane - 0.36, lane + 0.36, color=page.INK, linewidth=page.thin(0.9, len(where))
            )
        page.paragraph_rules(axes, sentences, len(names), room=0.03)
        page.lanes(axes, names)
        axes.axhline(len(shown) - 0.5, color=page.GREY, linewidth=0.6)
        blank = [""] * len(shown)
        page.column(axes, 26, "hits", [*blank, *(f"{n:,}" for n in dispersion["count"])])
        of = [
            f"{n} of {parts}" for n, parts in zip(dispersion["paragraphs"], dispersion["parts"], strict=True)
        ]
        page.column(axes, 72, "paragraphs", [*blank, *of])
        page.column(
            axes, 98, "DP", [*blank, *(f"{dp:.2f}" if pd.notna(dp) else "–" for dp in dispersion["dp"])]
        )
        page.words_axis(axes, sentences)
    return figure


def _dispersion_words(table: pd.DataFrame) -> Wording:
    crowding = table["paragraphs"] / table[["count", "parts"]].min(axis=1).clip(lower=1)
    wide = table.loc[table["paragraphs"].idxmax()]
    local = table.loc[crowding.where(table["count"] > 0, np.inf).idxmin()]
    spread = [f"{quoted(row.printed)} {row.paragraphs}" for row in table.itertuples()]
    parts = int(table["parts"].iloc[0])
    every = "the only paragraph" if parts == 1 else f"all {parts} paragraphs"
    of_all = (
        every if wide["paragraphs"] == parts else f"{wide['paragraphs']} of {counted(parts, 'paragraph')}"
    )
    title = f"{quoted(wide['printed'])} stands in {of_all}"
    if local["term"] != wide["term"] and local["count"] > 1:
        hits = counted(int(local["count"]), "hit")
        title += f", the {hits} of {quoted(local['printed'])} in {local['paragraphs']}"
    return Wording(
        title,
        f"Where {counted(len(table), 'term')} {agreeing(len(table), 'stands', 'stand')} in the body, a line a hit; above them the sentences of each voice. "
        "DP is the deviation of proportions (Gries 2008, not normalised): 0 where a term is spread over the paragraphs "
        f"in proportion to their length, towards 1 where it is bunched. {spread_of(table)} {ACCOUNT}",
        f"Barcode plot of {counted(len(table), 'term')} through the text. Of {counted(parts, 'paragraph')} "
        f"{agreeing(len(table), 'it stands', 'they stand')} in: "
        f"{listed(spread[:6])}.",
    )


def spread_of(table: pd.DataFrame) -> str:
    """For which terms dispersion can be measured at all."""
    if table.empty:
        return "No term is frequent enough for its spread to be measured."
    known = table.dropna(subset=["dp"])
    parts = f"{table['parts'].iloc[0]:,}"
    if known.empty:
        return f"DP is given for no term, because none has as many hits as there are paragraphs ({parts})."
    best = [f"{quoted(row.printed)} {row.dp:.2f}" for row in known.head(_NAMED).itertuples()]
    more = len(known) - len(best)
    named = listed([*best, f"{more:,} more"] if more else best)
    rest = len(table) - len(known)
    few = f"; it is not given for {counted(rest, 'term')} with fewer hits than there are paragraphs ({parts})"
    return f"DP is given for {named}{few * bool(rest)}."


def collocations(readout: Readout, table: pd.DataFrame) -> Exhibit:
    """A dot a pair of neighbours at its G², largest first, with the counts of the pair and its words.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.contexts.collocations`; the first of its pairs are drawn.
    """
    drawn = table.head(_PAIRS)
    if drawn.empty:
        reason = f"No pair of content words stands together {LEAST} times"
        return empty(readout, "Dots of word pairs", reason, drawn, TERM_SETTINGS)
    said = _collocation_words(table, len(drawn))
    figure = _draw_collocations(drawn, said.title, source_line(readout, TERM_SETTINGS))
    return Exhibit(figure, *said, drawn, readout, TERM_SETTINGS)


def _draw_collocations(table: pd.DataFrame, title: str, source: str) -> Figure:
    upto = table["g2"].max() * 1.05
    with page.house_style():
        figure, axes = page.figure(
            title, source, width="text", height=28 * page.MM + 4.6 * page.MM * len(table)
        )
        axes.hlines(range(len(table)), 0, upto, color="#E6E6E6", linewidth=0.5, zorder=0)
        axes.plot(
            table["g2"],
            range(len(table)),
            linestyle="none",
            clip_on=False,
            **page.dot(page.Look(page.INK, page.INK), "o"),
        )
        page.lanes(axes, table["pair"].tolist(), pad=0.7)
        for x, heading, name in (
            (26, "pair", "count"),
            (52, "first", "first_count"),
            (86, "second", "second_count"),
        ):
            page.column(axes, x, heading, [f"{n:,}" for n in table[name]])
        page.column(axes, 122, "logDice", [f"{dice:.1f}" for dice in table["log_dice"]])
        axes.set_xlim(0, upto)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.set_xlabel("G²: evidence that the two keep company")
    return figure


def _collocation_words(table: pd.DataFrame, drawn: int) -> Wording:
    first = table.iloc[0]
    most = listed(f"{quoted(r.pair)} {r.g2:.1f}" for r in table.head(_NAMED).itertuples())
    shown = f"the {drawn} with the largest G² of " if drawn < len(table) else ""
    return Wording(
        f"{quoted(first['pair'])} is the firmest pair of neighbours ({times(int(first['count']))} side by side)",
        f"Pairs of content words that stand side by side {LEAST} times or more without punctuation between them ({shown}"
        f"{counted(len(table), 'pair')}), by G² (four cells, Dunning 1993): how much more often they meet than their "
        "own frequencies would make them. Beside it the hits of the pair and of its words, and logDice (Rychlý 2008): 14 for "
        "two words that never part, one less for half as much. With so few hits a pair is a pointer to its lines, not a "
        f"finding. {ACCOUNT}",
        f"Dot plot of G² for {counted(drawn, 'word pair')}, largest first: {most}.",
    )


def echo(readout: Readout, table: pd.DataFrame) -> Exhibit:
    """How much of one person's words lies in wording that the other has too, against a baseline.

    A lane a length of the word sequences: a hollow dot for each of the other's own paragraphs, a line
    at their common share, and a filled mark for the person.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.contexts.echo`, one other voice.
    """
    if table.empty or table["words"].iloc[0] < ENOUGH:
        none = "Fewer than two people are given words, so no wording can be shared"
        reason = none if table.empty else _nothing_shared(table.iloc[0])
        return empty(readout, "Shared wording", reason, table, WORD_SETTINGS)
    said = _echo_words(table)
    figure = _draw_echo(table, said.title, source_line(readout, WORD_SETTINGS))
    return Exhibit(figure, *said, table, readout, WORD_SETTINGS)


def _draw_echo(table: pd.DataFrame, title: str, source: str) -> Figure:
    lengths = list(dict.fromkeys(table["n"]))
    voice = table[table["kind"] == "other voice"]
    own, blocks = (table[table["kind"] == kind] for kind in ("own paragraph", "own block"))
    speaker, other = voice["speaker"].iloc[0], voice["reference"].iloc[0]
    second = list(page.looks([other, speaker]).values())[1]
    with page.house_style():
        figure, axes = page.figure(
            title, source, width="text", height=34 * page.MM + 9 * page.MM * len(lengths)
        )
        columns: list[tuple[str, str, str]] = []
        for lane, n in enumerate(lengths):
            reach, mine = blocks.loc[blocks["n"] == n, "share"], own[own["n"] == n]
            if len(reach):
                _band(axes, lane + 0.14, reach.min(), reach.max())
            axes.plot(mine["share"], [lane + 0.14] * len(mine), linestyle="none", clip_on=False, **_OWN)
            share = mine["shared"].sum() / mine["words"].sum()
            axes.vlines(share, lane - 0.1, lane + 0.38, color=page.INK, linewidth=1.2)
            at = voice.loc[voice["n"] == n, "share"].iloc[0]
            axes.plot(at, lane - 0.18, clip_on=False, **page.dot(second, "D", size=6))
            columns.append(
                (f"{at:.1%}", between(reach.min(), reach.max()) if len(reach) else "–", f"{share:.1%}")
            )
        page.key(axes, _echo_key(speaker, other, second))
        page.lanes(axes, [f"{n} words" for n in lengths], pad=0.6)
        axes.tick_params(axis="y", pad=7)  # a mark at zero keeps clear of the name
        for x, heading, texts in zip(
            (34, 86, 132),
            ("share", "passages", "paragraphs"),
            zip(*columns, strict=True),
            strict=True,
        ):
            page.column(axes, x, heading, texts)
        upto = max(0.1, table["share"].max() * 1.05)
        page.percent_axis(
            axes, "share of the words that lie in shared sequences of this length (%)", upto=1.0
        )
        axes.spines["bottom"].set_bounds(0, upto)
        axes.set_xlim(0, upto)
    return figure


def _band(axes: Axes, lane: float, low: float, high: float) -> None:
    """A grey band from the lowest to the highest share, wide enough to be seen where they are one."""
    axes.hlines(lane, low, max(high, low + 0.001), color=_BLOCKS.fill, linewidth=9, zorder=0)


def _echo_key(speaker: str, other: str, look: page.Look) -> list[Artist]:
    return [
        page.mark(f"{speaker}, in the words given to {other}", **page.dot(look, "D", size=6)),
        page.patch(f"passages of {other} as long, in the rest", _BLOCKS),
        page.mark(f"each paragraph of {other}, in that person's others", **_OWN),
        page.mark("all of these together", marker="|", markersize=9, markeredgewidth=1.2, color=page.INK),
    ]


def _echo_words(table: pd.DataFrame) -> Wording:
    row = table[(table["kind"] == "other voice") & (table["n"] == SHARED)].iloc[0]
    own = table[(table["kind"] == "own paragraph") & (table["n"] == SHARED)]
    usual, where = _own(table, digits=1)
    against = f", {usual} {where}" if usual else ""
    return Wording(
        _nothing_shared(row)
        or f"{percent(row['share'])} of what {row['speaker']} is given repeats what {row['reference']} is given",
        f"Share of words that lie in word sequences of a length that the other is also given ({SHARED} words in the title). "
        f"Filled: {row['speaker']}, looked up in what is given to {row['reference']}. Grey: passages of {row['reference']} as long "
        f"as that, each looked up in the rest. Hollow: each paragraph of {row['reference']} ({len(own)}), likewise. Sequences do not cross "
        f"punctuation. Proper names and set phrases count; a longer text to look up in offers more. {ACCOUNT}",
        f"Dots of the share of words in shared sequences. At {SHARED} words: {row['speaker']} {percent(row['share'])}{against}.",
    )


def _baseline(table: pd.DataFrame) -> float:
    """What the paragraphs of one person share among themselves, all together."""
    own = table[(table["kind"] == "own paragraph") & (table["n"] == SHARED)]
    return own["shared"].sum() / own["words"].sum()


def shared_phrases(table: pd.DataFrame) -> str:
    """The longest wording that two people are given, from :func:`readout.measures.contexts.shared_phrases`."""
    if table.empty:
        return f"No two people are given the same sequence of {SHARED} words or more."
    first = table.iloc[0]
    return (
        f"{counted(len(table), 'passage')} of {SHARED} words or more {agreeing(len(table), 'is', 'are')} given word for word to both; "
        f"the longest is "
        f"“{first['phrase']}” ({first['words']} words; {first['place']} and {first['elsewhere']})."
    )


def diversity(table: pd.DataFrame) -> str:
    """Whose vocabulary is more varied at equal length, from :func:`readout.measures.contexts.diversity`."""
    if len(table) < 2:  # a comparison takes two
        return "There are no two people with enough words to compare their vocabularies."
    first, second, *_ = table.sort_values("ttr_in_window", ascending=False, kind="stable").to_dict("records")
    values = listed(f"{row.ttr_in_window:.3f} for {voice(row.speaker)}" for row in table.itertuples())
    most = "more" if len(table) == 2 else "most"
    length = f"At equal length ({counted(first['window'], 'word')})"
    if second["highest"] >= first["lowest"]:
        return (
            f"{length} no vocabulary is clearly the {most} varied: the share of different words is {values}."
        )
    named = {
        name: table.loc[table[name].idxmax(), "speaker"] for name in _VARIED if table[name].notna().all()
    }
    others = [_VARIED[name] for name, who in named.items() if who != first["speaker"]]
    against = f" {listed(others)} {agreeing(len(others), 'names', 'name')} another." if others else ""
    return f"{length} {first['speaker']} has the {most} varied vocabulary: the share of different words is {values}.{against}"


_VARIED = {
    "ttr": "The plain ratio (which falls with length)",
    "mattr": f"MATTR ({MATTR_WINDOW} words)",
    "mtld": f"MTLD (threshold {MTLD_THRESHOLD})",
    "hdd": f"HD-D ({HDD_SAMPLE} words)",
}


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 03 contributes to the readout card; columns as :func:`readout.exhibits.share.facts`."""
    table = contexts.echo(readout, lengths=[SHARED])
    rows: list[tuple[str, str, str, str, int]] = []
    if len(table) and table["words"].iloc[0] >= ENOUGH:
        rows = _wording_facts(table) + _order_facts(readout) + _longest_facts(readout)
    columns = ["about", "fact", "rung", "where", "importance"]
    return pd.DataFrame(rows, columns=columns).assign(notebook="03")


def _wording_facts(table: pd.DataFrame) -> list[tuple[str, str, str, str, int]]:
    row, (usual, where) = table.iloc[0], _own(table, digits=1)
    if not row["shared"]:
        about = f"wording of {SHARED} words or more given to both {row['reference']} and {row['speaker']}"
        return [(about, "none", "C1", "body", 3)]
    about = f"words given to {row['speaker']} that repeat wording given to {row['reference']}"
    against = f"; {usual} {where}" if usual else ""
    return [(about, f"{percent(row['share'])}{against}", "C2", "body", 2)]


def _order_facts(readout: Readout) -> list[tuple[str, str, str, str, int]]:
    shared = contexts.agenda(readout)
    order = contexts.agenda_order(readout, shared)
    alike = _alike(order)
    if order is None or alike not in (_SAME, _ROUGHLY):
        return []
    about = f"wording that {order.later} shares with {order.earlier}, names left out"
    fact = f"{counted(order.matches, 'wording')}, {alike} (Kendall’s tau {order.tau:.2f})"
    return [(about, fact, "C2", shortened(dict.fromkeys(shared["place"])), 2)]


def _longest_facts(readout: Readout) -> list[tuple[str, str, str, str, int]]:
    about = "longest wording that both are given"
    return [
        (about, f"{quoted(row.phrase)} ({row.words} words)", "C1", f"{row.place}, {row.elsewhere}", 3)
        for row in contexts.shared_phrases(readout).head(1).itertuples()
    ]
