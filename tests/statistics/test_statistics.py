import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import adjusted_rand_score

from readout import statistics
from readout.statistics import MIN_UNITS, difference_of_means


def test_value_is_the_difference_of_the_means():
    assert difference_of_means([1, 2, 3], [10]).value == -8


def test_p_agrees_with_welch_where_both_are_normal():
    random = np.random.default_rng(1)
    a, b = random.normal(0, 1, 80), random.normal(0.4, 1, 80)
    assert difference_of_means(a, b).p == pytest.approx(
        stats.ttest_ind(a, b, equal_var=False).pvalue, abs=0.01
    )


def test_limits_agree_with_the_normal_interval():
    random = np.random.default_rng(2)
    a, b = random.normal(3, 1, 200), random.normal(2, 1, 200)
    found = difference_of_means(a, b)
    half = 1.96 * np.sqrt(a.var(ddof=1) / 200 + b.var(ddof=1) / 200)
    assert (found.low, found.high) == pytest.approx((found.value - half, found.value + half), abs=0.02)


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others():
    a, b = range(20), range(3, 30)
    assert difference_of_means(a, b) == difference_of_means(a, b)
    assert difference_of_means(a, b, seed=1).low != difference_of_means(a, b, seed=2).low


def test_few_units_get_no_interval():
    found = difference_of_means(range(MIN_UNITS - 1), range(50))
    assert np.isnan([found.low, found.high, found.p]).all()
    assert not np.isnan(difference_of_means(range(MIN_UNITS), range(50)).p)


def test_an_empty_group_is_refused_with_the_sizes():
    with pytest.raises(ValueError, match="got 0 and 2 values"):
        difference_of_means([], [1, 2])


# --- keyness: published examples -----------------------------------------------------------------

# Hits in target and reference, sizes of both, cells, G2.
G2_EXAMPLES = {
    "quanteda.extras": (10, 5, 100, 200, 4, 7.329812),
    "ten times ln 2 (Rayson & Garside)": (10, 5, 100, 200, 2, 6.931472),
    "UCREL wizard, 2 cells": (52, 57, 50_000, 75_000, 2, 2.651710),
    "UCREL wizard, 4 cells": (52, 57, 50_000, 75_000, 4, 2.654064),
    "Dunning 1993, the swiss": (110, 111, 110 + 2442, 111 + 29114, 4, 270.72),
    "Dunning 1993, can be": (8, 24, 8 + 5, 24 + 31740, 4, 95.29),
    "Dunning 1993, p. 72": (10, 3, 10, 3 + 31764, 4, 167.23),
    "quanteda.textstats, letters": (7, 2, 10, 9, 4, 4.534939),
    "AntConc, 2 cells": (23, 551, 263, 8870, 2, 2.3306),
    "AntConc, 4 cells": (23, 551, 263, 8870, 4, 2.5070),
}


@pytest.mark.parametrize("example", G2_EXAMPLES.values(), ids=G2_EXAMPLES)
def test_g2_of_published_examples(example):
    a, b, n1, n2, cells, expected = example
    assert float(statistics.g2(a, b, n1, n2, cells=cells)) == pytest.approx(expected, abs=5e-3)


@given(
    st.tuples(st.integers(0, 50), st.integers(0, 50)).filter(any), st.integers(51, 500), st.integers(51, 500)
)
def test_g2_agrees_with_scipy_and_is_never_smaller_than_its_two_cells(hits, n1, n2):
    (a, b), table = hits, [[hits[0], n1 - hits[0]], [hits[1], n2 - hits[1]]]
    theirs = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    ours = float(statistics.g2(a, b, n1, n2))
    assert ours == pytest.approx(theirs, abs=1e-8)
    assert ours >= float(statistics.g2(a, b, n1, n2, cells=2)) - 1e-9


def test_other_cells_are_refused():
    with pytest.raises(ValueError, match="must be 4 or 2, got 3"):
        statistics.g2(1, 1, 10, 10, cells=3)


def test_log_ratio_of_published_examples():
    assert float(statistics.log_ratio(52, 57, 50_000, 75_000)) == pytest.approx(0.452512, abs=1e-6)
    assert float(statistics.log_ratio(4, 0, 1000, 1000)) == 3  # 0 counts as a half (Hardie 2014)


# Monroe, Colaresi & Quinn 2008 as scattertext computes it (four terms of variance); prior 0.01.
FIGHTIN_WORDS = {
    "one word against many": (
        (1, 5, 1, 9),
        (100, 510, 100, 199),
        (-0.6095321, -1.0345766, -0.6095321, 1.5201005),
        (-0.589845, -1.905684, -0.589845, 2.983064),
    ),
    "a hundred words": (
        (10, 5, 1, 84),
        (2, 5, 6, 187),
        (2.393725, 0.718961, -1.110884, -1.007434),
        (3.055923, 1.116243, -1.026250, -2.547572),
    ),
}


@pytest.mark.parametrize("example", FIGHTIN_WORDS.values(), ids=FIGHTIN_WORDS)
def test_log_odds_of_published_examples(example):
    a, b, delta, z = example
    found = statistics.log_odds(a, b, 0.01)
    assert found[0].tolist() == pytest.approx(delta, abs=1e-6)
    assert found[1].tolist() == pytest.approx(z, abs=1e-6)


def test_scattertexts_score_follows_from_z():
    z = statistics.log_odds((1, 5, 1, 9), (100, 510, 100, 199), 0.01)[1]
    published = (0.4447054, 0.9433088, 0.4447054, -0.9971462)
    assert (1 - 2 * stats.norm.cdf(z)).tolist() == pytest.approx(published, abs=1e-6)


def test_a_prior_of_zero_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        statistics.log_odds([1, 2], [3, 4], 0)


# --- dispersion: published examples --------------------------------------------------------------

UNEQUAL = (9, 10, 10, 10, 11)  # Gries 2019
LYNE = (
    (2, 0, 1, 1, 3, 0, 3, 0, 0, 0),
    (8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930),
)


def proportions(hits, sizes, *, normalised=False):
    """The formula without the refusal of few hits, for examples that have few."""
    many = np.array(hits) * 1000
    return statistics.deviation_of_proportions(many, sizes, normalised=normalised)


@pytest.mark.parametrize(
    ("hits", "sizes", "plain", "normalised"),
    [
        ((3, 3, 3), (1, 1, 1), 0, 0),
        ((2, 1, 0), (1, 1, 1), 1 / 3, 0.5),
        ((1, 2, 3, 4, 5), UNEQUAL, 0.18, 0.219512),
        ((2, 2, 2, 2, 2), UNEQUAL, 0.02, 0.024),
        ((0, 1, 0, 0, 0), UNEQUAL, 0.80, 0.976),
        ((1, 0, 0, 0, 0), UNEQUAL, 0.82, 1.0),
        ((0, 0, 0, 0, 1), UNEQUAL, 0.78, 0.951),
        (*LYNE, 0.4990705, 1 - 0.446452),
    ],
    ids=["even", "Gries 2008 p. 416", "a", "b", "q", "i", "x", "Lyne 1985"],
)
def test_dp_of_published_examples(hits, sizes, plain, normalised):
    assert proportions(hits, sizes) == pytest.approx(plain, abs=5e-4)
    assert proportions(hits, sizes, normalised=True) == pytest.approx(normalised, abs=5e-4)


def test_dp_is_refused_below_as_many_hits_as_parts_and_for_one_part():
    assert np.isnan(statistics.deviation_of_proportions([2, 0, 0], [5, 5, 5]))
    assert statistics.deviation_of_proportions([3, 0, 0], [5, 5, 5]) == pytest.approx(2 / 3)
    assert np.isnan(statistics.deviation_of_proportions([9], [50]))


def test_dp_wants_a_size_for_every_part():
    with pytest.raises(ValueError, match="2 counts of hits need as many sizes"):
        statistics.deviation_of_proportions([1, 2], [10, 0])


# --- association: published examples -------------------------------------------------------------


def test_pmi_of_published_examples():
    assert statistics.association(20, 42, 20, 14_307_668).pmi == pytest.approx(18.38, abs=5e-3)
    assert statistics.association(20, 15_019, 15_629, 14_307_668).pmi == pytest.approx(0.29, abs=5e-3)
    assert statistics.association(8, 1105, 44, 15_000_000).pmi == pytest.approx(11.3, abs=0.05)
    assert statistics.association(2, 3, 3, 9).pmi == pytest.approx(1)


def test_g2_of_pairs_of_published_examples():
    assert statistics.association(150, 12_593, 932, 14_307_668).g2 == pytest.approx(1291, abs=1)
    assert statistics.association(2, 3, 3, 9).g2 == pytest.approx(2.231, abs=5e-4)


def test_log_dice_of_published_examples():
    """Smadja's Dice of 0.08; Rychlý's 14 for words that never part, 0 for one in 16,384 of each."""
    dice = 2 ** (statistics.association(130, 3121, 143, 10_000_000).log_dice - 14)
    assert dice == pytest.approx(0.08, abs=5e-3)
    assert statistics.association(7, 7, 7, 1000).log_dice == pytest.approx(14)
    assert statistics.association(1, 16_384, 16_384, 10_000_000).log_dice == pytest.approx(0)


def test_a_pair_can_not_be_more_frequent_than_its_words():
    with pytest.raises(ValueError, match="seen 3 times can't hold words seen 2 and 9"):
        statistics.association(3, 2, 9, 100)


@given(st.lists(st.lists(st.integers(0, 3), min_size=6, max_size=6), min_size=2, max_size=4))
def test_rand_indices_are_scikit_learns(groupings):
    expected = [[adjusted_rand_score(one, other) for other in groupings] for one in groupings]
    assert statistics.rand_indices(groupings).tolist() == expected


# --- diversity: a published example --------------------------------------------------------------

#: The 57 words of LexicalRichness's example as numbers, equal for equal words: its text is not ours.
RICHNESS = [
    *(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 10, 11, 12, 13, 14, 15, 16, 13, 17, 18, 19, 20, 21, 22, 11, 23, 19),
    *(24, 25, 26, 13, 18, 27, 28, 29, 30, 31, 32, 33, 22, 34, 32, 35, 36, 37, 13, 29, 18, 12, 7, 38, 1),
    *(34, 34, 32, 35),
]


def test_diversity_of_the_published_example():
    assert len(RICHNESS) == 57
    assert statistics.ttr(RICHNESS) == pytest.approx(0.684211, abs=1e-6)
    assert statistics.mattr(RICHNESS, 25) == pytest.approx(0.835152, abs=1e-6)
    assert statistics.mtld(RICHNESS, 0.72) == pytest.approx(46.792264, abs=1e-6)
    assert statistics.hdd(RICHNESS, 42) == pytest.approx(0.746870, abs=1e-6)


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=60), st.integers(1, 20))
def test_moving_ratios_are_those_of_the_windows(words, window):
    plain = [statistics.ttr(words[at : at + window]) for at in range(len(words) - window + 1)]
    assert statistics.moving_ttr(words, window).tolist() == pytest.approx(plain)


def test_too_few_words_give_no_diversity():
    few = ["a", "b", "c"]
    assert np.isnan([statistics.mattr(few), statistics.mtld(few), statistics.hdd(few)]).all()
    assert np.isnan(statistics.ttr([]))


# --- resampling of counts ------------------------------------------------------------------------


def test_resampled_sums_centre_on_the_observed_and_spread_like_the_normal():
    counts = np.random.default_rng(3).poisson(2, size=(60, 2))
    sums = statistics.resampled_sums(counts)
    assert sums.mean(axis=0) == pytest.approx(counts.sum(axis=0), rel=0.01)
    assert sums.std(axis=0) == pytest.approx(counts.std(axis=0) * 60**0.5, rel=0.03)


def test_relabelling_agrees_with_all_relabellings_counted_out():
    """Six sentences, two of them the first's: fifteen relabellings, all alike likely."""
    counts = np.array([[2, 0], [2, 1], [0, 1], [0, 1], [1, 1], [0, 1]])
    first = np.array([True, True, False, False, False, False])
    values = []
    for pair in itertools.combinations(range(6), 2):
        a = counts[list(pair)].sum(axis=0)
        b = counts.sum(axis=0) - a
        values.append(statistics.g2(a, b, a.sum(), b.sum()))
    values = np.array(values)
    found = statistics.largest_by_chance(counts, first, statistics.g2, resamples=20_000)
    observed = values[0] - 1e-9
    assert found.p == pytest.approx((values >= observed).mean(axis=0), abs=0.01)
    exact = [(values.max(axis=1) >= value).mean() for value in observed]
    assert found.p_family == pytest.approx(exact, abs=0.01)


def test_relabelling_needs_two_groups():
    with pytest.raises(ValueError, match="both groups need"):
        statistics.largest_by_chance(np.ones((3, 1)), np.ones(3, dtype=bool), statistics.g2)


def test_a_block_moved_round_the_text():
    """Five places of two: sums 1, 2, 1, 0, 0 about 0.8, so only the second is as far off as itself."""
    assert statistics.circular_shift([0, 1, 1, 0, 0], [False, True, True, False, False]) == 0.2
    assert statistics.circular_shift([0, 1, 1, 0, 0], [False, False, True, True, False]) == 1


def test_a_block_in_two_pieces_keeps_its_shape():
    """Both ends of five: sums 2, 1, 0, 1, 0 about 0.8."""
    assert statistics.circular_shift([1, 0, 0, 0, 1], [True, False, False, False, True]) == 0.2


def test_a_shift_needs_a_block_and_a_rest():
    assert np.isnan(statistics.circular_shift([1, 0], [True, True]))
    assert np.isnan(statistics.circular_shift([], []))
    with pytest.raises(ValueError, match="got 1 for 2 values"):
        statistics.circular_shift([1, 0], [True])


def test_chance_alone_is_rarely_found_significant():
    """Labels without meaning: the family-wise level holds, about one in twenty."""
    random = np.random.default_rng(4)
    counts = random.poisson(0.3, size=(40, 50))
    found = [
        statistics.largest_by_chance(counts, random.permutation(40) < 12, statistics.g2, resamples=400)
        for _ in range(60)
    ]
    assert np.mean([f.p_family.min() <= 0.05 for f in found]) <= 0.15


def test_word_shift_of_shifterator():
    """Weighted average, reference 5: difference -1.2, good and bad half each (Gallagher et al. 2021)."""
    scores = {"good": 8, "bad": 2, "the": 5}
    first, second = {"good": 0.3, "bad": 0.1, "the": 0.6}, {"good": 0.1, "bad": 0.3, "the": 0.6}
    found = statistics.word_shift(first, second, scores, scores, reference=5)
    assert found["shift"].sum() == pytest.approx(-1.2)
    assert (found["shift"] / 1.2).round(9).to_dict() == {"bad": -0.5, "good": -0.5, "the": 0.0}
    assert found["scores"].tolist() == [0, 0, 0]


def test_word_shift_by_scores_alone():
    found = statistics.word_shift({"a": 0.5}, {"a": 0.5, "b": 0.25}, {"a": 1}, {"a": 3, "b": -4})
    assert found.loc["a", ["frequency", "scores", "shift"]].tolist() == [0, 1, 1]
    assert found["shift"].sum() == pytest.approx((0.5 * 3 + 0.25 * -4) - 0.5 * 1)
