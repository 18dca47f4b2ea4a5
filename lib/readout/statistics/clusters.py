"""Intervals for means of sentences that stand in paragraphs, where neighbours resemble each other.

The units are the paragraphs where there are enough of them, else the sentences, and the limits are Student's:
with a dozen units the percentiles of a bootstrap lie too close together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy

from readout.statistics.resampling import MIN_UNITS, SEED, Difference, resampled_sums

#: Samples that tell how often an interval holds.
_SAMPLES = 4_000
_LIMIT, _POWER = 0.975, 0.8


@dataclass(frozen=True)
class ClusteredMean:
    """A weighted mean with what its interval is made of.

    Attributes:
        value: The mean; NaN without a unit.
        error: Its standard error; NaN where no grouping has :data:`MIN_UNITS` clusters.
        grouping: Which of the groupings gave the clusters, from 0; ``-1`` where none did.
        sums: A row a cluster: sums of weighted values, of weights, then their squares and their product.
    """

    value: float
    error: float
    grouping: int
    sums: np.ndarray

    @property
    def freedom(self) -> int:
        """Degrees of freedom: clusters less one."""
        return len(self.sums) - 1

    def interval(self) -> tuple[float, float]:
        """95 % limits by Student's t; NaN without an error.

        Example:
            >>> found = clustered_mean([4.0, 6.0] * 8, [range(16)])
            >>> [round(float(limit), 2) for limit in found.interval()]
            [4.45, 5.55]
        """
        half = scipy.stats.t.ppf(_LIMIT, self.freedom) * self.error
        return self.value - half, self.value + half

    def coverage(self) -> float:
        """How often such an interval holds the mean, in samples of as many clusters drawn from these.

        It should be .95, and is less where clusters are few and values skewed (Efron & Tibshirani 1993,
        ch. 18).
        """
        if np.isnan(self.error):
            return np.nan
        means, errors = self.sampled(SEED)
        return _held(means - self.value, errors, scipy.stats.t.ppf(_LIMIT, self.freedom))

    def sampled(self, seed: int) -> tuple[np.ndarray, np.ndarray]:
        """Means and errors of samples of as many clusters, drawn from these with replacement."""
        return _means(resampled_sums(self.sums, resamples=_SAMPLES, seed=seed), len(self.sums))


def clustered_mean(
    values: Sequence[float],
    groupings: Sequence[Sequence[object]],
    weights: Sequence[float] | None = None,
) -> ClusteredMean:
    """A mean whose error takes the units of one cluster to be alike.

    The error is that of a ratio of sums over clusters, ``sqrt(G / (G - 1) * sum(r ** 2)) / W``: G clusters, r
    a cluster's sum of weighted residuals, W all weights (Cochran 1977, ch. 6; Liang & Zeger 1986). With
    clusters of one unit and equal weights it is the usual standard error.

    Args:
        values: One value a unit.
        groupings: Ways to put units into clusters, the coarsest first, each one label a unit. The first with
            at least :data:`readout.statistics.MIN_UNITS` clusters is taken.
        weights: One weight a unit; default all alike.

    Example:
        >>> paragraphs = [number // 2 for number in range(20)]
        >>> values = [number % 2 for number in paragraphs]  # the two of a paragraph are alike
        >>> errors = [clustered_mean(values, [units]).error for units in (paragraphs, range(20))]
        >>> [round(float(error), 3) for error in errors]
        [0.167, 0.115]
    """
    y = np.asarray(values, dtype=float)
    w = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=float)
    value = float(np.average(y, weights=w)) if len(y) else np.nan
    for number, labels in enumerate(groupings):
        a, b = pd.DataFrame({"values": y * w, "weights": w}).groupby(list(labels)).sum().to_numpy().T
        if len(a) >= MIN_UNITS:
            sums = np.column_stack([a, b, a * a, b * b, a * b])
            _, (error,) = _means(sums.sum(axis=0, keepdims=True), len(a))
            return ClusteredMean(value, float(error), number, sums)
    return ClusteredMean(value, np.nan, -1, np.empty((0, 5)))


def clustered_difference(first: ClusteredMean, second: ClusteredMean) -> Difference:
    """The first mean minus the second, with limits by Welch's t.

    Returns:
        No ``p``: neighbouring sentences are not to be shuffled, see
        :func:`readout.statistics.circular_shift`. Only ``value`` where one of the means has no error.

    Example:
        >>> numbers = clustered_mean(range(20), [range(20)])
        >>> found = clustered_difference(numbers, numbers)
        >>> found.value, round(float(found.high), 2)
        (0.0, 3.79)
    """
    value = first.value - second.value
    if np.isnan(first.error + second.error):
        return Difference(value)
    error, critical = _welch(first.error, second.error, first.freedom, second.freedom)
    half = float(critical * error)
    detectable = float(scipy.stats.norm.ppf([_LIMIT, _POWER]).sum() * error)
    return Difference(value, value - half, value + half, detectable=detectable)


def difference_coverage(first: ClusteredMean, second: ClusteredMean) -> float:
    """How often the interval of a difference holds it, as :meth:`ClusteredMean.coverage`."""
    if np.isnan(first.error + second.error):
        return np.nan
    (one, its_error), (other, others) = first.sampled(SEED), second.sampled(SEED + 1)
    error, critical = _welch(its_error, others, first.freedom, second.freedom)
    return _held(one - other - (first.value - second.value), error, critical)


def _means(sums: np.ndarray, clusters: int) -> tuple[np.ndarray, np.ndarray]:
    """Means and their errors from sums over clusters, a row each."""
    values, weights, values_2, weights_2, products = sums.T
    means = values / weights
    residuals = np.maximum(
        values_2 - 2 * means * products + means**2 * weights_2, 0
    )  # not below for rounding
    return means, np.sqrt(residuals * clusters / (clusters - 1)) / weights


def _welch(
    first: np.ndarray | float, second: np.ndarray | float, freedom: int, others: int
) -> tuple[np.ndarray, np.ndarray]:
    """The error of a difference of two means and its critical t, by Welch and Satterthwaite."""
    a, b = np.square(first), np.square(second)
    with np.errstate(invalid="ignore"):  # no variance at all: any degree of freedom will do
        joint = np.nan_to_num((a + b) ** 2 / (a**2 / freedom + b**2 / others), nan=freedom + others)
    return np.sqrt(a + b), scipy.stats.t.ppf(_LIMIT, joint)


def _held(off: np.ndarray, errors: np.ndarray, critical: np.ndarray | float) -> float:
    """Share of samples whose interval reaches what they are off by, rounding aside."""
    return float(np.mean(np.abs(off) <= critical * errors + 1e-12))
