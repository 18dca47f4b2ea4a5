"""Stance: hand codes of the main document, and the rules against them and against small cases."""

from dataclasses import replace

import pandas as pd
import pytest

import readout
from readout.errors import ReadoutError
from readout.measures import codes, sentiment, sides, stance


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


def test_opposition_of_the_main_document(hand):
    opposed = hand.positions[hand.positions["marker"].str.startswith("oppose")]
    assert opposed["place"].tolist() == ["4.2", "10.3", "18.6", "18.9", "18.11", "18.11", "18.13"]
    assert opposed[opposed["place"] == "4.2"]["side"].item() == "OTHER"
    against = hand.positions[hand.positions["position"] != "SUPPORT"]
    assert against["speaker"].value_counts().to_dict() == {"Vladimir Putin": 6, "Xi Jinping": 4}
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
    assert found.loc["main act, invented sentences (locked)", "kappa"] == pytest.approx(0.766, abs=0.005)
    assert stance.disagreements(main)["place"].tolist() == ["13.2"]


def test_a_second_coder_agrees_on_the_acts(main, hand):
    first = hand.acts[hand.acts["rank"] == 1].set_index("place")["act"]
    second = sentiment.second_codes(main).set_index("place")["act"]
    assert first.index[first != second.reindex(first.index)].tolist() == ["18.6"]


@pytest.mark.parametrize(
    ("sentence", "coded"),
    [
        ("Sol announced a loan.", ["COMMIT", "Sol", "OWN"]),
        ("Sol began by congratulating the ferrymen, who must rest.", ["EXPRESS", "Sol", "OWN"]),
        ("Sol reiterated support for the ferrymen.", ["EXPRESS", "Sol", "OWN"]),
        ("Sol reaffirmed her commitment to the ferry.", ["COMMIT", "Sol", "OWN"]),
    ],
)
def test_a_frame_without_that_gives_the_subject(sentence, coded):
    text = f"The two leaders met.\n\nPresident Ana Sol of Meridia said that all was well. {sentence}"
    found = stance.by_rule(readout.parse(text)).acts.iloc[-1]
    assert found[["act", "subject", "side"]].tolist() == coded


TALK = readout.parse(
    "A call\n\nPresident Ana Sol of Meridia spoke with Prime Minister Bo Lund of Norrland.\n\n"
    "Ana Sol said that Norrland should pay. Meridia will never tolerate the wall, and rejects the toll. "
    "We will build the bridge next year. Strengthen trade.\n\nKeep calm.\n"
)


def test_sides_come_from_the_text():
    assert sides.own_states(TALK)["Ana Sol"] == {"meridia"}
    acts = stance.by_rule(TALK).acts.set_index("place")
    assert acts.loc["3.1", ["act", "subject", "side"]].tolist() == ["DIRECT", "Norrland", "OTHER"]
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


def test_who_is_accused():
    text = (
        "Ana Sol said that tolls are dear. Rebels had violated the truce. Rolf accused Osterland of piracy."
    )
    found = stance.by_rule(readout.parse(f"President {text}")).positions
    assert found[["position", "target"]].to_numpy().tolist() == [
        ["ACCUSE", "Rebels"],
        ["ACCUSE", "Osterland of piracy"],
    ]


def test_intensity(main):
    """Counted by hand: a marker counts inside a longer one too."""
    found = stance.intensity(main).set_index("marker")
    counts = found.loc[
        ["firmly", "any", "always", "resolutely", "most firmly", "as always", "under any pretext"]
    ]
    assert counts.to_numpy().tolist() == [[6, 1], [1, 3], [2, 1], [1, 3], [0, 1], [1, 0], [1, 0]]


def test_an_intensity_of_nobody():
    assert stance.intensity(readout.parse("A call\n\nThe two leaders firmly agreed to meet.")).empty


def test_totals_under_three_readings(main, hand):
    found = stance.totals(stance.demands(main, hand), main.speakers)
    assert found[["DIRECT", "COMMIT"]].to_numpy().tolist() == [
        [12, 10], [0, 4], [14, 10], [2, 4], [13, 11], [0, 6]
    ]  # fmt: skip


def test_solid_bars_add_up_to_the_totals(main, hand):
    bars = stance.bars(stance.demands(main, hand), main)
    assert bars.groupby(["speaker", "act"])["solid"].sum().to_dict() == {
        ("Xi Jinping", "DIRECT"): 12,
        ("Xi Jinping", "COMMIT"): 10,
        ("Vladimir Putin", "COMMIT"): 4,
    }
    lanes = bars.set_index(["speaker", "side", "act"])
    assert lanes["open"][lanes["open"] > 0].to_dict() == {
        ("Xi Jinping", "OWN", "COMMIT"): 1,
        ("Xi Jinping", "BOTH", "DIRECT"): 1,
        ("Vladimir Putin", "OWN", "COMMIT"): 2,
    }
    assert lanes.loc[("Xi Jinping", "OTHER", "DIRECT")].tolist() == [0, 0]


def test_a_sentence_that_continues_nothing_stays_open():
    coded = stance.by_rule(TALK)
    bars = stance.bars(stance.demands(TALK, coded), TALK).set_index(["side", "act"])
    assert bars.loc[("NONE", "DIRECT"), ["solid", "open"]].tolist() == [0, 1]
    assert bars.loc[("OTHER", "DIRECT"), ["solid", "open"]].tolist() == [1, 0]


def test_positions_belong_to_their_holder(main, hand, rule):
    """Three of what is worded in one passage are the other's (4.2 twice, 8.1)."""
    for coded in (hand, rule):
        held = stance.held(coded, main)
        assert held[["OPPOSE", "SUPPORT"]].to_numpy().tolist() == [[2, 4], [6, 2], [0, 0]]
        assert held[["reported OPPOSE", "reported SUPPORT"]].to_numpy().tolist() == [[1, 2], [0, 0], [0, 0]]
    found = stance.by_holder(hand, main)
    assert set(found.loc[found["reported"], "held_by"]) == {"Vladimir Putin"}


def test_support_by_holder_and_beneficiary(main, hand, rule):
    for coded in (hand, rule):
        found = stance.support_exchange(coded, main)
        assert found.to_numpy().tolist() == [
            ["Xi Jinping", "Vladimir Putin", 1, ("9.6",)],
            ["Xi Jinping", "", 1, ("15.3",)],
            ["Vladimir Putin", "Xi Jinping", 4, ("4.2", "8.1", "18.11", "18.13")],
            ["joint", "joint", 1, ("5.5",)],
            ["joint", "", 1, ("14.2",)],
        ]


@pytest.mark.parametrize(
    ("target", "served"),
    [
        ("Norrland's bid", "Bo Lund"),
        ("the Meridian-Norrland bridge", "Ana Sol"),
        ("President Sol", "Ana Sol"),
        ("your efforts", "Bo Lund"),
        ("our efforts", "Ana Sol"),
        ("each other", "joint"),
        ("the region and Norrland", "Bo Lund"),
        ("peace", ""),
    ],
)
def test_whom_a_target_names_first(target, served):
    text = readout.parse(
        "A call\n\nPresident Ana Sol of Meridia spoke with Prime Minister Bo Lund of Norrland.\n\n"
        "Ana Sol said that Meridia supports peace. Meridian trade grew.\n"
    )
    coded = stance.by_rule(text)
    coded = replace(coded, positions=coded.positions.assign(target=target))
    found = stance.support_exchange(coded, text)
    assert found[["holder", "beneficiary"]].to_numpy().tolist() == [["Ana Sol", served]]


def test_a_quotation_returns_where_half_of_its_words_do():
    text = readout.parse(
        'A call\n\nPresident Ana Sol said that Lund called the river "a calm border of two old friends". '
        "It is wet.\n\n"
        "President Bo Lund said that old friends share a calm river. The border is long, and calm, old "
        "friends like it.\n"
    )
    found = stance.returning_quotations(text)
    assert found[["place", "returns_in", "given_to", "words", "of"]].to_numpy().tolist() == [
        ["2.1", "3.2", "Bo Lund", ("calm", "border", "old", "friends"), 5]
    ]
    short = readout.parse(text.text.replace("a calm border of two old friends", "a calm border of friends"))
    assert stance.returning_quotations(short).empty


def test_opposition_against_other_stretches_of_the_text(main, hand):
    found = stance.against_chance(main, hand).set_index(["what", "counted"])
    assert found.loc[("OPPOSE", "verb oppose"), ["first", "second", "rank", "paragraphs"]].tolist() == [
        2,
        4,
        3,
        15,
    ]
    assert found.loc["OPPOSE", "p"].round(3).tolist() == [0.097, 0.139, 0.139]
    assert found.loc[("OPPOSE", "held"), ["first", "of_first", "second", "of_second"]].tolist() == [
        2,
        58,
        5,
        14,
    ]
    assert found.loc["DIRECT", ["first", "second"]].to_numpy().tolist() == [[12, 0]]
    assert not found["enough"].any()


def test_one_person_is_compared_with_nobody():
    text = readout.parse("A call\n\nPresident Ana Sol said that she opposes the wall.")
    assert stance.against_chance(text, stance.by_rule(text)).empty


def test_many_against_none_are_enough_to_compare():
    """A quarter of the sentences is the second's: of 20 demands five could be expected there, of 15 four."""
    for number, enough in ((15, False), (20, True)):
        rest = "Norrland should pay. " * number + "Trade grew. " * (20 - number)
        text = readout.parse(
            f"A call\n\nPresident Ana Sol said that trade grew. {rest}\n\n"
            f"President Bo Lund said that the river is wet. {'It is long. ' * 6}"
        )
        found = stance.against_chance(text, stance.by_rule(text)).set_index("what").loc["DIRECT"]
        assert (found["first"], found["of_first"], found["of_second"]) == (number, 21, 7)
        assert found["enough"] == enough


def test_a_paragraph_is_ranked_only_where_it_is_the_only_one():
    text = readout.parse(
        "A call\n\nPresident Ana Sol said that Meridia opposes the wall. It is high, and it is long, and "
        "nobody likes it.\n\n"
        "President Bo Lund said that the river is wet.\n\nLund added that it is long.\n"
    )
    found = stance.against_chance(text, stance.by_rule(text))
    assert found["rank"].isna().all()
    assert set(found["paragraphs"]) == {3}


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


def half_coded(tmp_path, main):
    """The main document's own sheet, the second half of its sentences not coded."""
    table = pd.read_csv(codes.path_of(main, "stance"), skiprows=1, dtype=str, keep_default_na=False)
    seen = set(main.places[main.body["sentence"]].head(40))
    path = tmp_path / "half.stance.csv"
    table.assign(code=table["code"].where(table["place"].isin(seen), "")).to_csv(path, index=False)
    return path


def test_a_sheet_may_be_coded_in_part(tmp_path, main, monkeypatch):
    half = stance.by_hand(main, half_coded(tmp_path, main))
    assert half.acts["sentence"].nunique() == 40
    monkeypatch.setattr(stance, "by_hand", lambda *_: half)
    found = stance.validity(main).set_index("question")
    assert found.loc["main act, this readout", "cases"] == 40
    assert found.loc["sense of a modal, this readout", ["cases", "agreed"]].tolist() == [17, 17]
    assert set(stance.disagreements(main)["place"]) <= set(half.acts["place"])
    rates = stance.demands(main, half)["per_1000"]
    words = main.tokens[~main.tokens["frame"] & main.tokens["sentence"].isin(half.acts["sentence"])]
    assert rates.iloc[0] == pytest.approx(1000 * 7 / (words["speaker"] == "Xi Jinping").sum())


def test_two_readers_and_the_rules_on_one_page(main):
    found = stance.validity(main).set_index("question")
    readers = found.loc["main act, two readers of this readout"]
    assert readers[["cases", "agreed"]].tolist() == [77, 76]
    assert not readers["in_sample"]
    locked = found.loc["main act, invented sentences (locked)"]
    assert locked[["cases", "agreed"]].tolist() == [120, 101]
    assert locked[["low", "high"]].round(3).tolist() == [0.766, 0.896]
    in_sample = found.index[found["in_sample"]]
    assert "sense of a modal, this readout" in in_sample
    assert "main act, invented sentences (build)" in in_sample
    assert "main act, invented sentences (locked)" not in in_sample


def test_acts_in_the_locked_sentences():
    found = stance.locked()
    assert found.drop(index="all").sum().tolist() == [236, 236, 202]
    assert found.loc["all"].tolist() == [236, 236, 202]


def test_sentences_in_other_manners_are_read_too(monkeypatch):
    manners = pd.DataFrame({"set": ["locked"], "manner": ["us"], "text": ["Norrland must pay."]})
    monkeypatch.setattr(codes, "coded_sentences", lambda _: manners.assign(act="DIRECT"))
    found = stance.invented.__wrapped__()
    assert found.iloc[-1].tolist() == ["manners, locked", "us", "Norrland must pay.", "DIRECT"]
