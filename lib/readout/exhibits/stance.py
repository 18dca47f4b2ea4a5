"""Notebook 06: who is made to demand, to commit, to support and to oppose."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from readout.document import JOINT, Readout, shortened
from readout.exhibits import page
from readout.exhibits.export import Exhibit, empty
from readout.exhibits.paired import paired
from readout.exhibits.prose import (
    ACCOUNT,
    Wording,
    agreeing,
    by,
    counted,
    label,
    listed,
    of_hundred,
    quoted,
    sentence,
    source_line,
    span,
    voice,
)
from readout.measures import deliverables, naming, sides, stance
from readout.measures.stance import Coded
from readout.measures.terms import FEW
from readout.statistics import share_limits

#: How figures of stance count.
STANCE_SETTINGS = {"units": "sentences, main clauses", "introductory clauses": "left out"}
# How a position is marked, and how it is worded; in the order of rows.
_MARKS = {"OPPOSE": "X", "ACCUSE": "^", "SUPPORT": "o"}
_WORDS = {"OPPOSE": "opposes", "ACCUSE": "accuses", "SUPPORT": "supports"}
# Characters in a line of a target; height of a line and of the room below a target, and of all that fit on a
# page, in mm.
_WRAP = 56
_LINE, _ROOM, _MOST = 3.1, 1.8, 132
# Targets that a fact names.
_NAMED = 3
# Words of a sentence without a subject.
_OPEN = "no subject printed"
_SENTENCES = {"DIRECT": "demand", "COMMIT": "commitment"}


# --- in words -------------------------------------------------------------------------------------

_HEADS = {
    "place": "where",
    "places": "where",
    "speaker": "attributed to",
    "act": "the sentence",
    "side": "on whose side",
    "reading": "read as going on",
    "position": "stance",
    "holder": "holder as printed",
    "held_by": "held by",
    "reported": "only reported",
    "marker": "worded",
    "when": "by when",
    "kind": "is",
    "dated": "names a day, week or month",
    "modal": "verb",
    "per_1000": "per 1,000 words",
    "question": "what",
    "low": "share from",
    "high": "to",
    "precision": "right of those found",
    "recall": "found of those coded",
    "in_sample": "rules written with these in view",
    "coded": "coded by a reader",
    "found": "found by rule",
    "both": "by both",
    "by_hand": "by hand",
    "by_rule": "by rule",
}
_SIDES = {
    "OWN": "own side",
    "BOTH": "both sides",
    "OTHER": "the other side",
    "THIRD": "others",
    "NONE": "no subject printed",
}
_READ = {"printed": "as printed", "continued": "as going on"}
_COUNTED = {"held": "opposes", "worded": "opposes, or reports it", "verb oppose": "has the verb oppose"}


def in_words(table: pd.DataFrame) -> pd.DataFrame:
    """A table of stance with its heads and codes in words.

    Example:
        >>> in_words(pd.DataFrame({"place": ["3.1"], "act": ["DIRECT"], "side": ["BOTH"]})).to_dict("list")
        {'where': ['3.1'], 'the sentence': ['demands'], 'on whose side': ['both sides']}
    """
    titles = {
        part: stance.scheme(part).set_index("code")["title"] for part in ("acts", "senses", "positions")
    }
    acts, senses, positions = (titles[part].to_dict() for part in titles)
    values = {
        "act": acts,
        "kind": {"COMMIT": "committed to", "SCHEDULED": "scheduled"},
        "sense": senses,
        "position": positions,
        "side": _SIDES,
        "by_hand": acts,
        "by_rule": acts,
    }
    shown = table.copy()
    for column in shown.columns.intersection(list(values)):
        shown[column] = shown[column].map(lambda code, known=values[column]: known.get(code, code))
    if "reading" in shown:
        shown["reading"] = [_reading(code, acts) for code in shown["reading"]]
    for column in shown.columns.intersection(["speaker", "held_by"]):
        shown[column] = shown[column].map(label)
    return shown.rename(columns=_HEADS)


def _reading(code: str, acts: Mapping[str, str]) -> str:
    act, _, side = code.partition(" ")
    return f"{acts[act]}, {_SIDES[side]}" if side else _READ.get(code, code)


def side_names(readout: Readout) -> dict[str, str]:
    """What each person's side is called: its state where the text tells, else the person.

    Example:
        >>> from readout.document import load
        >>> side_names(load("xi-putin-2021-12-15"))
        {'Xi Jinping': 'China', 'Vladimir Putin': 'Russia'}
    """
    known = naming.states_of(readout, sides.parties(readout))
    printed = dict(zip(readout.people["name"], readout.people["state"], strict=True))
    return {who: known.get(who) or printed.get(who) or who for who in sides.parties(readout)}


def _other_side(readout: Readout, speaker: str) -> str:
    """The name of the side that a person addresses, where there are two."""
    names = side_names(readout)
    others = [name for who, name in names.items() if who != speaker]
    return others[0] if len(others) == 1 else ""


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


def _basis(readout: Readout, coded: Coded) -> str:
    """Whose codes, and how much of the text they cover where that is not all."""
    done, of = coded.acts["sentence"].nunique(), len(readout.body)
    part = f", in the {done} of {counted(of, 'sentence')} coded so far" if done < of else ""
    return by(readout, "stance", coded.source) + part


def _nothing(coded: Coded, what: str) -> str:
    """A reader who coded acts alone has not found that there is no support; rules have looked for all."""
    return f"No {what} is {'coded' if coded.source == 'hand codes' else 'found'}."


# --- the answer -----------------------------------------------------------------------------------


def answer(readout: Readout) -> str:
    """What notebook 06 answers, in at most two short sentences: who must, and who supports whom."""
    if not readout.speakers:
        return " ".join([_NOBODY, *_agreed_with_time(readout)])
    coded = stance.best_coding(readout)
    found = stance.totals(stance.demands(readout, coded), readout.speakers)
    if coded.source == "rules":
        return f"{sentence(f'By rule, {_found_by_rule(readout, coded, found)}')} {accuracy()}"
    first = sentence(f"{_demanded(readout, coded, found)} ({_basis(readout, coded)}{_range(found)})")
    return f"{first} {_exchanged(readout, coded) or _committed(found)}".strip()


_NOBODY = "The text gives no person words of their own, so nobody is made to demand, to commit or to oppose."


def _agreed_with_time(readout: Readout) -> list[str]:
    """What a text without speakers can still be held to."""
    found = deliverables.deliverables(readout, stance.best_coding(readout))
    return [dated(found)] if len(found) else []


def _found_by_rule(readout: Readout, coded: Coded, found: pd.DataFrame) -> str:
    """What the rules found; a single sentence is shown as it stands, since a headline would rest on it alone."""
    acts = coded.acts[coded.acts["speaker"].isin(readout.speakers) & (coded.acts["side"] != "NONE")]
    asked = acts[acts["act"] == "DIRECT"].drop_duplicates("sentence")
    if len(asked) == 1:
        row = asked.iloc[0]
        return f"one demand is found, attributed to {voice(row['speaker'])}: {_shown(readout, row)}"
    if len(asked) > 1:
        return _demanded(readout, coded, found)
    offered = acts[acts["act"] == "COMMIT"].drop_duplicates("sentence")
    if len(offered) == 1:
        row = offered.iloc[0]
        return (
            f"no demand is found, and one commitment, attributed to {voice(row['speaker'])}: "
            f"{_shown(readout, row)}"
        )
    if len(offered):
        return f"no demand is found; {_committed(found).removesuffix('.')}"
    return "no demand and no commitment is found in what is attributed to people"


def _shown(readout: Readout, row: pd.Series) -> str:
    """A sentence as printed, with its place."""
    here = readout.body.set_index("sentence").loc[row["sentence"]]
    return f"“{' '.join(here['text'].split()).rstrip('.')}” ({row['place']})"


def _printed(found: pd.DataFrame, act: str) -> dict[str, int]:
    """Demands or commitments with a subject printed, of those who have any; most first."""
    mine = found[(found["way"] == stance.WAYS[0]) & (found[act] > 0)].sort_values(
        act, ascending=False, kind="stable"
    )
    return dict(zip(mine["speaker"], mine[act], strict=True))


def _demanded(readout: Readout, coded: Coded, found: pd.DataFrame) -> str:
    counts = _printed(found, "DIRECT")
    if len(counts) != 1:
        return (
            _shared(counts, "demand", len(readout.speakers))
            if counts
            else "nobody is made to demand anything"
        )
    first, number = next(iter(counts.items()))
    noun = "demand with a subject" if _only_without_subject(found) else "demand"
    whole = _whole(first, number, noun, among=len(readout.speakers))
    other, on = _other_side(readout, first), _fall_on(readout, coded, first)
    if not other or on["OTHER"]:
        return whole
    return f"{whole}, {'and none falls' if number > 1 else 'but does not fall'} on {other} alone"


def _whole(who: str, number: int, noun: str, *, among: int) -> str:
    """All there are of something, attributed to one of some people."""
    head, _, rest = noun.partition(" ")
    several = f"{counted(number, head)} {rest}".strip()
    every = {1: f"the only {noun}", 2: f"both {head}s {rest}".strip()}.get(number, f"all {several}")
    return f"{every if among > 1 else several} {agreeing(number, 'is', 'are')} attributed to {voice(who)}"


def _shared(counts: Mapping[str, int], noun: str, people: int) -> str:
    """ "3 demands are attributed to Ana Sol and 1 to Bo Lund", the rest summed up."""
    (first, number), *rest = counts.items()
    more = sum(n for _, n in rest[2:])
    none = [] if len(counts) == people else ["none to anybody else"]
    parts = [
        *(f"{n} to {voice(who)}" for who, n in rest[:2]),
        *([f"{more} to others"] if more else []),
        *none,
    ]
    start = f"{counted(number, noun)} {agreeing(number, 'is', 'are')} attributed to {voice(first)}"
    return listed([start, *parts])


def _fall_on(readout: Readout, coded: Coded, speaker: str) -> dict[str, int]:
    """A person's demands by the side they fall on."""
    table = stance.demands(readout, coded)
    mine = table[(table["speaker"] == speaker) & (table["act"] == "DIRECT") & (table["reading"] == "printed")]
    return dict.fromkeys(sides.SIDES, 0) | dict(zip(mine["side"], mine["sentences"], strict=True))


def _range(found: pd.DataFrame) -> str:
    """Between which numbers the first person's demands lie, by the reading of sentences without a subject."""
    counts = _printed(found, "DIRECT")
    mine = found[found["speaker"] == next(iter(counts), "")]["DIRECT"]
    if not len(mine) or mine.min() == mine.max():
        return ""
    whose = f"{voice(next(iter(counts)))} " if len(counts) > 1 else ""
    rest = [f"0 to {most} for {voice(who)}" for who, most in _only_without_subject(found).items()]
    others = f", and {listed(rest)}," if rest else ""
    return f"; {whose}{mine.min()} to {mine.max()}{others} by how sentences without a subject are read"


def _only_without_subject(found: pd.DataFrame) -> dict[str, int]:
    """Who demands only if sentences without a subject are demands, and how often at most."""
    most = found.groupby("speaker", sort=False)["DIRECT"].max()
    printed = _printed(found, "DIRECT")
    return {who: int(number) for who, number in most.items() if number and who not in printed}


def _committed(found: pd.DataFrame) -> str:
    counts, people = _printed(found, "COMMIT"), found["speaker"].nunique()
    if len(counts) == 1:
        return sentence(_whole(*next(iter(counts.items())), "commitment", among=people))
    return sentence(_shared(counts, "commitment", people)) if counts else "There is no commitment."


def _exchanged(readout: Readout, coded: Coded) -> str:
    """Which way support goes between the two sides."""
    names = side_names(readout)
    table = stance.support_exchange(coded, readout)
    table = table[
        table["holder"].isin(names)
        & table["beneficiary"].isin(names)
        & (table["holder"] != table["beneficiary"])
    ]
    if len(names) != 2 or table.empty:
        return ""
    table = table.sort_values("stances", ascending=False, kind="stable")
    ways = [
        f"{names[row.holder]} for {names[row.beneficiary]} {_times(row.stances)}{_told(readout, coded, row)}"
        for row in table.itertuples()
    ]
    if len(ways) == 1:
        return f"Support is worded in one direction only: {ways[0]}."
    even = table["stances"].iloc[0] == table["stances"].iloc[-1]
    start = "Support goes both ways alike" if even else "Support goes one way more often than the other"
    return f"{start}: {', '.join(ways)}."


def _told(readout: Readout, coded: Coded, row: Any) -> str:
    """How many supports of one side for the other only the other's words report."""
    held = stance.by_holder(coded, readout)
    told = held[
        held["reported"]
        & (held["position"] == "SUPPORT")
        & (held["held_by"] == row.holder)
        & (held["speaker"] == row.beneficiary)
        & held["place"].isin(row.places)
    ]
    if told.empty:
        return ""
    of = f"{len(told)} of them " if row.stances > 1 else ""
    return f" ({of}in words attributed to {voice(row.beneficiary)})"


def accuracy() -> str:
    """How often the rules are right on sentences that they were not written for."""
    row = stance.locked().loc["all"]
    limits = share_limits(int(row["both"]), int(row["coded"]))
    right = of_hundred(row["both"] / row["coded"], *limits, "sentences that they were not written for")
    return f"The rules are right in {right}."


# --- demands and commitments ----------------------------------------------------------------------


def fallen(readout: Readout, coded: Coded) -> str:
    """On whom demands fall, and who commits; counts too small to compare are called so."""
    found = stance.totals(stance.demands(readout, coded), readout.speakers)
    counts = _printed(found, "DIRECT")
    parts = [
        f"{counted(number, 'demand')} {agreeing(number, 'is', 'are')} attributed to {voice(speaker)}"
        f"{_in_brackets(_sides(readout, coded, speaker))}"
        for speaker, number in list(counts.items())[:2]
    ]
    if found[["DIRECT", "COMMIT"]].to_numpy().sum() == 0:
        return sentence(f"{_basis(readout, coded)}, there is no demand and no commitment")
    start = sentence(f"{_basis(readout, coded)}, {listed(parts) if parts else 'there is no demand'}")
    return " ".join(filter(None, [start, _committed(found), _too_few(readout, coded)]))


def _sides(readout: Readout, coded: Coded, speaker: str) -> list[str]:
    """On which sides a person's demands fall: "10 on both sides", "none on Norrland alone"; "on others"."""
    on, other = _fall_on(readout, coded, speaker), _other_side(readout, speaker)
    names = {"BOTH": "both sides", "THIRD": "others", "OWN": "the own side"}
    names |= {"OTHER": f"{other} alone"} if other else {"OTHER": "the other side"}
    if sum(on[side] for side in names) == 1:
        return [f"on {name}" for side, name in names.items() if on[side]]
    none = [f"none on {other} alone"] if other and not on["OTHER"] else []
    return [*(f"{on[side]} on {name}" for side, name in names.items() if on[side]), *none]


def _in_brackets(parts: Sequence[str]) -> str:
    return f" ({listed(parts)})" if parts else ""


def _too_few(readout: Readout, coded: Coded) -> str:
    """Which of the two counts can't be compared by rate."""
    found = stance.against_chance(readout, coded)
    found = found[~found["enough"].astype(bool) & (found["first"] + found["second"] > 0)]
    few = [f"{noun}s" for act, noun in _SENTENCES.items() if act in set(found["what"])]
    if not few:
        return ""
    return f"There are too few {listed(few)} to compare the two by rate: fewer than five on a side."


def readings(found: pd.DataFrame, speakers: Sequence[str]) -> str:
    """Demands under each reading of sentences without a subject, from :func:`readout.measures.stance.totals`."""
    words = dict(
        zip(
            stance.WAYS,
            ("With a subject printed", "Every sentence without one a demand", "Read as going on"),
            strict=True,
        )
    )
    parts = []
    for way, mine in found[found["speaker"].isin(speakers[:2])].groupby("way", sort=False):
        parts.append(
            f"{words[way]}: {listed(f'{voice(row.speaker)} {row.DIRECT}' for row in mine.itertuples())}"
        )
    if parts and not found["DIRECT"].any():
        return "There is no demand, however sentences without a subject are read."
    return f"{'. '.join(parts)}." if parts else "No sentence is attributed to a person."


def demands_commitments(readout: Readout, demands: pd.DataFrame, coded: Coded) -> Exhibit:
    """Bars to both sides: what a person is made to demand, left, and to commit to, right, by subject.

    Solid bars count sentences with a subject printed and add up to the title; open ones are sentences
    without a subject, put where the sentence before them stands.

    Args:
        readout: The readout.
        demands: From :func:`readout.measures.stance.demands`.
        coded: What they were counted in.
    """
    data = stance.bars(demands, readout)
    if data.empty:
        reason = "No sentence attributed to a person demands or commits to anything"
        return empty(readout, "Diverging bars", reason, data, STANCE_SETTINGS)
    said = _demand_words(readout, demands, coded)
    figure = _draw_demands(data, readout, said.title, source_line(readout, STANCE_SETTINGS))
    return Exhibit(figure, *said, data, readout, STANCE_SETTINGS)


def _draw_demands(table: pd.DataFrame, readout: Readout, title: str, source: str) -> Figure:
    rows = list(dict.fromkeys(zip(table["speaker"], table["side"], strict=True)))
    styles, most = page.looks(readout.speakers), int((table["solid"] + table["open"]).max())
    with page.house_style():
        figure, axes = page.figure(title, source, width="text", height=(36 + 7 * len(rows)) * page.MM)
        for row in table.itertuples():
            sign = -1 if row.act == "DIRECT" else 1
            _bar(axes, rows.index((row.speaker, row.side)), sign, row, styles[row.speaker], most)
        axes.axvline(0, color=page.GREY, linewidth=0.7)
        drawn = [who for who in readout.speakers if who in set(table["speaker"])]
        people = [page.patch(label(who), styles[who]) for who in drawn]
        unnamed = [page.patch(_OPEN, page.Look("#FFFFFF", page.INK))] if table["open"].any() else []
        page.key(axes, [*people, *unnamed])
        page.lanes(axes, [_lane(readout, *row) for row in rows], pad=0.75)
        for lane in range(1, len(rows)):
            if rows[lane][0] != rows[lane - 1][0]:
                axes.axhline(lane - 0.5, color=page.GREY, linewidth=0.6)
        axes.set_xlim(-most * 1.25, most * 1.25)
        axes.xaxis.set_major_locator(MaxNLocator(9, integer=True, symmetric=True))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{abs(x):.0f}"))
        axes.set_xlabel("sentences: left, demands on ...; right, commitments of ...")
    return figure


def _lane(readout: Readout, speaker: str, side: str) -> str:
    """The side beside a bar, by its state where the text tells."""
    own = naming.states_of(readout).get(speaker)
    other = _other_side(readout, speaker) or "the other side"
    return {"OWN": own or "own side", "OTHER": f"{other} alone"}.get(side, _SIDES[side])


def _bar(axes: Axes, lane: int, sign: int, row: tuple, look: page.Look, most: int) -> None:
    if row.solid:
        page.bars(axes, lane, [0], [sign * row.solid], look, height=0.55)
    if row.open:
        page.bars(
            axes, lane, [sign * row.solid], [sign * row.open], page.Look("#FFFFFF", look.edge), height=0.55
        )
    text = f"{row.solid} + {row.open}" if row.open else f"{row.solid}"
    end = row.solid + row.open + most * 0.035
    axes.text(sign * end, lane, text, va="center", ha="left" if sign > 0 else "right", fontsize=7.5)


def _demand_words(readout: Readout, table: pd.DataFrame, coded: Coded) -> Wording:
    found = stance.totals(table, readout.speakers)
    printed = found[found["way"] == stance.WAYS[0]].set_index("speaker")[["DIRECT", "COMMIT"]]
    cited = _pairs(printed)
    return Wording(
        f"Demands and commitments: {cited}",
        f"Sentences that demand (should, must, it is necessary), left, and that commit (is willing to, will of intention), right, "
        f"by the side of their subject, {_basis(readout, coded)}. Solid bars add up to the title. Open: sentences without "
        "a subject, put where the sentence before them stands; by their form alone they would be demands on nobody "
        f"named. {ACCOUNT}",
        f"Diverging bars of demands and commitments by subject, sentences without a subject open. {cited}.",
    )


def _pairs(table: pd.DataFrame) -> str:
    """Two counts a person, as a title has room for them: the rest summed up."""
    shown = [f"{voice(who)} {a} and {b}" for who, (a, b) in table.head(_NAMED).iterrows()]
    first, second = table.iloc[_NAMED:].sum()
    return ", ".join([*shown, *([f"others {first} and {second}"] if first or second else [])])


# --- support and opposition -----------------------------------------------------------------------


def exchange(readout: Readout, coded: Coded) -> pd.DataFrame:
    """Who is reported to support whom, in words: ``who``, ``for whom``, ``times``, ``where``."""
    names = side_names(readout) | {JOINT: "both sides", "": "others"}
    found = stance.support_exchange(coded, readout)
    served = [
        "each other" if row.beneficiary == JOINT else names[row.beneficiary] for row in found.itertuples()
    ]
    where = found["places"].map(shortened)
    return pd.DataFrame(
        {"who": found["holder"].map(names), "for whom": served, "times": found["stances"], "where": where}
    )


def supported(readout: Readout, coded: Coded) -> str:
    """Who is reported to support whom."""
    found = exchange(readout, coded)
    if found.empty:
        return _nothing(coded, "support")
    parts, others = [], 0
    for row in found.itertuples(index=False, name=None):
        who, whom, number, _ = row
        if whom == "others":
            others += number
        elif who in ("both sides", "others"):
            parts.append(
                f"{who.replace('both', 'the two') if whom == 'each other' else who} support {whom} {_times(number)}"
            )
    parts += [f"somebody or something else is supported {_times(others)}"] if others else []
    return " ".join(filter(None, [_exchanged(readout, coded), sentence("; ".join(parts)) if parts else ""]))


def returning(table: pd.DataFrame) -> str:
    """Quotations found again with the other side, from :func:`readout.measures.stance.returning_quotations`."""
    parts = [
        f"“{row.text}”, quoted in a sentence attributed to {row.speaker} ({row.place}), returns in one attributed to {row.given_to} "
        f"({row.returns_in}) with {len(row.words)} of its {row.of} content words: {listed(map(quoted, row.words))}."
        for row in table.head(_NAMED).itertuples()
    ]
    more = len(table) - _NAMED
    parts += [f"{counted(more, 'more quotation')} {agreeing(more, 'returns', 'return')}."] if more > 0 else []
    return " ".join(parts) or "No quotation of some length returns in what is attributed to another person."


def positions(readout: Readout, coded: Coded) -> Exhibit:
    """A row a target; a mark in the column of whoever holds the stance, hollow where it is only reported.

    Args:
        readout: The readout; its people are the columns, left to right.
        coded: The coding whose positions are drawn.
    """
    data = stance.by_holder(coded, readout)
    if data.empty:
        reason = _nothing(coded, "support or opposition").removesuffix(".")
        return empty(readout, "Positions by target", reason, data, STANCE_SETTINGS)
    drawn = _fitting(data.iloc[_by_block(data)])
    said = _position_words(readout, coded, len(data), len(drawn))
    figure = _draw_positions(drawn, readout, said.title, source_line(readout, STANCE_SETTINGS))
    return Exhibit(figure, *said, data, readout, STANCE_SETTINGS)


def _by_block(table: pd.DataFrame) -> list[int]:
    """Held ones first, by stance, then the reported ones; each in the order of the text."""
    order = list(_MARKS)
    return sorted(
        range(len(table)), key=lambda i: (table["reported"].iloc[i], order.index(table["position"].iloc[i]))
    )


def _fitting(table: pd.DataFrame) -> pd.DataFrame:
    """As many rows as fit on a page, with their labels and heights."""
    labels = [
        textwrap.wrap(f"{_target_of(row)} ({row.place})", _WRAP, break_on_hyphens=False)
        for row in table.itertuples()
    ]
    heights = pd.Series([_LINE * len(lines) + _ROOM for lines in labels], index=table.index)
    shown = table.assign(label=["\n".join(lines) for lines in labels], height=heights)
    return shown[heights.cumsum() <= _MOST]


def _target_of(row: tuple) -> str:
    """A target, after its holder where that is not the voice alone."""
    both = "both sides: " if row.side == "BOTH" and row.speaker != JOINT else ""
    holder = f"{row.holder}: " if row.reported and row.holder else both
    return f"{holder}{row.target}"


def _draw_positions(table: pd.DataFrame, readout: Readout, title: str, source: str) -> Figure:
    holders = table["held_by"].where(table["held_by"] != "", table["speaker"])
    columns = [who for who in (*sides.parties(readout), JOINT) if who in set(holders)]
    styles = page.looks(columns)
    ends = table["height"].cumsum()
    middles = (ends - table["height"] / 2).tolist()
    with page.house_style():
        figure, axes = page.figure(title, source, width="text", height=(34 + ends.iloc[-1]) * page.MM)
        for row, who, y in zip(table.itertuples(), holders, middles, strict=True):
            axes.axhline(y, color="#DDDDDD", linewidth=0.5, zorder=0)
            axes.plot(columns.index(who), y, **_mark(row.position, styles[who], hollow=row.reported))
        grey = page.Look(page.GREY, page.GREY)
        kinds = [kind for kind in _MARKS if kind in set(table["position"])]
        marks = [page.mark(_WORDS[kind], **_mark(kind, grey)) for kind in kinds]
        if table["reported"].any():
            marks.append(page.mark("hollow: reported", **page.dot(grey, "s", hollow=True)))
            if not table["reported"].all():
                axes.axhline(ends[~table["reported"]].max(), color=page.GREY, linewidth=0.6)
        page.key(axes, marks)
        axes.set_yticks(middles, table["label"])
        axes.set_ylim(ends.iloc[-1], 0)
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", labelsize=7, length=0)
        axes.set_xticks(range(len(columns)), [textwrap.fill(label(who), 14) for who in columns])
        axes.set_xlim(-0.6, len(columns) - 0.4)
        axes.set_xlabel("held by")
    return figure


def _mark(position: str, look: page.Look, *, hollow: bool = False) -> dict[str, object]:
    return page.dot(look, _MARKS[position], hollow=hollow, size=6)


def _position_words(readout: Readout, coded: Coded, number: int, drawn: int) -> Wording:
    held = stance.held(coded, readout)[["OPPOSE", "SUPPORT"]]
    cited = _pairs(held if held.loc[JOINT].any() else held.drop(index=JOINT))
    reported = int(stance.by_holder(coded, readout)["reported"].sum())
    apart = (
        f" {counted(reported, 'stance')} of somebody else that a passage only reports {agreeing(reported, 'is', 'are')} hollow "
        "and not counted."
        if reported
        else ""
    )
    cut = f" The first {drawn} of {number} are drawn." if drawn < number else ""
    return Wording(
        f"Opposed and supported in so many words: {cited}",
        f"Whom or what somebody is for or against, as printed, {_basis(readout, coded)}, with the sentence it stands "
        f"in; the mark stands under the holder.{apart}{cut} {ACCOUNT}",
        f"Dot matrix of {counted(number, 'position')} by target and holder. Opposed and supported: {cited}.",
    )


def opposition(table: pd.DataFrame, readout: Readout, coded: Coded) -> str:
    """Whether the opposition given to one person stands out, from :func:`readout.measures.stance.against_chance`."""
    mine = table[table["what"] == "OPPOSE"]
    if mine.empty:
        return "There are no two people to compare."
    own, pair = mine.iloc[0], [voice(who) for who in readout.speakers[:2]]
    if coded.positions.empty:
        return _nothing(coded, "opposition")
    if not own["first"] + own["second"]:
        return f"No sentence attributed to {pair[0]} or {pair[1]} words an opposition of its own."
    counts = (
        f"{own['second'] or 'none'} of {counted(own['of_second'], 'sentence')} attributed to {pair[1]} and "
        f"{own['first'] or 'none'} of {own['of_first']} to {pair[0]} word an opposition of their own"
    )
    if own["first"] + own["second"] < FEW:
        return sentence(f"{counts}: too few to compare")
    shift = (
        f"A passage as long as that of {pair[1]} differs as much from the rest at {span(mine['p'].min(), mine['p'].max())} of all places "
        "in the text, by how opposition is counted"
    )
    ranks = mine["rank"].dropna()
    rank = (
        f"; its paragraph ranks {span(ranks.min(), ranks.max(), '.0f')} of {own['paragraphs']}"
        if len(ranks)
        else ""
    )
    few = (
        ""
        if own["enough"]
        else " That is too few to say who is made to oppose more: fewer than five on a side."
    )
    return f"{sentence(counts)} {shift}{rank}.{few}"


def chances(table: pd.DataFrame, readout: Readout) -> pd.DataFrame:
    """:func:`readout.measures.stance.against_chance` in words."""
    if table.empty:
        return pd.DataFrame(columns=["the sentence"])
    titles, (first, second) = stance.scheme("acts").set_index("code")["title"], readout.speakers[:2]
    sizes = table.iloc[0]
    return pd.DataFrame(
        {
            "the sentence": table["what"].map(titles).fillna(table["counted"].map(_COUNTED)),
            f"{first}, of {sizes['of_first']}": table["first"],
            f"{second}, of {sizes['of_second']}": table["second"],
            "enough to compare": table["enough"],
            "places as far apart": table["p"],
            f"rank of the second's paragraph, of {sizes['paragraphs']}": table["rank"],
        }
    )


# --- deliverables ---------------------------------------------------------------------------------


def dated(table: pd.DataFrame) -> str:
    """What is promised or scheduled with a time, from :func:`readout.measures.deliverables.deliverables`."""
    if table.empty:
        return "Nothing that is promised or scheduled has a time."
    clauses = (
        f"{counted(len(table), 'clause')} {agreeing(len(table), 'promises or schedules', 'promise or schedule')} something "
        "with a time"
    )
    days = table[table["dated"]]
    if len(days) == 1:
        row = days.iloc[0]
        only = ", and it" if len(table) == 1 else "; only one"
        return (
            f"{clauses}{only} names a day, a week or a month: “{row['who']} {row['what']}” ({row['place']})."
        )
    if days.empty:
        return f"{clauses}, but no day, week or month."
    cited = listed(f"{quoted(row.when)} ({row.place})" for row in days.head(_NAMED).itertuples())
    more = ", for example" if len(days) > _NAMED else ":"
    of = f"{len(days)} name" if len(days) < len(table) else "both name" if len(days) == 2 else "all name"
    return f"{clauses}; {of} a day, a week or a month{more} {cited}."


# --- modal verbs and words of firmness ------------------------------------------------------------


def will(coded: Coded, speakers: Sequence[str]) -> str:
    """What "will" means where each person is given it."""
    if coded.modals.empty:
        return _nothing(coded, "modal verb")
    parts = []
    for speaker in speakers[:2]:
        mine = coded.modals[
            (coded.modals["speaker"] == speaker) & (coded.modals["modal"].str.lower() == "will")
        ]
        counts = mine["sense"].value_counts(sort=False)
        cited = listed(f"{n} {sense.lower()}" for sense, n in counts.items())
        if len(mine):
            parts.append(f"{voice(speaker)} {len(mine)} ({cited})")
        else:
            parts.append(f"{voice(speaker)} none")
    if all(part.endswith(" none") for part in parts):
        return "No “will” is given to a person."
    return f"“Will” by sense: {'; '.join(parts)}."


def modal_senses(readout: Readout, rates: pd.DataFrame, coded: Coded) -> Exhibit:
    """Two marks a sense of a modal verb: how often each person is given it.

    Args:
        readout: The readout.
        rates: From :func:`readout.measures.stance.sense_rates`.
        coded: What they were counted in.
    """
    if rates.empty:
        reason = _nothing(coded, "modal verb of a person").removesuffix(".")
        return empty(readout, "Senses of modal verbs", reason, rates, STANCE_SETTINGS)
    said = _sense_words(readout, coded)
    figure = _draw_senses(rates, said.title, source_line(readout, STANCE_SETTINGS))
    return Exhibit(figure, *said, rates, readout, STANCE_SETTINGS)


def _draw_senses(rates: pd.DataFrame, title: str, source: str) -> Figure:
    shown = rates.assign(low=float("nan"), high=float("nan"))
    return paired(shown, title=title, source=source, few=FEW, units=("hits", "modal verbs per 1,000 words"))


def _sense_words(readout: Readout, coded: Coded) -> Wording:
    found = will(coded, readout.speakers)
    return Wording(
        found.removesuffix("."),
        f"Modal verbs by their sense, {_basis(readout, coded)}, per 1,000 words outside introductory clauses; counts at "
        f"the right. A raw count of one verb adds up different acts. Hollow: fewer than five hits. {ACCOUNT}",
        f"Paired dots of modal verbs by sense. {found}",
    )


def intensity(table: pd.DataFrame, speakers: Sequence[str]) -> str:
    """Which markers of intensity are most frequent, from :func:`readout.measures.stance.intensity`."""
    if table.empty:
        return "No marker of intensity of the list occurs."
    cited = []
    for speaker in speakers[:2]:
        mine = table[table[speaker] > 0]
        top = mine.sort_values([speaker, "marker"], ascending=[False, True]).head(3)
        cited.append(
            f"{voice(speaker)} {listed(quoted(row['marker'], row[speaker]) for _, row in top.iterrows())}"
        )
    return f"Most frequent markers: {'; '.join(cited)}."


# --- validity and the card ------------------------------------------------------------------------


def validity(table: pd.DataFrame) -> str:
    """How far codes can be trusted, from :func:`readout.measures.stance.validity`."""
    parts = []
    for row in table.itertuples():
        agreed = f"{row.agreed} of {row.cases} main acts"
        if row.question.startswith("main act, two readers"):
            parts.append(
                f"Two readers who did not see each other's codes agree on {agreed} (kappa {row.kappa:.2f})."
            )
        if row.question == "main act, this readout":
            view = ", but they were written with this text in view, which is no test" if row.in_sample else ""
            parts.append(f"On this text the rules give {agreed} as the reader does{view}.")
    return " ".join([*parts, accuracy()])


def facts(readout: Readout) -> pd.DataFrame:
    """What notebook 06 contributes to the readout card; columns as :func:`readout.exhibits.share.facts`."""
    coded = stance.best_coding(readout)
    # What rules find is shown behind what a reader found.
    first = 1 if coded.source == "hand codes" else 2
    rows = [
        *_demand_facts(readout, coded, first),
        *_position_facts(readout, coded, first),
        *_other_facts(readout, coded),
    ]
    columns = ["about", "fact", "rung", "where", "importance"]
    return pd.DataFrame(rows, columns=columns).assign(notebook="06")


def _demand_facts(readout: Readout, coded: Coded, first: int) -> Iterable[tuple]:
    found = stance.totals(stance.demands(readout, coded), readout.speakers)
    basis = _basis(readout, coded)
    for act, importance in (("DIRECT", first), ("COMMIT", 2)):
        counts = _printed(found, act)
        if counts:
            cited = _none_left_out(counts, readout.speakers)
            where = coded.acts.loc[
                (coded.acts["act"] == act)
                & (coded.acts["side"] != "NONE")
                & coded.acts["speaker"].isin(counts),
                "place",
            ]
            yield (
                f"{_SENTENCES[act]}s attributed to each, {basis}",
                cited + _fallen(readout, coded, counts, act),
                "C2",
                shortened(dict.fromkeys(where)),
                importance,
            )


def _none_left_out(counts: Mapping[str, int], speakers: Sequence[str]) -> str:
    """Everybody who is given some, and who is given none: by name where that is one."""
    none = [who for who in speakers if who not in counts]
    without = [f"{none[0] if len(none) == 1 else 'others'} none"] if none else []
    return listed([*(f"{who} {n}" for who, n in counts.items()), *without])


def _fallen(readout: Readout, coded: Coded, counts: Mapping[str, int], act: str) -> str:
    """Behind the demands of the only one who is given any: on whom they fall."""
    alone = act == "DIRECT" and len(counts) == 1
    sides = _sides(readout, coded, next(iter(counts))) if alone else []
    return f": {', '.join(sides)}" if sides else ""


def _position_facts(readout: Readout, coded: Coded, first: int) -> Iterable[tuple]:
    basis, found, names = _basis(readout, coded), exchange(readout, coded), side_names(readout).values()
    known = [*names, "both sides"]
    between = found[
        found["who"].isin(known)
        & found["for whom"].isin([*names, "each other"])
        & (found["who"] != found["for whom"])
    ]
    if len(between):
        cited = "; ".join(f"{row[0]} for {row[1]} {row[2]}" for row in between.itertuples(index=False))
        yield f"who supports whom, {basis}", cited, "C2", "; ".join(between["where"]), first
    held = stance.by_holder(coded, readout)
    against = held[(held["position"] == "OPPOSE") & ~held["reported"]]
    for speaker in readout.speakers[:2]:
        mine = against[against["speaker"] == speaker]
        if len(mine):
            targets = list(dict.fromkeys(mine["target"]))
            more = f"; and {len(targets) - _NAMED} more" if len(targets) > _NAMED else ""
            cited = "; ".join(targets[:_NAMED]) + more
            yield (
                f"what {speaker} is made to oppose, {basis}",
                cited,
                "C2",
                shortened(dict.fromkeys(mine["place"])),
                first,
            )


def _other_facts(readout: Readout, coded: Coded) -> Iterable[tuple]:
    for row in stance.returning_quotations(readout).head(1).itertuples():
        about = f"quotation attributed to {voice(row.speaker)} that returns with {voice(row.given_to)}"
        fact = f"“{row.text}”: {len(row.words)} of its {row.of} content words"
        yield about, fact, "C1", f"{row.place}, {row.returns_in}", 2
    found = deliverables.deliverables(readout, coded)
    days = found[found["dated"]]
    if len(days):
        cited = "; ".join(f"{row.who} {row.what}" for row in days.head(2).itertuples())
        about = "promised or scheduled with a day, week or month"
        yield f"{about}, {_basis(readout, coded)}", cited, "C2", shortened(dict.fromkeys(days["place"])), 2
