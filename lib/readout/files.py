"""Files in and out: finding a text, decoding it, refusing what is no readout, writing without halves.

Nothing here knows about speakers or sentences. Every refusal is a :class:`ReadoutError`.
"""

import difflib
import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from readout.errors import ReadoutError
from readout.resources import stop_words

#: The project's root in an editable install, which is how the Makefile and the README install it.
PROJECT = Path(__file__).resolve().parents[2]
SEEDS = PROJECT / "seeds"
NOTEBOOKS = PROJECT / "notebooks"
#: Set by ``readout figures`` so that a run writes aside until all of it has succeeded.
FIGURES_VARIABLE = "READOUT_FIGURES"

#: First bytes of the files that people mistake for text, with the name to call them by.
_SIGNATURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a Word, OpenDocument or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "a rich-text (RTF) document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x1f\x8b": "a gzip archive",
}
_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_SAVE_AS_TEXT = "open it in its own program and save the text as a plain .txt file"

_HTML_TAG = re.compile(
    r"</?(?:html|head|body|div|p|span|br|a|table|tr|td|script|li|ul)\b[^<>]{0,500}>", re.IGNORECASE
)
_EXOTIC_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")  # all but white space
_LETTERS = re.compile(r"[^\W\d_]+")

# English prose is 35-55 % words of the stop list, whoever writes it; Spanish, French, German and
# transliterated texts stay under 12 %. Fewer words than this decide nothing.
_MIN_WORDS_TO_JUDGE = 30
_MIN_ENGLISH = 0.16


@dataclass(frozen=True)
class Source:
    """A file's clean text: ``name`` (stem), ``text`` (normalised), ``sha256`` of the file's bytes."""

    name: str
    text: str
    sha256: str


def read(path_or_name: str | Path) -> Source:
    """Read a readout from a path, or by name from ``seeds/``.

    Args:
        path_or_name: A path to a text file, or the stem of a ``.txt`` or ``.md`` file in ``seeds/``.

    Returns:
        The decoded, normalised text with its name and hash.

    Raises:
        ReadoutError: If there is no such file, or it is empty, binary, HTML or not English.

    Example:
        >>> read("xi-putin-2021-12-15").sha256[:8]
        '05b37b1f'
    """
    path = find(path_or_name)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReadoutError(
            str(path), f"the file can't be read ({reason})", "check its permissions"
        ) from error
    text = normalise(decode(data, where=path.name))
    refuse_unusable(text, where=path.name)
    return Source(name=path.stem, text=text, sha256=hashlib.sha256(data).hexdigest())


def find(path_or_name: str | Path) -> Path:
    """The file that a path, or a name in ``seeds/``, stands for.

    Raises:
        ReadoutError: If there is none; the message lists the nearest names.
    """
    given = Path(path_or_name).expanduser()
    shelf = _shelf()
    if given.is_file():
        return given
    if str(path_or_name) in shelf:
        return shelf[str(path_or_name)]
    if given.is_dir():
        raise ReadoutError(str(given), "this is a folder", "name one text file in it")
    near = difflib.get_close_matches(given.stem, shelf, n=3, cutoff=0.5) or sorted(shelf)[:5]
    known = f"give a path, or one of the names in seeds/: {', '.join(near)}" if near else "check the path"
    raise ReadoutError(str(path_or_name), "there is no such file", known)


def _shelf() -> dict[str, Path]:
    """Readouts in ``seeds/`` by stem."""
    texts = sorted(p for p in SEEDS.glob("*") if p.suffix in {".txt", ".md"} and p.name != "README.md")
    return {p.stem: p for p in texts}


def decode(data: bytes, *, where: str) -> str:
    r"""Turn bytes into text: a byte-order mark decides, else UTF-8, UTF-16 by its zero bytes, cp1252.

    Raises:
        ReadoutError: If the bytes are no text, with what they look like.

    Example:
        >>> decode("Xi said “yes”".encode("utf-16"), where="a.txt")
        'Xi said “yes”'
        >>> decode(b"\x93yes\x94", where="a.txt")
        '“yes”'
    """
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadoutError(where, f"this is {what}, not plain text", _SAVE_AS_TEXT)
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        raise ReadoutError(
            where,
            f"the bytes are no text in UTF-8, UTF-16 or Windows-1252 ({error.reason})",
            _SAVE_AS_TEXT,
        ) from error
    controls = len(_CONTROL.findall(text))
    if controls > len(text) / 100:
        raise ReadoutError(where, f"the file is binary ({controls:,} control characters)", _SAVE_AS_TEXT)
    return text


def _encoding(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    # English text in UTF-16 has a zero in every other byte; plain text has none.
    if data[1:200:2].count(0) > len(data[1:200:2]) / 2:
        return "utf-16-le"
    if data[0:200:2].count(0) > len(data[0:200:2]) / 2:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def normalise(text: str) -> str:
    r"""Make equal what looks equal: line ends, composed accents, kinds of space, invisible characters.

    Quotation marks and dashes stay as printed, so that quotations are exact.

    Example:
        >>> normalise("Mr.\u00a0Xi\r\nsaid\u200b yes")
        'Mr. Xi\nsaid yes'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _INVISIBLE.sub("", _EXOTIC_SPACE.sub(" ", text.replace("\x85", "\n")))
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def refuse_unusable(text: str, *, where: str) -> None:
    """Raise for a text that no later step can make sense of: empty, HTML, or not in English.

    Example:
        >>> refuse_unusable("", where="a.txt")
        Traceback (most recent call last):
        ...
        readout.errors.ReadoutError: a.txt: the file is empty; paste the readout's text into it
    """
    if not text.strip():
        raise ReadoutError(where, "the file is empty", "paste the readout's text into it")
    tags = _HTML_TAG.findall(text)
    if len(tags) > 2 or "<!doctype html" in text[:500].lower():  # noqa: PLR2004 - two may be a slip
        raise ReadoutError(
            where,
            f"this is HTML ({len(tags)} tags, the first {tags[0] if tags else '<!doctype html>'!r})",
            "copy the text as the browser shows it and save that",
        )
    words = _LETTERS.findall(text.lower())
    if not words:
        raise ReadoutError(where, "the file holds no words", "paste the readout's text into it")
    english = sum(word in stop_words() for word in words) / len(words)
    if len(words) >= _MIN_WORDS_TO_JUDGE and english < _MIN_ENGLISH:
        raise ReadoutError(
            where,
            f"this does not look like English ({english:.0%} of {len(words):,} words are common English "
            f"words, it starts {text.strip()[:40]!r})",
            "use the issuer's English version or a translation",
        )


def figures_folder() -> Path:
    """Where figures go: ``figures/`` of the project, or what the running command set aside."""
    return Path(os.environ.get(FIGURES_VARIABLE) or PROJECT / "figures")


def write(path: Path, content: bytes) -> None:
    """Put a file in its place whole, or not at all.

    Raises:
        ReadoutError: If the folder can't be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path) as temporary:
            temporary.write_bytes(content)
            temporary.replace(path)
    except OSError as error:
        raise ReadoutError(
            str(path),
            f"the file can't be written ({error.strerror})",
            "check the folder's permissions and free space",
        ) from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A temporary name in the same folder, gone at the end whatever happens."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    os.close(handle)
    Path(name).chmod(0o644)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
