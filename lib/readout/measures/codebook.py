"""A codebook of topics, and the hand codes made by it: data that a user may write, so checked on loading."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from readout.document import Readout
from readout.errors import ReadoutError, shown
from readout.measures import codes
from readout.reading.files import toml
from readout.resources import table
from readout.text.phrases import normal

#: What a sentence without a code is filed under.
UNCODED = "uncoded"
#: The kinds of sheet: the one that weights rest on, and a second reader's, to be held against it.
FIRST, SECOND = "topics", "topics-second"
#: The columns of a coding sheet.
SHEET = ["place", "clause", "text", "topics", "note"]
_CODE = re.compile(r"[A-Z][A-Z0-9]*")


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
        return codes.numbered(self.rules)


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
    given = toml(Path(path), "codebook") if path else table("codebook")
    return _checked_codebook(given, str(path or "codebook.toml"))


def _checked_codebook(given: Mapping[str, Any], where: str) -> Codebook:
    codes = given.get("codes", {})
    if not isinstance(codes, dict) or not codes:
        raise ReadoutError(
            where, "it has no [codes.NAME] tables", "give at least one code with title and seeds"
        )
    if not _are_texts(given.get("rules", [])):
        raise ReadoutError(where, "rules is no list of texts", 'write rules = ["..."]')
    groups = _groups(given.get("groups", {}), codes, where)
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


def _groups(given: Any, codes: Mapping[str, Any], where: str) -> dict[str, str]:
    """The group of each code that is in one."""
    if not isinstance(given, dict) or not all(map(_are_texts, given.values())):
        raise ReadoutError(where, "groups is no table of lists", 'write [groups] and "Name" = ["ECON"]')
    groups: dict[str, str] = {}
    for group, members in given.items():
        for code in members:
            if code not in codes:
                raise ReadoutError(
                    where, f"group {group!r} names {code!r}, which is no code", "add it or drop it"
                )
            if code in groups:
                raise ReadoutError(where, f"code {code!r} is in two groups", "keep it in one")
            groups[code] = group
    return groups


def _refuse_faulty(code: str, entry: Any, where: str) -> None:
    if not _CODE.fullmatch(code):
        raise ReadoutError(where, f"{code!r} is no code", "use capitals and digits, such as ECON")
    if not isinstance(entry, dict) or not _are_texts([entry.get("title")]) or not entry["title"].strip():
        raise ReadoutError(where, f"code {code} has no title", 'add title = "..." under it')
    if not _are_texts([entry.get("definition", "")]) or not isinstance(entry.get("seeds", []), list):
        raise ReadoutError(
            where,
            f"the definition or the seeds of {code} are misshapen",
            'write definition = "..." and seeds = ["..."]',
        )
    faulty = [s for s in entry.get("seeds", []) if not isinstance(s, str) or not re.search(r"\w", s)]
    if faulty:
        found = f"code {code} has the seed {shown(faulty[0])}"
        raise ReadoutError(where, found, "a seed is a word or a phrase")


def _are_texts(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(entry, str) for entry in given)


# --- hand codes -----------------------------------------------------------------------------------


def hand_codes(
    readout: Readout, book: Codebook, path: str | Path | None = None, *, kind: str = FIRST
) -> pd.DataFrame | None:
    """Read a filled coding sheet.

    Args:
        readout: The readout it belongs to.
        book: The codebook it was coded by.
        path: The sheet; default ``<name>.<kind>.csv`` beside the text, and ``None`` where there is none.
        kind: :data:`FIRST`, or :data:`SECOND` for another reader's sheet of the same form.

    Returns:
        One row a coded sentence and one a coded clause, in the sheet's order. Columns ``sentence``,
        ``place``, ``clause`` (``""`` for a whole sentence), ``text``, ``topics`` (tuple of codes).

    Raises:
        ReadoutError: If a place, a text or a code does not fit; every message names the row.
    """
    table = codes.read_sentences(
        readout, kind, SHEET, path, code="topics", whole=lambda rows: rows["clause"] == ""
    )
    if table is None:
        return None
    table["topics"] = [_topics(row.topics, book, row.where) for row in table.itertuples()]
    return table[["sentence", "place", "clause", "text", "topics"]]


def _topics(given: str, book: Codebook, where: str) -> tuple[str, ...]:
    listed = tuple(given.split())
    unknown = next((code for code in listed if code not in book.titles), "")
    faults = {
        f"{unknown!r} is no code": unknown,
        "a code stands twice": len(set(listed)) != len(listed),
    }
    for fault, found in faults.items():
        if found:
            raise ReadoutError(where, fault, f"use codes of the codebook: {' '.join(book.codes)}")
    return listed
