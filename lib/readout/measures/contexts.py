"""Words in context: where a word stands, what surrounds it, and which wording two voices share.

Here the body is taken as it is printed, reporting frames included, unless a function says otherwise:
a reader who looks for a word must find every line that holds it.
"""

import difflib
import re
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from readout import statistics
from readout.document import Readout, shortened
from readout.errors import ReadoutError
from readout.measures import terms
from readout.text.phrases import Phrases, matcher, normal
from readout.text.tokens import stretches

#: Words shown on each side of a hit.
WIDTH = 5
#: Ways to order concordance lines.
ORDERS = ("place", "left", "right", "speaker")
#: Word n-grams of this length count as shared wording.
SHARED = 4
#: Lengths of n-grams over which the echo is shown.
SHARED_LENGTHS = (3, 4, 5, 6)
# A phrase longer than this is shown in pieces; texts that share more are copies of each other.
_LONGEST = 60
#: Windows and samples of the measures of diversity, in words, and the threshold of MTLD.
MATTR_WINDOW = 100
HDD_SAMPLE = 42
MTLD_THRESHOLD = 0.72


# --- lines ----------------------------------------------------------------------------------------


def kwic(
    readout: Readout,
    term: str,
    *,
    speaker: str | None = None,
    left: str | None = None,
    right: str | None = None,
    order: str = "place",
    width: int = WIDTH,
) -> pd.DataFrame:
    """Show every occurrence of a word or phrase in its line (key word in context).

    Args:
        readout: The readout.
        term: A word or a phrase; ``*`` stands for any letters ("oppos*"). Capitals count only in
            acronyms: "US" is "U.S." and not "us". A possessive finds its word, a phrase its hyphenated form
            and the other way round. A phrase never crosses punctuation.
        speaker: Only lines of this voice.
        left: Only lines with this word (or pattern) among those shown on the left.
        right: The same for the right.
        order: ``"place"`` (as in the text), ``"left"`` (by the nearest word on the left, then the
            next), ``"right"``, or ``"speaker"``; ties as in the text.
        width: Words shown on each side, within the paragraph.

    Returns:
        One row a hit. Columns ``place``, ``speaker``, ``left``, ``hit``, ``right`` (as printed),
        ``frame`` (the hit belongs to a reporting clause) and ``start`` (offset into the text).

    Raises:
        ReadoutError: If the term is empty, or the order or the speaker unknown.

    Example:
        >>> import readout
        >>> lines = kwic(readout.load("xi-putin-2021-12-15"), "true multilateralism", width=2)
        >>> lines[["place", "left", "hit", "right"]].values.tolist()[0]
        ['6.4', 'of practicing', 'true multilateralism', 'and safeguarding']
    """
    query = normal(term)
    near = {"_left": left, "_right": right}
    near = {side: _one_word(asked) for side, asked in near.items() if asked is not None}
    _refuse_unknown(readout, order, speaker)
    body = readout.tokens[readout.tokens["body"]].reset_index(drop=True)
    hits = _hits(readout, body, [query])[query]
    rows = [_line(readout, body, first, first + size - 1, width) for first, size in hits]
    columns = ["place", "speaker", "left", "hit", "right", "frame", "start", "_left", "_right"]
    lines = pd.DataFrame(rows, columns=columns)
    if speaker is not None:
        lines = lines[lines["speaker"] == speaker]
    for side, pattern in near.items():
        lines = lines[[any(map(pattern.match, context)) for context in lines[side]]]
    key = {"left": "_left", "right": "_right"}.get(order, order)
    if order != "place":
        lines = lines.sort_values(key, key=_sortable, kind="stable")
    return lines.drop(columns=["_left", "_right"]).reset_index(drop=True)


def _sortable(column: pd.Series) -> pd.Series:
    return column.map(lambda value: " ".join(value).lower() if isinstance(value, tuple) else value)


def _one_word(asked: str) -> re.Pattern[str]:
    query = normal(asked)
    if " " in query:
        raise ReadoutError(
            repr(asked), "one word is looked for beside a hit", 'give a word or a pattern, such as "oppos*"'
        )
    return matcher(query)


def _hits(readout: Readout, body: pd.DataFrame, queries: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Where in the body the occurrences of each query begin, and of how many words each is."""
    listed, runs = body["term"].tolist(), stretches(readout.text, body).tolist()
    places: dict[str, list[int]] = {}
    for at, term in enumerate(listed):
        places.setdefault(term, []).append(at)
    hits = {}
    for query in queries:
        phrase = Phrases([query])
        begin = sorted(at for term in places if phrase.begins(term) for at in places[term])
        found = ((at, *phrase.at(at, listed, runs)) for at in begin)
        hits[query] = [(at, size) for at, size, entry in found if entry]
    return hits


def _line(readout: Readout, body: pd.DataFrame, first: int, last: int, width: int) -> tuple:
    paragraph = body["paragraph"].iloc[first]
    around = range(max(0, first - width), min(len(body), last + width + 1))
    inside = [i for i in around if body["paragraph"].iloc[i] == paragraph]
    start, end = body["start"].iloc[first], body["end"].iloc[last]
    # Marks that follow the last word shown belong to the line, up to the next word.
    stop = body["end"].iloc[inside[-1]]
    tail = re.match(r"[^\w\s]*", readout.text[stop:])[0]
    return (
        readout.places[body["sentence"].iloc[first]],
        body["speaker"].iloc[first],
        " ".join(readout.text[body["start"].iloc[inside[0]] : start].split()),
        " ".join(readout.text[start:end].split()),
        " ".join((readout.text[end:stop] + tail).split()),
        bool(body["frame"].iloc[first]),
        int(start),
        tuple(body["term"].iloc[i] for i in reversed(inside) if i < first),
        tuple(body["term"].iloc[i] for i in inside if i > last),
    )


def _refuse_unknown(readout: Readout, order: str, speaker: str | None) -> None:
    if order not in ORDERS:
        raise ReadoutError(repr(order), "lines have no such order", f"use one of {', '.join(ORDERS)}")
    if speaker is not None and speaker not in readout.voices:
        raise ReadoutError(
            repr(speaker), "nobody of this name is reported", f"use one of {', '.join(readout.voices)}"
        )


def similar(readout: Readout, term: str) -> list[str]:
    """Terms of the body that are spelt like one that does not occur, the nearest first, at most five."""
    known = sorted(set(readout.tokens.loc[readout.tokens["body"], "term"]))
    return difflib.get_close_matches(normal(term), known, n=5, cutoff=0.7)


def most_frequent(readout: Readout, number: int | None = None, *, least: int = 1) -> list[str]:
    """The content terms that occur most often outside reporting frames, ties by term.

    Args:
        readout: The readout.
        number: How many; default all.
        least: Leave out terms seen less often.

    Example:
        >>> import readout
        >>> most_frequent(readout.load("xi-putin-2021-12-15"), 3)
        ['cooperation', 'china', 'russia']
    """
    counts = terms.content_counts(terms.counted(readout))
    return counts[counts >= least].index[:number].tolist()


# --- where words stand ----------------------------------------------------------------------------


def positions(readout: Readout, wanted: Sequence[str]) -> pd.DataFrame:
    """Where words, phrases or patterns stand in the body, in words from its start.

    Returns:
        One row a hit, by term in the given order, then by position. Columns ``term`` (as given),
        ``place``, ``paragraph``, ``speaker``, ``word`` (words of the body before it).
    """
    body = readout.tokens[readout.tokens["body"]].reset_index(drop=True)
    queries = {term: normal(term) for term in wanted}
    hits = _hits(readout, body, set(queries.values()))
    tables = [body.iloc[[at for at, _ in hits[query]]].assign(term=term) for term, query in queries.items()]
    found = pd.concat([body.head(0), *tables])
    return pd.DataFrame(
        {
            "term": found["term"].astype("str"),
            "place": readout.places.reindex(found["sentence"]).to_numpy(),
            "paragraph": found["paragraph"],
            "speaker": found["speaker"],
            "word": found.index,
        }
    ).reset_index(drop=True)


def dispersion(readout: Readout, wanted: Sequence[str] | None = None) -> pd.DataFrame:
    """How widely words, phrases or patterns are spread over the paragraphs of the body.

    Args:
        readout: The readout.
        wanted: What to look for, in order; default all content terms seen :data:`readout.measures.terms.FEW`
            times or more, most frequent first, ties by term.

    Returns:
        One row each. Columns ``term``, ``count``, ``sentences`` and ``paragraphs`` that hold it (its
        range), ``parts`` (paragraphs of the body), ``dp`` (Gries 2008) and ``dp_normalised`` (divided by
        1 - min(s), Lijffijt & Gries 2012), both missing where there are fewer hits than paragraphs.

    Example:
        >>> import readout
        >>> dispersion(readout.load("xi-putin-2021-12-15"), ["cooperation"]).round(2).values.tolist()
        [['cooperation', 38, 26, 11, 19, 0.41, 0.41]]
    """
    if wanted is None:
        wanted = most_frequent(readout, least=terms.FEW)
    sizes = readout.tokens[readout.tokens["body"]].groupby("paragraph").size()
    found = positions(readout, wanted)
    rows, by_term = [], dict(list(found.groupby("term", sort=False)))
    for term in wanted:
        mine = by_term.get(term, found.head(0))
        hits = mine["paragraph"].value_counts().reindex(sizes.index, fill_value=0)
        rows.append(
            {
                "term": term,
                "count": len(mine),
                "sentences": mine["place"].nunique(),
                "paragraphs": int((hits > 0).sum()),
                "parts": len(sizes),
                "dp": statistics.deviation_of_proportions(hits, sizes),
                "dp_normalised": statistics.deviation_of_proportions(hits, sizes, normalised=True),
            }
        )
    columns = ["term", "count", "sentences", "paragraphs", "parts", "dp", "dp_normalised"]
    return pd.DataFrame(rows, columns=columns)


def widest_and_narrowest(table: pd.DataFrame, *, each: int = 4) -> list[str]:
    """Terms that make the range visible: those of most paragraphs, and those most bunched.

    Args:
        table: From :func:`dispersion`.
        each: How many of either kind.

    Returns:
        The most widespread first (ties by hits), then those with fewest paragraphs for their hits; no
        term twice.
    """
    wide = table.sort_values(["paragraphs", "count"], ascending=False, kind="stable")["term"].head(each)
    crowding = table["paragraphs"] / table[["count", "parts"]].min(axis=1)
    narrow = table.assign(crowding=crowding).sort_values(
        ["crowding", "count"], ascending=[True, False], kind="stable"
    )["term"]
    return list(dict.fromkeys([*wide, *narrow.head(each)]))


# --- what stands beside them ----------------------------------------------------------------------


def collocations(readout: Readout, *, least: int = terms.LEAST) -> pd.DataFrame:
    """Pairs of content words that stand side by side, reporting frames left out.

    A pair never crosses punctuation, a quotation mark or a stop word.

    Args:
        readout: The readout.
        least: Pairs seen less often are left out: the rarest pairs have the highest scores by accident.

    Returns:
        One row a pair, largest ``g2`` first, ties by the pair. Columns ``first``, ``second``, ``count``,
        ``first_count``, ``second_count``, ``pmi``, ``g2``, ``log_dice`` (see
        :func:`readout.statistics.association`) and ``where`` (its places).

    Example:
        >>> import readout
        >>> pairs = collocations(readout.load("xi-putin-2021-12-15"))
        >>> pairs[["first", "second", "count", "log_dice"]].round(2).values.tolist()[0]
        ['two', 'sides', 9, 13.36]
    """
    found = terms.counted(readout)
    counts = found["term"].value_counts()
    after = found.shift(-1)
    together = stretches(readout.text, found).diff().shift(-1).eq(0)
    pairs = found[together & found["content"] & after["content"].eq(other=True)]
    pairs = pairs.assign(
        second=after["term"].loc[pairs.index], place=readout.places.reindex(pairs["sentence"]).tolist()
    )
    groups = pairs.groupby(["term", "second"], sort=True)["place"].agg(list)
    rows = []
    for (first, second), places in groups.items():
        if len(places) < least:
            continue
        score = statistics.association(len(places), counts[first], counts[second], len(found))
        rows.append(
            {
                "first": first,
                "second": second,
                "count": len(places),
                "first_count": int(counts[first]),
                "second_count": int(counts[second]),
                "pmi": score.pmi,
                "g2": score.g2,
                "log_dice": score.log_dice,
                "where": shortened(dict.fromkeys(places)),
            }
        )
    columns = ["first", "second", "count", "first_count", "second_count", "pmi", "g2", "log_dice", "where"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("g2", ascending=False, kind="stable", ignore_index=True)


# --- wording that two voices share ----------------------------------------------------------------


def echo(readout: Readout, *, lengths: Sequence[int] = SHARED_LENGTHS) -> pd.DataFrame:
    """How much of the second person's words lies in word sequences that the first is given too.

    The number alone says little: one drafter repeats himself anyway. So each of the first person's
    own paragraphs is held against the rest of that person's words in the same way.

    Args:
        readout: The readout.
        lengths: Lengths of the word sequences (n-grams); they never cross punctuation, and reporting
            frames are left out.

    Returns:
        Tidy, in the order of ``lengths``. Columns ``n``; ``kind`` (``"other voice"`` or ``"own
        paragraph"``); ``speaker`` whose words are looked at; ``paragraph`` (of an own paragraph);
        ``reference`` whose words they are looked up in; ``words``; ``shared`` (of them); ``share``.
        Empty where fewer than two people are reported.
    """
    groups = terms.sides(readout)
    if len(readout.speakers) < 2:  # it takes two to share
        return pd.DataFrame(columns=_ECHO)
    (first, theirs), (second, mine) = ((label, _with_runs(readout, group)) for label, group in groups.items())
    paragraphs = theirs["paragraph"]
    sizes = paragraphs.value_counts(sort=False).sort_index()
    rows = []
    for n in lengths:
        known = _starts(theirs, n)
        shared = (starts for sequence, starts in _starts(mine, n).items() if sequence in known)
        rows.append((n, "other voice", second, None, first, len(mine), _inside(shared, n, len(mine)).sum()))
        owners = paragraphs.to_numpy()
        again = (starts for starts in known.values() if len({*owners[starts]}) > 1)
        inside = pd.Series(_inside(again, n, len(theirs)), index=theirs.index).groupby(paragraphs).sum()
        rows += [(n, "own paragraph", first, p, first, size, inside[p]) for p, size in sizes.items()]
    table = pd.DataFrame(rows, columns=_ECHO[:-1])
    table["paragraph"] = table["paragraph"].astype("Int64")
    return table.assign(share=table["shared"] / table["words"])


_ECHO = ["n", "kind", "speaker", "paragraph", "reference", "words", "shared", "share"]


def _with_runs(readout: Readout, group: pd.DataFrame) -> pd.DataFrame:
    return group.assign(run=stretches(readout.text, group))


def _starts(
    group: pd.DataFrame, n: int, among: Iterable[int] | None = None
) -> dict[tuple[str, ...], list[int]]:
    """Every sequence of n words inside a run, with the rows where it begins."""
    listed, runs = group["term"].tolist(), group["run"].tolist()
    found: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(listed) - n + 1) if among is None else among:
        if at + n <= len(listed) and runs[at] == runs[at + n - 1]:
            found.setdefault(tuple(listed[at : at + n]), []).append(at)
    return found


def _inside(sequences: Iterable[list[int]], n: int, size: int) -> np.ndarray:
    """Which of so many words lie in one of the sequences of n words that begin at these rows."""
    found = np.zeros(size, dtype=bool)
    for starts in sequences:
        for at in starts:
            found[at : at + n] = True
    return found


def shared_phrases(readout: Readout, *, n: int = SHARED) -> pd.DataFrame:
    """The longest word sequences that the second person is given word for word like the first.

    Args:
        readout: The readout.
        n: Fewest words; sequences never cross punctuation, reporting frames are left out.

    Returns:
        One row an occurrence in the second person's words, longest first, ties as in the text; none is
        part of another. Columns ``phrase`` (as printed), ``words``, ``place``, ``elsewhere`` (the first
        person's places), ``start``, ``end`` (offsets into the text). Empty for fewer than two people.

    Example:
        >>> import readout
        >>> shared_phrases(readout.load("xi-putin-2021-12-15"))["phrase"][0]
        'to interfere in the internal affairs of'
    """
    columns = ["phrase", "words", "place", "elsewhere", "start", "end"]
    if len(readout.speakers) < 2:  # it takes two to share
        return pd.DataFrame(columns=columns)
    theirs, mine = (_with_runs(readout, g) for g in terms.sides(readout).values())
    longest = _longest_shared(mine, theirs, n)
    rows = []
    for at, (size, elsewhere) in longest.items():
        start, end = mine["start"].iloc[at], mine["end"].iloc[at + size - 1]
        there = readout.places.reindex(theirs["sentence"].iloc[elsewhere])
        rows.append(
            {
                "phrase": " ".join(readout.text[start:end].split()),
                "words": size,
                "place": readout.places[mine["sentence"].iloc[at]],
                "elsewhere": shortened(dict.fromkeys(there)),
                "start": int(start),
                "end": int(end),
            }
        )
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["words", "start"], ascending=[False, True], ignore_index=True)


def _longest_shared(mine: pd.DataFrame, theirs: pd.DataFrame, n: int) -> dict[int, tuple[int, list[int]]]:
    """Rows of mine where a longest shared sequence begins: its length, and its rows in theirs."""
    longest: dict[int, tuple[int, list[int]]] = {}
    ours, known = _starts(mine, n), _starts(theirs, n)
    for size in range(n, _LONGEST + 1):
        both = ours.keys() & known.keys()
        for sequence in both:
            for at in ours[sequence]:
                longest[at] = (size, known[sequence])
        if not both:
            break
        # Only what is shared at this length can be shared at the next.
        ours = _starts(mine, size + 1, sorted(at for s in both for at in ours[s]))
        known = _starts(theirs, size + 1, sorted(at for s in both for at in known[s]))
    kept, reached = {}, 0
    for at in sorted(longest):
        size, elsewhere = longest[at]
        if at + size > reached:  # else it is the tail of the one before
            kept[at] = (size, elsewhere)
            reached = at + size
    return kept


# --- variety --------------------------------------------------------------------------------------


def diversity(readout: Readout) -> pd.DataFrame:
    """How varied the vocabulary of each person is, reporting frames left out.

    Only what is measured at one length can be compared; the plain type-token ratio is shown to be
    seen through. Its comparable form is its mean over all windows of the shortest voice's length.

    Returns:
        One row a person with at least :data:`HDD_SAMPLE` words. Columns ``speaker``, ``words``,
        ``types``, ``ttr``; ``window`` (the shortest one's words), ``ttr_in_window``, ``lowest``,
        ``highest`` (mean and range over its windows); ``mattr`` (Covington & McFall 2010, windows of
        :data:`MATTR_WINDOW`), ``mtld`` (McCarthy & Jarvis 2010, both directions) and ``hdd`` (2007,
        samples of :data:`HDD_SAMPLE`); missing where there are too few words.
    """
    found = terms.counted(readout)
    lists = {name: found.loc[found["speaker"] == name, "term"].tolist() for name in readout.speakers}
    lists = {name: listed for name, listed in lists.items() if len(listed) >= HDD_SAMPLE}
    window = min(map(len, lists.values()), default=0)
    rows = []
    for name, listed in lists.items():
        ratios = statistics.moving_ttr(listed, window)
        rows.append(
            {
                "speaker": name,
                "words": len(listed),
                "types": len(set(listed)),
                "ttr": statistics.ttr(listed),
                "window": window,
                "ttr_in_window": ratios.mean(),
                "lowest": ratios.min(),
                "highest": ratios.max(),
                "mattr": statistics.mattr(listed, MATTR_WINDOW),
                "mtld": statistics.mtld(listed, MTLD_THRESHOLD),
                "hdd": statistics.hdd(listed, HDD_SAMPLE),
            }
        )
    columns = ["speaker", "words", "types", "ttr", "window", "ttr_in_window", "lowest", "highest"]
    return pd.DataFrame(rows, columns=[*columns, "mattr", "mtld", "hdd"])
