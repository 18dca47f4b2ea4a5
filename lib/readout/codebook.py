"""A codebook of topics, and the hand codes made by it: data that a user may write, so checked on loading."""

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import pandas as pd

from readout.contexts import normal
from readout.document import Readout
from readout.errors import ReadoutError
from readout.files import SEEDS, write

#: What a sentence without a code is filed under.
UNCODED = "uncoded"
#: The columns of a coding sheet.
SHEET = ["place", "clause", "text", "topics", "note"]
_CODE = re.compile(r"[A-Z][A-Z0-9]*")
_OWN = "codebook.toml"


@dataclass(frozen=True)
class Codebook:
    """Topics by code, in the order of tables and figures.

    Attributes:
        titles: Short title by code.
        definitions: Definition by code.
        groups: Name of the reporting group by code.
        seeds: Normalised words or phrases of the dictionary, by code.
        rules: How to decide borderline cases, a sentence each.
    """

    titles: Mapping[str, str]
    definitions: Mapping[str, str]
    groups: Mapping[str, str]
    seeds: Mapping[str, tuple[str, ...]]
    rules: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in order."""
        return tuple(self.titles)

    def table(self) -> pd.DataFrame:
        """Code, title, definition and group, a row a code."""
        rows = [(c, self.titles[c], self.definitions[c], self.groups[c]) for c in self.codes]
        return pd.DataFrame(rows, columns=["code", "title", "definition", "group"])

    def borderline(self) -> pd.DataFrame:
        """The rules for borderline cases, numbered."""
        return pd.DataFrame({"rule": range(1, len(self.rules) + 1), "text": self.rules})


def codebook(path: str | Path | None = None) -> Codebook:
    """Load a codebook.

    Args:
        path: A TOML file of the form of ``data/codebook.toml``; default that file.

    Raises:
        ReadoutError: If the file can't be read or contradicts itself; the message says where.

    Example:
        >>> codebook().titles["HEALTH"], codebook().groups["HEALTH"]
        ('pandemic, public health', 'Society')
    """
    where = str(path) if path else _OWN
    try:
        source = (
            Path(path).read_bytes() if path else package_files("readout").joinpath("data", _OWN).read_bytes()
        )
        given = tomllib.loads(source.decode("utf-8"))
    except (OSError, ValueError) as error:
        raise ReadoutError(
            where, f"the codebook can't be read ({error})", "check its name and its TOML"
        ) from error
    return _checked(given, where)


def _checked(given: Mapping[str, Any], where: str) -> Codebook:
    codes = given.get("codes", {})
    if not isinstance(codes, dict) or not codes:
        raise ReadoutError(
            where, "it has no [codes.NAME] tables", "give at least one code with title and seeds"
        )
    groups: dict[str, str] = {}
    for group, members in given.get("groups", {}).items():
        for code in members:
            if code not in codes:
                raise ReadoutError(
                    where, f"group {group!r} names {code!r}, which is no code", "add it or drop it"
                )
            if code in groups:
                raise ReadoutError(where, f"code {code!r} is in two groups", "keep it in one")
            groups[code] = group
    seeds: dict[str, tuple[str, ...]] = {}
    owner: dict[str, str] = {}
    for code, entry in codes.items():
        _refuse_faulty(code, entry, where)
        seeds[code] = tuple(normal(seed) for seed in entry.get("seeds", []))
        for seed in seeds[code]:
            if owner.setdefault(seed, code) != code:
                raise ReadoutError(
                    where, f"seed {seed!r} belongs to {owner[seed]} and {code}", "keep it in one of them"
                )
    return Codebook(
        titles={code: entry["title"] for code, entry in codes.items()},
        definitions={code: entry.get("definition", "") for code, entry in codes.items()},
        groups={code: groups.get(code, codes[code]["title"]) for code in codes},
        seeds=seeds,
        rules=tuple(given.get("rules", ())),
    )


def _refuse_faulty(code: str, entry: Any, where: str) -> None:
    if not _CODE.fullmatch(code):
        raise ReadoutError(where, f"{code!r} is no code", "use capitals and digits, such as ECON")
    if not isinstance(entry, dict) or not str(entry.get("title", "")).strip():
        raise ReadoutError(where, f"code {code} has no title", 'add title = "..." under it')
    faulty = [s for s in entry.get("seeds", []) if not isinstance(s, str) or not re.search(r"\w", s)]
    if faulty:
        raise ReadoutError(where, f"code {code} has the seed {faulty[0]!r}", "a seed is a word or a phrase")


# --- hand codes -----------------------------------------------------------------------------------


def sheet(readout: Readout) -> pd.DataFrame:
    """An empty coding sheet: a row for each body sentence, to be filled in by reading.

    ``topics`` takes codes separated by spaces, the main topic first. Rows may be added for clauses
    of a long sentence: the same place, a letter under ``clause``, the clause's words, its topics.
    """
    body = readout.body
    return pd.DataFrame(
        {
            "place": readout.places.reindex(body["sentence"]).to_numpy(),
            "clause": "",
            "text": body["text"],
            "topics": "",
            "note": "",
        }
    )


def write_sheet(readout: Readout, path: str | Path | None = None) -> Path:
    """Write an empty coding sheet as CSV, by default where it is looked for; no file is overwritten.

    Raises:
        ReadoutError: If the file exists or can't be written.
    """
    path = Path(path) if path else _place(readout)
    if path.exists():
        raise ReadoutError(str(path), "the sheet exists", "name another, so that no coding is lost")
    write(path, sheet(readout).to_csv(index=False, lineterminator="\n").encode())
    return path


def _place(readout: Readout) -> Path:
    """Where the sheet of a readout is looked for."""
    return SEEDS / f"{readout.name}.topics.csv"


def hand_codes(readout: Readout, book: Codebook, path: str | Path | None = None) -> pd.DataFrame | None:
    """Read a filled coding sheet.

    Args:
        readout: The readout it belongs to.
        book: The codebook it was coded by.
        path: The sheet; default ``seeds/<name>.topics.csv``, and ``None`` where there is none.

    Returns:
        One row a coded sentence and one a coded clause, in the sheet's order. Columns ``sentence``,
        ``place``, ``clause`` (``""`` for a whole sentence), ``text``, ``topics`` (tuple of codes).

    Raises:
        ReadoutError: If a place, a text or a code does not fit, or a sentence is missing; every
            message names the row.
    """
    given = Path(path) if path else _place(readout)
    if path is None and not given.exists():
        return None
    rows = _rows(given)
    numbers = {place: sentence for sentence, place in readout.places.items()}
    texts = readout.body.set_index("sentence")["text"].to_dict()
    found = []
    for line, row in enumerate(rows, start=2):
        where, sentence = f"{given.name}, line {line}", numbers.get(row["place"])
        if sentence not in texts:
            raise ReadoutError(where, f"{row['place']!r} is no sentence of the body", "correct the place")
        _refuse_stale(row, texts[sentence], where)
        found.append({**row, "sentence": sentence, "topics": _codes(row["topics"], book, where)})
    table = pd.DataFrame(found, columns=["sentence", "place", "clause", "text", "topics"])
    _refuse_gaps(table, readout, given.name)
    return table


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = [{key: (value or "").strip() for key, value in row.items() if key} for row in reader]
            columns = reader.fieldnames or []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadoutError(
            str(path), f"the sheet can't be read ({error})", "save it as CSV in UTF-8"
        ) from error
    missing = [name for name in SHEET[:-1] if name not in columns]
    if missing:
        raise ReadoutError(
            str(path), f"the sheet has no column {missing[0]!r}", f"it needs {', '.join(SHEET[:-1])}"
        )
    return rows


def _refuse_stale(row: Mapping[str, str], text: str, where: str) -> None:
    """A sheet of another version of the text would silently code the wrong sentences."""
    fits = row["text"] in text if row["clause"] else row["text"] == text
    if not fits:
        raise ReadoutError(
            where,
            f"the text at {row['place']} is now {text[:50]!r}",
            "code this sentence again, then paste its text",
        )


def _codes(given: str, book: Codebook, where: str) -> tuple[str, ...]:
    codes = tuple(given.split())
    unknown = [code for code in codes if code not in book.titles]
    if unknown or len(set(codes)) != len(codes) or not codes:
        fault = (
            f"{unknown[0]!r} is no code"
            if unknown
            else "a code stands twice"
            if codes
            else "no topic is given"
        )
        raise ReadoutError(where, fault, f"use codes of the codebook: {' '.join(book.codes)}")
    return codes


def _refuse_gaps(table: pd.DataFrame, readout: Readout, where: str) -> None:
    whole = table.loc[table["clause"] == "", "sentence"]
    missing = sorted(set(readout.body["sentence"]) - set(whole))
    if missing or whole.duplicated().any():
        fault = "is missing" if missing else "stands twice"
        at = readout.places[missing[0] if missing else whole[whole.duplicated()].iloc[0]]
        raise ReadoutError(
            where, f"sentence {at} {fault}", "a sheet has one row for each sentence of the body"
        )
