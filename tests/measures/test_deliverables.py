"""Deliverables: times in a sentence, and the clauses that promise or schedule something with one."""

import pytest

import readout
from readout.measures import stance
from readout.measures.deliverables import deliverables, when


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("will meet on 3 May 2031 in Port Ana", ("on 3 May 2031", True)),
        ("will meet on May 3rd, 2031", ("on May 3rd, 2031", True)),
        ("agreed to meet next February", ("next February", True)),
        ("a summit in early December", ("in early December", True)),
        ("a summit in late October 2031", ("in late October 2031", True)),
        ("travel to the capital on Thursday", ("on Thursday", True)),
        ("will speak again next week", ("next week", True)),
        ("will host the forum next spring", ("next spring", False)),
        ("will triple trade by 2031", ("by 2031", False)),
        ("by the end of this year", ("by the end of this year", False)),
        ("in the second half of 2031", ("in the second half of 2031", False)),
        ("in the next two years", ("in the next two years", False)),
        ("in the coming months", ("in the coming months", False)),
        ("within 30 days", ("within 30 days", False)),
        ("later this year", ("later this year", False)),
        ("They may march on for the second time", ("", False)),
        ("the marching band of the augustine order", ("", False)),
        ("the 20th National Congress", ("", False)),
        ('the "Goals before 2031"', ("", False)),
    ],
)
def test_times(text, found):
    assert when(text) == found


def test_years_before_the_text_are_history():
    assert when("the plan of August 2021", since=2031) == ("", False)
    assert when("the plan of August 2021 until next May", since=2031) == ("until next May", True)


def test_what_the_main_document_promises_with_a_time(main):
    found = deliverables(main, stance.by_hand(main))
    assert found[["place", "kind", "when", "dated"]].to_numpy().tolist() == [
        ["7.1", "SCHEDULED", "next year", False],
        ["8.1", "SCHEDULED", "in more than a month", False],
        ["8.4", "SCHEDULED", "in the next two years", False],
        ["15.1", "SCHEDULED", "next year", False],
        ["18.10", "COMMIT", "in the next two years", False],
        ["18.13", "COMMIT", "next year", False],
        ["20.1", "COMMIT", "next February", True],
    ]
    assert found["what"].iloc[0] == "will be held"
    assert found["who"].iloc[2] == "China and Russia"


def test_by_rule_in_any_text():
    text = readout.parse(
        "A call\n\nPresident Ana Sol of Meridia spoke with Prime Minister Bo Lund of Norrland.\n\n"
        "Ana Sol said that Meridia is willing to build the bridge by 2033. Trade grew last year.\n\n"
        "The two leaders agreed to meet in Port Ana next May.\n"
    )
    found = deliverables(text, stance.by_rule(text))
    assert found[["place", "speaker", "who", "what", "when", "dated"]].to_numpy().tolist() == [
        ["3.1", "Ana Sol", "Meridia", "is willing to build the bridge by 2033", "by 2033", False],
        ["4.1", "joint", "The two leaders", "agreed to meet in Port Ana next May", "next May", True],
    ]
