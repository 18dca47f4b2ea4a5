"""Statistics that several measures share: arrays in, numbers out, formula and source in each docstring.

The unit that is resampled is the sentence, within its speaker (Benoit, Laver & Mikhaylov 2009). A
readout is a census of itself: an interval says how far a number would move had the drafters chosen
other sentences of the same kind, never how sure the count is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

#: Fixed so that every rerun gives the same numbers; the main document's meeting date.
SEED = 20211215
RESAMPLES = 10_000
#: Fewer units than this get no interval: resampling them says nothing.
MIN_UNITS = 10
# Quantiles of the normal distribution for a two-sided test at 5 % and for a power of 80 %.
_POWER_80 = float(stats.norm.ppf(0.975) + stats.norm.ppf(0.8))


@dataclass(frozen=True)
class Difference:
    """A difference of two means: ``value``, 95 % bootstrap limits ``low`` and ``high``, permutation ``p``.

    ``detectable`` is the smallest true difference that such samples would show in four of five cases
    (80 % power at 5 %, normal approximation: 2.8 standard errors; Cohen 1988). All but ``value`` are
    NaN where either side has fewer than :data:`MIN_UNITS` units.
    """

    value: float
    low: float = np.nan
    high: float = np.nan
    p: float = np.nan
    detectable: float = np.nan


def difference_of_means(
    first: Sequence[float], second: Sequence[float], *, resamples: int = RESAMPLES, seed: int = SEED
) -> Difference:
    """Compare two groups of sentences by their means.

    The interval is the percentile bootstrap over units within each group (Efron & Tibshirani 1993,
    ch. 13); ``p`` is two-sided by random permutation of the group labels.

    Args:
        first: One value a sentence.
        second: The same for the other group.
        resamples: Number of bootstrap samples and of permutations.
        seed: Seed of the random generator; the same seed gives the same numbers.

    Returns:
        ``mean(first) - mean(second)``, in the unit of the values, with limits and ``p``.

    Raises:
        ValueError: If a group is empty.

    Example:
        >>> difference_of_means(range(20), range(20), resamples=500).p
        1.0
        >>> difference_of_means([1.0, 2.0], [4.0]).value
        -2.5
    """
    a, b = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if not len(a) or not len(b):
        raise ValueError(f"two non-empty groups are needed, got {len(a)} and {len(b)} values")
    value = float(a.mean() - b.mean())
    if min(len(a), len(b)) < MIN_UNITS:
        return Difference(value)
    interval = stats.bootstrap(
        (a, b),
        _mean_gap,
        n_resamples=resamples,
        method="percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    test = stats.permutation_test(
        (a, b), _mean_gap, n_resamples=resamples, vectorized=True, rng=np.random.default_rng(seed)
    )
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    return Difference(
        value, float(interval.low), float(interval.high), float(test.pvalue), float(_POWER_80 * error)
    )


def _mean_gap(a: np.ndarray, b: np.ndarray, axis: int = -1) -> np.ndarray:
    return np.mean(a, axis=axis) - np.mean(b, axis=axis)
