"""Findings in words: titles, captions and alternative texts, computed from the same tables as the charts.

No sentence here is true of one document only. "Given", "attributed to" and "reported" are used on
purpose: a readout is one side's account, so nothing here says that somebody *said* something.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from readout import words
from readout.document import JOINT, NARRATOR, UNNAMED, Readout
from readout.share import OURS
from readout.statistics import MIN_UNITS, Difference

#: How every figure of notebook 01 counts.
SETTINGS = {"words": f"rule {words.REFERENCE}", "frames": "counted"}

_SIGNIFICANT = 0.05


@dataclass(frozen=True)
class Wording:
    """What a figure says in words: ``title`` (the finding), ``caption``, ``alt`` (for who can't see it)."""

    title: str
    caption: str
    alt: str


def source(readout: Readout, settings: Mapping[str, str] = SETTINGS) -> str:
    """The source line of a figure: the document, then how it was counted."""
    listing = "; ".join(f"{key}: {value}" for key, value in settings.items())
    return f"Source: {readout.reference}. {listing[:1].upper()}{listing[1:]}."


def voice(name: str) -> str:
    """A voice inside a sentence.

    Example:
        >>> voice("joint"), voice("Xi Jinping")
        ('both sides together', 'Xi Jinping')
    """
    return {JOINT: "both sides together", NARRATOR: "the narrator"}.get(name, name)


def listed(items: Iterable[str]) -> str:
    """Items as a sentence lists them.

    Example:
        >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
        ('a, b and c', 'a', 'none')
    """
    *head, last = list(items) or ["none"]
    return f"{', '.join(head)} and {last}" if head else last


def counted(number: int, noun: str) -> str:
    """A number with its noun in the right form.

    Example:
        >>> counted(1, "word"), counted(2118, "word")
        ('1 word', '2,118 words')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _signed(value: float) -> str:
    """A difference with its sign, as print sets it."""
    return f"{value:+.1f}".replace("-", "−")


def percent(fraction: float) -> str:
    """A fraction as a percentage with one decimal.

    Example:
        >>> percent(0.7644)
        '76.4%'
    """
    return f"{fraction:.1%}"


def shares(table: pd.DataFrame) -> str:
    """Who is given how much, from :func:`readout.share.by_voice`."""
    given = [f"{voice(n)} {percent(r.share)} ({int(r.words):,})" for n, r in _present(table)]
    return f"Of the body's {counted(table['words'].sum(), 'word')} the readout gives {listed(given)}."


def _present(table: pd.DataFrame) -> list[tuple[str, pd.Series]]:
    return [(name, row) for name, row in table.iterrows() if row["words"]]


def ribbon(sentences: pd.DataFrame, shares_: pd.DataFrame) -> Wording:
    """The words beside the reading-order ribbon."""
    return Wording(
        _lead(shares_),
        f"The {counted(len(sentences), 'sentence')} of the body in reading order, each as wide as its "
        f"words and in the lane of the voice it is attributed to. {openings(sentences)} Space on the page, "
        "not speaking time.",
        "Strip of the text in reading order, a lane for each voice. "
        + _sentence(_stretches(sentences, shares_)),
    )


_MOST_NAMED = 3


def _lead(shares_: pd.DataFrame) -> str:
    """Who is given how much in how many paragraphs; at most three are named, so that a title stays one."""
    people = [(n, r) for n, r in _present(shares_) if n not in UNNAMED]
    if not people:
        return "No person is given words of their own"
    (name, row), *rest = people[:_MOST_NAMED]
    first = (
        f"{name} is given {percent(row.share)} of the words in {counted(int(row.paragraphs), 'paragraph')}"
    )
    return "; ".join([first, *(f"{n} {percent(r.share)} in {int(r.paragraphs):,}" for n, r in rest)])


def _stretches(sentences: pd.DataFrame, shares_: pd.DataFrame) -> str:
    """Where the largest voices stand; the others by their number of sentences."""
    total = sentences["words"].sum()
    texts = []
    for name, row in _present(shares_):
        mine = sentences[sentences["speaker"] == name]
        begin, end = mine["first_word"].iloc[0], mine["first_word"].iloc[-1] + mine["words"].iloc[-1]
        size = counted(int(row.sentences), "sentence")
        long = name not in UNNAMED and len(texts) < _MOST_NAMED
        texts.append(
            f"{voice(name)} {size}" + long * f" from {begin / total:.0%} to {end / total:.0%} of the way"
        )
    return listed(texts)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def openings(sentences: pd.DataFrame) -> str:
    """How many of the sentences given to people carry a reporting clause of their own."""
    people = sentences[~sentences["speaker"].isin(UNNAMED)]
    if people.empty:
        return "No sentence is attributed to a person."
    framed = int(people["framed"].sum())
    rest = len(people) - framed
    return (
        f"Of the {counted(len(people), 'sentence')} attributed to people, {framed} open with a reporting "
        f"clause; the other {rest} ({rest / len(people):.0%}) are attributed by their place in the text."
    )


def positions(sentences: pd.DataFrame) -> str:
    """Where each person is first reported."""
    total = sentences["words"].sum()
    people = sentences[~sentences["speaker"].isin(UNNAMED)].groupby("speaker", sort=False).first()
    if people.empty:
        return "No person is reported."
    places = [
        f"{name} after {percent(row.first_word / total)} of the body ({row.place})"
        for name, row in people.iterrows()
    ]
    return f"First reported: {listed(places)}."


def share_range(table: pd.DataFrame, rules: int) -> Wording:
    """The words beside the bars with ranges; ``table`` has ``share``, ``lowest`` and ``highest``."""
    ranges = [
        f"{voice(name)} {percent(row.share)} ({row.lowest * 100:.1f} to {row.highest * 100:.1f})"
        for name, row in _present(table)
    ]
    first, row = _present(table)[0]
    between = f"{row.lowest:.0%} to {row.highest:.0%}"
    return Wording(
        f"Under any of {rules} counting rules {voice(first)} is given {between} of the body",
        f"Share of the body by voice, words by rule {words.REFERENCE}; in brackets its range over {rules} "
        "counting rules (sentences, characters and six ways to count words, frames in and out): "
        f"{listed(ranges)}. Not speaking time.",
        f"Bar chart of the share of the body by voice, 0 to 100%, with ranges: {listed(ranges)}.",
    )


def two_way(table: pd.DataFrame) -> str:
    """The range of the largest share among people only; ``table`` from :func:`readout.share.spread`."""
    people = table.dropna(subset=["lowest_among_speakers"])
    if len(people) < 2:  # noqa: PLR2004 - a share of one is always 100 %
        return "With fewer than two people there is no share among people to compare."
    name, row = next(people.iterrows())
    return (
        f"Of what is attributed to people only, {name} is given {percent(row['lowest_among_speakers'])} to "
        f"{percent(row['highest_among_speakers'])}, depending on the rule."
    )


def simple_rules(table: pd.DataFrame, sentences: int) -> Wording:
    """The words beside the comparison with simple rules, from :func:`readout.share.attribution_rules`."""
    others = table.drop(index=OURS)
    worst, best = others["sentences_moved"].idxmax(), others["sentences_moved"].idxmin()
    moved = {
        rule: f"{counted(int(row.sentences_moved), 'sentence')} ({counted(int(row.words_moved), 'word')})"
        for rule, row in others.iterrows()
    }
    most = int(others.loc[worst, "sentences_moved"])
    moves = listed(f"“{rule}” moves {text}" for rule, text in moved.items())
    return Wording(
        f'The rule "{worst}" moves {most:,} of {counted(sentences, "sentence")} to another voice',
        f"Shares of the body's words under {len(others)} simple attribution rules and under this library's. "
        f"Against the library, {moves}. “Moved” is “wrong” only where the library is right: check the text.",
        f"Stacked bars of the share of words by speaker under {len(table)} attribution rules. Most moved by "
        f"“{worst}”, {moved[worst]}; least by “{best}”, {moved[best]}.",
    )


def sentence_length(table: pd.DataFrame, gap: Difference | None) -> Wording:
    """The words beside the dots of sentence length, from :func:`readout.share.sentence_lengths`."""
    middle = [f"{voice(n)} {r['median']:g} (n = {r['sentences']:.0f})" for n, r in table.iterrows()]
    if gap is None or np.isnan(gap.p):
        title = "Too few sentences to compare their length between two people"
    elif gap.p < _SIGNIFICANT:
        title = f"Sentences differ in length by {abs(gap.value):.1f} words on average"
    else:
        title = f"No difference in sentence length can be shown between {listed(_people(table)[:2])}"
    return Wording(
        title,
        f"Length of every body sentence in words, a dot each; median by voice: {listed(middle)}. "
        + length_gap(table, gap),
        f"Dot plot of sentence length by voice, 0 to {table['longest'].max():.0f} words. "
        f"Medians: {listed(middle)}.",
    )


def length_gap(table: pd.DataFrame, gap: Difference | None) -> str:
    """The difference between the two largest voices, with what it can't bear."""
    if gap is None:
        return "There are no two people to compare."
    first, second = _people(table)[:2]
    start = f"Mean length, {first} minus {second}: {_signed(gap.value)} words"
    if np.isnan(gap.p):
        return f"{start}; no interval, because one of them has fewer than {MIN_UNITS} sentences."
    return (
        f"{start} (95% bootstrap over sentences {_signed(gap.low)} to {_signed(gap.high)}, permutation "
        f"p = {gap.p:.2f}). Sentences of one paragraph are not independent, so the interval is too narrow."
    )


def _people(table: pd.DataFrame) -> list[str]:
    """The people among the voices of a table, in its order."""
    return [name for name in table.index if name not in UNNAMED]
