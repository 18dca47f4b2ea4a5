"""What both sides said and did together."""

import pytest

from invented import LEDE, voices
from readout.attribution import JOINT, attribute
from readout.reading import layout


@pytest.mark.parametrize(
    "sentence",
    [
        "The two sides exchanged views on the bridge.",
        "Both leaders welcomed the bridge.",
        "They discussed the bridge.",
        "Ana Sol and Bo Lund agreed to build the bridge.",
        "President Sol and the Prime Minister underscored the need for a bridge.",
    ],
)
def test_both_sides_are_joint(sentence):
    assert voices(LEDE + sentence)[-1] == (JOINT, "joint-act")


def test_a_passive_without_agent_is_joint_outside_a_speech():
    assert voices(LEDE + "It was agreed to build the bridge.")[-1] == (JOINT, "joint-passive")


def test_a_passive_inside_a_speech_is_the_speakers():
    text = LEDE + "\nSol said that the river is wide. It was agreed long ago to build the bridge."
    assert voices(text)[-1] == ("Ana Sol", "carried")


def test_two_sides_that_should_are_the_speakers_two_sides_that_discussed_are_joint():
    text = LEDE + "\nSol said that it rains. The two sides should build. The two sides announced it. "
    assert [v for v, _ in voices(text)[-2:]] == ["Ana Sol", "Ana Sol"]
    assert voices(text + "The two sides discussed the bridge.")[-1] == (JOINT, "joint-act")


@pytest.mark.parametrize(
    ("last", "speaker"),
    [
        ("This would include joint patrols.", "joint"),
        ("The port is old.", "narrator"),
        ("The two states will build a port.", "joint"),
    ],
)
def test_what_both_planned_goes_on_with_would(last, speaker):
    text = f"President Ana Sol met Prime Minister Bo Lund. They agreed to do more. {last}"
    assert voices(text)[-1][0] == speaker


def test_a_paragraph_that_ends_with_it_was_agreed_sums_up_the_talks():
    text = "President Ana Sol met Bo Lund. Sol said that ports matter. It was agreed that experts would meet."
    assert voices(text)[-1][0] == "joint"


def test_two_states_are_a_joint_subject():
    text = "Adviser Ana Sol met Adviser Bo Lund of Japan. France and Japan agreed to meet again."
    assert voices(text)[-1][0] == "joint"


def test_officials_of_two_states_are_a_joint_subject():
    text = "Adviser Ana Sol met Adviser Bo Lund. The U.S. and Kalevan officials discussed trade."
    assert voices(text)[-1][0] == "joint"


def test_two_people_under_one_title_are_both():
    text = LEDE + "Sol said no. Presidents Sol and Lund underscored the need for a bridge."
    assert voices(text)[-1] == (JOINT, "joint-act")


_OPENING = "President Ana Sol met Premier Bo Lund in Galdor.\n\nSol said that the port is open."


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The two leaders have decided to dredge the port.", "joint"),
        ("The two leaders openly and warmly exchanged views on tolls.", "joint"),
        ("The two leaders agree that tolls should fall.", "joint"),
        ("The state of the mole, the repair of which drags on, was reviewed.", "joint"),
        ("The discussion also underlined the value of open ports.", "joint"),
        ("The coming summit was also discussed.", "joint"),
        ("Foreign Ministers of the seven countries exchanged views on tolls.", "joint"),
        ("The main attention was paid to tolls.", "narrator"),
        ("Lund replied with a nod.", "narrator"),
    ],
)
def test_what_several_do_and_what_is_told_of_the_talks(sentence, speaker):
    text = f"{_OPENING}\n\n{sentence}"
    found, _ = attribute(text, layout.pieces(text))
    assert found["speaker"].iloc[-1] == speaker


def test_a_text_that_speaks_as_we_is_joint_to_its_end():
    text = "We, the Ministers of Meridia and Norrland, met in Galdor.\n\nWe want calm. Tolls will fall."
    found, _ = attribute(text, layout.pieces(text))
    assert set(found["speaker"]) == {"joint"}
