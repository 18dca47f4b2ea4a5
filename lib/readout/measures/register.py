"""The translation register: passages that are likely to be artefacts of translation, each with a switch.

A register is a CSV file in ``seeds/`` with one row a passage: what the text prints, what is likely to be
meant, on what evidence, which measures it touches, and the words to put in its place.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from readout.document import Readout, parse
from readout.errors import ReadoutError
from readout.measures import codes

#: Columns of a register.
COLUMNS = ["id", "place", "span", "kind", "reading", "evidence", "affects", "replacement"]


def register(readout: Readout, path: str | Path | None = None) -> pd.DataFrame:
    """Read the register of a readout and hold it against the text.

    Args:
        readout: The readout.
        path: The CSV file; default ``seeds/<name>.register.csv``.

    Returns:
        One row an entry in the file's order, with its columns as text (:data:`COLUMNS`); empty without a
        file.

    Raises:
        ReadoutError: If a column is missing, an id stands twice, or a span does not stand exactly once
            in the sentence that it names.
    """
    entries = codes.read(readout, "register", COLUMNS, path)
    if entries is None:
        return pd.DataFrame(columns=COLUMNS)
    texts = dict(zip(readout.places.reindex(readout.body["sentence"]), readout.body["text"], strict=True))
    for row, again in zip(entries.itertuples(), entries["id"].duplicated(), strict=True):
        for name in COLUMNS:
            if not getattr(row, name):
                raise ReadoutError(row.where, f"{name!r} is empty", f"a row needs {', '.join(COLUMNS)}")
        if again:
            raise ReadoutError(row.where, f"id {row.id!r} stands twice", "give each row an id of its own")
        if texts.get(row.place, "").count(row.span) != 1:
            raise ReadoutError(
                row.where,
                f"{row.span!r} does not stand exactly once in {row.place}",
                "correct the place, or quote more of the sentence",
            )
    return entries[COLUMNS]


def switched(readout: Readout, entries: pd.DataFrame, on: Collection[str] | None = None) -> Readout:
    """The readout as it would read with passages put right; its name gets a mark, so that no sheet fits it.

    Args:
        readout: The readout.
        entries: From :func:`register`.
        on: Ids of the entries to switch on; default all.

    Raises:
        ReadoutError: If there is no entry of an id.
    """
    wanted = set(entries["id"] if on is None else on)
    unknown = sorted(wanted - set(entries["id"]))
    if unknown:
        raise ReadoutError(readout.name, f"its register has no entry {unknown[0]!r}", "see register()")
    body = readout.body
    within = zip(body["start"], body["end"], strict=True)
    spans = dict(zip(readout.places.reindex(body["sentence"]), within, strict=True))
    edits = []
    for row in entries[entries["id"].isin(wanted)].itertuples():
        at = readout.text.index(row.span, spans[row.place][0])
        edits.append((at, at + len(row.span), row.replacement))
    corrections = tuple(
        replace(correction, begins=_edited(readout.text, edits, *spans[correction.place]))
        for correction in readout.sidecar.corrections
    )
    return parse(
        _edited(readout.text, edits, 0, len(readout.text)),
        name=f"{readout.name} (register on)",
        sidecar=replace(readout.sidecar, corrections=corrections),
    )


def _edited(text: str, edits: Iterable[tuple[int, int, str]], start: int, end: int) -> str:
    """A span of a text with the edits that lie in it made."""
    for at, stop, replacement in sorted(edits, reverse=True):
        if start <= at < end:
            text = text[:at] + replacement + text[stop:]
            end += len(replacement) - (stop - at)
    return text[start:end]


def listed(entries: pd.DataFrame) -> pd.DataFrame:
    """The register as a reader checks it: without ``kind`` and ``replacement``."""
    return entries[["id", "place", "span", "reading", "evidence", "affects"]]
