"""The readout card: the facts of all measures, the strongest first, fit to be cited from one page."""

import pandas as pd

from readout.document import Readout
from readout.exhibits import contexts, sentiment, share, stance, terms, topics
from readout.measures import naming

#: The measures that have something to add, in the order of their notebooks.
MEASURES = (share, terms, contexts, topics, sentiment, stance, naming)
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
