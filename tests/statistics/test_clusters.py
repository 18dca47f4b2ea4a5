"""Means of sentences in paragraphs: errors against textbook formulas, intervals against their promise."""

import numpy as np
import pytest
from scipy import stats

from readout import statistics

PAIRS = [number // 2 for number in range(20)]


def test_without_clusters_it_is_the_usual_standard_error():
    values = np.arange(12.0)
    found = statistics.clustered_mean(values, [range(12)])
    assert found.error == pytest.approx(values.std(ddof=1) / np.sqrt(12))
    assert found.interval() == pytest.approx(stats.t.interval(0.95, 11, loc=5.5, scale=found.error))


def test_units_that_are_alike_count_once():
    """Ten paragraphs of two equal sentences are ten observations of 0 or 1, five of each."""
    values = [number % 2 for number in PAIRS]
    found = statistics.clustered_mean(values, [PAIRS, range(20)])
    assert (found.grouping, found.freedom) == (0, 9)
    assert found.error == pytest.approx(np.sqrt(10 * 0.25 / 9 / 10))


def test_too_few_paragraphs_leave_the_sentences_and_too_few_of_these_nothing():
    assert statistics.clustered_mean(range(12), [[1] * 12, range(12)]).grouping == 1
    none = statistics.clustered_mean(range(9), [[1] * 9, range(9)])
    assert (none.value, none.grouping) == (4, -1)
    assert np.isnan([none.error, *none.interval(), none.coverage()]).all()
    assert np.isnan(statistics.clustered_mean([], [[], []]).value)


def test_weights():
    """Weight 3 for one of two values: mean 0.25 of zero and one, and its residuals by hand."""
    found = statistics.clustered_mean([1, 0] * 6, [range(12)], [1, 3] * 6)
    assert found.value == 0.25
    squares = 6 * (1 * 0.75) ** 2 + 6 * (3 * 0.25) ** 2
    assert found.error == pytest.approx(np.sqrt(12 / 11 * squares) / 24)


def test_a_difference_is_that_of_welch():
    random = np.random.default_rng(1)
    first, second = random.normal(size=14), random.normal(scale=3, size=30)
    means = [statistics.clustered_mean(side, [range(len(side))]) for side in (first, second)]
    found = statistics.clustered_difference(*means)
    theirs = stats.ttest_ind(first, second, equal_var=False).confidence_interval()
    assert [found.low, found.high] == pytest.approx([theirs.low, theirs.high])
    assert found.detectable == pytest.approx(2.8016 * np.hypot(means[0].error, means[1].error), rel=1e-4)
    small = statistics.clustered_mean([1.0], [[0]])
    assert np.isnan(statistics.clustered_difference(means[0], small).low)
    assert np.isnan(statistics.difference_coverage(means[0], small))


def test_values_without_spread_have_an_interval_of_no_width():
    flat = statistics.clustered_mean([2.0] * 10, [range(10)])
    assert statistics.clustered_difference(flat, flat).high == 0
    assert flat.coverage() == statistics.difference_coverage(flat, flat) == 1


def test_intervals_hold_as_often_as_they_say():
    """Of normal values nearly 95 of 100; of a rate of one in fourteen, far less, as it should be told."""
    normal = stats.norm.ppf((np.arange(14) + 0.5) / 14)
    bell = statistics.clustered_mean(normal, [range(14)])
    rare = statistics.clustered_mean([1] + [0] * 13, [range(14)])
    assert bell.coverage() == pytest.approx(0.945, abs=0.015)
    assert rare.coverage() == pytest.approx(1 - (13 / 14) ** 14, abs=0.02)  # only where it is drawn at all
    assert statistics.difference_coverage(bell, bell) == pytest.approx(0.95, abs=0.015)
