"""Exhibits of notebook 05: findings about tone of the main document, as the README says them too."""

from conftest import ROOT
from readout.exhibits import sentiment
from readout.measures import sentiment as measure


def test_findings_about_tone_of_the_main_document(main):
    forks = measure.forks(main)
    assert sentiment.verdict(forks, main.speakers) == (
        "Every interval holds zero and the sign is not stable (what is given to Xi Jinping higher in 8 of 20 "
        "ways of scoring): whether the tones differ, these lexicons cannot tell."
    )
    validity = sentiment.validity(measure.validity(main, measure.hand_tones(main)))
    assert "VADER 0.11, TextBlob 0.26 and diplomatic 0.61" in validity
    assert "that holds for VADER, TextBlob and diplomatic" in validity
    assert "a kappa of 0.68, VADER 0.45 (+0.23)" in sentiment.invented(measure.validity_on_invented())
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "its kappa is 0.68 against VADER's 0.45" in readme
    assert "tone twice (73 of 77 sentences alike)" in readme
