"""Naming: exact facts of the main document, and each rule on small cases."""

import pytest

import readout
from readout.errors import ReadoutError
from readout.measures import naming
from readout.resources import table

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


def test_every_verb_of_saying_has_a_stance():
    classes = table("naming")["verbs"]
    listed = [verb.strip() for verbs in classes.values() for verb in verbs.replace("\n", " ").split(",")]
    assert set(table("verbs")["say"]) <= set(listed)
    assert len(listed) == len(set(listed))


def test_what_a_person_does_without_saying_is_an_act_of_speech(call):
    text = readout.parse("A call\n\nPresident Ana Sol thanked the crew. They discussed the bridge.")
    assert naming.marks(text)["group"].tolist() == ["act of speech", "talk or event"]
    assert "talk or event" not in naming.marks(call).query("speaker == 'Bo Lund'")["group"].tolist()


def test_verbs_go_with_paragraphs(main, call):
    assert naming.introduced(main).to_numpy().tolist() == [
        ["Xi Jinping", 14, 14, 1.0],
        ["Vladimir Putin", 1, 1, 1.0],
    ]
    assert naming.introduced(call)[["speaker", "verbs", "paragraphs"]].to_numpy().tolist() == [
        ["Ana Sol", 1, 1],
        ["Bo Lund", 2, 1],
    ]


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


def test_rates_turn_the_counts_round(main):
    names = naming.by_name(naming.entities(main), main.speakers)
    found = naming.rates(main, names).set_index(["name", "speaker"])
    # 30 of 1,541 words against 14 of 424
    assert found.loc[("China", "Xi Jinping"), "per_1000"] == pytest.approx(19.47, abs=0.005)
    assert found.loc[("China", "Vladimir Putin"), "per_1000"] == pytest.approx(33.02, abs=0.005)
    assert found["hits"].sum() == names["total"].sum()
    assert found.index.get_level_values("name").unique().tolist() == names["name"].tolist()


def test_nobody_is_one_sided_by_the_own_name():
    text = readout.parse(
        "A call\n\nPresident Ana Sol said that Ana Sol, and Ana Sol alone, will pay France. France is large."
        "\n\n"
        "Premier Bo Lund said that it rains."
    )
    names = naming.by_name(naming.entities(text), text.speakers)
    assert naming.one_sided(names, "Ana Sol", text.speakers) == ["France"]


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


def test_what_another_account_reports_is_held_against_the_main_document(main):
    found = naming.silences(main)
    assert len(found) == 29
    absent = found.loc[found["hits"] == 0, "term"].tolist()
    assert absent == [
        "guarantee*",
        "NATO, United States, America*, Washington",
        "AUKUS",
        "Quad",
        "*proliferation",
        "Afghan*",
        "minist*",
        "border, borders",
        "invite*, invitation*",
        "friend, friends",
        "new year",
    ]
    assert set(found["outlet"]) == {"TASS"}
    assert set(found["date"]) == {"2021-12-15"}
    places = found.set_index("term")["places"]
    assert places["permanent members"] == ("16.1",)
    assert places["21st century"] == ("4.2", "18.1")
    assert naming.silences(TALK).empty


def test_a_silence_needs_a_named_account(tmp_path, main):
    path = tmp_path / "mine.csv"
    path.write_text("term,why\nbridge,it is long\n")
    with pytest.raises(ReadoutError, match="no column 'item'"):
        naming.silences(main, path)
    path.write_text("term,item,outlet,date\nbridge,,,\n")
    with pytest.raises(ReadoutError, match="names no account"):
        naming.silences(main, path)
    path.write_text("term,item,outlet,date\ncooperation|ties,,Norrland Post,2031-05-03\n,,,\n")
    found = naming.silences(main, path)
    assert found["item"].tolist() == ["cooperation"]
    assert found["hits"].item() == 38
    assert found["places"].item()[:2] == ("4.2", "4.3")


def test_contested_words_of_the_main_document(main):
    found = naming.by_value(naming.contested(main)).set_index("word")
    # by reading: "true" at 6.4, 15.3 and 17.5, quotation marks at 10.3
    assert found.loc["multilateralism", ["hits", "marked"]].tolist() == [4, 4]
    assert found.loc["multilateralism", "marks"] == "true 3, quotation marks 1"
    assert found.loc["multilateralism", "places"] == ("6.4", "10.3", "15.3", "17.5")
    assert found.loc["democracy", ["hits", "marked"]].tolist() == [10, 5]
    assert found.loc["democracy", "places"] == ("6.4", "10.1", "17.6", "17.6", "18.14")
    assert found.loc["human rights", ["hits", "marked"]].tolist() == [2, 2]


@pytest.mark.parametrize(
    ("said", "marks"),
    [
        ("so-called democracy is far", ["so-called"]),
        ("the true meaning of freedom and sovereignty is clear", ["true", "true"]),
        ("some meddle in the name of human rights or justice", ["name of", ""]),
        ("they meddle under the guise of the freedom of trade", ["guise of"]),
        ("it is true, peace is near", [""]),
        ("a pseudo-democracy is none", ["pseudo"]),
        ('the "rules" are theirs', ["quotation marks"]),
        ('they recall that "we want peace and freedom for all" was the word', ["", ""]),
        ("the Ministry of Justice and the Summit for Democracy are far", []),
        ("in order to build a bridge they work", []),
    ],
)
def test_marks_of_contested_words(said, marks):
    text = readout.parse(f"A call\n\nPresident Ana Sol said that {said}.")
    assert naming.contested(text)["mark"].tolist() == marks


def test_who_attended(main, call):
    found = naming.attended(main)
    assert found.to_numpy().tolist() == [
        ["21.1", "Ding Xuexiang", "China"],
        ["21.1", "Wang Yi", "China"],
        ["21.1", "He Lifeng", "China"],
    ]
    assert naming.attended(call)[["name", "side"]].to_numpy().tolist() == [["Cara Fenn", ""], ["Dov Ilk", ""]]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "Cara Fenn, Dov Ilk, and Eva Orr, among others, attended the meeting.",
            ["Cara Fenn", "Dov Ilk", "Eva Orr"],
        ),
        ("Cara Fenn and Dov Ilk were also present at the talks.", ["Cara Fenn", "Dov Ilk"]),
        ("The Special Envoy, Cara Fenn, also took part.", []),
        ("On the side of Velm, Minister Cara Fenn took part.", []),
    ],
)
def test_only_bare_lists_of_names_tell_who_attended(line, names):
    text = readout.parse(f"A call\n\nPresident Ana Sol said that it rains.\n\n{line}")
    assert naming.attended(text)["name"].tolist() == names


def test_quoted_pronouns_are_told_apart():
    text = 'A call\n\nPresident Ana Sol said "we hope" that we agree. We do.'
    found = naming.pronouns(readout.parse(text))
    assert found[["text", "quoted"]].to_numpy().tolist() == [["we", True], ["we", False], ["We", False]]
