"""The glossary and the references: all that is cited is listed, all that is listed is used."""

import re
import unicodedata

import nbformat
import pytest

from conftest import ROOT
from readout import resources
from readout.exhibits import lookup

LIBRARY = ROOT / "lib" / "readout"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
GLOSSARY = resources.table("glossary")
HOME = "00-start-here.ipynb#Look-up-the-words-used-here"

_NAME = r"[A-Z][\w’'-]*[a-zý]"
_CITED = re.compile(
    rf"(?P<names>{_NAME}(?:, {_NAME})*(?:,? (?:and|&) {_NAME})?)(?P<more> et al\.| and others)?"
    r"(?:['’]s \w+)?,? \(?(?P<year>(?:19|20)\d\d)(?!-)\b"
)
#: Dates and names of agendas look like citations.
_NONE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Agenda)$"
)


def prose(path):
    """What is typed in a notebook, without code, formulas and headings."""
    cells = [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown"]
    text = "\n\n".join(cells)
    text = re.sub(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$\n]*\$", " ", text, flags=re.DOTALL)
    return re.sub(r"^#+ .*$", "", text, flags=re.MULTILINE)


def module(path):
    """A module as one text: neither quotes nor the marks of comments stand in a sentence's way."""
    return re.sub(r"\"\s*\n\s*f?\"|\n\s*#:? ?|\"", " ", path.read_text("utf-8"))


def comments(path):
    """What is said of a list of words; the words themselves cite nobody."""
    return " ".join(re.findall(r"^#(.*)$", path.read_text("utf-8"), flags=re.MULTILINE))


def citations(text):
    """Key, last names (or the first alone) and whether there are others, of each work that a text cites."""
    for found in _CITED.finditer(" ".join(text.split())):
        names = re.split(r",? (?:and|&) |, ", re.sub(r"['’]s$", "", found["names"]))
        if not _NONE.search(names[-1]):
            yield key(names[0], found["year"]), names, bool(found["more"])


def key(name, year):
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"\W", "", plain).lower() + year


def cited_everywhere():
    modules = [path for path in sorted(LIBRARY.rglob("*.py")) if path.stem != "help"]
    lists = sorted((LIBRARY / "data").glob("*.toml"))
    read = (
        *((path, prose) for path in NOTEBOOKS),
        *((p, module) for p in modules),
        *((p, comments) for p in lists),
    )
    return [(path.name, *found) for path, text in read for found in citations(text(path))]


CITED = cited_everywhere()


def test_every_work_that_is_cited_is_listed_under_the_names_it_is_cited_by():
    entries = lookup.bibliography().entries
    assert {(where, key) for where, key, *_ in CITED if key not in entries} == set()
    for where, found, names, more in CITED:
        authors = lookup.authors(entries[found])
        assert names == (authors[: len(names)] if more else authors), (where, found)
        assert more == (len(authors) > len(names)), (where, found)


def test_every_work_that_is_listed_is_cited():
    used = {found for _, found, *_ in CITED} | {key for word in words() for key in word.get("sources", ())}
    assert set(lookup.bibliography().entries) == used


def test_citations_are_found_however_they_are_printed():
    text = (
        "As Gries (2008, not normalised) and Searle's classes (1976) say (Rayson & Garside 2000; Monroe,\n"
        "Colaresi and Quinn 2008), by Steegen et al. 2016, on 3 May 2031 in the 2030 Agenda of Rychlý (2008)."
    )
    assert [(found, len(names), more) for found, names, more in citations(text)] == [
        ("gries2008", 1, False),
        ("searle1976", 1, False),
        ("rayson2000", 2, False),
        ("monroe2008", 3, False),
        ("steegen2016", 1, True),
        ("rychly2008", 1, False),
    ]


@pytest.mark.parametrize("entry", lookup.bibliography().entries.values(), ids=lambda e: e.key)
def test_an_entry_has_its_key_and_what_a_reader_needs_to_find_it(entry):
    assert entry.key == key(lookup.authors(entry)[0], entry.fields["year"])
    assert {"title", "year"} <= set(entry.fields)
    assert {"journal", "booktitle", "publisher", "howpublished"} & set(entry.fields)
    assert re.fullmatch(r"10\.\d{4,5}/\S+", entry.fields.get("doi", "10.1000/none"))


def words():
    return [word for part in lookup.PARTS for word in GLOSSARY[part]]


def test_the_glossary_is_complete_sorted_and_says_nothing_twice():
    assert set(GLOSSARY) == set(lookup.PARTS)
    names = [word["word"] for word in words()]
    assert len(names) == len(set(names))
    measures = [word["word"].lower() for word in GLOSSARY["statistics"]]
    assert measures == sorted(measures)
    for word in words():
        assert set(word) <= {"word", "forms", "means", "sources"}
        assert re.fullmatch(r"[A-Z].*[.]", word["means"]), word["word"]
        assert len(word["means"].split()) <= 50, word["word"]


def test_the_glossary_explains_every_word_and_names_its_sources():
    page = lookup.glossary()
    assert page.markup.count("<dt>") == len(words())
    assert "kappa: Cohen’s kappa: agreement of two coders" in page.text
    assert "all in one place; with fewer hits than paragraphs it cannot be read. (Gries 2008; " in page.text


def test_the_references_are_rendered_in_order_with_their_links():
    page = lookup.references()
    entries = lookup.bibliography().entries
    assert len(page.text.splitlines()) == page.markup.count("<li>") == len(entries)
    links = [
        f"https://doi.org/{entries[k].fields['doi']}" for k in sorted(entries) if "doi" in entries[k].fields
    ]
    assert re.findall(r'<a href="([^"]+)">', page.markup) == links
    assert "{" not in page.markup + page.text


def first_use(text, word):
    """Where a text first uses a word, in one of its forms."""
    forms = "|".join(
        f"[{form[0].lower()}{form[0].upper()}]{re.escape(form[1:])}s?"
        for form in word.get("forms", [word["word"]])
    )
    return re.search(rf"(?<![\w-])(?:{forms})(?![\w-])", text)


@pytest.mark.parametrize("path", NOTEBOOKS[1:], ids=lambda p: p.stem)
def test_a_measure_is_linked_to_the_glossary_where_a_notebook_first_uses_it(path):
    text = prose(path)
    linked = [m.span() for m in re.finditer(rf"\[[^\]]*\]\({re.escape(HOME)}\)", text)]
    found = {word["word"]: first_use(text, word) for word in GLOSSARY["statistics"]}
    unlinked = [
        word for word, use in found.items() if use and not any(a <= use.start() < b for a, b in linked)
    ]
    assert unlinked == []
