"""Words in context: where a word stands, what surrounds it, and which wording two voices share.

Here the body is taken as it is printed, reporting frames included, unless a function says otherwise:
a reader who looks for a word must find every line that holds it.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from readout import statistics
from readout.document import Readout, shortened
from readout.errors import ReadoutError
from readout.measures import terms
from readout.measures.codebook import UNCODED
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
#: Fewer matches than this say nothing about an order.
MATCHES = 8
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


def before(lines: pd.DataFrame) -> pd.DataFrame:
    """Which words stand directly before a hit, most often first, ties by word.

    Args:
        lines: From :func:`kwic`.

    Returns:
        Index ``word`` (small letters; nothing where a hit opens a paragraph), column ``lines``.

    Example:
        >>> import readout
        >>> found = kwic(readout.load("xi-putin-2021-12-15"), "cooperation")
        >>> before(found).head(2)["lines"].to_dict()
        {'and': 4, 'anti-epidemic': 3}
    """
    words = lines["left"].str.extract(r"([\w'’-]+)\W*$", expand=False).str.lower().dropna()
    return terms.ordered(words.value_counts()).rename_axis("word").to_frame("lines")


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


def printed(readout: Readout) -> dict[str, str]:
    """How the body prints each of its terms: the commonest form, that of a sentence's first word aside.

    Example:
        >>> import readout
        >>> forms = printed(readout.load("xi-putin-2021-12-15"))
        >>> forms["china"], forms["olympics"], forms["cooperation"]
        ('China', 'Olympics', 'cooperation')
    """
    body = readout.tokens[readout.tokens["body"]]
    forms = [text[: len(term)] for text, term in zip(body["text"], body["term"], strict=True)]  # no "’s"
    inside = body.assign(form=forms)[~body["start"].isin(readout.body["start"])]
    whole = inside[inside["form"].str.lower() == inside["term"].str.lower()]
    counts = whole.groupby("term")["form"].value_counts(sort=True)
    commonest = dict(counts.index[~counts.index.get_level_values("term").duplicated()])
    return {term: commonest.get(term, term) for term in body["term"].unique()}


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
        One row each. Columns ``term``, ``printed`` (how the text prints it), ``count``, ``sentences`` and
        ``paragraphs`` that hold it (its range), ``parts`` (paragraphs of the body), ``dp`` (Gries 2008) and
        ``dp_normalised`` (divided by 1 - min(s), Lijffijt & Gries 2012), both missing where there are fewer
        hits than paragraphs.

    Example:
        >>> import readout
        >>> dispersion(readout.load("xi-putin-2021-12-15"), ["china"]).round(2).values.tolist()
        [['china', 'China', 31, 26, 13, 19, 0.22, 0.22]]
    """
    if wanted is None:
        wanted = most_frequent(readout, least=terms.FEW)
    sizes = readout.tokens[readout.tokens["body"]].groupby("paragraph").size()
    found = positions(readout, wanted)
    rows, by_term, names = [], dict(list(found.groupby("term", sort=False))), printed(readout)
    for term in wanted:
        mine = by_term.get(term, found.head(0))
        hits = mine["paragraph"].value_counts().reindex(sizes.index, fill_value=0)
        rows.append(
            {
                "term": term,
                "printed": names.get(term, term),
                "count": len(mine),
                "sentences": mine["place"].nunique(),
                "paragraphs": int((hits > 0).sum()),
                "parts": len(sizes),
                "dp": statistics.deviation_of_proportions(hits, sizes),
                "dp_normalised": statistics.deviation_of_proportions(hits, sizes, normalised=True),
            }
        )
    columns = ["term", "printed", "count", "sentences", "paragraphs", "parts", "dp", "dp_normalised"]
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
        One row a pair, largest ``g2`` first, ties by the pair. Columns ``pair`` (as the text first prints it
        inside a sentence), ``first``, ``second``, ``count``,
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
    ends = after["end"].loc[pairs.index].astype(int)
    pairs = pairs.assign(
        second=after["term"].loc[pairs.index],
        place=readout.places.reindex(pairs["sentence"]).tolist(),
        printed=[_printed(readout.text[a:b]) for a, b in zip(pairs["start"], ends, strict=True)],
        opens=pairs["start"].isin(readout.body["start"]),
    )
    rows = []
    for (first, second), mine in pairs.groupby(["term", "second"], sort=True):
        if len(mine) < least:
            continue
        score = statistics.association(len(mine), counts[first], counts[second], len(found))
        rows.append(
            {
                "pair": mine.sort_values("opens", kind="stable")["printed"].iloc[0],
                "first": first,
                "second": second,
                "count": len(mine),
                "first_count": int(counts[first]),
                "second_count": int(counts[second]),
                "pmi": score.pmi,
                "g2": score.g2,
                "log_dice": score.log_dice,
                "where": shortened(dict.fromkeys(mine["place"])),
            }
        )
    columns = ["count", "first_count", "second_count", "pmi", "g2", "log_dice", "where"]
    table = pd.DataFrame(rows, columns=["pair", "first", "second", *columns])
    return table.sort_values("g2", ascending=False, kind="stable", ignore_index=True)


def _printed(pair: str) -> str:
    """Two words as a list shows them, without a line end inside or a possessive behind."""
    return re.sub(r"['’]s?$", "", " ".join(pair.split()))


# --- wording that two voices share ----------------------------------------------------------------


def echo(readout: Readout, *, lengths: Sequence[int] = SHARED_LENGTHS, names: bool = True) -> pd.DataFrame:
    """How much of the second person's words lies in word sequences that the first is given too.

    The number alone says little: one drafter repeats himself anyway. So each of the first person's own
    paragraphs is held against the rest of that person's words in the same way; and so is each row of own
    paragraphs that is as long as all that the second is given, which is the fairer comparison.

    Args:
        readout: The readout.
        lengths: Lengths of the word sequences (n-grams); they never cross punctuation, and reporting
            frames are left out.
        names: Whether sequences may hold names (see :func:`agenda`); else names count as no words.

    Returns:
        Tidy, in the order of ``lengths``. Columns ``n``; ``kind`` (``"other voice"``, ``"own paragraph"`` or
        ``"own block"``); ``speaker`` whose words are looked at; ``paragraph`` (of an own paragraph, the
        first of a block); ``reference`` whose words they are looked up in; ``words``; ``shared`` (of
        them); ``share``. Empty where fewer than two people are given words.
    """
    groups = terms.sides(readout).items()
    (first, theirs), (second, mine) = ((who, _with_runs(readout, g, names=names)) for who, g in groups)
    if len(readout.speakers) < 2 or theirs.empty or mine.empty:  # it takes two to share
        return pd.DataFrame(columns=_ECHO)
    sizes = theirs["paragraph"].value_counts(sort=False).sort_index()
    spans = [("own paragraph", p, p) for p in sizes.index]
    spans += [("own block", *span) for span in _blocks(sizes, len(mine))]
    rows = []
    for n in lengths:
        known = _starts(theirs, n)
        shared = (starts for sequence, starts in _starts(mine, n).items() if sequence in known)
        rows.append((n, "other voice", second, None, first, len(mine), _inside(shared, n, len(mine)).sum()))
        again = _repeated(known, theirs["paragraph"].to_numpy(), n)
        rows += [(n, kind, first, a, first, sizes.loc[a:b].sum(), again(a, b)) for kind, a, b in spans]
    table = pd.DataFrame(rows, columns=_ECHO[:-1])
    table["paragraph"] = table["paragraph"].astype("Int64")
    return table.assign(share=table["shared"] / table["words"])


_ECHO = ["n", "kind", "speaker", "paragraph", "reference", "words", "shared", "share"]


def _blocks(sizes: pd.Series, least: int) -> list[tuple[int, int]]:
    """First and last of paragraphs in a row that hold so many words, from each on; something is left over."""
    found = []
    for at, first in enumerate(sizes.index):
        reached = sizes.iloc[at:].cumsum()
        enough = reached.index[reached >= least]
        if len(enough) and reached[enough[0]] < sizes.sum():
            found.append((first, enough[0]))
    return found


def _repeated(
    known: dict[tuple[str, ...], list[int]], owners: np.ndarray, n: int
) -> Callable[[int, int], int]:
    """How many words of some paragraphs lie in sequences of n words that stand in others too."""
    lowest, highest = np.full(len(owners), np.iinfo(int).max), np.full(len(owners), -1)
    for starts in known.values():
        lowest[starts], highest[starts] = owners[starts].min(), owners[starts].max()

    def words(first: int, last: int) -> int:
        inside = (owners >= first) & (owners <= last)
        elsewhere = np.flatnonzero(inside & ((lowest < first) | (highest > last)))
        return int((_inside([elsewhere], n, len(owners)) & inside).sum())

    return words


def _with_runs(readout: Readout, group: pd.DataFrame, *, names: bool = True) -> pd.DataFrame:
    """Words with the run of each, which no sequence crosses; without names, where they end one."""
    runs = stretches(readout.text, group)
    if names:
        return group.assign(run=runs)
    named = _in_a_name(readout, group)
    breaks = runs.ne(runs.shift()) | named
    return group.assign(run=breaks.cumsum())[~named]


def _in_a_name(readout: Readout, group: pd.DataFrame) -> pd.Series:
    """Which words belong to a listed name, or have a capital that is not that of a sentence or of "I"."""
    whole = terms.counted(readout, names=True)
    whole = whole[whole["text"].str.contains(" ")]
    listed = {at for a, b in zip(whole["start"], whole["end"], strict=True) for at in range(a, b)}
    capital = group["text"].str[:1].str.isupper() & (group["text"] != "I")
    return group["start"].isin(listed) | (capital & ~group["start"].isin(readout.body["start"]))


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
    theirs, mine = (_with_runs(readout, group) for group in terms.sides(readout).values())
    table = _shared(readout, mine, theirs, n)[columns]
    return table.sort_values(["words", "start"], ascending=[False, True], ignore_index=True)


def _shared(readout: Readout, mine: pd.DataFrame, theirs: pd.DataFrame, n: int) -> pd.DataFrame:
    """The longest sequences of mine that stand in theirs, in the order of the text."""
    rows = []
    for at, (size, elsewhere) in _longest_shared(mine, theirs, n).items():
        start, end = mine["start"].iloc[at], mine["end"].iloc[at + size - 1]
        there = theirs["sentence"].iloc[elsewhere]
        rows.append(
            {
                "phrase": " ".join(readout.text[start:end].split()),
                "words": size,
                "place": readout.places[mine["sentence"].iloc[at]],
                "elsewhere": shortened(dict.fromkeys(readout.places.reindex(there))),
                "start": int(start),
                "end": int(end),
                "there": there.iloc[0],
            }
        )
    columns = ["phrase", "words", "place", "elsewhere", "start", "end", "there"]
    return pd.DataFrame(rows, columns=columns)


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


# --- the order of what two people share -----------------------------------------------------------


@dataclass(frozen=True)
class Order:
    """Whether what ``later`` is given follows the order of what ``earlier`` is given.

    Attributes:
        earlier: Who is reported first.
        later: The other.
        matches: What stands in both: wordings or topics.
        tau: Kendall's tau of the two orders (Kendall 1938, in its form for ties; Lapata 2006 uses it for the
            order of texts): 1 is the same order, 0 none in common, -1 the reverse. NaN for fewer than
            :data:`MATCHES` matches.
        p: In how many of all circular shifts of the first order tau is as large; the shift by nothing is
            one of them, so that it is never 0. NaN where it was not asked.
        turns: How often the text changes from one of the two to the other. Who takes turns shares an
            order because they talk with each other.
    """

    earlier: str
    later: str
    matches: int
    tau: float = np.nan
    p: float = np.nan
    turns: int = 0


def agenda(readout: Readout) -> pd.DataFrame:
    """Wordings of the person reported later that the one reported before is given too, names left out.

    Of the two people who are given most. Names are left out because two accounts of one meeting share them
    whatever their order: those of ``data/names.toml``, and words with a capital inside a sentence.

    Args:
        readout: The readout.

    Returns:
        One row a wording of :data:`SHARED` words or more, in the order in which they stand with the later
        person. Columns ``phrase`` (as printed), ``words``, ``place``, ``elsewhere`` (the earlier person's
        places), ``start`` (offset into the text), ``sentence`` (of the first of these places, counted from 0
        among all that the earlier person is given). Empty for fewer than two people.

    Example:
        >>> import readout
        >>> agenda(readout.load("xi-putin-2021-12-15"))[["phrase", "place", "elsewhere"]].values.tolist()[0]
        ['in the 21st century', '18.1', '4.2']
    """
    columns = ["phrase", "words", "place", "elsewhere", "start", "sentence"]
    if len(readout.speakers) < 2:  # it takes two to share
        return pd.DataFrame(columns=columns)
    earlier, later = _in_turn(readout)
    groups = terms.sides(readout)
    theirs, mine = (_with_runs(readout, groups[who], names=False) for who in (earlier, later))
    table = _shared(readout, mine, theirs, SHARED)
    given = readout.body.loc[readout.body["speaker"] == earlier, "sentence"]
    return table.assign(sentence=np.searchsorted(given, table["there"]))[columns]


def _in_turn(readout: Readout) -> list[str]:
    """The two people who are given most, in the order in which the text comes to them."""
    pair = readout.body[readout.body["speaker"].isin(readout.speakers[:2])]
    return pair["speaker"].unique().tolist()


def agenda_order(readout: Readout, shared: pd.DataFrame) -> Order | None:
    """Whether the person reported later comes back to the earlier one's wordings in the same order.

    Neighbouring wordings are no independent observations. So the order is not tested by shuffling them, but
    by moving the earlier person's sentences round in a circle, which keeps neighbours together (Lotwick &
    Silverman 1982, in one dimension).

    Args:
        readout: The readout.
        shared: From :func:`agenda`.

    Returns:
        The order, or ``None`` for fewer than two people.

    Example:
        >>> import readout
        >>> found = readout.load("xi-putin-2021-12-15")
        >>> order = agenda_order(found, agenda(found))
        >>> order.later, order.matches, round(order.tau, 2), round(order.p, 3)
        ('Vladimir Putin', 18, 0.57, 0.034)
    """
    if len(readout.speakers) < 2:  # it takes two to follow
        return None
    earlier, later = _in_turn(readout)
    pair = readout.body.loc[readout.body["speaker"].isin([earlier, later]), "speaker"]
    turns = int(pair.ne(pair.shift()).sum()) - 1
    if len(shared) < MATCHES:
        return Order(earlier, later, len(shared), turns=turns)
    size = int((pair == earlier).sum())
    here, there = shared["start"].to_numpy(), shared["sentence"].to_numpy()
    taus = np.array([stats.kendalltau(here, (there + by) % size).statistic for by in range(size)])
    return Order(earlier, later, len(shared), float(taus[0]), float((taus >= taus[0]).mean()), turns)


def topic_order(readout: Readout, coding: pd.DataFrame) -> Order | None:
    """Whether the person reported later comes to the topics in the order of the earlier one.

    A topic stands where its sentences stand on average.

    Args:
        readout: The readout.
        coding: From :func:`readout.measures.topics.best_coding`.

    Returns:
        The order of the topics that both are given, without ``p``: too few for shifts. Without ``tau`` too
        where less than half of their words is coded; ``None`` for fewer than two people.
    """
    if len(readout.speakers) < 2:  # it takes two to follow
        return None
    earlier, later = _in_turn(readout)
    given = coding[coding["speaker"].isin([earlier, later])]
    coded = given[given["code"] != UNCODED]
    places = coded.groupby(["code", "speaker"])["sentence"].mean().unstack()  # noqa: PD010 - by person
    both = places.reindex(columns=[earlier, later]).dropna()
    known = (coded["words"] * coded["fraction"]).sum() * 2 > (given["words"] * given["fraction"]).sum()
    tellable = known and len(both) >= MATCHES
    tau = stats.kendalltau(both[earlier], both[later]).statistic if tellable else np.nan
    return Order(earlier, later, len(both), float(tau))


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
