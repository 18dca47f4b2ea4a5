"""What the notebooks mean by their words, and whom they cite: a glossary and a list of references."""

import html
from functools import cache
from importlib.resources import files
from typing import Any

from pybtex.database import BibliographyData, Entry, parse_string
from pybtex.plugin import find_plugin

from readout import resources
from readout.exhibits.prose import listed
from readout.exhibits.views import Page

#: The two parts of the glossary, as a reader is told.
PARTS = {"text": "The text and its parts", "statistics": "Measures and methods"}
# So many authors are named where a work is cited; of more only the first.
_NAMED = 3


def glossary() -> Page:
    """The words of all notebooks, each explained in a sentence or two, with its sources."""
    words = resources.table("glossary")
    parts = {title: [(word["word"], _explained(word)) for word in words[key]] for key, title in PARTS.items()}
    markup = "".join(f"<h3>{title}</h3><dl>{_definitions(entries)}</dl>" for title, entries in parts.items())
    text = "\n\n".join("\n".join([title, *map(": ".join, entries)]) for title, entries in parts.items())
    return Page(markup, text)


def _explained(word: dict[str, Any]) -> str:
    sources = "; ".join(cited(key) for key in word.get("sources", ()))
    return f"{word['means']} ({sources})" if sources else word["means"]


def _definitions(entries: list[tuple[str, str]]) -> str:
    return "".join(
        f"<dt><b>{html.escape(word)}</b></dt><dd>{html.escape(meaning)}</dd>" for word, meaning in entries
    )


def references() -> Page:
    """Every work that the notebooks and the library cite, by author and year, with its DOI where it has one."""
    style = find_plugin("pybtex.style.formatting", "plain")(
        sorting_style="author_year_title", abbreviate_names=True
    )
    entries = [entry.text for entry in style.format_bibliography(bibliography())]
    as_html, as_text = (find_plugin("pybtex.backends", name)() for name in ("html", "plaintext"))
    items = "".join(f"<li>{entry.render(as_html)}</li>" for entry in entries)
    return Page(f"<ul>{items}</ul>", "\n".join(entry.render(as_text) for entry in entries))


def cited(key: str) -> str:
    """A work as a sentence cites it.

    Args:
        key: Its key in ``data/references.bib``.

    Raises:
        KeyError: If there is no such key.

    Example:
        >>> cited("rayson2000"), cited("steegen2016")
        ('Rayson and Garside 2000', 'Steegen et al. 2016')
    """
    entry = bibliography().entries[key]
    names = authors(entry)
    shown = listed(names) if len(names) <= _NAMED else f"{names[0]} et al."
    return f"{shown} {entry.fields['year']}"


def authors(entry: Entry) -> list[str]:
    """The last names of a work's authors, in order."""
    return [" ".join([*person.prelast_names, *person.last_names]) for person in entry.persons["author"]]


@cache
def bibliography() -> BibliographyData:
    """The works of ``data/references.bib`` by their keys; callers share the result and must not change it.

    Example:
        >>> bibliography().entries["gries2008"].fields["year"]
        '2008'
    """
    source = files("readout").joinpath("data", "references.bib").read_text("utf-8")
    return parse_string(source, "bibtex")
