import hashlib
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout import ReadoutError, document
from readout.reading import files

TEXT = "President Ana Sol said “yes” to the café of Señor Lund’s friends – and to the bridge that we want."


def refused(path_or_name):
    with pytest.raises(ReadoutError) as caught:
        document.load(path_or_name)
    return caught.value


def saved(folder, data, name="text.txt"):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_of_word_processors_are_decoded(tmp_path, encoding):
    assert files.read(saved(tmp_path, TEXT.encode(encoding))).text == TEXT


def test_hash_is_of_the_bytes_not_of_the_text(tmp_path):
    data = TEXT.encode("utf-16")
    assert files.read(saved(tmp_path, data)).sha256 == hashlib.sha256(data).hexdigest()


def test_line_ends_spaces_and_invisible_letters_are_normalised():
    assert (
        files.normalise("Mr.\u00a0Sol\r\nsaid\u200b\u3000no\rcafe\u0301\u2028end")
        == "Mr. Sol\nsaid no\ncafé\nend"
    )


def test_quotation_marks_stay_as_printed():
    assert files.normalise('“a” "b" ‘c’ «d»') == '“a” "b" ‘c’ «d»'


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("\ufeffSol\u200b said", "Sol said"),
        ("a\fb\vc\u0085d", "a b\nc\nd"),
        ("A call\u3000\u3000Sol said\n\u3000\u3000yes\u3000no", "A call\nSol said\n\nyes no"),
        ("co\u00adoper\u2060ation\u202e", "cooperation"),
        ("\x1b[1mSol\x07", "[1mSol"),
        ("\ud83d\ude00 \ud83d", "\U0001f600 \ufffd"),
        ("e" + "\u0301\u0316" * 50, "\u00e9" + "\u0316" * 8 + "\u0301" * 7),
    ],
    ids=["marks", "line ends", "wide spaces", "invisible", "controls", "half characters", "accents"],
)
def test_what_programs_leave_in_a_text_is_cleaned(given, expected):
    assert files.normalise(given) == expected


@given(st.text(st.characters(exclude_categories=())))
def test_normalising_loses_no_word_and_is_done_once(text):
    once = files.normalise(text)
    assert files.normalise(once) == once
    once.encode()
    letters = "".join(c for c in text if c.isascii() and c.isalnum())
    assert "".join(c for c in once if c.isascii() and c.isalnum()) == letters


def test_missing_file_names_its_neighbours():
    error = refused("xi-putin-2021-12-16")
    assert "no such file" in error.found
    assert "xi-putin-2021-12-15" in error.remedy


def test_folder_is_refused(tmp_path):
    assert "folder" in refused(tmp_path).found


@pytest.mark.parametrize("data", [b"", b"\n \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_empty_file(tmp_path, data):
    assert "empty" in refused(saved(tmp_path, data)).found


def test_file_of_marks_only(tmp_path):
    assert "no words" in refused(saved(tmp_path, b"--- *** ... 12 34")).found


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "Word"),
        (b"\xd0\xcf\x11\xe0....", "old Word"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(256)) * 8, "no text|binary"),
        (b"said that\x01\x02\x03\x04 the" * 50, "binary"),
    ],
)
def test_binary_files_are_named_for_what_they_are(tmp_path, data, what):
    error = refused(saved(tmp_path, data))
    assert any(word in error.found for word in what.split("|"))
    assert "save the text as a plain .txt file" in error.remedy


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\n %PDF-1.7", "PDF"),
        (b"From: <Saved by Blink>\nMIME-Version: 1.0\n", "MHTML"),
        (b"bplist00...", "Safari"),
        (b"Sol said yes\x00", "binary"),
    ],
)
def test_one_nul_or_a_signature_behind_a_space_is_enough(tmp_path, data, what):
    assert what in refused(saved(tmp_path, data)).found


def test_a_saved_page_is_read_as_its_text(tmp_path):
    page = f"<!DOCTYPE html><title>News</title><nav>Home</nav><h1>A call</h1><p>{TEXT}</p>".encode()
    source = files.read(saved(tmp_path, page, "call.html"))
    assert source.text == f"A call\n\n{TEXT}"
    assert source.sha256 == hashlib.sha256(page).hexdigest()
    assert files.read(saved(tmp_path, page, "call.txt")).text == source.text
    assert document.parse(page.decode()).text == source.text


def test_a_fragment_in_a_file_of_pages_is_a_page(tmp_path):
    assert files.read(saved(tmp_path, f"<p>{TEXT}".encode(), "call.htm")).text == TEXT
    assert files.read(saved(tmp_path, TEXT.encode(), "call.html")).text == TEXT


def test_a_page_is_decoded_as_it_says(tmp_path):
    page = f"<html><meta charset=gb2312><p>{TEXT.replace('é', 'e').replace('ñ', 'n')}</p>"
    text = files.read(saved(tmp_path, page.encode("gb18030"))).text
    assert "“yes”" in text
    assert "–" in text


def test_a_page_that_a_program_draws_is_refused(tmp_path):
    error = refused(saved(tmp_path, b"<!DOCTYPE html><title>A call</title><script>draw()</script>"))
    assert "holds no text" in error.found
    assert "as the browser shows it" in error.remedy


def test_markdown_is_read_without_its_marks(tmp_path):
    marked = f"---\ntitle: A call\ndate: 2031-05-03\n---\n**Note**: {TEXT}".encode()
    expected = f"A call\n2031-05-03\n\nNote: {TEXT}"
    assert files.read(saved(tmp_path, marked, "call.md")).text == expected
    assert files.read(saved(tmp_path, marked)).text == expected  # the head tells
    assert files.read(saved(tmp_path, f"**Note**: {TEXT}".encode())).text == f"**Note**: {TEXT}"


def test_angle_brackets_in_a_text_are_no_html(tmp_path):
    text = "President Ana Sol said that a < b and that <...> was left out."
    assert files.read(saved(tmp_path, text.encode())).text == text


@pytest.mark.parametrize(
    "text",
    [
        "El presidente subrayó que la cooperación entre los dos países sigue siendo sólida y expresó su "
        "gratitud por la ayuda recibida durante el año pasado en las regiones del norte del país.",
        "Die Präsidentin betonte, dass die Zusammenarbeit zwischen beiden Ländern eng bleibe, und dankte "
        "für die Unterstützung, die ihre Regierung im vergangenen Jahr erhalten habe, vor allem im Norden. "
        "Beide Seiten wollen sich im Herbst wieder treffen.",
        "Президент подчеркнул что сотрудничество между двумя странами остаётся прочным и выразил "
        "благодарность за помощь полученную в прошлом году в северных районах страны и на море "
        "а также за поддержку в совете и за участие в переговорах о мире между соседями",
    ],
)
def test_another_language_is_refused(tmp_path, text):
    error = refused(saved(tmp_path, text.encode()))
    assert "English" in error.found
    assert "translation" in error.remedy


def test_nobody_speaking_is_refused(tmp_path):
    text = b"The bridge is long. It has two lanes and a view of the river. Many people cross it."
    error = refused(saved(tmp_path, text))
    assert "nobody is reported" in error.found
    assert "complete" in error.remedy


def test_unreadable_file_says_why(tmp_path, monkeypatch):
    path = saved(tmp_path, TEXT.encode())

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    assert "Permission denied" in refused(path).found


def test_write_leaves_the_old_file_when_it_fails(tmp_path, monkeypatch):
    path = tmp_path / "figure.csv"
    files.write(path, b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(path), "write_bytes", full)
    with pytest.raises(ReadoutError, match="No space left"):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["my readout (v2)", "Été", "a.b.c", "2031-05-03 Sol–Lund", "習", "x" * 220, "console"]
)
def test_odd_names_work(tmp_path, name):
    readout = document.load(saved(tmp_path, TEXT.encode(), f"{name}.txt"))
    assert readout.name == name


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", "empty"),
        ("..", "dot"),
        ("../up", "dot"),
        (".hidden", "dot"),
        ("end.", "ends with"),
        ("end ", "ends with"),
        ("a/b", "not allowed"),
        ("a\\b", "not allowed"),
        ("C:up", "not allowed"),
        ("what?", "not allowed"),
        ("line\nend", "not allowed"),
        ("bell\a", "not allowed"),
        ("half\ud800", "not allowed"),
        ("con", "Windows"),
        ("Aux.old", "Windows"),
        ("LPT1", "Windows"),
        ("x" * 231, "too long"),
        ("é" * 116, "too long"),
    ],
)
def test_names_that_can_name_no_folder_are_refused_in_one_line(name, fault):
    with pytest.raises(ReadoutError, match=fault) as caught:
        document.parse(TEXT, name=name)
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 200


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("name", [".hidden.txt", "..txt", "con.txt", "two\nlines.txt", "half\udcff.txt"])
def test_files_of_such_names_are_refused(tmp_path, name):
    assert "can't name a folder" in refused(saved(tmp_path, TEXT.encode(), name)).found


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_folder_whose_name_is_not_utf8_is_refused(tmp_path):
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    assert "UTF-8" in refused(saved(folder, TEXT.encode())).found


@pytest.mark.parametrize(
    "name", ["x" * 5000, "~nobody-here/a.txt", "a\0b", "two\nlines", "../../etc/nothing", ""]
)
def test_names_of_no_file_are_told_in_one_line(name):
    message = str(refused(name))
    assert "no such file" in message or "folder" in message
    assert message.isprintable()


def test_a_sidecar_is_no_text(tmp_path):
    assert "sidecar" in refused(saved(tmp_path, b'title = "A call"', "call.toml")).found


def test_of_two_files_with_one_stem_the_plain_text_is_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "SEEDS", tmp_path)
    for ending in ("html", "md", "txt", "toml", "csv"):
        saved(tmp_path, TEXT.encode(), f"call.{ending}")
    assert files.find("call").name == "call.txt"
    saved(tmp_path, TEXT.encode(), "page.html")
    assert files.find("page").name == "page.html"
