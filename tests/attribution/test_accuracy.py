"""How often attribution is right on the labelled readouts, and what the labels themselves have to be.

All that is asked of every labelled text stands here, so that each of them is read once for all of it.
"""

import html
import re

import pandas as pd
import pytest

import accuracy
import readout
from conftest import ROOT
from readout.attribution import JOINT, NARRATOR, RULES, clauses, line, participants
from readout.reading import files, layout

SETS = {which: list(accuracy.labelled(which)) for which in accuracy.SETS}
README = ROOT / "README.md"
#: Below these shares of the body sentences a change has made attribution worse.
FLOORS = {"build": 0.99, "locked": 0.95}
#: Who speaks in a transcript without a name.
TAGS = {"Question", "Journalist", "Moderator"}
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
    assert set(given.voices) != {"narrator"}
    people = set(given.voices) - {"joint", "narrator"}
    whole = re.sub(r"-\n(?:> ?)*", "", html.unescape(given.text))  # names that a copied line end breaks
    printed = re.findall(r"[\w-]+", accuracy.fold(html.unescape(given.text) + whole))
    assert not [
        name for name in people if not set(re.findall(r"[\w-]+", accuracy.fold(name))) <= set(printed)
    ]


@pytest.mark.parametrize("which", FLOORS)
def test_attribution_is_as_often_right_as_contributing_says(tables, which):
    body = tables[which].query("kind != 'T'")
    assert body["right"].mean() >= FLOORS[which]


def test_the_readme_states_the_share_on_the_locked_readouts(tables):
    body = tables["locked"].query("kind != 'T'")
    assert f"{100 * body['right'].mean():.1f}% of the body sentences of the locked ones" in README.read_text(
        encoding="utf-8"
    )


def test_the_readme_states_what_doubt_holds_of_the_errors(tables):
    body = tables["locked"].query("kind != 'T' and rule != 'lost'")
    share = accuracy.held(body["doubt"], body["right"])
    assert f"the most doubtful tenth of the locked ones holds {share:.0%}" in README.read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("which", accuracy.SETS)
def test_what_is_not_body_is_nobodys_speech(tables, which):
    outside = tables[which].query("kind == 'T'")
    assert outside["right"].mean() >= 0.98


def test_the_accuracy_that_the_notebook_tells_is_what_was_measured():
    assert accuracy.MEASURED.read_text(encoding="utf-8") == accuracy.accuracy_file()


def test_the_interval_of_accuracy_is_drawn_over_texts():
    """Two texts, one of two sentences all right, one of eight all wrong: a resample has 0, .2 or 1."""
    kinds, right = ["A"] * 10 + ["T"], [True] * 2 + [False] * 9
    table = pd.DataFrame({"id": ["a"] * 2 + ["b"] * 9, "kind": kinds, "right": right})
    assert accuracy.measured(table) == {
        "readouts": 2, "without_error": 1, "sentences": 10, "right": 2, "low": 0.0, "high": 1.0,
    }  # fmt: skip


TEXT = "A call\n\nPresident Ana Sol said that it rains."


def judged(sentence, letter, voice):
    labels = ("A call", sentence), ("T", letter), ("narrator", voice)
    return accuracy.decisions(accuracy.Labelled("x", "x", TEXT, *labels))


def test_a_wrong_answer_counts_as_wrong():
    assert judged("President Ana Sol said that it rains.", "A", "Ana Sol")["right"].tolist() == [True, True]
    assert judged("President Ana Sol said that it rains.", "B", "Bo Lund")["right"].tolist() == [True, False]


def test_a_lost_sentence_counts_as_wrong():
    found = judged("It snows.", "A", "Ana Sol")
    assert found["rule"].tolist()[1] == "lost"
    assert found["right"].tolist() == [True, False]


# --- whatever the text ----------------------------------------------------------------------------


def test_whoever_speaks_is_in_the_table_of_people():
    for given in TEXTS:
        read = accuracy.reading(given)
        assert set(read.speakers) - TAGS <= set(read.people["name"]), given.id
        assert read.people["first"].is_monotonic_increasing
        assert read.people["name"].is_unique
        assert set(read.people["side"]) <= {"issuer", "counterpart", ""}
        assert set(read.sentences["rule"]) <= set(RULES)
        assert {JOINT, NARRATOR}.isdisjoint(read.people["name"])


def test_sentences_can_be_read_in_any_order():
    for given in TEXTS:
        text = layout.unwrapped(files.clean(given.text, where="test"))
        pieces = layout.pieces(text)
        words = line.lines_of(text, pieces)
        cast = participants.people_of(pieces, words, {})
        forth = [clauses.find(row, cast) for row in words]
        back = [clauses.find(row, cast) for row in reversed(words)]
        assert forth == back[::-1], given.id


def test_a_text_is_read_alike_whatever_was_read_before():
    first = [accuracy.reading(given) for given in TEXTS]
    for given, one in zip(reversed(TEXTS), reversed(first), strict=True):
        again = readout.parse(given.text, name=given.id)
        assert again.sentences.equals(one.sentences), given.id
        assert again.people.equals(one.people), given.id


# --- doubt ----------------------------------------------------------------------------------------


def test_the_rates_are_what_was_counted():
    assert accuracy.RATES.read_text(encoding="utf-8") == accuracy.rates()


def test_doubt_is_no_worse_than_it_was_measured_on_locked_texts(tables):
    """Sentences doubted by a fifth or more are wrong several times as often as the others."""
    body = tables["locked"].query("kind != 'T' and rule != 'lost'")
    doubtful = body["doubt"] >= 0.2
    wrong = (~body["right"]).groupby(doubtful).mean()
    assert wrong[True] > 3 * wrong[False]
