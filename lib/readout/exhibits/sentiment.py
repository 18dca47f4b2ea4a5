"""Notebook 05: how harsh a reader finds what each side is given, and whether word lists see it too."""

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
    Wording,
    agreeing,
    by,
    capital,
    closed,
    counted,
    given_to,
    label,
    listed,
    of_hundred,
    probability,
    quoted,
    sentence,
    signed,
    source_line,
    span,
    voice,
)
from readout.measures import sentiment
from readout.measures.lexicons import LEXICONS, TONES, versions
from readout.measures.sentiment import BY_HAND, FEW
from readout.statistics import LEVEL, MIN_UNITS

#: A kappa below this is no basis for a finding, by the common reading of Krippendorff (2004).
USABLE = 0.67
#: Said where a table would need a reader's codes.
NOT_CODED = "No reader has coded the tone of this text."
#: How figures of tone count.
TONE_SETTINGS = {
    "units": "sentences as printed",
    "lexicons": "; ".join(f"{name}: {release}" for name, release in versions().items()),
}
# How a tone coded by hand is drawn: a sign on a level of its own, so that neither carries the tone alone.
_SIGNS = {"POS": ("+", -0.3), "MIX": ("x", -0.1), "NEU": ("o", 0.1), "NEG": ("_", 0.3)}
_TONE_NAMES = {"POS": "affirms", "NEU": "informs or exhorts", "MIX": "both", "NEG": "opposes"}
# Where no other tone stands beside it.
_TONE_TITLES = _TONE_NAMES | {"MIX": "affirms and opposes at once"}
# Five grounds that are no voice's; light to dark they also run from warm to harsh.
_TONE_LOOKS = {
    "POS": page.Look("#A6DBA0", "#A6DBA0"),
    "NEU": page.Look("#EDEDED", "#EDEDED"),
    "MIX": page.Look("#C2A5CF", "#C2A5CF"),
    "NEG": page.Look("#762A83", "#762A83"),
    "uncoded": page.Look("#FFFFFF", "#999999", "////"),
}
# How a difference of means has got its interval.
_INTERVALS = "; intervals: Welch's t, by paragraphs where a person has ten of them, else by sentences"
# More people than these are too many for a sentence.
_NAMED = 2
# A word list that has no word for more than this share of a text says nothing of it.
_SILENT = 0.5
# What a score counts, on an axis.
_UNITS = {"VADER": "compound", "TextBlob": "polarity", "diplomatic": "net hits a word"}
# The longest bar of a lane reaches so far from its middle line, in lanes.
_REACH = 0.44
# Longer texts have no room for a sign a sentence.
_SIGNED = 120
_SHAPES = dict(zip(LEXICONS, ("o", "s", "D"), strict=True))
# Words drawn in a panel.
_DRIVERS = 9
# Counts from this share of the fullest cell on are printed in white.
_DARK = 0.55


def answer(readout: Readout) -> str:
    """The answer of notebook 05: two sentences at most, for any readout."""
    basis, tones = sentiment.best_tones(readout)
    people = _people(sentiment.by_tone(tones, readout.voices), readout.speakers, basis)
    if people["of"].sum() < FEW:
        return _too_few(readout, people, basis)
    if basis == BY_HAND:
        return f"{_by_hand(readout, people)} {_reservation(readout, tones, people)}"
    return _by_list(people)


def _people(counts: pd.DataFrame, speakers: Sequence[str], basis: str) -> pd.DataFrame:
    """The rows of the people, the harshest first; of the other voices in a text that names nobody.

    A column ``of`` is added, what shares are taken of: the coded sentences or, of a word list, all.
    """
    mine = counts[counts["speaker"].isin(speakers)] if len(speakers) else counts
    of = mine["coded"] if basis == BY_HAND else mine["coded"] + mine["uncoded"]
    known = mine.assign(of=of, share=mine["harsh"] / of)[of > 0]
    return known.sort_values("share", ascending=False, kind="stable")


def _too_few(readout: Readout, people: pd.DataFrame, basis: str) -> str:
    number, names = int(people["of"].sum()), readout.speakers
    if basis != BY_HAND and not names and number:
        return closed(
            f"By word list the tone cannot be judged: the text has only {counted(number, 'sentence')}"
        )
    only = f"only {counted(number, 'sentence')}" if number else "no sentence"
    whom = {0: "anybody", 1: " ".join(names)}.get(len(names), "people")
    is_ = agreeing(number or 1, "is", "are")
    if basis == BY_HAND:
        return f"{_coder(readout)}, {only} given to {whom} {is_} coded: too little to tell the tone."
    return closed(f"By word list the tone cannot be judged: {only} {is_} given to {whom}")


def _coder(readout: Readout) -> str:
    """Whose hand codes, at the head of a sentence."""
    return capital(by(readout, "tone", BY_HAND))


def _by_hand(readout: Readout, people: pd.DataFrame) -> str:
    stricter = _stricter(people, sentiment.harsh_ways(readout))
    return closed(f"{_coder(readout)}, {_harsh(people)}{stricter}{_aim(people)}")


def _harsh(people: pd.DataFrame) -> str:
    """How many coded sentences of each person hold a harsh word, as a clause."""
    return _counted_harsh(people, "coded sentence" if people["uncoded"].any() else "sentence")


def _counted_harsh(people: pd.DataFrame, kind: str) -> str:
    total, names = counted(int(people["of"].sum()), kind), [voice(name) for name in people["speaker"]]
    if not people["harsh"].any():
        return f"no harsh word stands in the {total} given to {_whom(names, 'or')}"
    if len(people) > _NAMED:
        return (
            f"harsh words stand in {people['harsh'].sum()} of the {total} given to {len(people)} people"
            f"{_harshest(people)}"
        )
    first, *others = people.itertuples()
    begun = f"harsh words stand in {first.harsh} of {counted(int(first.of), kind)} given to {names[0]}"
    return listed(
        [begun, *(f"in {row.harsh or 'none'} of {row.of:,} given to {voice(row.speaker)}" for row in others)]
    )


def _harshest(people: pd.DataFrame) -> str:
    """Whose sentences hold most of the harsh words of many people; empty where nobody's do."""
    most = people[people["harsh"] == people["harsh"].max()]
    if len(most) > 1:
        return ""
    (row,) = most.itertuples()
    often = "" if row.harsh == people["harsh"].sum() else "most often "
    return f", {often}in those given to {voice(row.speaker)} ({row.harsh} of {row.of:,})"


def _whom(names: Sequence[str], joined: str) -> str:
    return f" {joined} ".join(names) if len(names) <= _NAMED else f"{len(names)} people"


def _stricter(people: pd.DataFrame, ways: pd.DataFrame) -> str:
    """The other end of the range, where harsh words are counted otherwise or by another reader."""
    lowest = ways.groupby("speaker")["harsh"].min().reindex(people["speaker"])
    alike = lowest.to_numpy() == people["harsh"].to_numpy()
    if len(people) > _NAMED or lowest.isna().any() or alike.all():
        return ""
    return f" ({listed(f'{n:.0f}' for n in lowest)} by the strictest count)"


def _aim(people: pd.DataFrame) -> str:
    """Whether the harsh words are for the other side, where it is coded for whom they are."""
    harsh, known, aimed = (int(people[each].sum()) for each in ("harsh", "aimed", "at_the_other"))
    if not harsh or known < harsh or set(people["speaker"]) <= set(page.UNNAMED_LOOKS):
        return ""
    if not aimed:
        return ", never aimed at each other" if len(people) > 1 else ", never aimed at the other side"
    return ", aimed at the other side" if aimed == harsh else f", {aimed} of them aimed at the other side"


def _reservation(readout: Readout, tones: pd.DataFrame, people: pd.DataFrame) -> str:
    """What chance and the word lists leave of a difference between two people."""
    if len(people) == 1:
        return "Nobody else's words are there to compare them with."
    lists = _lists(sentiment.forks(readout))
    moved = sentiment.stretches(tones, readout.speakers)
    if moved.empty:
        return f"On one side that is too little to compare the two, and {lists}."
    if not people["harsh"].any():
        return sentence(lists)
    if not moved.set_index("mark").loc["harsh", "p"] < LEVEL:
        return f"Other stretches of the text differ as much, so this may be chance, and {lists}."
    return f"Hardly another stretch of the text differs as much, but {lists}."


def _lists(forks: pd.DataFrame) -> str:
    known, apart = _with_interval(forks)
    if not known:
        return "word lists have too little text to go by"
    if not apart:
        return "word lists cannot tell the two apart"
    return f"word lists tell the two apart in {apart} of {counted(len(forks), 'way')} of scoring"


def _by_list(people: pd.DataFrame) -> str:
    """The answer where no reader has coded anything: a word list's, with what it is worth."""
    size, known = int(people["of"].sum()), int(people["coded"].sum())
    if known < _SILENT * size:
        whom = _whom([voice(name) for name in people["speaker"]], "and")
        return (
            f"By word list the tone cannot be judged: the list has a word for {known or 'none'} of "
            f"{counted(size, 'sentence')} given to {whom}. Elsewhere it was {_right()}."
        )
    found = closed(f"By word list, {_counted_harsh(people, 'sentence')}")
    return (
        f"{found} Take it as a guess: the list has a word for {known:,} of the {counted(size, 'sentence')}, "
        f"and elsewhere it was {_right()}."
    )


def _right() -> str:
    """How often the best list is right on locked sentences, with the interval."""
    row = sentiment.measured().loc[sentiment.best_list()]
    return f"right on {of_hundred(row.accuracy, row.accuracy_low, row.accuracy_high, 'test sentences')}"


def tones_found(readout: Readout, counts: pd.DataFrame, basis: str) -> str:
    """How many sentences only inform or exhort, and how many are not coded.

    Args:
        readout: The readout.
        counts: From :func:`readout.measures.sentiment.by_tone`.
        basis: From :func:`readout.measures.sentiment.best_tones`.
    """
    people, left = _people(counts, readout.speakers, basis), int(counts["uncoded"].sum())
    total = f"{counts[list(_TONE_LOOKS)].sum(axis=None):,} sentences of the body"
    if basis != BY_HAND:
        return f"The list has no word for {left or 'none'} of the {total}."
    parts = [
        f"{row.NEU or 'none'} of {row.of:,} given to {voice(row.speaker)}" for row in people.itertuples()
    ]
    neutral = closed(f"Sentences that only inform or exhort: {listed(parts)}") if parts else ""
    uncoded = f" Not coded yet: {left:,} of the {total}." if left else ""
    return f"{neutral}{uncoded}".strip()


def stretches(table: pd.DataFrame) -> str:
    """Whether a passage stands out from the rest, from :func:`readout.measures.sentiment.stretches`."""
    if table.empty:
        return "No second person has enough sentences with a tone to put a difference to the test."
    first = table.iloc[0]
    often = [f"in {round(row.p * row.places):,} by its {row.mark} sentences" for row in table.itertuples()]
    end = "it does not stand out" if (table["p"] >= LEVEL).all() else "so large a difference is rare"
    ranks = [f"number {row.rank} by its share of {row.mark} ones" for row in table.itertuples()]
    rank = f" Of {first.paragraphs} paragraphs, paragraph {first.paragraph} is {listed(ranks)}."
    return (
        f"Moved round the text through {first.places:,} places, what is given to {voice(first.speaker)} "
        f"differs as much from the rest {listed(often)}: {end}.{rank if pd.notna(first['rank']) else ''}"
    )


def verdict(forks: pd.DataFrame, speakers: Sequence[str]) -> str:
    """Whether any way of scoring tells two people apart, from :func:`readout.measures.sentiment.forks`."""
    if forks.empty:
        return "With fewer than two people there is no difference in tone to ask for."
    first, second = (voice(name) for name in speakers[:2])
    known, apart = _with_interval(forks)
    if not known:
        return sentence(
            f"{first} or {second} is given too few sentences for an interval: whether the tones differ, "
            "these lexicons cannot tell."
        )
    higher = int((forks["value"] > 0).sum())
    sign = (
        f"{given_to(first)} is scored higher in {higher} of {len(forks)} ways of scoring, lower in the others"
        if 0 < higher < len(forks)
        else f"{given_to(first if higher else second)} is scored higher in all {len(forks)} ways of scoring"
    )
    if not apart:
        return f"Every interval holds zero, and {sign}: whether the tones differ, these lexicons cannot tell."
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
            f"{NOT_CODED} How valid the lexicons are for it is not known: judge them by the locked "
            "sentences, and cite none as a finding."
        )
    size = int(table["sentences"].iloc[0])
    if size < MIN_UNITS:
        return f"Only {counted(size, 'sentence')} of people {agreeing(size, 'is', 'are')} coded: too few to hold a list against."
    cited = listed(f"{name} {row.kappa:.2f}" for name, row in table.iterrows())
    low = [name for name, row in table.iterrows() if not row.kappa >= USABLE]
    end = (
        f"Below {USABLE} no figure should rest on a lexicon; that holds for {listed(low)}"
        if low
        else f"All of them reach {USABLE}"
    )
    return (
        f"Agreement with the reader beyond chance (kappa, three classes): {cited}; always the commonest tone "
        f"would be right in {table['majority'].iloc[0]:.0%}. {end}."
    )


def coders(both: pd.DataFrame, kappa: float) -> str:
    """How far two readers agree.

    Args:
        both: From :func:`readout.measures.sentiment.disagreements`, all sentences.
        kappa: From :func:`readout.measures.sentiment.agreement`.
    """
    if both.empty:
        return "No second reader has coded this text, so how far two readers would agree is not known."
    same = int((both["first reader"] == both["second reader"]).sum())
    return (
        f"A second reader, who had the rules and the text alone, gives {same} of {len(both):,} sentences the "
        f"same tone (kappa {kappa:.2f})."
    )


def intervals(means: pd.DataFrame, differences: pd.DataFrame) -> str:
    """What the intervals rest on and how often they hold, from the measures of the same names."""
    if differences["coverage"].isna().all():
        return "No interval is given for a difference."
    of = means.drop_duplicates("speaker").set_index("speaker")["units"].head(2)
    each = listed(f"{kind} for {voice(name)}" for name, kind in of.items() if kind)
    units = of.iloc[0] if len(set(of)) == 1 else each
    held = span(differences["coverage"].min(), differences["coverage"].max()).removesuffix("%")
    return (
        f"The intervals take {units} to be independent. In simulated texts of this size, those of a "
        f"difference, meant to hold in 95 of 100, hold in {held}."
    )


def reader_tones(readout: Readout, counts: pd.DataFrame, basis: str) -> Exhibit:
    """A bar a voice, cut by tone, with the sentences that hold a harsh word at its right.

    Args:
        readout: The readout.
        counts: From :func:`readout.measures.sentiment.by_tone`.
        basis: From :func:`readout.measures.sentiment.best_tones`.
    """
    if counts.empty:
        return empty(readout, "Bars of tones", "The text has no sentence", counts, TONE_SETTINGS)
    said = _tones_words(readout, counts, basis)
    settings = {"units": "sentences as printed", "tone": by(readout, "tone", basis)}
    figure = _draw_tones(counts, basis, said.title, source_line(readout, settings))
    return Exhibit(figure, *said, counts, readout, settings)


def _draw_tones(counts: pd.DataFrame, basis: str, title: str, source: str) -> Figure:
    names = _TONE_NAMES | {"uncoded": "not coded" if basis == BY_HAND else "no word listed"}
    sizes = counts[list(_TONE_LOOKS)].sum(axis=1)
    with page.house_style():
        height = (30 + 9 * len(counts)) * page.MM
        figure, axes = page.figure(title, source, width="text", height=height)
        for lane, row in enumerate(counts.to_dict("records")):
            left = 0.0
            for tone, look in _TONE_LOOKS.items():
                width = row[tone] / sizes.iloc[lane]
                page.bars(axes, lane, [left], [width], look, height=0.66)
                if width >= 0.03:  # room for two figures
                    _number(axes, left + width / 2, lane, row[tone], tone)
                left += width
        present = [tone for tone in _TONE_LOOKS if counts[tone].any()]
        page.key(axes, [page.patch(names[tone], _TONE_LOOKS[tone]) for tone in present])
        page.lanes(axes, [f"{label(row.speaker)} ({sizes[row.Index]:,})" for row in counts.itertuples()])
        of = counts["coded"] if basis == BY_HAND else sizes
        harsh = [f"{n} of {m:,}" if m else "–" for n, m in zip(counts["harsh"], of, strict=True)]
        page.column(axes, 42, "harsh", harsh)
        axes.set_xlim(0, 1)
        page.percent_axis(axes, "% of the sentences of each voice; in brackets: sentences", upto=1)
    return figure


def _number(axes: Axes, x: float, lane: int, count: int, tone: str) -> None:
    color = "white" if tone == "NEG" else page.INK
    ground = page.PATCH if tone == "uncoded" else None
    axes.text(x, lane, f"{count}", ha="center", va="center", fontsize=7.5, color=color, bbox=ground)


def _tones_words(readout: Readout, counts: pd.DataFrame, basis: str) -> Wording:
    people, whose = _people(counts, readout.speakers, basis), by(readout, "tone", basis)
    found = listed(f"{row.harsh} of {row.of:,} ({voice(row.speaker)})" for row in people.itertuples())
    if len(people) > _NAMED:
        found = f"{people['harsh'].sum()} of {people['of'].sum():,}"
    title = (
        f"Sentences with a harsh word: {found}" if len(people) else "No sentence given to people is coded yet"
    )
    if basis != BY_HAND:
        silent = people["coded"].sum() < _SILENT * people["of"].sum()
        told = "most sentences have no word that it knows" if silent else f"{title[:1].lower()}{title[1:]}"
        title = f"By word list, {told}"
    hatched = "not coded yet" if basis == BY_HAND else "those for which the list has no word"
    cut = "; ".join(
        f"{label(row.speaker)}: {_cuts(row)}" for row in people.head(_NAMED).itertuples() if row.coded
    )
    return Wording(
        title,
        f"Sentences by voice and tone, {whose}. At the right: those with a harsh word for somebody."
        f"{f' Hatched: {hatched}.' if counts['uncoded'].any() else ''} {ACCOUNT}",
        f"Bars of sentences by voice and tone. {cut or 'No sentence of people has one'}. With a harsh word: "
        f"{found}.",
    )


def _cuts(row: tuple) -> str:
    return listed(f"{name} {getattr(row, tone)}" for tone, name in _TONE_NAMES.items() if getattr(row, tone))


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
    hand, rows = f" {NOT_CODED}", "One"
    if (sentences["tone"] != "").any():
        left = f"; {tones['']} not coded" if "" in tones else ""
        hand = f" The reader's tone: {listed(f'{_TONE_NAMES[tone]} {tones[tone]}' for tone in TONES if tone in tones)}{left}."
        rows = (
            "Top row: the reader's tone (+ affirms, × both, ○ informs or exhorts, − opposes or deplores), "
            "then one"
        )
    return Wording(
        f"Sentences scored above zero, of {len(sentences)}: {cited}",
        f"{rows} bar a sentence and lexicon, up for good words and down for bad ones, as wide as the "
        "sentence; each row has its own scale, printed at its left. VADER's lowest sentence is "
        f"{low['place']}.{hand}",
        f"Strip of {counted(len(sentences), 'sentence')} in reading order by lexicon. Above zero: "
        f"{cited}.{hand}",
    )


def coverage(table: pd.DataFrame) -> str:
    """How many sentences each lexicon is silent on, from :func:`readout.measures.sentiment.coverage`."""
    if table.empty:
        return "Nobody is named whose sentences could be scored."
    sums = table.groupby("lexicon", sort=False)[["words", "scored", "silent", "sentences"]].sum()
    cited = listed(
        f"{name} scores {f'{row.scored / row.words:.1%}' if row.scored else 'none'} of the words and is silent on "
        f"{counted(int(row.silent), 'sentence') if row.silent else 'no sentence'}"
        for name, row in sums.iterrows()
    )
    return f"Of {counted(int(sums['sentences'].max()), 'sentence')}, {cited}. A silent list cannot tell, which is not neutral."


def lengths(table: pd.DataFrame) -> str:
    """Whether longer sentences score higher, from :func:`readout.measures.sentiment.lengths`."""
    rising = [
        f"{name} (Spearman's rho {row.rho:.2f}, p {probability(row.p)})"
        for name, row in table.dropna().iterrows()
        if row.p < LEVEL
    ]
    if table["rho"].isna().all():
        return "There are too few sentences to ask whether long ones score higher."
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
    return Exhibit(figure, *said, forks, readout, TONE_SETTINGS)


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
        drawn = "; lines: 95% intervals" if forks["low"].notna().any() else ""
        axes.set_xlabel(f"standard deviations{drawn}\nleft: {second} higher; right: {first} higher")
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
    leaving = f"; {apart} of {counted(known, 'interval')} {agreeing(apart, 'leaves', 'leave')} out zero"
    leaving = leaving if known else ", without intervals"
    return Wording(
        f"{found} {agreeing(len(forks), 'difference', 'differences')} {span}",
        "Difference of mean scores, under every lexicon, unit and masking that was tried, in standard "
        f"deviations of all units{_INTERVALS if known else ''}. All forks are shown and none was chosen: a "
        "display of robustness, not a search. The project's lexicon never counts names, so that masking is "
        f"no fork for it.",
        f"Forest plot of {counted(len(forks), 'difference')} in tone, {span} standard deviations{leaving}.",
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
    styles = dict(zip(speakers[:2], paired.side_looks(speakers[:2]), strict=True))
    styles[""] = page.Look(page.GREY, page.GREY)
    shown = {name: table.head(_DRIVERS) for name, table in tables.items()}
    longest = max(map(len, shown.values()))
    present = [who for who in styles if any((top["more"] == who).any() for top in shown.values())]
    key = [page.patch(f"more to {label(who)}" if who else "to both alike", styles[who]) for who in present]
    rows = -(-len(key) // page.key_columns([str(patch.get_label()) for patch in key]))
    with page.house_style():
        height = (38 + 4 * rows + 5.4 * longest) * page.MM
        figure, panels = page.figure(title, source, width="text", height=height, panels=len(shown))
        panels = np.atleast_1d(panels)
        for axes, (name, top) in zip(panels, shown.items(), strict=True):
            for lane, row in enumerate(top.itertuples()):
                page.bars(axes, lane, [0], [row.shift], styles[row.more], height=0.62)
            axes.axvline(0, color=page.GREY, linewidth=0.7)
            page.lanes(axes, [f"{row.word} {row.first}:{row.second}" for row in top.itertuples()], pad=0.7)
            axes.set_ylim(longest - 0.3, -0.7)
            axes.set_title(name, fontsize=8.5, loc="left", pad=6 + 12 * rows)  # room for the key below it
            most = top["shift"].abs().max() * 1.15
            axes.set_xlim(-most, most)
            axes.xaxis.set_major_locator(MaxNLocator(3, symmetric=True))
            axes.tick_params(axis="x", labelsize=7)
            axes.set_xlabel(f"difference in mean\n{_UNITS[name]}", fontsize=7.5)
        middle = panels[len(panels) // 2]
        middle.set_xlabel(f"{middle.get_xlabel()}\nright: {label(speakers[0])} higher", fontsize=7.5)
        # The key is wider than its panel; the room that the titles' padding keeps is enough for it.
        page.key(panels[0], key)
        panels[0].get_legend().set_bbox_to_anchor((0, 1.0))
        panels[0].get_legend().set_in_layout(False)
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
        "What each word adds to the difference of the two means (generalised word shift, Gallagher et al. "
        f"2021): to the right it raises {first}, to the left {second}; a bad word raises the other side. "
        f"Colour: to whom the word is given more often, by sentence; behind it its hits, {first} : "
        f"{second}. All words of a panel, those not drawn included, add up to the difference.",
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
        return empty(readout, "Confusion matrices", NOT_CODED.removesuffix("."), confusion, TONE_SETTINGS)
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
        f"{counted(total, 'sentence')} attributed to people, by the reader's tone and each lexicon's. In "
        f"bold those on which both agree. {worst} gives {counted(int(wrong[worst]), 'neutral sentence')} a "
        "good tone. Kappa: Cohen's, three classes, MIX held to be neither good nor bad, because VADER and "
        f"TextBlob cannot give it.",
        f"Confusion matrices of {counted(total, 'sentence')} for {counted(len(validity), 'lexicon')}. "
        f"Kappa: {cited}.",
    )


def worst_sentence(sentence_: pd.Series, parts: pd.DataFrame, tones: pd.DataFrame, basis: str) -> str:
    """Which words put a sentence at VADER's lower end, and what a reader makes of it.

    Args:
        sentence_: A row of :func:`readout.measures.sentiment.extremes`.
        parts: From :func:`readout.measures.sentiment.parts`.
        tones: From :func:`readout.measures.sentiment.best_tones`.
        basis: From the same.
    """
    place, value = sentence_["place"], signed(sentence_["VADER"], digits=2)
    scored = parts[(parts["place"] == place) & (parts["value"] != 0)]
    cited = listed(f"{quoted(row.text)} ({row.kind.replace('-', '−')})" for row in scored.itertuples())
    tone = tones.set_index("place").loc[place, "tone"]
    if basis == BY_HAND and tone:
        read = f"The reader's tone for it: {_TONE_TITLES[tone]}."
    else:
        read = "No reader has coded it."
    if scored.empty:
        return f"{place}, {value}: VADER has no word for it. {read}"
    total = f"; their sum of {signed(scored['kind'].astype(float).sum())}" if len(scored) > 1 else ", which"
    return f"{place}. VADER scores {cited}{total} makes {value}. {read}"


def measured(table: pd.DataFrame) -> str:
    """What the locked sentences say of the best lexicon, from :func:`readout.measures.sentiment.measured`."""
    best = sentiment.best_list()
    row, other = table.loc[best], table.loc["VADER"]
    name = "the project's lexicon" if best == LEXICONS[-1] else best
    return (
        f"On {row.sentences:.0f} locked sentences {name} is right in {row.accuracy * 100:.0f} of 100 "
        f"({row.accuracy_low * 100:.0f} to {row.accuracy_high * 100:.0f}), with a kappa of {row.kappa:.2f} "
        f"[{row.kappa_low:.2f}, {row.kappa_high:.2f}] against VADER's {other.kappa:.2f}: a difference of "
        f"{row.gain:.2f} [{row.gain_low:.2f}, {row.gain_high:.2f}]."
    )


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 05 contributes to the readout card; columns as :func:`readout.exhibits.share.facts`."""
    basis, tones = sentiment.best_tones(readout)
    people = _people(sentiment.by_tone(tones, readout.voices), readout.speakers, basis)
    rows = []
    if people["of"].sum() >= FEW:
        rows = _facts_by_hand(readout, tones, people) if basis == BY_HAND else _facts_by_list(people)
    forks = sentiment.forks(readout)
    if _with_interval(forks)[0]:
        first, second = readout.speakers[:2]
        rows.append(
            (f"tone of {first} against {second}, by word lists", _times_higher(forks, first), "C3", "body", 3)
        )
    columns = ["about", "fact", "rung", "where", "importance"]
    return pd.DataFrame(rows, columns=columns).assign(notebook="05")


#: A row of :func:`facts`, without its notebook.
_Fact = tuple[str, str, str, str, int]


def _facts_by_hand(readout: Readout, tones: pd.DataFrame, people: pd.DataFrame) -> list[_Fact]:
    whose = by(readout, "tone", BY_HAND)
    places = tones.loc[tones["harsh"] & tones["speaker"].isin(people["speaker"]), "place"]
    neutral = [f"{row.NEU} of {row.of:,} given to {voice(row.speaker)}" for row in people.itertuples()]
    return [
        (f"harsh words, {whose}", f"{_shares(people)}{_aim(people)}", "C2", ", ".join(places) or "body", 2),
        (f"sentences that only inform or exhort, {whose}", listed(neutral), "C2", "body", 2),
    ]


def _facts_by_list(people: pd.DataFrame) -> list[_Fact]:
    size, known = int(people["of"].sum()), int(people["coded"].sum())
    if known < _SILENT * size:
        return []
    told = f"{_shares(people)}; the list has a word for {known:,} of {size:,} and was {_right()}"
    return [("harsh words, by word list", told, "C2", "body", 3)]


def _shares(people: pd.DataFrame) -> str:
    """How many sentences of each person hold a harsh word, without a verb."""
    if len(people) > _NAMED:
        return f"in {people['harsh'].sum()} of {people['of'].sum():,} sentences given to {len(people)} people"
    rows = [
        f"in {row.harsh or 'none'} of {row.of:,} given to {voice(row.speaker)}" for row in people.itertuples()
    ]
    return listed([rows[0].replace(" given", " sentences given", 1), *rows[1:]])


def _times_higher(forks: pd.DataFrame, first: str) -> str:
    positive, (known, apart) = int((forks["value"] > 0).sum()), _with_interval(forks)
    return (
        f"{first} scored higher in {positive or 'none'} of {len(forks)} ways of scoring; {apart or 'none'} "
        f"of {counted(known, 'interval')} {agreeing(apart or 1, 'leaves', 'leave')} out zero"
    )
