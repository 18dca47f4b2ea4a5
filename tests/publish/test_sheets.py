"""Sheets for coding by hand: prefilled, beside the text, found there, never overwritten."""

import csv

import pytest

from conftest import CALL
from readout import ReadoutError, load
from readout.measures import codebook, codes, naming, sentiment, stance
from readout.publish import sheets


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "call.txt"
    path.write_text(CALL)
    return load(path)


def rows(path):
    return list(csv.reader(path.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("kind", sheets.KINDS)
def test_a_sheet_is_written_beside_its_text_and_an_empty_one_codes_nothing(text, kind):
    path = sheets.write(text, kind)
    assert path == text.folder / f"call.{kind}.csv"
    assert rows(path)[0] == ["coder", ""]
    assert codes.coder(text, kind) == ""
    assert codebook.hand_codes(text, codebook.codebook()) is None
    assert sentiment.hand_tones(text) is None
    assert stance.by_hand(text) is None
    assert naming.silences(text).empty
    with pytest.raises(ReadoutError, match="the sheet exists"):
        sheets.write(text, kind)


@pytest.mark.parametrize("kind", ["topics", "tone", "stance"])
def test_place_speaker_text_and_the_codes_are_given(text, kind):
    _, legend, head, *given = rows(sheets.write(text, kind))
    at = head.index("text")
    assert head[:2] == ["place", "speaker"]
    assert [row[at] for row in given] == text.body["text"].tolist()
    assert [row[1] for row in given] == text.body["speaker"].tolist()
    known = {
        "topics": "ECON: trade, investment, finance",
        "tone": "+: warm, -: harsh; several targets with a space between",
        "stance": "DIRECT: demands",
    }
    assert known[kind] in legend


def test_one_coded_sentence_is_used_and_the_coder_is_named(text):
    path = sheets.write(text, "tone")
    _, legend, head, *given = rows(path)
    given[1][head.index("tone")] = "NEG"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["coder", "Ada Byron"], legend, head, *given])
    assert sentiment.hand_tones(text)["tone"].tolist() == ["NEG"]
    assert codes.coder(text, "tone") == "Ada Byron"
