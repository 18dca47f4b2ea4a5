"""What stands in a drawn figure, read back from it."""

import matplotlib as mpl
import numpy as np
from matplotlib.text import Annotation, Text


def texts_of(figure):
    """Everything that is printed; a tick outside the axis has a label that is not."""
    unseen = set()
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        unseen |= {tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high}
    return [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible() and t not in unseen]


def bars(axes):
    """Where each bar begins, how wide it is, and its lane."""
    return [(p.get_x(), p.get_width(), round(p.get_y() + p.get_height() / 2)) for p in axes.patches]


def points(axes):
    """The single marks of a chart: where, by shape, and whether hollow."""
    lines = [line for line in axes.lines if line.get_transform() == axes.transData]
    return [
        (x, y, line.get_marker(), line.get_markerfacecolor() == "white")
        for line in lines
        if line.get_marker() not in ("None", None, "")
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]


def lane_names(axes):
    return [label.get_text() for label in axes.get_yticklabels()]


def beside(axes, lane):
    """The numbers that stand right of a lane."""
    notes = [t for t in axes.texts if isinstance(t, Annotation) and t.xycoords != "axes fraction"]
    return [t.get_text() for t in notes if t.xy == (1, lane) and t.get_text()]


def contrast(a, b):
    """The contrast of two colours by WCAG 2."""
    high, low = sorted([_luminance(a), _luminance(b)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour):
    rgb = np.array(mpl.colors.to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])
