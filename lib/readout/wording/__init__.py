"""Findings in words: titles, captions and alternative texts, computed from the same tables as the charts.

No sentence here is true of one document only. "Given", "attributed to" and "reported" are used on
purpose: a readout is one side's account, so nothing here says that somebody *said* something.
"""

from readout.wording.contexts import (
    barcode,
    collocations,
    diversity,
    echo,
    lines,
    shared_phrases,
    shared_wording,
    spread_of,
)
from readout.wording.phrases import (
    SETTINGS,
    TERM_SETTINGS,
    Wording,
    counted,
    listed,
    percent,
    source,
    voice,
)
from readout.wording.share import (
    assigned,
    extremes,
    length_gap,
    openings,
    positions,
    ribbon,
    sentence_length,
    share_range,
    shares,
    simple_rules,
    two_way,
)
from readout.wording.terms import (
    contrasts,
    keyness,
    log_ratios,
    ranks,
    rates,
    stop_lists,
    survivors,
    top_terms,
)

__all__ = [
    "SETTINGS",
    "TERM_SETTINGS",
    "Wording",
    "assigned",
    "barcode",
    "collocations",
    "contrasts",
    "counted",
    "diversity",
    "echo",
    "extremes",
    "keyness",
    "length_gap",
    "lines",
    "listed",
    "log_ratios",
    "openings",
    "percent",
    "positions",
    "ranks",
    "rates",
    "ribbon",
    "sentence_length",
    "share_range",
    "shared_phrases",
    "shared_wording",
    "shares",
    "simple_rules",
    "source",
    "spread_of",
    "stop_lists",
    "survivors",
    "top_terms",
    "two_way",
    "voice",
]
