import dataclasses
import datetime as dt
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import readout
from readout import ReadoutError
from readout.measures import share
from readout.reading import files

SENTENCE_COLUMNS = [
    "sentence",
    "paragraph",
    "speaker",
    "verb",
    "rule",
    "doubt",
    "otherwise",
    "start",
    "end",
    "frame_end",
    "body",
    "text",
]
TOKEN_COLUMNS = [
    "sentence", "paragraph", "speaker", "start", "end", "text", "term", "frame", "stop", "body",
]  # fmt: skip


def test_the_main_document(main):
    assert main.title == "Xi Held a Video Meeting with Putin"
    assert main.date == dt.date(2021, 12, 16)
    assert main.name == "xi-putin-2021-12-15"
    assert main.sha256 == "05b37b1f77f65e2ab2af9f3ac501b1310ad6fa6e9fc1a3ee481fef6197750e5f"


def test_tables_have_the_columns_of_the_contract(main):
    assert list(main.sentences.columns) == SENTENCE_COLUMNS
    assert list(main.tokens.columns) == TOKEN_COLUMNS


def test_words_of_the_main_document_by_the_reference_rule(main):
    body = main.tokens[main.tokens["body"]]
    assert len(body) == 2118
    assert len(main.tokens) == 2128
    assert len(re.findall(r"[A-Za-z0-9]+(?:[-'][A-Za-z0-9]+)*", main.text)) == len(main.tokens)
    assert body.groupby("speaker").size().to_dict() == {
        "Xi Jinping": 1619, "Vladimir Putin": 427, "joint": 40, "narrator": 32,
    }  # fmt: skip
    assert body[body["frame"]].groupby("speaker").size().to_dict() == {"Xi Jinping": 78, "Vladimir Putin": 3}


def test_most_frequent_terms_of_the_main_document(main):
    """Published in the project's methods: frames off, stop list applied, digits dropped."""
    kept = main.tokens[main.tokens["body"] & ~main.tokens["frame"] & ~main.tokens["stop"]]
    counts = kept[~kept["term"].str.isdigit()].groupby("speaker")["term"].value_counts()
    assert counts["Xi Jinping"].head(3).to_dict() == {"cooperation": 28, "china": 21, "russia": 17}
    assert counts["Vladimir Putin"].head(4).to_dict() == {
        "china": 10, "russia": 9, "international": 8, "cooperation": 7,
    }  # fmt: skip
    assert counts["Xi Jinping"].sum() == 901
    assert counts["Vladimir Putin"].sum() == 263


def test_places_count_sentences_within_a_paragraph(main):
    place = main.places[main.sentences.loc[main.sentences["text"].str.startswith("Any attempt"), "sentence"]]
    assert list(place) == ["18.12"]


def test_load_by_name_and_by_path_agree(main):
    by_path = readout.load(files.SEEDS / "xi-putin-2021-12-15.txt")
    pd.testing.assert_frame_equal(by_path.sentences, main.sentences)
    pd.testing.assert_frame_equal(by_path.tokens, main.tokens)


def test_a_readout_cannot_be_rebound(main):
    with pytest.raises(dataclasses.FrozenInstanceError):
        main.title = "another"


def test_speakers_come_by_words_then_by_name():
    text = "A call\n\nMinister Bo Lund said one two. Minister Ana Sol said one two."
    assert readout.parse(text).speakers == ("Ana Sol", "Bo Lund")


# --- properties ----------------------------------------------------------------------------------

FRAGMENTS = st.sampled_from([
    "President Ana Sol held talks with Prime Minister Bo Lund.", "Sol said that it rains.",
    "He added: “No.”", "The two sides agreed.", "Ana Sol,", "said", "Mr. President", "It was agreed",
    '"', "“", "”", "(", ")", ".", "!",
    "U.S.", "\n", "\n\n", "3 May 2031", "###", "* * *", "é", "Łódź", "習", "don't", "win-win",
    "’s", "—", ":", ";", "Bo Lund: Yes.", "the", "and", "Jr.", "  ", "1,000", "\u00a0", "<b>", "&", "_x_",
])  # fmt: skip


@given(st.lists(FRAGMENTS, min_size=1, max_size=30).map(" ".join))
def test_any_text_is_read_without_losing_a_word_or_is_refused_with_a_reason(text):
    try:
        found = readout.parse(text)
    except ReadoutError as error:
        reason = error
    else:
        check_invariants(found)
        return
    assert reason.found
    assert reason.remedy


def test_invariants_of_the_main_document(main):
    check_invariants(main)


def check_invariants(found):
    sentences, tokens = found.sentences, found.tokens
    for table in (sentences, tokens):
        assert [found.text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == list(
            table["text"]
        )
        assert table["start"].is_monotonic_increasing
    assert (sentences["end"].to_numpy()[:-1] <= sentences["start"].to_numpy()[1:]).all()  # no overlap
    assert sentences["frame_end"].between(sentences["start"], sentences["end"]).all()
    assert list(sentences["sentence"]) == list(range(1, len(sentences) + 1))
    # every character of a word is in exactly one token, every token in exactly one sentence
    covered = sorted(i for a, b in zip(tokens["start"], tokens["end"], strict=True) for i in range(a, b))
    assert len(covered) == len(set(covered))
    letters = {i for i, c in enumerate(found.text) if c.isalnum()}
    assert letters <= set(covered)
    home = sentences.set_index("sentence").loc[tokens["sentence"]]
    assert (home["start"].to_numpy() <= tokens["start"].to_numpy()).all()
    assert (tokens["end"].to_numpy() <= home["end"].to_numpy()).all()
    assert (home["speaker"].to_numpy() == tokens["speaker"].to_numpy()).all()
    assert set(sentences["speaker"]) <= set(found.voices)
    assert share.by_voice(found)["share"].sum() == pytest.approx(1)
