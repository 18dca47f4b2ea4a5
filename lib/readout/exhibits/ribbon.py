"""A component: the text as a ribbon in reading order, with marks on its sentences."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from readout.exhibits import page
from readout.exhibits.prose import label

# Shapes of up to seven groups of marks, in the order of the groups.
_SHAPES = ("v", "s", "o", "D", "^", "P", "X")


def marked(
    sentences: pd.DataFrame, marks: pd.DataFrame, voices: Sequence[str], title: str, source: str
) -> Figure:
    """The text in reading order, a cell a sentence, with marks above the sentences that have something.

    Args:
        sentences: From :func:`readout.measures.share.ribbon`.
        marks: Columns ``place`` and ``group``, one row a mark.
        voices: Lanes from top to bottom.
        title: The finding.
        source: The source line.
    """
    groups = list(dict.fromkeys(marks["group"]))[: len(_SHAPES)]
    # Several marks of one sentence stand beside each other.
    marks = marks.assign(nth=marks.groupby("place").cumcount())
    step = sentences["words"].sum() / 90
    middle = (sentences["first_word"] + sentences["words"] / 2).set_axis(sentences["place"])
    lane_of = sentences.set_index("place")["speaker"].map(list(voices).index)
    with page.house_style():
        figure, axes = page.figure(title, source, width="text", height=(34 + 9 * len(voices)) * page.MM)
        for lane, voice in enumerate(voices):
            mine = sentences[sentences["speaker"] == voice]
            page.bars(axes, lane, mine["first_word"], mine["words"], page.looks(voices)[voice], height=0.4)
        handles = []
        for shape, group in zip(_SHAPES, groups, strict=False):
            shown = page.dot(page.Look(page.INK, page.INK), shape, hollow=shape in ("s", "D"), size=3.4)
            mine = marks[(marks["group"] == group) & marks["place"].isin(middle.index)]
            if len(mine):
                across = middle[mine["place"]].to_numpy() + mine["nth"].to_numpy() * step
                axes.plot(
                    across,
                    lane_of[mine["place"]] - 0.36,
                    linestyle="none",
                    clip_on=False,
                    **shown,
                )
            handles.append(page.mark(f"{group} {len(mine)}", **shown))
        page.key(axes, handles)
        axes.get_legend().set_bbox_to_anchor((0, 1.09))
        page.paragraph_rules(axes, sentences, len(voices))
        page.lanes(axes, [label(v) for v in voices])
        page.words_axis(axes, sentences)
    return figure
