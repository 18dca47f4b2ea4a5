"""Notebook 04: what each paragraph is about, what each side is given, and which method to believe."""

import textwrap
from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from readout.document import Readout
from readout.exhibits import page
from readout.exhibits.export import Exhibit, empty
from readout.exhibits.paired import paired, ruled_lanes
from readout.exhibits.prose import (
    ACCOUNT,
    INTERVAL,
    RESAMPLED,
    Wording,
    agreeing,
    counted,
    given_to,
    label,
    listed,
    percent,
    quoted,
    source_line,
)
from readout.measures import topics
from readout.measures.codebook import UNCODED, Codebook, codebook
from readout.measures.terms import FEW
from readout.statistics import SEED

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
_BASES = {
    "hand codes": "coded by the project's authors by reading, sentence by sentence, by the codebook",
    "dictionary": "coded by the codebook's word list, without a reader",
}
# So many people, and so many topics of each, stand in a sentence.
_NAMED = 3
# Shares from here on are printed in white on the dark cell.
_DARK = 0.55
# Shares below this are left unprinted: a number in every cell would hide the pattern.
_PRINTED = 0.1
_PRINTED_ROWS = 24
# Characters for the names of a paragraph's voices.
_NAMES = 30


def largest(table: pd.DataFrame, titles: Mapping[str, str], speakers: Sequence[str], basis: str) -> str:
    """The largest topics of each person, from :func:`readout.measures.topics.weights`."""
    parts = []
    for speaker in (s for s in speakers[:_NAMED] if s in table.index):
        top = table.loc[speaker].drop(UNCODED).sort_values(ascending=False, kind="stable").head(_NAMED)
        cited = [f"{quoted(titles[code])} {percent(weight)}" for code, weight in top.items() if weight > 0]
        uncoded = table.loc[speaker, UNCODED]
        parts.append(f"in {given_to(speaker)} {listed(cited)} ({percent(uncoded)} uncoded)")
    if not parts:
        return "No person is given words of their own, so there is nothing to weigh."
    return f"Largest topics, by {basis}: {'; '.join(parts)}."


def only_one(pairs: Mapping[str, Sequence[str]], titles: Mapping[str, str]) -> str:
    """Which topics one of two people is given and the other is not."""
    if len(pairs) < 2:  # one side needs another
        return "With fewer than two people no topic is one-sided."
    texts = [
        f"only {name}: {listed(quoted(titles[code]) for code in codes)}" for name, codes in pairs.items()
    ]
    return f"Topics that one side is given and the other is not: {'; '.join(texts)}."


def topic_map(
    readout: Readout, table: pd.DataFrame, speakers: Mapping[int, Sequence[str]], book: Codebook, basis: str
) -> Exhibit:
    """A row a paragraph in reading order, a column a topic, darker where the topic takes more words.

    Args:
        readout: The readout; its voices give the colours.
        table: Paragraphs by codes, fractions, from :func:`readout.measures.topics.by_paragraph`.
        speakers: The voices of each paragraph, most words first; printed at its left.
        book: The codebook, for the headings of the columns.
        basis: Whose codes they are, from :func:`readout.measures.topics.best_coding`.
    """
    data = table.reset_index()
    if table.empty:
        return empty(readout, "Heat map of topics", "There is no sentence to code", data, SETTINGS)
    said = _map_words(table, basis)
    source = source_line(readout, SETTINGS)
    figure = _draw_map(table, speakers, book.titles, readout.voices, said.title, source)
    return Exhibit(figure, *said, data, readout, SETTINGS)


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
        axes.imshow(table.to_numpy(), cmap="Greys", vmin=0, vmax=1.15, aspect="auto", interpolation="nearest")
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


def _map_words(table: pd.DataFrame, basis: str) -> Wording:
    main = table.idxmax(axis=1)
    single = int((table.max(axis=1) >= 0.5).sum())  # more than half
    spread = table.gt(0).sum(axis=1)
    widest = spread.idxmax()
    changes = int((main != main.shift()).sum()) - 1  # the first paragraph is none
    return Wording(
        f"{single} of {counted(len(table), 'paragraph')} {agreeing(single, 'gives half its', 'give half their')} words or more to one topic; paragraph {widest} "
        f"touches {spread[widest]}",
        f"Share of each paragraph's words by topic, {_BASES[basis]}; a sentence's words are divided among its topics "
        "(fractional weighting). Darker is more; shares of a tenth and more are printed. At the left, paragraph and voice. Read down, it shows the order "
        f"of topics: the main one changes {counted(changes, 'time')} from paragraph to paragraph. {ACCOUNT}",
        f"Heat map of {counted(len(table.columns), 'topic')} over {counted(len(table), 'paragraph')} in reading order. "
        f"{single} {agreeing(single, 'gives', 'give')} half or more to one topic; paragraph {widest} touches {spread[widest]}.",
    )


def weightings(tables: Mapping[str, pd.DataFrame], titles: Mapping[str, str], speakers: Sequence[str]) -> str:
    """For which topic the way of weighting matters most, from several :func:`readout.measures.topics.weights`."""
    tables = {
        how: table for how, table in tables.items() if how != "presence"
    }  # shares of sentences, not words
    people = [s for s in speakers[:2] if all(s in table.index for table in tables.values())]
    if not people:
        return "No person is given words of their own, so there is nothing to weigh."
    cells = [(speaker, code) for speaker in people for code in next(iter(tables.values())).columns]
    values = {cell: [table.loc[cell] for table in tables.values()] for cell in cells}
    speaker, code = max(values, key=lambda cell: max(values[cell]) - min(values[cell]))
    cited = listed(
        f"{how} {percent(value)}" for how, value in zip(tables, values[speaker, code], strict=True)
    )
    return (
        f"The weighting matters most for {quoted(titles.get(code, code))} in {given_to(speaker)}: {cited}. Where they disagree, "
        "a single percentage should not be cited."
    )


def topic_weights(readout: Readout, table: pd.DataFrame, basis: str) -> Exhibit:
    """Two marks a topic, at its weight in what each person is given, with intervals.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.topics.speaker_weights`.
        basis: Whose codes they are.
    """
    settings = SETTINGS | RESAMPLED
    if table.empty:
        return empty(
            readout, "Paired topic weights", "No person is given words of their own", table, SETTINGS
        )
    said = _weights_words(table, basis)
    figure = _draw_weights(table, said.title, source_line(readout, SETTINGS))
    return Exhibit(figure, *said, table, readout, settings)


def _draw_weights(table: pd.DataFrame, title: str, source: str) -> Figure:
    shown = table.assign(**{name: table[name] * 100 for name in ("weight", "low", "high")})
    return paired(
        shown.rename(columns={"code": "lane", "weight": "value", "sentences": "hits"}),
        title=title,
        source=source,
        few=FEW,
        units=("sentences", "share of the person's words (%), with 95% bootstrap interval over sentences"),
    )


def _weights_words(table: pd.DataFrame, basis: str) -> Wording:
    coded = table[(table["code"] != UNCODED) & (table["weight"] > 0)]
    tops = [mine.loc[mine["weight"].idxmax()] for _, mine in coded.groupby("speaker", sort=False)]
    lead = listed(f"{top['code']} in {given_to(top['speaker'])} ({percent(top['weight'])})" for top in tops)
    overlapping = _overlapping(table)
    return Wording(
        f"Largest group of topics: {lead}",
        f"Weight of each group of topics in what each person is given, {_BASES[basis]}, fractional weighting; "
        f"{INTERVAL}. {overlapping} The intervals take the codes as certain. {ACCOUNT}",
        f"Paired dots of the weight of {counted(table['code'].nunique(), 'group')} of topics, with intervals. Largest: {lead}.",
    )


def undecided(table: pd.DataFrame) -> str:
    """For which groups of topics the text is too short to tell the sides apart, from the same table."""
    pairs, apart = _compared(table) if len(table) else ([], [])
    if not pairs:
        return (
            "Which side would be given more of a topic can't be inferred: too few sentences for an interval."
        )
    rest = listed(code for code in pairs if code not in apart)
    shown = f"shown for {listed(apart)}" if apart else "shown for no group"
    return (
        f"That such texts give one side more of a topic is {shown}; for {rest} the intervals overlap, and no method "
        "changes that. The weights themselves are exact under their coding."
    )


def _compared(table: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Groups with intervals on both sides, and those of them whose intervals do not overlap."""
    known = table.dropna(subset=["low"]).groupby("code", sort=False)
    pairs = {code: mine for code, mine in known if len(mine) == 2}  # both sides
    return list(pairs), [code for code, mine in pairs.items() if mine["low"].max() > mine["high"].min()]


def _overlapping(table: pd.DataFrame) -> str:
    pairs, apart = _compared(table)
    if not pairs:
        return "No group has intervals on both sides."
    clear = f"those of {listed(apart)} do not overlap" if apart else "no two of them are apart"
    return f"Of the {counted(len(pairs), 'group')} with intervals on both sides, {clear}."


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
        page.column(axes, 78, "itself", [f"{x:.2f}" for x in table["stability"]])
        axes.set_xlim(min(-0.05, table[["agreement", "stability"]].min(axis=None)), 1)
        axes.set_xlabel("adjusted Rand index of main topics: 0 is chance, 1 the same")
    return figure


def _methods_words(table: pd.DataFrame, validity: pd.DataFrame) -> Wording:
    lda = table[table["method"].str.startswith("LDA")]
    unsteady = f"LDA with itself at most {lda['stability'].max():.2f}" if len(lda) else "no LDA fits"
    if table["agreement"].isna().all():
        title = f"Without hand codes only steadiness can be measured: {unsteady}"
        kept = "There are no hand codes of this text, so nothing is said about who is right. "
    else:
        best = table.loc[table["agreement"].idxmax()]
        title = f"Best agreement with a reader: {best['method']} ({best['agreement']:.2f}); {unsteady}"
        kept = _kappas(validity)
    return Wording(
        title,
        f"Adjusted Rand index (0 is chance, 1 the same) of the main topic of each sentence. Filled: against the hand "
        f"codes; hollow: mean over pairs of starts. Dictionary and classifier have no start to vary. {kept}"
        f"A method can be steady and wrong. {ACCOUNT}",
        f"Dot plot of agreement for {counted(len(table), 'method')}. {title}.",
    )


def _kappas(validity: pd.DataFrame) -> str:
    cited = listed(f"{name} {row.accuracy:.2f}/{row.kappa:.2f}" for name, row in validity.iterrows())
    return (
        f"Accuracy/kappa of main topics: {cited} (always the commonest topic: {validity['majority'].iloc[0]:.2f}). The "
        "classifier was taught by the other sentences of this text. "
    )


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
        f"{model} {_between(means.xs((unit, model)))} by {unit}"
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
        f"strongest topics; means: {cited}. LDA: batch variational Bayes on counts; NMF: from NNDSVDa on tf-idf. What "
        f"changes with the start is no property of the text. {ACCOUNT}",
        f"Strip plot of agreement between starts. Means: {cited}.",
    )


def _between(values: pd.Series) -> str:
    low, high = f"{values.min():.2f}", f"{values.max():.2f}"
    return low if low == high else f"{low} to {high}"


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 04 contributes to the readout card; columns as :func:`readout.exhibits.share.facts`."""
    book = codebook()
    source, coding = topics.best_coding(readout, book)
    rows = []
    people = [name for name in readout.speakers[:2] if (coding["speaker"] == name).any()]
    for name in people:
        top = (
            topics.weights(coding, book.codes)
            .loc[name]
            .drop(UNCODED)
            .sort_values(ascending=False, kind="stable")
            .head(3)
        )
        listed = "; ".join(f"{book.titles[code]} {weight:.0%}" for code, weight in top.items() if weight)
        rows.append(
            (f"largest topics in what is given to {name}, by {source}", listed or "none", "C2", "body")
        )
    for name in people:
        others = [other for other in people if other != name]
        only = topics.one_sided(coding, name, others)
        about = f"topics given to {name} and not to {' or '.join(others)}, by {source}"
        rows += (
            [(about, "; ".join(book.titles[code] for code in only) or "none", "C2", "body")] if others else []
        )
    return pd.DataFrame(rows, columns=["about", "fact", "rung", "where"]).assign(notebook="04")
