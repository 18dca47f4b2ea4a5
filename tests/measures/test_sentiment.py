"""Tone of the main document against published values, and the validity of the lexicons."""

import numpy as np
import pandas as pd
import pytest

import readout
from conftest import CALL
from readout.errors import ReadoutError
from readout.exhibits import sentiment as exhibits
from readout.measures import lexicons, sentiment
from readout.measures.codes import empty
from readout.measures.lexicons import LEXICONS


@pytest.fixture(scope="module")
def scored(main):
    return sentiment.scores(main)


@pytest.fixture(scope="module")
def codes(main):
    return sentiment.hand_tones(main)


def test_means_of_the_main_document(main, scored):
    found = sentiment.means(scored, main).set_index(["lexicon", "speaker"])
    expected = {
        ("VADER", "Xi Jinping"): 0.454,
        ("VADER", "Vladimir Putin"): 0.454,
        ("TextBlob", "Xi Jinping"): 0.113,
        ("TextBlob", "Vladimir Putin"): 0.101,
    }
    for key, value in expected.items():
        assert found.loc[key, "mean"] == pytest.approx(value, abs=0.0005)
    assert found.loc["VADER", "units"].tolist() == ["paragraphs", "sentences"]
    # Putin's has one paragraph: Student's limits of 14 sentences, wider than percentiles of a bootstrap.
    his = scored.loc[scored["speaker"] == "Vladimir Putin", "VADER"]
    half = 2.160 * his.std(ddof=1) / np.sqrt(14)  # t of 13 degrees of freedom, from a printed table
    limits = found.loc[("VADER", "Vladimir Putin"), ["low", "high"]].tolist()
    assert limits == pytest.approx([his.mean() - half, his.mean() + half], abs=0.001)
    assert limits[1] - limits[0] > 0.673 - 0.216
    assert found["coverage"].between(0.92, 0.96).all()
    classes = found.loc["VADER", ["positive", "neutral", "negative"]]
    assert classes.to_numpy().tolist() == [[43, 13, 2], [11, 2, 1]]


def test_differences_of_the_main_document(main, scored):
    found = sentiment.differences(scored, main.speakers).set_index("lexicon")
    assert found.loc["VADER", "value"] == pytest.approx(0, abs=0.0005)
    assert found.loc["VADER", "low"] < -0.24
    assert found.loc["VADER", "high"] > 0.26
    assert found.loc["TextBlob", "value"] == pytest.approx(0.012, abs=0.001)
    assert found.loc["VADER", "detectable"] == pytest.approx(0.36, abs=0.01)
    assert (found["p"] > 0.5).all()
    assert found["coverage"].between(0.92, 0.96).all()


def test_other_units_of_the_main_document(main):
    weighted = sentiment.scores(main, names=["VADER"])
    for speaker, mean in (("Xi Jinping", 0.497), ("Vladimir Putin", 0.625)):
        mine = weighted[weighted["speaker"] == speaker]
        assert np.average(mine["VADER"], weights=mine["words"]) == pytest.approx(mean, abs=0.01)
    whole = sentiment.whole_text(main).set_index("speaker")["compound"]
    assert whole.round(4).tolist() == [0.9997, 0.997]


def test_coverage_of_the_main_document(main):
    found = sentiment.coverage(main).set_index(["lexicon", "speaker"])["share"]
    assert found["VADER"].round(3).tolist() == [0.073, 0.089]


def test_the_lowest_sentence_of_vader_is_a_vow_of_solidarity(scored):
    lowest = sentiment.extremes(scored, "VADER").iloc[0]
    assert (lowest["place"], round(lowest["VADER"], 3)) == ("18.12", -0.652)


def test_masking_names_turns_the_sign(main):
    found = sentiment.forks(main).set_index(["lexicon", "unit", "masked"])
    assert found.loc[("VADER", "sentence", False), "raw"] == pytest.approx(0, abs=0.0005)
    assert found.loc[("VADER", "sentence", True), "raw"] == pytest.approx(0.025, abs=0.001)
    assert len(found) == 20
    assert ((found["low"] < 0) & (found["high"] > 0)).all()


@pytest.mark.parametrize("name", LEXICONS)
def test_shifts_add_up_to_the_difference(main, scored, name):
    gap = sentiment.differences(scored, main.speakers).set_index("lexicon").loc[name, "value"]
    found = sentiment.drivers(main, name)
    assert found["shift"].sum() == pytest.approx(gap, abs=1e-9)
    assert (found["shift"] - found["frequency"] - found["scores"]).abs().max() < 1e-12


def test_hand_codes_of_the_main_document(main, codes):
    people = codes[codes["speaker"].isin(main.speakers)]
    assert len(codes) == 77
    assert codes["tone"].value_counts().to_dict() == {"POS": 41, "NEU": 28, "MIX": 5, "NEG": 3}
    assert len(people) == 72
    assert codes.set_index("place").loc["18.11", "targets"] == ("PARTNER+", "THIRD-")


def test_two_codings_agree(main, codes):
    second = sentiment.second_codes(main)
    assert sentiment.disagreements(codes, second)["place"].tolist() == ["8.3", "17.2", "18.2", "18.11"]
    assert len(sentiment.disagreements(codes, second, all_of_them=True)) == 77
    assert sentiment.agreement(codes, second) == pytest.approx(0.91, abs=0.005)
    assert np.isnan(sentiment.agreement(codes, None))


def test_what_the_reader_found_in_the_main_document(main):
    """By reading: harsh 5 of 58 and 5 of 14, neutral 23 of 58 and 1 of 14, never at the other side."""
    basis, tones = sentiment.best_tones(main)
    assert basis == sentiment.BY_HAND
    found = sentiment.by_tone(tones, main.voices).set_index("speaker")
    assert found.loc["Xi Jinping", ["coded", "harsh", "NEU", "at_the_other"]].tolist() == [58, 5, 23, 0]
    assert found.loc["Vladimir Putin", ["coded", "harsh", "NEU", "at_the_other"]].tolist() == [14, 5, 1, 0]
    assert not found["uncoded"].any()
    # By tone alone 4.2 and 18.13 drop out, which affirm, with either reader; 5.1 and 10.1 are NEG.
    ways = sentiment.harsh_ways(main).set_index(["way", "speaker"])["harsh"]
    assert ways["target"].tolist() == [5, 5]
    assert ways["first reader"].tolist() == ways["second reader"].tolist() == [4, 4]


def test_the_passage_does_not_stand_out_from_stretches_as_long(main):
    """Counted by hand along the 72 sentences: blocks of 14 with at least 5 harsh ones, or none at all."""
    _, tones = sentiment.best_tones(main)
    found = sentiment.stretches(tones, main.speakers).set_index("mark")
    coded = tones[tones["speaker"].isin(main.speakers)]
    harsh = [*coded["harsh"], *coded["harsh"]]
    blocks = [sum(harsh[at : at + 14]) for at in range(72)]
    apart = [block for block in blocks if abs(block / 14 - 10 / 72) >= abs(5 / 14 - 10 / 72)]
    assert found.loc["harsh", "p"] == pytest.approx(len(apart) / 72) == pytest.approx(1 / 6)
    # Paragraph 10 has 2 of 3; 18 follows with 5 of 14.
    assert found.loc["harsh", ["speaker", "paragraph", "rank", "paragraphs"]].tolist() == [
        "Vladimir Putin",
        18,
        2,
        15,
    ]
    assert found.loc["neutral", "p"] > 0.05


def test_without_codes_the_best_word_list_speaks(call):
    basis, tones = sentiment.best_tones(call)
    assert basis == sentiment.BY_LIST
    # "Symbol" is no word of the list, "agreed" is one: of a person's five sentences one has a word.
    counts = sentiment.by_tone(tones, call.speakers)
    assert counts["coded"].sum() == 1
    assert counts["uncoded"].sum() == 4
    assert sentiment.harsh_ways(call).empty
    assert sentiment.stretches(tones, call.speakers).empty


def test_the_best_list_and_its_measured_accuracy():
    found = sentiment.measured()
    own, vader = found.loc["diplomatic"], found.loc["VADER"]
    assert sentiment.best_list() == "diplomatic"
    assert own["accuracy"] == 96 / 120
    assert [own["accuracy_low"], own["accuracy_high"]] == pytest.approx([0.73, 0.87], abs=0.01)
    assert own[["kappa", "kappa_low", "kappa_high"]].tolist() == pytest.approx([0.68, 0.56, 0.79], abs=0.01)
    assert own["gain"] == pytest.approx(own["kappa"] - vader["kappa"])
    assert 0 < own["gain_low"] < own["gain"] < own["gain_high"] < 0.42
    locked = sentiment.validity_on_invented().loc["locked"]
    assert found["kappa"].tolist() == pytest.approx(locked["kappa"].tolist())


def test_validity_on_the_main_document(main, codes):
    found = sentiment.validity(main, codes)
    assert found["majority"].round(2).unique().tolist() == [0.56]
    assert found["kappa"].round(2).to_dict() == {"VADER": 0.11, "TextBlob": 0.26, "diplomatic": 0.61}
    assert found["spearman"].idxmax() == "diplomatic"
    # TextBlob is right in 43 of 72; 42 and .23 if the tie of 18.13 fell on the other side.
    assert found.loc["TextBlob", "accuracy"] == 43 / 72
    by_reader = sentiment.validity_by_reader(main).set_index("lexicon").round(2)
    assert by_reader["kappa, first reader"].to_dict() == found["kappa"].round(2).to_dict()
    assert by_reader["kappa, second reader"].to_dict() == {"VADER": 0.1, "TextBlob": 0.21, "diplomatic": 0.57}
    matrix = sentiment.confusion(main, codes)
    right = matrix[matrix["hand"] == matrix["found"]].groupby("lexicon")["sentences"].sum()
    assert matrix.groupby("lexicon")["sentences"].sum().unique().tolist() == [72]
    assert right["diplomatic"] == 57


def test_locked_sentences_were_not_used_for_building():
    found = sentiment.invented()
    assert found["set"].value_counts().to_dict() == {
        "locked": 120,
        "build": 104,
        "held out": 104,
        "negated": 40,
    }
    assert found["text"].is_unique
    assert found.groupby("set")["manner"].nunique().unique().tolist() == [8]
    assert set(found["tone"]) == set(lexicons.TONES)


def test_the_diplomatic_lexicon_beats_vader_on_the_locked_sentences():
    locked = sentiment.validity_on_invented().loc["locked", "kappa"]
    assert locked["diplomatic"] - locked["VADER"] >= 0.15
    assert locked.round(2).to_dict() == {"VADER": 0.44, "TextBlob": 0.33, "diplomatic": 0.68}


def test_comparison_by_hand():
    found = sentiment.compare(["POS", "POS", "NEG", "MIX"], ["POS", "NEU", "NEG", "NEU"], [1, 0, -1, 0])
    # Three classes: 3 of 4 right; by chance 2/4*1/4 + 1/4*1/4 + 1/4*2/4 = 5/16.
    assert found["accuracy"] == 0.75
    assert found["majority"] == 0.5
    assert found["kappa"] == pytest.approx((3 / 4 - 5 / 16) / (1 - 5 / 16))
    assert np.isnan(sentiment.compare(["POS"] * 3, ["POS"] * 3)["kappa"])


def test_every_lexicon_errs_on_a_toy_sentence():
    found = sentiment.toys()
    assert all((found[f"{name}'s tone"] != found["reader"]).any() for name in LEXICONS)
    assert found.loc[found["sentence"].str.contains("sow discord"), "VADER"].item() < -0.6


@pytest.mark.parametrize("unit", sentiment.UNITS)
def test_units(call, unit):
    found = sentiment.scores(call, unit=unit)
    assert set(found["sentence"]) == set(call.body["sentence"])
    assert len(found) == len(call.body) + (unit == "clause")  # one sentence has a comma
    assert (found["words"] > 0).all()
    assert ("pointed out" not in " ".join(found["text"])) == (unit == "sentence without frame")


def test_an_unknown_unit_is_refused(call):
    with pytest.raises(ValueError, match="clause"):
        sentiment.scores(call, unit="paragraph")


def test_one_person_has_nobody_to_be_compared_with():
    found = readout.parse("A call\n\nPresident Ana Sol said that the bridge is long. It is wet.")
    assert sentiment.forks(found).empty
    assert sentiment.drivers(found, "VADER").empty
    assert sentiment.hand_tones(found) is None
    assert sentiment.second_codes(found) is None
    assert sentiment.targets(None).empty
    assert sentiment.validity_by_reader(found).empty
    assert sentiment.disagreements(None, None).empty
    assert exhibits.facts(found).empty


def sheet(tmp_path, call, **changes):
    table = empty(call, sentiment.SHEET).assign(tone="NEU")
    for column, value in changes.items():
        table.loc[0, column] = value
    path = tmp_path / "call.tone.csv"
    table.to_csv(path, index=False)
    return path


def test_a_sheet_is_read(tmp_path, call):
    found = sentiment.hand_tones(call, sheet(tmp_path, call, targets="OWN+ THIRD-"))
    assert found["targets"].iloc[0] == ("OWN+", "THIRD-")
    assert sentiment.targets(found).iloc[0].tolist() == ["narrator", "its own side", 1, 0]


def coded_in_part(tmp_path, **tones):
    """The invented call with a sheet beside it that codes the sentences whose places are given."""
    (tmp_path / "call.txt").write_text(CALL)
    found = readout.load(tmp_path / "call.txt")
    table = empty(found, sentiment.SHEET)
    for place, (tone, target) in tones.items():
        at = table["place"] == place.removeprefix("p").replace("_", ".")
        table.loc[at, ["tone", "targets"]] = tone, target
    (tmp_path / "call.tone.csv").write_text("coder,Ada Byron\n" + table.to_csv(index=False))
    return found


def test_a_sheet_coded_in_part_is_used_and_the_rest_is_counted(tmp_path):
    found = coded_in_part(tmp_path, p4_1=("NEG", "PARTNER-"), p4_2=("NEU", ""), p5_1=("MIX", ""))
    basis, tones = sentiment.best_tones(found)
    assert basis == sentiment.BY_HAND
    counts = sentiment.by_tone(tones, found.voices).set_index("speaker")
    columns = ["coded", "uncoded", "harsh", "at_the_other"]
    assert counts.loc["Ana Sol", columns].tolist() == [2, 1, 1, 1]
    assert counts.loc["Bo Lund", columns].tolist() == [1, 1, 1, 0]  # no target: by its tone
    assert counts["coded"].sum() == 3
    assert sentiment.validity(found, sentiment.hand_tones(found))["sentences"].unique().tolist() == [3]
    assert "3 sentences given to people are coded" in exhibits.answer(found)
    assert "Ada Byron" in exhibits.answer(found)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tone": "GOOD"}, "'GOOD' is no tone"),
        ({"targets": "OWN"}, "'OWN' is no target"),
        ({"place": "99.1"}, "no sentence of the body"),
        ({"text": "Another text."}, "is now"),
    ],
)
def test_a_faulty_sheet_is_refused(tmp_path, call, changes, message):
    with pytest.raises(ReadoutError, match=message):
        sentiment.hand_tones(call, sheet(tmp_path, call, **changes))


def test_a_second_coding_of_another_text_is_refused(tmp_path, call):
    path = tmp_path / "second.csv"
    pd.DataFrame({"place": ["99.1"], "tone": ["POS"], "act": ["ASSERT"]}).to_csv(path, index=False)
    with pytest.raises(ReadoutError, match="no sentence of the body"):
        sentiment.second_codes(call, path)


def test_lengths_and_card(main, scored):
    people = scored[scored["speaker"].isin(main.speakers)]
    assert sentiment.lengths(people).loc["VADER", "p"] < 0.001
    assert sentiment.lengths(people.head(9)).isna().all(axis=None)
    facts = exhibits.facts(main)
    assert facts["importance"].tolist() == [2, 2, 3]
    assert (
        facts["fact"]
        .tolist()[0]
        .startswith("in 5 of 14 sentences given to Vladimir Putin and in 5 of 58 given")
    )
    assert facts["fact"].tolist()[1] == "1 of 14 given to Vladimir Putin and 23 of 58 given to Xi Jinping"
    assert set(facts["notebook"]) == {"05"}


def test_a_bad_word_of_one_side_is_that_sides_though_it_raises_the_other(main):
    """Putin's "harming" makes the difference larger for Xi, and is still Putin's word."""
    found = sentiment.drivers(main, "VADER").set_index("word").loc["harming"]
    assert found[["first", "second"]].tolist() == [0, 1]
    assert found["shift"] > 0
    assert found["more"] == "Vladimir Putin"
