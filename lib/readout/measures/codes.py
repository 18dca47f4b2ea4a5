"""Hand-coded sheets: CSV files beside a text that a reader fills in, checked on reading.

A sheet is named after its text and its kind, ``seeds/<name>.<kind>.csv``. It has one row a sentence, a part
of one, or whatever else was noted; every message about it names the row. Whoever fills it in opens it in a
spreadsheet, which must show what stands there and run none of it.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from readout.document import Readout
from readout.errors import ReadoutError
from readout.reading.files import SEEDS, utf8, write

#: The column in which a reader may say why; a sheet need not have it.
NOTE = "note"
# What a spreadsheet takes for a formula, or would without the apostrophes.
_FORMULA = re.compile(r"'*[=+@\t-]")


def path_of(readout: Readout, kind: str) -> Path:
    """Where the sheet of a readout is looked for.

    Example:
        >>> from readout.document import load
        >>> path_of(load("xi-putin-2021-12-15"), "tone").name
        'xi-putin-2021-12-15.tone.csv'
    """
    return SEEDS / f"{readout.name}.{kind}.csv"


def empty(readout: Readout, columns: Sequence[str]) -> pd.DataFrame:
    """A sheet to be filled in: a row for each body sentence, ``place`` and ``text`` given."""
    body = readout.body
    places = readout.places.reindex(body["sentence"]).to_numpy()
    return pd.DataFrame(dict.fromkeys(columns, "") | {"place": places, "text": body["text"]}, columns=columns)


def store(table: pd.DataFrame, path: Path) -> Path:
    """Write a sheet as CSV; no file is overwritten.

    Raises:
        ReadoutError: If the file exists or can't be written.
    """
    if path.exists():
        raise ReadoutError(str(path), "the sheet exists", "name another, so that no coding is lost")
    write(path, as_csv(table))
    return path


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
        reader = csv.DictReader(io.StringIO(utf8(given, "sheet", remedy), newline=""), restval="")
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
    table.insert(0, "where", [f"{given.name}, line {line}" for line in range(2, len(table) + 2)])
    return table


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


def read_sentences(
    readout: Readout,
    kind: str,
    columns: Sequence[str],
    path: str | Path | None = None,
    *,
    whole: Callable[[pd.DataFrame], pd.Series] | None = None,
    once: bool = True,
) -> pd.DataFrame | None:
    """Read a sheet that codes every sentence of the body, and hold it against the text.

    Args:
        readout: As for :func:`read`.
        kind: As for :func:`read`.
        columns: As for :func:`read`; ``place`` and ``text`` among them.
        path: As for :func:`read`.
        whole: Tells rows that code a whole sentence from rows that code a part of one; default all.
        once: Whether a whole sentence may stand only once.

    Returns:
        As :func:`read`, with a column ``sentence``.

    Raises:
        ReadoutError: If a place or a text does not fit, or a sentence is missing.
    """
    sheet = read(readout, kind, columns, path)
    if sheet is None:
        return None
    table = located(sheet, readout)
    is_whole = whole(table) if whole else pd.Series(data=True, index=table.index)
    texts = readout.body.set_index("sentence")["text"]
    for row, entire in zip(table.itertuples(), is_whole, strict=True):
        _refuse_stale(row, texts[row.sentence], entire=entire)
    file = (Path(path) if path else path_of(readout, kind)).name
    _refuse_gaps(table.loc[is_whole, "sentence"], readout, file, once=once)
    return table


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


def _refuse_gaps(coded: pd.Series, readout: Readout, where: str, *, once: bool) -> None:
    missing = sorted(set(readout.body["sentence"]) - set(coded))
    if missing or (once and coded.duplicated().any()):
        fault = "is missing" if missing else "stands twice"
        at = readout.places[missing[0] if missing else coded[coded.duplicated()].iloc[0]]
        raise ReadoutError(
            where, f"sentence {at} {fault}", "a sheet has one row for each sentence of the body"
        )
