"""Tone: what lexicons make of what each side is given, and how far a reader's codes bear them out.

Three lexicons score every sentence (:mod:`readout.measures.lexicons`); hand codes of tone are what they are
held against. The lexicons were chosen, and the project's own was frozen, before they were run on the locked
sentences and on the main document.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from nltk.metrics.agreement import AnnotationTask
from scipy import stats

from readout import statistics
from readout.document import Readout
from readout.measures import lexicons
from readout.measures.codes import coded_sentences, located, numbered, one_of, read, read_sentences
from readout.measures.lexicons import LEXICONS, TONES
from readout.resources import table
from readout.statistics import ClusteredMean
from readout.text import words

#: What is scored as one: sentences as printed, without reporting clauses, or stretches between commas.
UNITS = ("sentence", "sentence without frame", "sentence, by words", "clause")
#: Columns of a sheet of tone, and of a sheet of a second coding.
SHEET = ["place", "text", "tone", "targets", "note"]
_CLAUSE = re.compile(r"[^,;:—]+")
# MIX is no tone that a polarity lexicon can give; for a fair comparison it is held to be neither.
_THREE = {"POS": "POS", "NEU": "NEU", "MIX": "NEU", "NEG": "NEG"}
_CLASSES = ("POS", "NEU", "NEG")
_RANK = {"POS": 1, "NEU": 0, "MIX": 0, "NEG": -1}
#: What a table of tones rests on.
BY_HAND, BY_LIST = "hand codes", "word list"
#: With fewer sentences than these nobody's tone is judged.
FEW = 5
#: The tones that are harsh, where no target is coded.
HARSH = ("MIX", "NEG")
# What a mean of sentences is clustered by, the coarsest first.
_GROUPINGS = ("paragraph", "sentence")


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
        scored: From :func:`scores` by sentence.
        readout: The readout.
        names: The lexicons.

    Returns:
        One row a lexicon and person. Columns ``lexicon``, ``speaker``, ``mean``, ``low``, ``high`` (95 %, see
        :func:`readout.statistics.clustered_mean`; missing with fewer than ten sentences), ``units`` (what the
        interval takes for independent: ``paragraphs`` from ten of them on, else ``sentences``), ``coverage``
        (how often such an interval holds the mean in simulated texts), ``sentences``, ``positive``,
        ``neutral``, ``negative`` (sentences by :func:`readout.measures.lexicons.sign`).
    """
    rows = []
    for name in names:
        for speaker in readout.speakers:
            mine = scored[scored["speaker"] == speaker]
            found = _mean(mine, name)
            signs = [lexicons.sign(value, name) for value in mine[name]]
            rows.append(
                (name, speaker, found.value, *found.interval(), _units(found), found.coverage(), len(mine),
                 *(signs.count(sign) for sign in ("POS", "NEU", "NEG")))
            )  # fmt: skip
    columns = ["lexicon", "speaker", "mean", "low", "high", "units", "coverage", "sentences"]
    return pd.DataFrame(rows, columns=[*columns, "positive", "neutral", "negative"])


def _mean(mine: pd.DataFrame, name: str, *, by_words: bool = False) -> ClusteredMean:
    groupings = [mine[each] for each in _GROUPINGS]
    return statistics.clustered_mean(mine[name], groupings, mine["words"] if by_words else None)


def _units(found: ClusteredMean) -> str:
    return f"{_GROUPINGS[found.grouping]}s" if found.grouping >= 0 else ""


def differences(
    scored: pd.DataFrame, speakers: Sequence[str], names: Sequence[str] = LEXICONS
) -> pd.DataFrame:
    """The first person's mean minus the second's, by lexicon.

    Returns:
        One row a lexicon. Columns ``lexicon``, ``value``, ``low``, ``high``, ``detectable`` (see
        :func:`readout.statistics.clustered_difference`), ``coverage`` (of such intervals, in simulated
        texts), ``p`` (the first person's sentences are moved round the text, see
        :func:`readout.statistics.circular_shift`). Empty with fewer than two people.
    """
    rows = []
    pair = scored[scored["speaker"].isin(speakers[:2])]
    for name in names if len(speakers) > 1 else ():
        first, second = (_mean(scored[scored["speaker"] == who], name) for who in speakers[:2])
        found = statistics.clustered_difference(first, second)
        p = statistics.circular_shift(pair[name], pair["speaker"] == speakers[0])
        coverage_ = statistics.difference_coverage(first, second)
        rows.append((name, found.value, found.low, found.high, found.detectable, coverage_, p))
    return pd.DataFrame(rows, columns=["lexicon", "value", "low", "high", "detectable", "coverage", "p"])


def forks(readout: Readout, names: Sequence[str] = LEXICONS) -> pd.DataFrame:
    """The difference of two people under every combination of lexicon, unit and masking.

    A robustness display, not a search (Chan et al. 2021): all forks are shown and none is chosen for its
    result. Differences are given in standard deviations of all units, so that lexicons can be compared.

    Returns:
        One row a fork. Columns ``lexicon``, ``unit``, ``masked``, ``value``, ``low``, ``high`` (as of
        :func:`differences`), ``raw`` (the difference in the lexicon's own unit). The project's lexicon never
        counts names, so that masking is no fork for it. Empty with fewer than two people.
    """
    rows = []
    for masked in (False, True):
        chosen = [name for name in names if not (masked and name == LEXICONS[-1])]
        for unit in UNITS if len(readout.speakers) > 1 else ():
            scored = scores(readout, names=chosen, unit=unit, masked=masked)
            rows += [(name, unit, masked, *_gap(scored, name, unit, readout.speakers)) for name in chosen]
    table_ = pd.DataFrame(rows, columns=["lexicon", "unit", "masked", "value", "low", "high", "raw"])
    order = table_["lexicon"].map({name: i for i, name in enumerate(names)})
    return table_.iloc[order.sort_values(kind="stable").index].reset_index(drop=True)


def _gap(
    scored: pd.DataFrame, name: str, unit: str, speakers: Sequence[str]
) -> tuple[float, float, float, float]:
    """A difference of means in standard deviations, its limits, and the difference itself."""
    sides = [scored[scored["speaker"] == who] for who in speakers[:2]]
    spread = pd.concat(sides)[name].std(ddof=1) or np.nan
    first, second = (_mean(side, name, by_words="by words" in unit) for side in sides)
    found = statistics.clustered_difference(first, second)
    return found.value / spread, found.low / spread, found.high / spread, found.value


def drivers(readout: Readout, name: str, *, masked: bool = False) -> pd.DataFrame:
    """Which words make the second person's mean differ from the first's: a word shift.

    Returns:
        Columns ``word``, ``shift`` (towards the first person's side above 0; all of them add up to the
        difference of the two means), ``frequency`` and ``scores`` (its two parts, see
        :func:`readout.statistics.word_shift`), ``first``, ``second`` (hits), ``more`` (who is given the word
        more often by sentence; empty if both alike). Largest first. Empty with fewer than two people.
    """
    columns = ["word", "shift", "frequency", "scores", "first", "second", "more"]
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
    rates = [shift["word"].map(side).fillna(0) for side in (p1, p2)]
    shift["more"] = np.select([rates[0] > rates[1], rates[1] > rates[0]], list(readout.speakers[:2]), "")
    return shift[columns]


def stacked(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The tables of :func:`drivers` by lexicon as one, with a column ``lexicon`` in front."""
    parts_ = [table_.assign(lexicon=name) for name, table_ in tables.items()]
    found = pd.concat(parts_, ignore_index=True)
    return found[["lexicon", *found.columns.drop("lexicon")]]


# --- hand codes -----------------------------------------------------------------------------------


def scheme(kind: str = "codes") -> pd.DataFrame:
    """What is coded by hand, and what it means.

    Args:
        kind: ``codes`` of tone, or ``targets``.

    Returns:
        Columns ``code``, ``title``, ``definition``.
    """
    rows = [(code, entry["title"], entry["definition"]) for code, entry in table("tone")[kind].items()]
    return pd.DataFrame(rows, columns=["code", "title", "definition"])


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
    """Read a second, independent coding of tone and main act.

    Args:
        readout: The readout it belongs to.
        path: The sheet; default ``<name>.second.csv`` beside the text.

    Returns:
        One row a coded sentence: columns ``sentence``, ``place``, ``speaker``, ``text``, ``tone``, ``act``;
        ``None`` where there is no sheet or nothing is coded.

    Raises:
        ReadoutError: If a place is no sentence of the body or a tone is none.
    """
    found = read(readout, "second", ["place", "tone", "act"], path)
    if found is None or not found["tone"].any():
        return None
    coded = located(found[found["tone"] != ""], readout)
    for row in coded.itertuples():
        one_of(row.tone, TONES, row.where, "tone")
    coded = coded.merge(readout.body[["sentence", "speaker", "text"]], on="sentence")
    return coded[["sentence", "place", "speaker", "text", "tone", "act"]]


def agreement(first: pd.DataFrame | None, second: pd.DataFrame | None) -> float:
    """Cohen's kappa of two codings of tone, four classes; missing where there is only one."""
    both = disagreements(first, second, all_of_them=True)
    return kappa(both["first reader"].tolist(), both["second reader"].tolist())


def disagreements(
    first: pd.DataFrame | None, second: pd.DataFrame | None, *, all_of_them: bool = False
) -> pd.DataFrame:
    """Sentences that two readers give another tone.

    Args:
        first: From :func:`hand_tones`, or ``None``.
        second: From :func:`second_codes`, or ``None``.
        all_of_them: Whether sentences that both give the same tone are listed as well.

    Returns:
        Columns ``place``, ``first reader``, ``second reader``, ``text``, in the order of the text.
    """
    columns = ["place", "first reader", "second reader", "text"]
    if first is None or second is None:
        return pd.DataFrame(columns=columns)
    both = first.merge(second[["place", "tone"]], on="place", suffixes=("", "_second"))
    both = both.rename(columns={"tone": "first reader", "tone_second": "second reader"})[columns]
    alike = both["first reader"] == both["second reader"]
    return both if all_of_them else both[~alike].reset_index(drop=True)


def targets(codes: pd.DataFrame | None) -> pd.DataFrame:
    """Towards whom a person is made warm or harsh, by hand codes.

    Returns:
        One row a person and target. Columns ``speaker``, ``target`` (its title), ``warm``, ``harsh``
        (sentences), in the order of the text and of the scheme.
    """
    rows = []
    for speaker, mine in codes.groupby("speaker", sort=False) if codes is not None else ():
        for target, entry in table("tone")["targets"].items():
            warm, harsh = (int(mine["targets"].map(lambda t, m=f"{target}{s}": m in t).sum()) for s in "+-")
            if warm or harsh:
                rows.append((speaker, entry["title"], warm, harsh))
    return pd.DataFrame(rows, columns=["speaker", "target", "warm", "harsh"])


def best_tones(readout: Readout) -> tuple[str, pd.DataFrame]:
    """The reader's tones where a reader has coded any, else those of the best word list.

    Returns:
        :data:`BY_HAND` or :data:`BY_LIST`, and one row a body sentence: ``sentence``, ``place``,
        ``paragraph``, ``speaker``, ``tone`` (empty where the sentence is not coded, or the list has no word
        for it), ``harsh`` (a target is marked harsh or, where no target is coded, the tone is one of
        :data:`HARSH`), ``aimed`` (harsh, and towards whom is coded), ``at_the_other`` (a harsh target is the
        other side at the table).
    """
    codes = hand_tones(readout)
    if codes is None:
        basis, tones, targets_ = BY_LIST, _listed_tones(readout), {}
    else:
        by_sentence = codes.set_index("sentence")
        basis, tones, targets_ = BY_HAND, by_sentence["tone"].to_dict(), by_sentence["targets"].to_dict()
    found = readout.body[["sentence", "paragraph", "speaker"]].reset_index(drop=True)
    found["place"] = [readout.places[sentence] for sentence in found["sentence"]]
    found["tone"] = [tones.get(sentence, "") for sentence in found["sentence"]]
    aimed = [targets_.get(sentence, ()) for sentence in found["sentence"]]
    found["harsh"] = [
        any(each.endswith("-") for each in at) if at else tone in HARSH
        for at, tone in zip(aimed, found["tone"], strict=True)
    ]
    found["aimed"] = [harsh and bool(at) for harsh, at in zip(found["harsh"], aimed, strict=True)]
    found["at_the_other"] = ["PARTNER-" in at for at in aimed]
    columns = ["sentence", "place", "paragraph", "speaker", "tone", "harsh", "aimed", "at_the_other"]
    return basis, found[columns]


def _listed_tones(readout: Readout) -> dict[int, str]:
    """The best word list's tone of every sentence for which it has a word."""
    scored = {s.sentence: lexicons.score(s.text, best_list()) for s in readout.body.itertuples()}
    return {at: score.tone for at, score in scored.items() if any(part.value for part in score.parts)}


def by_tone(tones: pd.DataFrame, voices: Sequence[str]) -> pd.DataFrame:
    """Sentences by voice and tone.

    Args:
        tones: From :func:`best_tones`.
        voices: The voices, in order; those without a sentence are left out.

    Returns:
        One row a voice. Columns ``speaker``, one a tone, ``uncoded``, ``coded``, ``harsh``, ``aimed``,
        ``at_the_other``.
    """
    kinds = [*TONES, "uncoded"]
    counts = pd.crosstab(tones["speaker"], tones["tone"].replace("", "uncoded"))
    counts = counts.reindex(columns=kinds, fill_value=0)
    counts["coded"] = counts[list(TONES)].sum(axis=1)
    counts = counts.join(tones.groupby("speaker")[["harsh", "aimed", "at_the_other"]].sum())
    present = [voice for voice in voices if voice in counts.index]
    return counts.reindex(present).rename_axis(index="speaker", columns=None).reset_index()


def harsh_ways(readout: Readout) -> pd.DataFrame:
    """Sentences with a harsh word under every way to count them, by hand codes.

    Returns:
        One row a way and person with coded sentences. Columns ``speaker``, ``way`` (``target``: as of
        :func:`best_tones`; ``first reader``, ``second reader``: those whose tone is one of :data:`HARSH`),
        ``harsh``, ``coded``. Empty without hand codes.
    """
    basis, tones = best_tones(readout)
    if basis != BY_HAND:
        return pd.DataFrame(columns=["speaker", "way", "harsh", "coded"])
    coded = tones[tones["tone"] != ""]
    ways = {"target": coded["harsh"], "first reader": coded["tone"].isin(HARSH)}
    tables = {way: coded[["speaker"]].assign(harsh=harsh) for way, harsh in ways.items()}
    second = second_codes(readout)
    if second is not None:
        tables["second reader"] = second[["speaker"]].assign(harsh=second["tone"].isin(HARSH))
    rows = []
    for speaker in readout.speakers:
        for way, each in tables.items():
            mine = each.loc[each["speaker"] == speaker, "harsh"]
            if len(mine):
                rows.append((speaker, way, int(mine.sum()), len(mine)))
    return pd.DataFrame(rows, columns=["speaker", "way", "harsh", "coded"])


def stretches(tones: pd.DataFrame, speakers: Sequence[str]) -> pd.DataFrame:
    """Whether one person's sentences differ from other stretches of the text as long.

    Neighbouring sentences are alike, so a test that shuffles them finds too much; this leaves their order.

    Args:
        tones: From :func:`best_tones`.
        speakers: The people; the first two are compared.

    Returns:
        One row a mark that any sentence has, ``harsh`` and ``neutral``. Columns ``mark``, ``speaker`` (of the
        two the one with fewer coded sentences), ``places`` (that its sentences can have as one block), ``p``
        (share of these where they are as far from the mean, see
        :func:`readout.statistics.circular_shift`), ``paragraph``, ``rank``, ``paragraphs`` (where they are
        one paragraph: its number, its rank by share of such sentences, the most first, and of how many).
        Empty where one of the two has fewer than :data:`FEW` coded sentences.
    """
    coded = tones[(tones["tone"] != "") & tones["speaker"].isin(speakers[:2])]
    sizes = coded["speaker"].value_counts().reindex(speakers[:2], fill_value=0)
    columns = ["mark", "speaker", "places", "p", "paragraph", "rank", "paragraphs"]
    if len(sizes) < 2 or sizes.min() < FEW:
        return pd.DataFrame(columns=columns)
    shorter = sizes.idxmin()
    block = coded["speaker"] == shorter
    own = coded.loc[block, "paragraph"].unique()
    rows = []
    for mark, marked in (("harsh", coded["harsh"]), ("neutral", coded["tone"] == "NEU")):
        if not marked.any():
            continue
        shares = marked.groupby(coded["paragraph"]).mean()
        rank = int((shares > shares[own[0]]).sum()) + 1 if len(own) == 1 else pd.NA
        place = int(own[0]) if len(own) == 1 else pd.NA
        p = statistics.circular_shift(marked, block)
        rows.append((mark, shorter, len(coded), p, place, rank, len(shares)))
    return pd.DataFrame(rows, columns=columns)


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
    mine = None if codes is None else codes[codes["speaker"].isin(readout.speakers)]
    if mine is None or mine.empty:
        return pd.DataFrame(columns=list(compare(["POS"], ["POS"]))).rename_axis("lexicon")
    return _validity(mine["text"], mine["tone"])


def validity_by_reader(readout: Readout) -> pd.DataFrame:
    """:func:`validity` against the first and the second reader.

    Returns:
        Columns ``lexicon``, then ``accuracy`` and ``kappa`` by reader (``accuracy, first reader``); empty
        without hand codes.
    """
    readers = {"first reader": hand_tones(readout), "second reader": second_codes(readout)}
    tables = [
        validity(readout, codes)[["accuracy", "kappa"]].add_suffix(f", {reader}")
        for reader, codes in readers.items()
        if codes is not None
    ]
    return pd.concat(tables, axis=1).reset_index() if tables else pd.DataFrame()


def _validity(texts: Sequence[str], gold: Sequence[str]) -> pd.DataFrame:
    rows = {}
    for name in LEXICONS:
        found = [lexicons.score(text, name) for text in texts]
        rows[name] = compare(gold, [each.tone for each in found], [each.value for each in found])
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("lexicon")


def invented() -> pd.DataFrame:
    """Sentences that the project's authors wrote and coded to build and to judge the lexicon.

    Returns:
        Columns ``set`` (``build``: the lexicon was adjusted on them; ``held out``: by the same hand, not used
        for adjusting; ``locked``: written and coded apart from the lexicon, first read after it was frozen;
        ``negated``: contracted refusals and negative subjects, coded before there was a rule for them),
        ``manner`` (whose style), ``text``, ``tone``, ``act``.
    """
    return coded_sentences("sentences")


def validity_on_invented() -> pd.DataFrame:
    """:func:`compare` for each lexicon on each set of the invented sentences; index ``set``, ``lexicon``."""
    found = {
        name: _validity(rows["text"], rows["tone"]) for name, rows in invented().groupby("set", sort=False)
    }
    return pd.concat(found, names=["set"])


@cache
def measured() -> pd.DataFrame:
    """How often each lexicon is right on the locked sentences, which no rule was made on.

    Returns:
        Index ``lexicon``. Columns ``sentences``; ``accuracy`` and ``kappa`` of three classes, ``gain`` (its
        kappa less VADER's), each with ``_low`` and ``_high`` (95 %, percentile bootstrap over sentences, the
        same samples for all lexicons).
    """
    locked = invented()[invented()["set"] == "locked"]
    gold = [_THREE[tone] for tone in locked["tone"]]
    drawn = {}
    for name in LEXICONS:
        found = [_THREE[lexicons.score(text, name).tone] for text in locked["text"]]
        cells = np.zeros((len(gold), 3, 3))
        for at, pair in enumerate(zip(gold, found, strict=True)):
            cells[at, *(_CLASSES.index(tone) for tone in pair)] = 1
        flat = cells.reshape(len(gold), -1)
        sums = np.vstack([flat.sum(axis=0), statistics.resampled_sums(flat)])
        drawn[name] = _accuracy_and_kappa(sums.reshape(-1, 3, 3))
    rows = {}
    for name, (accuracy, kappas) in drawn.items():
        values = {"accuracy": accuracy, "kappa": kappas, "gain": kappas - drawn["VADER"][1]}
        rows[name] = {"sentences": len(gold)}
        for what, each in values.items():
            low, high = statistics.limits(each[1:])
            rows[name] |= {what: each[0], f"{what}_low": low, f"{what}_high": high}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("lexicon")


def _accuracy_and_kappa(tables: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of many square tables of counts, a reader's classes by a lexicon's."""
    shares = tables / tables.sum(axis=(1, 2), keepdims=True)
    same = np.trace(shares, axis1=1, axis2=2)
    by_chance = (shares.sum(axis=1) * shares.sum(axis=2)).sum(axis=1)
    return same, (same - by_chance) / (1 - by_chance)


def best_list() -> str:
    """The lexicon with the highest kappa on the locked sentences.

    Example:
        >>> best_list()
        'diplomatic'
    """
    return str(measured()["kappa"].idxmax())


def confusion(readout: Readout, codes: pd.DataFrame | None) -> pd.DataFrame:
    """Tones by hand against those of each lexicon, over sentences attributed to people.

    Returns:
        Columns ``lexicon``, ``hand``, ``found``, ``sentences``: every combination, in the order of tones; no
        rows without hand codes.
    """
    mine = None if codes is None else codes[codes["speaker"].isin(readout.speakers)]
    if mine is None or mine.empty:
        return pd.DataFrame(columns=["lexicon", "hand", "found", "sentences"])
    rows = []
    for name in LEXICONS:
        found = [lexicons.score(text, name).tone for text in mine["text"]]
        pairs = list(zip(mine["tone"], found, strict=True))
        rows += [(name, hand, other, pairs.count((hand, other))) for hand in TONES for other in TONES]
    return pd.DataFrame(rows, columns=["lexicon", "hand", "found", "sentences"])


def lengths(scored: pd.DataFrame, names: Sequence[str] = LEXICONS) -> pd.DataFrame:
    """Whether a score rises with a sentence's length: Spearman's rho with words, and its p.

    Returns:
        Index ``lexicon``; columns ``rho``, ``p``; missing with fewer than
        :data:`readout.statistics.MIN_UNITS` sentences and where scores or lengths are constant.
    """
    rows = {}
    for name in names:
        constant = scored[name].nunique() < 2 or scored["words"].nunique() < 2
        asked = len(scored) >= statistics.MIN_UNITS and not constant
        found = stats.spearmanr(scored["words"], scored[name]) if asked else (np.nan, np.nan)
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
