"""What the collection answers: each notebook with its question, its answer and its main picture."""

import html
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from readout.document import Readout
from readout.exhibits import card, robustness
from readout.exhibits.index import GROUPS, Opening, opening
from readout.exhibits.views import Page
from readout.reading.files import FIGURES_VARIABLE, MAIN, NOTEBOOKS

#: What answers in each notebook, by its number.
ANSWERING: Mapping[str, ModuleType] = {
    f"{number:02}": module for number, module in enumerate((*card.MEASURES, robustness), start=1)
}


class Entry(NamedTuple):
    """A notebook in the list of contents: its file's name, its opening and its answer."""

    file: str
    opening: Opening
    answer: str


def entries(readout: Readout) -> dict[str, Entry]:
    """Every notebook that answers something about a readout, by its number."""
    found = {}
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        if of := ANSWERING.get(path.stem[:2]):
            first = json.loads(path.read_text("utf-8"))["cells"][0]["source"]
            found[path.stem[:2]] = Entry(path.name, opening("".join(first)), of.answer(readout))
    return found


def contents(readout: Readout) -> Page:
    """The notebooks in their two groups, each with its question, its answer and its main picture."""
    found, pictures = entries(readout), _pictures(readout)
    parts, lines = [], []
    for heading, numbers in GROUPS.items():
        group = [found[number] for number in numbers]
        parts += [f"<h3>{heading}</h3>", *_rows(group, pictures)]
        lines += [heading, *(f"{entry.opening.question} {entry.answer}" for entry in group)]
    return Page("".join(parts), "\n".join(lines))


def _rows(group: Iterable[Entry], pictures: str) -> Iterable[str]:
    for file, (title, question, figure), answer in group:
        alt = html.escape(f"Main picture of the notebook: {figure[3:].replace('-', ' ')}")
        yield (
            '<div style="display:flex;gap:16px;align-items:flex-start;margin:10px 0">'
            f'<img src="{html.escape(pictures)}{figure}.png" alt="{alt}" style="width:200px;flex:none">'
            f'<div><a href="{file}"><b>{html.escape(title)}</b></a><br>{html.escape(question)}<br>'
            f"<b>{html.escape(answer)}</b></div></div>"
        )


def _pictures(readout: Readout) -> str:
    """The way from a notebook to the pictures of a readout.

    The command puts the executed notebooks of any text but the main one beside its pictures.
    """
    if os.environ.get(FIGURES_VARIABLE) and readout.name != MAIN:
        return ""
    return f"{Path('..', 'figures', readout.name).as_posix()}/"
