"""What is doubted more than what, whose a sentence would be otherwise, and that the rates were counted."""

from fractions import Fraction
from itertools import combinations, pairwise

import pandas as pd
import pytest

import accuracy
import readout
from readout.attribution import RULES, doubt
from readout.attribution.doubt import Row

FLAGS = ("later", "several", "verb", "nameless")
COUNTS = {
    "clause": {"": {"of": 90, "wrong": 0}},
    "carried": {"": {"of": 40, "wrong": 4}, "later": {"of": 10, "wrong": 6}},
}


def row(rule="clause", speaker="Ana Sol", text="It rains.", paragraph=1, *, body=True):
    return Row(paragraph, speaker, rule, body, text)


def test_a_rate_is_drawn_to_its_rules_and_that_to_all_rules():
    every = Fraction(10, 140)
    carried = (10 + 10 * every) / (50 + 10)
    assert doubt.estimate(COUNTS, "carried", "later") == pytest.approx(float((6 + 10 * carried) / 20))
    assert doubt.estimate(COUNTS, "carried", "") == pytest.approx(float((4 + 10 * carried) / 50))


def test_a_rule_that_was_never_counted_has_the_rate_of_all():
    assert doubt.estimate(COUNTS, "event", "") == pytest.approx(10 / 140)


@pytest.mark.parametrize("rule", doubt.AROUND)
def test_what_makes_a_decision_less_safe_never_lowers_its_doubt(rule):
    for size in range(len(FLAGS)):
        for some in combinations(FLAGS, size):
            for flag in set(FLAGS) - set(some):
                more = ", ".join(f for f in FLAGS if f in {*some, flag})
                assert doubt.rate(rule, more) >= doubt.rate(rule, ", ".join(some))


def test_carrying_over_a_paragraphs_end_is_doubted_most():
    plain, later = (doubt.rate("carried", s) for s in ("", "later, several"))
    assert later > 3 * plain
    assert plain > doubt.rate("joint-passive", "")


@pytest.mark.parametrize("rule", RULES)
def test_every_doubt_is_a_rate(rule):
    assert 0 <= doubt.rate(rule, "") <= 1
    assert (doubt.rate(rule, "later") == 0) == (rule in doubt.CERTAIN)


@pytest.mark.parametrize(
    ("rows", "setting"),
    [
        ([row(), row("carried")], ""),
        ([row(), row("carried", paragraph=2)], "later"),
        ([row(), row("carried", paragraph=2), row("carried", paragraph=2)], "later"),
        ([row(), row("carried", paragraph=2), row(paragraph=2), row("carried", paragraph=2)], ""),
        ([row(), row("carried", text="It declared war.")], "verb"),
        ([row(), row("carried", text="It was “declared” open.")], ""),
        ([row(speaker="Bo Lund"), row(), row("carried")], "several"),
        ([row(text="She said yes.")], "stands"),
        ([row(text="The President said yes.")], "stands"),
        ([row(text="There it stands, Sol said.")], ""),
        ([row("joint-act", "joint", text="The two sides agreed.")], ""),
        ([row(speaker="Sol")], "nameless"),
        ([row(speaker="Foreign Minister", text="The Foreign Minister left.")], "stands, nameless"),
        ([row("background", "narrator")], "later"),
    ],
)  # fmt: skip
def test_the_setting_is_told_from_what_stands_before(rows, setting):
    assert doubt.settings(rows)[-1] == setting


def candidates(rows):
    return list(doubt.otherwise(rows, doubt.settings(rows)))


def test_the_second_candidate_is_never_the_first():
    rows = [
        row(),
        row("carried"),
        row("joint-act", "joint"),
        row("background", "narrator"),
        row("event", "narrator"),
    ]
    assert all(second != r.speaker for second, r in zip(candidates(rows), rows, strict=True))


def test_another_person_is_the_one_reported_last_or_else_next():
    rows = [row(speaker=name) for name in ("Ana Sol", "Bo Lund", "Bo Lund", "Cara Fenn", "Ana Sol")]
    assert candidates(rows) == ["Bo Lund", "Ana Sol", "Ana Sol", "Bo Lund", "Cara Fenn"]


def test_where_nobody_else_is_reported_the_publisher_is_the_second_candidate():
    assert candidates([row("carried"), row("carried")]) == ["narrator", "narrator"]


def test_the_table_of_sentences_has_both(call):
    table = call.sentences
    assert table["doubt"].between(0, 1).all()
    assert (table.loc[~table["body"], "doubt"] == 0).all()
    assert (table["otherwise"] != table["speaker"]).all()
    assert set(table["otherwise"]) <= set(call.voices)


def test_what_stands_behind_a_sentence_leaves_its_doubt_alone():
    text = (
        "A call\n\nPresident Ana Sol of Meridia met Premier Bo Lund of Norrland.\n\nSol said yes. It rains."
    )
    short, long = readout.parse(text), readout.parse(f"{text}\n\nPremier Lund said no.\n\nIt snows.")
    assert long.sentences["doubt"].tolist()[: len(short.sentences)] == short.sentences["doubt"].tolist()


def test_no_locked_text_is_counted():
    first = pd.read_csv(accuracy.FIRST_SIGHT)
    assert not first["id"].str.contains("locked").any()
    assert not any("locked" in which for which in accuracy.COUNTED)


def test_the_most_doubtful_tenth_holds_what_there_is_room_for():
    doubts = pd.Series([0.9, 0.5, 0.5, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1])
    right = pd.Series([False, False, True, False, *[True] * 6])
    assert accuracy.held(doubts, right) == pytest.approx(1 / 3)
    assert accuracy.held(doubts, right, share=0.2) == pytest.approx(1.5 / 3)


def test_the_reliability_table_counts_errors_by_bins():
    found = accuracy.reliability(pd.Series([0.5, 0.3, 0.3, 0.001]), pd.Series([False, False, True, True]))
    assert found["sentences"].tolist() == [1, 2, 1]
    assert found["observed"].tolist() == [1, 0.5, 0]
    assert all(a > b for a, b in pairwise(found["predicted"]))
