import dataclasses

import pandas as pd
import pytest

import readout
from readout.exhibits import share as exhibits
from readout.measures import share

XI, PUTIN = "Xi Jinping", "Vladimir Putin"
ONE_VOICE = readout.parse("A call\n\nPresident Ana Sol said that the bridge is long. It is wet.")
MANY = readout.parse(
    "A meeting\n\n"
    "President Ana Sol said that two bridges stand. President Bo Lund said that one bridge stands. "
    "Minister Cara Fenn noted that the river is wide. Premier Dov Ilk thanked them. They agreed to meet."
)


def test_shares_of_a_text_counted_by_hand(call):
    table = share.by_voice(call)
    assert table["words"].to_dict() == {"Ana Sol": 21, "Bo Lund": 16, "joint": 9, "narrator": 25}
    assert table["paragraphs"].to_dict() == {"Ana Sol": 1, "Bo Lund": 1, "joint": 1, "narrator": 2}


@pytest.mark.parametrize("found", [ONE_VOICE, MANY], ids=["one voice", "four people"])
def test_shares_sum_to_one(found):
    assert share.by_voice(found)["share"].sum() == pytest.approx(1)
    sums = share.counting_rules(found).groupby(["unit", "frames"])["share"].sum()
    assert sums.to_numpy() == pytest.approx(1)


def test_reference_values_of_the_main_document_by_counting_rule(main):
    """Published in the project's methods: Xi, Putin, joint, narrator."""
    expected = {
        ("sentences", "counted"): [58, 14, 3, 2],
        ("words A", "counted"): [1619, 427, 40, 32],
        ("words W", "counted"): [1619, 427, 40, 32],
        ("words A", "left out"): [1541, 424, 40, 32],
        ("words A", "given to narrator"): [1541, 424, 40, 113],
        ("words B", "counted"): [1609, 435, 40, 31],
        ("words C", "counted"): [1639, 440, 40, 32],
        ("words Treebank", "counted"): [1780, 472, 43, 35],
        ("words word-punct", "counted"): [1827, 502, 43, 35],
        ("characters", "counted"): [10593, 2935, 245, 203],
    }
    counts = share.counting_rules(main).groupby(["unit", "frames"])["count"].agg(list)
    assert {key: counts[key] for key in expected} == expected


def test_two_way_range_of_the_main_document(main):
    rules = share.counting_rules(main)
    two_way = rules[rules["speaker"] == XI]["among_speakers"]
    assert two_way.max() == pytest.approx(0.806, abs=5e-4)
    assert two_way.min() == pytest.approx(0.776, abs=5e-4)  # characters, frames left out


def test_frames_left_out_agree_with_the_token_table(main):
    by_text = (
        share.counting_rules(main)
        .query("unit == 'words A' and frames == 'left out'")
        .set_index("speaker")["count"]
    )
    pd.testing.assert_series_equal(by_text, share.by_voice(main, frames=False)["words"], check_names=False)


def test_simple_attribution_rules_on_the_main_document(main):
    """Published in the project's methods: shares in percent, then sentences and words moved."""
    expected = {
        "name in the sentence": (24.5, 2.8, 72.7, 58, 1509),
        "last name seen, carried on": (78.0, 22.0, 0.0, 5, 72),
        "paragraph to first name in its first sentence": (72.6, 20.2, 7.3, 6, 124),
        "paragraph to first name anywhere in it": (78.0, 20.2, 1.8, 2, 34),
        "paragraph to the frame found in it": (77.1, 20.2, 2.8, 1, 13),
        share.OURS: (76.4, 20.2, 3.4, 0, 0),
    }
    table = share.attribution_rules(main)
    percents = (table[[XI, PUTIN, "others"]] * 100).round(1)
    moved = table[["sentences_moved", "words_moved"]]
    assert {r: (*percents.loc[r], *moved.loc[r]) for r in table.index} == expected


def test_sentence_lengths_of_the_main_document(main):
    table = share.sentence_lengths(main)
    assert table.loc[XI].round(1).tolist() == [58, 27.9, 25, 12.1, 9, 61]
    assert table.loc[PUTIN].round(1).tolist() == [14, 30.5, 30.5, 18.7, 8, 68]
    gap = share.length_gap(main)
    assert gap.value == pytest.approx(-2.6, abs=0.05)
    assert (gap.low, gap.high) == pytest.approx((-12.8, 7.1), abs=0.3)
    assert gap.p == pytest.approx(22 / 72)  # of all places of Putin's sentences among the two's


def test_ribbon_is_the_body_in_order_without_gaps(main):
    table = share.ribbon(main)
    assert (table["first_word"] + table["words"]).tolist()[:-1] == table["first_word"].tolist()[1:]
    assert table["words"].sum() == 2118
    assert table["framed"].sum() == 15
    putin = table[table["speaker"] == PUTIN]["first_word"].iloc[0]
    assert (putin + 1, round(putin / 2118, 3)) == (1654, 0.78)


def test_one_person_has_nobody_to_be_compared_with():
    assert share.length_gap(ONE_VOICE) is None
    lengths = share.sentence_lengths(ONE_VOICE)
    assert "no two people" in exhibits.length_gap(lengths, None)
    assert "no two people" in exhibits.two_way(share.counting_rules(ONE_VOICE))


def test_facts_of_the_card_name_their_places(main):
    facts = exhibits.facts(main).set_index("about")
    assert facts.loc["reporting clauses of Xi Jinping", "fact"] == "point out 11, emphasize 3"
    assert facts.loc["reporting clauses of Vladimir Putin", "where"] == "18.1"
    begin = facts.loc["what stands before the first words given to Vladimir Putin"]
    assert begin[["fact", "where", "importance"]].tolist() == ["78.0% of the body", "18.1", 2]
    joint = facts.loc["words reporting both sides together"]
    assert joint[["fact", "where"]].tolist() == ["40", "17.1, 19.1, 20.1"]
    assert facts.loc["words of the body", "fact"] == "2,118"
    doubtful = facts.loc["sentences with a doubt of 10% or more about whose they are"]
    assert doubtful[["fact", "where"]].tolist() == ["4 of 77", "18.2, 18.3, 18.6, 18.10"]
    assert set(facts["rung"]) <= {"C1", "C2"}


def test_clauses_count_wherever_in_the_sentence_they_stand():
    text = "Trade should grow, President Sol said. The border must stay open, President Lund said. It rains."
    found = readout.parse("Talks\n\n" + text)
    facts = exhibits.facts(found).set_index("about")["fact"]
    assert facts["reporting clauses of Sol"] == "say 1"
    assert "2 name their speaker; the other one (33%)" in exhibits.openings(share.ribbon(found))


def test_the_smallest_difference_that_could_be_seen(main):
    """2.8 standard errors of the difference, by hand: sds 12.127 (n 58) and 18.724 (n 14)."""
    error = (12.127**2 / 58 + 18.724**2 / 14) ** 0.5
    assert share.length_gap(main).detectable == pytest.approx(2.802 * error, abs=0.02)


@pytest.mark.parametrize("found", [ONE_VOICE, MANY], ids=["one voice", "four people"])
def test_measures_leave_their_readout_alone(found):
    before = found.sentences.copy(), found.tokens.copy()
    for measure in (
        share.by_voice,
        share.counting_rules,
        share.ribbon,
        share.attribution_rules,
        share.by_doubt,
        share.doubt_range,
        exhibits.facts,
    ):
        measure(found)
    pd.testing.assert_frame_equal(found.sentences, before[0])
    pd.testing.assert_frame_equal(found.tokens, before[1])


def test_doubtful_sentences_move_the_share_against_and_for_each_voice(call):
    """By hand: 10 words of Sol's are doubtful, 7 of which would be Lund's and 3 the publisher's."""
    sentences = call.sentences.assign(doubt=0.01)
    for place, other in (("4.2", "Bo Lund"), ("4.3", "narrator")):
        sentences.loc[call.places.to_numpy() == place, ["doubt", "otherwise"]] = 0.2, other
    found = dataclasses.replace(call, sentences=sentences)
    words = share.by_voice(found)["words"]
    moved = share.doubt_range(found).mul(words.sum()).round().astype(int)
    assert (moved["least"] - words).to_dict() == {"Ana Sol": -10, "Bo Lund": 0, "joint": 0, "narrator": 0}
    assert (moved["most"] - words).to_dict() == {"Ana Sol": 0, "Bo Lund": 7, "joint": 0, "narrator": 3}
    assert share.by_doubt(found)["place"].tolist()[:2] == ["4.2", "4.3"]
    ranges = share.by_voice(found).join(share.doubt_range(found))
    assert "if every sentence with a doubt of 10% or more went to" in exhibits.doubt_moves(ranges)
    assert "2 have a doubt" in exhibits.doubts(share.by_doubt(found))


def test_the_widest_range_holds_every_rule_and_both_ends_of_doubt(call):
    """By hand: of 71 words Sol has 21; seven may be Lund's, three the publisher's, and none comes to her."""
    sentences = call.sentences.assign(doubt=0.01)
    for place, other in (("4.2", "Bo Lund"), ("4.3", "narrator")):
        sentences.loc[call.places.to_numpy() == place, ["doubt", "otherwise"]] = 0.2, other
    found = dataclasses.replace(call, sentences=sentences)
    table, spread = share.widest(found), share.spread(share.counting_rules(found))
    # Least by rule B, which drops three "a": of the ten words of 4.1 five are the narrator's.
    assert table.loc["Ana Sol", "lowest"] == pytest.approx(5 / 68)
    assert table.loc["Ana Sol", "highest"] == spread.loc["Ana Sol", "highest"]
    assert table.loc["Bo Lund", "lowest"] == spread.loc["Bo Lund", "lowest"]
    assert table.loc["Bo Lund", "highest"] > spread.loc["Bo Lund", "highest"]


def test_the_widest_range_of_the_main_document(main):
    """Published in the notebook's answer; counts of 3.2 in the methods, and the four doubtful sentences."""
    table = share.widest(main)
    assert table.loc[XI].tolist() == pytest.approx([1531 / 2115, 0.8116], abs=5e-5)
    assert table.index.tolist() == [XI, PUTIN]


def test_accuracy_is_of_the_locked_readouts():
    row = share.accuracy().iloc[0]
    assert row["share"] == row["right"] / row["sentences"]
    assert 0.9 < row["low"] < row["share"] < row["high"] < 1
    assert row["without_error"] < row["readouts"]


def test_without_a_doubtful_sentence_no_share_is_moved(call):
    found = dataclasses.replace(call, sentences=call.sentences.assign(doubt=0.01))
    ranges = share.by_voice(found).join(share.doubt_range(found))
    assert ranges["least"].equals(ranges["most"])
    assert exhibits.doubt_moves(ranges).startswith("No sentence has a doubt of 10%")
    assert "none has a doubt" in exhibits.doubts(share.by_doubt(found))
