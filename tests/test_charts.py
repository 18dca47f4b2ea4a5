"""Figures as a reader sees them: nothing cut, too small, overlapping, or told by colour alone."""

import itertools

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.text import Text

import readout
from readout import charts, export, share, wording

FOUR = readout.parse(
    "A summit of four\n\n" + "".join(
        f"President {name} said that {'the bridge over the river is long ' * 3}and old. It is wet.\n\n"
        for name in ("Ana Sol", "Bartholomew Lundqvist-Okonkwo", "Cara Fenn", "Dov Ilk")
    ) + "The leaders agreed to meet again.\n"
)  # fmt: skip
ONE = readout.parse("A call\n\nPresident Ana Sol said that the bridge is long. It is wet.")


def draw(found):
    """All charts of a readout by name, laid out as they are exported, with what they draw."""
    shares, sentences, rules = share.by_voice(found), share.ribbon(found), share.counting_rules(found)
    ranges = shares.join(share.spread(rules))
    simple = share.attribution_rules(found)
    lengths = share.sentence_lengths(found)
    texts = {
        "ribbon": wording.ribbon(sentences, shares),
        "share": wording.share_range(ranges, rules),
        "rules": wording.simple_rules(simple, sentences=len(sentences)),
        "lengths": wording.sentence_length(lengths, share.length_gap(found)),
    }
    common = {name: {"title": text.title, "source": wording.source(found)} for name, text in texts.items()}
    figures = {
        "ribbon": charts.ribbon(sentences, voices=found.voices, **common["ribbon"]),
        "share": charts.share_with_range(ranges, **common["share"]),
        "rules": charts.attribution_rules(simple, **common["rules"]),
        "lengths": charts.lengths(sentences, voices=found.voices, **common["lengths"]),
    }
    for figure in figures.values():
        export.settle(figure)
    return figures


@pytest.fixture(scope="module", params=["main document", "four people", "one person"])
def figures(request, main):
    return draw({"main document": main, "four people": FOUR, "one person": ONE}[request.param])


def texts_of(figure):
    """Everything that is printed; a tick outside the axis has a label that is not."""
    unseen = set()
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        unseen |= {tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high}
    return [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible() and t not in unseen]


def test_no_text_is_cut_by_the_page(figures):
    for name, figure in figures.items():
        page = figure.bbox
        for text in texts_of(figure):
            box = text.get_window_extent()
            inside = (
                page.x0 - 1 <= box.x0
                and box.x1 <= page.x1 + 1
                and page.y0 - 1 <= box.y0
                and box.y1 <= page.y1 + 1
            )
            assert inside, (name, text.get_text())


def test_no_two_texts_overlap(figures):
    for name, figure in figures.items():
        boxes = [(t.get_text(), t.get_window_extent().shrunk(0.96, 0.9)) for t in texts_of(figure)]
        for (a, one), (b, other) in itertools.combinations(boxes, 2):
            assert not one.overlaps(other), (name, a, b)


def test_text_is_large_enough_for_print(figures):
    for name, figure in figures.items():
        small = [(t.get_text(), t.get_fontsize()) for t in texts_of(figure) if t.get_fontsize() < 6.5]
        assert not small, name


def test_widths_are_those_of_a_page(figures):
    widths = {name: round(figure.get_size_inches()[0] * 25.4) for name, figure in figures.items()}
    assert widths == {"ribbon": 160, "share": 89, "rules": 160, "lengths": 160}
    assert all(figure.get_size_inches()[1] * 25.4 <= 170 for figure in figures.values())


def luminance(colour):
    """Relative luminance by WCAG 2."""
    rgb = np.array(mpl.colors.to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(a, b):
    high, low = sorted([luminance(a), luminance(b)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_voice_stands_out_from_the_page():
    looks = charts.looks(["Ana", "Bo", "Cara", "Dov", "joint", "narrator"])
    assert all(
        max(contrast(look.fill, "white"), contrast(look.edge, "white")) >= 3 for look in looks.values()
    )


def test_voices_differ_in_grey_or_by_hatching():
    looks = charts.looks(["Ana", "Bo", "Cara", "Dov", "joint", "narrator"])
    for a, b in itertools.combinations(looks.values(), 2):
        assert contrast(a.fill, b.fill) >= 1.5 or a.hatch != b.hatch


def test_greys_of_text_are_readable():
    assert contrast(charts.GREY, "white") >= 4.5


# --- what is drawn is what the table says --------------------------------------------------------


def bars(axes):
    return [(p.get_x(), p.get_width(), round(p.get_y() + p.get_height() / 2)) for p in axes.patches]


def test_ribbon_draws_each_sentence_in_the_lane_of_its_voice(main):
    sentences = share.ribbon(main)
    axes = draw(main)["ribbon"].axes[0]
    lanes = [label.get_text() for label in axes.get_yticklabels()]
    drawn = {(x, width, lanes[lane]) for x, width, lane in bars(axes)}
    assert drawn == {(row.first_word, row.words, charts.label(row.speaker)) for row in sentences.itertuples()}
    triangles = {float(x) for line in axes.lines for x in line.get_xdata()}
    assert triangles == set(sentences.loc[sentences["framed"], "first_word"].astype(float))


def test_share_draws_each_share_beside_its_label(main):
    shares = share.by_voice(main)
    axes = draw(main)["share"].axes[0]
    lanes = [label.get_text() for label in axes.get_yticklabels()]
    drawn = {lanes[lane]: width for _, width, lane in bars(axes)}
    assert drawn == pytest.approx({charts.label(v): s for v, s in shares["share"].items()})
    assert all(x == 0 for x, _, _ in bars(axes))


def test_brackets_span_the_ranges(main):
    spread = share.spread(share.counting_rules(main))
    spans = [(min(line.get_xdata()), max(line.get_xdata())) for line in draw(main)["share"].axes[0].lines]
    assert spans == [(row.lowest, row.highest) for row in spread.itertuples()]


def test_rules_stack_to_the_whole(main):
    table = share.attribution_rules(main)
    axes = draw(main)["rules"].axes[0]
    for lane, (_, row) in enumerate(table.iterrows()):
        widths = [width for _, width, where in bars(axes) if where == lane]
        assert widths == pytest.approx([row["Xi Jinping"], row["Vladimir Putin"], row["others"]])


def test_lengths_draw_a_dot_a_sentence(main):
    sentences = share.ribbon(main)
    axes = draw(main)["lengths"].axes[0]
    dots = [c for c in axes.collections if isinstance(c, PathCollection)]
    drawn = [sorted(c.get_offsets()[:, 0].tolist()) for c in dots]
    assert drawn == [sorted(sentences.loc[sentences["speaker"] == v, "words"].tolist()) for v in main.voices]


def test_global_settings_are_left_alone(main):
    before = dict(mpl.rcParams)
    draw(main)
    assert dict(mpl.rcParams) == before
