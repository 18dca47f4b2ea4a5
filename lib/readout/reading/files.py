"""Files in and out: finding a text, decoding and cleaning it, refusing what is no readout, writing whole.

Nothing here knows about speakers or sentences. Every refusal is a :class:`ReadoutError`.
"""

import difflib
import hashlib
import os
import re
import tempfile
import tomllib
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readout.errors import ReadoutError
from readout.reading import copied, encodings, formats, markup
from readout.resources import stop_words

#: The project's root in an editable install, which is how `python3 lib` installs it.
PROJECT = Path(__file__).resolve().parents[3]
SEEDS = PROJECT / "seeds"
NOTEBOOKS = PROJECT / "notebooks"
#: The document that the stored notebooks are about.
MAIN = "xi-putin-2021-12-15"
#: Set by ``readout figures`` so that a run writes aside until all of it has succeeded.
FIGURES_VARIABLE = "READOUT_FIGURES"

#: Endings of the texts in ``seeds/``; of two with the same stem the first kind is taken.
_ENDINGS = (".txt", ".md", ".html", ".htm", ".docx", ".eml")
_MARKDOWN = {".md", ".markdown"}
_PAGES = {".html", ".htm", ".xhtml"}
_MAIL = ".eml"
_NOTES = ".toml"

# A readout's name becomes a folder's, here or where somebody clones it: what any system forbids is out.
_NO_NAME = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]')
# Bytes. File systems allow 255; the endings of sheets and of what is set aside come on top.
_LONGEST_NAME = 230
_SHOWN_OF_NAME = 60
_SHOWN_NAMES = 20

_LINE_END = re.compile("\r\n?|[\v\x85\u2028\u2029]|\u3000{2,}")  # an indent of wide spaces opens a paragraph
_EXOTIC_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\f]")
_SOFT_BREAK = re.compile("\u00ad[ ]*\n[ ]*")
# With the 66 code points that Unicode keeps from being characters; XML allows none of them.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")  # all but white space
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
# Nobody writes so many accents on one letter, and composing them takes a time that grows by the square.
_MOST_ACCENTS = 16
_LONG_ROW_OF_MARKS = re.compile(rf"[^\x00-\x7f\w\s]{{{_MOST_ACCENTS + 1},}}")
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
        path_or_name: A path to a text, Markdown, HTML or Word file or a mail, or the stem of one in
            ``seeds/``.

    Returns:
        The decoded, cleaned text with its name and hash.

    Raises:
        ReadoutError: If there is no such file, or it is empty, binary or not English, or its name can't
            be a folder's.

    Example:
        >>> read("xi-putin-2021-12-15").sha256[:8]
        '05b37b1f'
    """
    path = find(path_or_name)
    name = name_of(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReadoutError(
            str(path), f"the file can't be read ({reason})", "check its permissions"
        ) from error
    text = clean(_content(data, path), where=path.name, ending=path.suffix.lower())
    refuse_unusable(text, where=path.name)
    return Source(name=name, text=text, sha256=hashlib.sha256(data).hexdigest())


def _content(data: bytes, path: Path) -> str:
    """The characters of a file, out of the container that it may be."""
    if formats.is_word(data):
        return formats.word_text(data, where=path.name)
    if path.suffix.lower() == _MAIL:
        return formats.mail_text(data, where=path.name)
    return encodings.decode(data, where=path.name)


def find(path_or_name: str | Path) -> Path:
    """The file that a path, or a name in ``seeds/``, stands for.

    Raises:
        ReadoutError: If there is none; the message lists the nearest names.
    """
    given, folder = Path(path_or_name), False
    # A path can be too long, of a user who is not there, or hold a NUL: then no file has it.
    with suppress(OSError, RuntimeError, ValueError):
        given = given.expanduser()
        if given.is_file():
            return given
        folder = given.is_dir()
    shelf = _shelf()
    if str(path_or_name) in shelf:
        return shelf[str(path_or_name)]
    shown = str(path_or_name) if str(path_or_name).isprintable() else repr(str(path_or_name))
    if folder:
        raise ReadoutError(shown, "this is a folder", "name one text file in it")
    stem = given.stem[:_LONGEST_NAME]
    near = difflib.get_close_matches(stem, shelf, n=3, cutoff=0.5) or sorted(shelf)[:_SHOWN_NAMES]
    known = f"give a path, or one of the names in seeds/: {', '.join(near)}" if near else "check the path"
    raise ReadoutError(shown, "there is no such file", known)


def _shelf() -> dict[str, Path]:
    """Readouts in ``seeds/`` by stem."""
    texts = [p for p in SEEDS.glob("*") if p.suffix in _ENDINGS and p.name != "README.md"]
    return {p.stem: p for p in sorted(texts, key=lambda p: (p.stem, -_ENDINGS.index(p.suffix)))}


def name_of(path: Path) -> str:
    """The name of the readout in a file, which is that of the folder of its figures: the file's stem.

    Raises:
        ReadoutError: If the file is a text's sidecar, or no folder can have the name.

    Example:
        >>> name_of(Path("texts/Été (2).txt"))
        'Été (2)'
    """
    if path.suffix.lower() == _NOTES:
        raise ReadoutError(path.name, "this is a sidecar, the notes on a text", "name the text beside it")
    refuse_unsafe_name(path.stem)
    if _HALF_CHARACTER.search(str(path)):
        raise ReadoutError(repr(str(path)), "the path is not in UTF-8", "rename its folders")
    return path.stem


def refuse_unsafe_name(name: str) -> None:
    """Raise for a name that is no folder's on some system, or that leads out of its place.

    Example:
        >>> refuse_unsafe_name("../up")
        Traceback (most recent call last):
        ...
        readout.errors.ReadoutError: '../up': this can't name a folder (it begins with a dot); rename it
    """
    faults = {
        "it is empty": not name,
        "it begins with a dot": name.startswith("."),
        "it ends with a dot or a space": name != name.rstrip(". "),
        "Windows keeps it for a device": _NO_NAME.fullmatch(name),
        "it holds a character that is not allowed": _NOT_IN_A_NAME.search(name),
        "it is too long": len(name.encode(errors="replace")) > _LONGEST_NAME,
    }
    for fault, found in faults.items():
        if found:
            shown = name[:_SHOWN_OF_NAME] + "…" * (len(name) > _SHOWN_OF_NAME)
            raise ReadoutError(repr(shown), f"this can't name a folder ({fault})", "rename it")


def clean(text: str, *, where: str, ending: str = "") -> str:
    r"""The text as the project reads it: without markup and what copying leaves, normalised.

    Args:
        text: What a file holds. HTML is known by its tags, Markdown by the file's ending or a YAML head, a
            mail by its header.
        where: The file, for an error.
        ending: The ending of the file's name, such as ``".md"``.

    Raises:
        ReadoutError: If it is a web page or a mail that holds no text, or letters of it are lost.

    Example:
        >>> clean("<!DOCTYPE html><h1>A call</h1><p>Sol&nbsp;said<br>yes.", where="a.html")
        'A call\n\nSol said\nyes.'
    """
    text = normalise(encodings.mended(text))
    if formats.is_mail(text):
        text = formats.mail_text(text.encode(), where=where)
    elif (ending in _PAGES and "<" in text) or markup.is_page(text, fragments=ending not in _MARKDOWN):
        text = _page_text(text, where)
    elif ending in _MARKDOWN or markup.has_head(text):
        text = markup.markdown_text(text)
    text = normalise(copied.tidied(normalise(text)))
    encodings.refuse_broken(text, where=where)
    return text


def _page_text(page: str, where: str) -> str:
    remedy = "copy the text as the browser shows it and save that as a plain .txt file"
    try:
        text = markup.page_text(page)
    except ValueError as error:
        raise ReadoutError(where, f"this is HTML that can't be read ({error})", remedy) from error
    if not text:
        raise ReadoutError(where, "this web page holds no text; perhaps a program on it fetches it", remedy)
    return text


def normalise(text: str) -> str:
    r"""Make equal what looks equal: line ends, composed accents, kinds of space, invisible characters.

    Quotation marks and dashes stay as printed, so that quotations are exact.

    Example:
        >>> normalise("Mr.\u00a0Xi\r\nsaid\u200b yes")
        'Mr. Xi\nsaid yes'
    """
    if _HALF_CHARACTER.search(text):  # halves that belong together are joined, others can't be shown
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _SOFT_BREAK.sub("", _EXOTIC_SPACE.sub(" ", _LINE_END.sub("\n", text)))
    text = _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFC", _LONG_ROW_OF_MARKS.sub(_with_few_accents, _CONTROL.sub("", text)))


def _with_few_accents(found: re.Match[str]) -> str:
    """A row of marks in which no accent, of whatever script, stands behind :data:`_MOST_ACCENTS` others."""
    kept, row = [], 0
    for mark in found[0]:
        row = row + 1 if unicodedata.combining(mark) else 0
        if row <= _MOST_ACCENTS:
            kept.append(mark)
    return "".join(kept)


def refuse_unusable(text: str, *, where: str) -> None:
    """Raise for a text that no later step can make sense of: empty, or not in English.

    Example:
        >>> refuse_unusable("", where="a.txt")
        Traceback (most recent call last):
        ...
        readout.errors.ReadoutError: a.txt: the file is empty; paste the readout's text into it
    """
    if not text.strip():
        raise ReadoutError(where, "the file is empty", "paste the readout's text into it")
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


def utf8(path: Path, what: str, remedy: str) -> str:
    """The text of a file that goes with a readout: a sidecar, a sheet, a codebook.

    Args:
        path: The file.
        what: What it is, for an error.
        remedy: What to do about one that can't be read.

    Raises:
        ReadoutError: If it can't be read, is no file, or not in UTF-8; the message names the first bad byte.
    """
    try:
        return _regular(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        reason = f"byte {error.object[error.start]:#04x} in line {line} is not UTF-8"
    except OSError as error:
        reason = error.strerror or str(error)
    except ValueError as error:
        reason = str(error)
    raise ReadoutError(path.name, f"the {what} can't be read ({reason})", remedy)


def toml(path: Path, what: str) -> dict[str, Any]:
    """What a TOML file holds that goes with a readout, as :func:`utf8`.

    Raises:
        ReadoutError: If it can't be read, or is no TOML.
    """
    remedy = "check its name and its TOML"
    try:
        return tomllib.loads(utf8(path, what, remedy))
    except (ValueError, RecursionError) as error:
        raise ReadoutError(str(path), f"the {what} can't be read ({error})", remedy) from error


def _regular(path: Path) -> bytes:
    """The bytes of a file; whoever opens a pipe waits for ever."""
    if path.exists() and not path.is_file():
        raise OSError("it is no file")
    return path.read_bytes()


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
