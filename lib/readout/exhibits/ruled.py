"""A component: a table drawn as a page prints it."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from readout.exhibits import page

# Of a drawn table in millimetres: its head and source, a line, what parts two rows.
_HEAD, _LINE, _GAP = 22, 3.3, 1.4


@dataclass(frozen=True)
class Column:
    """A column of a drawn table: its head, where it begins (share of the width), characters in a line."""

    head: str
    left: float
    wrap: int


def lines(columns: Sequence[Column], row: Sequence[str]) -> int:
    """How many lines a row takes."""
    return max(len(_wrapped(text, c)) for text, c in zip(row, columns, strict=True))


def fitting(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    """The first rows that fit on a page."""
    kept, height = [], _HEAD
    for row in rows:
        height += _LINE * lines(columns, row) + _GAP
        if height > page.MAX_HEIGHT / page.MM:
            break
        kept.append(row)
    return kept


def _wrapped(text: str, column: Column) -> list[str]:
    return textwrap.wrap(text, column.wrap) or [""]


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], title: str, source: str) -> Figure:
    """A table as a page prints it: a thin rule above each row, long texts in several lines."""
    wrapped = [[_wrapped(text, c) for text, c in zip(row, columns, strict=True)] for row in rows]
    sizes = [max(map(len, cells)) for cells in wrapped]
    with page.house_style():
        height = (_HEAD + _LINE * sum(sizes) + _GAP * len(rows)) * page.MM
        figure, axes = page.figure(title, source, width="text", height=height)
        axes.set_axis_off()
        axes.set_xlim(0, 1)
        axes.set_ylim(sum(sizes) + 0.42 * len(rows) + 1.2, 0)
        for c in columns:
            axes.text(c.left, 0.6, c.head, fontsize=7, color=page.GREY, va="center")
        at = 1.2
        for cells, size in zip(wrapped, sizes, strict=True):
            axes.axhline(at, color="#CCCCCC", linewidth=0.5)
            for c, lines in zip(columns, cells, strict=True):
                axes.text(c.left, at + 0.25, "\n".join(lines), fontsize=7, va="top", linespacing=1.25)
            at += size + 0.42
    return figure
