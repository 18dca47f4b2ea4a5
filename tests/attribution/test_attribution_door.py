"""The two tables that the engine hands out."""

import doctest

import pytest

import readout
from conftest import ROOT

TITLE = "Sol Calls Lund\n\n"
LEDE = "President Ana Sol of Meridia held talks with Prime Minister Bo Lund of Norrland. "


def people(text, title=TITLE):
    table = readout.parse(title + text).people
    return {row.name: (row.titles, row.state, row.side) for row in table.itertuples(index=False)}


def test_the_people_of_the_main_document(main):
    assert main.people.to_dict("records") == [
        {"name": "Xi Jinping", "titles": "president", "state": "Chinese", "side": "issuer", "first": 0},
        {
            "name": "Vladimir Putin",
            "titles": "president",
            "state": "Russian",
            "side": "counterpart",
            "first": 29,
        },
    ]
    for row in main.people.itertuples():
        assert main.text[row.first :].startswith(tuple(row.name.split()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sol said yes.", {"Ana Sol": ("president", "Meridia", "issuer")}),
        ("Lund said yes.", {"Bo Lund": ("prime minister", "Norrland", "counterpart")}),
        ("The Chancellor said yes.", {"Chancellor": ("chancellor", "", "")}),
        (
            "Minister Ida Rask of Meridia said yes.",
            {
                "Ida Rask": ("minister", "Meridia", "issuer"),
                "Bo Lund": ("prime minister", "Norrland", "counterpart"),
            },
        ),
        ("Minister Ida Rask said yes.", {"Ida Rask": ("minister", "", "")}),
    ],
)
def test_titles_state_and_side_of_a_person(text, expected):
    assert expected.items() <= people(LEDE + text).items()


def test_the_only_other_person_is_the_counterpart():
    text = "President Ana Sol spoke with Bo Lund today. Bo Lund said yes."
    assert people(text)["Bo Lund"] == ("", "", "counterpart")


def test_the_title_counts_as_the_first_place():
    table = readout.parse(TITLE + LEDE + "Sol said yes.").people
    assert table.set_index("name")["first"].to_dict() == {"Ana Sol": 0, "Bo Lund": 10}


def test_the_example_of_the_rooms_readme_is_what_comes_out():
    page = ROOT / "lib" / "readout" / "attribution" / "README.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (failed, tried > 0) == (0, True)
