"""Which clause reports a sentence, and where its frame ends."""

import pytest

import readout
from invented import LEDE, voices


@pytest.mark.parametrize(
    ("sentence", "frame"),
    [
        ("Sol said that the bridge is long.", "Sol said that "),
        ("Sol said: “The bridge is long.”", "Sol said: "),
        ("Sol underscored the length of the bridge.", "Sol underscored "),
        ("Sol thanked her guest.", ""),
        ("The bridge, Sol noted, is long.", ""),
        ("“The bridge is long,” Sol noted.", ""),
    ],
)
def test_a_frame_ends_where_the_content_begins(sentence, frame):
    row = readout.parse("Sol Calls Lund\n\n" + LEDE + sentence).body.iloc[-1]
    assert row["text"][: row["frame_end"] - row["start"]] == frame


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Sol said that the bridge is long.", "clause"),
        ("On trade, Ana Sol pointed out that the bridge is long.", "clause"),
        ("President Sol also once again underscored the length of the bridge.", "clause"),
        ("The bridge, Sol noted, is long.", "clause-middle"),
        ("“The bridge is long,” Sol stressed.", "clause-last"),
        ("The bridge is long, said Ana Sol.", "clause-last"),
        ("President Sol thanked her guest for the bridge.", "speech-act"),
        ("The President stressed that the bridge is long.", "clause"),
    ],
)
def test_one_speaker_wherever_the_clause_stands(sentence, rule):
    assert voices(LEDE + sentence)[-1] == ("Ana Sol", rule)


def test_a_person_named_as_topic_is_no_speaker():
    text = LEDE + "\nSol said that Lund built the bridge. Prime Minister Lund is a friend of Meridia."
    assert voices(text)[-1] == ("Ana Sol", "carried")


def test_the_first_main_clause_decides_between_two_speakers():
    text = LEDE + "Sol recalled that Lund said the bridge is long."
    assert voices(text)[-1] == ("Ana Sol", "clause")


def test_speech_is_carried_across_paragraphs():
    assert voices(LEDE + "\nSol said that it rains.\n\nThe bridge is wet.")[-1] == ("Ana Sol", "carried")


def test_a_quoted_clause_names_nobody():
    text = LEDE + '\nSol said that it rains. A sign reads "Lund said that the bridge is closed".'
    assert voices(text)[-1] == ("Ana Sol", "carried")


@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        (
            "President Ana Sol met Bo Lund. Tolls will fall, they learned, Bo Lund said.",
            "Bo Lund",
            "clause-last",
        ),
        (
            "President Ana Sol met Prime Minister Bo Lund. Expressed by Bo Lund was gratitude for the aid.",
            "Bo Lund",
            "clause",
        ),
        (
            "President Ana Sol met Prime Minister Bo Lund. Lund has said that tolls fall, Sol noted.",
            "Ana Sol",
            "clause-last",
        ),
        (
            "President Ana Sol met Prime Minister Bo Lund. There can be no delay, Lund said.",
            "Bo Lund",
            "clause-last",
        ),
        (
            "President Ana Sol met Prime Minister Bo Lund. There can be no delay, said Bo Lund today.",
            "Bo Lund",
            "clause-last",
        ),
        ("Premier Ana Sol on Monday called for calm when she met Bo Lund.", "Ana Sol", "speech-act"),
    ],
)
def test_the_clause_that_reports_a_sentence_is_found(text, speaker, rule):
    assert voices(text)[-1] == (speaker, rule)


def test_a_list_of_who_attended_is_nobodys_speech():
    text = "President Ana Sol thanked all. She named:\n- Bo Lund, Mayor of Galdor\n- the need for calm"
    assert [who for who, _ in voices(text)[-2:]] == ["narrator", "Ana Sol"]


def test_what_a_speaker_tells_of_somebody_absent_stays_the_speakers():
    told = "Mr Marsden said to me that ports matter. I told President Karl Marsden the truth. He agreed."
    text = (
        f"President Ana Sol met Bo Lund.\n\nSol said yes.\n\nLund said no.\n\nSol said no. {told} We went on."
    )
    assert {who for who, _ in voices(text)[-4:]} == {"Ana Sol"}


def test_a_number_ends_a_list_with_letters():
    text = "1. Premier Ana Sol met Bo Lund. They agreed to:\n(i) build;\n(ii) trade.\n2. Ana Sol thanked him."
    assert [who for who, _ in voices(text)[-3:]] == ["joint", "joint", "Ana Sol"]
