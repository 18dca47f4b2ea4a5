"""Term frequency and keyness: which words fill what is attributed to each voice, and which set it apart.

Counts leave out the words of reporting frames ("Xi Jinping pointed out that") and, in term tables, the
stop list, bare numbers, and names and titles of the speakers; rates are per 1,000 of all the words that are
counted for the voice.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

import numpy as np
import pandas as pd

from readout import resources, statistics
from readout.document import UNNAMED, Readout
from readout.statistics import MIN_UNITS, RESAMPLES, SEED
from readout.text import words
from readout.text.phrases import Phrases, normal
from readout.text.tokens import stretches, tokenise

PER = 1000
#: A rate of fewer hits than this is drawn hollow: one sentence more would change it visibly.
FEW = 5
#: Terms seen less often than this are not compared.
LEAST = 3
#: How many terms a "top" list holds.
TOP = 20
#: The rules for words whose effect on the term tables is shown.
TERM_RULES = ("A", "B", "C")
#: Sum of the informative prior of :func:`keyness`, in words, and the count a word gets in the flat one.
PRIOR_WORDS = 500
FLAT_PRIOR = 0.01
#: What the terms of :func:`pair_names` are called.
PAIR_NAMES = "names of the pair: their order, not content"
#: What stands against a speaker who is the only one.
REST = "rest of the body"

_PAIR_NAME = re.compile(r"[A-Z][^\W\d_]*[-‐‑][A-Z][^\W\d_]*")
_COUNTED = ["sentence", "paragraph", "speaker", "start", "end", "text", "term"]


def counted(
    readout: Readout,
    *,
    rule: str = words.REFERENCE,
    frames: bool = False,
    names: bool = False,
    plurals: bool = False,
    speakers: bool = False,
) -> pd.DataFrame:
    """List the words of the body that a term count is taken from.

    Args:
        readout: The readout.
        rule: One of :data:`readout.text.words.RULES`.
        frames: Whether the words of reporting frames count.
        names: Whether a name of several words (``data/names.toml``, and the speakers' own) is one term.
        plurals: Whether the plurals of ``data/plurals.toml`` count with their singular.
        speakers: Whether names and titles of the speakers are content; they tell who is reported, not what.

    Returns:
        One row a word (or name) in document order. Columns ``sentence``, ``paragraph``, ``speaker``,
        ``start``, ``end``, ``text`` (as printed), ``term``, ``named`` (part of a name or title that is left
        out) and ``content`` (neither that nor on the stop list nor a bare number).

    Raises:
        KeyError: If there is no rule of that name.

    Example:
        >>> from readout import parse
        >>> found = parse("President Ana Sol said that the United Nations and its countries met.")
        >>> table = counted(found, names=True, plurals=True)
        >>> table.loc[table["content"], "term"].tolist()
        ['United Nations', 'country', 'met']
        >>> found = parse("President Ana Sol said that President Sol trusts the President of Meridia.")
        >>> [counted(found, speakers=kept).query("content")["term"].tolist() for kept in (False, True)]
        [['trusts', 'meridia'], ['president', 'sol', 'trusts', 'president', 'meridia']]
    """
    found = readout.tokens if rule == words.REFERENCE else tokenise(readout.text, readout.body, rule=rule)
    found = found[found["body"] & (frames | ~found["frame"])]
    content = ~found["stop"] & ~found["term"].str.fullmatch(r"\d+")
    found = found[_COUNTED].assign(named=False, content=content).reset_index(drop=True)
    if not speakers:
        named = _names_and_titles(found, readout, rule)
        found = found.assign(named=named, content=found["content"] & ~named)
    if names:
        found = _with_whole_names(found, readout, rule)
    if plurals:
        found = found.assign(term=found["term"].replace(resources.table("plurals")["singular"]))
    return found


def _names_and_titles(found: pd.DataFrame, readout: Readout, rule: str) -> np.ndarray:
    """Which words are names of a speaker, whole or in part, or a speaker's title; names have a capital."""
    people = readout.people[readout.people["name"].isin(readout.speakers)]
    titles = {title for listed in people["titles"] for title in listed.split("; ") if title}
    names = {part for name in readout.speakers for part in (name, *name.split())}
    names |= {f"{title}s" for title in titles}  # "Presidents Sol and Lund", but not "the presidents"
    forms = {
        " ".join(words.term(form[a:b]).lower() for a, b in words.spans(form, rule=rule)): form in titles
        for form in sorted(names | titles)
    }
    forms.pop("", None)
    lower, runs = found["term"].str.lower().tolist(), stretches(readout.text, found).tolist()
    capital = found["text"].str[:1].str.isupper().to_numpy()
    named = np.zeros(len(found), dtype=bool)
    for at, size, form in Phrases(forms).find(lower, runs):
        if forms[form] or capital[at]:
            named[at : at + size] = True
    return named


def _with_whole_names(found: pd.DataFrame, readout: Readout, rule: str) -> pd.DataFrame:
    """Join the words of each name into one row; the longest name wins, and none crosses punctuation."""
    listed = [name for group in resources.table("names").values() for name in group]
    known: dict[str, str] = {}
    for name in [*listed, *readout.speakers]:
        parts = [name[a:b].lower() for a, b in words.spans(name, rule=rule)]
        if len(parts) > 1:
            known.setdefault(" ".join(parts), name)
    lower, runs = found["term"].str.lower().tolist(), stretches(readout.text, found).tolist()
    names, rows, at = Phrases(known), [], 0
    while at < len(lower):
        size, form = names.at(at, lower, runs)
        rows.append((at, at + size - 1, known.get(form)))
        at += size
    first, last, whole = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
    joined = found.iloc[first].reset_index(drop=True)
    is_name = pd.Series(whole, dtype=object).notna()
    return joined.assign(
        end=found["end"].iloc[last].to_numpy(),
        text=[readout.text[a:b] for a, b in zip(joined["start"], found["end"].iloc[last], strict=True)],
        term=joined["term"].where(~is_name, pd.Series(whole, dtype=object)).astype("str"),
        content=joined["content"] | (is_name & ~joined["named"]),
    )


def frequency(
    readout: Readout, *, content: bool = True, least: int = 1, **choices: str | bool
) -> pd.DataFrame:
    """Count every term of every voice.

    Args:
        readout: The readout.
        content: Leave out the stop list and bare numbers.
        least: Leave out terms that the voice has less often.
        choices: Options of :func:`counted`, such as ``frames=True`` or ``rule="C"``.

    Returns:
        One row a voice and term; voices in the order of ``readout.voices``, then most frequent first,
        ties by term. Columns ``speaker``, ``term``, ``count``, ``per_1000`` (of all words counted for
        the voice, stop words included), ``sentences`` and ``paragraphs`` that hold it.

    Example:
        >>> import readout
        >>> table = frequency(readout.load("xi-putin-2021-12-15"))
        >>> table[["speaker", "term", "count", "sentences", "paragraphs"]].head(1).values.tolist()
        [['Xi Jinping', 'cooperation', 28, 19, 10]]
    """
    found = counted(readout, **choices)
    sizes = found["speaker"].value_counts()
    kept = found[found["content"]] if content else found
    rows = kept.groupby(["speaker", "term"])["sentence"].agg(count="size", sentences="nunique")
    rows["paragraphs"] = kept.groupby(["speaker", "term"])["paragraph"].nunique()
    rows = rows[rows["count"] >= least].reset_index()
    rows.insert(3, "per_1000", rows["count"] / rows["speaker"].map(sizes).astype(float) * PER)
    rows["speaker"] = pd.Categorical(rows["speaker"], categories=readout.voices, ordered=True)
    rows = rows.sort_values(["speaker", "count", "term"], ascending=[True, False, True], ignore_index=True)
    return rows.astype({"speaker": "str"})


def printed(readout: Readout, phrases: Iterable[str] = ()) -> dict[str, str]:
    """How terms are spelt in prose and in figures: in the form in which the text prints them most often.

    Terms are counted in small letters; a reader expects "China" and "Security Council". A capital that only
    opens a sentence or a quotation says nothing about a word, so such forms count where there is no other,
    and then as a name only if the gazetteer has it or a second capital follows.

    Args:
        readout: The readout; its body is looked at, reporting clauses included.
        phrases: Sequences of terms that are wanted too, such as ``"security council"``.

    Returns:
        The printed form by term and by part of a hyphenated one, possessives left out, of equally frequent
        forms that in small letters; by phrase, of those that occur.

    Example:
        >>> from readout import parse
        >>> found = parse("President Ana Sol said that Norr's trade helps. Trade at the Velm Fair grew.")
        >>> forms = printed(found, ["velm fair"])
        >>> [forms[term] for term in ("norr", "trade", "velm fair")]
        ['Norr', 'trade', 'Velm Fair']
    """
    found = readout.tokens[readout.tokens["body"]]
    texts, known = found["text"].map(words.bare).tolist(), found["term"].tolist()
    opens = [_opens(readout.text[:start].rstrip()[-1:]) for start in found["start"]]
    forms = _most_often(_with_parts(zip(known, texts, opens, strict=True)))
    runs = stretches(readout.text, found).tolist()
    for phrase in phrases:
        hits = [
            (
                phrase,
                " ".join([forms[known[at]] if opens[at] else texts[at], *texts[at + 1 : at + size]]),
                False,
            )
            for at, size, _ in Phrases([normal(phrase)]).find(known, runs)
        ]
        forms |= _most_often(hits)
    return forms


def _with_parts(spelt: Iterable[tuple[str, str, bool]]) -> Iterator[tuple[str, str, bool]]:
    """Words, and the parts of those with a hyphen, which other rules count apart."""
    for term, form, opens in spelt:
        yield term, form, opens
        if "-" in form:
            yield from ((words.term(part), part, opens) for part in form.split("-") if part)


def as_printed(readout: Readout, table: pd.DataFrame) -> pd.DataFrame:
    """A table with its column ``term`` as :func:`printed` spells it, for a reader."""
    forms = printed(readout)
    return table.assign(term=[forms.get(term, term) for term in table["term"]])


def _opens(before: str) -> bool:
    """Whether a word begins something, by the last mark before it: an empty one, a stop, a quotation mark."""
    return not before.isalnum() and before not in {",", ";", "%"}


def _most_often(spelt: Iterable[tuple[str, str, bool]]) -> dict[str, str]:
    """The form of each term that stands most often where it opens nothing."""
    inside: Counter[tuple[str, str]] = Counter()
    for term, form, opens in spelt:
        inside[term, form] += not opens
    found: dict[str, str] = {}
    for (term, form), hits in sorted(
        inside.items(), key=lambda item: (-item[1], not item[0][1].islower(), item)
    ):
        is_name = form[1:] != form[1:].lower() or form.split("-")[0] in _names()
        found.setdefault(term, form if hits or is_name else term)
    return found


@cache
def _names() -> frozenset[str]:
    """The forms of the gazetteer that are a single word with a capital."""
    groups = (group for group in resources.table("gazetteer").values() if isinstance(group, Mapping))
    forms = (form.strip() for group in groups for pair in group.items() for form in ",".join(pair).split(","))
    return frozenset(form for form in forms if " " not in form and form[:1].isupper())


def _of(table: pd.DataFrame, speaker: str) -> pd.DataFrame:
    return table[table["speaker"] == speaker]


def sides(readout: Readout, **choices: str | bool) -> dict[str, pd.DataFrame]:
    """The two groups of words that are compared: of the two people who are given most.

    Where one person only is reported, the rest of the body stands on the other side.

    Args:
        readout: The readout.
        choices: Options of :func:`counted`.

    Returns:
        Label and words (as :func:`counted`), first and second; the second can be empty.
    """
    found = counted(readout, **choices)
    first, *others = readout.speakers or UNNAMED[:1]
    second = others[0] if others else REST
    of_second = found["speaker"] == second if others else found["speaker"] != first
    return {first: found[found["speaker"] == first], second: found[of_second]}


def _counts(groups: Sequence[pd.DataFrame]) -> tuple[pd.DataFrame, np.ndarray]:
    """Sentences by terms of two groups, and which sentences are the first's."""
    both = pd.concat(groups, keys=[0, 1], names=["group"]).reset_index("group")
    counts = pd.crosstab([both["group"], both["sentence"]], both["term"])
    return counts, counts.index.get_level_values("group") == 0


def rates(
    groups: Mapping[str, pd.DataFrame], *, terms: Sequence[str] | None = None, unit: str = "sentence"
) -> pd.DataFrame:
    """Rates of terms in two groups of words, with what resampling their sentences does to them.

    Args:
        groups: From :func:`sides`.
        terms: Terms in order; default the ten most frequent content terms of each group that it has
            at least :data:`LEAST` times, by their total, ties by term.
        unit: What is resampled: ``"sentence"`` or ``"paragraph"``.

    Returns:
        One row a term and group. Columns ``term``, ``speaker`` (the group's label), ``count``,
        ``per_1000``, ``low``, ``high`` (percentile bootstrap over the group's sentences, missing for
        fewer than :data:`readout.statistics.MIN_UNITS` of them or no hit at all).
    """
    if terms is None:
        terms = _most_frequent(groups.values(), each=10)
    rows = [
        {"term": term, "speaker": label, **values}
        for label, group in groups.items()
        for term, values in zip(terms, _rates_of(group, terms, unit), strict=True)
    ]
    order = {term: place for place, term in enumerate(terms)}
    found = pd.DataFrame(rows, columns=["term", "speaker", "count", "per_1000", "low", "high"])
    return found.sort_values("term", key=lambda column: column.map(order), kind="stable", ignore_index=True)


def widening(groups: Mapping[str, pd.DataFrame], found: pd.DataFrame) -> pd.DataFrame:
    """How many times as wide intervals of rates become if whole paragraphs are drawn, not sentences.

    Neighbouring sentences resemble each other; drawn one by one they can make an interval too short.

    Args:
        groups: From :func:`sides`.
        found: From :func:`rates` of the same groups.

    Returns:
        One row a side that has paragraphs enough (:data:`readout.statistics.MIN_UNITS`). Index
        ``speaker``; columns ``median`` and ``max`` over the terms.
    """
    wider = rates(groups, terms=list(dict.fromkeys(found["term"])), unit="paragraph")
    widths = [(table["high"] - table["low"]).to_numpy() for table in (wider, found)]
    factors = pd.DataFrame({"speaker": found["speaker"], "factor": widths[0] / widths[1]}).dropna()
    return factors.groupby("speaker", sort=False)["factor"].agg(["median", "max"])


def _most_frequent(groups: Iterable[pd.DataFrame], *, each: int) -> list[str]:
    chosen, totals = set(), pd.Series(dtype="int64")
    for group in groups:
        counts = content_counts(group)
        chosen |= set(counts[counts >= LEAST].index[:each])
        totals = totals.add(counts, fill_value=0)
    return ordered(totals[totals.index.isin(chosen)]).index.tolist()


def ordered(counts: pd.Series) -> pd.Series:
    """Counts, or other amounts, by size; ties by the index.

    Example:
        >>> ordered(pd.Series({"b": 1, "c": 2, "a": 1})).index.tolist()
        ['c', 'a', 'b']
    """
    return counts.sort_index().sort_values(ascending=False, kind="stable")


def content_counts(group: pd.DataFrame) -> pd.Series:
    """How often each content term stands in some of the words of :func:`counted`, as :func:`ordered`."""
    return ordered(group.loc[group["content"], "term"].value_counts())


def _rates_of(group: pd.DataFrame, terms: Sequence[str], unit: str) -> list[dict[str, float]]:
    """Count, rate and limits of each term in one group."""
    found = _counts_by(unit, group, terms)
    *count, size = found.sum(axis=0)
    count, per = np.array(count), PER / max(1, size)
    low = high = np.full(len(terms), np.nan)
    if len(found) >= MIN_UNITS:
        sums = statistics.resampled_sums(found)
        low, high = statistics.limits(sums[:, :-1] / sums[:, -1:] * PER)
        low, high = (np.where(count > 0, limit, np.nan) for limit in (low, high))
    columns = zip(count.astype(int).tolist(), low.tolist(), high.tolist(), strict=True)
    return [{"count": n, "per_1000": n * per, "low": a, "high": b} for n, a, b in columns]


# --- what the counting choices do to the tables ---------------------------------------------------


def ranks(readout: Readout, *, top: int = 10, rules: Sequence[str] = TERM_RULES) -> pd.DataFrame:
    """The most frequent terms of the two people given most, under each rule for words.

    Returns:
        One row a person, rule and place. Columns ``speaker``, ``rule``, ``rank`` (1 to ``top``, ties by
        term), ``term``, ``count``. Terms seen less than :data:`LEAST` times are left out.
    """
    tables = []
    for rule in rules:
        for speaker in readout.speakers[:2]:
            found = frequency(readout, rule=rule, least=LEAST).pipe(_of, speaker).head(top)
            tables.append(
                found[["speaker", "term", "count"]].assign(rule=rule, rank=range(1, len(found) + 1))
            )
    columns = ["speaker", "rule", "rank", "term", "count"]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


#: Ways of counting that :func:`choices` compares with the reference, by what is done differently.
_CHOICES: dict[str, dict[str, str | bool]] = {
    "rule A (reference)": {},
    "rule B: hyphens split, single letters dropped": {"rule": "B"},
    "rule C: hyphens split, figures dropped": {"rule": "C"},
    "reporting clauses counted": {"frames": True},
    "names kept whole": {"names": True},
    "plurals folded": {"plurals": True},
    "names and titles of the speakers listed": {"speakers": True},
    "no stop list": {"content": False},
}
_THEIR_STOP_LIST = "stop list of scikit-learn"


def choices(readout: Readout, *, top: int = TOP) -> pd.DataFrame:
    """What each choice of counting does to a speaker's most frequent terms.

    Returns:
        One row a person (of the two given most) and way of counting. Columns ``speaker``, ``choice``,
        ``words`` (all that are counted), ``kept`` (after the stop list), ``types`` (different ones kept),
        ``overlap`` (Jaccard index of the top list with the reference's, by term, ties cut by term),
        ``enters`` and ``leaves`` (terms of the top list as :func:`printed`, most frequent first).
    """
    rows, forms = [], printed(readout)
    for speaker in readout.speakers[:2]:
        reference = None
        for choice, kept, size in _under_choices(readout, speaker):
            ours = kept.index[:top].tolist()
            reference = ours if reference is None else reference
            rows.append(
                {
                    "speaker": speaker,
                    "choice": choice,
                    "words": size,
                    "kept": int(kept.sum()),
                    "types": len(kept),
                    "overlap": len(set(ours) & set(reference)) / max(1, len({*ours, *reference})),
                    "enters": ", ".join(forms.get(t, t) for t in ours if t not in reference),
                    "leaves": ", ".join(forms.get(t, t) for t in reference if t not in ours),
                }
            )
    columns = ["speaker", "choice", "words", "kept", "types", "overlap", "enters", "leaves"]
    return pd.DataFrame(rows, columns=columns)


def _under_choices(readout: Readout, speaker: str) -> Iterable[tuple[str, pd.Series, int]]:
    for choice, options in _CHOICES.items():
        content = options.get("content", True)
        found = counted(readout, **{k: v for k, v in options.items() if k != "content"}).pipe(_of, speaker)
        kept = found[found["content"]] if content else found
        yield choice, ordered(kept["term"].value_counts()), len(found)
    found = counted(readout).pipe(_of, speaker)
    theirs = found["term"].str.lower().isin(_their_stop_words()) | found["term"].str.fullmatch(r"\d+")
    yield _THEIR_STOP_LIST, ordered(found.loc[~theirs, "term"].value_counts()), len(found)


def _their_stop_words() -> frozenset[str]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # noqa: PLC0415 - a slow import, rarely used

    return ENGLISH_STOP_WORDS


def stop_lists(readout: Readout) -> pd.DataFrame:
    """The words of this text on which our stop list and scikit-learn's differ.

    Theirs is applied as it usually is, after lower-casing, so that acronyms can be hit.

    Returns:
        One row a term, most frequent first, ties by term. Columns ``term``, ``count`` (in the body,
        frames left out) and ``removed_by`` (``"scikit-learn only"`` or ``"ours only"``).
    """
    counts = ordered(counted(readout)["term"].value_counts())
    theirs = counts.index.str.lower().isin(_their_stop_words())
    ours = counts.index.isin(resources.stop_words())
    found = pd.DataFrame({"term": counts.index, "count": counts.to_numpy()})
    found["removed_by"] = np.where(ours, "ours only", "scikit-learn only")
    return found[theirs != ours].reset_index(drop=True)


# --- keyness ---------------------------------------------------------------------------------------

#: Words in the order of the text (as :func:`counted`), a plain frequency list, or plain words.
Words = pd.DataFrame | pd.Series | Mapping[str, int] | Iterable[str]


def keyness(
    target: Words,
    reference: Words,
    *,
    cells: int = 4,
    least: int = LEAST,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> pd.DataFrame:
    """Compare every term of two groups of words: size of the difference, evidence, and raw counts.

    Args:
        target: Words as from :func:`sides` or ``readout.tokens``, a frequency list ``{term: count}``,
            or a list of words.
        reference: The same; a plain frequency list is enough, but without sentences nothing can be
            permuted, so that ``p``, ``p_family``, ``critical`` and ``p_moved`` are missing.
        cells: Which G2 the permutation is about: 4 (Dunning 1993) or 2 (Rayson & Garside 2000).
        least: Terms with fewer hits in both together are compared, but not listed.
        resamples: Number of random relabellings of sentences.
        seed: Seed of the random generator.

    Returns:
        One row a term, largest ``g2`` first whatever its direction, ties by term; names and titles of the
        speakers belong to the vocabulary, but are listed only if they were counted as content. Columns:
        ``term``;
        ``target``, ``reference`` and ``hits`` (both together); ``target_per_1000``,
        ``reference_per_1000``; ``g2`` (four cells) and ``g2_two_cells``, negative where the reference
        has the higher rate; ``log_ratio`` (0 replaced by 0.5); ``z_informative`` (log-odds with a prior of
        :data:`PRIOR_WORDS` words in the proportions of both groups together) and ``z_flat`` (prior
        :data:`FLAT_PRIOR` a word); ``p`` (permutation, of this term alone); ``p_family`` (of the
        largest in the whole vocabulary); ``critical`` (the |G2| that only 5 % of relabellings exceed
        anywhere, the same in all rows); ``p_moved`` (of this term alone, by moving the groups round the
        text instead: :func:`readout.statistics.moved_round`); ``target_sentences``,
        ``reference_sentences``; ``stop``.

    Raises:
        ValueError: If one of the two has no words.

    Example:
        >>> table = keyness({"trade": 10, "peace": 90}, {"trade": 5, "peace": 195})
        >>> table.loc[table["term"] == "trade", ["target", "reference", "g2"]].round(2).values.tolist()
        [[10.0, 5.0, 7.33]]
    """
    a, b = _frequencies(target), _frequencies(reference)
    if not a.sum() or not b.sum():
        raise ValueError(f"both need words to be compared, got {a.sum()} and {b.sum()}")
    vocabulary = sorted({*a.index, *b.index})
    a, b = (x.reindex(vocabulary).fillna(0).to_numpy(dtype=float) for x in (a, b))
    n1, n2 = a.sum(), b.sum()
    sign = np.sign(a / n1 - b / n2)
    informative = PRIOR_WORDS * (a + b) / (n1 + n2)
    found = pd.DataFrame(
        {
            "term": vocabulary,
            "target": a.astype(int),
            "reference": b.astype(int),
            "hits": (a + b).astype(int),
            "target_per_1000": a / n1 * PER,
            "reference_per_1000": b / n2 * PER,
            "g2": sign * statistics.g2(a, b, n1, n2),
            "g2_two_cells": sign * statistics.g2(a, b, n1, n2, cells=2),
            "log_ratio": statistics.log_ratio(a, b, n1, n2),
            "z_informative": statistics.log_odds(a, b, informative)[1],
            "z_flat": statistics.log_odds(a, b, FLAT_PRIOR)[1],
        }
    )
    found = found.assign(**_by_permutation([target, reference], cells, resamples, seed))
    found["stop"] = found["term"].isin(resources.stop_words())
    found = found[(found["hits"] >= least) & ~found["term"].isin(_only_named([target, reference]))]
    return found.sort_values("g2", key=abs, ascending=False, kind="stable", ignore_index=True)


def compare(groups: Mapping[str, pd.DataFrame], **options: int) -> pd.DataFrame:
    """Compare the two groups of :func:`sides`: their :func:`keyness`, or no row where one has no words."""
    a, b = groups.values()
    if a.empty or b.empty:
        return keyness({"a": 1, "b": 1}, {"a": 1, "b": 1}).head(0)
    return keyness(a, b, **options)


def _only_named(groups: Sequence[Words]) -> set[str]:
    """Terms that stand for nothing but names and titles of the speakers in words from :func:`counted`."""
    tables = [group for group in groups if isinstance(group, pd.DataFrame) and "named" in group]
    if not tables:
        return set()
    always = pd.concat(tables).groupby("term")["named"].all()
    return set(always.index[always])


def _frequencies(source: Words) -> pd.Series:
    if isinstance(source, pd.DataFrame):
        return source["term"].value_counts()
    if not isinstance(source, Mapping | pd.Series):
        return pd.Series(list(source), dtype="str").value_counts()
    if isinstance(source, pd.Series) and not pd.api.types.is_numeric_dtype(source):
        return source.value_counts()
    counts = pd.Series(dict(source), dtype="int64")
    if (counts < 0).any():
        raise ValueError(f"a count is below 0: {counts.idxmin()!r}")
    return counts


def _by_permutation(groups: Sequence[Words], cells: int, resamples: int, seed: int) -> dict[str, np.ndarray]:
    """The columns of :func:`keyness` that need sentences, in the vocabulary's order."""
    if not all(isinstance(group, pd.DataFrame) and "sentence" in group for group in groups):
        missing = ("p", "p_family", "critical", "p_moved", "target_sentences", "reference_sentences")
        return dict.fromkeys(missing, np.nan)
    table, first = _counts(groups)
    counts, g2 = table.sort_index(axis="columns").to_numpy(), partial(statistics.g2, cells=cells)
    test = statistics.largest_by_chance(counts, first, g2, resamples=resamples, seed=seed)
    as_read = np.argsort(table.index.get_level_values("sentence"), kind="stable")
    return {
        "p": test.p,
        "p_family": test.p_family,
        "critical": np.full(counts.shape[1], test.critical),
        "p_moved": statistics.moved_round(counts[as_read], first[as_read], g2),
        "target_sentences": (counts[first] > 0).sum(axis=0),
        "reference_sentences": (counts[~first] > 0).sum(axis=0),
    }


def too_few(groups: Mapping[str, pd.DataFrame]) -> bool:
    """Whether a group has too few sentences to say that a word sets the two apart."""
    return min(group["sentence"].nunique() for group in groups.values()) < MIN_UNITS


def set_apart(table: pd.DataFrame) -> pd.DataFrame:
    """The terms that differ more than shuffled sentences make any, and more than elsewhere in the text.

    Args:
        table: From :func:`compare`.
    """
    return table[(table["p_family"] <= statistics.LEVEL) & (table["p_moved"] <= statistics.LEVEL)]


def ratio_limits(groups: Mapping[str, pd.DataFrame], terms: Sequence[str]) -> pd.DataFrame:
    """Log ratios of some terms with intervals from resampling the sentences of each group.

    They are those of :func:`keyness`, a zero replaced by a half, also in a resample. Where one side has
    no hit at all no resample ever has one: the interval is then about the other side only.

    Args:
        groups: From :func:`sides`.
        terms: Terms in the order wanted.

    Returns:
        One row a term, in the given order. Columns ``term``, ``target``, ``reference`` (hits),
        ``log_ratio``, ``low``, ``high`` (95 %; missing where a group has fewer
        than :data:`readout.statistics.MIN_UNITS` sentences), ``one_sided``.
    """
    first, second = groups.values()
    parts = [_counts_by("sentence", group, terms) for group in (first, second)]
    a, b = (part.sum(axis=0) for part in parts)
    low = high = np.full(len(terms), np.nan)
    if min(map(len, parts)) >= MIN_UNITS:
        # Two streams of random numbers: the same one would resample both groups alike.
        sums = [statistics.resampled_sums(part, seed=SEED + n) for n, part in enumerate(parts)]
        low, high = statistics.limits(_log_ratios(*sums))
    return pd.DataFrame(
        {
            "term": list(terms),
            "target": a[:-1].astype(int),
            "reference": b[:-1].astype(int),
            "log_ratio": _log_ratios(a[None], b[None])[0],
            "low": low,
            "high": high,
            "one_sided": (a[:-1] == 0) | (b[:-1] == 0),
        }
    )


def largest_differences(
    groups: Mapping[str, pd.DataFrame], key: pd.DataFrame, *, number: int = 12
) -> pd.DataFrame:
    """The terms that differ most, with intervals for their log ratios, names of the pair kept apart.

    Args:
        groups: From :func:`sides`.
        key: From :func:`compare` of the same groups.
        number: How many content terms.

    Returns:
        As :func:`ratio_limits`, with a column ``block`` (``"content"``, then :data:`PAIR_NAMES` for those
        of :func:`pair_names`); largest log ratio first within each.
    """
    content, pair = key[~key["stop"]], pair_names(groups)
    blocks = {
        "content": content.loc[~content["term"].isin(pair), "term"].head(number),
        PAIR_NAMES: content.loc[content["term"].isin(pair), "term"],
    }
    tables = [
        ratio_limits(groups, list(listed)).assign(block=block).sort_values("log_ratio", ascending=False)
        for block, listed in blocks.items()
    ]
    return pd.concat(tables, ignore_index=True)


def _counts_by(unit: str, group: pd.DataFrame, terms: Sequence[str]) -> np.ndarray:
    """Sentences, or paragraphs, by terms, with their length as last column."""
    length = group.groupby(unit).size()
    mine = group[group["term"].isin(terms)]
    hits = pd.crosstab(mine[unit], mine["term"])
    hits = hits.reindex(index=length.index, columns=list(terms)).fillna(0)
    return np.column_stack([hits.to_numpy(dtype=float), length.to_numpy(dtype=float)])


def _log_ratios(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Log ratios by row; the last column of each holds the words."""
    (a, n1), (b, n2) = ((sums[:, :-1], sums[:, -1:]) for sums in (first, second))
    return statistics.log_ratio(a, b, n1, n2)


def one_sided(
    groups: Mapping[str, pd.DataFrame],
    *,
    least: int = FEW,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> pd.DataFrame:
    """The content terms that one side has and the other lacks, beside what chance gives.

    A longer passage has many words that a shorter one lacks, whoever speaks. So the sentences are
    given to the two sides at random, as many to each as there are.

    Args:
        groups: From :func:`sides`.
        least: Hits from which a term counts.
        resamples: Number of random relabellings.
        seed: Seed of the random generator.

    Returns:
        One row a side. Columns ``speaker``, ``seen`` (number of terms), ``expected`` (mean by chance),
        ``low`` and ``high`` (the middle 95 % by chance; all three missing where a side has no sentence),
        ``terms`` (a frequency list ``{term: hits}``, most frequent first).
    """
    (first, a), (second, b) = groups.items()
    chance = [np.array([]), np.array([])]
    if len(a) and len(b):
        counts, of_first = _counts([a, b])
        content = {*a.loc[a["content"], "term"], *b.loc[b["content"], "term"]}
        kept = counts.loc[:, counts.columns.isin(content)].to_numpy()
        chance = statistics.one_sided_by_chance(kept, of_first, least, resamples=resamples, seed=seed)
    rows = []
    for side, mine, theirs, numbers in ((first, a, b, chance[0]), (second, b, a, chance[1])):
        hits = content_counts(mine)
        hits = hits[(hits >= least) & ~hits.index.isin(set(theirs["term"]))]
        low, high = statistics.limits(numbers) if len(numbers) else (np.nan, np.nan)
        expected = numbers.mean() if len(numbers) else np.nan
        rows.append((side, len(hits), expected, float(low), float(high), hits.to_dict()))
    return pd.DataFrame(rows, columns=["speaker", "seen", "expected", "low", "high", "terms"])


def contrasts(groups: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Answer the questions of ``data/contrasts.toml``, fixed before any count, by sentences.

    Args:
        groups: From :func:`sides`.

    Returns:
        One row a question. Columns ``question``, ``words`` (those of the question that occur), ``first``,
        ``first_of``, ``second``, ``second_of`` (sentences with a word of the question, and all sentences),
        ``p_moved`` (share of all places round the text where the two differ as much,
        :func:`readout.statistics.circular_shift`; missing where a group is empty) and ``densest`` (the three
        paragraphs with the largest share of such sentences, ties in the order of the text).
    """
    found = pd.concat(groups.values(), keys=range(len(groups)), names=["side"]).reset_index("side")
    sentences = found.drop_duplicates("sentence").sort_values("sentence")
    is_first = (sentences["side"] == 0).to_numpy()
    rows = []
    for question, entry in resources.table("contrasts").items():
        wanted = entry["words"].split()
        hits = found[found["term"].isin(wanted)]
        holds = sentences["sentence"].isin(hits["sentence"]).to_numpy()
        rows.append(
            {
                "question": question,
                "words": ", ".join(w for w in wanted if (hits["term"] == w).any()),
                "first": int(holds[is_first].sum()),
                "first_of": int(is_first.sum()),
                "second": int(holds[~is_first].sum()),
                "second_of": int((~is_first).sum()),
                "p_moved": statistics.circular_shift(holds, ~is_first),
                "densest": _densest(holds, sentences["paragraph"]),
            }
        )
    return pd.DataFrame(rows)


def _densest(holds: np.ndarray, paragraphs: pd.Series, number: int = 3) -> str:
    """The paragraphs that hold most by their share of sentences: "18 (4 of 14)"."""
    table = pd.Series(holds).groupby(paragraphs.to_numpy()).agg(["sum", "size", "mean"])
    table = table[table["sum"] > 0].sort_values("mean", ascending=False, kind="stable").head(number)
    return ", ".join(f"{p} ({row['sum']:.0f} of {row['size']:.0f})" for p, row in table.iterrows())


def pair_names(groups: Mapping[str, pd.DataFrame]) -> set[str]:
    """Terms that are always printed as two capitalised words with a hyphen, such as ``sino-russian``.

    In a readout they are mostly names of the two states together; which one comes first follows the
    speaker's side, so that they mark a passage without saying anything about its content.
    """
    forms = pd.concat(groups.values()).groupby("term")["text"].unique()
    return {term for term, printed in forms.items() if all(map(_PAIR_NAME.fullmatch, printed))}
