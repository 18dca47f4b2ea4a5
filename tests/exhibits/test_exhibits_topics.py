"""Exhibits of notebook 04: each chart draws what its table says, each sentence what its numbers are."""

import numpy as np
import pandas as pd
import pytest

import readout
import shown
from pictures import beside, lane_names, points
from readout.exhibits import topics as exhibits
from readout.exhibits.prose import label
from readout.measures import topics as measure
from shown import BOOK

HAND = exhibits.Basis("by hand codes", "by hand codes", ranks=True)
LIST = exhibits.Basis(
    "by word list", "by word list (the list finds a topic for 80% of the words)", ranks=True
)
SOL = "President Ana Sol said that "


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
        if share >= 0.005
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
    assert names[:3] == ["second reader", "word list, topic carried on", "word list, hits only"]
    shown = {(round(y), shape): x for x, y, shape, _ in points(axes)}
    for lane in range(len(names)):
        agreement, stability = beside(axes, lane)
        assert f"{shown[lane, 'o']:.2f}" == agreement
        steady = shown[lane, "s"]
        assert ("–" if np.isnan(steady) else f"{steady:.2f}") == stability  # a reader is asked once


def test_starts_draw_a_stroke_a_pair_and_their_mean(drawn):
    axes = drawn["model_starts"].axes[0]
    means = {round(y): x for x, y, shape, _ in points(axes) if shape == "D"}
    strokes = [c for c in axes.collections if len(c.get_paths()) == 3]
    assert len(strokes) == len(means) == len(lane_names(axes))
    for lane, collection in enumerate(strokes):
        values = [path.vertices[0][0] for path in collection.get_paths()]
        assert np.mean(values) == pytest.approx(means[lane])
        assert beside(axes, lane) == [f"{means[lane]:.2f}"]


# --- the answer -----------------------------------------------------------------------------------


def test_the_answer_is_the_first_topic_with_its_range(main):
    assert exhibits.answer(main) == (
        "By the hand codes of the project's authors, the largest topic in the words given to Vladimir Putin "
        "is “bilateral relationship” (24 to 33% of the words). In the words given to Xi Jinping it is "
        "“bilateral relationship” in 4 of 5 ways of counting (14 to 18% of the words)."
    )


RIGHT = ", and the right main topic for 41 to 59% of the sentences it was tested on"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It rains.", "The text is too short to rank topics: it has only 1 sentence."),
        (
            "trade grows. It is good for trade. Trade helps. Trade is old. Trade is new.",
            "By word list, the largest topic in the words given to Ana Sol is “trade, investment, "
            f"finance” (100% of the words). The list finds a topic for 100% of the words{RIGHT}.",
        ),
        (  # 30 of 49 words, none of them the person's
            f"it rains. {'It is wet. ' * 4}" + "\n\nThe leaders discussed trade and trade." * 5,
            "By word list, the largest topic of the whole text is “trade, investment, finance” (61% of the "
            f"words). The list finds a topic for 61% of the words{RIGHT}.",
        ),
        ("it rains. It is wet. It is cold. It is late. It is dark.",
         "By word list, no sentence has a topic, so that topics can't be ranked."),
    ],
)  # fmt: skip
def test_the_answer_to_a_text_that_nobody_has_coded(text, answer, monkeypatch):
    monkeypatch.setattr(measure, "locked_accuracy", lambda: {"low": 0.412, "high": 0.588})
    assert exhibits.answer(readout.parse(f"A call\n\n{SOL}{text}")) == answer


# --- other sentences ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ranks", "told"),
    [
        (0, "the first topic of Ana Sol changes."),
        (1, "the first topic of Ana Sol stays the same and the second changes."),
        (3, "the first 3 topics of Ana Sol keep their order."),
    ],
)
def test_ranks_are_told_as_far_as_they_hold(ranks, told):
    settled = pd.DataFrame({"speaker": ["Ana Sol"], "ranks": [ranks], "ways": [5]})
    assert exhibits.ranks(settled) == f"Over 5 ways of counting, {told}"
    assert "Too little" in exhibits.ranks(settled[:0])


def apart(*beyond):
    table = pd.DataFrame({"code": ["Society", "Relationship"], "p": [0.004, 0.3], "p_family": [0.02, 0.6]})
    return table.assign(beyond=table["code"].isin(beyond))


def weights():
    row = {
        "code": "Society",
        "speaker": "Ana Sol",
        "weight": 0.4,
        "low": 0.2,
        "high": 0.6,
        "sentences": 8,
        "of": 20,
    }
    return pd.DataFrame([row | {"unit": "sentence", "units": 20, "coverage": 0.87}])


@pytest.mark.parametrize(
    ("table", "whose", "title"),
    [
        (apart(), HAND, "No group of topics differs by more than chance"),
        (apart("Society"), HAND, "The two differ beyond chance in “Society”"),
        (apart("Society", "Relationship"), LIST,
         "By word list: the two differ beyond chance in 2 of 2 groups of topics"),
        (apart().assign(p_family=np.nan), HAND, "Too few sentences to say whose topics differ"),
        (apart()[:0], HAND, "Largest group of topics: Society for Ana Sol (40%)"),
    ],
)  # fmt: skip
def test_the_title_of_weights_says_what_the_test_says(call, table, whose, title):
    exhibit = exhibits.topic_weights(call, weights(), table, whose)
    assert exhibit.title == title
    assert "20 sentences for Ana Sol" in exhibit.caption
    assert "a true share of a tenth in 87 of 100 cases" in exhibit.caption
    assert whose.full in exhibit.caption


def test_the_verdict_on_differences_gives_both_ranges():
    assert exhibits.undecided({"by these codes": apart("Society")}) == (
        "By these codes, “Society” differs between the two by more than chance: a gap as large comes up in "
        "fewer than 1 to 30 of 100 random relabellings of the sentences for a group by itself, and in 2 to "
        "60 once all 2 are looked at."
    )
    assert "no group of topics differs" in exhibits.undecided({"by these codes": apart()})
    assert "too few coded sentences" in exhibits.undecided({"by these codes": apart()[:0]})


@pytest.mark.parametrize(
    ("shares", "title"),
    [
        ([[0.5, 0.5], [0.2, 0.8]], "both paragraphs keep to one topic; paragraph 1 touches 2"),
        ([[1.0, 0.0]], "the only paragraph keeps to one topic"),
        ([[0.4, 0.3], [0.4, 0.0]], "no paragraph keeps to one topic; paragraph 1 touches 2"),
        ([[1.0, 0.0], [0.3, 0.1]], "1 of 2 paragraphs keeps to one topic; paragraph 2 touches 2"),
        ([[1.0, 0.0]] * 30, "all 30 paragraphs keep to one topic"),
    ],
)
def test_the_title_of_the_map_says_what_is_printed(call, shares, title):
    table = pd.DataFrame(shares, columns=["ECON", "REL"], index=range(1, len(shares) + 1)).rename_axis(
        "paragraph"
    )
    voices = {paragraph: ["Ana Sol"] for paragraph in table.index}
    exhibit = exhibits.topic_map(call, table, voices, BOOK, LIST)
    assert exhibit.title == f"By word list, {title}"
    printed = len(exhibit.figure.axes[0].texts)
    assert printed == (int((table > 0).sum(axis=None)) if len(table) <= 24 else 0)


def test_one_sided_topics_come_with_what_chance_does():
    table = pd.DataFrame([("Ana Sol", code, 3, 0.25) for code in ("ECON", "REL", "CORE", "DEVT")],
                         columns=["speaker", "code", "sentences", "chance"])  # fmt: skip
    told = exhibits.only_one(table, BOOK, ["Ana Sol", "Bo Lund"])
    assert told.startswith(
        "Only Ana Sol is given “trade, investment, finance” (3 sentences; by chance in 25 of 100), "
    )
    assert "and 1 other topic. " in told
    assert exhibits.only_one(table[:0], BOOK, ["Ana Sol", "Bo Lund"]).endswith("none is one-sided.")
    assert "Too few coded sentences" in exhibits.only_one(table[:0], BOOK, ["Ana Sol"])


def test_readers_and_word_list_are_told_apart(main, call):
    _, coding = measure.best_coding(main, BOOK)
    second = measure.second_coding(main, BOOK)
    validity = measure.validity(main, BOOK, coding, second)
    told = exhibits.coders(validity, measure.disagreements(main, coding, second))
    assert "same main topic to 73 of 77 sentences (kappa 0.94)" in told
    assert "(6.1, 9.7, 17.1 and 18.4) both name the same topics in another order." in told
    listed = measure.by_dictionary(main, BOOK, carried=True)
    told = exhibits.word_list(main, validity, measure.agreement_by_speaker(coding, listed, main.speakers))
    assert "59 of 77 sentences (kappa 0.74; in-sample" in told
    assert "42 of 58 for Xi Jinping and 13 of 14 for Vladimir Putin" in told
    assert "in-sample" not in exhibits.word_list(call, validity, pd.DataFrame())
    assert "No second reader" in exhibits.coders(validity.drop(measure.SECOND_READER), pd.DataFrame())


@pytest.mark.parametrize(
    ("coded", "told"),
    [((0, 4), "unequally"), ((4, 4), "alike"), ((0, 0), "No sentence was coded clause by clause.")],
)
def test_clauses_of_one_side_only_are_a_warning(coded, told):
    table = pd.DataFrame({"speaker": ["Ana Sol", "Bo Lund"], "coded": coded, "sentences": [4, 4]})
    assert told in exhibits.clause_codes(table)
