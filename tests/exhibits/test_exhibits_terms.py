"""Exhibits of notebook 02: each chart draws what its table says, and findings about terms."""

import numpy as np
import pytest

import readout
import shown
from pictures import beside, lane_names, points
from readout.exhibits import terms
from readout.measures import terms as measure


@pytest.fixture(scope="module")
def drawn(main):
    return shown.figures(shown.of_terms(main))


def test_rates_stand_beside_their_term_with_the_hits_of_each_side(main, drawn):
    table = measure.rates(measure.sides(main))
    axes = drawn["term_rates"].axes[0]
    names = lane_names(axes)
    shown = {(names[round(y)], shape): (x, hollow) for x, y, shape, hollow in points(axes)}
    for row in table.to_dict("records"):
        shape = {"Xi Jinping": "o", "Vladimir Putin": "D"}[row["speaker"]]
        x, hollow = shown.pop((row["term"], shape))
        assert x == pytest.approx(row["per_1000"])
        assert hollow == (row["count"] < measure.FEW)
    assert not shown
    for lane, term in enumerate(names):
        hits = table.loc[table["term"] == term, "count"]
        assert beside(axes, lane) == [str(n) for n in hits]


def test_intervals_of_rates_lie_on_their_own_lane(main, drawn):
    table = measure.rates(measure.sides(main)).dropna(subset=["low"])
    axes = drawn["term_rates"].axes[0]
    names = lane_names(axes)
    spans = sorted(
        (names[round(line.get_ydata()[0])], round(line.get_ydata()[0] % 1, 2), *line.get_xdata())
        for line in axes.lines
        if len(line.get_xdata()) == 2 and line.get_marker() == "None"
    )
    sides = {"Xi Jinping": 0.84, "Vladimir Putin": 0.16}
    expected = sorted((r.term, sides[r.speaker], r.low, r.high) for r in table.itertuples())
    assert [s[0] for s in spans] == [e[0] for e in expected]
    assert np.array([s[1:] for s in spans]) == pytest.approx(np.array([e[1:] for e in expected]))


def test_ranks_begin_and_end_with_their_own_term_and_hits(main, drawn):
    table = measure.ranks(main, top=15)
    figure = drawn["term_ranks"]
    for axes, speaker in zip(figure.axes, table["speaker"].unique(), strict=True):
        assert axes.get_title() == speaker
        printed = {(*t.xy, t.get_text()) for t in axes.texts}
        ends = table[(table["speaker"] == speaker) & table["rule"].isin(["A", "C"])]
        rules = [t.get_text().removeprefix("rule ") for t in axes.get_xticklabels()]
        assert printed == {
            (rules.index(row["rule"]), row["rank"], f"{row['term']} {row['count']}")
            for row in ends.to_dict("records")
        }


def test_keyness_draws_each_term_at_its_hits_and_names_the_right_ones(main, drawn):
    sides = measure.sides(main)
    key = measure.compare(sides, resamples=100)
    axes = drawn["keyness"].axes[0]
    shown = sorted((x, round(y, 9), shape, hollow) for x, y, shape, hollow in points(axes))
    assert shown == sorted((r.hits, round(r.g2, 9), "oD"[r.g2 < 0], r.stop) for r in key.itertuples())
    at = key.groupby(["hits", key["g2"].round(9)])["term"].agg(list)
    named = [t for t in axes.texts if t.xy[0] in set(key["hits"])]
    assert len(named) > 8
    for text in named:
        assert set(text.get_text().split(", ")) <= set(at[text.xy[0], round(text.xy[1], 9)])
    dashed = [line.get_ydata()[0] for line in axes.lines if line.get_linestyle() == "--"]
    assert sorted(map(abs, dashed)) == pytest.approx([key["critical"].iloc[0]] * 2)


def test_log_ratios_stand_beside_their_term_and_hits(main, drawn):
    sides = measure.sides(main)
    table = measure.largest_differences(sides, measure.compare(sides, resamples=100)).set_index("term")
    axes = drawn["log_ratios"].axes[0]
    names = lane_names(axes)
    assert [n for n in names if n] == table.index.tolist()
    shown = {names[y]: (x, hollow) for x, y, _, hollow in points(axes)}
    assert {term: x for term, (x, _) in shown.items()} == table["log_ratio"].to_dict()
    assert {term: hollow for term, (_, hollow) in shown.items()} == table["one_sided"].to_dict()
    for lane, term in enumerate(names):
        assert beside(axes, lane) == (
            [str(n) for n in table.loc[term, ["target", "reference"]]] if term else []
        )


def test_findings_about_terms_of_the_main_document(main):
    sides = measure.sides(main)
    names = list(sides)
    assert terms.top_terms(measure.frequency(main), main.speakers) == (
        "Most frequent apart from stop words and the speakers' names and titles: in what is given to "
        "Xi Jinping “cooperation” (28), “china” (21) and “russia” (17); in what is given to "
        "Vladimir Putin “china” (10), “russia” (9) and “international” (8)."
    )
    key = measure.compare(sides)
    assert "whole vocabulary: the largest is “an” (1 to 5)" in terms.survivors(key)
    assert "differ as much in 23% of 10,000 trials" in terms.survivors(key)
    assert terms.keyness(main, key, names).title.startswith("No term sets the two sides apart")
    found = terms.contrasts(measure.contrasts(sides), names)
    assert "6 questions fixed beforehand. Below 0.05: opposition (Xi Jinping 2 of 58" in found
    assert "p = 0.011" in found
    assert "the level is 0.0083, which none of them reach." in found
    assert (
        "obligation, 0 of 14 in what is given to Vladimir Putin: compatible with a rate of up to 19.3%"
        in found
    )


def test_what_survives_is_named():
    text = "A call\n\n" + "President Ana Sol said that the river is wide. " * 30
    found = readout.parse(text + "\n\n" + "President Bo Lund said that a bridge is long. " * 30)
    key = measure.compare(measure.sides(found), resamples=500)
    assert "survive" in terms.survivors(key)
    assert "“river” (30 to 0)" in terms.survivors(key)
    assert "survive a look at the whole vocabulary" in terms.keyness(found, key, ["Ana Sol", "Bo Lund"]).title
