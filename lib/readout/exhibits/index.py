"""What notebooks promise in their first cell, and the groups they stand in; it loads nothing."""

import re
from collections.abc import Mapping
from typing import NamedTuple

#: The notebooks by what they are for, each group under its heading.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "What everybody asks": ("01", "02", "04", "05"),
    "What goes deeper": ("03", "06", "07", "08"),
}
_QUESTION = re.compile(r"\*\*Question\.\*\* (.+)")
_WRITES = re.compile(r"\*\*Writes\*\*[^`]*`([^`]+)`")


class Opening(NamedTuple):
    """What the first cell of a notebook promises: its title, its question and its main picture."""

    title: str
    question: str
    figure: str


def opening(cell: str) -> Opening:
    r"""Read the first cell of a notebook.

    Example:
        >>> opening("# Count words\n\n**Question.** How many?\n\n**Writes** `01-words`, `01-more`.")
        Opening(title='Count words', question='How many?', figure='01-words')
    """
    question, figure = _QUESTION.search(cell), _WRITES.search(cell)
    return Opening(
        cell.partition("\n")[0].removeprefix("# "),
        question[1] if question else "",
        figure[1] if figure else "",
    )
