"""Tone: what lexicons make of what each side is given, and how far a reader's codes bear them out.

Three lexicons score every sentence (:mod:`readout.measures.lexicons`); hand codes of tone are what they are
held against. The lexicons were chosen, and the project's own was frozen, before they were run on the locked
sentences and on the main document.
"""

import io
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files as package_files
from pathlib import Path

import numpy as np
import pandas as pd
from nltk.metrics.agreement import AnnotationTask
from scipy import stats

from readout import statistics
from readout.document import Readout
from readout.measures import lexicons
from readout.measures.codes import located, numbered, one_of, read, read_sentences
from readout.measures.lexicons import LEXICONS, TONES
from readout.resources import table
from readout.statistics import MIN_UNITS
from readout.text import words

#: What is scored as one: sentences as printed, without reporting clauses, or stretches between commas.
UNITS = ("sentence", "sentence without frame", "sentence, by words", "clause")
#: Columns of a sheet of tone, and of a sheet of a second coding.
SHEET = ["place", "text", "tone", "targets", "note"]
_CLAUSE = re.compile(r"[^,;:—]+")
# MIX is no tone that a polarity lexicon can give; for a fair comparison it is held to be neither.
_THREE = {"POS": "POS", "NEU": "NEU", "MIX": "NEU", "NEG": "NEG"}
_RANK = {"POS": 1, "NEU": 0, "MIX": 0, "NEG": -1}


# --- scores ---------------------------------------------------------------------------------------


def scores(
    readout: Readout,
    *,
    names: Sequence[str] = LEXICONS,
    unit: str = "sentence",
    masked: bool = False,
) -> pd.DataFrame:
    """Score every sentence of the body by several lexicons.

    Args:
        readout: The readout.
        names: The lexicons.
        unit: One of :data:`UNITS`. ``sentence, by words`` scores sentences; it is
            the weighting that differs.
        masked: Whether words of names and idioms count as nothing.

    Returns:
        One row a unit in document order. Columns ``sentence``, ``place``, ``paragraph``, ``speaker``,
        ``text``, ``words`` (rule A), then a column a lexicon.

    Raises:
        ValueError: If there is no such unit or lexicon.
    """
    if unit not in UNITS:
        raise ValueError(f"unit must be one of {', '.join(UNITS)}, got {unit!r}")
    rows = []
    for s in readout.body.itertuples():
        for text in _pieces(readout, s, unit):
            found = [lexicons.score(text, name, masked=masked).value for name in names]
            size = words.count(text)
            rows.append((s.sentence, readout.places[s.sentence], s.paragraph, s.speaker, text, size, *found))
    columns = ["sentence", "place", "paragraph", "speaker", "text", "words", *names]
    return pd.DataFrame(rows, columns=columns)


def _pieces(readout: Readout, sentence: object, unit: str) -> list[str]:
    if unit == "sentence without frame":
        rest = readout.text[max(sentence.frame_end, sentence.start) : sentence.end]
        return [rest] if rest.strip() else []
    if unit == "clause":
        return [part.strip() for part in _CLAUSE.findall(sentence.text) if re.search(r"\w", part)]
    return [sentence.text]


def in_order(scored: pd.DataFrame, codes: pd.DataFrame | None) -> pd.DataFrame:
    """Sentences as the strip draws them: reading order, offsets in words, scores, the reader's tone.

    Args:
        scored: From :func:`scores` by sentence.
        codes: From :func:`hand_tones`, or ``None``.

    Returns:
        One row a sentence. Columns ``place``, ``paragraph``, ``speaker``, ``first_word`` (words of the body
        before it), ``words``, ``tone`` (empty without codes), then the lexicons.
    """
    tones = {} if codes is None else codes.set_index("sentence")["tone"].to_dict()
    first = scored["words"].cumsum() - scored["words"]
    table_ = scored.assign(first_word=first, tone=[tones.get(s, "") for s in scored["sentence"]])
    names = [name for name in LEXICONS if name in scored]
    return table_[["place", "paragraph", "speaker", "first_word", "words", "tone", *names]]


def parts(readout: Readout, name: str, *, masked: bool = False) -> pd.DataFrame:
    """Every word that a lexicon scored, with what it contributes to its sentence.

    Returns:
        One row a scored word or phrase in document order. Columns ``sentence``, ``place``, ``speaker``,
        ``text`` (as the lexicon read it), ``kind`` (class or valence), ``value``. The values of a sentence
        add up to its score.
    """
    rows = [
        (s.sentence, readout.places[s.sentence], s.speaker, part.text, part.kind, part.value)
        for s in readout.body.itertuples()
        for part in lexicons.score(s.text, name, masked=masked).parts
    ]
    return pd.DataFrame(rows, columns=["sentence", "place", "speaker", "text", "kind", "value"])


def coverage(readout: Readout, names: Sequence[str] = LEXICONS) -> pd.DataFrame:
    """How much of what each person is given a lexicon has a word for.

    Returns:
        One row a lexicon and person. Columns ``lexicon``, ``speaker``, ``words`` (rule A), ``scored`` (words
        that carry a value), ``share``, ``silent`` (sentences without one: the lexicon cannot tell),
        ``sentences``.
    """
    sizes = readout.tokens[readout.tokens["body"]].groupby("speaker").size()
    sentences = readout.body.groupby("speaker").size()
    rows = []
    for name in names:
        found = parts(readout, name)
        found = found[found["value"] != 0]
        for speaker in readout.speakers:
            mine = found[found["speaker"] == speaker]
            scored = sum(words.count(text) for text in mine["text"])
            silent = int(sentences[speaker]) - mine["sentence"].nunique()
            rows.append(
                (name, speaker, int(sizes[speaker]), scored, scored / sizes[speaker], silent,
                 int(sentences[speaker]))
            )  # fmt: skip
    columns = ["lexicon", "speaker", "words", "scored", "share", "silent", "sentences"]
    return pd.DataFrame(rows, columns=columns)


def means(scored: pd.DataFrame, readout: Readout, names: Sequence[str] = LEXICONS) -> pd.DataFrame:
    """The mean score of what each person is given, by lexicon.

    Args:
        scored: From :func:`scores`.
        readout: The readout.
        names: The lexicons.

    Returns:
        One row a lexicon and person. Columns ``lexicon``, ``speaker``, ``mean``, ``low``, ``high``
        (percentile bootstrap over sentences, missing below ten), ``sentences``, ``positive``, ``neutral``,
        ``negative`` (sentences by sign; for VADER and TextBlob within 0.05 of zero is neutral).
    """
    rows = []
    for name in names:
        for speaker in readout.speakers:
            values = scored.loc[scored["speaker"] == speaker, name].to_numpy()
            low, high = _mean_limits(values)
            bound = 0 if name == LEXICONS[-1] else lexicons.NEUTRAL
            positive, negative = int((values > bound).sum()), int((values < -bound).sum())
            rows.append(
                (name, speaker, values.mean() if len(values) else np.nan, low, high, len(values), positive,
                 len(values) - positive - negative, negative)
            )  # fmt: skip
    columns = ["lexicon", "speaker", "mean", "low", "high", "sentences", "positive", "neutral", "negative"]
    return pd.DataFrame(rows, columns=columns)


def _mean_limits(values: np.ndarray) -> tuple[float, float]:
    if len(values) < MIN_UNITS:
        return np.nan, np.nan
    low, high = statistics.limits(_resampled(values, np.ones(len(values))))
    return float(low), float(high)


def _resampled(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    sums = statistics.resampled_sums(np.column_stack([values * weights, weights]))
    return sums[:, 0] / sums[:, 1]


def differences(
    scored: pd.DataFrame, speakers: Sequence[str], names: Sequence[str] = LEXICONS
) -> pd.DataFrame:
    """The first person's mean minus the second's, by lexicon.

    Returns:
        One row a lexicon. Columns ``lexicon``, ``value``, ``low``, ``high``, ``p``, ``detectable``: see
        :func:`readout.statistics.difference_of_means`. Empty with fewer than two people.
    """
    rows = []
    for name in names if len(speakers) > 1 else ():
        first, second = (scored.loc[scored["speaker"] == who, name] for who in speakers[:2])
        found = statistics.difference_of_means(first, second)
        rows.append((name, found.value, found.low, found.high, found.p, found.detectable))
    return pd.DataFrame(rows, columns=["lexicon", "value", "low", "high", "p", "detectable"])


def forks(readout: Readout, names: Sequence[str] = LEXICONS) -> pd.DataFrame:
    """The difference of two people under every combination of lexicon, unit and masking.

    A robustness display, not a search (Chan et al. 2021): all forks are shown and none is chosen for its
    result. Differences are given in standard deviations of all units, so that lexicons can be compared.

    Returns:
        One row a fork. Columns ``lexicon``, ``unit``, ``masked``, ``value``, ``low``, ``high`` (percentile
        bootstrap over units), ``raw`` (the difference in the lexicon's own unit). The project's lexicon never
        counts names, so that masking is no fork for it. Empty with fewer than two people.
    """
    rows = []
    for masked in (False, True):
        chosen = [name for name in names if not (masked and name == LEXICONS[-1])]
        for unit in UNITS if len(readout.speakers) > 1 else ():
            scored = scores(readout, names=chosen, unit=unit, masked=masked)
            weights = scored["words"].to_numpy(float) if "by words" in unit else np.ones(len(scored))
            rows += [(name, unit, masked, *_gap(scored, name, weights, readout.speakers)) for name in chosen]
    table_ = pd.DataFrame(rows, columns=["lexicon", "unit", "masked", "value", "low", "high", "raw"])
    order = table_["lexicon"].map({name: i for i, name in enumerate(names)})
    return table_.iloc[order.sort_values(kind="stable").index].reset_index(drop=True)


def _gap(
    scored: pd.DataFrame, name: str, weights: np.ndarray, speakers: Sequence[str]
) -> tuple[float, float, float, float]:
    """A difference of weighted means in standard deviations, its limits, and the difference itself."""
    values = scored[name].to_numpy(float)
    spread = values[scored["speaker"].isin(speakers[:2])].std(ddof=1) or np.nan
    sides = [(values[at], weights[at]) for who in speakers[:2] if (at := scored["speaker"] == who).any()]
    raw = float(np.subtract(*(np.average(v, weights=w) for v, w in sides)))
    if min(len(v) for v, _ in sides) < MIN_UNITS:
        return raw / spread, np.nan, np.nan, raw
    low, high = statistics.limits(np.subtract(*(_resampled(v, w) for v, w in sides)) / spread)
    return raw / spread, float(low), float(high), raw


def drivers(readout: Readout, name: str, *, masked: bool = False) -> pd.DataFrame:
    """Which words make the second person's mean differ from the first's: a word shift.

    Returns:
        Columns ``word``, ``shift`` (towards the first person's side above 0; all of them add up to the
        difference of the two means), ``frequency`` and ``scores`` (its two parts, see
        :func:`readout.statistics.word_shift`), ``first``, ``second`` (hits). Largest first. Empty with
        fewer than two people.
    """
    columns = ["word", "shift", "frequency", "scores", "first", "second"]
    if len(readout.speakers) < 2:  # a shift is between two
        return pd.DataFrame(columns=columns)
    found = parts(readout, name, masked=masked)
    found = found[found["value"] != 0].assign(word=lambda t: t["text"].str.lower())
    sides, counts = [], []
    for speaker in readout.speakers[:2]:
        mine = found[found["speaker"] == speaker].groupby("word")["value"]
        units = int((readout.body["speaker"] == speaker).sum())
        counts.append(mine.size())
        sides.append(((mine.size() / units).to_dict(), mine.mean().to_dict()))
    (p1, h1), (p2, h2) = sides
    shift = statistics.word_shift(p2, p1, h2, h1).reset_index()
    shift["first"], shift["second"] = (shift["word"].map(side).fillna(0).astype(int) for side in counts)
    return shift[columns]


def stacked(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The tables of :func:`drivers` by lexicon as one, with a column ``lexicon`` in front."""
    parts_ = [table_.assign(lexicon=name) for name, table_ in tables.items()]
    found = pd.concat(parts_, ignore_index=True)
    return found[["lexicon", *found.columns.drop("lexicon")]]


def heaviest(readout: Readout, name: str, *, top: int = 10) -> pd.DataFrame:
    """The words that move a lexicon most in this text, whoever is given them.

    Returns:
        Columns ``word``, ``hits``, ``mean`` (contribution a hit), ``total``; by the size of the total.
    """
    found = parts(readout, name)
    found = found[found["value"] != 0]
    groups = found.groupby(found["text"].str.lower())["value"]
    table_ = groups.agg(hits="size", mean="mean", total="sum").rename_axis("word").reset_index()
    return table_.sort_values(
        "total", key=lambda s: -s.abs().round(12), kind="stable", ignore_index=True
    ).head(top)


# --- hand codes -----------------------------------------------------------------------------------


def scheme() -> pd.DataFrame:
    """The tones and what they mean, as coded by hand."""
    rows = [(code, entry["title"], entry["definition"]) for code, entry in table("tone")["codes"].items()]
    return pd.DataFrame(rows, columns=["tone", "title", "definition"])


def rules() -> pd.DataFrame:
    """The rules of coding tone by hand, numbered."""
    return numbered(table("tone")["rules"])


def hand_tones(readout: Readout, path: str | Path | None = None) -> pd.DataFrame | None:
    """Read the hand codes of tone.

    Args:
        readout: The readout they belong to.
        path: The sheet; default ``<name>.tone.csv`` beside the text, and ``None`` where there is none.

    Returns:
        One row a coded sentence. Columns ``sentence``, ``place``, ``speaker``, ``text``, ``tone``,
        ``targets`` (tuple such as ``("PARTNER+", "THIRD-")``).

    Raises:
        ReadoutError: If a place, a text or a code does not fit.
    """
    found = read_sentences(readout, "tone", SHEET, path, code="tone")
    if found is None:
        return None
    allowed = [f"{target}{sign}" for target in table("tone")["targets"] for sign in "+-"]
    targets = []
    for row in found.itertuples():
        one_of(row.tone, TONES, row.where, "tone")
        targets.append(tuple(one_of(each, allowed, row.where, "target") for each in row.targets.split()))
    speakers = readout.body.set_index("sentence")["speaker"]
    found = found.assign(targets=targets, speaker=found["sentence"].map(speakers))
    return found[["sentence", "place", "speaker", "text", "tone", "targets"]]


def second_codes(readout: Readout, path: str | Path | None = None) -> pd.DataFrame | None:
    """Read a second, independent coding of tone and main act: columns ``place``, ``tone``, ``act``.

    Returns:
        ``None`` where there is none (``seeds/<name>.second.csv``).

    Raises:
        ReadoutError: If a place is no sentence of the body or a tone is none.
    """
    found = read(readout, "second", ["place", "tone", "act"], path)
    if found is None:
        return None
    for row in located(found, readout).itertuples():
        one_of(row.tone, TONES, row.where, "tone")
    return found.drop(columns="where")


def agreement(first: pd.DataFrame | None, second: pd.DataFrame | None) -> float:
    """Cohen's kappa of two codings of tone, four classes; missing where there is only one."""
    if first is None or second is None:
        return np.nan
    both = first.merge(second, on="place", suffixes=("", "_second"))
    return kappa(both["tone"].tolist(), both["tone_second"].tolist())


def targets(codes: pd.DataFrame | None) -> pd.DataFrame:
    """Towards whom a person is made warm or harsh, by hand codes.

    Returns:
        One row a person and target. Columns ``speaker``, ``target``, ``warm``, ``harsh`` (sentences), in the
        order of the text and of the scheme.
    """
    rows = []
    for speaker, mine in codes.groupby("speaker", sort=False) if codes is not None else ():
        for target in table("tone")["targets"]:
            warm, harsh = (int(mine["targets"].map(lambda t, m=f"{target}{s}": m in t).sum()) for s in "+-")
            if warm or harsh:
                rows.append((speaker, target, warm, harsh))
    return pd.DataFrame(rows, columns=["speaker", "target", "warm", "harsh"])


def by_tone(codes: pd.DataFrame | None, speakers: Sequence[str]) -> pd.DataFrame:
    """Sentences by person and tone, by hand codes: ``speaker``, then a column a tone; empty without codes."""
    if codes is None:
        return pd.DataFrame(columns=["speaker", *TONES])
    counts = pd.crosstab(codes["speaker"], codes["tone"])
    found = counts.reindex(index=list(speakers), columns=list(TONES), fill_value=0)
    return found.rename_axis(columns=None).reset_index()


# --- validity -------------------------------------------------------------------------------------


def compare(
    gold: Sequence[str], found: Sequence[str], values: Sequence[float] | None = None
) -> dict[str, float]:
    """How far tones agree with a reader's.

    Returns:
        ``sentences``; ``accuracy``, ``majority`` (accuracy of always giving the commonest tone) and ``kappa``
        (Cohen 1960, by NLTK) of three classes, MIX held to be neither; ``kappa_four`` with MIX as a class
        of its own; ``spearman`` of the values with the reader's order (NEG < NEU = MIX < POS), missing
        without values or where either is constant.
    """
    gold, found = list(gold), list(found)
    three = [[_THREE[tone] for tone in side] for side in (gold, found)]
    order = [_RANK[tone] for tone in gold]
    defined = values is not None and len(set(order)) > 1 and len(set(values)) > 1
    return {
        "sentences": len(gold),
        "accuracy": float(np.mean([a == b for a, b in zip(*three, strict=True)])),
        "majority": max(three[0].count(tone) for tone in set(three[0])) / len(gold),
        "kappa": kappa(*three),
        "kappa_four": kappa(gold, found),
        "spearman": float(stats.spearmanr(order, values).statistic) if defined else np.nan,
    }


def kappa(one: Sequence[str], other: Sequence[str]) -> float:
    """Cohen's kappa; missing where both give one and the same tone throughout."""
    if len({*one, *other}) < 2:  # agreement by chance would be certain
        return np.nan
    data = [("a", i, x) for i, x in enumerate(one)] + [("b", i, x) for i, x in enumerate(other)]
    return AnnotationTask(data=data).kappa()


def validity(readout: Readout, codes: pd.DataFrame | None) -> pd.DataFrame:
    """How far each lexicon agrees with the hand codes of the sentences attributed to people.

    Returns:
        Index ``lexicon``; columns of :func:`compare`. Empty without hand codes.
    """
    if codes is None:
        return pd.DataFrame(columns=list(compare(["POS"], ["POS"]))).rename_axis("lexicon")
    mine = codes[codes["speaker"].isin(readout.speakers)]
    return _validity(mine["text"], mine["tone"])


def _validity(texts: Sequence[str], gold: Sequence[str]) -> pd.DataFrame:
    rows = {}
    for name in LEXICONS:
        found = [lexicons.score(text, name) for text in texts]
        rows[name] = compare(gold, [each.tone for each in found], [each.value for each in found])
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("lexicon")


@cache
def invented() -> pd.DataFrame:
    """Sentences that the project's authors wrote and coded to build and to judge the lexicon.

    Returns:
        Columns ``set`` (``build``: the lexicon was adjusted on them; ``held out``: by the same hand, not used
        for adjusting; ``locked``: written and coded apart from the lexicon, first read after it was frozen;
        ``negated``: contracted refusals and negative subjects, coded before there was a rule for them),
        ``manner`` (whose style), ``text``, ``tone``, ``act``.
    """
    text = package_files("readout").joinpath("data", "sentences.csv").read_text("utf-8")
    return pd.read_csv(io.StringIO(text), keep_default_na=False)


def validity_on_invented() -> pd.DataFrame:
    """:func:`compare` for each lexicon on each set of the invented sentences; index ``set``, ``lexicon``."""
    found = {
        name: _validity(rows["text"], rows["tone"]) for name, rows in invented().groupby("set", sort=False)
    }
    return pd.concat(found, names=["set"])


def confusion(readout: Readout, codes: pd.DataFrame | None) -> pd.DataFrame:
    """Tones by hand against those of each lexicon, over sentences attributed to people.

    Returns:
        Columns ``lexicon``, ``hand``, ``found``, ``sentences``: every combination, in the order of tones; no
        rows without hand codes.
    """
    if codes is None:
        return pd.DataFrame(columns=["lexicon", "hand", "found", "sentences"])
    mine = codes[codes["speaker"].isin(readout.speakers)]
    rows = []
    for name in LEXICONS:
        found = [lexicons.score(text, name).tone for text in mine["text"]]
        pairs = list(zip(mine["tone"], found, strict=True))
        rows += [(name, hand, other, pairs.count((hand, other))) for hand in TONES for other in TONES]
    return pd.DataFrame(rows, columns=["lexicon", "hand", "found", "sentences"])


def lengths(scored: pd.DataFrame, names: Sequence[str] = LEXICONS) -> pd.DataFrame:
    """Whether a score rises with a sentence's length: Spearman's rho with words, and its p.

    Returns:
        Index ``lexicon``; columns ``rho``, ``p``; missing where scores or lengths are constant.
    """
    rows = {}
    for name in names:
        constant = scored[name].nunique() < 2 or scored["words"].nunique() < 2
        found = (np.nan, np.nan) if constant else stats.spearmanr(scored["words"], scored[name])
        rows[name] = (float(found[0]), float(found[1]))
    return pd.DataFrame.from_dict(rows, orient="index", columns=["rho", "p"]).rename_axis("lexicon")


def toys() -> pd.DataFrame:
    """Invented sentences on which lexicons fail, with the reader's tone and every lexicon's score.

    Returns:
        Columns ``sentence``, ``reader`` (a tone), then two a lexicon: its score and its tone.
    """
    rows = []
    for entry in table("tone")["toys"]:
        row = {"sentence": entry["text"], "reader": entry["tone"]}
        for name in LEXICONS:
            found = lexicons.score(entry["text"], name)
            row |= {name: found.value, f"{name}'s tone": found.tone}
        rows.append(row)
    return pd.DataFrame(rows)


def extremes(scored: pd.DataFrame, name: str, *, top: int = 3) -> pd.DataFrame:
    """The lowest and the highest sentences of a lexicon: ``place``, ``speaker``, the score, ``text``."""
    ordered = scored.sort_values(name, kind="stable")
    ends = pd.concat([ordered.head(top), ordered.tail(top)]).drop_duplicates("place")
    return ends[["place", "speaker", name, "text"]].reset_index(drop=True)


def whole_text(readout: Readout) -> pd.DataFrame:
    """VADER's compound of all that each person is given at once, which saturates: a warning, no measure.

    Returns:
        One row a person: ``speaker``, ``compound``, ``sentences``.
    """
    rows = []
    for speaker in readout.speakers:
        mine = readout.body.loc[readout.body["speaker"] == speaker, "text"]
        rows.append((speaker, lexicons.score(" ".join(mine), "VADER").value, len(mine)))
    return pd.DataFrame(rows, columns=["speaker", "compound", "sentences"])
