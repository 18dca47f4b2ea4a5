"""Coding sheets: CSV files that a reader fills in by hand, a row a sentence or a part, checked on reading."""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from readout.document import Readout
from readout.errors import ReadoutError
from readout.reading.files import SEEDS, write


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
    write(path, table.to_csv(index=False, lineterminator="\n").encode())
    return path


def read(
    readout: Readout,
    path: Path,
    columns: Sequence[str],
    *,
    whole: Callable[[Mapping[str, str]], bool],
    once: bool = True,
) -> pd.DataFrame:
    """Read a filled sheet and hold it against the text it belongs to.

    Args:
        readout: The readout it belongs to.
        path: The sheet.
        columns: The columns it must have; ``place`` and ``text`` among them, the last one may be missing.
        whole: Tells rows that code a whole sentence from rows that code a part of one.
        once: Whether a whole sentence may stand only once.

    Returns:
        The sheet's rows in its order: ``line`` (of the file), ``sentence``, then its columns as text.

    Raises:
        ReadoutError: If a place or a text does not fit, or a sentence is missing; every message names
            the row.
    """
    numbers = {place: sentence for sentence, place in readout.places.items()}
    texts = readout.body.set_index("sentence")["text"].to_dict()
    found = []
    for line, row in enumerate(_rows(path, columns), start=2):
        where, sentence = f"{path.name}, line {line}", numbers.get(row["place"])
        if sentence not in texts:
            raise ReadoutError(where, f"{row['place']!r} is no sentence of the body", "correct the place")
        _refuse_stale(row, texts[sentence], where, whole=whole(row))
        found.append({"line": line, "sentence": sentence, **row, "whole": whole(row)})
    table = pd.DataFrame(found, columns=["line", "sentence", *columns, "whole"])
    coded = table.loc[table["whole"].astype(bool), "sentence"]
    _refuse_gaps(coded, readout, path.name, once=once)
    return table.drop(columns="whole")


def one_of(value: str, allowed: Sequence[str], where: str, what: str) -> str:
    """A code of a sheet, if it is allowed.

    Raises:
        ReadoutError: If it is not; the message lists what is.
    """
    if value not in allowed:
        raise ReadoutError(where, f"{value!r} is no {what}", f"use one of {', '.join(allowed)}")
    return value


def _rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = [{key: (value or "").strip() for key, value in row.items() if key} for row in reader]
            given = reader.fieldnames or []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadoutError(
            str(path), f"the sheet can't be read ({error})", "save it as CSV in UTF-8"
        ) from error
    missing = [name for name in columns[:-1] if name not in given]
    if missing:
        raise ReadoutError(
            str(path), f"the sheet has no column {missing[0]!r}", f"it needs {', '.join(columns[:-1])}"
        )
    return rows


def _refuse_stale(row: Mapping[str, str], text: str, where: str, *, whole: bool) -> None:
    """A sheet of another version of the text would silently code the wrong sentences."""
    if row["text"] != text if whole else row["text"] not in text:
        raise ReadoutError(
            where,
            f"the text at {row['place']} is now {text[:50]!r}",
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
