"""One function per kind of chart: a tidy table goes in, a Matplotlib figure comes out.

Nothing is computed here but positions on the page, nothing is written, and the global Matplotlib
settings are left alone. Voices are told apart by their place and label; colour only helps, and is
chosen to stay apart for colour-blind readers and in grey print.
"""

from readout.exhibits.charts.contexts import PAIRS, barcode, collocations, echo
from readout.exhibits.charts.naming import card, entities, marked_ribbon, orders, silences, specifications
from readout.exhibits.charts.page import GREY, WIDTHS, house_style, label, looks
from readout.exhibits.charts.sentiment import STRIP, drivers, forest, matrix, strip
from readout.exhibits.charts.share import (
    MIN_FOR_MEDIAN,
    RIBBON,
    attribution_rules,
    lengths,
    ribbon,
    share_with_range,
)
from readout.exhibits.charts.stance import demands, positions, senses
from readout.exhibits.charts.terms import keyness, log_ratios, ranks, rates
from readout.exhibits.charts.topics import heat, methods, starts, weights

__all__ = [
    "GREY",
    "MIN_FOR_MEDIAN",
    "PAIRS",
    "RIBBON",
    "STRIP",
    "WIDTHS",
    "attribution_rules",
    "barcode",
    "card",
    "collocations",
    "demands",
    "drivers",
    "echo",
    "entities",
    "forest",
    "heat",
    "house_style",
    "keyness",
    "label",
    "lengths",
    "log_ratios",
    "looks",
    "marked_ribbon",
    "matrix",
    "methods",
    "orders",
    "positions",
    "ranks",
    "rates",
    "ribbon",
    "senses",
    "share_with_range",
    "silences",
    "specifications",
    "starts",
    "strip",
    "weights",
]
