"""Notebook 05: what lexicons make of two passages, and whether they should be believed."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from readout.document import Readout
from readout.exhibits import page, paired
from readout.exhibits.export import Exhibit, empty
from readout.exhibits.prose import (
    ACCOUNT,
    RESAMPLED,
    SIGNIFICANT,
    Wording,
    agreeing,
    counted,
    given_to,
    label,
    listed,
    probability,
    quoted,
    signed,
    source_line,
    voice,
)
from readout.measures import sentiment
from readout.measures.lexicons import LEXICONS, TONES, versions

#: A kappa below this is no basis for a finding, by the common reading of Krippendorff (2004).
USABLE = 0.67
#: How figures of tone count.
TONE_SETTINGS = {
    "units": "sentences as printed",
    "lexicons": "; ".join(f"{name}: {release}" for name, release in versions().items()),
}
# How a tone coded by hand is drawn: a sign on a level of its own, so that neither carries the tone alone.
_SIGNS = {"POS": ("+", -0.3), "MIX": ("x", -0.1), "NEU": ("o", 0.1), "NEG": ("_", 0.3)}
_TONE_NAMES = {"POS": "affirms", "MIX": "both", "NEU": "informs or exhorts", "NEG": "opposes"}
# The longest bar of a lane reaches so far from its middle line, in lanes.
_REACH = 0.44
# Longer texts have no room for a sign a sentence.
_SIGNED = 120
_SHAPES = dict(zip(LEXICONS, ("o", "s", "D"), strict=True))
# Words drawn in a panel.
_DRIVERS = 9
# Counts from this share of the fullest cell on are printed in white.
_DARK = 0.55


def verdict(forks: pd.DataFrame, speakers: Sequence[str]) -> str:
    """Whether any way of scoring tells two people apart, from :func:`readout.measures.sentiment.forks`."""
    if forks.empty:
        return "With fewer than two people there is no difference in tone to ask for."
    first, second = (voice(name) for name in speakers[:2])
    known, apart = _with_interval(forks)
    if not known:
        return (
            "One side is given too few sentences for an interval: whether the tones differ, "
            "these lexicons cannot tell."
        )
    higher = int((forks["value"] > 0).sum())
    sign = (
        f"the sign is not stable ({given_to(first)} higher in {higher} of {len(forks)} ways of scoring)"
        if 0 < higher < len(forks)
        else f"{given_to(first if higher else second)} is scored higher in all {len(forks)} ways of scoring"
    )
    if not apart:
        return f"Every interval holds zero and {sign}: whether the tones differ, these lexicons cannot tell."
    return (
        f"{apart} of {counted(known, 'interval')} {agreeing(apart, 'leaves', 'leave')} out zero, and {sign}."
    )


def _with_interval(forks: pd.DataFrame) -> tuple[int, int]:
    """How many ways of scoring have an interval, and how many of these intervals leave out zero."""
    apart = (forks["low"] > 0) | (forks["high"] < 0)
    return int(forks["low"].notna().sum()), int(apart.sum())


def validity(table: pd.DataFrame) -> str:
    """How far each lexicon agrees with the reader, from :func:`readout.measures.sentiment.validity`."""
    if table.empty:
        return (
            "No reader has coded the tone of this text, so how valid the lexicons are for it is not known: "
            "judge them by the invented sentences, and cite none as a finding."
        )
    cited = listed(f"{name} {row.kappa:.2f}" for name, row in table.iterrows())
    low = [name for name, row in table.iterrows() if not row.kappa >= USABLE]
    end = (
        f"Below {USABLE} no figure should rest on a lexicon; that holds for {listed(low)}"
        if low
        else f"All of them reach {USABLE}"
    )
    return (
        f"Agreement with the reader beyond chance (kappa, three classes): {cited}; always the commonest tone would be "
        f"right in {table['majority'].iloc[0]:.0%}. {end}."
    )


def coders(first: pd.DataFrame | None, second: pd.DataFrame | None, kappa: float) -> str:
    """How far two independent codings of tone agree."""
    if first is None:
        return "This text has no hand codes."
    if second is None:
        return "This text was coded once; agreement between two codings is not known."
    tones = second.set_index("place")["tone"].reindex(first["place"]).to_numpy()
    same = int((first["tone"].to_numpy() == tones).sum())
    return (
        f"A second coding, made from the rules and the text alone, gives {same} of {counted(len(first), 'sentence')} the same tone "
        f"(kappa {kappa:.2f})."
    )


def sentence_strip(readout: Readout, sentences: pd.DataFrame) -> Exhibit:
    """The text in reading order: a bar a sentence and lexicon, up for good and down for bad words.

    Args:
        readout: The readout; its voices give the colours and the key.
        sentences: From :func:`readout.measures.sentiment.in_order`; ``tone`` is empty without hand codes.
    """
    said = _strip_words(sentences)
    figure = _draw_strip(sentences, readout.voices, said.title, source_line(readout, TONE_SETTINGS))
    return Exhibit(figure, *said, sentences, readout, TONE_SETTINGS)


def _draw_strip(sentences: pd.DataFrame, voices: Sequence[str], title: str, source: str) -> Figure:
    coded = bool((sentences["tone"] != "").any()) and len(sentences) <= _SIGNED
    shown = (["reader"] if coded else []) + [name for name in LEXICONS if name in sentences]
    styles = page.looks(voices)
    with page.house_style():
        figure, axes = page.figure(title, source, width="text", height=(32 + 17 * len(shown)) * page.MM)
        for lane, name in enumerate(shown):
            axes.axhline(lane, color=page.GREY, linewidth=0.5)
            if name == "reader":
                _signs(axes, sentences, lane)
            else:
                _scores(axes, sentences, name, lane, styles)
        present = [who for who in voices if (sentences["speaker"] == who).any()]
        tones = [tone for tone in _SIGNS if coded and (sentences["tone"] == tone).any()]
        signs = [page.mark(_TONE_NAMES[tone], **_sign(tone)) for tone in tones]
        page.key(axes, [*[page.patch(label(who), styles[who]) for who in present], *signs])
        page.paragraph_rules(axes, sentences, len(shown))
        page.lanes(axes, [_with_reach(sentences, name) for name in shown], pad=0.62)
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
        "markerfacecolor": "white" if tone == "NEU" else page.INK,
        "markeredgecolor": page.INK,
        "markeredgewidth": 0.8,
    }


def _scores(
    axes: Axes, sentences: pd.DataFrame, name: str, lane: int, styles: Mapping[str, page.Look]
) -> None:
    most = sentences[name].abs().max() or 1.0
    for who, mine in sentences.groupby("speaker", sort=False):
        look = styles[who]
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


def _strip_words(sentences: pd.DataFrame) -> Wording:
    cited = listed(f"{name} {(sentences[name] > 0).sum()}" for name in LEXICONS if name in sentences)
    low = sentences.loc[sentences["VADER"].idxmin()]
    tones = sentences["tone"].value_counts()
    hand, rows = " No reader has coded this text.", "one"
    if (sentences["tone"] != "").any():
        hand = f" The reader's tone: {listed(f'{tone} {tones[tone]}' for tone in TONES if tone in tones)}."
        rows = (
            "Top row: the reader's tone (+ affirms, × both, ○ informs or exhorts, − opposes or deplores), "
            "then one"
        )
    return Wording(
        f"Sentences scored above zero, of {len(sentences)}: {cited}",
        f"{rows} bar a sentence and lexicon, up for good words and down for bad ones, as wide as the "
        f"sentence; each row has its own scale, printed at its left. VADER's lowest sentence is {low['place']}.{hand} {ACCOUNT}",
        f"Strip of {counted(len(sentences), 'sentence')} in reading order by lexicon. Above zero: {cited}.{hand}",
    )


def coverage(table: pd.DataFrame) -> str:
    """How many sentences each lexicon is silent on, from :func:`readout.measures.sentiment.coverage`."""
    sums = table.groupby("lexicon", sort=False)[["words", "scored", "silent", "sentences"]].sum()
    cited = listed(
        f"{name} {row.scored / row.words:.1%} of the words, {counted(int(row.silent), 'sentence')} without any"
        for name, row in sums.iterrows()
    )
    return f"What the scores rest on: {cited}. On a sentence without a scored word this lexicon cannot tell."


def lengths(table: pd.DataFrame) -> str:
    """Whether longer sentences score higher, from :func:`readout.measures.sentiment.lengths`."""
    rising = [
        f"{name} (rho {row.rho:.2f}, p {probability(row.p)})"
        for name, row in table.dropna().iterrows()
        if row.p < SIGNIFICANT
    ]
    if not rising:
        return "No lexicon's score depends on the length of the sentence (Spearman, 5% level)."
    return (
        f"The score depends on the sentence's length for {listed(rising)}: a long sentence is not a warm one."
    )


def difference_forest(readout: Readout, forks: pd.DataFrame) -> Exhibit:
    """A point a way of scoring, at the difference of two people, with its interval.

    Args:
        readout: The readout; right of zero the first of its people is scored higher.
        forks: From :func:`readout.measures.sentiment.forks`.
    """
    if forks["value"].isna().all():
        reason = "There are no two people whose sentences differ in score"
        return empty(readout, "Forest of differences", reason, forks, TONE_SETTINGS)
    said = _forest_words(forks, readout.speakers)
    figure = _draw_forest(forks, readout.speakers, said.title, source_line(readout, TONE_SETTINGS))
    return Exhibit(figure, *said, forks, readout, TONE_SETTINGS | RESAMPLED)


def _draw_forest(forks: pd.DataFrame, speakers: Sequence[str], title: str, source: str) -> Figure:
    look = page.Look(page.INK, page.INK)
    with page.house_style():
        figure, axes = page.figure(
            title, source, width="text", height=34 * page.MM + paired.LANE * len(forks)
        )
        for lane, row in enumerate(forks.itertuples()):
            paired.interval(axes, row.low, row.high, lane, page.Look(page.GREY, page.GREY))
            if pd.notna(row.value):
                axes.plot(row.value, lane, **page.dot(look, _SHAPES[row.lexicon], hollow=row.masked))
        axes.axvline(0, color=page.GREY, linewidth=0.7)
        shapes = [page.mark(name, **page.dot(look, _SHAPES[name])) for name in forks["lexicon"].unique()]
        page.key(axes, [*shapes, page.mark("names masked", **page.dot(look, "o", hollow=True))])
        paired.ruled_lanes(axes, [f"{row.lexicon}, {row.unit}" for row in forks.itertuples()])
        page.column(axes, 34, "difference", [_difference(x) for x in forks["value"]])
        most = float(forks[["value", "low", "high"]].abs().max(axis=None)) * 1.08 or 1.0
        axes.set_xlim(-most, most)
        first, second = (label(name) for name in speakers[:2])
        axes.set_xlabel(
            f"standard deviations, with 95% bootstrap interval\nleft: {second} higher; right: {first} higher"
        )
    return figure


def _difference(value: float) -> str:
    """A difference with its sign; a dash where there is none."""
    if pd.isna(value):
        return "–"
    text = signed(value, digits=2)
    return "0.00" if text[1:] == "0.00" else text


def _forest_words(forks: pd.DataFrame, speakers: Sequence[str]) -> Wording:
    known, apart = _with_interval(forks)
    span = f"from {signed(forks['value'].min(), digits=2)} to {signed(forks['value'].max(), digits=2)}"
    if not known:
        found = "Too few sentences for an interval;"
    elif not apart:
        found = f"No way of scoring tells {voice(speakers[0])} from {voice(speakers[1])}:"
    else:
        found = f"{apart} of {known} ways of scoring with an interval {agreeing(apart, 'tells', 'tell')} the two apart:"
    return Wording(
        f"{found} {agreeing(len(forks), 'difference', 'differences')} {span}",
        "Difference of mean scores, under every lexicon, unit and masking that was tried, in standard deviations of all units; "
        "intervals: percentile bootstrap over units within each person. All forks are shown and none was chosen: a display of "
        "robustness, not a search. The project's lexicon never counts names, so that masking is no fork for it. "
        f"{ACCOUNT}",
        f"Forest plot of {counted(len(forks), 'difference')} in tone, {span} standard deviations; {apart} of "
        f"{counted(known, 'interval')} {agreeing(apart, 'leaves', 'leave')} out zero.",
    )


def driver_words(readout: Readout, shifts: Mapping[str, pd.DataFrame]) -> Exhibit:
    """A panel a lexicon: the words that pull its difference most, to either side.

    Args:
        readout: The readout; its first two people are compared.
        shifts: From :func:`readout.measures.sentiment.drivers`, by lexicon.
    """
    pulling = {name: table[table["shift"].round(9) != 0] for name, table in shifts.items()}
    pulling = {name: table for name, table in pulling.items() if len(table)}
    if not pulling:
        reason = "There are no two people with scored words to compare"
        return empty(readout, "Word shift", reason, sentiment.stacked(shifts), TONE_SETTINGS)
    said = _driver_words(pulling, readout.speakers)
    figure = _draw_drivers(pulling, readout.speakers, said.title, source_line(readout, TONE_SETTINGS))
    return Exhibit(figure, *said, sentiment.stacked(shifts), readout, TONE_SETTINGS)


def _draw_drivers(
    tables: Mapping[str, pd.DataFrame], speakers: Sequence[str], title: str, source: str
) -> Figure:
    styles, longest = paired.side_looks(speakers[:2]), min(max(map(len, tables.values())), _DRIVERS)
    with page.house_style():
        height = (36 + 5.4 * longest) * page.MM
        figure, panels = page.figure(title, source, width="text", height=height, panels=len(tables))
        for axes, (name, table) in zip(np.atleast_1d(panels), tables.items(), strict=True):
            top = table.head(_DRIVERS)
            for lane, row in enumerate(top.itertuples()):
                page.bars(axes, lane, [0], [row.shift], styles[0 if row.shift > 0 else 1], height=0.62)
            axes.axvline(0, color=page.GREY, linewidth=0.7)
            page.lanes(axes, [f"{row.word} {row.first}:{row.second}" for row in top.itertuples()], pad=0.7)
            axes.set_ylim(longest - 0.3, -0.7)
            axes.set_title(name, fontsize=8.5, loc="left", pad=18)  # room for the key above it
            most = top["shift"].abs().max() * 1.15
            axes.set_xlim(-most, most)
            axes.xaxis.set_major_locator(MaxNLocator(3, symmetric=True))
            axes.tick_params(axis="x", labelsize=7)
        # The key is wider than its panel; the room that the titles' padding keeps is enough for it.
        first = np.atleast_1d(panels)[0]
        page.key(
            first,
            [
                page.patch(f"raises {label(who)}", look)
                for who, look in zip(speakers[:2], styles, strict=True)
            ],
        )
        first.get_legend().set_bbox_to_anchor((0, 1.0))
        first.get_legend().set_in_layout(False)
    return figure


def _driver_words(tables: Mapping[str, pd.DataFrame], speakers: Sequence[str]) -> Wording:
    strongest = {name: table["word"].iloc[0] for name, table in tables.items()}
    cited = listed(f"{quoted(word)} in {name}" for name, word in strongest.items())
    all_different = len(set(strongest.values())) == len(strongest)
    first, second = (voice(name) for name in speakers[:2])
    return Wording(
        f"The word that pulls most is another in each lexicon: {cited}"
        if all_different
        else f"The words that pull most: {cited}",
        f"What each word adds to the difference of the two means (generalised word shift, Gallagher et al. 2021): to the right "
        f"it raises {first}, to the left {second}; behind each word its hits, {first} : {second}. All words of a panel, "
        f"those not drawn included, add up to the difference of the means. {ACCOUNT}",
        f"Bars of the words behind the difference, one panel a lexicon. Strongest: {cited}.",
    )


def validation_matrix(readout: Readout, confusion: pd.DataFrame, validity: pd.DataFrame) -> Exhibit:
    """A panel a lexicon: sentences by the reader's tone (rows) and the lexicon's (columns).

    Args:
        readout: The readout.
        confusion: From :func:`readout.measures.sentiment.confusion`; empty without hand codes.
        validity: From :func:`readout.measures.sentiment.validity`; each kappa stands above its panel.
    """
    if confusion.empty:
        reason = "No reader has coded the tone of this text"
        return empty(readout, "Confusion matrices", reason, confusion, TONE_SETTINGS)
    said = _matrix_words(confusion, validity)
    figure = _draw_matrix(confusion, validity["kappa"], said.title, source_line(readout, TONE_SETTINGS))
    return Exhibit(figure, *said, confusion, readout, TONE_SETTINGS)


def _draw_matrix(table: pd.DataFrame, kappas: Mapping[str, float], title: str, source: str) -> Figure:
    names = list(table["lexicon"].unique())
    most = table["sentences"].max()
    with page.house_style():
        figure, panels = page.figure(title, source, width="text", height=74 * page.MM, panels=len(names))
        for axes, name in zip(np.atleast_1d(panels), names, strict=True):
            _cells(axes, table[table["lexicon"] == name], most)
            axes.set_xticks(range(len(TONES)), TONES, fontsize=7)
            axes.set_yticks(range(len(TONES)), TONES if name == names[0] else [], fontsize=7)
            axes.tick_params(length=0)
            kappa = kappas[name]
            axes.set_title(f"{name}: kappa {kappa:.2f}" if pd.notna(kappa) else name, fontsize=8.5)
            axes.set_xlabel("lexicon's tone")
            if name == names[0]:
                axes.set_ylabel("reader's tone")
    return figure


def _cells(axes: Axes, table: pd.DataFrame, most: int) -> None:
    """The counts of one lexicon, the darker the more, those on which both agree in bold."""
    counts = table.pivot_table(index="hand", columns="found", values="sentences", aggfunc="sum")
    counts = counts.loc[list(TONES), list(TONES)].to_numpy(int)
    axes.imshow(counts, cmap="Greys", vmin=0, vmax=most * 1.15)
    for (row, at), count in np.ndenumerate(counts):
        axes.text(
            at,
            row,
            f"{count}",
            ha="center",
            va="center",
            fontsize=8,
            color="white" if count >= _DARK * most else page.INK,
            weight="bold" if row == at else "normal",
        )


def _matrix_words(confusion: pd.DataFrame, validity: pd.DataFrame) -> Wording:
    cited = listed(f"{name} {row.kappa:.2f}" for name, row in validity.iterrows())
    total = int(confusion["sentences"].sum() / confusion["lexicon"].nunique())
    praised = confusion[(confusion["hand"] == "NEU") & (confusion["found"] == "POS")]
    wrong = praised.set_index("lexicon")["sentences"]
    worst = wrong.idxmax()
    return Wording(
        f"Kappa with the reader: {cited}",
        f"{counted(total, 'sentence')} attributed to people, by the reader's tone and each lexicon's. In bold those on which both "
        f"agree. {worst} gives {counted(int(wrong[worst]), 'neutral sentence')} a good tone. Kappa: Cohen's, three classes, MIX held to be "
        f"neither good nor bad, because VADER and TextBlob cannot give it. {ACCOUNT}",
        f"Confusion matrices of {counted(total, 'sentence')} for {counted(len(validity), 'lexicon')}. Kappa: {cited}.",
    )


def invented(table: pd.DataFrame) -> str:
    """What the invented sentences say of the lexicons, from :func:`readout.measures.sentiment.validity_on_invented`."""
    locked = table.loc["locked"]
    own, vader = locked.loc[LEXICONS[-1], "kappa"], locked.loc["VADER", "kappa"]
    return (
        f"On the {int(locked['sentences'].iloc[0])} locked sentences the project's lexicon reaches a kappa of {own:.2f}, VADER "
        f"{vader:.2f} ({signed(own - vader, digits=2)}). Its {table.loc[('build', LEXICONS[-1]), 'kappa']:.2f} on the sentences "
        "it was built on is what fitting buys, and no evidence."
    )


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 05 contributes to the readout card; columns as :func:`readout.exhibits.share.facts`."""
    rows = []
    if len(readout.speakers) > 1:
        first, second = readout.speakers[:2]
        about = f"tone of {first} against {second}, by lexicons"
        rows.append((about, _times_higher(sentiment.forks(readout), first), "C3", "body"))
    codes = sentiment.hand_tones(readout)
    for speaker in readout.speakers[:2] if codes is not None else ():
        mine = codes[codes["speaker"] == speaker]
        harsh = int(mine["targets"].map(lambda t: any(each.endswith("-") for each in t)).sum())
        about = f"sentences with a harsh word for somebody, given to {speaker}, by hand"
        rows.append((about, f"{harsh} of {len(mine)}", "C2", "body"))
    return pd.DataFrame(rows, columns=["about", "fact", "rung", "where"]).assign(notebook="05")


def _times_higher(forks: pd.DataFrame, first: str) -> str:
    positive, (_, apart) = int((forks["value"] > 0).sum()), _with_interval(forks)
    if not positive and not apart:
        return f"{first} higher in none of {len(forks)} ways of scoring"
    return (
        f"{first} higher in {positive} of {len(forks)} ways of scoring, {apart} of them "
        "with an interval that leaves out 0"
    )
