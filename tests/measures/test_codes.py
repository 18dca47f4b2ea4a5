"""Hand-coded sheets: how any of them is read, and what is said of one that can't be."""

import csv
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CALL
from readout import load
from readout.errors import ReadoutError
from readout.measures import codes


def saved(folder, data):
    path = folder / "mine.csv"
    path.write_bytes(data)
    return path


def test_a_sheet_is_read_as_a_spreadsheet_writes_it(call, tmp_path):
    path = saved(tmp_path, b"\xef\xbb\xbfplace,tone,more\r\n 3.1 ,POS,x\r\n4.1\r\n")
    found = codes.read(call, "tone", ["place", "tone", "note"], path)
    assert found.to_numpy().tolist() == [
        ["mine.csv, line 2", "3.1", "POS", ""],
        ["mine.csv, line 3", "4.1", "", ""],
    ]


def test_a_sheet_is_read_as_a_spreadsheet_with_decimal_commas_writes_it(call, tmp_path, monkeypatch):
    path = saved(tmp_path, b'coder;Ada Byron;;\r\nplace;tone;note\r\n3.1;POS;"a; b, c"\r\n')
    monkeypatch.setattr(codes, "path_of", lambda *_: path)
    assert codes.coder(call, "tone") == "Ada Byron"
    assert codes.read(call, "tone", ["place", "tone", "note"]).to_numpy().tolist() == [
        ["mine.csv, line 3", "3.1", "POS", "a; b, c"],
    ]


def test_a_place_that_a_spreadsheet_took_for_a_number_is_known_by_its_text(main, tmp_path):
    sheet = codes.empty(main, ["place", "text"])
    sheet["place"] = sheet["place"].astype(float).astype(str)
    assert sheet["place"].tolist().count("18.1") == 2
    path = codes.store(sheet, tmp_path / "saved.csv")
    found = codes.read_sentences(main, "tone", ["place", "text"], path, code="text")
    assert found["sentence"].tolist() == main.body["sentence"].tolist()


def test_a_sheet_that_was_named_must_be_there_and_another_need_not(call, tmp_path):
    assert codes.read(call, "tone", ["place"]) is None
    with pytest.raises(ReadoutError, match=r"none\.csv: the sheet can't be read .*; save it as CSV in UTF-8"):
        codes.read(call, "tone", ["place"], tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe\x00", "can't be read"),
        (b"", "the sheet has no column 'place'; it needs place, tone"),
        (b"place,note\n3.1,\n", "the sheet has no column 'tone'; it needs place, tone"),
    ],
)
def test_a_sheet_that_is_none_is_refused(call, tmp_path, data, message):
    with pytest.raises(ReadoutError, match=message):
        codes.read(call, "tone", ["place", "tone", "note"], saved(tmp_path, data))


def test_a_sentence_is_not_coded_twice(call, tmp_path):
    sheet = codes.empty(call, ["place", "text"])
    path = codes.store(sheet, tmp_path / "once.csv")
    assert codes.read_sentences(call, "tone", ["place", "text"], path, code="text")["text"].equals(
        call.body["text"]
    )
    path = codes.store(sheet.loc[[0, *sheet.index]], tmp_path / "twice.csv")
    with pytest.raises(ReadoutError, match=r"twice\.csv, line 4: sentence .* stands twice; keep one"):
        codes.read_sentences(call, "tone", ["place", "text"], path, code="text")


#: What a spreadsheet would run, and what only looks like it.
CELLS = ["=1+1", "+1", "-1", "@now", "'=1", "''-x", "'tis", "a=b", "", "'", '= HYPERLINK("x")']


def test_no_cell_of_a_sheet_is_a_formula_and_each_is_read_as_it_was(call, tmp_path):
    path = codes.store(pd.DataFrame({"text": CELLS, "note": ""}), tmp_path / "mine.csv")
    with path.open(newline="") as file:
        assert not [row for row in csv.reader(file) if row[0].startswith(("=", "+", "-", "@", "\t"))]
    assert codes.read(call, "tone", ["text", "note"], path)["text"].tolist() == CELLS


@given(st.lists(st.text("'=+-@\t\na, ").map(str.strip), min_size=1))
def test_any_text_comes_back_from_a_sheet(cells):
    with tempfile.TemporaryDirectory() as folder:
        path = codes.store(pd.DataFrame({"place": "1.1", "text": cells}), Path(folder, "mine.csv"))
        assert codes.read(None, "tone", ["place", "text"], path)["text"].tolist() == cells


def test_numbers_are_no_formulas():
    assert codes.as_csv(pd.DataFrame({"n": [-1, 2], "x": [-0.5, None]})) == b"n,x\n-1,-0.5\n2,\n"


def test_a_sheet_with_a_bad_byte_or_that_is_no_file_is_told_in_one_line(call, tmp_path):
    with pytest.raises(ReadoutError, match=r"byte 0xe9 in line 2 is not UTF-8\); save it as CSV"):
        codes.read(call, "tone", ["place"], saved(tmp_path, b"place\n3.1,\xe9\n"))
    with pytest.raises(ReadoutError, match=r"the sheet can.t be read \(it is no file"):
        codes.read(call, "tone", ["place"], tmp_path)


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("coder,Ada Byron\n", "Ada Byron"),
        ("coder,Ada Byron,,,\ncodes,POS: affirms,,\n", "Ada Byron"),
        ('"# coder: Ada Byron",,\n', "Ada Byron"),
        ("# coder: Ada Byron\n", "Ada Byron"),
        ("coder,Bo Lund\ncoder,Ada Byron\n", "Ada Byron"),  # as a spreadsheet's copy and paste leaves it
        ("coder,\n", ""),
        ("", ""),
    ],
)
def test_a_sheet_says_who_coded_it_above_its_head(tmp_path, above, name):
    text = tmp_path / "call.txt"
    text.write_text(CALL)
    sheet = tmp_path / "call.tone.csv"
    sheet.write_text(f"{above}place,tone\n3.1,POS\n")
    found = load(text)
    assert codes.coder(found, "tone") == name
    assert codes.read(found, "tone", ["place", "tone"])["tone"].tolist() == ["POS"]
    assert codes.read(found, "tone", ["place", "tone"])["where"].tolist() == [
        f"call.tone.csv, line {2 + above.count(chr(10))}"
    ]


def test_a_sheet_may_be_coded_in_part(call, tmp_path):
    table = codes.empty(call, ["place", "text", "tone"])
    path = codes.store(table, tmp_path / "none.csv", ["POS: affirms"])
    assert codes.read_sentences(call, "tone", ["place", "text", "tone"], path, code="tone") is None
    table.loc[1, "tone"] = "POS"
    path = codes.store(table, tmp_path / "one.csv")
    found = codes.read_sentences(call, "tone", ["place", "text", "tone"], path, code="tone")
    assert found["tone"].tolist() == ["POS"]
    assert found["text"].tolist() == [call.body["text"][1]]
