"""Tags of transcripts, and lines above quotations."""

import pytest

from invented import LEDE, voices


def test_a_transcript_tag_names_the_speaker():
    assert voices(LEDE + "\nPrime Minister Bo Lund: Good morning. It rains.")[-2:] == [
        ("Bo Lund", "speaker-tag"),
        ("Bo Lund", "carried"),
    ]


@pytest.mark.parametrize(
    "tag",
    [
        'Prime Minister Sol at the start of the meeting: "Welcome. We build."',
        "Head of the regional government Ana Sol: Welcome. We build.",
    ],
)
def test_a_tag_may_hold_the_occasion_or_an_office_in_small_letters(tag):
    assert voices(f"Prime Minister Ana Sol met Bo Lund.\n\n{tag}")[-1][0] == "Ana Sol"


def test_a_list_behind_a_phrase_is_no_tag():
    text = (
        "President Ana Sol met allies. In addition to the President, the meeting included: Bo Lund of Kaleva."
    )
    assert [who for who, _ in voices(text + " They agreed to meet again.")[-2:]] == ["narrator", "joint"]


def test_a_clause_with_a_colon_is_no_tag():
    text = "Premier Ana Sol met Bo Lund. Sol, just back from Galdor, gave a view: aid is slow. Lund said no."
    assert voices(text)[-1] == ("Bo Lund", "clause")


@pytest.mark.parametrize("line", ["Quotes attributable to Premier Sol:", "Quotes attributable to Ana Sol"])
def test_a_line_above_quotations_says_whose_they_are(line):
    text = f"Premier Ana Sol met Bo Lund. Lund said no.\n\n{line}\n\n“We build. We trade.”"
    assert [who for who, _ in voices(text)[-2:]] == ["Ana Sol", "Ana Sol"]


def test_a_tag_before_a_quotation_may_name_somebody_who_is_named_nowhere_else():
    found = voices(LEDE + "\nIda Rask, Keeper of the Locks: “We agree.”")
    assert found[-1] == ("Ida Rask", "speaker-tag")
