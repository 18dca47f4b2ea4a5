"""How often attribution is right on the labelled readouts, and what the labels themselves have to be."""

import html
import re

import pytest

import accuracy

SETS = {which: list(accuracy.labelled(which)) for which in accuracy.SETS}
TEXTS = [given for texts in SETS.values() for given in texts]


@pytest.fixture(scope="module")
def tables():
    return {which: accuracy.decided(which) for which in accuracy.SETS}


def test_there_are_enough_texts_of_enough_issuers_a_third_of_them_locked():
    assert len(TEXTS) >= 120
    assert len({given.issuer for given in TEXTS}) >= 23
    assert len({given.id for given in TEXTS}) == len(TEXTS)
    assert 3 * len(SETS["locked"]) >= len(TEXTS)


@pytest.mark.parametrize("given", TEXTS, ids=lambda given: given.id)
def test_every_sentence_is_labelled_and_every_speaker_is_printed(given):
    assert len(given.sentences) > 2
    assert all(sentence.strip() for sentence in given.sentences)
    people = set(given.voices) - {"joint", "narrator"}
    assert people
    printed = re.findall(r"[\w-]+", accuracy.fold(html.unescape(given.text)))
    assert not [
        name for name in people if not set(re.findall(r"[\w-]+", accuracy.fold(name))) <= set(printed)
    ]


@pytest.mark.parametrize("which", accuracy.SETS)
def test_attribution_is_right_in_95_of_100_sentences(tables, which):
    body = tables[which].query("kind != 'T'")
    assert body["right"].mean() >= 0.95


@pytest.mark.parametrize("which", accuracy.SETS)
def test_what_is_not_body_is_nobodys_speech(tables, which):
    outside = tables[which].query("kind == 'T'")
    assert outside["right"].mean() >= 0.98


def test_a_wrong_answer_counts_as_wrong():
    given = accuracy.Labelled(
        "x", "x", "A call\n\nPresident Ana Sol said that it rains.", ("A call", "President Ana Sol said that it rains."),
        ("T", "B"), ("narrator", "Bo Lund"),
    )  # fmt: skip
    assert accuracy.decisions(given)["right"].tolist() == [True, False]


def test_a_lost_sentence_counts_as_wrong():
    given = accuracy.Labelled(
        "x", "x", "A call\n\nPresident Ana Sol said that it rains.", ("A call", "It snows."), ("T", "A"), ("narrator", "Ana Sol")
    )  # fmt: skip
    assert accuracy.decisions(given)["rule"].tolist()[1] == "lost"
    assert not accuracy.decisions(given)["right"].tolist()[1]
