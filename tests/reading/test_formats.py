import base64
import io

import docx
import pytest

import readout
from readout import ReadoutError

LEDE = "President Ana Sol of Meridia spoke with Prime Minister Bo Lund today."
TEXT = f"{LEDE}\n\nSol said that the “trade” of the two with each other grows.\n\nLund thanked her."


def saved(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return readout.load(path)


def mail(body, *, kind="text/plain", charset="utf-8", encoding="8bit", subject="Sol calls Lund"):
    head = f"From: Press Unit <a@b.example>\nTo: list@b.example\nSubject: {subject}\n"
    head += "Date: Sat, 03 May 2031 23:30:00 -0800\nMIME-Version: 1.0\n"
    head += f'Content-Type: {kind}; charset="{charset}"\nContent-Transfer-Encoding: {encoding}\n\n'
    return head.encode() + body


@pytest.mark.parametrize(
    "data",
    [
        mail(TEXT.encode()),
        mail(TEXT.encode("cp1252"), charset="windows-1252"),
        mail(TEXT.encode("mac_roman"), charset="x-of-no-one"),
        mail(base64.encodebytes(TEXT.encode()), encoding="base64"),
        mail(
            TEXT.replace("“", "=E2=80=9C").replace("”", "=E2=80=\n=9D").encode(), encoding="quoted-printable"
        ),
        mail(f"<html><p>{'</p><p>'.join(TEXT.split(chr(10) * 2))}</p>".encode(), kind="text/html"),
        mail(f"Dear all,\n\n{TEXT}\n\n--\nPress Unit\nPort Ana".encode()),
        mail("".join(f"> {line}\n" for line in TEXT.split("\n")).encode(), subject="Fwd: Sol calls Lund"),
    ],
    ids=["plain", "cp1252", "unknown charset", "base64", "quoted-printable", "html", "signature", "quoted"],
)
def test_a_mail_is_read_as_its_text(tmp_path, data):
    found = saved(tmp_path, "call.eml", data)
    assert (found.title, str(found.date), found.issuer) == ("Sol calls Lund", "2031-05-03", "Press Unit")
    assert found.body["text"].tolist() == TEXT.split("\n\n")
    assert found.body["speaker"].tolist() == ["narrator", "Ana Sol", "Bo Lund"]
    assert saved(tmp_path, "call.txt", data).body["text"].tolist() == TEXT.split("\n\n")


def test_of_a_mail_in_two_versions_a_stub_is_not_read(tmp_path):
    stub = b"--b\nContent-Type: text/plain\n\nView it in your browser.\n"
    page = f"--b\nContent-Type: text/html; charset=utf-8\n\n<p>{LEDE}<p>Sol said yes.\n--b--\n".encode()
    found = saved(tmp_path, "a.eml", mail(stub + page, kind="multipart/alternative; boundary=b"))
    assert found.body["text"].tolist() == [LEDE, "Sol said yes."]


def test_a_forwarded_mail_is_read_and_the_note_on_it_not(tmp_path):
    inner = f"From: Ministry\nSent: Friday, 2 May 2031 10:11\nTo: All\nSubject: Sol receives Lund\n\n{TEXT}"
    found = saved(tmp_path, "a.eml", mail(f"For you.\n\n---- Forwarded message ----\n{inner}".encode()))
    assert (found.title, str(found.date), found.issuer) == ("Sol receives Lund", "2031-05-02", "Ministry")
    assert found.body["text"].tolist() == TEXT.split("\n\n")


def test_the_text_has_its_own_title_and_date(tmp_path):
    found = saved(tmp_path, "a.eml", mail(f"Sol and Lund talk about trade\n1 May 2031\n\n{TEXT}".encode()))
    assert (found.title, str(found.date)) == ("Sol and Lund talk about trade", "2031-05-01")


def test_a_mail_without_text_is_refused(tmp_path):
    with pytest.raises(ReadoutError, match="holds no text"):
        saved(tmp_path, "a.eml", mail(b"\n"))


def word():
    document = docx.Document()
    document.add_heading("Sol calls Lund", 0)
    document.add_paragraph("3 May 2031")
    document.add_paragraph(LEDE)
    row = document.add_table(1, 2).rows[0].cells
    row[0].text, row[1].text = "Sol said that trade grows.", "Lund thanked her."
    document.add_paragraph("Sol proposed a fair;", style="List Bullet")
    document.add_paragraph("They agreed to meet.")
    document.sections[0].header.paragraphs[0].text = "Presidency of Meridia"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_word_document_is_read_in_order_without_header(tmp_path):
    found = saved(tmp_path, "call.docx", word())
    assert (found.title, str(found.date)) == ("Sol calls Lund", "2031-05-03")
    assert found.body["text"].tolist()[1:] == [
        "Sol said that trade grows.",
        "Lund thanked her.",
        "• Sol proposed a fair;",
        "They agreed to meet.",
    ]
    assert "Presidency" not in found.text


def test_a_damaged_word_document_is_refused(tmp_path):
    with pytest.raises(ReadoutError, match="damaged"):
        saved(tmp_path, "call.docx", word()[:-4000] + b"word/document.xml")
