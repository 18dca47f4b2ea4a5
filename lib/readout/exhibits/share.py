"""Notebook 01: who is given how much, where, and how far that depends on how one counts."""

import textwrap
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from readout.attribution import CARRIED_RULES, CLAUSE_RULES
from readout.document import JOINT, NARRATOR, UNNAMED, Readout, shortened
from readout.exhibits import page
from readout.exhibits.export import Exhibit
from readout.exhibits.prose import (
    ACCOUNT,
    SETTINGS,
    Wording,
    agreeing,
    between,
    counted,
    label,
    listed,
    percent,
    sentence,
    signed,
    source_line,
    span,
    voice,
)
from readout.measures import share
from readout.measures.share import FRAMES, OURS
from readout.statistics import LEVEL, MIN_UNITS, Difference
from readout.text import words

#: A median of fewer sentences than this would name one of the dots.
MIN_FOR_MEDIAN = 5
_RIBBON = ["place", "paragraph", "speaker", "first_word", "words", "framed"]
# Characters of a name on a line of a column-wide figure; longer names are broken.
_NAME_IN_COLUMN = 18
# A number with its range takes as much of a column as the whole of a bar, and a little more.
_ROOM_FOR_RANGE = 2.35
# So many people stand in a title, so that it stays one.
_MOST_NAMED = 3
# So many people open the card.
_COMPARED = 2
_DOUBT = f"a doubt of {share.DOUBTFUL:.0%} or more"


def answer(readout: Readout) -> str:
    """What notebook 01 answers, in at most two short sentences: who is given how much, and how sure that is."""
    shares, people = share.by_voice(readout)["share"], readout.speakers
    if not people:
        return f"No person is given words of their own: {_without_people(shares)}."
    mine = shares[list(people)]
    opening = f"The readout gives {voice(people[0])} {_whole(mine.iloc[0])} of the words"
    if len(people) == 1:
        return f"{opening}, and nobody else has words of their own. {_firmness(readout)}"
    named = len(people) if len(people) <= _MOST_NAMED + 1 else _MOST_NAMED  # "1 other" is no shorter
    others = [f"{voice(name)} {_whole(n)}" for name, n in mine.iloc[1:named].items()]
    if rest := len(people) - named:
        others.append(f"{rest} others {_whole(mine.iloc[named:].sum())} together")
    return f"{listed([opening, *others])}. {_firmness(readout)}"


def _without_people(shares: pd.Series) -> str:
    """What the words of a text are that gives nobody words."""
    joint = _whole(shares[JOINT])
    if joint == _whole(1):
        return "the whole text reports both sides together"
    return f"{joint} of the text reports both sides together, the rest is told by the narrator"


def _whole(fraction: float) -> str:
    """A fraction in whole percent, which is how a reader remembers it."""
    return "less than 1%" if 0 < fraction < 0.005 else f"{fraction:.0%}"


def _firmness(readout: Readout) -> str:
    """How far the first person's share moves, however one counts and whoever has the doubtful sentences."""
    name, row = next(share.widest(readout).iterrows())
    low, high = (f"{value:.0%}" for value in row)
    if low == high:
        return f"No other way of counting and no doubtful sentence moves the share of {_of(name)}."
    return (
        f"Other ways of counting, and sentences whose speaker is doubtful, could move the share of "
        f"{_of(name)} to anything from {low} to {high}."
    )


def _of(name: str) -> str:
    return "both sides" if name == JOINT else voice(name)


def _whose(name: str) -> str:
    return "both sides'" if name == JOINT else f"{voice(name)}'s"


def shares(table: pd.DataFrame) -> str:
    """Who is given how much, to the word, from :func:`readout.measures.share.by_voice`."""
    given = [f"{voice(n)} {percent(r.share)} ({int(r.words):,})" for n, r in _present(table)]
    return f"Of the body's {counted(table['words'].sum(), 'word')} the readout gives {listed(given)}."


def two_way(rules: pd.DataFrame) -> str:
    """The first person's share among people only, from :func:`readout.measures.share.counting_rules`."""
    people = rules.dropna(subset=["among_speakers"])
    if people["speaker"].nunique() < 2:  # a share of one is always 100 %
        return "There are no two people whose shares could be compared."
    name = people["speaker"].iloc[0]
    mine = people[people["speaker"] == name]
    reference = mine[(mine["unit"] == f"words {words.REFERENCE}") & (mine["frames"] == FRAMES[0])]
    among = mine["among_speakers"]
    return (
        f"Of what is given to people, leaving out both sides and the narrator, {voice(name)} has "
        f"{percent(reference['among_speakers'].iloc[0])} by words, and {span(among.min(), among.max(), '.1%')} over the {len(mine)} ways of counting."
    )


def attribution_ribbon(readout: Readout, sentences: pd.DataFrame, shares: pd.DataFrame) -> Exhibit:
    """The text in reading order: a cell a sentence, as wide as its words, in the lane of its voice.

    Args:
        readout: The readout; its voices are the lanes from top to bottom.
        sentences: From :func:`readout.measures.share.ribbon`.
        shares: From :func:`readout.measures.share.by_voice`.
    """
    said = _ribbon_words(sentences, shares)
    figure = _draw_ribbon(sentences, readout.voices, said.title, source_line(readout))
    return Exhibit(figure, *said, sentences[_RIBBON], readout, SETTINGS)


def _draw_ribbon(sentences: pd.DataFrame, voices: Sequence[str], title: str, source: str) -> Figure:
    with page.house_style():
        figure, axes = page.figure(title, source, width="text", height=(24 + 8 * len(voices)) * page.MM)
        for lane, voice in enumerate(voices):
            mine = sentences[sentences["speaker"] == voice]
            page.bars(axes, lane, mine["first_word"], mine["words"], page.looks(voices)[voice], height=0.62)
            framed = mine[mine["framed"]]
            if len(framed):  # an empty line would still claim room on the page
                axes.plot(
                    framed["first_word"],
                    [lane - 0.44] * len(framed),
                    "v",
                    ms=3,
                    color=page.INK,
                    clip_on=False,
                )
            axes.text(
                1.01,
                lane,
                counted(int(mine["words"].sum()), "word"),
                va="center",
                fontsize=7.5,
                transform=axes.get_yaxis_transform(),
            )
        page.paragraph_rules(axes, sentences, len(voices))
        page.lanes(axes, [label(v) for v in voices])
        page.words_axis(axes, sentences, also="triangles: reporting clauses; ")
    return figure


def _ribbon_words(sentences: pd.DataFrame, shares: pd.DataFrame) -> Wording:
    return Wording(
        _lead(shares),
        f"The {counted(len(sentences), 'sentence')} of the body in reading order, each as wide as its "
        "words and in the lane of the voice it is attributed to. A triangle marks a sentence that opens with "
        f"a reporting clause; the numbers above are paragraphs, counted from the first line. {openings(sentences)} "
        f"{ACCOUNT}",
        "Strip of the text in reading order, a lane for each voice. "
        + sentence(_stretches(sentences, shares)),
    )


def _lead(shares: pd.DataFrame) -> str:
    """Who is given how much in how many paragraphs; at most three are named, so that a title stays one."""
    people = [(n, r) for n, r in _present(shares) if n not in UNNAMED]
    if not people:
        return "No person is given words of their own"
    (name, row), *rest = people[:_MOST_NAMED]
    first = sentence(
        f"{voice(name)} is given {percent(row.share)} of the words in {counted(int(row.paragraphs), 'paragraph')}"
    )[:-1]
    return "; ".join(
        [
            first,
            *(f"{voice(n)} {percent(r.share)} in {counted(int(r.paragraphs), 'paragraph')}" for n, r in rest),
        ]
    )


def _stretches(sentences: pd.DataFrame, shares: pd.DataFrame) -> str:
    """Where the largest voices stand; the others by their number of sentences."""
    total = sentences["words"].sum()
    texts = []
    for name, row in _present(shares):
        mine = sentences[sentences["speaker"] == name]
        begin, end = mine["first_word"].iloc[0], mine["first_word"].iloc[-1] + mine["words"].iloc[-1]
        size = counted(int(row.sentences), "sentence")
        long = name not in UNNAMED and len(texts) < _MOST_NAMED
        texts.append(
            f"{voice(name)} {size}" + long * f" from {begin / total:.0%} to {end / total:.0%} of the way"
        )
    return listed(texts)


def openings(sentences: pd.DataFrame) -> str:
    """How many of the sentences given to people name their speaker themselves."""
    people = sentences[~sentences["speaker"].isin(UNNAMED)]
    if people.empty:
        return "No sentence is attributed to a person."
    carried = int(people["rule"].isin(CARRIED_RULES).sum())
    whole, named = counted(len(people), "sentence"), len(people) - carried
    if not carried:
        return f"Every sentence that is attributed to a person names its speaker ({whole})."
    if not named:
        return f"No sentence that is attributed to a person names its speaker ({whole})."
    return (
        f"Of the {whole} attributed to people, {named} {agreeing(named, 'names its', 'name their')} speaker; the "
        f"other {agreeing(carried, 'one', str(carried))} ({carried / len(people):.0%}) "
        f"{agreeing(carried, 'is', 'are')} attributed by what stands around {agreeing(carried, 'it', 'them')}."
    )


def positions(sentences: pd.DataFrame) -> str:
    """Where the first words attributed to each person stand, of the first three in the text."""
    total = sentences["words"].sum()
    people = sentences[~sentences["speaker"].isin(UNNAMED)].groupby("speaker", sort=False).first()
    if people.empty:
        return "No words are attributed to a person."
    places = [
        f"{voice(name)} {_how_far(row.first_word / total)} ({row.place})"
        for name, row in people.head(_MOST_NAMED).iterrows()
    ]
    return f"The words given to {listed([f'{places[0]}', *(f'those given to {place}' for place in places[1:])])}."


def _how_far(fraction: float) -> str:
    return f"begin after {percent(fraction)} of the body" if fraction else "open the body"


def speaker_share(readout: Readout, ranges: pd.DataFrame, rules: pd.DataFrame) -> Exhibit:
    """A bar a voice from zero, its range over the counting rules as a bracket, its range of doubt as a line.

    Args:
        readout: The readout.
        ranges: Index ``speaker``; columns ``share``, ``lowest``, ``highest`` and, from
            :func:`readout.measures.share.doubt_range`, ``least`` and ``most`` (fractions).
        rules: From :func:`readout.measures.share.counting_rules`.
    """
    said = _share_words(ranges, rules)
    figure = _draw_shares(ranges, said.title, source_line(readout))
    return Exhibit(figure, *said, ranges.reset_index(), readout, SETTINGS)


def _draw_shares(shares: pd.DataFrame, title: str, source: str) -> Figure:
    with page.house_style():
        figure, axes = page.figure(title, source, width="column", height=(29 + 9 * len(shares)) * page.MM)
        for lane, (voice, row) in enumerate(shares.iterrows()):
            page.bars(axes, lane, [0], [row["share"]], page.looks(list(shares.index))[voice], height=0.5)
            page.bracket(axes, lane + 0.38, row["lowest"], row["highest"])
            axes.hlines(lane - 0.36, row["least"], row["most"], color=page.GREY, linewidth=0.9)
            text = f"{row['share']:.1%} ({between(row['lowest'], row['highest'])})"
            axes.text(row[["share", "highest", "most"]].max() + 0.015, lane, text, va="center", fontsize=7.5)
        page.lanes(axes, [textwrap.fill(label(v), _NAME_IN_COLUMN) for v in shares.index], pad=0.6)
        page.percent_axis(
            axes,
            "share of the body (%), with its range\nover counting rules (bracket)\nand of doubt (grey line)",
            upto=1.0,
        )
        axes.set_xlim(0, max(1.0, shares[["share", "highest", "most"]].max(axis=None) * _ROOM_FOR_RANGE))
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1.0])
    return figure


def _share_words(table: pd.DataFrame, rules: pd.DataFrame) -> Wording:
    ways = rules.groupby(["unit", "frames"]).ngroups
    ranges = listed(
        f"{voice(n)} {percent(r.share)} ({between(r.lowest, r.highest)})" for n, r in _present(table)
    )
    first, row = _present(table)[0]
    return Wording(
        f"Over {ways} ways of counting, {voice(first)} is given {span(row.lowest, row.highest, '.1%')} of the body",
        f"Share of the body by voice, in words by rule {words.REFERENCE}; in parentheses and as a bracket, its "
        f"lowest and highest value over {ways} ways of counting (sentences, characters, six rules for words; "
        "introductory clauses counted, left out or given to the narrator). The range reflects the choice of "
        f"rule, not sampling error: {ranges}. {doubt_moves(table)} {ACCOUNT}",
        f"Bar chart of the share of the body by voice, 0 to 100%, with ranges: {ranges}.",
    )


def doubt_moves(ranges: pd.DataFrame) -> str:
    """How far doubtful sentences could move each share, from :func:`readout.measures.share.doubt_range`."""
    moved = ranges[ranges["least"].ne(ranges["share"]) | ranges["most"].ne(ranges["share"])]
    if moved.empty:
        return f"No sentence has {_DOUBT}, so doubt about the attribution moves no share."
    spans = listed(f"{voice(n)} {between(r.least, r.most)}%" for n, r in moved.iterrows())
    return (
        f"The grey line shows how far the attribution could move a share, if every sentence with {_DOUBT} went to "
        f"its second candidate: {spans}."
    )


def accuracy(table: pd.DataFrame) -> str:
    """How often attribution was right elsewhere, from :func:`readout.measures.share.accuracy`."""
    row = next(table.itertuples())
    return (
        f"On {counted(row.readouts, 'invented readout')}, labelled by hand, that the rules were not written on, {row.right:,} of "
        f"{counted(row.sentences, 'sentence')} were attributed to the right voice: {percent(row.share)}, with a 95% "
        f"interval of {between(row.low, row.high)}% over whole readouts. In {row.without_error:,} of them no sentence "
        "was wrong."
    )


def doubts(table: pd.DataFrame) -> str:
    """How many sentences are doubtful and which most, from :func:`readout.measures.share.by_doubt`."""
    doubtful = table[table["doubt"] >= share.DOUBTFUL]
    expected, whole = round(table["doubt"].sum()), counted(len(table), "sentence")
    errors = f"about {expected} of the {whole}" if expected else f"fewer than one of the {whole}"
    start = f"If the rules err here as often as on labelled texts, {errors} would be wrong"
    if doubtful.empty:
        return f"{start}; none has {_DOUBT}."
    first, many = doubtful.iloc[0], len(doubtful)
    return (
        f"{start}; {many} {agreeing(many, 'has', 'have')} {_DOUBT}. Read {first['place']} first: it is given to "
        f"{voice(first['speaker'])} (doubt {first['doubt']:.0%}) and would otherwise be {_whose(first['otherwise'])}."
    )


def at_worst(ranges: pd.DataFrame) -> str:
    """The first person's share if all doubtful sentences were wrong, from the columns of ``doubt_range``."""
    people = _people(ranges)
    if not people:
        return "No person has a share that doubt could move."
    row, own = ranges.loc[people[0]], _whose(people[0])
    start = f"{own} share of {percent(row['share'])}"
    falls, rises = row["least"] < row["share"], row["most"] > row["share"]
    fall = f"would fall to {percent(row['least'])} without the doubtful sentences"
    rise = f"rise to {percent(row['most'])} with those doubtful sentences of others that may be {own}"
    if falls and rises:
        return sentence(f"{start} {fall}, and {rise}")
    if falls:
        return sentence(f"{start} {fall}, and no other could raise it")
    if rises:
        return sentence(f"no doubtful sentence is part of {start}, which would {rise}")
    return sentence(f"no doubtful sentence touches {start}")


def extremes(rules: pd.DataFrame) -> str:
    """Which ways of counting give the first voice its lowest and highest share."""
    first = rules[rules["speaker"] == rules["speaker"].iloc[0]].reset_index(drop=True)
    name, is_joint = voice(first["speaker"].iloc[0]), first["speaker"].iloc[0] == JOINT
    low, high = first.loc[first["share"].idxmin()], first.loc[first["share"].idxmax()]
    if low["share"] == high["share"]:
        return sentence(f"each of the {len(first)} ways of counting gives {name} {percent(high['share'])}")
    return sentence(
        f"{name} {'have' if is_joint else 'has'} least, {percent(low['share'])}, if {_counting(low)}, and most, {percent(high['share'])}, if "
        f"{_counting(high)}"
    )


def _counting(way: pd.Series) -> str:
    """A way of counting as a clause."""
    unit, _, rule = way["unit"].partition(" ")
    by_rule = f" by rule {rule}" if rule else ""
    frames = ("", " without introductory clauses", " and introductory clauses are given to the narrator")
    return f"{unit} are counted{by_rule}{dict(zip(FRAMES, frames, strict=True))[way['frames']]}"


def without_frames(whole: pd.DataFrame, bare: pd.DataFrame) -> str:
    """What leaving introductory clauses out does to the shares: the answer to the exercise of notebook 01.

    Args:
        whole: From :func:`readout.measures.share.by_voice`.
        bare: The same, with ``frames=False``.
    """
    fewer = (whole["words"] - bare["words"])[_people(whole)]
    losses = [
        f"{voice(name)} loses {counted(int(n), 'word')} and {_now(whole['share'][name], bare['share'][name])}"
        for name, n in fewer[fewer > 0].head(_MOST_NAMED).items()
    ]
    if not losses:
        return "Nothing changes: no sentence of a person's opens with an introductory clause."
    return sentence("; ".join(losses))


def _now(before: float, after: float) -> str:
    """A share that may have changed."""
    same = percent(before) == percent(after)
    return f"keeps {percent(after)}" if same else f"has {percent(after)} instead of {percent(before)}"


def attribution_rules(readout: Readout, rules: pd.DataFrame) -> Exhibit:
    """A full bar a rule, cut by speaker, with what the rule moves printed at its end.

    Args:
        readout: The readout.
        rules: From :func:`readout.measures.share.attribution_rules`.
    """
    said = _rules_words(rules, len(readout.body))
    figure = _draw_rules(rules, said.title, source_line(readout))
    return Exhibit(figure, *said, rules.reset_index(), readout, SETTINGS)


def _draw_rules(rules: pd.DataFrame, title: str, source: str) -> Figure:
    voices = [c for c in rules.columns if not c.endswith("_moved")]
    styles = list(page.looks([NARRATOR if v == "others" else v for v in voices]).values())
    names = ["nobody, both sides or narrator" if v == "others" else v for v in voices]
    key_rows = -(-len(names) // page.key_columns(names))
    with page.house_style():
        figure, axes = page.figure(
            title, source, width="text", height=(24 + 4 * key_rows + 8 * len(rules)) * page.MM
        )
        for lane, (_, row) in enumerate(rules.iterrows()):
            left = 0.0
            for voice, style in zip(voices, styles, strict=True):
                page.bars(axes, lane, [left], [row[voice]], style, height=0.6)
                page.inside(axes, lane, left, row[voice], f"{row[voice]:.0%}", style)
                left += row[voice]
            moved = f"{row['sentences_moved']:,.0f}  ({row['words_moved']:,.0f})"
            axes.text(1.02, lane, moved, va="center", fontsize=7.5)
        page.key(axes, [page.patch(name, style) for name, style in zip(names, styles, strict=True)])
        axes.text(
            1.02, -0.55, "sentences (words)\nplaced otherwise", va="bottom", fontsize=7.5, color=page.GREY
        )
        page.lanes(axes, [textwrap.fill(str(r), 26) for r in rules.index])
        page.percent_axis(axes, "share of the body's words (%)", upto=1.0)
        axes.set_xlim(0, 1.24)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1.0])
    return figure


def _rules_words(table: pd.DataFrame, sentences: int) -> Wording:
    others = table.drop(index=OURS)
    worst, best = others["sentences_moved"].idxmax(), others["sentences_moved"].idxmin()
    moved = {
        rule: f"{counted(int(row.sentences_moved), 'sentence')} ({counted(int(row.words_moved), 'word')})"
        for rule, row in others.iterrows()
    }
    low, high = (int(n) for n in (others["sentences_moved"].min(), others["sentences_moved"].max()))
    places = listed(f"“{rule}” {text}" for rule, text in moved.items())
    some = f"{low:,} to {high:,}" if low < high else f"{high:,}"
    return Wording(
        f"Simple rules place {some} of {counted(sentences, 'sentence')} otherwise than this library"
        if high
        else "Simple rules place every sentence as this library does",
        f"Shares of the body's words under {len(others)} simple attribution rules and under this library's. "
        f"Placed otherwise than by the library: {places}. That is an error only where the library is right: "
        "check the text. Where two people are named a simple rule takes the first; where nobody is named the "
        "words count as grey, with those of both sides and the narrator.",
        f"Stacked bars of the share of words by speaker under {len(table)} attribution rules. Most sentences placed "
        f"otherwise by “{worst}”, {moved[worst]}; fewest by “{best}”, {moved[best]}.",
    )


def assigned(table: pd.DataFrame) -> str:
    """How far the first person's share depends on the attribution rule."""
    name = table.columns[0]
    if name == "others":
        return "No words are attributed to a person by name."
    others, ours = table.drop(index=OURS)[name], table.loc[OURS, name]
    if percent(others.min()) == percent(others.max()) == percent(ours):
        return (
            f"Every simple rule gives {voice(name)} the same {percent(ours)} of the words as this notebook."
        )
    return (
        f"The simple rules give {voice(name)} {_none_or(others)} of the words, this notebook {percent(ours)}."
    )


def _none_or(shares: pd.Series) -> str:
    return span(shares.min(), shares.max(), ".1%") if shares.any() else "none"


def sentence_length(
    readout: Readout, sentences: pd.DataFrame, lengths: pd.DataFrame, gap: Difference | None
) -> Exhibit:
    """A dot a sentence at its length in words, stacked where several are equally long; median marked.

    Args:
        readout: The readout; a voice without a sentence gets no lane.
        sentences: From :func:`readout.measures.share.ribbon`.
        lengths: From :func:`readout.measures.share.sentence_lengths`.
        gap: From :func:`readout.measures.share.length_gap`.
    """
    said = _length_words(lengths, gap)
    figure = _draw_lengths(sentences, readout.voices, said.title, source_line(readout))
    return Exhibit(figure, *said, sentences[["place", "speaker", "words"]], readout, SETTINGS)


def _draw_lengths(sentences: pd.DataFrame, voices: Sequence[str], title: str, source: str) -> Figure:
    voices = [v for v in voices if (sentences["speaker"] == v).any()]
    with page.house_style():
        figure, axes = page.figure(title, source, width="text", height=(24 + 14 * len(voices)) * page.MM)
        for lane, voice in enumerate(voices):
            mine = sentences.loc[sentences["speaker"] == voice, "words"].sort_values()
            level = mine.groupby(mine).cumcount()
            step = min(0.13, 0.5 / max(1, level.max()))
            look = page.looks(voices)[voice]
            axes.scatter(
                mine,
                lane + 0.3 - level * step,
                s=11,
                color=look.fill,
                edgecolor=look.edge,
                linewidth=0.5,
            )
            if len(mine) >= MIN_FOR_MEDIAN:
                axes.vlines(mine.median(), lane - 0.46, lane + 0.4, color=page.INK, linewidth=0.9, zorder=0)
                axes.text(mine.median(), lane - 0.46, f" median {mine.median():g}", va="top", fontsize=7.5)
        counts = sentences["speaker"].value_counts()
        page.lanes(
            axes,
            [f"{label(v)}\n{counts[v]} {'sentence' if counts[v] == 1 else 'sentences'}" for v in voices],
            pad=0.65,
        )
        axes.set_xlim(0, sentences["words"].max() * 1.04)
        axes.set_xlabel("length of the sentence (words)")
    return figure


def _length_words(table: pd.DataFrame, gap: Difference | None) -> Wording:
    middle = listed(
        f"{voice(n)} {r['median']:g} (n = {r['sentences']:.0f})"
        if r["sentences"] >= MIN_FOR_MEDIAN
        else f"{voice(n)} none (n = {r['sentences']:.0f})"
        for n, r in table.iterrows()
    )
    return Wording(
        _length_title(table, gap),
        f"Length of every body sentence in words, a dot each; median by voice: {middle}. {length_gap(table, gap)}",
        f"Dot plot of sentence length by voice, 0 to {table['longest'].max():.0f} words. Medians: {middle}.",
    )


def _length_title(table: pd.DataFrame, gap: Difference | None) -> str:
    if gap is None or np.isnan(gap.p):
        return "Too few sentences to compare their length between two people"
    pair = _people(table)[:2]
    if gap.p >= LEVEL:
        return f"No difference in mean sentence length can be shown between {listed(pair)}"
    longer, shorter = pair if gap.value > 0 else pair[::-1]
    return f"Sentences attributed to {longer} average {abs(gap.value):.1f} words more than those attributed to {shorter}"


def length_gap(table: pd.DataFrame, gap: Difference | None) -> str:
    """The difference between the two largest voices, with what it can't bear."""
    if gap is None:
        return "There are no two people to compare."
    first, second = (voice(name) for name in _people(table)[:2])
    start = f"Mean length, {first} minus {second}: {signed(gap.value)} words"
    if np.isnan(gap.p):
        few = f"one of them has fewer than {MIN_UNITS} sentences"
        return f"{start}. That is no comparison, because {few}."
    return (
        f"{start} (95% bootstrap interval over sentences {signed(gap.low)} to {signed(gap.high)}). Moved round the text, "
        f"the sentences of {second} would differ as much from the rest in {gap.p:.0%} of all places. A true difference "
        f"of {counted(round(gap.detectable), 'word')} would be found by such a comparison in four cases of five."
    )


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 01 contributes to the readout card.

    Returns:
        One row a fact. Columns ``about``, ``fact`` (a number with its unit), ``rung`` (of the claim
        ladder: C1 exact, C2 depends on a rule, C3 inferred), ``where`` (places, or ``"body"``),
        ``importance`` (1 opens the card, 2 has a place if there is room, 3 is in the full list only) and
        ``notebook``.
    """
    sentences = share.ribbon(readout)
    people = sentences[sentences["speaker"].isin(readout.speakers)]
    rows = [
        *_shares_of(readout),
        *_beginnings(people, sentences["words"].sum()),
        *_clauses(people[people["rule"].isin(CLAUSE_RULES)], readout.speakers),
        *_sizes(readout, sentences),
    ]
    columns = ["about", "fact", "rung", "where", "importance"]
    return pd.DataFrame(rows, columns=columns).assign(notebook="01")


_Rows = Iterator[tuple[str, str, str, str, int]]


def _shares_of(readout: Readout) -> _Rows:
    """The share of each person; the two that are given most open the card."""
    shares = share.by_voice(readout)["share"]
    for number, (name, row) in enumerate(share.widest(readout).iterrows()):
        spread = f" ({between(row.lowest, row.highest)} however counted, doubt included)"
        about = f"share of the words given to {voice(name)}"
        yield about, f"{percent(shares[name])}{spread}", "C2", "body", 1 if number < _COMPARED else 3


def _beginnings(people: pd.DataFrame, total: int) -> _Rows:
    """Where each person's first words stand; the last of the first two to come is of interest."""
    first = people.groupby("speaker", sort=False).first()
    for number, (name, row) in enumerate(first.iterrows()):
        fact = f"{percent(row['first_word'] / total)} of the body"
        about = f"what stands before the first words given to {voice(name)}"
        yield about, fact, "C2", row["place"], 2 if number == 1 else 3


def _clauses(clauses: pd.DataFrame, speakers: Sequence[str]) -> _Rows:
    for name in speakers:
        mine = clauses[clauses["speaker"] == name]
        verbs = ", ".join(f"{verb} {n}" for verb, n in _verb_counts(mine))
        yield f"reporting clauses of {voice(name)}", verbs or "none", "C1", shortened(mine["place"]), 3


def _sizes(readout: Readout, sentences: pd.DataFrame) -> _Rows:
    joint, doubtful = (
        sentences[sentences["speaker"] == JOINT],
        sentences[(readout.body["doubt"] >= share.DOUBTFUL).to_numpy()],
    )
    yield "words of the body", f"{sentences['words'].sum():,}", "C2", "body", 3
    yield (
        "words reporting both sides together",
        f"{joint['words'].sum():,}",
        "C2",
        shortened(joint["place"]),
        3,
    )
    about = f"sentences with {_DOUBT} about whose they are"
    yield about, f"{len(doubtful)} of {len(sentences)}", "C2", shortened(doubtful["place"]), 2


def _verb_counts(sentences: pd.DataFrame) -> list[tuple[str, int]]:
    counts = sentences["verb"].value_counts()
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _present(table: pd.DataFrame) -> list[tuple[str, pd.Series]]:
    return [(name, row) for name, row in table.iterrows() if row["words"]]


def _people(table: pd.DataFrame) -> list[str]:
    """The people among the voices of a table, in its order."""
    return [name for name in table.index if name not in UNNAMED]
