"""Findings about tone: what lexicons make of two passages, and whether they should be believed."""

from collections.abc import Mapping, Sequence

import pandas as pd

from readout.exhibits.prose import (
    ACCOUNT,
    SIGNIFICANT,
    Wording,
    counted,
    listed,
    probability,
    quoted,
    voice,
)
from readout.exhibits.wording.terms import given_to
from readout.measures.lexicons import LEXICONS, TONES, versions

#: A kappa below this is no basis for a finding, by the common reading of Krippendorff (2004).
USABLE = 0.67
#: How figures of tone count.
TONE_SETTINGS = {
    "units": "sentences as printed",
    "lexicons": "; ".join(f"{name}: {release}" for name, release in versions().items()),
}
_FORKED = "under every lexicon, unit and masking that was tried"


def verdict(forks: pd.DataFrame, speakers: Sequence[str]) -> str:
    """Whether any way of scoring tells two people apart, from :func:`readout.measures.sentiment.forks`."""
    if forks.empty:
        return "With fewer than two people there is no difference in tone to ask for."
    first, second = (voice(name) for name in speakers[:2])
    known = forks.dropna(subset=["low"])
    if known.empty:
        return (
            "One side is given too few sentences for an interval: whether the tones differ, "
            "these lexicons cannot tell."
        )
    higher = int((forks["value"] > 0).sum())
    apart = known[(known["low"] > 0) | (known["high"] < 0)]
    sign = (
        f"the sign is not stable ({given_to(first)} higher in {higher} of {len(forks)} ways of scoring)"
        if 0 < higher < len(forks)
        else f"{given_to(first if higher else second)} is scored higher in all {len(forks)} ways of scoring"
    )
    if apart.empty:
        return f"Every interval holds zero and {sign}: whether the tones differ, these lexicons cannot tell."
    return f"{len(apart)} of {len(known)} intervals leave out zero, and {sign}."


def tone_validity(table: pd.DataFrame) -> str:
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


def invented(table: pd.DataFrame) -> str:
    """What the invented sentences say of the lexicons, from :func:`readout.measures.sentiment.validity_on_invented`."""
    locked = table.loc["locked"]
    own, vader = locked.loc[LEXICONS[-1], "kappa"], locked.loc["VADER", "kappa"]
    gap = f"{own - vader:+.2f}".replace("-", "−")
    return (
        f"On the {int(locked['sentences'].iloc[0])} locked sentences the project's lexicon reaches a kappa of {own:.2f}, VADER "
        f"{vader:.2f} ({gap}). Its {table.loc[('build', LEXICONS[-1]), 'kappa']:.2f} on the sentences it was built on is "
        "what fitting buys, and no evidence."
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
        f"A second coding, made from the rules and the text alone, gives {same} of {len(first)} sentences the same tone "
        f"(kappa {kappa:.2f})."
    )


def tone_coverage(table: pd.DataFrame) -> str:
    """How many sentences each lexicon is silent on, from :func:`readout.measures.sentiment.coverage`."""
    sums = table.groupby("lexicon", sort=False)[["words", "scored", "silent", "sentences"]].sum()
    cited = listed(
        f"{name} {row.scored / row.words:.1%} of the words, {counted(int(row.silent), 'sentence')} without any"
        for name, row in sums.iterrows()
    )
    return f"What the scores rest on: {cited}. On a sentence without a scored word this lexicon cannot tell."


def tone_lengths(table: pd.DataFrame) -> str:
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


def strip(sentences: pd.DataFrame) -> Wording:
    """The words beside the strip, from :func:`readout.measures.sentiment.in_order`."""
    names = [name for name in LEXICONS if name in sentences]
    positive = {name: int((sentences[name] > 0).sum()) for name in names}
    cited = listed(f"{name} {positive[name]}" for name in names)
    coded = (sentences["tone"] != "").any()
    low = sentences.loc[sentences["VADER"].idxmin()]
    tones = sentences["tone"].value_counts()
    hand = (
        " The reader's tone: " + listed(f"{tone} {tones[tone]}" for tone in TONES if tone in tones) + "."
        if coded
        else " No reader has coded this text."
    )
    rows = (
        "Top row: the reader's tone (+ affirms, × both, ○ informs or exhorts, − opposes or deplores), "
        if coded
        else ""
    )
    return Wording(
        f"Sentences scored above zero, of {len(sentences)}: {cited}",
        f"{rows}{'then ' if coded else ''}one bar a sentence and lexicon, up for good words and down for bad ones, as wide as the "
        f"sentence; each row has its own scale, printed at its left. VADER's lowest sentence is {low['place']}.{hand} {ACCOUNT}",
        f"Strip of {counted(len(sentences), 'sentence')} in reading order by lexicon. Above zero: {cited}.{hand}",
    )


def forest(forks: pd.DataFrame, speakers: Sequence[str]) -> Wording:
    """The words beside the forest, from :func:`readout.measures.sentiment.forks`."""
    if forks.empty or forks["value"].isna().all():
        text = "There are no two people whose sentences differ in score"
        return Wording(text, f"{text}. {ACCOUNT}", f"Forest of differences. Empty: {text.lower()}.")
    known = forks.dropna(subset=["low"])
    apart = int(((known["low"] > 0) | (known["high"] < 0)).sum())
    low, high = (f"{x:+.2f}".replace("-", "−") for x in (forks["value"].min(), forks["value"].max()))
    title = (
        f"Too few sentences for an interval; differences from {low} to {high}"
        if known.empty
        else f"No way of scoring tells {voice(speakers[0])} from {voice(speakers[1])}: differences from {low} to {high}"
        if not apart
        else f"{apart} of {len(known)} ways of scoring with an interval tell the two apart: differences from {low} to {high}"
    )
    return Wording(
        title,
        f"Difference of mean scores, {_FORKED}, in standard deviations of all units; intervals: percentile bootstrap over "
        "units within each person. All forks are shown and none was chosen: a display of robustness, not a search. The project's "
        f"lexicon never counts names, so that masking is no fork for it. {ACCOUNT}",
        f"Forest plot of {counted(len(forks), 'difference')} in tone, from {low} to {high} standard deviations; {apart} of "
        f"{counted(len(known), 'interval')} leave out zero.",
    )


def drivers(tables: Mapping[str, pd.DataFrame], speakers: Sequence[str]) -> Wording:
    """The words beside the word shift, from :func:`readout.measures.sentiment.drivers` by lexicon."""
    tables = {name: table for name, table in tables.items() if (table["shift"].round(9) != 0).any()}
    if not tables:
        text = "There are no two people with scored words to compare"
        return Wording(text, f"{text}. {ACCOUNT}", f"Word shift. Empty: {text.lower()}.")
    cited = listed(f"{quoted(table['word'].iloc[0])} in {name}" for name, table in tables.items())
    first, second = (voice(name) for name in speakers[:2])
    return Wording(
        f"The word that pulls most is another in each lexicon: {cited}"
        if len({table["word"].iloc[0] for table in tables.values()}) == len(tables)
        else f"The words that pull most: {cited}",
        f"What each word adds to the difference of the two means (generalised word shift, Gallagher et al. 2021): to the right "
        f"it raises {first}, to the left {second}; behind each word its hits, {first} : {second}. All words of a panel, "
        f"those not drawn included, add up to the difference of the means. {ACCOUNT}",
        f"Bars of the words behind the difference, one panel a lexicon. Strongest: {cited}.",
    )


def matrix(table: pd.DataFrame, validity_: pd.DataFrame) -> Wording:
    """The words beside the confusion matrices, from :func:`readout.measures.sentiment.confusion`."""
    if table.empty:
        text = "No reader has coded the tone of this text"
        return Wording(text, f"{text}. {ACCOUNT}", f"Confusion matrices. Empty: {text.lower()}.")
    cited = listed(f"{name} {row.kappa:.2f}" for name, row in validity_.iterrows())
    total = int(table["sentences"].sum() / table["lexicon"].nunique())
    wrong = table[(table["hand"] == "NEU") & (table["found"] == "POS")].set_index("lexicon")["sentences"]
    worst = wrong.idxmax()
    return Wording(
        f"Kappa with the reader: {cited}",
        f"{counted(total, 'sentence')} attributed to people, by the reader's tone and each lexicon's. In bold those on which both "
        f"agree. {worst} gives {wrong[worst]} neutral sentences a good tone. Kappa: Cohen's, three classes, MIX held to be "
        f"neither good nor bad, because VADER and TextBlob cannot give it. {ACCOUNT}",
        f"Confusion matrices of {counted(total, 'sentence')} for {counted(len(validity_), 'lexicon')}. Kappa: {cited}.",
    )
