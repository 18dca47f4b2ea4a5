"""Exhibits of notebook 06: findings about stance of the main document."""

from readout.exhibits import stance
from readout.measures import stance as measure


def test_findings_about_stance_of_the_main_document(main):
    coded = measure.by_hand(main)
    found = stance.demands_against_commitments(measure.demands(main, coded), main.speakers)
    assert "what is given to Xi Jinping holds 12 demands and 10 commitments (13 and 11 with" in found
    assert "what is given to Vladimir Putin holds 0 demands and 4 commitments (0 and 6 with" in found
    assert stance.will(coded, main.speakers) == (
        "“Will” by sense: Xi Jinping 10 (7 scheduled, 2 predicted and 1 intended); "
        "Vladimir Putin 2 (1 intended and 1 predicted)."
    )
