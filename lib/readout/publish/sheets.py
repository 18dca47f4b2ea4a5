"""Sheets for coding a text by hand: prefilled, beside the text, where every notebook looks for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from readout.document import Readout
from readout.measures import codebook, codes, naming, sentiment, stance
from readout.resources import table


@dataclass(frozen=True)
class Kind:
    """A kind of sheet.

    Attributes:
        columns: Its columns.
        legend: The codes that there are, each with its meaning.
        prefilled: The rows that a reader fills in.
    """

    columns: list[str]
    legend: Callable[[], list[str]]
    prefilled: Callable[[Readout, list[str]], pd.DataFrame] = codes.empty


def _topics() -> list[str]:
    return [*_listed(codebook.codebook().titles), "several topics with a space between, the main one first"]


def _tones() -> list[str]:
    tones, targets = sentiment.scheme(), sentiment.scheme("targets")
    return [
        *_listed(dict(zip(tones["code"], tones["title"], strict=True))),
        *_listed(
            {f"{code}+ or {code}-": means for code, means in targets[["code", "definition"]].to_numpy()}
        ),
        "+: warm, -: harsh; several targets with a space between",
    ]


def _acts_and_sides() -> list[str]:
    schemes = pd.concat([stance.scheme(part) for part in ("acts", "senses", "positions")])
    return [
        *_listed(dict(zip(schemes["code"], schemes["title"], strict=True))),
        *_listed(table("stance")["sides"]),
    ]


def _listed(meanings: Mapping[str, str]) -> list[str]:
    return [f"{code}: {meaning}" for code, meaning in meanings.items()]


def _one_act_each(readout: Readout, columns: list[str]) -> pd.DataFrame:
    return codes.empty(readout, columns).assign(kind="act")


def _blank(_: Readout, columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=columns)


#: What can be coded by hand.
KINDS = {
    "topics": Kind(codebook.SHEET, _topics),
    "tone": Kind(sentiment.SHEET, _tones),
    "stance": Kind(stance.SHEET, _acts_and_sides, _one_act_each),
    "silences": Kind(naming.SILENCES, list, _blank),
}


def write(readout: Readout, kind: str, path: Path | None = None) -> Path:
    """Write a sheet to be filled in, by default beside the text; no file is overwritten.

    Topics, tone and stance have a row for each sentence of the body; one whose code is left empty is not
    coded yet. A row may be added for a clause of a long sentence (topics: the same place, a letter under
    ``clause``, the clause's words) or for a further act, a modal verb, a support or an opposition (stance:
    the same place, ``act``, ``modal`` or ``position`` under ``kind``, the words). Silences takes a row for
    each thing that another account of the meeting reports.

    Args:
        readout: The readout.
        kind: One of :data:`KINDS`.
        path: The sheet; default :func:`readout.measures.codes.path_of`.

    Raises:
        ReadoutError: If the file exists or can't be written.
    """
    of = KINDS[kind]
    return codes.store(of.prefilled(readout, of.columns), path or codes.path_of(readout, kind), of.legend())
