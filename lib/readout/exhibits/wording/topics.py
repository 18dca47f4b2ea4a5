"""Findings about topics: what each side is given, how far to trust it, and why not a topic model."""

from collections.abc import Mapping, Sequence

import pandas as pd

from readout.exhibits.prose import ACCOUNT, Wording, counted, listed, percent, quoted
from readout.exhibits.wording.terms import INTERVAL, given_to
from readout.measures.codebook import UNCODED

_BASES = {
    "hand codes": "coded by the project's authors by reading, sentence by sentence, by the codebook",
    "dictionary": "coded by the codebook's word list, without a reader",
}
_NAMED = 3


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
    if len(pairs) < 2:  # noqa: PLR2004 - one side needs another
        return "With fewer than two people no topic is one-sided."
    texts = [
        f"only {name}: {listed(quoted(titles[code]) for code in codes)}" for name, codes in pairs.items()
    ]
    return f"Topics that one side is given and the other is not: {'; '.join(texts)}."


def heat(table: pd.DataFrame, basis: str) -> Wording:
    """The words beside the heat map, from :func:`readout.measures.topics.weights` by paragraph."""
    if table.empty:
        text = "There is no sentence to code"
        return Wording(text, f"{text}. {ACCOUNT}", f"Heat map of topics. Empty: {text.lower()}.")
    main = table.idxmax(axis=1)
    single = int((table.max(axis=1) >= 0.5).sum())  # noqa: PLR2004 - more than half
    spread = table.gt(0).sum(axis=1)
    widest = spread.idxmax()
    changes = int((main != main.shift()).sum()) - 1  # the first paragraph is none
    return Wording(
        f"{single} of {counted(len(table), 'paragraph')} give half their words or more to one topic; paragraph {widest} "
        f"touches {spread[widest]}",
        f"Share of each paragraph's words by topic, {_BASES[basis]}; a sentence's words are divided among its topics "
        "(fractional weighting). Darker is more; shares of a tenth and more are printed. At the left, paragraph and voice. Read down, it shows the order "
        f"of topics: the main one changes {counted(changes, 'time')} from paragraph to paragraph. {ACCOUNT}",
        f"Heat map of {counted(len(table.columns), 'topic')} over {counted(len(table), 'paragraph')} in reading order. "
        f"{single} give half or more to one topic; paragraph {widest} touches {spread[widest]}.",
    )


def weights(table: pd.DataFrame, basis: str) -> Wording:
    """The words beside the paired weights, from :func:`readout.measures.topics.speaker_weights`."""
    if table.empty:
        text = "No person is given words of their own"
        return Wording(
            text, f"{text}, so nothing is drawn. {ACCOUNT}", f"Paired topic weights. Empty: {text.lower()}."
        )
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
    pairs = {code: mine for code, mine in known if len(mine) == 2}  # noqa: PLR2004 - both sides
    return list(pairs), [code for code, mine in pairs.items() if mine["low"].max() > mine["high"].min()]


def _overlapping(table: pd.DataFrame) -> str:
    pairs, apart = _compared(table)
    if not pairs:
        return "No group has intervals on both sides."
    clear = f"those of {listed(apart)} do not overlap" if apart else "no two of them are apart"
    return f"Of the {counted(len(pairs), 'group')} with intervals on both sides, {clear}."


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


def methods(table: pd.DataFrame, validity: pd.DataFrame) -> Wording:
    """The words beside the comparison of methods, from :func:`readout.measures.topics.methods`."""
    if table.empty:
        text = "The text is too short for any method to be tried"
        return Wording(text, f"{text}. {ACCOUNT}", f"Agreement of methods. Empty: {text.lower()}.")
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


def _between(values: pd.Series) -> str:
    low, high = f"{values.min():.2f}", f"{values.max():.2f}"
    return low if low == high else f"{low} to {high}"


def starts(table: pd.DataFrame) -> Wording:
    """The words beside the strokes, from :func:`readout.measures.topics.models`."""
    if table.empty:
        text = "The text is too short for a topic model"
        return Wording(text, f"{text}. {ACCOUNT}", f"Agreement of starts. Empty: {text.lower()}.")
    means = table.groupby(["unit", "model", "topics"], sort=False)["ari"].mean()
    lda = means[means.index.get_level_values("model") == "LDA"]
    cited = listed(
        f"{model} {_between(means.xs((unit, model)))} by {unit}"
        for unit, model in dict.fromkeys(zip(table["unit"], table["model"], strict=True))
    )
    title = (
        "Another start, another answer: two runs of LDA agree at "
        f"{lda.min():.2f} to {lda.max():.2f}, where 0 is chance"
        if lda.max() < 0.5  # noqa: PLR2004 - half way to the same answer
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
