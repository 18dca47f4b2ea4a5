import pytest

from readout import ReadoutError
from readout.reading import encodings, files

PLAIN = "Sol said that trade grows and that both sides should meet. " * 20


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "gb18030", "utf-7"])
@pytest.mark.parametrize(
    "odd", ["Sol’s port", "“open” – yes", "Zoë met Ibáñez.", "“‘Nested,’ she said.”", "the ’90s…"]
)
@pytest.mark.parametrize("before", ["", PLAIN])
def test_the_encoding_is_the_one_that_fits(encoding, odd, before):
    assert encodings.decode((before + odd).encode(encoding), where="x") == before + odd


@pytest.mark.parametrize(
    ("text", "encoding"), [("新华社：Sol said yes.", "gb18030"), ("Лунд (Лунд) said “yes”.", "cp1251")]
)
def test_other_scripts_are_read(text, encoding):
    assert encodings.decode((PLAIN + text).encode(encoding), where="x") == PLAIN + text


def test_what_fits_no_encoding_is_refused_with_the_place():
    with pytest.raises(ReadoutError, match=r"Mac Roman, GB 18030.*at 'Sol met .xa3.xf3d.xbc"):
        encodings.decode(b"Sol met \xa3\xf3d\xbc", where="x")


@pytest.mark.parametrize("twice", [1, 2])
def test_text_that_was_encoded_twice_is_mended(twice):
    text = broken = "Sol’s “open door” policy – for Meridia’s café"
    for _ in range(twice):
        broken = broken.encode().decode("cp1252", "surrogateescape").replace("\udc9d", "\x9d")
    assert files.clean(broken, where="x") == text


def test_letters_that_are_lost_are_named():
    with pytest.raises(ReadoutError, match="'鈥檚', letters that a program"):
        files.clean("Sol said that Meridia鈥檚 port stays.", where="x")


def test_a_plus_is_no_utf_7():
    assert encodings.decode(b"Call +442-555 or 1+1-abc.", where="x") == "Call +442-555 or 1+1-abc."


def test_noncharacters_are_removed():
    assert files.normalise("So\uffffl sa\ufffeid\U0001ffff \ufdd0yes") == "Sol said yes"
