"""Bytes become text: which encoding they are in, and what an earlier program has got wrong about it.

In an English text only quotation marks, dashes and foreign names tell encodings apart. So each one that is
possible is judged by whether all that is not ASCII stands where such a character can stand.
"""

import re

import ftfy

from readout.errors import ReadoutError

#: First bytes of the files that people mistake for text, with the name to call them by.
_SIGNATURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a Word, OpenDocument or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "a rich-text (RTF) document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"bplist00": "a web archive of Safari",
    b"From: <Saved by": "a web archive (MHTML)",
}
_BYTE_ORDER_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
#: Bytes in which a file says what it is.
_START = 2000
SAVE_AS_TEXT = "open it in its own program and save the text as a plain .txt file"

#: What a page may say that it is encoded in, where it is not UTF-8, and how Python calls that.
_DECLARED = {
    b"gb2312": "gb18030",
    b"gbk": "gb18030",
    b"gb18030": "gb18030",
    b"big5": "big5hkscs",
    b"euc-kr": "cp949",
    b"euc-jp": "euc-jp",
    b"shift_jis": "cp932",
    b"windows-1250": "cp1250",
    b"windows-1251": "cp1251",
    b"windows-1254": "cp1254",
    b"iso-8859-2": "iso-8859-2",
    b"iso-8859-9": "cp1254",
    b"koi8-r": "koi8-r",
}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)

#: What a text that says nothing of it may be in, the likeliest first; where two fit, the first is taken.
_POSSIBLE = ("cp1252", "mac_roman", "gb18030", "cp1251")
_NAMES = "Windows-1252, Mac Roman, GB 18030 or Windows-1251"
_ODD = re.compile(r"[^\x00-\x7f]")
# Where a character that is not ASCII can stand in an English text. An accented letter has a plain one beside
# it, and is small behind a small one; Cyrillic and Chinese stand in words of their own.
_SMALL = "ß-öø-ÿ\u0101-\u024f"
_CAPITAL = "À-ÖØ-Þ\u0100-\u0178Ž"
_FITTING = re.compile(
    r"(?<![A-Za-z0-9])[“‘„«‹]+(?=[\w“‘\"'(…$£€]) | (?<=[\w.,;!?…)\]%\"'’”])[”’»›]+"
    r"| (?<![A-Za-z])’(?=[a-z0-9])"
    r"| [–—…•·§£€©®™\u00a0] | (?<=[0-9\s])[½¼¾°]"
    rf"| (?<=[A-Za-z])[{_SMALL}]+(?![A-Z]) | (?<![A-Za-z])[{_SMALL}]+(?=[a-z]) | \bà\b "
    rf"| (?<![a-z])[{_CAPITAL}](?=[A-Za-z{_SMALL}]) | (?<=[A-Z])[{_CAPITAL}]+(?![a-z]) "
    r"| (?<![A-Za-z])[А-Яа-яЁё]{2,}(?![A-Za-z]) "
    r"| [\u3000-\u303f\uff00-\uffef] | (?<![A-Za-z])[\u4e00-\u9fff]{2,}(?![a-z])",
    re.VERBOSE,
)
_MOST = 0.9
# UTF-7 writes what is not ASCII as "+", letters and digits, and mostly "-".
_UTF_7 = re.compile(r"\+[A-Za-z0-9+/]{3,}-?")

#: A closing quotation mark of UTF-8 read as Windows-1252 has lost its last, invisible byte.
_LOST_BYTE = re.compile(r"â€(?=[\s.,;:!?)]|$)")
# What is left of UTF-8 that was read as Windows-1252 or as GB 18030, or of letters that were thrown away.
_BROKEN = re.compile(r"â€|Ã[\u0080-\u00bf]|鈥.|\ufffd{3}")


def decode(data: bytes, *, where: str) -> str:
    r"""Turn bytes into text: a byte-order mark decides, else UTF-16 by its zero bytes, UTF-8, or what fits.

    A page that is not UTF-8 is read in the encoding that it names.

    Raises:
        ReadoutError: If the bytes are no text, or their encoding is not certain, with what they look like.

    Example:
        >>> decode("Xi said “yes”".encode("utf-16"), where="a.txt")
        'Xi said “yes”'
        >>> decode(b"\x93yes\x94", where="a.txt"), decode(b"\xd2yes\xd3", where="a.txt")
        ('“yes”', '“yes”')
        >>> decode(b"Sol said +IBw-yes+IB0-.", where="a.txt")
        'Sol said “yes”.'
    """
    start = data[:_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, what in _SIGNATURES.items():
        if start.startswith(signature):
            raise ReadoutError(where, f"this is {what}, not plain text", SAVE_AS_TEXT)
    text = _decoded(data, where)
    controls = len(re.findall("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", text))
    if controls > len(text) / 100 or "\0" in text:
        raise ReadoutError(where, f"the file is binary ({controls:,} control characters)", SAVE_AS_TEXT)
    return text


def _decoded(data: bytes, where: str) -> str:
    try:
        if encoding := _marked(data):
            return data.decode(encoding)
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if encoding or (text := _guessed(data)) is None:
            shown = repr(data[max(0, error.start - 15) : error.start + 15])[1:]
            raise ReadoutError(
                where,
                f"the bytes are no text in UTF-8, UTF-16, {_NAMES} (at {shown})",
                f"{SAVE_AS_TEXT}, in UTF-8",
            ) from error
    return _without_utf_7(text) if text.isascii() else text


def _marked(data: bytes) -> str:
    """The encoding that a text tells by its first bytes, or, where it is not UTF-8, by what it says."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    # English text in UTF-16 has a zero in every other byte; plain text has none.
    if data[1:200:2].count(0) > len(data[1:200:2]) / 2:
        return "utf-16-le"
    if data[0:200:2].count(0) > len(data[0:200:2]) / 2:
        return "utf-16-be"
    declared = _CHARSET.search(data[:_START])
    return _DECLARED.get(declared[1].lower(), "") if declared and _is_not_utf_8(data) else ""


def _is_not_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _guessed(data: bytes) -> str | None:
    """The text in the encoding that fits best, ``None`` where none does."""
    texts = []
    for encoding in _POSSIBLE:
        try:
            texts.append(mended(data.decode(encoding)))
        except UnicodeDecodeError:
            continue
    best = max(texts, key=_fit, default="")
    return best if _fit(best) >= _MOST else None


def _fit(text: str) -> float:
    """The share of what is not ASCII that stands where such a character can stand."""
    odd = len(_ODD.findall(text))
    return sum(len(run) for run in _FITTING.findall(text)) / odd if odd else 1.0


def _without_utf_7(text: str) -> str:
    """A text in ASCII with what is written in UTF-7 read as that, if all of it then fits."""
    if not _UTF_7.search(text):
        return text
    try:
        read = text.encode().decode("utf-7")
    except UnicodeDecodeError:
        return text
    return read if not read.isascii() and _fit(read) >= _MOST else text


def mended(text: str) -> str:
    """The text with UTF-8 that was read as something else, once or twice, read as UTF-8.

    Example:
        >>> mended("Sol’s cafÃ©"), mended("Solâ€™s â€œopen doorâ€ policy")
        ('Sol’s café', 'Sol’s “open door” policy')
    """
    return ftfy.fix_encoding(_LOST_BYTE.sub("â€\x9d", text))


def refuse_broken(text: str, *, where: str) -> None:
    """Raise for a text in which letters were lost beyond repair.

    Example:
        >>> refuse_broken("Sol鈥檚 鈥渙pen", where="a.txt")
        Traceback (most recent call last):
        ...
        readout.errors.ReadoutError: a.txt: it holds '鈥檚', letters that a program has read in a wrong \
encoding; copy the text again from where it was published
    """
    if found := _BROKEN.search(text):
        raise ReadoutError(
            where,
            f"it holds {found[0]!r}, letters that a program has read in a wrong encoding",
            "copy the text again from where it was published",
        )
