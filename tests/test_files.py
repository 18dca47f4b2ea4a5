import hashlib

import pytest

from readout import ReadoutError, document, files

TEXT = "President Ana Sol said “yes” to the café of Señor Lund’s friends – and to the bridge that we want."


def refused(path_or_name):
    with pytest.raises(ReadoutError) as caught:
        document.load(path_or_name)
    return caught.value


def saved(folder, data, name="text.txt"):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
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


def test_html_is_refused_with_the_first_tag(tmp_path):
    page = b"<!DOCTYPE html><html><body><p>President Ana Sol said yes.</p></body></html>"
    error = refused(saved(tmp_path, page))
    assert "HTML" in error.found
    assert "<html>" in error.found
    assert "copy the text" in error.remedy


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
