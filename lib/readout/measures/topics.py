"""Topic weighting: how much of each passage goes to what, by hand codes, a dictionary, and models.

A *coding* is the table that all weights are taken from, one row a sentence and topic. Hand codes and
dictionary give the same table, so that one can be held against the other.
"""

import itertools
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd
from nltk.metrics import masi_distance
from nltk.metrics.agreement import AnnotationTask
from scipy.stats import hypergeom
from sklearn import metrics
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.model_selection import LeaveOneOut, cross_val_predict
from sklearn.naive_bayes import ComplementNB

from readout import statistics
from readout.document import Readout
from readout.measures import terms
from readout.measures.codebook import SECOND, UNCODED, Codebook, codebook, hand_codes
from readout.measures.codes import coded_sentences
from readout.statistics import MIN_UNITS, SEED
from readout.text import words
from readout.text.phrases import Phrases, runs
from readout.text.tokens import stretches

#: How a sentence's words are counted for its topics.
WEIGHTINGS = ("fractional", "primary", "presence")
#: Those of them that share a voice's words out, so that its topics add up to all of them.
SHARING = WEIGHTINGS[:2]
#: A coding that leaves more than this of a text's words without a topic ranks none.
MOST_UNCODED = 0.5
#: A test below this is called a difference.
LEVEL = 0.05
#: Numbers of topics tried with every model, and how many starts of the random generator.
SIZES = (6, 8, 12)
STARTS = 20
#: The body as if one voice had all of it.
WHOLE = "whole"
#: Who has coded the text again, and what codes it without a reader where nobody has.
SECOND_READER, LISTED = "second reader", "word list, topic carried on"
#: The weighting of sentences by their clauses.
BY_CLAUSE = "by clause"
# Terms of fewer sentences than this say nothing about which sentences belong together.
_MIN_SENTENCES = 2
# The share for which the coverage of intervals is told.
_TENTH = 0.1
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
    """The coding to rest weights on: by hand where a coded sheet lies beside the text, else by dictionary.

    Returns:
        What it is (``"hand codes"`` or ``"word list"``) and the coding.
    """
    codes = hand_codes(readout, book)
    if codes is not None:
        return "hand codes", by_hand(readout, codes)
    return "word list", by_dictionary(readout, book, carried=True)


def second_coding(readout: Readout, book: Codebook) -> pd.DataFrame | None:
    """The coding that a second reader's hand codes give; ``None`` where nobody has coded the text again."""
    codes = hand_codes(readout, book, kind=SECOND)
    return None if codes is None else by_hand(readout, codes)


def coverage(coding: pd.DataFrame) -> float:
    """Share of the body's words that stand in sentences with a topic."""
    sentences = coding.drop_duplicates("sentence")
    coded = sentences["code"] != UNCODED
    return float(sentences.loc[coded, "words"].sum() / max(1, sentences["words"].sum()))


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
    stretch = stretches(readout.text, body).tolist()
    rows = []
    for at, size, seed, code in _Seeds(book).find(body["term"].tolist(), stretch):
        first, last = body.iloc[at], body.iloc[at + size - 1]
        text = " ".join(readout.text[first["start"] : last["end"]].split())
        place = readout.places[first["sentence"]]
        rows.append((first["sentence"], place, first["speaker"], code, seed, text, size))
    return pd.DataFrame(rows, columns=["sentence", "place", "speaker", "code", "seed", "text", "words"])


class _Seeds:
    """The seeds of a codebook, ready to be looked for."""

    def __init__(self, book: Codebook) -> None:
        self._owner = {seed: code for code, seeds in book.seeds.items() for seed in seeds}
        self._phrases = Phrases(self._owner, parts=True)

    def find(self, spelt: Sequence[str], stretch: Sequence[int]) -> Iterator[tuple[int, int, str, str]]:
        """Each hit: its first word, its number of words, its seed and the seed's code."""
        for at, size, seed in self._phrases.find(spelt, stretch):
            yield at, size, seed, self._owner[seed]

    def main_topic(self, text: str) -> str:
        """The code with most hits in a sentence that stands by itself, ties by the earlier hit."""
        places = words.spans(text)
        terms_ = [words.term(text[start:end]) for start, end in places]
        counts = Counter(code for *_, code in self.find(terms_, runs(text, places)))
        return counts.most_common(1)[0][0] if counts else UNCODED


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
    """:func:`weights` by every weighting; :data:`BY_CLAUSE` as well, where clauses were coded by hand."""
    tables = {how: weights(coding, book.codes, how=how) for how in WEIGHTINGS}
    codes = hand_codes(readout, book)
    if codes is not None and (codes["clause"] != "").any():
        tables[BY_CLAUSE] = weights(by_hand(readout, codes, clauses=True), book.codes)
    return tables


def clause_counts(readout: Readout, book: Codebook, speakers: Sequence[str]) -> pd.DataFrame:
    """How many sentences of each person were also coded clause by clause.

    Returns:
        One row a person. Columns ``speaker``, ``coded``, ``sentences``.
    """
    codes, body = hand_codes(readout, book), readout.body
    by_clause = set() if codes is None else set(codes.loc[codes["clause"] != "", "sentence"])
    rows = []
    for speaker in speakers:
        mine = body.loc[body["speaker"] == speaker, "sentence"]
        rows.append((speaker, int(mine.isin(by_clause).sum()), len(mine)))
    return pd.DataFrame(rows, columns=["speaker", "coded", "sentences"])


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
    return _titled(pd.DataFrame(columns, index=[*book.codes, UNCODED], dtype=float), book)


def ways(readout: Readout, book: Codebook) -> pd.DataFrame:
    """The weight of each topic by every coding of the same kind and every weighting that shares words out.

    With hand codes that is each reader's coding (a second one's where it leaves none of the first's out), and
    by clause where clauses were coded; without, the dictionary's with its topics carried on and by hits only.

    Returns:
        One row a way and voice, and one for the ``whole`` body. Columns ``coding``, ``how`` (weighting),
        ``speaker``, then one a code and ``uncoded``: fractions.
    """
    tables = [
        weights(of, book.codes, how=how).reset_index().assign(coding=name, how=how)
        for name, coding in _codings(readout, book).items()
        for of in (coding, coding.assign(speaker=WHOLE))
        for how in (SHARING if name != BY_CLAUSE else SHARING[:1])
    ]
    return pd.concat(tables)[["coding", "how", "speaker", *book.codes, UNCODED]].reset_index(drop=True)


def _codings(readout: Readout, book: Codebook) -> dict[str, pd.DataFrame]:
    codes, second = hand_codes(readout, book), second_coding(readout, book)
    if codes is None:
        return {
            "topic carried on": by_dictionary(readout, book, carried=True),
            "hits only": by_dictionary(readout, book),
        }
    found = {"first reader": by_hand(readout, codes)}
    if (codes["clause"] != "").any():
        found[BY_CLAUSE] = by_hand(readout, codes, clauses=True)
    if second is None or not _coded(found["first reader"]) <= _coded(second):
        return found
    return found | {SECOND_READER: second}


def _coded(coding: pd.DataFrame) -> set[int]:
    """The sentences that have a topic."""
    return set(coding.loc[coding["code"] != UNCODED, "sentence"])


def rankable(coding: pd.DataFrame, speakers: Sequence[str]) -> list[str]:
    """Whose topics can be ranked: up to two people, or else the :data:`WHOLE` body, with enough sentences.

    Returns:
        Of the first two people those with at least :data:`readout.measures.terms.FEW` sentences; where
        neither has, the whole body if it has as many. Nobody where that is not so, or where more than
        :data:`MOST_UNCODED` of the text has no topic.
    """
    if coverage(coding) < 1 - MOST_UNCODED:
        return []
    sizes = coding.groupby("speaker")["sentence"].nunique()
    people = [s for s in speakers[:2] if sizes.get(s, 0) >= terms.FEW]
    return people or ([WHOLE] if coding["sentence"].nunique() >= terms.FEW else [])


def first_topics(table: pd.DataFrame, speakers: Sequence[str]) -> pd.DataFrame:
    """Which topic takes most of a voice's words, and whether it does so by every way of weighing.

    Args:
        table: From :func:`ways`; its first way decides where several topics come first.
        speakers: The voices wanted; those that the text does not have are left out.

    Returns:
        One row a voice and topic that comes first (or level) in some way, the topic first in most ways before
        the others. Columns ``speaker``, ``code``, ``first`` (ways in which it is), ``of`` (ways), ``low`` and
        ``high`` (its weight over all ways), ``coded`` (of the voice's words, by the first way).
    """
    rows = []
    for speaker in speakers:
        mine = table[table["speaker"] == speaker].drop(columns=["coding", "how", "speaker"])
        topics = mine.drop(columns=UNCODED)
        leads = topics.ge(topics.max(axis=1) - 1e-9, axis=0) & (topics > 0)
        tops = leads.sum()[lambda n: n > 0].sort_values(ascending=False, kind="stable")
        for code, ways_ in tops.items():
            low, high = topics[code].min(), topics[code].max()
            rows.append((speaker, code, ways_, len(mine), low, high, 1 - mine[UNCODED].iloc[0]))
    return pd.DataFrame(rows, columns=["speaker", "code", "first", "of", "low", "high", "coded"])


def settled_ranks(table: pd.DataFrame, speakers: Sequence[str]) -> pd.DataFrame:
    """How many of a voice's ranks hold the same topic by every way of weighing, from the first on.

    Args:
        table: From :func:`ways`.
        speakers: The voices wanted.

    Returns:
        One row a voice of the text. Columns ``speaker``, ``ranks`` (0 where even the first changes) and
        ``ways``.
    """
    rows = []
    for speaker in speakers:
        mine = table[table["speaker"] == speaker].drop(columns=["coding", "how", "speaker", UNCODED])
        order = [
            weight[weight > 0].sort_values(ascending=False, kind="stable").index
            for _, weight in mine.iterrows()
        ]
        same = itertools.takewhile(lambda rank: len(set(rank)) == 1, zip(*order, strict=False))
        rows += [(speaker, len(list(same)), len(mine))] if len(mine) else []
    return pd.DataFrame(rows, columns=["speaker", "ranks", "ways"])


def ranges(table: pd.DataFrame, book: Codebook, speakers: Sequence[str]) -> pd.DataFrame:
    """The lowest and the highest weight of each topic over all ways.

    Args:
        table: From :func:`ways`.
        book: The codebook.
        speakers: The voices wanted.

    Returns:
        One row a topic that one of them is given, in the codebook's order, then ``uncoded``. Columns
        ``topic``, then ``lowest`` and ``highest`` of each voice behind its name.
    """
    columns = {}
    for speaker in speakers:
        mine = table.loc[table["speaker"] == speaker, [*book.codes, UNCODED]]
        columns |= {f"{speaker}, lowest": mine.min(), f"{speaker}, highest": mine.max()}
    return _titled(pd.DataFrame(columns), book)


def _titled(found: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """A table by code, without the codes that have nothing, with titles for codes."""
    found = found.reindex([*book.codes, UNCODED])
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
    """Fractional weights of two people with intervals from resampling each one's paragraphs or sentences.

    Sentences of one paragraph are about the same things, so whole paragraphs are drawn where a person has at
    least :data:`readout.statistics.MIN_UNITS` of them (Davison & Hinkley 1997, 3.8); else sentences.

    Returns:
        One row a topic and person, topics by their larger weight. Columns ``code``, ``speaker``,
        ``weight``, ``low``, ``high`` (percentile bootstrap, missing below
        :data:`readout.statistics.MIN_UNITS` sentences or where the topic is absent), ``sentences`` (that
        have the topic), ``of`` (the person's), ``unit`` and ``units`` (what was drawn, and of how many),
        ``coverage`` (how often such an interval holds a true share of a tenth, by
        :func:`readout.statistics.percentile_coverage`; it is made to hold it in .95).
    """
    rows = []
    for number, speaker in enumerate(speakers[:2]):
        mine = coding[coding["speaker"] == speaker]
        amounts, unit = _drawn(mine, [*codes, UNCODED])
        low, high = statistics.limits(_resampled(amounts, number))
        weight = weights(mine, codes).loc[speaker] if len(mine) else pd.Series(0.0, index=amounts.columns)
        for position, code in enumerate([*codes, UNCODED]):
            having = mine.loc[mine["code"] == code, "sentence"].nunique()
            rows.append(
                {
                    "code": code,
                    "speaker": speaker,
                    "weight": weight[code],
                    "low": low[position] if having else np.nan,
                    "high": high[position] if having else np.nan,
                    "sentences": having,
                    "of": mine["sentence"].nunique(),
                    "unit": unit,
                    "units": len(amounts),
                    "coverage": statistics.percentile_coverage(len(amounts), _TENTH),
                }
            )
    table = pd.DataFrame(rows)
    if table.empty:
        return table
    largest = table.groupby("code")["weight"].max()
    present = table[table["code"].map(largest) > 0]
    return present.sort_values("code", key=lambda c: -c.map(largest), kind="stable", ignore_index=True)


def _drawn(mine: pd.DataFrame, codes: Sequence[str]) -> tuple[pd.DataFrame, str]:
    """Words of each topic in the units that are resampled, and what these are."""
    unit = "paragraph" if mine["paragraph"].nunique() >= MIN_UNITS else "sentence"
    return _by_unit(mine, unit, codes), unit


def _by_unit(coding: pd.DataFrame, unit: str, codes: Sequence[str]) -> pd.DataFrame:
    """Words of each topic in each sentence or paragraph; they add up to its words."""
    table = _amounts(coding, "fractional").pivot_table(
        index=unit, columns="code", values="amount", aggfunc="sum", fill_value=0.0
    )
    return table.reindex(columns=list(codes), fill_value=0.0)


def _resampled(amounts: pd.DataFrame, number: int) -> np.ndarray:
    """Shares of the topics in bootstrap samples; ``number`` keeps the draws of two sides apart."""
    if len(amounts) < MIN_UNITS:
        return np.full((1, amounts.shape[1]), np.nan)
    sums = statistics.resampled_sums(amounts.to_numpy(), seed=SEED + number)
    return sums / np.maximum(sums.sum(axis=1, keepdims=True), 1e-12)


def differences(coding: pd.DataFrame, codes: Sequence[str], speakers: Sequence[str]) -> pd.DataFrame:
    """How far two people's weights differ, and how far they would by chance.

    Two intervals that overlap are no test of a difference, so the difference itself is resampled, drawn as
    in :func:`speaker_weights`, and sentences are relabelled at random. Relabelling takes sentences as
    independent, which those of one paragraph are not: it finds too much rather than too little.

    Args:
        coding: The coding; by :func:`grouped` for few and large topics.
        codes: Its codes, in order.
        speakers: The people; the first two are compared.

    Returns:
        One row a topic that one of them is given, in order. Columns ``code``, ``first``, ``second``
        (weights), ``difference`` (first minus second), ``low``, ``high`` (percentile bootstrap), ``p``
        (two-sided), ``p_family`` (that any topic differs as much; Westfall & Young 1993); these four are
        missing where one has fewer than :data:`readout.statistics.MIN_UNITS` sentences, both p also where
        more than :data:`MOST_UNCODED` of the words have no topic. ``beyond``: whether ``p_family`` is below
        :data:`LEVEL` and the interval leaves 0 out. Empty with fewer than two people.
    """
    columns = ["code", "first", "second", "difference", "low", "high", "p", "p_family", "beyond"]
    both = coding[coding["speaker"].isin(speakers[:2])]
    if both["speaker"].nunique() < 2:  # a difference is between two
        return pd.DataFrame(columns=columns)
    every = [*codes, UNCODED]
    shares = weights(both, codes).loc[list(speakers[:2])].to_numpy()
    drawn = [_resampled(_drawn(both[both["speaker"] == s], every)[0], n) for n, s in enumerate(speakers[:2])]
    found = pd.DataFrame({"code": every, "first": shares[0], "second": shares[1]})
    found["difference"] = found["first"] - found["second"]
    found["low"], found["high"] = statistics.limits(drawn[0] - drawn[1])
    found[["p", "p_family"]] = np.nan
    enough = both.groupby("speaker")["sentence"].nunique().min() >= MIN_UNITS
    if enough and coverage(both) >= 1 - MOST_UNCODED:
        amounts = _by_unit(both, "sentence", every)
        owner = both.drop_duplicates("sentence").set_index("sentence")["speaker"].reindex(amounts.index)
        by_chance = statistics.largest_by_chance(amounts.to_numpy(), owner == speakers[0], _apart)
        found["p"], found["p_family"] = by_chance.p, by_chance.p_family
    found["beyond"] = (found["p_family"] < LEVEL) & ((found["low"] > 0) | (found["high"] < 0))
    return found[(found[["first", "second"]] > 0).any(axis=1)][columns].reset_index(drop=True)


def _apart(first: np.ndarray, second: np.ndarray, n: np.ndarray, m: np.ndarray) -> np.ndarray:
    return np.abs(first / np.maximum(n, 1) - second / np.maximum(m, 1))


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
    *("sentences", "right", "accuracy", "low", "high", "majority", "kappa", "ari", "ami"),
    *("alike", "precision", "recall", "f1", "alpha_masi"),
]


def agreement(hand: pd.DataFrame, other: pd.DataFrame) -> dict[str, float]:
    """How far a coding agrees with the hand codes, over the sentences that were coded by hand.

    Returns:
        ``sentences``; of main topics ``right``, ``accuracy`` with its 95 % limits ``low`` and ``high``
        (Wilson 1927; sentences taken as independent), ``majority`` (the accuracy of always giving the
        commonest main topic), ``kappa`` (Cohen 1960, by NLTK), ``ari`` and ``ami`` (by scikit-learn); of all
        topics ``alike`` (sentences with the same ones), ``precision``, ``recall``, ``f1`` (micro-averaged)
        and ``alpha_masi`` (Krippendorff's alpha with Passonneau's MASI distance, by NLTK).
    """
    hand = hand[hand["code"] != UNCODED]
    gold, found = (table[table["rank"] == 1].set_index("sentence")["code"] for table in (hand, other))
    found = found.reindex(gold.index)
    sets = [table.groupby("sentence")["code"].agg(frozenset).reindex(gold.index) for table in (hand, other)]
    common = sum(len(a & b) for a, b in zip(*sets, strict=True))
    named = [sum(len(s - {UNCODED}) for s in side) for side in sets]
    precision, recall = common / max(1, named[1]), common / max(1, named[0])
    return {
        "sentences": len(gold),
        **_right(int((gold == found).sum()), len(gold)),
        "majority": float(gold.value_counts(normalize=True).iloc[0]),
        "kappa": _task(zip(gold.index, gold, found, strict=True)).kappa(),
        "ari": metrics.adjusted_rand_score(gold, found),
        "ami": metrics.adjusted_mutual_info_score(gold, found),
        "alike": int((sets[0] == sets[1]).sum()),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-12, precision + recall),
        "alpha_masi": _task(zip(gold.index, *sets, strict=True), distance=masi_distance).alpha(),
    }


def _right(right: int, of: int) -> dict[str, float]:
    """How many are right, as a share, with Wilson's 95 % limits."""
    low, high = statistics.share_limits(right, of)
    return {"right": right, "accuracy": right / of, "low": low, "high": high}


def agreement_by_speaker(hand: pd.DataFrame, other: pd.DataFrame, speakers: Sequence[str]) -> pd.DataFrame:
    """:func:`agreement` on main topics, person by person.

    Returns:
        One row a person with a sentence coded by hand. Columns ``speaker``, ``sentences``, ``right``,
        ``accuracy``, ``low``, ``high``.
    """
    gold, found = (table[table["rank"] == 1].set_index("sentence") for table in (hand, other))
    gold = gold[gold["code"] != UNCODED]
    rows = []
    for speaker in speakers:
        mine = gold.loc[gold["speaker"] == speaker, "code"]
        if len(mine):
            right = int((mine == found["code"].reindex(mine.index)).sum())
            rows.append({"speaker": speaker, "sentences": len(mine), **_right(right, len(mine))})
    return pd.DataFrame(rows, columns=["speaker", "sentences", "right", "accuracy", "low", "high"])


def disagreements(readout: Readout, first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Sentences to which two readers gave different main topics; those that one left out are not among them.

    Returns:
        Columns ``place``, ``speaker``, ``first``, ``second`` (all codes, the main one first), ``text``.
    """
    both = listing(readout, first).rename(columns={"topics": "first"})
    both.insert(3, "second", listing(readout, second)["topics"])
    mains = both[["first", "second"]].apply(lambda codes: codes.str.split().str[0])
    return both[(mains["first"] != mains["second"]) & (mains != UNCODED).all(axis=1)].reset_index(drop=True)


def _task(rows: Iterable[tuple], **options: object) -> AnnotationTask:
    data = [(coder, unit, label) for unit, *labels in rows for coder, label in zip("ab", labels, strict=True)]
    return AnnotationTask(data=data, **options)


def confusion(hand: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Main topics by hand (rows) against those of another coding (columns): sentences."""
    gold, found = (table[table["rank"] == 1].set_index("sentence")["code"] for table in (hand, other))
    return pd.crosstab(gold.rename("by hand"), found.reindex(gold.index).rename("other"))


def by_learning(readout: Readout, hand: pd.DataFrame) -> pd.DataFrame:
    """The coding of a classifier that learns from the hand codes: main topics only.

    Complement Naive Bayes on term counts (Rennie et al. 2003); each coded sentence is coded by what the
    others teach (leave one out).
    """
    documents = _documents(readout, "sentence")
    gold = hand[(hand["rank"] == 1) & (hand["code"] != UNCODED)].set_index("sentence")["code"]
    documents = pd.Series([documents.get(sentence, []) for sentence in gold.index], index=gold.index)
    counts = CountVectorizer(analyzer=list).fit_transform(documents)
    found = cross_val_predict(ComplementNB(), counts, gold, cv=LeaveOneOut())
    return _coding(
        readout, {sentence: [(code, 1.0)] for sentence, code in zip(gold.index, found, strict=True)}
    )


def validity(
    readout: Readout, book: Codebook, hand: pd.DataFrame | None, second: pd.DataFrame | None = None
) -> pd.DataFrame:
    """How far a second reader, and codings without a reader, agree with the hand codes: :func:`agreement`.

    Args:
        readout: The readout.
        book: The codebook.
        hand: The hand codes that the others are held against.
        second: A second reader's, where there are some; over the sentences that both coded.

    Returns:
        Index ``method``; the columns of :func:`agreement`. Empty without hand codes or with fewer than
        :data:`readout.statistics.MIN_UNITS` coded sentences.
    """
    if hand is None or len(_coded(hand)) < MIN_UNITS:
        return pd.DataFrame(columns=_AGREEMENT).rename_axis("method")
    codings = {
        LISTED: by_dictionary(readout, book, carried=True),
        "word list, hits only": by_dictionary(readout, book),
        "learned from the hand codes": by_learning(readout, hand),
    }
    rows = {name: agreement(hand, coding) for name, coding in codings.items()}
    if second is not None and (both := _of_both(hand, second))[0]["sentence"].nunique():
        rows = {SECOND_READER: agreement(*both), **rows}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("method")


def _of_both(first: pd.DataFrame, second: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two codings, of the sentences that both have coded."""
    both = _coded(first) & _coded(second)
    return tuple(table[table["sentence"].isin(both)] for table in (first, second))


@cache
def locked_accuracy() -> dict[str, float]:
    """How often the word list finds the main topic of invented sentences that it was not written with.

    Each locked sentence of ``data/manners.csv`` is coded by itself, so that no topic is carried on; a
    sentence that the word list leaves without a topic counts as wrong.

    Returns:
        ``sentences``, ``coded`` (share that gets a topic at all), ``right``, ``accuracy``, ``low`` and
        ``high`` (Wilson's 95 % limits).
    """
    given = coded_sentences("manners")
    locked = given[(given["set"] == "locked") & (given["topics"] != "")]
    seeds = _Seeds(codebook())
    found = [seeds.main_topic(text) for text in locked["text"]]
    right = sum(code == topics.split()[0] for code, topics in zip(found, locked["topics"], strict=True))
    coded = sum(code != UNCODED for code in found) / len(found)
    return {"sentences": len(found), "coded": coded, **_right(right, len(found))}


def methods(validity_: pd.DataFrame, models_: pd.DataFrame) -> pd.DataFrame:
    """All methods on one scale, the adjusted Rand index: with the reader, and with themselves.

    Args:
        validity_: From :func:`validity`; all but a reader give the same answer every time.
        models_: From :func:`stability`.

    Returns:
        One row a method, in that order. Columns ``method``, ``agreement`` (ARI of main topics with the
        hand codes) and ``stability`` (mean ARI of pairs of starts; missing for a reader).
    """
    steady = {SECOND_READER: np.nan}
    rows = [(name, float(ari), steady.get(name, 1.0)) for name, ari in validity_["ari"].items()]
    rows += [
        (f"{row.model}, {row.topics} topics", row.gold_ari, row.stability) for row in models_.itertuples()
    ]
    return pd.DataFrame(rows, columns=["method", "agreement", "stability"])


def one_sided(coding: pd.DataFrame, speakers: Sequence[str]) -> pd.DataFrame:
    """Topics that one person is given and none of the others, and how easily that happens by chance.

    Args:
        coding: The coding.
        speakers: The people that are held against each other.

    Returns:
        One row a person and such topic, most words first. Columns ``speaker``, ``code``, ``sentences`` (that
        have it), ``chance`` (that none of them would fall to another person, if the sentences of all of these
        people were dealt out at random: hypergeometric). Empty with fewer than two people.
    """
    people = coding[coding["speaker"].isin(speakers)]
    given = people.groupby("speaker")["sentence"].nunique()
    rows = []
    for speaker in (s for s in speakers if s in given.index and len(given) > 1):
        mine = people[(people["speaker"] == speaker) & (people["code"] != UNCODED)]
        theirs = set(people.loc[people["speaker"] != speaker, "code"])
        sizes = (mine["words"] * mine["fraction"]).groupby(mine["code"]).sum()
        for code in (code for code in terms.ordered(sizes).index if code not in theirs):
            having = mine.loc[mine["code"] == code, "sentence"].nunique()
            chance = hypergeom.pmf(0, given.sum(), given.sum() - given[speaker], having)
            rows.append((speaker, code, having, float(chance)))
    return pd.DataFrame(rows, columns=["speaker", "code", "sentences", "chance"])


def moved(
    first: pd.DataFrame, second: pd.DataFrame | None, book: Codebook, speakers: Sequence[str]
) -> pd.DataFrame:
    """How fractional weights move from one reader's codes to another's.

    Returns:
        One row a person and topic that either gives, the largest move first. Columns ``topic``, ``speaker``,
        ``first``, ``second`` (fractions), ``moves`` (second minus first). Empty without a second reader.
    """
    columns = ["topic", "speaker", "first", "second", "moves"]
    if second is None:
        return pd.DataFrame(columns=columns)
    before, after = (weights(coding, book.codes) for coding in (first, second))
    rows = [
        (book.titles.get(code, code), speaker, before.loc[speaker, code], after.loc[speaker, code])
        for speaker in speakers
        for code in before.columns
        if speaker in before.index and before.loc[speaker, code] + after.loc[speaker, code] > 0
    ]
    found = pd.DataFrame(rows, columns=columns[:-1])
    found["moves"] = found["second"] - found["first"]
    return found.sort_values("moves", key=lambda m: -m.abs(), kind="stable", ignore_index=True)


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

    A unit goes to its strongest topic. LDA is scikit-learn's batch variational Bayes on counts, NMF its
    coordinate descent on tf-idf; both start at random (scikit-learn's NMF would by default start from a
    singular value decomposition, where chance hardly has a say). Terms of fewer than two units are left out,
    and units without a term.

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
    if hand is not None and unit == "sentence" and len(_coded(hand)) >= MIN_UNITS:
        gold = hand[hand["rank"] == 1].set_index("sentence")["code"].reindex(units)
        gold = gold.reset_index(drop=True).loc[lambda codes: codes != UNCODED]
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
    """ARI and AMI of a run with the units that have a code; these are numbered by their row."""
    found = run[gold.index]
    return metrics.adjusted_rand_score(gold, found), metrics.adjusted_mutual_info_score(gold, found)


def _assigned(name: str, counts: object, size: int, seed: int) -> np.ndarray:
    """The strongest topic of each unit, in one run of a model."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # whether it settles is what is measured
        if name == "LDA":
            return LatentDirichletAllocation(size, random_state=seed).fit_transform(counts).argmax(axis=1)
        weighted = TfidfTransformer().fit_transform(counts)
        return NMF(size, init="random", random_state=seed).fit_transform(weighted).argmax(axis=1)


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
