"""Stance: hand codes of the main document, and the rules against them and against small cases."""

import pytest

import readout
from readout.errors import ReadoutError
from readout.exhibits import stance as exhibits
from readout.measures import codes, sentiment, stance


@pytest.fixture(scope="module")
def hand(main):
    return stance.by_hand(main)


@pytest.fixture(scope="module")
def rule(main):
    return stance.by_rule(main)


def test_demands_and_commitments_of_the_main_document(main, hand):
    found = stance.demands(main, hand)
    keys = ["reading", "speaker", "act", "side"]
    counts = found.set_index(keys)["sentences"].to_dict()
    assert {key[1:]: n for key, n in counts.items() if key[0] == "printed"} == {
        ("Xi Jinping", "DIRECT", "BOTH"): 10,
        ("Xi Jinping", "DIRECT", "THIRD"): 2,
        ("Xi Jinping", "DIRECT", "NONE"): 2,
        ("Xi Jinping", "COMMIT", "OWN"): 10,
        ("Vladimir Putin", "DIRECT", "NONE"): 2,
        ("Vladimir Putin", "COMMIT", "OWN"): 4,
    }
    assert counts["continued", "Vladimir Putin", "COMMIT", "OWN"] == 6
    assert ("continued", "Vladimir Putin", "DIRECT", "NONE") not in counts


def test_sentences_without_a_subject(hand, rule):
    for coded in (hand, rule):
        bare = coded.acts[coded.acts["act"] == "BARE"].set_index("place")["reading"]
        assert bare.to_dict() == {
            "12.2": "DIRECT BOTH", "15.3": "COMMIT OWN", "18.9": "COMMIT OWN", "18.10": "COMMIT OWN"
        }  # fmt: skip


def test_modal_senses_of_the_main_document(main, hand, rule):
    counts = hand.modals.groupby(["speaker", hand.modals["modal"].str.lower()]).size()
    assert counts["Xi Jinping"].to_dict() == {"can": 1, "must": 1, "should": 10, "will": 10, "would": 2}
    assert counts["Vladimir Putin"].to_dict() == {"can": 1, "will": 2}
    will = stance.senses(hand, main.speakers)
    will = will[will["modal"] == "will"].set_index(["speaker", "sense"])["hits"]
    assert will["Xi Jinping"].to_dict() == {"INTENDED": 1, "SCHEDULED": 7, "PREDICTED": 2}
    assert will["Vladimir Putin"].to_dict() == {"INTENDED": 1, "PREDICTED": 1}
    assert rule.modals["sense"].tolist() == hand.modals["sense"].tolist()


def test_rates_of_modals(main, hand):
    rates = stance.sense_rates(main, hand).groupby("speaker", sort=False)["value"].sum()
    assert rates.round(1).tolist() == [15.6, 7.1]


def test_opposition_of_the_main_document(main, hand):
    opposed = hand.positions[hand.positions["marker"].str.startswith("oppose")]
    assert opposed["place"].tolist() == ["4.2", "10.3", "18.6", "18.9", "18.11", "18.11", "18.13"]
    assert opposed[opposed["place"] == "4.2"]["side"].item() == "OTHER"
    against = hand.positions[hand.positions["position"] != "SUPPORT"]
    assert against["speaker"].value_counts().to_dict() == {"Vladimir Putin": 6, "Xi Jinping": 4}
    assert [stance.opposed(hand, name) for name in main.speakers] == [3, 5]
    supported = hand.positions[hand.positions["marker"].str.startswith("support")]
    assert supported["speaker"].value_counts().to_dict() == {"Xi Jinping": 6, "Vladimir Putin": 2}


def test_scope_of_opposition(rule):
    found = rule.positions.set_index("place")["target"]
    assert "curb the legitimate development interests" in found["18.13"].iloc[1]
    assert found["18.12"] == "Any attempt to sow discord between Russia and China"


def test_validity_of_the_rules(main):
    found = stance.validity(main).set_index("question")
    assert found.loc["main act, this readout", "agreed"] == 76
    assert found.loc["sense of a modal, this readout", "agreed"] == 27
    assert found.loc["support or opposition, this readout", ["precision", "recall"]].tolist() == [1, 1]
    assert found.loc["main act, invented sentences (locked)", "kappa"] == pytest.approx(0.725, abs=0.005)
    assert stance.disagreements(main)["place"].tolist() == ["13.2"]


def test_a_second_coder_agrees_on_the_acts(main, hand):
    first = hand.acts[hand.acts["rank"] == 1].set_index("place")["act"]
    second = sentiment.second_codes(main).set_index("place")["act"]
    assert first.index[first != second.reindex(first.index)].tolist() == ["18.6"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The two sides should build the bridge.", "DIRECT"),
        ("It is necessary for all states to keep calm.", "DIRECT"),
        ("Meridia is willing to build the bridge, which should be long.", "COMMIT"),
        ("Meridia will host the forum next spring.", "ASSERT"),
        ("I look forward to the visit.", "EXPRESS"),
        ("Jointly build the bridge.", "BARE"),
        ("Trade rose because both sides must eat.", "ASSERT"),
        ("", "ASSERT"),
    ],
)
def test_acts(text, act):
    assert stance.act_of(text) == act


TALK = readout.parse(
    "A call\n\nPresident Ana Sol of Meridia spoke with Prime Minister Bo Lund of Norrland.\n\n"
    "Ana Sol said that Norrland should pay. Meridia will never tolerate the wall, and rejects the toll. "
    "We will build the bridge next year. Strengthen trade.\n\nKeep calm.\n"
)


def test_sides_come_from_the_text():
    assert stance.own_states(TALK)["Ana Sol"] == {"meridia"}
    acts = stance.by_rule(TALK).acts.set_index("place")
    assert acts.loc["3.1", ["act", "subject", "side"]].tolist() == ["DIRECT", "Norrland", "THIRD"]
    assert acts.loc["3.2", "side"] == "OWN"


def test_a_continuation_ends_with_the_paragraph():
    acts = stance.by_rule(TALK).acts.set_index("place")["reading"]
    assert acts["3.4"] == "ASSERT OWN"
    assert acts["4.1"] == ""


def test_positions_by_rule():
    found = stance.by_rule(TALK).positions
    assert found[["position", "target"]].to_numpy().tolist() == [
        ["OPPOSE", "the wall"],
        ["OPPOSE", "the toll"],
    ]


def test_intensity(main):
    found = stance.intensity(main).set_index("marker")
    assert (found["Xi Jinping"]["resolutely"], found["Vladimir Putin"]["resolutely"]) == (1, 3)
    assert found["Xi Jinping"]["firmly"] == 6


def test_without_a_sheet_the_rules_decide(call):
    assert stance.by_hand(call) is None
    assert stance.best_coding(call).source == "rules"
    assert stance.disagreements(call).empty


def sheet(tmp_path, call, **changes):
    table = codes.empty(call, stance.SHEET).assign(kind="act", code="ASSERT", side="THIRD")
    for column, value in changes.items():
        table.loc[0, column] = value
    path = tmp_path / "call.stance.csv"
    table.to_csv(path, index=False)
    return path


def test_a_sheet_is_read(tmp_path, call):
    found = stance.by_hand(call, sheet(tmp_path, call))
    assert found.source == "hand codes"
    assert set(found.acts["act"]) == {"ASSERT"}
    assert found.modals.empty
    assert stance.demands(call, found).empty


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"code": "SAY"}, "'SAY' is no code of an act"),
        ({"kind": "deed"}, "no kind of row"),
        ({"side": "US"}, "'US' is no side"),
    ],
)
def test_a_faulty_sheet_is_refused(tmp_path, call, changes, message):
    with pytest.raises(ReadoutError, match=message):
        stance.by_hand(call, sheet(tmp_path, call, **changes))


def test_card(main):
    facts = exhibits.facts(main)["fact"].tolist()
    assert facts[:2] == [
        "12 demands, 10 commitments (sentences, subjects printed)",
        "0 demands, 4 commitments (sentences, subjects printed)",
    ]
    assert facts[2:] == ["3 of 58", "5 of 14"]
