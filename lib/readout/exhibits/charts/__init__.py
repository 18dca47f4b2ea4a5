"""One function per kind of chart: a tidy table goes in, a Matplotlib figure comes out.

Nothing is computed here but positions on the page, nothing is written, and the global Matplotlib
settings are left alone. Voices are told apart by their place and label; colour only helps, and is
chosen to stay apart for colour-blind readers and in grey print.
"""

from readout.exhibits.charts.naming import card, entities, marked_ribbon, orders, silences, specifications
from readout.exhibits.page import GREY, WIDTHS, house_style, looks
from readout.exhibits.prose import label

__all__ = [
    "GREY",
    "WIDTHS",
    "card",
    "entities",
    "house_style",
    "label",
    "looks",
    "marked_ribbon",
    "orders",
    "silences",
    "specifications",
]
