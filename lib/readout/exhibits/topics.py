"""Notebook 04: what each paragraph is about, what each side is given, and which method to believe."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.colors import PowerNorm
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from readout.document import Readout
from readout.exhibits import page
from readout.exhibits.export import Exhibit, empty
from readout.exhibits.paired import paired, ruled_lanes
from readout.exhibits.prose import (
    RESAMPLED,
    Wording,
    agreeing,
    by,
    capital,
    closed,
    counted,
    label,
    listed,
    percent,
    quoted,
    source_line,
    span,
    voice,
)
from readout.measures import topics
from readout.measures.codebook import UNCODED, Codebook, codebook
from readout.measures.terms import FEW
from readout.reading.files import MAIN
from readout.statistics import RESAMPLES, SEED

#: How figures of topic weights count.
SETTINGS = {
    "words": "rule A (a hyphenated form is one word)",
    "introductory clauses": "counted",
    "weighting": "fractional",
}
#: How figures of methods and models count.
MODEL_SETTINGS = {
    "units": "sentences, main topic",
    "models": "content terms of two sentences and more",
    "random seed": f"{SEED} and following",
}
# So many one-sided topics of a person stand in a sentence.
_ONE_SIDED = 3
# Shares from here on are printed in white on the dark cell.
_DARK = 0.6
# Shares below this are left unprinted: they round to nothing.
_PRINTED = 0.005
_PRINTED_ROWS = 24
_HOW = {
    "fractional": "sentences are shared out",
    "primary": "only main topics count",
    topics.BY_CLAUSE: "clauses count by themselves",
}
_FACTS = ["about", "fact", "rung", "where", "importance", "notebook"]
# Characters for the names of a paragraph's voices.
_NAMES = 30


# --- whose codes ----------------------------------------------------------------------------------


class Basis(NamedTuple):
    """Whose codes numbers rest on.

    Attributes:
        short: As a headline says it: ``by word list``, ``by the hand codes of NAME``.
        full: With how much of the text is coded, if not all of it, and how often a word list is right.
        ranks: Whether enough of the text is coded to rank its topics.
    """

    short: str
    full: str
    ranks: bool

    @property
    def listed(self) -> bool:
        """Whether no reader has coded the text."""
        return self.short == "by word list"


def basis(readout: Readout, source: str, coding: pd.DataFrame) -> Basis:
    """Whose codes they are, from what :func:`readout.measures.topics.best_coding` gives."""
    covered, short = topics.coverage(coding), by(readout, "topics", source)
    ranks = covered >= 1 - topics.MOST_UNCODED
    if source == "hand codes":
        part = "" if covered == 1 else f", which cover {covered:.0%} of the words"
        return Basis(short, f"{short}{part}", ranks)
    return Basis(short, f"{short} ({_reach(covered)})", ranks)


def _reach(covered: float) -> str:
    """How much a word list finds a topic for, and how often it is right elsewhere."""
    measured = topics.locked_accuracy()
    return (
        f"the list finds a topic for {covered:.0%} of the words, and the right main topic for "
        f"{span(measured['low'], measured['high'])} of the sentences it was tested on"
    )


# --- the answer -----------------------------------------------------------------------------------


def answer(readout: Readout) -> str:
    """What notebook 04 answers: the largest topic of each side, with its range, in two sentences."""
    book = codebook()
    source, coding = topics.best_coding(readout, book)
    whose, voices = basis(readout, source, coding), topics.rankable(coding, readout.speakers)
    covered, size = topics.coverage(coding), coding["sentence"].nunique()
    if size < FEW:
        return f"The text is too short to rank topics: it has only {counted(size, 'sentence')}."
    first = _first(readout, book, voices)
    if not whose.ranks or first.empty:
        return f"{capital(whose.short)}, {_too_little(covered)}."
    (where, what), *others = [_lead(mine, book) for _, mine in first.groupby("speaker", sort=False)]
    opening = f"{capital(whose.short if whose.listed else whose.full)}, the largest topic {where} is {what}"
    if whose.listed:
        more = [f"{place} it is {topic}" for place, topic in others]
        return f"{'; '.join([opening, *more])}. {capital(_reach(covered))}."
    return " ".join([f"{opening}.", *(f"{capital(place)} it is {topic}." for place, topic in others)])


def _first(readout: Readout, book: Codebook, voices: Sequence[str]) -> pd.DataFrame:
    """Which topics come first: for people whose words are coded well enough, or else in the whole text."""
    found = pd.DataFrame()
    for named in (voices, [topics.WHOLE] if voices else []):
        if found.empty:
            found = topics.first_topics(topics.ways(readout, book), named)
            found = found[found["coded"] >= 1 - topics.MOST_UNCODED]
    taking_turns = found.groupby("speaker")["code"].transform("size")
    return found.assign(unsettled=taking_turns > 1).sort_values("unsettled", kind="stable")


def _too_little(covered: float) -> str:
    found = f"only {covered:.0%} of the words have a topic" if covered else "no sentence has a topic"
    return f"{found}, so that topics can't be ranked"


def _lead(first: pd.DataFrame, book: Codebook) -> tuple[str, str]:
    """Where the largest topic of one voice stands, whose rows of :func:`_first` these are, and which it is."""
    top = first.iloc[0]
    where = "of" if top["speaker"] == topics.WHOLE else "in the words given to"
    how = f" in {top['first']} of {top['of']} ways of counting" if top["unsettled"] else ""
    often = top["first"] > top["of"] / 2
    start = "" if often or not top["unsettled"] else "not settled: "
    weight = span(top["low"], top["high"])
    return (
        f"{where} {_whose(top['speaker'])}",
        f"{start}{quoted(book.titles[top['code']])}{how} ({weight} of the words)",
    )


def ranks(settled: pd.DataFrame) -> str:
    """How far down the order of topics is the same, from :func:`readout.measures.topics.settled_ranks`."""
    if settled.empty:
        return "Too little of the text has a topic for orders of topics to be compared."
    parts = [_settled(row.ranks, _whose(row.speaker)) for row in settled.itertuples()]
    return closed(f"Over {counted(int(settled['ways'].max()), 'way')} of counting, {'; '.join(parts)}")


def _settled(ranks_: int, speaker: str) -> str:
    if ranks_ > 1:
        return f"the first {ranks_} topics of {speaker} keep their order"
    stays = f"the first topic of {speaker} stays the same and the second changes"
    return stays if ranks_ else f"the first topic of {speaker} changes"


def _whose(speaker: str) -> str:
    return "the whole text" if speaker == topics.WHOLE else voice(speaker)


# --- the figures ----------------------------------------------------------------------------------


def topic_map(
    readout: Readout, table: pd.DataFrame, speakers: Mapping[int, Sequence[str]], book: Codebook, whose: Basis
) -> Exhibit:
    """A row a paragraph in reading order, a column a topic, darker where the topic takes more words.

    Args:
        readout: The readout; its voices give the colours.
        table: Paragraphs by codes, fractions, from :func:`readout.measures.topics.by_paragraph`.
        speakers: The voices of each paragraph, most words first; printed at its left.
        book: The codebook, for the headings of the columns.
        whose: Whose codes they are.
    """
    data, settings = table.reset_index(), SETTINGS | {"topics": whose.short}
    if table.empty:
        return empty(readout, "Heat map of topics", "There is no sentence to code", data, settings)
    said = _map_words(table, whose)
    figure = _draw_map(
        table, speakers, book.titles, readout.voices, said.title, source_line(readout, settings)
    )
    return Exhibit(figure, *said, data, readout, settings)


def _draw_map(
    table: pd.DataFrame,
    speakers: Mapping[int, Sequence[str]],
    titles: Mapping[str, str],
    voices: Sequence[str],
    title: str,
    source: str,
) -> Figure:
    styles = page.looks(voices)
    wide = len(table.columns)
    with page.house_style():
        height = min(170 * page.MM, 54 * page.MM + max(4.2, 5.2 - 0.01 * len(table)) * page.MM * len(table))
        figure, axes = page.figure(title, source, width="text", height=height)
        # Small shares would be lost on an even scale.
        axes.imshow(
            table.to_numpy(),
            cmap="Greys",
            norm=PowerNorm(0.75, 0, 1.15),
            aspect="auto",
            interpolation="nearest",
        )
        small = len(table) <= _PRINTED_ROWS
        for row, (_, shares) in enumerate(table.iterrows()):
            for at, share in enumerate(shares):
                if share >= _PRINTED and small:
                    colour = "white" if share >= _DARK else page.INK
                    axes.text(
                        at, row, f"{share * 100:.0f}", ha="center", va="center", fontsize=7, color=colour
                    )
        for row, paragraph in enumerate(table.index):
            look = styles[speakers[paragraph][0]]
            axes.add_patch(
                Rectangle((-0.95, row - 0.42), 0.32, 0.84, facecolor=look.fill, edgecolor=look.edge,
                          hatch=look.hatch, linewidth=0.4, clip_on=False)
            )  # fmt: skip
        names = [f"{p}  {_shortened(speakers[p])}" for p in table.index]
        every = -(-len(table) // _PRINTED_ROWS)
        axes.set_yticks(range(0, len(table), every), names[::every])
        axes.tick_params(axis="y", pad=14)
        headings = [textwrap.fill(titles.get(code, code), 18) for code in table.columns]
        axes.set_xticks(range(wide), headings, rotation=90, fontsize=7, ha="center")
        axes.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.set_xlim(-0.5, wide - 0.5)
        axes.set_xlabel("share of the paragraph's words (%)")
    return figure


def _shortened(names: Sequence[str]) -> str:
    first, *others = [label(name) for name in names]
    text = " + ".join([first, *others])
    if len(text) > _NAMES:
        text = f"{textwrap.shorten(first, _NAMES - 4, placeholder=' …')} + {len(others)}"
    return text


def _map_words(table: pd.DataFrame, whose: Basis) -> Wording:
    coded = table.drop(columns=UNCODED, errors="ignore")
    found = _keeping(int((coded.max(axis=1) >= 0.5).sum()), len(table))  # half and more
    spread = coded.ge(_PRINTED).sum(axis=1)
    widest = spread.idxmax()
    if spread[widest] > 1 and len(table) <= _PRINTED_ROWS:
        found = f"{found}; paragraph {widest} touches {spread[widest]}"
    return Wording(
        f"{capital(whose.short)}, {found}" if whose.listed else capital(found),
        f"Share of each paragraph's words by topic, {whose.full}. A paragraph keeps to a topic that has half of its words or "
        f"more; a sentence of several topics is shared out equally. {_printed(table)}{_changes(coded)}",
        f"Heat map of {counted(len(coded.columns), 'topic')} over {counted(len(table), 'paragraph')} in reading order. {capital(found)}.",
    )


def _keeping(single: int, of: int) -> str:
    if single == 0:
        return "no paragraph keeps to one topic"
    if single == of:
        every = {1: "the only paragraph keeps", 2: "both paragraphs keep"}
        return f"{every.get(of, f'all {of} paragraphs keep')} to one topic"
    return f"{single} of {counted(of, 'paragraph')} {agreeing(single, 'keeps', 'keep')} to one topic"


def _changes(coded: pd.DataFrame) -> str:
    """How often the main topic is another than in the paragraph before."""
    main = coded.idxmax(axis=1)[coded.max(axis=1) > 0]
    changes = int((main != main.shift()).sum()) - 1  # the first paragraph is none
    return (
        f"The main topic changes {counted(changes, 'time')} from paragraph to paragraph."
        if changes > 1
        else ""
    )


def _printed(table: pd.DataFrame) -> str:
    return "Shares are printed in per cent. " if len(table) <= _PRINTED_ROWS else ""


def only_one(table: pd.DataFrame, book: Codebook, people: Sequence[str]) -> str:
    """Which topics one of the people is given and the others are not, and how often chance does that.

    Args:
        table: From :func:`readout.measures.topics.one_sided`.
        book: The codebook.
        people: Who was held against each other.
    """
    if len(people) < 2:  # one side needs another
        return "Too few coded sentences of two people to call a topic one-sided."
    if table.empty:
        return f"Of the topics of {listed(people)} none is one-sided."
    parts = [
        f"only {speaker} is given {_one_sided(mine, book)}"
        for speaker, mine in table.groupby("speaker", sort=False)
    ]
    return (
        f"{capital('; '.join(parts))}. “By chance” is how often the other side would get none of these sentences "
        "if all were dealt out at random."
    )


def _one_sided(mine: pd.DataFrame, book: Codebook) -> str:
    """Topics that only one person is given, the largest first."""
    cited = [
        f"{quoted(book.titles[row.code])} ({counted(row.sentences, 'sentence')}; by chance in {_hundredths(row.chance)} of 100)"
        for row in mine.head(_ONE_SIDED).itertuples()
    ]
    more = len(mine) - len(cited)
    return listed([*cited, counted(more, "other topic")] if more else cited)


def weightings(tables: Mapping[str, pd.DataFrame], titles: Mapping[str, str], speakers: Sequence[str]) -> str:
    """For which topic the way of weighting matters most, from several :func:`readout.measures.topics.weights`."""
    tables = {
        how: table for how, table in tables.items() if how != "presence"
    }  # shares of sentences, not words
    people = [s for s in speakers[:2] if all(s in table.index for table in tables.values())]
    if not people:
        return "Nobody is given words of their own, so there is nothing to weigh."
    cells = [(speaker, code) for speaker in people for code in next(iter(tables.values())).columns]
    values = {cell: [table.loc[cell] for table in tables.values()] for cell in cells}
    speaker, code = max(values, key=lambda cell: max(values[cell]) - min(values[cell]))
    if max(values[speaker, code]) == min(values[speaker, code]):
        return "No weight depends on the weighting: no sentence has several topics."
    cited = listed(
        f"{percent(value) if value else 'nothing'} when {_HOW[how]}"
        for how, value in zip(tables, values[speaker, code], strict=True)
    )
    return f"The weighting matters most for {quoted(titles.get(code, code))} in what is given to {voice(speaker)}: {cited}."


def clause_codes(counts: pd.DataFrame) -> str:
    """Whose sentences were also coded by clause, from :func:`readout.measures.topics.clause_counts`."""
    if not counts["coded"].any():
        return "No sentence was coded clause by clause."
    parts = [
        f"{row.coded} of {counted(row.sentences, 'sentence')} of {row.speaker}" for row in counts.itertuples()
    ]
    shares = counts["coded"] / counts["sentences"].clip(lower=1)
    unlike = shares.min() < shares.max()
    warning = "so “by clause” measures them unequally" if unlike else "so “by clause” measures them alike"
    return f"Clauses were coded in {listed(parts)}, {warning}."


def topic_weights(readout: Readout, table: pd.DataFrame, apart: pd.DataFrame, whose: Basis) -> Exhibit:
    """Two marks a topic, at its weight in what each person is given, with intervals.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.topics.speaker_weights`.
        apart: From :func:`readout.measures.topics.differences`, of the same topics.
        whose: Whose codes they are.
    """
    settings = SETTINGS | {"topics": whose.short}
    if table.empty:
        return empty(readout, "Paired topic weights", "Nobody is given words of their own", table, settings)
    said = _weights_words(table, apart, whose)
    figure = _draw_weights(table, said.title, source_line(readout, settings))
    return Exhibit(figure, *said, table, readout, settings | RESAMPLED)


def _draw_weights(table: pd.DataFrame, title: str, source: str) -> Figure:
    shown = table.assign(**{name: table[name] * 100 for name in ("weight", "low", "high")})
    return paired(
        shown.rename(columns={"code": "lane", "weight": "value", "sentences": "hits"}),
        title=title,
        source=source,
        few=FEW,
        units=("sentences", "share of the person's words (%), with 95% bootstrap interval"),
    )


def _weights_words(table: pd.DataFrame, apart: pd.DataFrame, whose: Basis) -> Wording:
    coded = table[(table["code"] != UNCODED) & (table["weight"] > 0)]
    tops = [mine.loc[mine["weight"].idxmax()] for _, mine in coded.groupby("speaker", sort=False)]
    lead = listed(f"{top['code']} for {top['speaker']} ({top['weight']:.0%})" for top in tops)
    title = capital(_apart_title(apart, lead))
    return Wording(
        f"By word list: {title[:1].lower()}{title[1:]}" if whose.listed else title,
        f"Weight of each group of topics in what each person is given, {whose.full}. Largest: {lead}. {_drawn(table)}",
        f"Paired dots of the weight of {counted(table['code'].nunique(), 'group')} of topics, with intervals. Largest: {lead}.",
    )


def _apart_title(apart: pd.DataFrame, lead: str) -> str:
    tested = _tested(apart)
    if apart.empty:
        return f"largest group of topics: {lead}"
    if tested.empty:
        return "too few sentences to say whose topics differ"
    beyond = tested.loc[tested["beyond"], "code"]
    if beyond.empty:
        return "no group of topics differs by more than chance"
    many = f"{len(beyond)} of {len(tested)} groups of topics"
    return f"the two differ beyond chance in {many if len(beyond) > 1 else quoted(beyond.iloc[0])}"


def _drawn(table: pd.DataFrame) -> str:
    """What was resampled for the intervals, and how often such an interval holds a true tenth."""
    known = table.dropna(subset=["low"]).drop_duplicates("speaker")
    if known.empty:
        return "There are too few sentences for intervals."
    drawn = listed(f"{counted(row.units, row.unit)} for {row.speaker}" for row in known.itertuples())
    held = span(known["coverage"].min(), known["coverage"].max()).removesuffix("%")
    return (
        f"Lines are 95% intervals from {RESAMPLES:,} resamples of {drawn} (of paragraphs where a person has ten or more). "
        f"Such an interval holds a true share of a tenth in {held} of 100 cases. Codes are taken as certain."
    )


def undecided(apart: Mapping[str, pd.DataFrame]) -> str:
    """Whether any group of topics differs between the two sides by more than chance, by each reader's codes.

    Args:
        apart: From :func:`readout.measures.topics.differences`, by whose codes they are.
    """
    tests = {who: found for who, table in apart.items() if len(found := _tested(table))}
    if not tests:
        return "There are too few coded sentences of two people to say which is given more of a topic."
    return " ".join(capital(_decided(who, table)) for who, table in tests.items())


def _decided(who: str, tested: pd.DataFrame) -> str:
    single, whole = (
        f"{_hundredths(tested[p].min())} to {_hundredths(tested[p].max())}" for p in ("p", "p_family")
    )
    beyond = tested.loc[tested["beyond"], "code"]
    named = listed(map(quoted, beyond))
    verdict = (
        f"{named} {agreeing(len(beyond), 'differs', 'differ')}"
        if len(beyond)
        else "no group of topics differs"
    )
    return (
        f"{who}, {verdict} between the two by more than chance: a gap as large comes up in {single} of 100 random "
        f"relabellings of the sentences for a group by itself, and in {whole} once all {len(tested)} are looked at."
    )


def _tested(apart: pd.DataFrame) -> pd.DataFrame:
    """The topics whose difference was tested."""
    return apart[apart["p_family"].notna() & (apart["code"] != UNCODED)]


def _hundredths(p: float) -> str:
    return f"{p * 100:.0f}" if p >= 0.01 else "fewer than 1"


def coders(validity: pd.DataFrame, differing: pd.DataFrame) -> str:
    """How far two readers agree, and where they do not.

    Args:
        validity: From :func:`readout.measures.topics.validity`.
        differing: From :func:`readout.measures.topics.disagreements`.
    """
    if topics.SECOND_READER not in validity.index:
        return "No second reader has coded this text, so how far readers agree on it is not known."
    found = validity.loc[topics.SECOND_READER]
    text = (
        f"Two readers who worked apart gave the same main topic to {found['right']:.0f} of {found['sentences']:.0f} sentences "
        f"(kappa {found['kappa']:.2f}) and the same topics throughout to {found['alike']:.0f} (alpha {found['alpha_masi']:.2f}, F1 {found['f1']:.2f})."
    )
    turned = differing["first"].map(_as_set) == differing["second"].map(_as_set)
    if len(differing) and turned.all():
        return f"{text} Where the main topic differs ({listed(differing['place'])}) both name the same topics in another order."
    return f"{text} The main topic differs in {listed(differing['place'])}." if len(differing) else text


def _as_set(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


def moved(table: pd.DataFrame) -> str:
    """Which weight moves most under the second reader's codes, from :func:`readout.measures.topics.moved`."""
    if table.empty:
        return "How the weights would move under a second reader's codes is not known."
    top = table.iloc[0]
    return (
        f"Under the second reader's codes {quoted(top['topic'])} moves most: from {top['first']:.0%} to {top['second']:.0%} of what is "
        f"given to {top['speaker']}. Half of all weights move by {table['moves'].abs().median() * 100:.1f} points or less."
    )


def word_list(readout: Readout, validity: pd.DataFrame, by_person: pd.DataFrame) -> str:
    """How often the word list finds a reader's main topic: here, by person, and on other sentences.

    Args:
        readout: The readout.
        validity: From :func:`readout.measures.topics.validity`.
        by_person: From :func:`readout.measures.topics.agreement_by_speaker`.
    """
    measured = topics.locked_accuracy()
    elsewhere = (
        f"On {measured['sentences']:,} invented sentences it was not written with it finds the right main topic in "
        f"{measured['accuracy']:.0%} ({span(measured['low'], measured['high'])}) and some topic in {measured['coded']:.0%}."
    )
    if topics.LISTED in validity.index:
        found = validity.loc[topics.LISTED]
        here = "; in-sample, as it was written by people who knew this text" if readout.name == MAIN else ""
        people = listed(f"{row.right} of {row.sentences} for {row.speaker}" for row in by_person.itertuples())
        return (
            f"The word list finds the reader's main topic in {found['right']:.0f} of {found['sentences']:.0f} sentences "
            f"(kappa {found['kappa']:.2f}{here}): {people}. {elsewhere}"
        )
    return elsewhere


def topic_methods(readout: Readout, table: pd.DataFrame, validity: pd.DataFrame) -> Exhibit:
    """Two marks a method: how far it agrees with the reader, and with itself.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.topics.methods`.
        validity: From :func:`readout.measures.topics.validity`.
    """
    if table.empty:
        reason = "The text is too short for any method to be tried"
        return empty(readout, "Agreement of methods", reason, table, MODEL_SETTINGS)
    said = _methods_words(table, validity)
    figure = _draw_methods(table, said.title, source_line(readout, MODEL_SETTINGS))
    return Exhibit(figure, *said, table, readout, MODEL_SETTINGS)


def _draw_methods(table: pd.DataFrame, title: str, source: str) -> Figure:
    reader, itself = (
        page.dot(page.Look(page.INK, page.INK), "o"),
        page.dot(page.Look(page.GREY, page.GREY), "s", hollow=True),
    )
    with page.house_style():
        figure, axes = page.figure(
            title, source, width="text", height=30 * page.MM + 5.6 * page.MM * len(table)
        )
        for lane, row in enumerate(table.itertuples()):
            axes.plot(row.stability, lane, clip_on=False, **itself)
            if pd.notna(row.agreement):
                axes.plot(row.agreement, lane, clip_on=False, **reader)
        page.key(
            axes,
            [
                page.mark("with the hand codes", **reader),
                page.mark("with itself from another start", **itself),
            ],
        )
        ruled_lanes(axes, table["method"])
        page.column(axes, 42, "hand codes", [f"{x:.2f}" if pd.notna(x) else "–" for x in table["agreement"]])
        page.column(axes, 78, "itself", [f"{x:.2f}" if pd.notna(x) else "–" for x in table["stability"]])
        axes.set_xlim(min(-0.05, table[["agreement", "stability"]].min(axis=None)), 1)
        axes.set_xlabel("adjusted Rand index of main topics: 0 is chance, 1 the same")
    return figure


def _methods_words(table: pd.DataFrame, validity: pd.DataFrame) -> Wording:
    lda = table[table["method"].str.startswith("LDA")]
    unsteady = f"two runs of LDA agree at {lda['stability'].max():.2f} at most" if len(lda) else "no LDA fits"
    if table["agreement"].isna().all():
        title = f"Without hand codes: {unsteady}"
        kept = "There are no hand codes of this text, so who is right is not known. "
    else:
        apart = table[table["method"] != topics.SECOND_READER]
        best = apart.loc[apart["agreement"].idxmax()]
        other = table.loc[table["method"] == topics.SECOND_READER, "agreement"]
        reader = f"; a second reader {other.iloc[0]:.2f}" if len(other) else ""
        title = (
            f"Closest to the reader is the {best['method'].split(',')[0]} ({best['agreement']:.2f}{reader})"
        )
        kept = f"{_kappas(validity)}{capital(unsteady)}. "
    return Wording(
        title,
        f"Adjusted Rand index (0 is chance, 1 the same) of the main topic of each sentence. Filled: against the hand "
        f"codes; hollow: mean over pairs of starts. {kept}A method can be steady and wrong.",
        f"Dot plot of agreement for {counted(len(table), 'method')}. {title}.",
    )


def _kappas(validity: pd.DataFrame) -> str:
    cited = listed(f"{name} {row.accuracy:.2f}/{row.kappa:.2f}" for name, row in validity.iterrows())
    return f"Accuracy/kappa of main topics: {cited} (always the commonest topic: {validity['majority'].iloc[0]:.2f}). "


def model_starts(readout: Readout, table: pd.DataFrame) -> Exhibit:
    """A stroke a pair of starts: how far two runs of the same model on the same text agree.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.topics.models`.
    """
    if table.empty:
        reason = "The text is too short for a topic model"
        return empty(readout, "Agreement of starts", reason, table, MODEL_SETTINGS)
    said = _starts_words(table)
    figure = _draw_starts(table, said.title, source_line(readout, MODEL_SETTINGS))
    return Exhibit(figure, *said, table, readout, MODEL_SETTINGS)


def _draw_starts(table: pd.DataFrame, title: str, source: str) -> Figure:
    groups = list(table.groupby(["model", "unit", "topics"], sort=False)["ari"])
    with page.house_style():
        figure, axes = page.figure(
            title, source, width="text", height=30 * page.MM + 6.4 * page.MM * len(groups)
        )
        for lane, (_, values) in enumerate(groups):
            axes.vlines(values, lane - 0.3, lane + 0.3, color=page.GREY, linewidth=0.5, alpha=0.6)
            axes.plot(values.mean(), lane, **page.dot(page.Look(page.INK, page.INK), "D", size=4.5))
        pairs = len(groups[0][1])
        stroke = page.mark("a pair of starts", marker="|", markersize=8, color=page.GREY)
        page.key(
            axes,
            [
                stroke,
                page.mark(
                    f"mean of {counted(pairs, 'pair')}",
                    **page.dot(page.Look(page.INK, page.INK), "D", size=4.5),
                ),
            ],
        )
        ruled_lanes(axes, [f"{model}, {size} topics, by {unit}" for (model, unit, size), _ in groups])
        page.column(axes, 30, "mean", [f"{values.mean():.2f}" for _, values in groups])
        axes.set_xlim(min(-0.05, table["ari"].min()), 1.02)
        axes.set_xlabel("adjusted Rand index of two runs: 0 is chance, 1 the same")
    return figure


def _starts_words(table: pd.DataFrame) -> Wording:
    means = table.groupby(["unit", "model", "topics"], sort=False)["ari"].mean()
    lda = means[means.index.get_level_values("model") == "LDA"]
    cited = listed(
        f"{model} {span(means.xs((unit, model)).min(), means.xs((unit, model)).max(), '.2f')} by {unit}"
        for unit, model in dict.fromkeys(zip(table["unit"], table["model"], strict=True))
    )
    title = (
        "Another start, another answer: two runs of LDA agree at "
        f"{lda.min():.2f} to {lda.max():.2f}, where 0 is chance"
        if lda.max() < 0.5  # half way to the same answer
        else f"Two runs of LDA agree at {lda.min():.2f} to {lda.max():.2f}, where 0 is chance and 1 the same"
    )
    starts_ = int(table["other"].max()) + 1
    return Wording(
        title,
        f"Each stroke is a pair of {starts_} random starts of one model on this text, at the adjusted Rand index of their "
        f"strongest topics; means: {cited}. LDA: batch variational Bayes on counts; NMF: random starts (not NNDSVD) on tf-idf. "
        "What changes with the start is no property of the text.",
        f"Strip plot of agreement between starts. Means: {cited}.",
    )


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 04 contributes to the readout card; columns as :func:`readout.exhibits.share.facts`."""
    book = codebook()
    source, coding = topics.best_coding(readout, book)
    whose, voices = basis(readout, source, coding), topics.rankable(coding, readout.speakers)
    first = _first(readout, book, voices)
    rows = _ranking(first, book, whose)
    if not rows:
        rows = [(f"largest topic, {whose.short}", "too little of the text has a topic to say", 3)]
    if len(voices) > 1:
        rows += _compared(coding, book, whose, voices)
    if whose.listed:
        rows.append(("reach of the topics' word list", _reach(topics.coverage(coding)), 3))
    found = pd.DataFrame(rows, columns=["about", "fact", "importance"])
    rungs = found["about"].str.contains("chance").map({True: "C3", False: "C2"})
    return found.assign(rung=rungs, where="body", notebook="04")[_FACTS]


def _ranking(first: pd.DataFrame, book: Codebook, whose: Basis) -> list[tuple[str, str, int]]:
    rows = []
    for speaker, mine in first.groupby("speaker", sort=False):
        top = mine.iloc[0]
        how = f", in {top['first']} of {top['of']} ways of counting" if top["unsettled"] else ""
        fact = f"{book.titles[top['code']]}, {span(top['low'], top['high'])} of the words{how}"
        rows.append(
            (f"largest topic of {_whose(speaker)}, {whose.short}", fact, 3 if top["unsettled"] else 2)
        )
    return rows


def _compared(
    coding: pd.DataFrame, book: Codebook, whose: Basis, people: Sequence[str]
) -> list[tuple[str, str, int]]:
    """What is said of two people who both have enough sentences."""
    apart = topics.differences(
        topics.grouped(coding, book.groups), list(dict.fromkeys(book.groups.values())), people
    )
    tested, rows = _tested(apart), []
    if len(tested):
        beyond = listed(map(quoted, tested.loc[tested["beyond"], "code"]))
        about = f"groups of topics that differ by more than chance, {whose.short}"
        rows.append((about, f"{beyond} of {len(tested)}" if beyond == "none" else beyond, 3))
    for speaker, mine in topics.one_sided(coding, people).groupby("speaker", sort=False):
        other = next(name for name in people if name != speaker)
        rows.append((f"topics of {speaker} and not of {other}, {whose.short}", _one_sided(mine, book), 3))
    return rows
