"""Topic weighting: how much of each passage goes to what, by hand codes, a dictionary, and models.

A *coding* is the table that all weights are taken from, one row a sentence and topic. Hand codes and
dictionary give the same table, so that one can be held against the other.
"""

import itertools
import warnings
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from nltk.metrics import masi_distance
from nltk.metrics.agreement import AnnotationTask
from sklearn import metrics
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.model_selection import LeaveOneOut, cross_val_predict
from sklearn.naive_bayes import ComplementNB

from readout import statistics
from readout.document import Readout
from readout.measures import terms
from readout.measures.codebook import UNCODED, Codebook, hand_codes
from readout.statistics import MIN_UNITS, SEED
from readout.text.phrases import Phrases
from readout.text.tokens import stretches

#: How a sentence's words are counted for its topics.
WEIGHTINGS = ("fractional", "primary", "presence")
#: Numbers of topics tried with every model, and how many starts of the random generator.
SIZES = (6, 8, 12)
STARTS = 20
# Terms of fewer sentences than this say nothing about which sentences belong together.
_MIN_SENTENCES = 2
_CODING = ["sentence", "place", "paragraph", "speaker", "words", "code", "rank", "fraction"]


def by_hand(readout: Readout, codes: pd.DataFrame, *, clauses: bool = False) -> pd.DataFrame:
    """The coding that hand codes give.

    Args:
        readout: The readout.
        codes: From :func:`readout.measures.codebook.hand_codes`.
        clauses: Whether a sentence that was coded by clause takes its weights from its clauses.

    Returns:
        One row a sentence and topic, in document order, main topic first. Columns ``sentence``,
        ``place``, ``paragraph``, ``speaker``, ``words`` (of the sentence, rule A), ``code``, ``rank``
        (1 is the main topic) and ``fraction`` (of the sentence's words; sums to 1).
    """
    given = {
        row.sentence: [(code, 1 / len(row.topics)) for code in row.topics]
        for row in codes[codes["clause"] == ""].itertuples()
    }
    if clauses:
        parts = codes[codes["clause"] != ""]
        given |= {sentence: _of_clauses(rows) for sentence, rows in parts.groupby("sentence")}
    return _coding(readout, given)


def _of_clauses(rows: pd.DataFrame) -> list[tuple[str, float]]:
    sizes = rows["text"].map(lambda text: len(text.split()))
    found: dict[str, float] = {}
    for topics, size in zip(rows["topics"], sizes, strict=True):
        for code in topics:
            found[code] = found.get(code, 0) + size / sizes.sum() / len(topics)
    return sorted(found.items(), key=lambda item: -item[1])


def _coding(readout: Readout, given: Mapping[int, Sequence[tuple[str, float]]]) -> pd.DataFrame:
    body = readout.body
    lengths = readout.tokens.groupby("sentence").size()
    rows = [
        (
            s.sentence,
            readout.places[s.sentence],
            s.paragraph,
            s.speaker,
            lengths.get(s.sentence, 0),
            code,
            rank,
            part,
        )
        for s in body.itertuples()
        for rank, (code, part) in enumerate(given.get(s.sentence) or [(UNCODED, 1.0)], start=1)
    ]
    return pd.DataFrame(rows, columns=_CODING)


def best_coding(readout: Readout, book: Codebook) -> tuple[str, pd.DataFrame]:
    """The coding to rest weights on: by hand where the readout has a sheet in ``seeds/``, else by dictionary.

    Returns:
        What it is (``"hand codes"`` or ``"dictionary"``) and the coding.
    """
    codes = hand_codes(readout, book)
    if codes is not None:
        return "hand codes", by_hand(readout, codes)
    return "dictionary", by_dictionary(readout, book, carried=True)


def listing(readout: Readout, coding: pd.DataFrame) -> pd.DataFrame:
    """A coding as a reader checks it: one row a sentence, with its topics and its text.

    Returns:
        Columns ``place``, ``speaker``, ``topics`` (main one first), ``text``.
    """
    codes = coding.groupby("sentence")["code"].agg(" ".join)
    body = readout.body
    return pd.DataFrame(
        {
            "place": readout.places.reindex(body["sentence"]).to_numpy(),
            "speaker": body["speaker"],
            "topics": codes.reindex(body["sentence"]).to_numpy(),
            "text": body["text"],
        }
    )


# --- dictionary -----------------------------------------------------------------------------------


def hits(readout: Readout, book: Codebook) -> pd.DataFrame:
    """Every seed of the codebook that the body holds, so that each code can be traced to its words.

    Seeds never cross punctuation. Where they overlap the longest wins, and no word is a hit twice. A
    seed of one word is also found as a part of a hyphenated one.

    Returns:
        One row a hit in document order. Columns ``sentence``, ``place``, ``speaker``, ``code``, ``seed``,
        ``text`` (as printed), ``words``.
    """
    body = readout.tokens[readout.tokens["body"]].reset_index(drop=True)
    owner = {seed: code for code, seeds in book.seeds.items() for seed in seeds}
    runs = stretches(readout.text, body).tolist()
    rows = []
    for at, size, seed in Phrases(owner, parts=True).find(body["term"].tolist(), runs):
        first, last = body.iloc[at], body.iloc[at + size - 1]
        text = " ".join(readout.text[first["start"] : last["end"]].split())
        place = readout.places[first["sentence"]]
        rows.append((first["sentence"], place, first["speaker"], owner[seed], seed, text, size))
    return pd.DataFrame(rows, columns=["sentence", "place", "speaker", "code", "seed", "text", "words"])


def words_of_codes(found: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """The words behind each code, from :func:`hits`.

    Returns:
        One row a code of the codebook, in its order. Columns ``code``, ``hits``, ``sentences``, ``words``
        (as printed, in small letters, most frequent first, with their hits; ties by the alphabet).
    """
    rows = []
    for code in book.codes:
        mine = found[found["code"] == code]
        counts = terms.ordered(mine["text"].str.lower().value_counts())
        listed = ", ".join(f"{text} {n}" for text, n in counts.items())
        rows.append((code, len(mine), mine["sentence"].nunique(), listed))
    return pd.DataFrame(rows, columns=["code", "hits", "sentences", "words"])


def by_dictionary(readout: Readout, book: Codebook, *, carried: bool = False) -> pd.DataFrame:
    """The coding that the codebook's seeds give; columns as :func:`by_hand`.

    A sentence has every topic with a hit; the one with most hits is its main topic, ties by the
    earlier hit. All its topics weigh the same, as with hand codes.

    Args:
        readout: The readout.
        book: The codebook.
        carried: Whether a sentence without a hit takes the topics of the one before it, if that
            stands in the same paragraph and is given to the same voice; else it is ``uncoded``.
    """
    given: dict[int, list[tuple[str, float]]] = {}
    for sentence, rows in hits(readout, book).groupby("sentence"):
        counts = rows["code"].value_counts(sort=False)  # in order of the first hit
        ordered = counts.sort_values(ascending=False, kind="stable").index
        given[sentence] = [(code, 1 / len(ordered)) for code in ordered]
    if carried:
        for before, after in itertools.pairwise(readout.body.itertuples()):
            together = (before.paragraph, before.speaker) == (after.paragraph, after.speaker)
            if after.sentence not in given and before.sentence in given and together:
                given[after.sentence] = given[before.sentence]
    return _coding(readout, given)


# --- weights --------------------------------------------------------------------------------------


def weights(
    coding: pd.DataFrame, codes: Sequence[str], *, how: str = "fractional", by: str = "speaker"
) -> pd.DataFrame:
    """How much each topic weighs in what each voice is given, or in each paragraph.

    ``fractional`` divides a sentence's words among its topics; ``primary`` gives them all to the
    main one; ``presence`` is the share of the sentences that have the topic, and adds up to more
    than 1.

    Args:
        coding: From :func:`by_hand` or :func:`by_dictionary`.
        codes: The codes in order; ``uncoded`` is added at the end.
        how: One of :data:`WEIGHTINGS`.
        by: ``"speaker"`` or ``"paragraph"``.

    Returns:
        Index ``by`` in order of first appearance, a column a code: fractions.

    Raises:
        ValueError: If there is no such weighting.
    """
    amounts = _amounts(coding, how)
    table = amounts.pivot_table(
        index=by, columns="code", values="amount", aggfunc="sum", sort=False, fill_value=0.0
    )
    sentences = coding.drop_duplicates("sentence")
    whole = sentences.groupby(by)["words"].sum() if how != "presence" else sentences.groupby(by).size()
    ordered = table.reindex(columns=[*codes, UNCODED], fill_value=0.0).reindex(
        sentences[by].unique(), fill_value=0.0
    )
    return ordered.div(whole.reindex(ordered.index), axis=0).rename_axis(columns=None)


def _amounts(coding: pd.DataFrame, how: str) -> pd.DataFrame:
    if how not in WEIGHTINGS:
        raise ValueError(f"how must be one of {', '.join(WEIGHTINGS)}, got {how!r}")
    if how == "primary":
        coding = coding[coding["rank"] == 1]
        return coding.assign(amount=coding["words"].astype(float))
    return coding.assign(amount=coding["words"] * coding["fraction"] if how == "fractional" else 1.0)


def all_weights(readout: Readout, book: Codebook, coding: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """:func:`weights` by every weighting; ``by clause`` as well, where clauses were coded by hand."""
    tables = {how: weights(coding, book.codes, how=how) for how in WEIGHTINGS}
    codes = hand_codes(readout, book)
    if codes is not None and (codes["clause"] != "").any():
        tables["by clause"] = weights(by_hand(readout, codes, clauses=True), book.codes)
    return tables


def side_by_side(tables: Mapping[str, pd.DataFrame], book: Codebook, speakers: Sequence[str]) -> pd.DataFrame:
    """Several weightings of several people in one table.

    Args:
        tables: From :func:`weights`, by their names.
        book: The codebook.
        speakers: The people.

    Returns:
        One row a topic that somebody is given, in the codebook's order, then ``uncoded``. Column
        ``topic``, then one a person and weighting: fractions.
    """
    columns = {
        f"{speaker}, {how}": table.loc[speaker]
        for speaker in speakers
        for how, table in tables.items()
        if speaker in table.index
    }
    found = pd.DataFrame(columns, index=[*book.codes, UNCODED], dtype=float)
    found = found[(found > 0).any(axis=1)]
    found.insert(0, "topic", [book.titles.get(code, code) for code in found.index])
    return found.reset_index(drop=True)


def grouped(coding: pd.DataFrame, groups: Mapping[str, str]) -> pd.DataFrame:
    """A coding by reporting groups instead of codes; topics of one group become one."""
    table = coding.assign(code=coding["code"].map({**groups, UNCODED: UNCODED}))
    keys = [name for name in _CODING if name not in ("rank", "fraction")]
    table = (
        table.groupby(keys, sort=False).agg(rank=("rank", "min"), fraction=("fraction", "sum")).reset_index()
    )
    return table[_CODING].sort_values(["sentence", "rank"], kind="stable", ignore_index=True)


def speaker_weights(coding: pd.DataFrame, codes: Sequence[str], speakers: Sequence[str]) -> pd.DataFrame:
    """Fractional weights of two people with intervals from resampling each one's sentences.

    Returns:
        One row a topic and person, topics by their larger weight. Columns ``code``, ``speaker``,
        ``weight``, ``low``, ``high`` (percentile bootstrap, missing below
        :data:`readout.statistics.MIN_UNITS` sentences or where the topic is absent), ``sentences`` (that
        have the topic), ``of`` (the person's), ``other_weightings_low`` and ``other_weightings_high``
        (range over ``fractional`` and ``primary``).
    """
    rows = []
    for speaker in speakers[:2]:
        mine = coding[coding["speaker"] == speaker]
        by = {how: weights(mine, codes, how=how).loc[speaker] for how in ("fractional", "primary")}
        low, high = _weight_limits(mine, [*codes, UNCODED])
        for position, code in enumerate([*codes, UNCODED]):
            having = mine.loc[mine["code"] == code, "sentence"].nunique()
            both = [weight[code] for weight in by.values()]
            rows.append(
                {
                    "code": code,
                    "speaker": speaker,
                    "weight": by["fractional"][code],
                    "low": low[position] if having else np.nan,
                    "high": high[position] if having else np.nan,
                    "sentences": having,
                    "of": mine["sentence"].nunique(),
                    "other_weightings_low": min(both),
                    "other_weightings_high": max(both),
                }
            )
    table = pd.DataFrame(rows)
    if table.empty:
        return table
    largest = table.groupby("code")["weight"].max()
    present = table[table["code"].map(largest) > 0]
    return present.sort_values("code", key=lambda c: -c.map(largest), kind="stable", ignore_index=True)


def _weight_limits(mine: pd.DataFrame, codes: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    amounts = _amounts(mine, "fractional")
    table = amounts.pivot_table(
        index="sentence", columns="code", values="amount", aggfunc="sum", fill_value=0.0
    )
    table = table.reindex(columns=list(codes), fill_value=0.0)
    if len(table) < MIN_UNITS:
        missing = np.full(len(codes), np.nan)
        return missing, missing
    length = mine.drop_duplicates("sentence").set_index("sentence")["words"].reindex(table.index)
    sums = statistics.resampled_sums(np.column_stack([table.to_numpy(), length.to_numpy(dtype=float)]))
    return statistics.limits(sums[:, :-1] / sums[:, -1:])


def paragraph_voices(coding: pd.DataFrame) -> dict[int, list[str]]:
    """The voices of each paragraph, most words first."""
    sizes = coding.drop_duplicates("sentence").groupby(["paragraph", "speaker"], sort=False)["words"].sum()
    ordered = sizes.reset_index().sort_values(["paragraph", "words"], ascending=[True, False], kind="stable")
    return ordered.groupby("paragraph")["speaker"].agg(list).to_dict()


def by_paragraph(coding: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Fractional weights by paragraph, as a map draws them: ``uncoded`` only where something is."""
    table = weights(coding, codes, by="paragraph")
    return table if table[UNCODED].any() else table.drop(columns=UNCODED)


# --- what a paragraph is about, by its words ------------------------------------------------------


def tfidf(readout: Readout, *, top: int = 5) -> pd.DataFrame:
    """The terms that set each paragraph off from the others.

    scikit-learn's variant: ``tf * (ln((1 + n) / (1 + df)) + 1)``, rows scaled to length 1, with n
    paragraphs and df those that hold the term. It asks what a paragraph is about among its
    neighbours; it is no measure of what sets two speakers apart.

    Returns:
        One row a paragraph of the body and rank. Columns ``paragraph``, ``rank``, ``term``, ``count``,
        ``tfidf``; ties by term.
    """
    found = terms.counted(readout, speakers=True)
    documents = found[found["content"]].groupby("paragraph")["term"].agg(list)
    if documents.empty:
        return pd.DataFrame(columns=["paragraph", "rank", "term", "count", "tfidf"])
    counter = CountVectorizer(analyzer=list)
    counts = counter.fit_transform(documents)
    values = TfidfTransformer().fit_transform(counts).toarray()
    names = counter.get_feature_names_out()
    rows = []
    for row, paragraph in enumerate(documents.index):
        order = np.lexsort((names, -values[row].round(12)))[:top]
        kept = [at for at in order if values[row, at] > 0]
        rows += [
            (paragraph, rank, names[at], int(counts[row, at]), values[row, at])
            for rank, at in enumerate(kept, start=1)
        ]
    return pd.DataFrame(rows, columns=["paragraph", "rank", "term", "count", "tfidf"])


def own_words(table: pd.DataFrame) -> pd.DataFrame:
    """The table of :func:`tfidf` with one row a paragraph: ``paragraph`` and its ``terms`` in order."""
    listed = table.groupby("paragraph", sort=False)["term"].agg(", ".join)
    return listed.rename("terms").reset_index()


# --- agreement with hand codes --------------------------------------------------------------------


_AGREEMENT = [
    *("sentences", "accuracy", "majority", "kappa", "ari", "ami"),
    *("precision", "recall", "f1", "alpha_masi"),
]


def agreement(hand: pd.DataFrame, other: pd.DataFrame) -> dict[str, float]:
    """How far a coding agrees with the hand codes.

    Returns:
        ``sentences``; of main topics ``accuracy``, ``majority`` (the accuracy of always giving the
        commonest main topic), ``kappa`` (Cohen 1960, by NLTK), ``ari`` and ``ami`` (by scikit-learn);
        of all topics ``precision``, ``recall``, ``f1`` (micro-averaged) and ``alpha_masi``
        (Krippendorff's alpha with Passonneau's MASI distance, by NLTK).
    """
    gold, found = (table[table["rank"] == 1].set_index("sentence")["code"] for table in (hand, other))
    found = found.reindex(gold.index)
    sets = [table.groupby("sentence")["code"].agg(frozenset).reindex(gold.index) for table in (hand, other)]
    right = sum(len(a & b) for a, b in zip(*sets, strict=True))
    named = [sum(len(s - {UNCODED}) for s in side) for side in sets]
    precision, recall = right / max(1, named[1]), right / max(1, named[0])
    return {
        "sentences": len(gold),
        "accuracy": float((gold == found).mean()),
        "majority": float(gold.value_counts(normalize=True).iloc[0]),
        "kappa": _task(zip(gold.index, gold, found, strict=True)).kappa(),
        "ari": metrics.adjusted_rand_score(gold, found),
        "ami": metrics.adjusted_mutual_info_score(gold, found),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-12, precision + recall),
        "alpha_masi": _task(zip(gold.index, *sets, strict=True), distance=masi_distance).alpha(),
    }


def _task(rows: Iterable[tuple], **options: object) -> AnnotationTask:
    data = [(coder, unit, label) for unit, *labels in rows for coder, label in zip("ab", labels, strict=True)]
    return AnnotationTask(data=data, **options)


def confusion(hand: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Main topics by hand (rows) against those of another coding (columns): sentences."""
    gold, found = (table[table["rank"] == 1].set_index("sentence")["code"] for table in (hand, other))
    return pd.crosstab(gold.rename("by hand"), found.reindex(gold.index).rename("other"))


def by_learning(readout: Readout, hand: pd.DataFrame) -> pd.DataFrame:
    """The coding of a classifier that learns from the hand codes: main topics only.

    Complement Naive Bayes on term counts (Rennie et al. 2003); each sentence is coded by what the
    others teach (leave one out).
    """
    documents = _documents(readout, "sentence")
    gold = hand[hand["rank"] == 1].set_index("sentence")["code"]
    documents = pd.Series([documents.get(sentence, []) for sentence in gold.index], index=gold.index)
    counts = CountVectorizer(analyzer=list).fit_transform(documents)
    found = cross_val_predict(ComplementNB(), counts, gold, cv=LeaveOneOut())
    return _coding(
        readout, {sentence: [(code, 1.0)] for sentence, code in zip(gold.index, found, strict=True)}
    )


def validity(readout: Readout, book: Codebook, hand: pd.DataFrame | None) -> pd.DataFrame:
    """How far each coding without a reader agrees with the hand codes: :func:`agreement`, one row each.

    Returns:
        Index ``method``; the columns of :func:`agreement`. Empty without hand codes or with fewer than
        :data:`readout.statistics.MIN_UNITS` sentences.
    """
    if hand is None or hand["sentence"].nunique() < MIN_UNITS:
        return pd.DataFrame(columns=_AGREEMENT).rename_axis("method")
    codings = {
        "dictionary, topic carried on": by_dictionary(readout, book, carried=True),
        "dictionary, hits only": by_dictionary(readout, book),
        "learned from the hand codes": by_learning(readout, hand),
    }
    rows = {name: agreement(hand, coding) for name, coding in codings.items()}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("method")


def methods(validity_: pd.DataFrame, models_: pd.DataFrame) -> pd.DataFrame:
    """All methods on one scale, the adjusted Rand index: with the reader, and with themselves.

    Args:
        validity_: From :func:`validity`; these give the same answer every time.
        models_: From :func:`stability`.

    Returns:
        One row a method, in that order. Columns ``method``, ``agreement`` (ARI of main topics with the
        hand codes) and ``stability`` (mean ARI of pairs of starts).
    """
    rows = [(name, float(ari), 1.0) for name, ari in validity_["ari"].items()]
    rows += [
        (f"{row.model}, {row.topics} topics", row.gold_ari, row.stability) for row in models_.itertuples()
    ]
    return pd.DataFrame(rows, columns=["method", "agreement", "stability"])


def one_sided(coding: pd.DataFrame, speaker: str, others: Sequence[str]) -> list[str]:
    """Topics that one person is given and none of the others (but for that person), most words first."""
    mine = coding[(coding["speaker"] == speaker) & (coding["code"] != UNCODED)]
    theirs = set(coding.loc[coding["speaker"].isin(set(others) - {speaker}), "code"])
    sizes = (mine["words"] * mine["fraction"]).groupby(mine["code"]).sum()
    return [code for code in terms.ordered(sizes).index if code not in theirs]


# --- topic models ---------------------------------------------------------------------------------


def _documents(readout: Readout, unit: str) -> pd.Series:
    """The content terms of each sentence or paragraph of the body."""
    found = terms.counted(readout, speakers=True)
    return found[found["content"]].groupby(unit)["term"].agg(list)


def models(
    readout: Readout,
    hand: pd.DataFrame | None = None,
    *,
    unit: str = "sentence",
    sizes: Sequence[int] = SIZES,
    starts: int | None = None,
) -> pd.DataFrame:
    """Fit LDA and NMF from many starts, and see whether they agree with themselves and with a reader.

    A unit goes to its strongest topic. LDA is scikit-learn's batch variational Bayes on counts; NMF
    starts from NNDSVDa on tf-idf (its singular values are found from a random start). Terms of fewer
    than two units are left out, and units without a term.

    Args:
        readout: The readout.
        hand: A coding by hand, for the agreement with main topics; only used for sentences.
        unit: ``"sentence"`` or ``"paragraph"``.
        sizes: Numbers of topics; those that are not below the number of units are skipped.
        starts: How many random states, from :data:`readout.statistics.SEED` on; default :data:`STARTS`,
            fewer for texts of more than 200 units, whose models take longer, but never fewer than four.

    Returns:
        One row a model, size and pair of starts. Columns ``model``, ``unit``, ``topics``, ``one``, ``other``
        (starts), ``ari`` (adjusted Rand index of the two assignments), ``gold_ari`` and ``gold_ami``
        (means over all starts against the hand codes, the same in all rows; missing without them).
    """
    documents = _documents(readout, unit)
    columns = ["model", "unit", "topics", "one", "other", "ari", "gold_ari", "gold_ami"]
    documents = documents[documents.map(len) > 0]
    if len(documents) <= MIN_UNITS:
        return pd.DataFrame(columns=columns)
    counts = CountVectorizer(analyzer=list, min_df=_MIN_SENTENCES).fit_transform(documents)
    kept = np.asarray(counts.sum(axis=1)).ravel() > 0
    counts, units = counts[kept], documents.index[kept]
    gold = None
    if hand is not None and unit == "sentence":
        gold = hand[hand["rank"] == 1].set_index("sentence")["code"].reindex(units)
    starts = starts or max(4, min(STARTS, 200 * STARTS // len(units)))
    rows = []
    for name, size in itertools.product(("LDA", "NMF"), sizes):
        if size >= min(counts.shape):
            continue
        runs = [_assigned(name, counts, size, SEED + start) for start in range(starts)]
        truth = np.mean([(np.nan, np.nan) if gold is None else _against(gold, run) for run in runs], axis=0)
        pairs = statistics.rand_indices(runs)
        for one, other in itertools.combinations(range(starts), 2):
            rows.append((name, unit, size, one, other, pairs[one, other], *truth))
    return pd.DataFrame(rows, columns=columns)


def _against(gold: pd.Series, run: np.ndarray) -> tuple[float, float]:
    return metrics.adjusted_rand_score(gold, run), metrics.adjusted_mutual_info_score(gold, run)


def _assigned(name: str, counts: object, size: int, seed: int) -> np.ndarray:
    """The strongest topic of each unit, in one run of a model."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # whether it settles is what is measured
        if name == "LDA":
            return LatentDirichletAllocation(size, random_state=seed).fit_transform(counts).argmax(axis=1)
        weighted = TfidfTransformer().fit_transform(counts)
        return NMF(size, init="nndsvda", random_state=seed).fit_transform(weighted).argmax(axis=1)


def stability(runs: pd.DataFrame) -> pd.DataFrame:
    """The table of :func:`models` summed up.

    Returns:
        One row a model, unit and size. Columns ``model``, ``unit``, ``topics``, ``stability`` (mean pairwise
        ARI), ``lowest``, ``highest``, ``gold_ari``, ``gold_ami`` (means over starts).
    """
    keys = ["model", "unit", "topics"]
    groups = runs.groupby(keys, sort=False)
    found = groups["ari"].agg(stability="mean", lowest="min", highest="max")
    return found.join(groups[["gold_ari", "gold_ami"]].first()).reset_index()
