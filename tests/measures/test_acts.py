"""One sentence by rule: its act, its subject, its positions."""

import pytest

from readout.measures import acts


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The two sides should build the bridge.", "DIRECT"),
        ("It is necessary for all states to keep calm.", "DIRECT"),
        ("Meridia is willing to build the bridge, which should be long.", "COMMIT"),
        ("Meridia will host the forum next spring.", "ASSERT"),
        ("I look forward to the visit.", "EXPRESS"),
        ("Jointly build the bridge.", "BARE"),
        ("Trade rose because both sides must eat.", "ASSERT"),
        ("", "ASSERT"),
        ("The President said Meridia would impose a levy of a tenth.", "COMMIT"),
        ("Secretary Lund announced a loan of two million crowns.", "COMMIT"),
        ("The President announced that the talks had ended.", "ASSERT"),
        ("Meridia will send tents and boats.", "COMMIT"),
        ("The bridge would be held up by two towers.", "ASSERT"),
        ("Those who burned the mill must be held to account.", "DIRECT"),
        ("There must be a truce, an open road and bread.", "DIRECT"),
        ("The leaders discussed the mill and agreed to meet again.", "ASSERT"),
        ("She made clear to President Sol that the toll was unacceptable.", "EXPRESS"),
        ("Condemned the raid.", "BARE"),
    ],
)
def test_acts(text, act):
    assert acts.act_of(text) == act


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The President told Mr Lund that Norrland must open the road.", "Norrland"),
        ("She called on all parties to the conflict to keep calm.", "all parties to the conflict"),
        ("The Secretary expressed serious concern about the toll.", "The Secretary"),
        ("He reiterated the need for a truce.", ""),
        ("He stressed the need for both banks to share the water.", "both banks"),
        ("The Secretary underscored the commitment of Meridia to a fair toll.", "Meridia"),
        ("The Union reaffirmed its commitment to peace.", "The Union"),
        ("The will of the voters, as expressed in May, must be respected.", "The will of the voters"),
        ("Any state that shuts the road should know the price.", "Any state"),
        ("The road was shut for days, and Norrland must open it.", "Norrland"),
        ("There must be a truce.", "a truce"),
        ("It is important that the road over the pass be cleared.", "the road over the pass"),
        ("Turning to trade, the Minister pledged a loan.", "the Minister"),
    ],
)
def test_subjects_are_noun_phrases(text, subject):
    assert acts.subject_of(text) == subject


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("Meridia does not support the toll and will never accept it.", ["OPPOSE", "OPPOSE"]),
        ("The detention of the ferrymen was unacceptable.", ["OPPOSE"]),
        ("He met the support staff of the mission.", []),
        ("She voiced solidarity with the valley.", ["SUPPORT"]),
        ("Norrland accused Osterland of piracy.", ["ACCUSE"]),
        ("Those responsible for the raid must face justice.", ["ACCUSE", "ACCUSE"]),
        ("She condemned the raid and said that Osterland had violated the truce.", ["OPPOSE"]),
    ],
)
def test_positions_of_a_sentence(text, positions):
    assert acts.positions_of(text) == positions
