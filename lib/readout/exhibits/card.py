"""Notebook 00: the readout card, the facts of all measures on one page, the firmest first."""

import re
from collections.abc import Mapping

import pandas as pd

from readout.document import Readout
from readout.exhibits import contexts, naming, ruled, sentiment, share, stance, terms, topics, views
from readout.exhibits.export import Exhibit
from readout.exhibits.prose import ACCOUNT, SETTINGS, Wording, counted, listed, source_line
from readout.reading.files import NOTEBOOKS

#: The measures that have something to add, in the order of their notebooks.
MEASURES = (share, terms, contexts, topics, sentiment, stance, naming)
_CARD = (
    ruled.Column("what", 0, 40),
    ruled.Column("fact", 0.36, 64),
    ruled.Column("rung", 0.91, 6),
    ruled.Column("in", 0.97, 4),
)
#: So many facts fit on the page.
ON_ONE_PAGE = 24
#: So many of a notebook's exact facts, and so many of its others, so that each notebook has its say.
EXACT, OTHERS = 4, 2


def facts(readout: Readout) -> pd.DataFrame:
    """Every fact of every measure, in the order of the notebooks.

    Returns:
        Columns ``about``, ``fact``, ``rung`` (of the claim ladder, ``C1`` is the firmest), ``where`` (the
        sentences it rests on, or ``body``), ``notebook``.
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


def strongest(found: pd.DataFrame) -> pd.DataFrame:
    """The facts for one page: exact ones first, then measured, then inferred; ties in their order.

    Example:
        >>> given = pd.DataFrame({"about": ["a", "b"], "rung": ["C2", "C1"], "notebook": ["01", "01"]})
        >>> strongest(given)["about"].tolist()
        ['b', 'a']
    """
    firmest = found.sort_values("rung", kind="stable", ignore_index=True)
    exact = firmest["rung"] == "C1"
    rank = firmest.groupby(["notebook", exact]).cumcount()
    kept = firmest[rank < exact.map({True: EXACT, False: OTHERS})]
    return kept.head(ON_ONE_PAGE).reset_index(drop=True)


def readout_card(readout: Readout, found: pd.DataFrame) -> Exhibit:
    """The card as one page: what, the fact, its rung and its notebook.

    Args:
        readout: The readout.
        found: From :func:`strongest`.
    """
    said = _card_words(found)
    cells = [(row.about, row.fact, row.rung, row.notebook) for row in found.itertuples()]
    return Exhibit(
        ruled.table(_CARD, cells, said.title, source_line(readout)), *said, found, readout, SETTINGS
    )


def _card_words(facts: pd.DataFrame) -> Wording:
    rungs = facts["rung"].value_counts().sort_index()
    cited = listed(f"{rung} {n}" for rung, n in rungs.items())
    return Wording(
        f"Readout card: {counted(len(facts), 'fact')}, the firmest first",
        "C1: exact, anybody gets it who reads the text. C2: measured, under a named rule. C3: inferred about such texts. The last "
        f"column names the notebook that shows the evidence. {ACCOUNT}",
        f"Table of {counted(len(facts), 'fact')} about the readout, by rung of the claim ladder: {cited}.",
    )
