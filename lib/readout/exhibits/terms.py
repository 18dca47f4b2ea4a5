"""Notebook 02: how often each side is given a word, what sets the sides apart, and what is left of it."""

import itertools
import math
import textwrap
from collections.abc import Mapping, Sequence

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
    INTERVAL,
    RESAMPLED,
    SIGNIFICANT,
    TERM_SETTINGS,
    WORD_SETTINGS,
    Wording,
    agreeing,
    counted,
    given_to,
    label,
    listed,
    percent,
    probability,
    quoted,
    sentence,
    source_line,
)
from readout.measures import terms
from readout.measures.terms import FEW, REST, TERM_RULES
from readout.statistics import MIN_UNITS, RESAMPLES

# So many terms stand in a sentence.
_NAMED = 3
_NOTHING = "No term is frequent enough to be compared"
# The plot of keyness takes about this much of its page, in points.
_AXES_WIDTH, _AXES_HEIGHT = 405.0, 250.0
# Where a name may stand, in points from its point, nearest first; up is away from zero.
_BESIDE = [(4, 0), (-4, 0), *((dx, dy) for dy in (9, 16, 24, -9, -16) for dx in (5, -5, 16, -16, 30))]
# Points get a name from the 10 % level of a single word on (chi-squared, one degree of freedom).
_WORTH_A_NAME = 2.71
_FADED = "#9A9A9A"
_DASHED = (0, (2, 1.5))


def top_terms(frequency: pd.DataFrame, speakers: Sequence[str]) -> str:
    """The most frequent terms of each person, from :func:`readout.measures.terms.frequency`."""
    parts = []
    for speaker in speakers[:_NAMED]:
        mine = frequency[frequency["speaker"] == speaker].head(_NAMED)
        cited = [quoted(t, n) for t, n in zip(mine["term"], mine["count"], strict=True)]
        if cited:
            parts.append(f"in {given_to(speaker)} {listed(cited)}")
    if not parts:
        return "No person is given words of their own."
    return f"Most frequent apart from stop words and the speakers' names and titles: {'; '.join(parts)}."


def term_rates(readout: Readout, table: pd.DataFrame) -> Exhibit:
    """Two marks a term, at its rate on either side, with intervals and the raw counts.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.terms.rates`.
    """
    if table.empty:
        return empty(readout, "Paired dots of term rates", _NOTHING, table, TERM_SETTINGS)
    said = _rate_words(table)
    figure = _draw_rates(table, said.title, source_line(readout, TERM_SETTINGS))
    return Exhibit(figure, *said, table, readout, TERM_SETTINGS | RESAMPLED)


def _draw_rates(table: pd.DataFrame, title: str, source: str) -> Figure:
    return paired.paired(
        table.rename(columns={"term": "lane", "per_1000": "value", "count": "hits"}),
        title=title,
        source=source,
        few=FEW,
        units=("hits", "hits per 1,000 words, with 95% bootstrap interval over sentences"),
    )


def _rate_words(table: pd.DataFrame) -> Wording:
    top = table.loc[table.groupby("speaker", sort=False)["per_1000"].idxmax()]
    top = top[top["count"] > 0]
    leads = [f"“{row.term}” in {given_to(row.speaker)}" for row in top.itertuples()]
    if len(top) > 1 and len(set(top["term"])) == 1:
        leads = [f"“{top['term'].iloc[0]}” on both sides"]
    few = int((table["count"] < FEW).sum())
    cited = listed(f"{row.term} {row.per_1000:.1f} ({row.speaker})" for row in top.itertuples())
    return Wording(
        f"Most frequent by rate: {listed(leads)}",
        f"Hits per 1,000 words of the {counted(table['term'].nunique(), 'term')} most frequent on either side, by "
        f"total; {INTERVAL}, and sides with fewer than {MIN_UNITS} sentences or without a hit have none. "
        f"{counted(few, 'mark')} {agreeing(few, 'rests', 'rest')} on fewer than {FEW} hits and "
        f"{agreeing(few, 'is', 'are')} hollow. {ACCOUNT}",
        f"Paired dots of hits per 1,000 words for {counted(table['term'].nunique(), 'term')}, with intervals. "
        f"Highest rates: {cited}.",
    )


def term_ranks(readout: Readout, table: pd.DataFrame) -> Exhibit:
    """A line a term through its places under each rule; what a rule moves, adds or drops is dark.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.terms.ranks`.
    """
    settings = TERM_SETTINGS
    if table.empty:
        return empty(readout, "Ranks of terms", _NOTHING, table, settings)
    said = _rank_words(table)
    figure = _draw_ranks(table, said.title, source_line(readout, TERM_SETTINGS))
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
    moved = listed(f"{n} of {of} for {speaker}" for speaker, n, of, _ in texts)
    names = listed(quoted(term) for *_, lost in texts for term in lost)
    title = f"Another rule for words replaces top terms: {moved}"
    if not any(n for _, n, *_ in texts):
        title = "No rule for words changes which terms are the most frequent"
    return Wording(
        title,
        "The most frequent terms of each person under rule A (hyphens kept), B (hyphens split, single letters "
        "dropped) and C (hyphens split, figures dropped), with their hits; ties by the alphabet, so that their "
        f"order means nothing. Terms that a rule moves, adds or drops are dark. Lost under B or C: {names}. {ACCOUNT}",
        f"Slope chart of the ranks of the most frequent terms under three rules for words. Replaced: {moved}.",
    )


def stop_lists(table: pd.DataFrame) -> str:
    """What the two stop lists would each take away, from :func:`readout.measures.terms.stop_lists`."""
    theirs = table[table["removed_by"] == "scikit-learn only"]
    if theirs.empty:
        return "Scikit-learn's stop list takes nothing from this text that ours keeps."
    cited = [quoted(t, n) for t, n in zip(theirs["term"], theirs["count"], strict=True)]
    return (
        f"Scikit-learn's stop list would also take {counted(len(theirs), 'term')} with "
        f"{counted(int(theirs['count'].sum()), 'hit')}, among them {listed(cited[:8])}."
    )


def keyness(readout: Readout, table: pd.DataFrame, sides: Sequence[str]) -> Exhibit:
    """A point a term: how often it occurs, and how unlike the two sides are in it.

    Above zero are terms with the higher rate on the first side. Beyond the dashed lines lies what
    would survive looking at the whole vocabulary.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.terms.compare`; drawn are ``term``, ``hits``, ``g2``,
            ``critical`` and ``stop``.
        sides: Labels of the target and the reference.
    """
    if table.empty:
        return empty(readout, "Evidence against frequency", _NOTHING, table, WORD_SETTINGS)
    said = _keyness_words(table, sides)
    figure = _draw_keyness(table, sides, said.title, source_line(readout, WORD_SETTINGS))
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
    kept = table[table["p_family"] <= SIGNIFICANT]
    title = (
        f"{sentence(counted(len(kept), 'term'))[:-1]} {agreeing(len(kept), 'survives', 'survive')} a look at the whole vocabulary: "
        f"{listed(quoted(t) for t in kept['term'].head(_NAMED))}"
        if len(kept)
        else "No term sets the two sides apart once the whole vocabulary is looked at"
    )
    above, below = (
        listed(quoted(t) for t in mine["term"].head(_NAMED))
        for mine in (table[table["g2"] > 0], table[table["g2"] < 0])
    )
    return Wording(
        title,
        f"Each point is a term with three hits or more: its hits on both sides together, and G² (four cells, Dunning "
        f"1993) as evidence that its rates differ, above zero where {given_to(sides[0])} has the higher rate. The "
        f"dashed lines are the level that the largest |G²| of the whole vocabulary exceeds in 5% of {RESAMPLES:,} random "
        f"relabellings of sentences. Names and titles of the speakers are not drawn. {survivors(table)} Exploratory: read the lines before you cite a term. {ACCOUNT}",
        f"Scatter of G² against hits. Farthest above zero (more in {given_to(sides[0])}): {above}; farthest below: "
        f"{below}. {len(kept) or 'None'} beyond the lines of the 5% level.",
    )


def survivors(table: pd.DataFrame) -> str:
    """What is left after correcting for having looked at every word."""
    if table.empty or table["p_family"].isna().all():
        return "Nothing was tested, because one side has no sentences."
    kept = table[table["p_family"] <= SIGNIFICANT]
    if len(kept):
        cited = listed(quoted(r.term, r.target, r.reference) for r in kept.itertuples())
        return f"At the 5% level {cited} {agreeing(len(kept), 'survives', 'survive')}."
    top = table.iloc[0]
    return (
        f"No term's difference between the two sides survives a look at the whole vocabulary: the largest is "
        f"{quoted(top['term'], top['target'], top['reference'])}, and giving the sentences to the sides at random makes "
        f"some term differ as much in {top['p_family']:.0%} of {RESAMPLES:,} trials."
    )


def log_ratios(readout: Readout, table: pd.DataFrame, sides: Sequence[str]) -> Exhibit:
    """A point a term at its log ratio, with its interval; terms with hits on one side only are hollow.

    Args:
        readout: The readout.
        table: From :func:`readout.measures.terms.largest_differences`; its column ``block`` parts it.
        sides: Labels of the right-hand (positive) and the left-hand side.
    """
    if table.empty:
        return empty(readout, "Forest of log ratios", _NOTHING, table, TERM_SETTINGS)
    said = _log_ratio_words(table, sides)
    figure = _draw_log_ratios(table, sides, said.title, source_line(readout, TERM_SETTINGS))
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
            ends.append(f"{quoted(far['term'], far['target'], far['reference'])} towards {side}")
    beyond = int(((content["low"] > 0) | (content["high"] < 0)).sum())
    return Wording(
        f"Most one-sided of the terms shown: {listed(ends)}"
        if ends
        else "None of the terms shown leans to a side",
        f"Log ratio (Hardie 2014) of the {counted(len(content), 'content term')} with the largest G², half a hit added on "
        f"both sides; {INTERVAL}. Hollow with a broken line: no hit on one side, so the interval is about the other "
        f"only. The terms were chosen because they differ: that {beyond} of {counted(len(content), 'interval')} {agreeing(beyond, 'keeps', 'keep')} clear of zero proves nothing. "
        f"Hits in brackets and at the right: first {sides[0]}, then {sides[1]}. {ACCOUNT}",
        f"Forest plot of log ratios with intervals for {counted(len(table), 'term')}. Farthest from zero: {listed(ends)}.",
    )


def contrasts(table: pd.DataFrame, sides: Sequence[str]) -> str:
    """What the questions fixed beforehand found, from :func:`readout.measures.terms.contrasts`."""
    tested = table.dropna(subset=["p"]).sort_values("p", kind="stable")
    if tested.empty:
        return "The questions can't be put, because one side has no sentences."
    level = SIGNIFICANT / len(tested)
    low = tested[tested["p"] <= SIGNIFICANT]
    found = [
        f"{row.question} ({sides[0]} {row.first} of {counted(row.first_of, 'sentence')}, {sides[1]} {row.second} of "
        f"{row.second_of}, p {probability(row.p)})"
        for row in low.itertuples()
    ]
    first = f"Below 0.05: {listed(found)}." if found else "None of them is below 0.05."
    firm = int((low["p"] <= level).sum())
    return (
        f"{counted(len(tested), 'question')} fixed beforehand. {first} Divided by {len(tested)} (Bonferroni) the level "
        f"is {level:.4f}, which {firm or 'none'} of them {agreeing(firm, 'reaches', 'reach')}. {_zeros(tested, sides)}"
    ).strip()


def _zeros(table: pd.DataFrame, sides: Sequence[str]) -> str:
    """What a zero is compatible with; without it a silence reads like a finding."""
    texts = []
    for row in table.dropna(subset=["bound"]).itertuples():
        side, of = (sides[0], row.first_of) if row.first == 0 else (sides[1], row.second_of)
        other = row.second / row.second_of if row.first == 0 else row.first / row.first_of
        texts.append(
            f"{row.question}, 0 of {of} in {given_to(side)}: compatible with a rate of up to {percent(row.bound)} (95%; the "
            f"other side's is {percent(other)})"
        )
    return f"A zero is no proof of absence: {'; '.join(texts)}. " if texts else ""


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 02 contributes to the readout card; columns as :func:`readout.exhibits.share.facts`."""
    groups = terms.sides(readout)
    rows = []
    for side, group in groups.items():
        top = terms.content_counts(group).head(5)
        about = f"most frequent terms in what is given to {side}"
        rows.append((about, _hits(top), "C2", "body"))
    (first, a), (second, b) = groups.items()
    for side, group, other in ((first, a, b), (second, b, a)):
        counts = terms.content_counts(group)
        only = counts[(counts >= FEW) & ~counts.index.isin(set(other["term"]))]
        other_side = second if side == first else first
        about = f"terms given at least {FEW} times to {side} and never to {other_side}"
        rows.append((about, _hits(only), "C1", "body"))
    for row in terms.contrasts(groups).itertuples():
        given = f"{first} {row.first} of {row.first_of}, {second} {row.second} of {row.second_of}"
        where = _cited(readout, groups, resources.table("contrasts")[row.question]["words"].split())
        rows.append((f"sentences with a word of “{row.question}”", given, "C1", where))
    return pd.DataFrame(rows, columns=["about", "fact", "rung", "where"]).assign(notebook="02")


def _hits(counts: pd.Series) -> str:
    return ", ".join(f"{term} {n}" for term, n in counts.items()) or "none"


def _cited(readout: Readout, groups: Mapping[str, pd.DataFrame], wanted: Sequence[str]) -> str:
    found = pd.concat(groups.values())
    return shortened(readout.places.loc[found.loc[found["term"].isin(wanted), "sentence"].unique()])
