import numpy as np
import pytest
from scipy import stats

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
