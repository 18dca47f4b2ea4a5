import datetime as dt
import os
import pathlib

import pandas as pd
import pytest

import readout
from conftest import CALL
from readout import ReadoutError, Sidecar, sidecar
from readout.exhibits import views
from readout.sidecar import Correction

NOTES = """
title = "Sol and Lund talk about the bridge"
date = 2031-05-04
issuer = "Office of the President of Meridia"
source = "https://meridia.example/call"

[speakers]
"Ana Sol" = ["President Sol", "the Lady of the River"]
"Edda Voss" = []

[[corrections]]
place = "5.2"
begins = "The bridge is"
speaker = "Ana Sol"
note = "her words, by the other side's account"

[[corrections]]
place = "4.1"
begins = "Ana Sol pointed out"
speaker = "Ana Sol"
"""
FIRST = 'place = "4.2"\nbegins = "The two sides"\nspeaker = "joint"\n'


@pytest.fixture
def shelf(tmp_path):
    """A folder with the invented call; a sidecar is put beside it by calling the fixture."""
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")

    def load(notes=None):
        if notes is not None:
            (tmp_path / "call.toml").write_bytes(notes if isinstance(notes, bytes) else notes.encode())
        return readout.load(tmp_path / "call.txt")

    return load


def refused(load, notes):
    with pytest.raises(ReadoutError) as caught:
        load(notes)
    assert caught.value.where.startswith("call.toml")
    assert str(caught.value).isprintable()
    return str(caught.value)


def sentence(found, place):
    return found.sentences.set_index(found.places.to_numpy()).loc[place]


def test_without_a_sidecar_everything_is_detected(shelf):
    found = shelf()
    assert (found.title, found.date) == (
        "President Sol Holds a Call with Prime Minister Lund",
        dt.date(2031, 5, 3),
    )
    assert (found.issuer, found.source) == ("", "")


def test_the_notes_of_a_sidecar_override_what_is_detected(shelf):
    plain, found = shelf(), shelf(NOTES)
    assert found.title == "Sol and Lund talk about the bridge"
    assert found.date == dt.date(2031, 5, 4)
    assert found.issuer == "Office of the President of Meridia"
    assert found.source == "https://meridia.example/call"
    assert found.sha256 == plain.sha256
    assert found.text == plain.text


def test_a_correction_moves_the_sentence_and_its_words(shelf):
    plain, found = shelf(), shelf(NOTES)
    was, row = sentence(plain, "5.2"), sentence(found, "5.2")
    assert (was["speaker"], row["speaker"], row["rule"]) == ("Bo Lund", "Ana Sol", "corrected")
    assert row["frame_end"] == row["start"]
    assert was["verb"] == "add"
    assert pd.isna(row["verb"])
    words = found.tokens[found.tokens["sentence"] == row["sentence"]]
    assert set(words["speaker"]) == {"Ana Sol"}
    assert not words["frame"].any()
    others = plain.places.to_numpy() != "5.2"
    columns = ["speaker", "start", "end", "frame_end", "text"]
    assert found.sentences.loc[others, columns].equals(plain.sentences.loc[others, columns])
    assert found.sentences.dtypes.equals(plain.sentences.dtypes)


def test_figures_say_how_many_sentences_were_attributed_by_hand(shelf):
    assert "by hand" not in shelf().reference
    assert shelf(NOTES).reference.endswith(", 2 sentences attributed by hand)")
    assert shelf(f"[[corrections]]\n{FIRST}").by_hand == ", 1 sentence attributed by hand"


def test_a_confirmed_speaker_keeps_the_frame(shelf):
    was, row = sentence(shelf(), "4.1"), sentence(shelf(NOTES), "4.1")
    assert (row["speaker"], row["rule"], row["frame_end"]) == ("Ana Sol", "corrected", was["frame_end"])
    assert row["frame_end"] > row["start"]


def test_a_frame_that_the_text_left_open_stays_with_the_person_it_is_given_to(call):
    doubt = call.sentences.assign(rule=call.sentences["rule"].mask(call.places.to_numpy() == "5.1", "unsure"))
    for speaker, kept in (("Ana Sol", True), ("joint", False)):
        notes = Sidecar(corrections=(Correction("5.1", "Lund said", speaker),))
        row = sidecar.corrected(doubt, call.places, notes).iloc[6]
        assert row["speaker"] == speaker
        assert (row["frame_end"] > row["start"]) == kept
        assert pd.notna(row["verb"]) == kept


def test_other_names_of_a_speaker_are_understood():
    text = CALL.replace("Lund said that", "The Lady of the River said that")
    notes = Sidecar(speakers={"Ana Sol": ("the Lady of the River",)})
    with_notes = readout.parse(text, sidecar=notes)
    assert sentence(with_notes, "5.1")["speaker"] == "Ana Sol"
    alias = Correction("5.2", "The bridge", "the Lady of the River")
    corrected = readout.parse(text, sidecar=Sidecar(speakers=notes.speakers, corrections=(alias,)))
    assert sentence(corrected, "5.2")["speaker"] == "Ana Sol"


def test_a_text_in_which_nobody_is_found_can_be_corrected():
    text = "The bridge is long.\n\nIt has two lanes and a view of the river."
    with pytest.raises(ReadoutError, match="nobody is reported"):
        readout.parse(text)
    notes = Sidecar(speakers={"Ana Sol": ()}, corrections=(Correction("1.1", "The bridge", "Ana Sol"),))
    assert readout.parse(text, sidecar=notes).speakers == ("Ana Sol",)


def test_joint_and_narrator_can_be_given(shelf):
    found = shelf(f'[[corrections]]\n{FIRST}\n[[corrections]]\nplace="4.3"\nbegins="We"\nspeaker="narrator"')
    assert sentence(found, "4.2")["speaker"] == "joint"
    assert sentence(found, "4.3")["speaker"] == "narrator"


def test_a_corrected_readout_is_shown_with_its_rule(shelf):
    found = shelf(NOTES)
    assert views.rules_used(found).loc["corrected", "sentences"] == 2
    assert "[5.2 corrected]" in views.audit(found).markup


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2031-05-04", dt.date(2031, 5, 4)),
        ("2031-05-04T14:08:00", dt.date(2031, 5, 4)),
        ("2031-05-04 14:08:00+08:00", dt.date(2031, 5, 4)),
        ('"2031-05-04"', dt.date(2031, 5, 4)),
        ('" 2031-05-04 14:08"', dt.date(2031, 5, 4)),
    ],
)
def test_dates_may_be_written_as_toml_or_text(shelf, given, date):
    assert shelf(f"date = {given}").date == date


def test_marks_and_spaces_in_the_first_words_do_not_matter(shelf, tmp_path):
    (tmp_path / "call.txt").write_text(CALL.replace("The bridge is", "Sol’s  “bridge” is"), encoding="utf-8")
    found = shelf("[[corrections]]\nplace = '5.2'\nbegins = '''Sol's \"bridge\"'''\nspeaker = 'joint'")
    assert sentence(found, "5.2")["speaker"] == "joint"


def test_a_byte_order_mark_and_windows_line_ends_are_read(shelf):
    assert shelf(b"\xef\xbb\xbf" + b'title = "A call"\r\nissuer = "Meridia"\r\n').title == "A call"


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("title = ", "this is no TOML"),
        (b"title = '\xff'", "byte 0xff in line 1 is not UTF-8"),
        (b"title = " + b"[" * 10_000, "this is no TOML"),
        (b"title = " + b"[" * 300 + b"]" * 300, "title is [[[[[["),
        (b"title = " + b"9" * 10_000, "this is no TOML"),
        (b"title = 0x" + b"f" * 10_000, "title is a number too long to be shown"),
        (b"date = 0b" + b"1" * 20_000, "the date is a number too long to be shown"),
        (b"[speakers]\nSol = 0x" + b"f" * 10_000, "the other names are a number too long"),
        (b"title" + b".a" * 10_000 + b" = 1", "title is {'a': {'a'"),
        ("a = " + "[" * 5000, "this is no TOML"),
        ("titel = 'A call'", "unknown entry 'titel'; write title"),
        ("xyz = 1", "it takes title, date, issuer, source, speakers, corrections"),
        ("title = 5", "title is 5, not a text"),
        ("issuer = ['Meridia']", "issuer is ['Meridia'], not a text"),
        ("date = '3 May'", "the date '3 May' is none"),
        ("date = 2031", "the date is 2031"),
        ("date = 14:08:00", "the date is"),
        ("speakers = ['Ana Sol']", "not a table"),
        ("[speakers]\n'Ana Sol' = 'Sol'", "speaker 'Ana Sol': the other names are 'Sol'; write a list"),
        ("[speakers]\n'Ana Sol' = [1]", "a name is 1, not a text"),
        ("[speakers]\n'Ana Sol' = ['']", "''"),
        ("[speakers]\njoint = []", "speaker 'joint'"),
        ("[speakers]\n'A B' = []\n'A  B' = []", "stands twice"),
        ("[speakers]\n'Ana Sol' = ['S']\n'Bo Lund' = ['S']", "speaker 'Bo Lund': the name 'S'"),
        ("corrections = 'none'", "head each with [[corrections]]"),
        ("[corrections]\nplace = '4.2'", "head each with [[corrections]]"),
        (f"[[corrections]]\n{FIRST}speeker = 'x'", "correction 1: it has an unknown entry 'speeker'; write"),
        (f"[[corrections]]\n{FIRST}\n[[corrections]]\nplace = '4.3'", "correction 2: it has no begins"),
        ("[[corrections]]\nplace = 4.2", "correction 1: place is 4.2, not a text; put it in quotation marks"),
        (f"[[corrections]]\n{FIRST}\n[[corrections]]\n{FIRST}", "correction 2: 4.2 is corrected twice"),
    ],
)  # fmt: skip
def test_faults_of_a_sidecar_name_the_entry(shelf, notes, expected):
    assert expected in refused(shelf, notes)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"4.2"', '"4.9"', "4.9: there is no such sentence; the last one is 7.1; one that begins so is 4.2"),
        ('"4.2"', '"9"', "correction of 9: there is no such sentence"),
        ('"4.2"', '"5.1"', "begins with 'Lund said that Norrland will pay for its half.' and not"),
        ("The two sides", "Nobody", "begins with 'The two sides should build the bridge.' and not with 'No"),
        ('"joint"', '"Ana Soll"', "'Ana Soll' is no speaker here; use one of Ana Sol, Bo Lund, joint, nar"),
        ('4.2"\nbegins = "The two sides', '2.1"\nbegins = "3 May', "not part of the body"),
    ],
)  # fmt: skip
def test_a_correction_that_does_not_fit_the_text_says_what_does(shelf, old, new, expected):
    assert old in FIRST
    assert expected in refused(shelf, "[[corrections]]\n" + FIRST.replace(old, new))


@pytest.mark.parametrize("dash", ["-", "–", " — "])
def test_a_range_of_sentences_is_corrected_in_one_line(shelf, dash):
    found = shelf(f"[[corrections]]\nplace = '4.2{dash}5.1'\nbegins = 'The two sides'\nspeaker = 'joint'")
    assert [sentence(found, place)["speaker"] for place in ("4.1", "4.2", "4.3", "5.1", "5.2")] == [
        "Ana Sol", "joint", "joint", "joint", "Bo Lund",
    ]  # fmt: skip
    assert found.by_hand == ", 3 sentences attributed by hand"


def test_a_range_leaves_what_is_not_body_between_its_ends(tmp_path):
    text = CALL.replace("We are ready.", "We are ready.\n\n[Photo: the river]")
    path = tmp_path / "call.txt"
    path.write_text(text, encoding="utf-8")
    plain = readout.load(path)
    last = plain.places[plain.sentences["text"].str.startswith("Lund said").to_numpy()].item()
    (tmp_path / "call.toml").write_text(
        f"[[corrections]]\nplace = '4.1-{last}'\nbegins = 'Ana Sol'\nspeaker = 'joint'"
    )
    found = readout.load(path)
    assert found.sentences.loc[~found.sentences["body"], "rule"].tolist() == ["title", "date", "boilerplate"]
    assert (found.sentences["rule"] == "corrected").sum() == 4


def test_what_is_set_by_hand_is_not_doubted_and_keeps_who_it_was_given_to(shelf):
    row = sentence(shelf(NOTES), "5.2")
    assert (row["doubt"], row["otherwise"]) == (0, "Bo Lund")
    confirmed = sentence(shelf(NOTES), "4.1")
    assert (confirmed["doubt"], confirmed["otherwise"]) == (0, "Bo Lund")


@pytest.mark.parametrize(
    ("place", "more", "expected"),
    [
        ("4.3-4.2", "", "4.2 stands before 4.3; write 4.2-4.3"),
        ("4.2-9.1", "", "there is no sentence 9.1; the last one is 7.1"),
        ("4.2-", "", "there is no sentence ''; the last one is 7.1"),
        ("9.1-9.2", "", "there is no such sentence; the last one is 7.1"),
        ("4.2-4.3", "4.3", "correction of 4.3: 4.3 is corrected by 4.2-4.3 too; keep one of the two"),
        ("4.2-5.1", "4.3-5.1", "correction of 4.3-5.1: 4.3 is corrected by 4.2-5.1 too; keep"),
    ],
)  # fmt: skip
def test_a_range_that_does_not_fit_says_why(shelf, place, more, expected):
    begins = {"4.2": "The two", "4.3": "We are"}
    stanzas = [
        f"[[corrections]]\nplace = '{p}'\nbegins = '{begins.get(p[:3], 'It')}'\nspeaker = 'joint'\n"
        for p in (place, more)
        if p
    ]
    assert expected in refused(shelf, "".join(stanzas))


def test_the_table_given_is_left_alone(call):
    before = call.sentences.copy()
    notes = Sidecar(corrections=(Correction("4.2", "The two", "joint"),))
    sidecar.corrected(call.sentences, call.places, notes)
    assert call.sentences.equals(before)


def test_an_unreadable_sidecar_says_why(shelf, monkeypatch):
    plain = pathlib.Path.read_bytes

    def refuse(path):
        if path.suffix == ".toml":
            raise PermissionError(13, "Permission denied")
        return plain(path)

    monkeypatch.setattr(pathlib.Path, "read_bytes", refuse)
    assert "Permission denied" in refused(shelf, NOTES)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_a_sidecar_that_is_no_file_or_a_broken_link_is_told(shelf, tmp_path):
    notes = tmp_path / "call.toml"
    notes.symlink_to(tmp_path / "nowhere.toml")
    assert "the sidecar can't be read (No such file" in refused(shelf, None)
    notes.unlink()
    os.mkfifo(notes)
    assert "the sidecar can't be read (it is no file)" in refused(shelf, None)
