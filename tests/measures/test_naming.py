"""Naming: exact facts of the main document, and each rule on small cases."""

import pytest

import readout
from readout.errors import ReadoutError
from readout.exhibits import naming as exhibits
from readout.measures import naming

TALK = readout.parse(
    "A call\n\nFrench President Ana Sol spoke with Japanese Prime Minister Bo Lund.\n\n"
    'Ana Sol said that France and Japan, and Japan and France, share a "Blue Road" and a "true" trade of '
    "5 billion US dollars. The two sides and the UN Security Council remember the Cold War since 1990. "
    "We thank the Franco-Japanese forum in Tokyo.\n"
)


def test_verbs_of_the_main_document(main):
    found = naming.verbs(main).set_index(["speaker", "verb"])["hits"].to_dict()
    assert found == {
        ("Xi Jinping", "point out"): 11,
        ("Xi Jinping", "emphasize"): 3,
        ("Vladimir Putin", "say"): 1,
        ("joint", "exchange views"): 2,
        ("joint", "agree"): 1,
        ("narrator", "attend"): 1,
        ("narrator", "hold"): 1,
    }
    marks = naming.marks(main)["group"].value_counts().to_dict()
    assert marks == {"factive": 11, "talk or event": 5, "non-factive, with weight": 3, "non-factive": 1}


def test_order_of_names_in_the_main_document(main):
    found = naming.own_first(main, naming.orders(main))
    assert found[["speaker", "own_first", "own_second"]].to_numpy().tolist() == [
        ["Xi Jinping", 18, 0],
        ["Vladimir Putin", 7, 0],
    ]
    assert found["forms"].tolist() == [
        "China and Russia 9, Sino-Russian 8, China-Russia 1",
        "Russia and China 4, Russia-China 3",
    ]


def test_pairs_do_not_cross_punctuation():
    found = naming.orders(TALK)
    assert found[["first", "second", "text"]].to_numpy().tolist() == [
        ["France", "Japan", "France and Japan"],
        ["Japan", "France", "Japan and France"],
        ["France", "Japan", "Franco-Japanese"],
    ]
    assert naming.own_first(TALK, found)[["state", "own_first", "own_second"]].to_numpy().tolist() == [
        ["France", 2, 1]
    ]


def test_names_of_the_main_document(main):
    names = naming.by_name(naming.entities(main), main.speakers)
    counts = names.set_index("name")[list(main.speakers)].apply(tuple, axis=1).to_dict()
    assert counts["Taiwan"] == (0, 2)
    assert counts["CSTO"] == (1, 0)
    assert counts["Communist Party of China"] == (3, 0)
    assert counts["Asia-Pacific"] == (0, 1)
    assert set(names.loc[names["type"] == "states", "name"]) == {"China", "Russia"}
    assert naming.one_sided(names, "Vladimir Putin", main.speakers) == ["Taiwan"]


def test_currencies_and_eras_are_no_states_and_longer_names_win():
    found = naming.entities(TALK)
    mine = found[found["speaker"] == "Ana Sol"]["name"].tolist()
    assert "United States" not in mine
    assert mine.count("UN Security Council") == 1
    assert "United Nations" not in mine
    assert mine.count("France") == 3


def test_pronouns_of_the_main_document(main):
    found = naming.by_pronoun(naming.pronouns(main), main.speakers)
    assert found.to_numpy().tolist() == [
        ["Xi Jinping", 10, 9, 13, 5, 8],
        ["Vladimir Putin", 2, 1, 0, 0, 0],
    ]


def test_quotations(main):
    found = naming.quotations(main)
    assert found["kind"].value_counts().to_dict() == {"NAME": 8, "SCARE": 5, "SPEECH": 1, "METAPHOR": 1}
    assert found.loc[found["kind"] == "SPEECH", "place"].item() == "4.2"
    assert naming.quotations(TALK)[["text", "kind"]].to_numpy().tolist() == [
        ["Blue Road", "NAME"],
        ["true", "MARKED"],
    ]


def test_numbers(main):
    found = naming.numbers(TALK)
    assert found[["text", "kind", "counts"]].to_numpy().tolist() == [
        ["5", "amount", "billion US dollars"],
        ["1990", "year", ""],
    ]
    own = naming.numbers(main)
    assert own[own["text"] == "20th"]["counts"].str.split().str[0].tolist() == ["National", "anniversary"]
    assert own["text"].tolist().count("21st") == 2


def test_silences_of_the_main_document(main):
    found = naming.silences(main)
    assert found["hits"].sum() == 0
    assert len(found) == 22
    assert found["bound"].iloc[0] == pytest.approx(1 - 0.05 ** (1 / 77))
    assert all(found["source"]) and all(found["reason"])  # noqa: PT018 - one question
    assert naming.silences(TALK).empty


def test_a_list_of_silences_needs_its_columns(tmp_path, main):
    path = tmp_path / "mine.csv"
    path.write_text("term,why\nbridge,it is long\n")
    with pytest.raises(ReadoutError, match="no column 'source'"):
        naming.silences(main, path)
    path.write_text("term,source,reason\ncooperation|ties,mine,a test\n")
    found = naming.silences(main, path)
    assert found["hits"].item() == 38
    assert found["places"].item()[:2] == ("4.2", "4.3")


def test_quoted_pronouns_are_told_apart():
    text = 'A call\n\nPresident Ana Sol said "we hope" that we agree. We do.'
    found = naming.pronouns(readout.parse(text))
    assert found[["text", "quoted"]].to_numpy().tolist() == [["we", True], ["we", False], ["We", False]]


def test_card(main):
    facts = exhibits.facts(main).set_index("about")["fact"]
    order = "the own state named first, where two are named together"
    assert facts[order] == "China with Xi Jinping, 18 of 18; Russia with Vladimir Putin, 7 of 7"
    assert facts["states named in what people are given"].endswith(", no other")
    alone = facts["named twice or more, and to one person only"]
    assert alone == "Xi Jinping: Communist Party of China; Vladimir Putin: Taiwan"
    assert facts["does not occur at all"].startswith(
        "22 of 22 terms that were looked for: Ukraine, Ukrainian"
    )
    assert exhibits.facts(readout.parse("A call\n\nPresident Ana Sol said that it rains. It is wet.")).empty
