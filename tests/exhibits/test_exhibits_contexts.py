"""Exhibits of notebook 03: each chart draws what its table says, and findings about words in context."""

import pytest

import readout
import shown
from pictures import beside, lane_names, points
from readout.exhibits import contexts
from readout.measures import contexts as measure

LONG = readout.parse("A call\n\n" + "President Ana Sol said that the bridge is long. " * 12)
#: So many pairs are drawn.
PAIRS = 24


@pytest.fixture(scope="module")
def drawn(main):
    return shown.figures(shown.of_contexts(main))


def _paragraphs_of(found, term):
    return found.tokens[found.tokens["body"] & (found.tokens["term"] == term)]["paragraph"].nunique()


def test_barcode_draws_each_hit_in_the_lane_of_its_term(main, drawn):
    """NLTK shipped dispersion plots with their labels in the wrong order for more than a year."""
    axes = drawn["dispersion"].axes[0]
    names = lane_names(axes)
    body = main.tokens[main.tokens["body"]]["term"].tolist()
    shown = {}
    for collection in axes.collections:
        for (x, low), (_, high) in (path.vertices for path in collection.get_paths()):
            if high - low == pytest.approx(0.72):
                shown.setdefault(names[round((low + high) / 2)], []).append(int(x))
    for term in (n for n in names if n in set(body)):
        assert sorted(shown[term]) == [at for at, word in enumerate(body) if word == term]
        hits, paragraphs, _ = beside(axes, names.index(term))
        assert (int(hits), paragraphs) == (
            body.count(term),
            f"{_paragraphs_of(main, term)} of 19",
        )


def test_collocations_stand_beside_their_pair_and_counts(main, drawn):
    pairs = measure.collocations(main).head(PAIRS).sort_values("log_dice", ascending=False)
    axes = drawn["collocations"].axes[0]
    shown = [(lane_names(axes)[round(y)], x) for x, y, *_ in points(axes)]
    assert shown == [(f"{r.first} {r.second}", r.log_dice) for r in pairs.itertuples()]
    for lane, row in enumerate(pairs.to_dict("records")):
        counts = [str(row[name]) for name in ("count", "first_count", "second_count")]
        assert beside(axes, lane) == [*counts, f"{row['g2']:.1f}"]


def test_echo_draws_paragraphs_baseline_and_voice_of_each_length(main, drawn):
    table = measure.echo(main)
    axes = drawn["echo"].axes[0]
    shown = points(axes)
    for lane, (n, group) in enumerate(table.groupby("n")):
        assert lane_names(axes)[lane] == f"{n} words"
        own = group[group["kind"] == "own paragraph"]
        voice = group.loc[group["kind"] == "other voice", "share"].item()
        mine = [(x, shape) for x, y, shape, _ in shown if round(y) == lane]
        assert sorted(x for x, shape in mine if shape == "o") == sorted(own["share"])
        assert [x for x, shape in mine if shape == "D"] == [voice]
        baseline = own["shared"].sum() / own["words"].sum()
        assert beside(axes, lane) == [f"{voice:.1%}", f"{baseline:.1%}"]


def test_a_word_that_does_not_occur_is_said_not_to():
    lines = measure.kwic(LONG, "brigde")
    assert contexts.lines(lines, "brigde", measure.similar(LONG, "brigde")) == (
        "“brigde” does not occur in the body. Spelt alike: “bridge”."
    )


def test_findings_about_wording_of_the_main_document(main):
    passages = contexts.shared_phrases(measure.shared_phrases(main))
    assert "“to interfere in the internal affairs of” (7 words; 18.13 and 14.2)" in passages
    diversity = contexts.diversity(measure.diversity(main))
    assert "Xi Jinping has the more varied vocabulary" in diversity
    assert "names another" in diversity
