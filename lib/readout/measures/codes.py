"""Hand-coded sheets: CSV files beside a text that a reader fills in, checked on reading.

A sheet is named after its text and its kind, ``<name>.<kind>.csv``, and lies beside its text. It has one row
a sentence, a part of one, or whatever else was noted; every message about it names the row. Above its head
may stand who coded it (``coder,NAME``) and the codes there are (``codes,...``). What is not coded yet is no
fault. A reader opens it in a spreadsheet, which must show what stands there and run none of it.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files as package_files
from pathlib import Path

import pandas as pd

from readout.document import Readout
from readout.errors import ReadoutError
from readout.reading.files import SEEDS, utf8, write

#: The column in which a reader may say why; a sheet need not have it.
NOTE = "note"
# A line above the head of a sheet, as people write it and as spreadsheets save it.
_ABOVE = re.compile(r"[\"#\s]*(coder|codes)\b[\"\s]*[:,;](.*)", re.IGNORECASE)
# What a spreadsheet takes for a formula, or would without the apostrophes.
_FORMULA = re.compile(r"'*[=+@\t-]")


def path_of(readout: Readout, kind: str) -> Path:
    """Where the sheet of a readout is looked for.

    Example:
        >>> from readout.document import load
        >>> path_of(load("xi-putin-2021-12-15"), "tone").name
        'xi-putin-2021-12-15.tone.csv'
    """
    return (readout.folder or SEEDS) / f"{readout.name}.{kind}.csv"


def empty(readout: Readout, columns: Sequence[str]) -> pd.DataFrame:
    """A sheet to be filled in: a row for each body sentence; ``place``, ``speaker`` and ``text`` are given.

    Args:
        readout: The readout.
        columns: The columns of the sheet; ``speaker`` is put behind ``place``.
    """
    body = readout.body
    places = readout.places.reindex(body["sentence"]).to_numpy()
    given = {"place": places, "speaker": body["speaker"], "text": body["text"]}
    return pd.DataFrame(dict.fromkeys(columns, "") | given, columns=["place", "speaker", *columns[1:]])


def store(table: pd.DataFrame, path: Path, legend: Sequence[str] = ()) -> Path:
    """Write a sheet as CSV, with a line for the coder's name and one for the codes; no file is overwritten.

    Args:
        table: The sheet.
        path: Where to.
        legend: The codes that there are, each with its meaning.

    Raises:
        ReadoutError: If the file exists or can't be written.
    """
    if path.exists():
        raise ReadoutError(str(path), "the sheet exists", "name another, so that no coding is lost")
    above = io.StringIO()
    lines = [["coder", ""], *([["codes", *legend]] if legend else [])]
    csv.writer(above, lineterminator="\n").writerows(lines)
    write(path, above.getvalue().encode() + as_csv(table))
    return path


def coder(readout: Readout, kind: str) -> str:
    """Who coded the sheet of a readout, as its line ``coder,NAME`` says; empty where it does not.

    Example:
        >>> from readout.document import load
        >>> coder(load("xi-putin-2021-12-15"), "tone")
        "the project's authors"
    """
    path = path_of(readout, kind)
    above, _ = _parted(utf8(path, "sheet", "save it as CSV in UTF-8")) if path.exists() else ({}, "")
    return above.get("coder", "")


def _parted(text: str) -> tuple[dict[str, str], str]:
    """What stands above the head of a sheet (of two lines of a kind the last), and the sheet itself."""
    above: dict[str, str] = {}
    while found := _ABOVE.match(text):
        above[found[1].lower()] = ",".join(next(csv.reader([found[2]]), [])).strip(',;" ')
        _, _, text = text.partition("\n")
    return above, text


def as_csv(table: pd.DataFrame) -> bytes:
    """A table as CSV in UTF-8; no spreadsheet runs a text of it.

    A text that begins as a formula does (with =, +, -, @ or a tab) gets an apostrophe, which :func:`read`
    takes off again. Numbers stay as they are, with at most ten digits.

    Example:
        >>> as_csv(pd.DataFrame({"text": ["=1+1", "yes"], "change": [-0.5, 1]})).decode().split()
        ['text,change', "'=1+1,-0.5", 'yes,1']
    """
    return table.map(_guarded).to_csv(index=False, lineterminator="\n", float_format="%.10g").encode()


def _guarded(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def read(
    readout: Readout, kind: str, columns: Sequence[str], path: str | Path | None = None
) -> pd.DataFrame | None:
    """Read a sheet, whatever its rows are.

    Args:
        readout: The readout it belongs to.
        kind: What it codes, as in its name.
        columns: The columns it must have; all but :data:`NOTE`, which may be missing.
        path: The sheet; default :func:`path_of`, and ``None`` where there is none.

    Returns:
        The sheet's rows in its order: ``where`` (file and line, for a message), then its columns as text.

    Raises:
        ReadoutError: If the file can't be read or lacks a column.
    """
    given = Path(path) if path else path_of(readout, kind)
    if path is None and not given.exists():
        return None
    remedy = "save it as CSV in UTF-8"
    try:
        whole = utf8(given, "sheet", remedy)
        _, text = _parted(whole)
        reader = csv.DictReader(io.StringIO(text, newline=""), restval="", delimiter=_delimiter(text))
        rows = [{name: _plain(row.get(name, "")) for name in columns} for row in reader]
        there = reader.fieldnames or []
    except csv.Error as error:
        raise ReadoutError(str(given), f"the sheet can't be read ({error})", remedy) from error
    needed = [name for name in columns if name != NOTE]
    for name in needed:
        if name not in there:
            raise ReadoutError(
                str(given), f"the sheet has no column {name!r}", f"it needs {', '.join(needed)}"
            )
    table = pd.DataFrame(rows, columns=list(columns))
    first = 2 + whole.count("\n") - text.count("\n")
    table.insert(0, "where", [f"{given.name}, line {line}" for line in range(first, first + len(table))])
    return table


def _delimiter(text: str) -> str:
    """What stands between the cells; a spreadsheet saves semicolons where the comma is the decimal mark."""
    head = text.lstrip("\n").partition("\n")[0]
    return ";" if ";" in head and "," not in head else ","


def _plain(cell: str) -> str:
    """What was written as this cell."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def located(table: pd.DataFrame, readout: Readout) -> pd.DataFrame:
    """A sheet with the number of the ``sentence`` at each row's place.

    Raises:
        ReadoutError: If a place is no sentence of the body.
    """
    numbers = {readout.places[sentence]: sentence for sentence in readout.body["sentence"]}
    for row in table.itertuples():
        if row.place not in numbers:
            raise ReadoutError(row.where, f"{row.place!r} is no sentence of the body", "correct the place")
    return table.assign(sentence=table["place"].map(numbers))


def _unshortened(table: pd.DataFrame, readout: Readout) -> pd.DataFrame:
    """Places as they were given out: a spreadsheet takes 18.10 for a number and saves 18.1."""
    texts = {readout.places[row.sentence]: row.text for row in readout.body.itertuples()}
    long = table["place"] + "0"
    shortened = [
        text not in texts.get(place, "") and text in texts.get(longer, "")
        for place, longer, text in zip(table["place"], long, table["text"], strict=True)
    ]
    return table.assign(place=table["place"].mask(shortened, long))


def read_sentences(
    readout: Readout,
    kind: str,
    columns: Sequence[str],
    path: str | Path | None = None,
    *,
    code: str,
    whole: Callable[[pd.DataFrame], pd.Series] | None = None,
    once: bool = True,
) -> pd.DataFrame | None:
    """Read a sheet that codes sentences of the body, all or some, and hold it against the text.

    Args:
        readout: As for :func:`read`.
        kind: As for :func:`read`.
        columns: As for :func:`read`; ``place`` and ``text`` among them.
        path: As for :func:`read`.
        code: The column that holds the code; a row without one is not coded yet.
        whole: Tells rows that code a whole sentence from rows that code a part of one; default all.
        once: Whether a whole sentence may stand only once.

    Returns:
        The rows that are coded, as of :func:`read`, with a column ``sentence``; ``None`` where none is.

    Raises:
        ReadoutError: If a place or a text does not fit, or a sentence that may stand only once stands twice.
    """
    sheet = read(readout, kind, columns, path)
    if sheet is None or not sheet[code].any():
        return None
    table = located(_unshortened(sheet[sheet[code] != ""], readout), readout)
    is_whole = whole(table) if whole else pd.Series(data=True, index=table.index)
    texts = readout.body.set_index("sentence")["text"]
    for row, entire in zip(table.itertuples(), is_whole, strict=True):
        _refuse_stale(row, texts[row.sentence], entire=entire)
    if once:
        _refuse_twice(table[is_whole])
    return table


@cache
def coded_sentences(name: str) -> pd.DataFrame:
    """Invented sentences with a reader's codes, which rules and word lists are held against.

    Args:
        name: That of a file in ``data/``: ``sentences`` or ``manners``.
    """
    text = package_files("readout").joinpath("data", f"{name}.csv").read_text("utf-8")
    return pd.read_csv(io.StringIO(text), keep_default_na=False)


def numbered(rules: Sequence[str]) -> pd.DataFrame:
    """The rules of a scheme of coding, numbered: columns ``rule``, ``text``."""
    return pd.DataFrame({"rule": range(1, len(rules) + 1), "text": rules})


def one_of(value: str, allowed: Sequence[str], where: str, what: str) -> str:
    """A code of a sheet, if it is allowed.

    Raises:
        ReadoutError: If it is not; the message lists what is.
    """
    if value not in allowed:
        raise ReadoutError(where, f"{value!r} is no {what}", f"use one of {', '.join(allowed)}")
    return value


def _refuse_stale(row: tuple, text: str, *, entire: bool) -> None:
    """A sheet of another version of the text would silently code the wrong sentences."""
    if row.text != text if entire else row.text not in text:
        raise ReadoutError(
            row.where,
            f"the text at {row.place} is now {text[:50]!r}",
            "code this sentence again, then paste its text",
        )


def _refuse_twice(table: pd.DataFrame) -> None:
    for row in table[table.duplicated("sentence")].itertuples():
        raise ReadoutError(row.where, f"sentence {row.place} stands twice", "keep one of its rows")
