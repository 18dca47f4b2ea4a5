import re

import pytest

import readout
from conftest import ROOT
from readout.exhibits import contexts as of_contexts
from readout.exhibits import sentiment as of_tone
from readout.exhibits import share as of_share
from readout.exhibits import stance as of_stance
from readout.exhibits import terms as of_terms
from readout.measures import contexts, sentiment, share, stance, terms
from shown import exhibits_of, findings_of

LONG = readout.parse("A call\n\n" + "President Ana Sol said that the bridge is long. " * 12)
#: Figures whose alternative text is held to a length.
HEARD = {
    *("attribution-ribbon", "speaker-share", "attribution-rules", "sentence-length", "term-rates"),
    *("term-ranks", "keyness", "log-ratios", "dispersion", "collocations", "echo"),
}
JOINT_ONLY = readout.parse("A call\n\nThe two leaders discussed the bridge. They agreed to meet again.")


def everything(found):
    """Every sentence that a notebook would show of a readout."""
    worded = [text for e in exhibits_of(found).values() for text in (e.title, e.caption, e.alt)]
    return worded + findings_of(found)


def test_findings_of_the_main_document(main):
    shares, sentences = share.by_voice(main), share.ribbon(main)
    assert of_share.shares(shares) == (
        "Of the body's 2,118 words the readout gives Xi Jinping 76.4% (1,619), Vladimir Putin 20.2% (427), "
        "both sides together 1.9% (40) and the narrator 1.5% (32)."
    )
    assert "15 name their speaker; the other 57 (79%)" in of_share.openings(sentences)
    assert "to Vladimir Putin after 78.0% (18.1)" in of_share.positions(sentences)
    rules = share.counting_rules(main)
    assert "Xi Jinping is given 79.1% by words, 77.6 to 80.6% over the 22 ways" in of_share.two_way(rules)
    assert "76.4%, by words A with frames counted" in of_share.extremes(rules)
    assert "24.5 to 78.0% of the words, under this notebook's 76.4%" in of_share.assigned(
        share.attribution_rules(main)
    )


@pytest.mark.parametrize("found", [LONG, JOINT_ONLY], ids=["one voice", "joint only"])
def test_every_text_can_be_worded_for_any_readout(found):
    for sentence in everything(found):
        assert sentence
        assert not re.search(r"nan|None|inf\b|\.0 (words|sentences)|\b1 (words|sentences)", sentence)


def test_nothing_says_that_somebody_said_something(main):
    for sentence in everything(main):
        assert not re.search(r"\b(said|says|told|spoke)\b", sentence)


def test_alternative_texts_are_short_enough_to_be_heard(main):
    shown = exhibits_of(main)
    heard = [name for name in shown if name in HEARD]
    assert len(heard) == len(HEARD)
    assert all(len(shown[name].alt.split()) <= 50 for name in heard)


def test_titles_fit_on_two_lines_of_their_figure(main):
    assert all(len(exhibit.title) <= 2 * 84 for exhibit in exhibits_of(main).values())


def test_findings_about_terms_of_the_main_document(main):
    sides = terms.sides(main)
    names = list(sides)
    assert of_terms.top_terms(terms.frequency(main), main.speakers) == (
        "Most frequent apart from stop words: in what is given to Xi Jinping “cooperation” (28), "
        "“china” (21) and “russia” (17); in what is given to Vladimir Putin “china” (10), "
        "“russia” (9) and “international” (8)."
    )
    key = terms.compare(sides)
    assert "whole vocabulary: the largest is “an” (1 to 5)" in of_terms.survivors(key)
    assert "differ as much in 23% of 10,000 trials" in of_terms.survivors(key)
    assert of_terms.keyness(main, key, names).title.startswith("No term sets the two sides apart")
    found = of_terms.contrasts(terms.contrasts(sides), names)
    assert "6 questions fixed beforehand. Below 0.05: opposition (Xi Jinping 2 of 58" in found
    assert "p = 0.011" in found
    assert "the level is 0.0083, which none of them reach." in found
    assert (
        "obligation, 0 of 14 in what is given to Vladimir Putin: compatible with a rate of up to 19.3%"
        in found
    )
    passages = of_contexts.shared_phrases(contexts.shared_phrases(main))
    assert "“to interfere in the internal affairs of” (7 words; 18.13 and 14.2)" in passages
    assert "Xi Jinping has the more varied vocabulary" in of_contexts.diversity(contexts.diversity(main))
    assert "names another" in of_contexts.diversity(contexts.diversity(main))


def test_a_word_that_does_not_occur_is_said_not_to():
    lines = contexts.kwic(LONG, "brigde")
    assert of_contexts.lines(lines, "brigde", contexts.similar(LONG, "brigde")) == (
        "“brigde” does not occur in the body. Spelt alike: “bridge”."
    )


def test_what_survives_is_named():
    text = "A call\n\n" + "President Ana Sol said that the river is wide. " * 30
    found = readout.parse(text + "\n\n" + "President Bo Lund said that a bridge is long. " * 30)
    key = terms.compare(terms.sides(found), resamples=500)
    assert "survive" in of_terms.survivors(key)
    assert "“river” (30 to 0)" in of_terms.survivors(key)
    assert (
        "survive a look at the whole vocabulary" in of_terms.keyness(found, key, ["Ana Sol", "Bo Lund"]).title
    )


def test_findings_about_tone_of_the_main_document(main):
    forks = sentiment.forks(main)
    assert of_tone.verdict(forks, main.speakers) == (
        "Every interval holds zero and the sign is not stable (what is given to Xi Jinping higher in 8 of 20 "
        "ways of scoring): whether the tones differ, these lexicons cannot tell."
    )
    validity = of_tone.validity(sentiment.validity(main, sentiment.hand_tones(main)))
    assert "VADER 0.11, TextBlob 0.26 and diplomatic 0.61" in validity
    assert "that holds for VADER, TextBlob and diplomatic" in validity
    assert "a kappa of 0.67, VADER 0.45 (+0.22)" in of_tone.invented(sentiment.validity_on_invented())
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "its kappa is 0.67 against VADER's 0.45" in readme
    assert "tone twice (73 of 77 sentences alike)" in readme


def test_findings_about_stance_of_the_main_document(main):
    coded = stance.by_hand(main)
    found = of_stance.demands_against_commitments(stance.demands(main, coded), main.speakers)
    assert "what is given to Xi Jinping holds 12 demands and 10 commitments (13 and 11 with" in found
    assert "what is given to Vladimir Putin holds 0 demands and 4 commitments (0 and 6 with" in found
    assert of_stance.will(coded, main.speakers) == (
        "“Will” by sense: Xi Jinping 10 (7 scheduled, 2 predicted and 1 intended); "
        "Vladimir Putin 2 (1 intended and 1 predicted)."
    )
