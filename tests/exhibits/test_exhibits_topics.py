"""Exhibits of notebook 04: each chart draws what its table says."""

import numpy as np
import pytest

import shown
from pictures import beside, lane_names, points
from readout.exhibits.prose import label
from readout.measures import topics as measure
from shown import BOOK


@pytest.fixture(scope="module")
def drawn(main):
    return shown.figures(shown.of_topics(main))


def test_map_prints_each_share_in_the_row_and_column_of_its_topic(main, drawn):
    _, coding = measure.best_coding(main, BOOK)
    table = measure.by_paragraph(coding, BOOK.codes)
    axes = drawn["topic_map"].axes[0]
    assert [" ".join(t.get_text().split()) for t in axes.get_xticklabels()] == list(BOOK.titles.values())
    voices = {p: measure.paragraph_voices(coding)[p][0] for p in table.index}
    for name, paragraph in zip(lane_names(axes), table.index, strict=True):
        assert name.startswith(f"{paragraph}  {label(voices[paragraph])}")
    shown = {t.get_position(): t.get_text() for t in axes.texts}
    assert shown == {
        (column, row): f"{share * 100:.0f}"
        for row, shares in enumerate(table.to_numpy())
        for column, share in enumerate(shares)
        if share >= 0.1
    }
    assert axes.images[0].get_array().tolist() == table.to_numpy().tolist()


def test_weights_stand_beside_their_group_with_its_sentences(main, drawn):
    _, coding = measure.best_coding(main, BOOK)
    table = measure.speaker_weights(
        measure.grouped(coding, BOOK.groups), list(dict.fromkeys(BOOK.groups.values())), main.speakers
    )
    axes = drawn["topic_weights"].axes[0]
    names = lane_names(axes)
    shown = {(names[round(y)], shape): x for x, y, shape, _ in points(axes)}
    shapes = {"Xi Jinping": "o", "Vladimir Putin": "D"}
    expected = {(r.code, shapes[r.speaker]): r.weight * 100 for r in table.itertuples()}
    assert shown == pytest.approx(expected)
    for lane, name in enumerate(names):
        assert beside(axes, lane) == [str(n) for n in table.loc[table["code"] == name, "sentences"]]


def test_methods_stand_beside_their_agreement_and_stability(drawn):
    axes = drawn["topic_methods"].axes[0]
    names = lane_names(axes)
    assert names[:2] == ["dictionary, topic carried on", "dictionary, hits only"]
    shown = {(round(y), shape): x for x, y, shape, _ in points(axes)}
    for lane in range(len(names)):
        agreement, stability = beside(axes, lane)
        assert f"{shown[lane, 'o']:.2f}" == agreement
        assert f"{shown[lane, 's']:.2f}" == stability


def test_starts_draw_a_stroke_a_pair_and_their_mean(drawn):
    axes = drawn["model_starts"].axes[0]
    means = {round(y): x for x, y, shape, _ in points(axes) if shape == "D"}
    strokes = [c for c in axes.collections if len(c.get_paths()) == 3]
    assert len(strokes) == len(means) == len(lane_names(axes))
    for lane, collection in enumerate(strokes):
        values = [path.vertices[0][0] for path in collection.get_paths()]
        assert np.mean(values) == pytest.approx(means[lane])
        assert beside(axes, lane) == [f"{means[lane]:.2f}"]
