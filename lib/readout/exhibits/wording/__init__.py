"""Findings in words: titles, captions and alternative texts, computed from the same tables as the charts.

No sentence here is true of one document only. "Given", "attributed to" and "reported" are used on
purpose: a readout is one side's account, so nothing here says that somebody *said* something.
"""

from readout.exhibits.prose import (
    RESAMPLED,
    SETTINGS,
    TERM_SETTINGS,
    WORD_SETTINGS,
    Wording,
    counted,
    listed,
    percent,
    voice,
)
from readout.exhibits.prose import (
    source_line as source,
)
from readout.exhibits.wording.naming import (
    FORK_SETTINGS,
    NAMING_SETTINGS,
    REGISTER_SETTINGS,
    VERB_SETTINGS,
    address,
    artefacts,
    card,
    name_order,
    named,
    reporting,
    robustness,
    silences,
    specifications,
    verb_stances,
)

__all__ = [
    "FORK_SETTINGS",
    "NAMING_SETTINGS",
    "REGISTER_SETTINGS",
    "RESAMPLED",
    "SETTINGS",
    "TERM_SETTINGS",
    "VERB_SETTINGS",
    "WORD_SETTINGS",
    "Wording",
    "address",
    "artefacts",
    "card",
    "counted",
    "listed",
    "name_order",
    "named",
    "percent",
    "reporting",
    "robustness",
    "silences",
    "source",
    "specifications",
    "verb_stances",
    "voice",
]
