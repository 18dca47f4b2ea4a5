"""Notebook 02: how often each side is given a word, and whether a difference is more than chance."""

import itertools
import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from readout import resources
from readout.document import Readout, shortened
from readout.exhibits import page, paired
from readout.exhibits.export import Exhibit, empty
from readout.exhibits.prose import (
    ACCOUNT,
    RESAMPLED,
    TERM_SETTINGS,
    WORD_SETTINGS,
    Wording,
    agreeing,
    counted,
    given_to,
    label,
    listed,
    quoted,
    sentence,
    source_line,
    voice,
)
from readout.measures import terms
from readout.measures.terms import FEW, REST, TERM_RULES
from readout.statistics import LEVEL, MIN_UNITS, RESAMPLES

# So many terms stand in a sentence.
_NAMED = 3
# So many terms that a list would take are cited.
_CITED = 8
# How often a word has to stand on a side to be ranked.
_OFTEN = f"{terms.LEAST} times or more"
_RESAMPLED_LINES = (
    f"the lines are 95% intervals from {RESAMPLES:,} bootstrap resamples of each side's sentences"
)
_NOTHING = "No term is frequent enough to be compared"
# The plot of keyness takes about this much of its page, in points.
_AXES_WIDTH, _AXES_HEIGHT = 405.0, 250.0
# Where a name may stand, in points from its point, nearest first; up is away from zero.
_BESIDE = [(4, 0), (-4, 0), *((dx, dy) for dy in (9, 16, 24, -9, -16) for dx in (5, -5, 16, -16, 30))]
# Points get a name from the 10 % level of a single word on (chi-squared, one degree of freedom).
_WORTH_A_NAME = 2.71
_FADED = "#9A9A9A"
_DASHED = (0, (2, 1.5))


def answer(readout: Readout) -> str:
    """What notebook 02 answers, in at most two short sentences: the words given most, and if any differs."""
    groups = terms.sides(readout)
    leads = {side: _leading(readout, group) for side, group in groups.items()}
    if not readout.speakers:
        return f"No person is given words of their own; {_of_the_text(_leading(readout, terms.counted(readout)))}."
    first, second = (_named_side(side) for side in groups)
    mine, theirs = leads.values()
    if not (mine or theirs):
        return f"The text is too short to rank words: none with content is given to {first} or {second} {_OFTEN}."
    opening = f"{first} is given {listed(mine)} most often" if mine else f"{first} is given no word {_OFTEN}"
    if theirs:
        most = f"has {listed(theirs)} most" if REST in groups else f"is given {listed(theirs)} most often"
        opening += f", {second} {listed(theirs)}" if mine and REST not in groups else f"; {second} {most}"
    return f"{sentence(opening)} {_apart(readout, groups)}"


def _of_the_text(cited: Sequence[str]) -> str:
    if not cited:
        return f"no word with content stands in the text {_OFTEN}"
    return f"the text's most frequent {agreeing(len(cited), 'word', 'words')} {_is_or_are(cited)}"


def _leading(readout: Readout, group: pd.DataFrame) -> list[str]:
    counts, forms = terms.content_counts(group), terms.printed(readout)
    return [quoted(forms.get(term, term)) for term in counts[counts >= terms.LEAST].index[:_NAMED]]


def _is_or_are(cited: Sequence[str]) -> str:
    return f"{agreeing(len(cited), 'is', 'are')} {listed(cited)}"


def _named_side(side: str) -> str:
    return f"the {side}" if side == REST else voice(side)


def _to(side: str) -> str:
    return f"in the {side}" if side == REST else f"to {voice(side)}"


def _for(side: str) -> str:
    return f"in the {side}" if side == REST else f"for {voice(side)}"


def _apart(readout: Readout, groups: Mapping[str, pd.DataFrame]) -> str:
    """Whether a word sets the sides apart by more than chance, for somebody who has read nothing else."""
    sides = list(groups)
    if terms.too_few(groups):
        return (
            f"Fewer than {MIN_UNITS} sentences on a side can't tell whether a word sets {_two(sides)} apart."
        )
    key = terms.compare(groups)
    found = terms.set_apart(key)
    if len(found):
        return f"{_that_differ(terms.as_printed(readout, found), sides)}."
    return (
        f"{_none_differs(sides)}: if the sentences are shuffled between them, some word differs as much in "
        f"{_in_a_hundred(key['p_family'].iloc[0])} trials."
    )


def _that_differ(found: pd.DataFrame, sides: Sequence[str]) -> str:
    cited = listed(quoted(term) for term in found["term"].head(_NAMED))
    if len(found) == 1:
        return f"One word sets {_two(sides)} apart more than chance would: {cited}"
    most = ", most of all" if len(found) > _NAMED else ":"
    return f"{len(found)} words set {_two(sides)} apart more than chance would{most} {cited}"


def _none_differs(sides: Sequence[str]) -> str:
    return f"No word sets {_two(sides)} apart more than chance would"


def _two(sides: Sequence[str]) -> str:
    return f"{voice(sides[0])} and the rest" if REST in sides else "the two sides"


def _in_a_hundred(p: float) -> str:
    return "nearly all" if p > 0.99 else f"{100 * p:.0f} of 100"


def top_terms(readout: Readout, frequency: pd.DataFrame) -> str:
    """The most frequent terms of each person, from :func:`readout.measures.terms.frequency`."""
    table, parts = terms.as_printed(readout, frequency[frequency["count"] > 1]), []
    for speaker in readout.speakers[:_NAMED]:
        mine = table[table["speaker"] == speaker].head(_NAMED)
        cited = [quoted(t, n) for t, n in zip(mine["term"], mine["count"], strict=True)]
        if cited:
            parts.append(f"{voice(speaker)} {listed(cited)}")
    if not parts:
        return "No word with content is given to a person more than once."
    return f"Most frequent apart from stop words and the speakers' names and titles: {'; '.join(parts)}."


def term_rates(readout: Readout, table: pd.DataFrame, wider: pd.DataFrame) -> Exhibit:
    """Two marks a term, at its rate on either side, with intervals and the raw counts.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.terms.rates`.
        wider: From :func:`readout.measures.terms.widening`.
    """
    if table.empty:
        return empty(readout, "Paired dots of term rates", _NOTHING, table, TERM_SETTINGS)
    spelt = terms.as_printed(readout, table)
    said = _rate_words(spelt, wider)
    figure = _draw_rates(spelt, said.title, source_line(readout, TERM_SETTINGS))
    return Exhibit(figure, *said, table, readout, TERM_SETTINGS | RESAMPLED)


def _draw_rates(table: pd.DataFrame, title: str, source: str) -> Figure:
    return paired.paired(
        table.rename(columns={"term": "lane", "per_1000": "value", "count": "hits"}),
        title=title,
        source=source,
        few=FEW,
        units=("hits", "hits per 1,000 words, with 95% bootstrap interval over sentences"),
    )


def _rate_words(table: pd.DataFrame, wider: pd.DataFrame) -> Wording:
    top = table.loc[table.groupby("speaker", sort=False)["per_1000"].idxmax()]
    top = top[top["count"] > 0]
    leads = [f"“{row.term}” {_for(row.speaker)}" for row in top.itertuples()]
    if len(top) > 1 and len(set(top["term"])) == 1:
        leads = [f"“{top['term'].iloc[0]}” on both sides"]
    few, number = int((table["count"] < FEW).sum()), table["term"].nunique()
    cited = listed(f"{row.term} {row.per_1000:.1f} ({label(row.speaker)})" for row in top.itertuples())
    hollow = (
        f" {counted(few, 'mark')} {agreeing(few, 'rests', 'rest')} on fewer than {FEW} hits and "
        f"{agreeing(few, 'is', 'are')} hollow."
        if few
        else ""
    )
    return Wording(
        f"Most frequent by rate: {listed(leads)}",
        f"Hits per 1,000 words of the {agreeing(number, 'term', f'{number} terms')} most frequent on either side, by "
        f"total; {_RESAMPLED_LINES}, and sides with fewer than {MIN_UNITS} sentences or without a hit have none. "
        f"{_widening(wider)}{hollow}",
        f"Paired dots of hits per 1,000 words for {counted(number, 'term')}, with intervals. "
        f"Highest rates: {cited}.",
    )


def _widening(wider: pd.DataFrame) -> str:
    """What drawing sentences one by one hides: their neighbours resemble them."""
    if wider.empty:
        return f"Neither side has {MIN_UNITS} paragraphs, so that whole paragraphs can't be drawn instead."
    factors = listed(
        f"those {_for(side)} are {row['median']:.1f} times as wide in the median and {row['max']:.1f} times at most"
        for side, row in wider.iterrows()
    )
    return f"If whole paragraphs are drawn instead, {factors}."


def term_ranks(readout: Readout, table: pd.DataFrame) -> Exhibit:
    """A line a term through its places under each rule; what a rule moves, adds or drops is dark.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.terms.ranks`.
    """
    settings = TERM_SETTINGS
    if table.empty:
        return empty(readout, "Ranks of terms", _NOTHING, table, settings)
    spelt = terms.as_printed(readout, table)
    said = _rank_words(spelt)
    figure = _draw_ranks(spelt, said.title, source_line(readout, TERM_SETTINGS))
    return Exhibit(figure, *said, table, readout, settings)


def _draw_ranks(table: pd.DataFrame, title: str, source: str) -> Figure:
    speakers, rules = table["speaker"].unique(), table["rule"].unique()
    with page.house_style():
        figure, panels = page.figure(
            title,
            source,
            width="text",
            height=26 * page.MM + 4.6 * page.MM * table["rank"].max(),
            panels=len(speakers),
        )
        for axes, speaker in zip([panels] if len(speakers) == 1 else panels, speakers, strict=True):
            mine = table[table["speaker"] == speaker]
            for term, group in mine.groupby("term", sort=False):
                _rank_line(axes, term, group, list(rules))
            axes.set_title(textwrap.fill(speaker, 30), loc="center", fontsize=8)
            axes.set_xticks(range(len(rules)), [f"rule {r}" for r in rules])
            axes.set_xlim(-1.15, len(rules) - 1 + 1.15)
            axes.set_ylim(table["rank"].max() + 0.6, 0.4)
            axes.set_yticks([])
            axes.spines[["left", "bottom"]].set_visible(False)
            axes.tick_params(axis="x", length=0)
    return figure


def _rank_line(axes: Axes, term: str, group: pd.DataFrame, rules: list[str]) -> None:
    x = [rules.index(rule) for rule in group["rule"]]
    moves = len(set(group["rank"])) > 1 or len(group) < len(rules)
    colour = page.INK if moves else _FADED
    axes.plot(x, group["rank"], color=colour, linewidth=1.3 if moves else 0.8, marker="o", markersize=3)
    ends = [("right", -6, 0)] if x[0] == 0 else []
    ends += [("left", 6, -1)] if x[-1] == len(rules) - 1 else []
    for side, away, at in ends:
        axes.annotate(
            f"{term} {group['count'].iloc[at]}",
            (x[at], group["rank"].iloc[at]),
            xytext=(away, 0),
            textcoords="offset points",
            ha=side,
            va="center",
            fontsize=7.5,
            color=page.INK if moves else page.GREY,
        )


def _rank_words(table: pd.DataFrame) -> Wording:
    first, *others = TERM_RULES
    texts = []
    for speaker, mine in table.groupby("speaker", sort=False):
        lists = {rule: set(group["term"]) for rule, group in mine.groupby("rule")}
        reference = lists.get(first, set())
        lost = set().union(*(reference - lists.get(rule, set()) for rule in others))
        texts.append((speaker, len(lost), len(reference), sorted(lost)))
    moved = listed(f"{n} of {of} for {voice(speaker)}" for speaker, n, of, _ in texts)
    names = listed(dict.fromkeys(quoted(term) for *_, lost in texts for term in lost))
    title = f"Another rule for words replaces top terms: {moved}"
    if not any(n for _, n, *_ in texts):
        title = "No rule for words changes which terms are the most frequent"
    return Wording(
        title,
        "The most frequent terms of each person under rule A (hyphens kept), B (hyphens split, single letters "
        "dropped) and C (hyphens split, figures dropped), with their hits; ties by the alphabet, so that their "
        f"order means nothing. Terms that a rule moves, adds or drops are dark. Lost under B or C: {names}.",
        f"Slope chart of the ranks of the most frequent terms under three rules for words. Replaced: {moved}.",
    )


def stop_lists(readout: Readout, table: pd.DataFrame) -> str:
    """What the two stop lists would each take away, from :func:`readout.measures.terms.stop_lists`."""
    theirs = terms.as_printed(readout, table[table["removed_by"] == "scikit-learn only"])
    if theirs.empty:
        return "Scikit-learn's stop list takes nothing from this text that ours keeps."
    cited = [quoted(t, n) for t, n in zip(theirs["term"], theirs["count"], strict=True)]
    return (
        f"Scikit-learn's stop list would also take {counted(len(theirs), 'term')} with "
        f"{counted(int(theirs['count'].sum()), 'hit')}{', among them' if len(theirs) > _CITED else ':'} "
        f"{listed(cited[:_CITED])}."
    )


def keyness(readout: Readout, table: pd.DataFrame, sides: Sequence[str]) -> Exhibit:
    """A point a term: how often it occurs, and how unlike the two sides are in it.

    Above zero are terms with the higher rate on the first side. Beyond the dashed lines lies what differs
    more than shuffled sentences make any word of the vocabulary differ.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.terms.compare`; drawn are ``term``, ``hits``, ``g2``,
            ``critical`` and ``stop``.
        sides: Labels of the target and the reference.
    """
    if table.empty:
        return empty(readout, "Evidence against frequency", _NOTHING, table, WORD_SETTINGS)
    spelt = terms.as_printed(readout, table)
    said = _keyness_words(spelt, sides)
    figure = _draw_keyness(spelt, sides, said.title, source_line(readout, WORD_SETTINGS))
    return Exhibit(figure, *said, table, readout, WORD_SETTINGS | RESAMPLED)


def _draw_keyness(table: pd.DataFrame, sides: Sequence[str], title: str, source: str) -> Figure:
    with page.house_style():
        figure, axes = page.figure(title, source, width="text", height=118 * page.MM)
        styles = paired.side_looks(sides)
        # Stop words first, so that content words lie on top of them.
        for stop, first in itertools.product((True, False), (True, False)):
            mine = table[(table["stop"] == stop) & ((table["g2"] >= 0) == first)]
            shown = page.dot(styles[1 - first], paired.SHAPES[1 - first], hollow=stop, size=4)
            axes.plot(mine["hits"], mine["g2"], linestyle="none", **shown)
        _log_hits(axes, table["hits"])
        _thresholds(axes, table)
        hollow = page.mark("stop word", **page.dot(page.Look(page.GREY, page.GREY), "o", hollow=True, size=4))
        page.key(axes, [*_more_given_to(sides, styles), hollow])
        _name_points(axes, table)
        axes.set_xlabel("hits on both sides together (logarithmic)")
        axes.set_ylabel("G² with sign: evidence of a difference")
    return figure


def _thresholds(axes: Axes, table: pd.DataFrame) -> None:
    """Zero, and the lines that only one vocabulary in twenty crosses by chance, where there are any."""
    critical = table["critical"].iloc[0]
    axes.axhline(0, color=page.GREY, linewidth=0.7)
    most = table["g2"].abs().max()
    if pd.notna(critical):
        most = max(most, critical)
        for y in (critical, -critical):
            axes.axhline(y, color=page.INK, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.annotate(
            "5% level for the whole vocabulary",
            (1, critical),
            xytext=(-2, 2),
            xycoords=axes.get_yaxis_transform(),
            textcoords="offset points",
            ha="right",
            va="bottom",
            fontsize=7,
            color=page.GREY,
        )
    axes.set_ylim(-most * 1.15, most * 1.15)


def _log_hits(axes: Axes, hits: pd.Series) -> None:
    low, high = hits.min(), hits.max()
    axes.set_xscale("log")
    axes.set_xlim(low * 0.9, high * 1.12)
    steps = [n * 10**e for e in range(7) for n in (1, 2, 3, 5)]
    ticks = [s for s in steps if low <= s <= high]
    axes.xaxis.set_major_locator(FixedLocator(ticks if len(ticks) > 1 else sorted({low, high})))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))


def _name_points(axes: Axes, table: pd.DataFrame) -> None:
    """Names beside the points, outermost first, where there is room; equal points share a label."""
    points = table.groupby(["hits", "g2"], sort=False)["term"].agg(list)
    order = sorted(points.index, key=lambda at: (-abs(at[1]), at[0]))
    centres = {at: _on_page(axes, *at) for at in order}
    taken = [(x - 3, y - 3, x + 3, y + 3) for x, y in centres.values()]
    for at in (at for at in order if abs(at[1]) > _WORTH_A_NAME):
        names = points[at]
        text = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        x, y = centres[at]
        own = (x - 3, y - 3, x + 3, y + 3)
        long = 4.1 * len(text)  # points of a letter of this size, about
        for dx, outward in _BESIDE:
            dy = outward if at[1] > 0 else -outward
            left = x + dx if dx > 0 else x + dx - long
            box = (left, y + dy - 4, left + long, y + dy + 4)
            inside = box[0] > 0 and box[2] < _AXES_WIDTH
            way = [(x + dx * k / 12, y + dy * k / 12) for k in range(1, 12)] if dy else []
            strokes = [(a - 1, b - 1, a + 1, b + 1) for a, b in way]
            others = [other for other in taken if other != own]
            if inside and not any(_meet(a, b) for a in (box, *strokes) for b in others):
                taken.append(box)
                _name(axes, text, at, dx, dy)
                break


def _name(axes: Axes, text: str, at: tuple[float, float], dx: float, dy: float) -> None:
    """A name beside its point; a thin line leads to it from where it stands apart."""
    lead = (
        {"arrowstyle": "-", "color": page.GREY, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 2} if dy else None
    )
    axes.annotate(
        text,
        at,
        xytext=(dx, dy),
        textcoords="offset points",
        ha="left" if dx > 0 else "right",
        va="center",
        fontsize=7.5,
        arrowprops=lead,
    )


def _on_page(axes: Axes, hits: float, g2: float) -> tuple[float, float]:
    """A point's place in points of print, from the lower left of the axes, about."""
    (x0, x1), (y0, y1) = axes.get_xlim(), axes.get_ylim()
    x = math.log(hits / x0) / math.log(x1 / x0) * _AXES_WIDTH
    return x, (g2 - y0) / (y1 - y0) * _AXES_HEIGHT


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _more_given_to(sides: Sequence[str], styles: Sequence[page.Look]) -> list[Line2D]:
    """The marks of a key for terms, by the side that has the higher rate."""
    return [
        page.mark(_more_in(side), **page.dot(look, shape))
        for side, look, shape in zip(sides, styles, paired.SHAPES, strict=True)
    ]


def _more_in(side: str) -> str:
    return f"more in the {side}" if side == REST else f"more given to {label(side)}"


def _keyness_words(table: pd.DataFrame, sides: Sequence[str]) -> Wording:
    beyond = int((table["p_family"] <= LEVEL).sum())
    kept = terms.set_apart(table)
    title = _that_differ(kept, sides) if len(kept) else _none_differs(sides)
    above, below = (
        listed(quoted(t) for t in mine["term"].head(_NAMED))
        for mine in (table[table["g2"] > 0], table[table["g2"] < 0])
    )
    return Wording(
        title,
        f"Each point is a term with three hits or more: its hits on both sides together, and G² (four cells, Dunning "
        f"1993) as evidence that its rates differ, above zero where {given_to(sides[0])} has the higher rate. The "
        f"dashed lines are the level that the largest |G²| of the whole vocabulary exceeds in 5% of {RESAMPLES:,} random "
        f"relabellings of sentences. Names and titles of the speakers are not drawn. {differing(table)} {ACCOUNT}",
        f"Scatter of G² against hits. Farthest above zero (more in {given_to(sides[0])}): {above}; farthest below: "
        f"{below}. {beyond or 'None'} beyond the lines of the 5% level.",
    )


def differing(table: pd.DataFrame) -> str:
    """Which terms differ by more than chance, and by which two tests; from :func:`readout.measures.terms.compare`.

    Args:
        table: Its terms should be spelt as :func:`readout.measures.terms.as_printed` spells them.
    """
    if table.empty or table["p_family"].isna().all():
        return "Nothing was tested, because one side has no sentences."
    beyond = table[table["p_family"] <= LEVEL]
    cited = listed(quoted(r.term, r.target, r.reference) for r in beyond.head(_CITED).itertuples())
    tested = (
        f"differ{agreeing(len(beyond), 's', '')} more than shuffled sentences make any word differ (5% level)"
    )
    if beyond.empty:
        top = table.iloc[0]
        return (
            f"The largest difference is {quoted(top['term'], top['target'], top['reference'])}: with the sentences "
            f"shuffled between the sides, some word differs as much in {_in_a_hundred(top['p_family'])} trials, and "
            f"with the sides moved round the text this word does in {top['p_moved']:.0%} of all places."
        )
    kept = terms.set_apart(table)
    if len(kept) == len(beyond):
        return f"{cited} {tested}, and more than elsewhere in the text when the sides are moved round it."
    if kept.empty:
        return f"{cited} {tested}, but not more than elsewhere in the text when the sides are moved round it."
    firm = _is_or_are([quoted(t) for t in kept["term"].head(_CITED)])
    return f"{cited} {tested}; more than elsewhere in the text when the sides are moved round it {firm}."


def one_sided(readout: Readout, table: pd.DataFrame) -> str:
    """Terms that one side has and the other lacks, beside what chance gives.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.terms.one_sided`.
    """
    if table["expected"].isna().all():
        return "There is nobody to compare with."
    rows = [pair for pair in _paired_rows(table) if not _none_expected(pair[0])]
    if not rows:
        return f"No word is given to one side at least {FEW} times and never to the other."
    texts = [_one_sided(readout, row, other) for row, other in rows]
    if len(rows) == 1:
        texts.append("The other way round there is none, and chance would give none.")
    return " ".join(texts)


def _paired_rows(table: pd.DataFrame) -> list[tuple[pd.Series, str]]:
    first, second = (row for _, row in table.iterrows())
    return [(first, second["speaker"]), (second, first["speaker"])]


def _none_expected(row: pd.Series) -> bool:
    """Whether there is nothing to say of a side: no such term, and hardly ever one by chance."""
    return not row["seen"] and row["high"] == 0


def _one_sided(readout: Readout, row: pd.Series, other: str) -> str:
    forms, side = terms.printed(readout), row["speaker"]
    where = f"at least {FEW} times {_to(side)} and never {_to(other)}"
    if not row["seen"]:
        return f"No word is given {where}; shuffled sentences give {_by_chance(row)}."
    cited = [quoted(forms.get(term, term), n) for term, n in row["terms"].items()]
    more = [f"{len(cited) - _CITED} more"] if len(cited) > _CITED else []
    words = listed([*cited[:_CITED], *more])
    number = agreeing(row["seen"], "One word is", f"{row['seen']} words are")
    return f"{number} given {where} ({words}); shuffled sentences give {_by_chance(row)}."


def _by_chance(row: pd.Series) -> str:
    if row["high"] == 0:
        return "none"
    return f"{row['expected']:.1f} on average, {row['low']:.0f} to {row['high']:.0f} in 95 of 100 trials"


def log_ratios(readout: Readout, table: pd.DataFrame, sides: Sequence[str]) -> Exhibit:
    """A point a term at its log ratio, with its interval; terms with hits on one side only are hollow.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.terms.largest_differences`; its column ``block`` parts it.
        sides: Labels of the right-hand (positive) and the left-hand side.
    """
    if table.empty:
        return empty(readout, "Forest of log ratios", _NOTHING, table, TERM_SETTINGS)
    spelt = terms.as_printed(readout, table)
    said = _log_ratio_words(spelt, sides)
    figure = _draw_log_ratios(spelt, sides, said.title, source_line(readout, TERM_SETTINGS))
    return Exhibit(figure, *said, table, readout, TERM_SETTINGS | RESAMPLED)


def _draw_log_ratios(table: pd.DataFrame, sides: Sequence[str], title: str, source: str) -> Figure:
    table = _with_headings(table)
    with page.house_style():
        figure, axes = page.figure(
            title, source, width="text", height=34 * page.MM + paired.LANE * len(table)
        )
        styles = paired.side_looks(sides)
        _headings(axes, table["heading"])
        for row in table[table["log_ratio"].notna()].itertuples():
            number, lane = (0 if row.log_ratio >= 0 else 1), row.Index
            style = _DASHED if row.one_sided else "-"
            paired.interval(axes, row.low, row.high, lane, styles[number], style)
            axes.plot(
                row.log_ratio, lane, **page.dot(styles[number], paired.SHAPES[number], hollow=row.one_sided)
            )
        axes.axvline(0, color=page.GREY, linewidth=0.7)
        paired.hits_at_the_right(axes, [table["target"], table["reference"]], styles)
        hollow = page.mark(
            "no hit on the other side", **page.dot(page.Look(page.GREY, page.GREY), "o", hollow=True)
        )
        page.key(axes, [*_more_given_to(sides, styles), hollow])
        paired.ruled_lanes(axes, table["term"].fillna(""))
        _mirror(axes, table[["log_ratio", "low", "high"]])
        axes.set_xlabel(
            "log ratio: 1 is twice, 2 four times, 3 eight times as frequent; 95% bootstrap interval"
        )
    return figure


def _with_headings(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an empty row before each block but the first, which takes the block's name."""
    first, *others = (block for _, block in table.groupby("block", sort=False))
    parts = [first.assign(heading=None)]
    for block in others:
        parts += [pd.DataFrame({"heading": [block["block"].iloc[0]]}), block]
    return pd.concat(parts, ignore_index=True)


def _headings(axes: Axes, headings: pd.Series) -> None:
    for lane, heading in headings.dropna().items():
        axes.axhline(lane - 0.5, color=page.GREY, linewidth=0.6)
        across = axes.get_yaxis_transform()
        axes.text(
            0.005,
            lane,
            heading,
            transform=across,
            va="center",
            fontsize=7.5,
            color=page.GREY,
            bbox=page.PATCH,
        )


def _mirror(axes: Axes, values: pd.DataFrame) -> None:
    """The same distance to both sides of zero, so that lengths can be compared."""
    most = max(1.0, float(values.abs().max(axis=None)) * 1.08)
    axes.set_xlim(-most, most)
    axes.xaxis.set_major_locator(MaxNLocator(9, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:+.0f}" if x else "0"))


def _log_ratio_words(table: pd.DataFrame, sides: Sequence[str]) -> Wording:
    content = table[table["block"] == table["block"].iloc[0]]
    ends = []
    for side, mine in zip(
        sides, (content[content["log_ratio"] > 0], content[content["log_ratio"] < 0]), strict=True
    ):
        if len(mine):
            far = mine.loc[mine["log_ratio"].abs().idxmax()]
            ends.append(f"{quoted(far['term'], far['target'], far['reference'])} towards {_named_side(side)}")
    beyond = int(((content["low"] > 0) | (content["high"] < 0)).sum())
    return Wording(
        f"Most one-sided of the terms shown: {listed(ends)}"
        if ends
        else "None of the terms shown leans to a side",
        f"Log ratio (Hardie 2014) of the {counted(len(content), 'content term')} with the largest G², a count of zero "
        f"replaced by a half; {_RESAMPLED_LINES}. "
        f"Hollow with a broken line: no hit on one side, so the interval is about the other only. The terms were chosen "
        f"because they differ, so that an interval keeps clear of zero proves nothing ({beyond} of {len(content)} "
        f"{agreeing(beyond, 'does', 'do')}). Hits in brackets and at the right: first {label(sides[0])}, then "
        f"{label(sides[1])}.",
        f"Forest plot of log ratios with intervals for {counted(len(table), 'term')}. Farthest from zero: {listed(ends)}.",
    )


def contrasts(table: pd.DataFrame, sides: Sequence[str]) -> str:
    """What the questions fixed beforehand found, from :func:`readout.measures.terms.contrasts`."""
    if table[["first_of", "second_of"]].min(axis=None) < MIN_UNITS:
        return f"One side has fewer than {MIN_UNITS} sentences, too few to put the questions."
    found = table[table["words"] != ""].sort_values("p_moved", kind="stable")
    if found.empty:
        return (
            f"None of the words that the {counted(len(table), 'question')} ask for is given to either side."
        )
    asked, low = (
        f"Of {counted(len(table), 'question')} fixed beforehand",
        found[found["p_moved"] <= LEVEL],
    )
    if low.empty:
        nearest = _contrast(next(found.itertuples()), sides)
        return f"{asked} none sets the two sides apart. Nearest to it comes {nearest}"
    answers = " ".join(sentence(_contrast(row, sides)[:-1]) for row in low.itertuples())
    return f"{asked} {len(low)} {agreeing(len(low), 'sets', 'set')} the two sides apart. {answers}"


def _contrast(row: tuple, sides: Sequence[str]) -> str:
    """One question with its counts, how rare its difference is in the text, and where its words are densest."""
    hits = [(row.first, row.first_of), (row.second, row.second_of)]
    given = listed(f"{n} of {of} sentences {_for(side)}" for (n, of), side in zip(hits, sides, strict=True))
    places = row.densest.split(", ")
    return (
        f"“{row.question}”, with {given}: moved round the text, the sides differ as much in {row.p_moved:.0%} of all "
        f"places. Its words are densest in {agreeing(len(places), 'paragraph', 'paragraphs')} {listed(places)}."
    )


def first_places(readout: Readout, before: pd.DataFrame, after: pd.DataFrame) -> str:
    """Whether the most frequent terms change with the way of counting: the answer to the exercise of notebook 02.

    Args:
        readout: The readout.
        before: From :func:`readout.measures.terms.frequency`.
        after: The same, counted in another way.
    """
    kept, changed = [], []
    for speaker in readout.speakers[:2]:
        firsts = [_first(readout, table, speaker) for table in (before, after)]
        if all(firsts):
            (old, n), (new, m) = firsts
            if old == new:
                kept.append(f"{voice(speaker)} keeps {quoted(old, n)}")
            else:
                changed.append(f"for {voice(speaker)} it changes from {quoted(old, n)} to {quoted(new, m)}")
    if not (kept or changed):
        return f"No word is given to a person {_OFTEN}, so there is no first place to keep."
    return sentence(f"in first place {listed([*changed, *kept])}")


def _first(readout: Readout, frequency: pd.DataFrame, speaker: str) -> tuple[str, int] | None:
    """The most frequent term of somebody with its hits, where it stands often enough to be ranked."""
    mine = frequency[(frequency["speaker"] == speaker) & (frequency["count"] >= terms.LEAST)]
    rows = terms.as_printed(readout, mine.head(1)).itertuples()
    return next(((row.term, row.count) for row in rows), None)


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 02 contributes to the readout card; columns as :func:`readout.exhibits.share.facts`."""
    groups = terms.sides(readout)
    rows = [*_frequent(readout, groups), *_comparisons(groups), *_answered(readout, groups)]
    columns = ["about", "fact", "rung", "where", "importance"]
    return pd.DataFrame(rows, columns=columns).assign(notebook="02")


_Rows = Iterator[tuple[str, str, str, str, int]]


def _frequent(readout: Readout, groups: Mapping[str, pd.DataFrame]) -> _Rows:
    forms = terms.printed(readout)
    for side, group in groups.items():
        counts = terms.content_counts(group)
        top = counts[counts >= terms.LEAST].head(FEW)
        if len(top):
            most = "most frequent words" if side == REST else "words most often given"
            yield f"{most} {_to(side)}", _hits(top, forms), "C2", "body", 2


def _comparisons(groups: Mapping[str, pd.DataFrame]) -> _Rows:
    """What stands beside chance; a side of a few sentences is not compared."""
    if terms.too_few(groups):
        return
    yield f"words that set {_two(list(groups))} apart", _verdict(terms.compare(groups)), "C3", "body", 2
    for row, other in _paired_rows(terms.one_sided(groups)):
        if row["seen"]:
            about = f"words given at least {FEW} times {_to(row['speaker'])} and never {_to(other)}"
            yield about, f"{row['seen']}; shuffled sentences give {_by_chance(row)}", "C2", "body", 3


def _answered(readout: Readout, groups: Mapping[str, pd.DataFrame]) -> _Rows:
    """The questions fixed beforehand, by the sentences that hold one of their words."""
    first, second = map(label, groups)
    for row in terms.contrasts(groups).dropna(subset=["p_moved"]).itertuples():
        if row.words:
            given = f"{first} {row.first} of {row.first_of}, {second} {row.second} of {row.second_of}"
            where = _cited(readout, groups, resources.table("contrasts")[row.question]["words"].split())
            yield f"sentences with a word of “{row.question}”", given, "C2", where, 3


def _hits(counts: pd.Series, forms: Mapping[str, str]) -> str:
    return ", ".join(f"{forms.get(term, term)} {n}" for term, n in counts.items()) or "none"


def _verdict(key: pd.DataFrame) -> str:
    kept = terms.set_apart(key)
    if len(kept):
        return listed(quoted(row.term, row.target, row.reference) for row in kept.head(_NAMED).itertuples())
    return f"none: shuffled sentences make some word differ as much in {_in_a_hundred(key['p_family'].iloc[0])} trials"


def _cited(readout: Readout, groups: Mapping[str, pd.DataFrame], wanted: Sequence[str]) -> str:
    found = pd.concat(groups.values())
    return shortened(readout.places.loc[found.loc[found["term"].isin(wanted), "sentence"].unique()])
