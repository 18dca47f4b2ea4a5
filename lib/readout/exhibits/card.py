"""Notebook 00: the readout card, the facts of all measures on one page, what matters most first."""

import re
from collections.abc import Mapping

import pandas as pd

from readout.document import Readout
from readout.exhibits import contexts, naming, ruled, sentiment, share, stance, terms, topics, views
from readout.exhibits.export import Exhibit
from readout.exhibits.prose import (
    ACCOUNT,
    SETTINGS,
    Wording,
    counted,
    dated,
    listed,
    percent,
    publisher,
    source_line,
    voice,
)
from readout.measures import share as share_measure
from readout.reading.files import NOTEBOOKS

#: The measures that have something to add, in the order of their notebooks.
MEASURES = (share, terms, contexts, topics, sentiment, stance, naming)
_CARD = (
    ruled.Column("what", 0, 40),
    ruled.Column("fact", 0.36, 64),
    ruled.Column("rung", 0.91, 6),
    ruled.Column("in", 0.97, 4),
)
#: The least important that still goes on the page, of 1 (the page's first lines) to 3.
ON_THE_PAGE = 2


def facts(readout: Readout) -> pd.DataFrame:
    """Every fact of every measure, in the order of the notebooks.

    Returns:
        Columns ``about``, ``fact``, ``rung`` (of the claim ladder, ``C1`` is the firmest), ``where`` (the
        sentences it rests on, or ``body``), ``importance`` (1 belongs into the first lines of a page, 3 only
        into the whole list), ``notebook``.
    """
    return pd.concat([measure.facts(readout) for measure in MEASURES], ignore_index=True)


def linked(found: pd.DataFrame) -> views.Page:
    """The facts as a table, each with a link to the notebook that shows it.

    Args:
        found: From :func:`facts`; the last column numbers the notebook.
    """
    page = views.table(found)
    stems = {path.stem[:2]: path.stem for path in NOTEBOOKS.glob("*.ipynb")}
    markup = re.sub(r">(\d\d)</td></tr>", lambda m: _link(m[1], stems), page.markup)
    return views.Page(markup, page.text)


def _link(number: str, stems: Mapping[str, str]) -> str:
    inner = f'<a href="{stems[number]}.ipynb">{number}</a>' if number in stems else number
    return f">{inner}</td></tr>"


def first_page(found: pd.DataFrame) -> pd.DataFrame:
    """The facts that fit on one page: what matters most first, each measure's in their order.

    Example:
        >>> given = pd.DataFrame({"about": "a", "fact": ["one", "two", "three"], "rung": "C1", "notebook": "01",
        ...                       "importance": [2, 1, 3]})
        >>> first_page(given)["fact"].tolist()
        ['two', 'one']
    """
    ranked = found[found["importance"] <= ON_THE_PAGE].sort_values(
        "importance", kind="stable", ignore_index=True
    )
    return ranked.head(len(ruled.fitting(_CARD, _cells(ranked))))


def _cells(found: pd.DataFrame) -> list[tuple[str, ...]]:
    return [(row.about, row.fact, row.rung, row.notebook) for row in found.itertuples()]


def answer(readout: Readout) -> str:
    """Whose account this is, how long, and who fills it."""
    date = f", dated {dated(readout.date)}" if readout.date else ""
    total = counted(int(readout.tokens["body"].sum()), "word")
    return f"This is the account of {publisher(readout)}{date}: {total}. {_attributed(readout)}"


def _attributed(readout: Readout) -> str:
    shares = share_measure.by_voice(readout).loc[list(readout.speakers), "share"]
    if shares.empty:
        return "It attributes none of them to a person by name."
    if len(shares) == 1:
        return f"It attributes {percent(shares.iloc[0], digits=0)} of them to {voice(shares.index[0])}, the only person reported."
    named = dict(shares if len(shares) < 4 else shares.head(2))
    if len(named) < len(shares):
        named[counted(len(shares) - len(named), "other")] = shares.iloc[len(named) :].sum()
    return f"Of these it attributes {listed(f'{percent(part, digits=0)} to {voice(name)}' for name, part in named.items())}."


def readout_card(readout: Readout, found: pd.DataFrame) -> Exhibit:
    """The card as one page: what, the fact, its rung and its notebook.

    Args:
        readout: The readout.
        found: From :func:`first_page`.
    """
    said = _card_words(found)
    return Exhibit(
        ruled.table(_CARD, _cells(found), said.title, source_line(readout)), *said, found, readout, SETTINGS
    )


def _card_words(facts: pd.DataFrame) -> Wording:
    rungs = facts["rung"].value_counts().sort_index()
    cited = listed(f"{rung} {n}" for rung, n in rungs.items())
    return Wording(
        f"Readout card: {counted(len(facts), 'fact')}, what matters most first",
        "C1: exact, anybody gets it who reads the text. C2: measured, under a named rule. C3: inferred about such texts. The last "
        f"column names the notebook that shows the evidence. {ACCOUNT}",
        f"Table of {counted(len(facts), 'fact')} about the readout, by rung of the claim ladder: {cited}.",
    )
