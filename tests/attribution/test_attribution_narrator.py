"""What the publisher tells."""

import pytest

from invented import LEDE, voices


def test_a_guest_welcomed_to_a_place_is_told_not_said():
    text = "Secretary General Ana Sol welcomed Prime Minister Bo Lund to Headquarters on Thursday for talks."
    assert voices(text + " She said yes.")[0][0] == "narrator"


def test_what_is_signed_after_the_talks_is_told():
    text = "Minister Ana Sol met Minister Bo Lund. After the meeting, the two ministers signed a treaty."
    assert [who for who, _ in voices(text + " They agreed to meet.")[-2:]] == ["narrator", "joint"]


def test_the_next_round_is_told():
    text = (
        'Minister Ana Sol met Bo Lund.\n\n"We hope," Sol said.\n\nThe next round is scheduled for 9 October.'
    )
    assert voices(text)[-1][0] == "narrator"


@pytest.mark.parametrize(
    "sentence",
    [
        "Later that day, Sol invited Lund to the opera.",
        "Later in the day Sol invited Lund to the opera.",
        "After the talks, Sol offered Lund a lunch.",
    ],
)
def test_what_somebody_did_besides_the_talks_is_told(sentence):
    assert voices(f"{LEDE}Lund said no.\n\n{sentence}")[-1] == ("narrator", "event")
