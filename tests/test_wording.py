import re

import pytest

import readout
from readout import share, wording

LONG = readout.parse("A call\n\n" + "President Ana Sol said that the bridge is long. " * 12)
JOINT_ONLY = readout.parse("A call\n\nThe two leaders discussed the bridge. They agreed to meet again.")


def everything(found):
    """Every text that a notebook would show of a readout."""
    shares, sentences = share.by_voice(found), share.ribbon(found)
    rules = share.counting_rules(found)
    lengths, gap = share.sentence_lengths(found), share.length_gap(found)
    return [
        wording.ribbon(sentences, shares),
        wording.share_range(shares.join(share.spread(rules)), rules),
        wording.simple_rules(share.attribution_rules(found), sentences=len(sentences)),
        wording.sentence_length(lengths, gap),
        wording.Wording(wording.shares(shares), wording.positions(sentences), wording.openings(sentences)),
        wording.Wording(wording.two_way(rules), wording.length_gap(lengths, gap), wording.extremes(rules)),
        wording.Wording(wording.assigned(share.attribution_rules(found)), "-", "-"),
    ]


def test_findings_of_the_main_document(main):
    shares, sentences = share.by_voice(main), share.ribbon(main)
    assert wording.shares(shares) == (
        "Of the body's 2,118 words the readout gives Xi Jinping 76.4% (1,619), Vladimir Putin 20.2% (427), "
        "both sides together 1.9% (40) and the narrator 1.5% (32)."
    )
    assert "15 name their speaker; the other 57 (79%)" in wording.openings(sentences)
    assert "to Vladimir Putin after 78.0% (18.1)" in wording.positions(sentences)
    rules = share.counting_rules(main)
    assert "Xi Jinping is given 79.1% by words, 77.6 to 80.6% over the 22 ways" in wording.two_way(rules)
    assert "76.4%, by words A with frames counted" in wording.extremes(rules)
    assert "24.5 to 78.0% of the words, under this notebook's 76.4%" in wording.assigned(
        share.attribution_rules(main)
    )


@pytest.mark.parametrize("found", [LONG, JOINT_ONLY], ids=["one voice", "joint only"])
def test_every_text_can_be_worded_for_any_readout(found):
    for text in everything(found):
        for sentence in (text.title, text.caption, text.alt):
            assert sentence
            assert not re.search(r"nan|None|inf\b|\.0 (words|sentences)|\b1 (words|sentences)", sentence)


def test_nothing_says_that_somebody_said_something(main):
    for text in everything(main):
        for sentence in (text.title, text.caption, text.alt):
            assert not re.search(r"\b(said|says|told|spoke)\b", sentence)


def test_alternative_texts_are_short_enough_to_be_heard(main):
    assert all(len(text.alt.split()) <= 50 for text in everything(main)[:4])


def test_titles_fit_on_two_lines_of_their_figure(main):
    assert all(len(text.title) <= 2 * 84 for text in everything(main)[:4])
