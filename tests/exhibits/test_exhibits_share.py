"""Exhibits of notebook 01: each chart draws what its table says, and the findings of the main document."""

import pytest
from matplotlib.collections import LineCollection, PathCollection

import shown
from pictures import bars, lane_names
from readout.exhibits import share
from readout.exhibits.prose import label
from readout.measures import share as measure


@pytest.fixture(scope="module")
def drawn(main):
    return shown.figures(shown.of_share(main))


def test_ribbon_draws_each_sentence_in_the_lane_of_its_voice(main, drawn):
    sentences = measure.ribbon(main)
    axes = drawn["attribution_ribbon"].axes[0]
    lanes = lane_names(axes)
    shown = {(x, width, lanes[lane]) for x, width, lane in bars(axes)}
    assert shown == {(row.first_word, row.words, label(row.speaker)) for row in sentences.itertuples()}
    triangles = {float(x) for line in axes.lines for x in line.get_xdata()}
    assert triangles == set(sentences.loc[sentences["framed"], "first_word"].astype(float))


def test_share_draws_each_share_beside_its_label(main, drawn):
    shares = measure.by_voice(main)
    axes = drawn["speaker_share"].axes[0]
    lanes = lane_names(axes)
    shown = {lanes[lane]: width for _, width, lane in bars(axes)}
    assert shown == pytest.approx({label(v): s for v, s in shares["share"].items()})
    assert all(x == 0 for x, _, _ in bars(axes))


def test_brackets_span_the_ranges(main, drawn):
    spread = measure.spread(measure.counting_rules(main))
    spans = [(min(line.get_xdata()), max(line.get_xdata())) for line in drawn["speaker_share"].axes[0].lines]
    assert spans == [(row.lowest, row.highest) for row in spread.itertuples()]


def test_grey_lines_span_what_doubt_could_move(main, drawn):
    lines = [c for c in drawn["speaker_share"].axes[0].collections if isinstance(c, LineCollection)]
    spans = [tuple(sorted(segment[:, 0])) for c in lines for segment in c.get_segments()]
    assert spans == [(r.least, r.most) for r in measure.doubt_range(main).itertuples()]


def test_rules_stack_to_the_whole(main, drawn):
    table = measure.attribution_rules(main)
    axes = drawn["attribution_rules"].axes[0]
    for lane, (_, row) in enumerate(table.iterrows()):
        widths = [width for _, width, where in bars(axes) if where == lane]
        assert widths == pytest.approx([row["Xi Jinping"], row["Vladimir Putin"], row["others"]])


def test_lengths_draw_a_dot_a_sentence(main, drawn):
    sentences = measure.ribbon(main)
    axes = drawn["sentence_length"].axes[0]
    dots = [c for c in axes.collections if isinstance(c, PathCollection)]
    shown = [sorted(c.get_offsets()[:, 0].tolist()) for c in dots]
    assert shown == [sorted(sentences.loc[sentences["speaker"] == v, "words"].tolist()) for v in main.voices]


def test_findings_of_the_main_document(main):
    shares, sentences = measure.by_voice(main), measure.ribbon(main)
    assert share.shares(shares) == (
        "Of the body's 2,118 words the readout gives Xi Jinping 76.4% (1,619), Vladimir Putin 20.2% (427), "
        "both sides together 1.9% (40) and the narrator 1.5% (32)."
    )
    assert "15 name their speaker; the other 57 (79%)" in share.openings(sentences)
    assert "to Vladimir Putin after 78.0% (18.1)" in share.positions(sentences)
    rules = measure.counting_rules(main)
    assert "Xi Jinping is given 79.1% by words, 77.6 to 80.6% over the 22 ways" in share.two_way(rules)
    assert "76.4%, by words A with frames counted" in share.extremes(rules)
    assert "24.5 to 78.0% of the words, under this notebook's 76.4%" in share.assigned(
        measure.attribution_rules(main)
    )
