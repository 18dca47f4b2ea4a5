"""Exhibits of notebook 02: each chart draws what its table says, and findings about terms."""

import numpy as np
import pytest

import readout
import shown
from pictures import beside, lane_names, points
from readout.exhibits import terms
from readout.measures import terms as measure


@pytest.fixture(scope="module")
def drawn(main):
    return shown.figures(shown.of_terms(main))


def spelt(main, table):
    """A table as the pictures spell its terms."""
    return measure.as_printed(main, table)


def test_rates_stand_beside_their_term_with_the_hits_of_each_side(main, drawn):
    table = spelt(main, measure.rates(measure.sides(main)))
    axes = drawn["term_rates"].axes[0]
    names = lane_names(axes)
    shown = {(names[round(y)], shape): (x, hollow) for x, y, shape, hollow in points(axes)}
    for row in table.to_dict("records"):
        shape = {"Xi Jinping": "o", "Vladimir Putin": "D"}[row["speaker"]]
        x, hollow = shown.pop((row["term"], shape))
        assert x == pytest.approx(row["per_1000"])
        assert hollow == (row["count"] < measure.FEW)
    assert not shown
    for lane, term in enumerate(names):
        hits = table.loc[table["term"] == term, "count"]
        assert beside(axes, lane) == [str(n) for n in hits]


def test_intervals_of_rates_lie_on_their_own_lane(main, drawn):
    table = spelt(main, measure.rates(measure.sides(main))).dropna(subset=["low"])
    axes = drawn["term_rates"].axes[0]
    names = lane_names(axes)
    spans = sorted(
        (names[round(line.get_ydata()[0])], round(line.get_ydata()[0] % 1, 2), *line.get_xdata())
        for line in axes.lines
        if len(line.get_xdata()) == 2 and line.get_marker() == "None"
    )
    sides = {"Xi Jinping": 0.84, "Vladimir Putin": 0.16}
    expected = sorted((r.term, sides[r.speaker], r.low, r.high) for r in table.itertuples())
    assert [s[0] for s in spans] == [e[0] for e in expected]
    assert np.array([s[1:] for s in spans]) == pytest.approx(np.array([e[1:] for e in expected]))


def test_ranks_begin_and_end_with_their_own_term_and_hits(main, drawn):
    table = spelt(main, measure.ranks(main, top=15))
    figure = drawn["term_ranks"]
    for axes, speaker in zip(figure.axes, table["speaker"].unique(), strict=True):
        assert axes.get_title() == speaker
        printed = {(*t.xy, t.get_text()) for t in axes.texts}
        ends = table[(table["speaker"] == speaker) & table["rule"].isin(["A", "C"])]
        rules = [t.get_text().removeprefix("rule ") for t in axes.get_xticklabels()]
        assert printed == {
            (rules.index(row["rule"]), row["rank"], f"{row['term']} {row['count']}")
            for row in ends.to_dict("records")
        }


def test_keyness_draws_each_term_at_its_hits_and_names_the_right_ones(main, drawn):
    sides = measure.sides(main)
    key = spelt(main, measure.compare(sides, resamples=100))
    axes = drawn["keyness"].axes[0]
    shown = sorted((x, round(y, 9), shape, hollow) for x, y, shape, hollow in points(axes))
    assert shown == sorted((r.hits, round(r.g2, 9), "oD"[r.g2 < 0], r.stop) for r in key.itertuples())
    at = key.groupby(["hits", key["g2"].round(9)])["term"].agg(list)
    named = [t for t in axes.texts if t.xy[0] in set(key["hits"])]
    assert len(named) > 8
    for text in named:
        assert set(text.get_text().split(", ")) <= set(at[text.xy[0], round(text.xy[1], 9)])
    dashed = [line.get_ydata()[0] for line in axes.lines if line.get_linestyle() == "--"]
    assert sorted(map(abs, dashed)) == pytest.approx([key["critical"].iloc[0]] * 2)


def test_log_ratios_stand_beside_their_term_and_hits(main, drawn):
    sides = measure.sides(main)
    table = measure.largest_differences(sides, measure.compare(sides, resamples=100))
    table = spelt(main, table).set_index("term")
    axes = drawn["log_ratios"].axes[0]
    names = lane_names(axes)
    assert [n for n in names if n] == table.index.tolist()
    shown = {names[y]: (x, hollow) for x, y, _, hollow in points(axes)}
    assert {term: x for term, (x, _) in shown.items()} == table["log_ratio"].to_dict()
    assert {term: hollow for term, (_, hollow) in shown.items()} == table["one_sided"].to_dict()
    for lane, term in enumerate(names):
        assert beside(axes, lane) == (
            [str(n) for n in table.loc[term, ["target", "reference"]]] if term else []
        )


def test_pictures_keep_the_counted_form_in_their_data(main):
    made = shown.of_terms(main).exhibits
    assert "china" in set(made["term_rates"].data["term"])
    assert "China" in lane_names(made["term_rates"].figure.axes[0])


def test_findings_about_terms_of_the_main_document(main):
    sides = measure.sides(main)
    names, key = list(sides), spelt(main, measure.compare(sides))
    assert terms.answer(main) == (
        "Xi Jinping is given “cooperation”, “China” and “Russia” most often, Vladimir Putin “China”, "
        "“Russia” and “international”. No word sets the two sides apart more than chance would: if the "
        "sentences are shuffled between them, some word differs as much in 23 of 100 trials."
    )
    assert terms.top_terms(main, measure.frequency(main)) == (
        "Most frequent apart from stop words and the speakers' names and titles: Xi Jinping "
        "“cooperation” (28), “China” (21) and “Russia” (17); Vladimir Putin “China” (10), “Russia” (9) "
        "and “international” (8)."
    )
    assert terms.differing(key) == (
        "The largest difference is “an” (1 to 5): with the sentences shuffled between the sides, some "
        "word differs as much in 23 of 100 trials, and with the sides moved round the text this word "
        "does in 11% of all places."
    )
    assert terms.keyness(main, key, names).title == "No word sets the two sides apart more than chance would"
    assert terms.contrasts(measure.contrasts(sides), names) == (
        "Of 6 questions fixed beforehand none sets the two sides apart. Nearest to it comes "
        "“opposition”, with 2 of 58 sentences for Xi Jinping and 4 of 14 sentences for Vladimir Putin: "
        "moved round the text, the sides differ as much in 14% of all places. Its words are densest in "
        "paragraphs 4 (1 of 3), 10 (1 of 3) and 18 (4 of 14)."
    )


def test_a_caption_tells_what_drawing_sentences_hides(main):
    made = [shown.of_terms(found).exhibits["term_rates"].caption for found in (main, APART)]
    wider = "drawn instead, those for Xi Jinping are 1.0 times as wide in the median and 1.5 times at most"
    assert wider in made[0]
    assert "Neither side has 10 paragraphs" in made[1]


def test_one_sided_terms_stand_beside_what_chance_gives(main):
    assert terms.one_sided(main, measure.one_sided(measure.sides(main))) == (
        "8 words are given at least 5 times to Xi Jinping and never to Vladimir Putin (“new” (13), "
        "“Sino-Russian” (8), “global” (7), “community” (6), “bilateral” (5), “democracy” (5), “people” "
        "(5) and “world” (5)); shuffled sentences give 10.4 on average, 5 to 17 in 95 of 100 trials. The "
        "other way round there is none, and chance would give none."
    )


def test_the_exercise_tells_what_changes(main):
    """Plurals that are counted with their singular: "countries" (15) becomes "country" (18), behind 28."""
    before, after = (measure.frequency(main, plurals=folded) for folded in (False, True))
    keeps = "In first place Xi Jinping keeps “cooperation” (28) and Vladimir Putin keeps “China” (10)."
    assert terms.first_places(main, before, after) == keeps
    after = after[after["term"] != "cooperation"]
    changes = "In first place for Xi Jinping it changes from “cooperation” (28) to “China” (21)"
    assert terms.first_places(main, before, after).startswith(changes)


APART = readout.parse(
    "A call\n\n"
    + "President Ana Sol said that the river is wide. " * 30
    + "\n\n"
    + "President Bo Lund said that a bridge is long. " * 30
)


def test_what_sets_two_sides_apart_is_named():
    key = measure.compare(measure.sides(APART), resamples=500)
    assert "“river” (30 to 0)" in terms.differing(key)
    assert terms.differing(key).endswith(
        "and more than elsewhere in the text when the sides are moved round it."
    )
    title = terms.keyness(APART, key, ["Ana Sol", "Bo Lund"]).title
    assert (
        title
        == "6 words set the two sides apart more than chance would, most of all “a”, “bridge” and “long”"
    )


def test_a_word_that_is_as_dense_elsewhere_sets_nobody_apart():
    """Shuffling finds it, moving the sides round the text does not, and both are told."""
    key = measure.compare(measure.sides(APART), resamples=500).head(2).assign(p_moved=[0.5, 0.5])
    assert terms.differing(key).endswith(
        "but not more than elsewhere in the text when the sides are moved round it."
    )
    assert terms.keyness(APART, key, ["Ana Sol", "Bo Lund"]).title.startswith(
        "No word sets the two sides apart"
    )
    mixed = terms.differing(key.assign(p_moved=[0.01, 0.5]))
    assert mixed.endswith("more than elsewhere in the text when the sides are moved round it is “a”.")


# --- texts of other kinds -------------------------------------------------------------------------

SHORT = readout.parse(
    "A call\n\nPresident Ana Sol said that the bridge is long. President Bo Lund thanked her."
)
ALONE = readout.parse(
    "A call\n\nPresident Ana Sol said that the bridge is long, that a bridge helps and a bridge is near. "
    "The call took place at noon."
)
NOBODY = readout.parse("A call\n\nThe two leaders discussed the bridge. They agreed to meet again.")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            SHORT,
            "The text is too short to rank words: none with content is given to Ana Sol or Bo Lund 3 "
            "times or more.",
        ),
        (
            ALONE,
            "Ana Sol is given “bridge” most often. Fewer than 10 sentences on a side can't tell whether "
            "a word sets Ana Sol and the rest apart.",
        ),
        (
            NOBODY,
            "No person is given words of their own; no word with content stands in the text 3 times or more.",
        ),
        (
            APART,
            "Ana Sol is given “river” and “wide” most often, Bo Lund “bridge” and “long”. 6 words set "
            "the two sides apart more than chance would, most of all “a”, “bridge” and “long”.",
        ),
    ],
    ids=["short", "one person", "nobody", "two sides that differ"],
)
def test_the_answer_fits_any_text(found, expected):
    assert terms.answer(found) == expected


def test_few_sentences_put_no_questions_and_compare_nothing():
    sides = measure.sides(SHORT)
    assert terms.contrasts(measure.contrasts(sides), list(sides)).startswith("One side has fewer than 10")
    assert terms.facts(SHORT).empty
    assert terms.one_sided(SHORT, measure.one_sided(sides, resamples=50)).startswith(
        "No word is given to one side"
    )
    alone = readout.parse("A call\n\nPresident Ana Sol said that the bridge is long. It is wet.")
    assert (
        terms.one_sided(alone, measure.one_sided(measure.sides(alone))) == "There is nobody to compare with."
    )


def test_questions_that_set_two_sides_apart_are_named():
    found = readout.parse(
        "A call\n\n"
        + "President Ana Sol said that we oppose rain. " * 20
        + "\n\n"
        + "President Bo Lund said that snow is white. " * 20
    )
    sides = measure.sides(found)
    answer = terms.contrasts(measure.contrasts(sides), list(sides))
    assert answer.startswith(
        "Of 6 questions fixed beforehand 2 set the two sides apart. “opposition”, with 20 of 20 "
        "sentences for Ana Sol and 0 of 20 sentences for Bo Lund: moved round the text, the sides differ "
        "as much in 5% of all places. Its words are densest in paragraph 2 (20 of 20). “first person "
        "plural”"
    )
