"""Intervals and tests by resampling sentences.

The unit that is resampled is the sentence, within its speaker (Benoit, Laver & Mikhaylov 2009). A
readout is a census of itself: an interval says how far a number would move had the drafters chosen
other sentences of the same kind, never how sure the count is.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy

#: Fixed so that every rerun gives the same numbers; the main document's meeting date.
#: A test below this is called a difference.
LEVEL = 0.05
SEED = 20211215
RESAMPLES = 10_000
#: Fewer units than this get no interval: resampling them says nothing.
MIN_UNITS = 10
# For a two-sided test at 5 % and for a power of 80 %.
_QUANTILES = (0.975, 0.8)


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
    batch = _at_a_time(len(a) + len(b), resamples)
    interval = scipy.stats.bootstrap(
        (a, b),
        _mean_gap,
        n_resamples=resamples,
        method="percentile",
        batch=batch,
        rng=np.random.default_rng(seed),
    ).confidence_interval
    test = scipy.stats.permutation_test(
        (a, b),
        _mean_gap,
        n_resamples=resamples,
        vectorized=True,
        batch=batch,
        rng=np.random.default_rng(seed),
    )
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    detectable = scipy.stats.norm.ppf(_QUANTILES).sum() * error
    return Difference(value, float(interval.low), float(interval.high), float(test.pvalue), float(detectable))


def _mean_gap(a: np.ndarray, b: np.ndarray, axis: int = -1) -> np.ndarray:
    return np.mean(a, axis=axis) - np.mean(b, axis=axis)


#: Numbers held at a time while resampling: about 32 MB.
_CHUNK = 4_000_000
#: A statistic of counts in two groups and the groups' sizes, such as :func:`readout.statistics.g2`.
Statistic = Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray], np.ndarray]


def resampled_sums(counts: np.ndarray, *, resamples: int = RESAMPLES, seed: int = SEED) -> np.ndarray:
    """Column sums of bootstrap samples of the rows (Efron & Tibshirani 1993).

    Args:
        counts: Units (sentences) by columns.
        resamples: Number of bootstrap samples.
        seed: Seed of the random generator.

    Returns:
        Resamples by columns, float.

    Example:
        >>> resampled_sums(np.ones((5, 1)), resamples=3).ravel().tolist()
        [5.0, 5.0, 5.0]
    """
    draws = _draws(len(counts), resamples, seed)
    step = _at_a_time(len(counts), resamples)
    return np.concatenate([draws[at : at + step].astype(float) @ counts for at in range(0, resamples, step)])


@lru_cache(maxsize=4)
def _draws(units: int, resamples: int, seed: int) -> np.ndarray:
    """How often each unit stands in each bootstrap sample; kept, because many columns share one draw."""
    random, shares = np.random.default_rng(seed), np.full(units, 1 / units)
    step = _at_a_time(units, resamples)
    sizes = (min(step, resamples - done) for done in range(0, resamples, step))
    # Of a few hundred units and more none is drawn so often that a byte would not hold it.
    return np.concatenate([random.multinomial(units, shares, size=n).astype(np.uint8) for n in sizes])


def _at_a_time(units: int, resamples: int) -> int:
    """So many samples of so many units are held at a time."""
    return min(resamples, max(1, _CHUNK // max(1, units)))


def limits(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper 95 % percentile limits of resampled values, by column.

    Example:
        >>> [round(float(x), 1) for x in limits(np.arange(1001.0))]
        [25.0, 975.0]
    """
    low, high = np.percentile(values, [2.5, 97.5], axis=0)
    return low, high


@dataclass(frozen=True)
class Permuted:
    """What relabelling the sentences at random gives, by column of the counts.

    Attributes:
        p: Share of relabellings whose statistic for that column is at least as large as the observed.
        p_family: Share whose largest statistic over all columns is (single-step maxT, Westfall & Young
            1993): the chance of one such finding or more where there is no difference at all.
        critical: The largest statistic's 95 % quantile; what exceeds it survives at the 5 % level.
    """

    p: np.ndarray
    p_family: np.ndarray
    critical: float


def largest_by_chance(
    counts: np.ndarray,
    first: np.ndarray,
    statistic: Statistic,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Permuted:
    """Ask how large a statistic gets when sentences are given to the two groups at random.

    Args:
        counts: Sentences by terms.
        first: Whether each sentence belongs to the first group.
        statistic: Called with the two groups' counts and their numbers of words; larger is more unlike.
        resamples: Number of random relabellings.
        seed: Seed of the random generator.

    Returns:
        See :class:`Permuted`; the observed labelling counts as one of them, so no ``p`` is 0.

    Raises:
        ValueError: If one of the groups has no sentence.

    Example:
        >>> from readout.statistics.keyness import g2
        >>> counts, first = np.array([[3, 0]] * 6 + [[0, 3]] * 6), np.arange(12) < 6
        >>> found = largest_by_chance(counts, first, g2, resamples=500)
        >>> bool(found.p_family.max() < 0.01)
        True
    """
    first = np.asarray(first, dtype=bool)
    if first.all() or not first.any():
        raise ValueError("both groups need at least one sentence")
    observed = _between(counts, first[None, :], statistic)[0] - 1e-9  # equal despite rounding
    reached, largest = np.ones(counts.shape[1]), [observed.max()]
    for labels in _shuffled(first, max(counts.shape), resamples, seed):
        values = _between(counts, labels, statistic)
        reached += (values >= observed).sum(axis=0)
        largest.extend(values.max(axis=1))
    largest = np.sort(largest)
    beyond = len(largest) - np.searchsorted(largest, observed, side="left")
    return Permuted(reached / (resamples + 1), beyond / (resamples + 1), float(np.quantile(largest, 0.95)))


def _shuffled(first: np.ndarray, columns: int, resamples: int, seed: int) -> Iterator[np.ndarray]:
    """Random relabellings of the units, some rows at a time."""
    random = np.random.default_rng(seed)
    step = _at_a_time(columns, resamples)
    for done in range(0, resamples, step):
        yield random.permuted(np.tile(first, (min(step, resamples - done), 1)), axis=1)


def one_sided_by_chance(
    counts: np.ndarray, first: np.ndarray, least: int, *, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[np.ndarray, np.ndarray]:
    """How many terms only one group has, and it at least so often, when sentences change places at random.

    Args:
        counts: Sentences by terms.
        first: Whether each sentence belongs to the first group.
        least: Hits from which a term counts.
        resamples: Number of random relabellings.
        seed: Seed of the random generator.

    Returns:
        For each relabelling the number of terms that only the first group has, and only the second.

    Example:
        >>> counts, first = np.array([[1, 0], [1, 0], [0, 1], [0, 1]]), np.array([True, True, False, False])
        >>> [set(found.tolist()) for found in one_sided_by_chance(counts, first, 2, resamples=50)]
        [{0, 1}, {0, 1}]
    """
    found = []
    for labels in _shuffled(np.asarray(first, dtype=bool), max(counts.shape), resamples, seed):
        a = labels.astype(float) @ counts
        b = counts.sum(axis=0) - a
        found.append([((one >= least) & (other == 0)).sum(axis=1) for one, other in ((a, b), (b, a))])
    mine, theirs = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return mine, theirs


def moved_round(counts: np.ndarray, first: np.ndarray, statistic: Statistic) -> np.ndarray:
    """:func:`circular_shift` of many terms at once, by any statistic of two groups.

    Args:
        counts: Sentences, in the order of the text, by terms.
        first: Whether each sentence belongs to the first group.
        statistic: As in :func:`largest_by_chance`.

    Returns:
        For each term the share of all places of the groups round the text, their own among them, where the
        statistic is at least as large.

    Example:
        >>> from readout.statistics.keyness import g2
        >>> counts, first = np.array([[0, 1]] * 8 + [[1, 0]] * 2), np.arange(10) < 8
        >>> moved_round(counts, first, g2).tolist()
        [0.1, 0.1]
    """
    reached = np.zeros(counts.shape[1])
    observed = _between(counts, first[None, :], statistic)[0] - 1e-9  # equal despite rounding
    for by in range(len(first)):
        reached += _between(counts, np.roll(first, by)[None, :], statistic)[0] >= observed
    return reached / len(first)


def _between(counts: np.ndarray, labels: np.ndarray, statistic: Statistic) -> np.ndarray:
    """The statistic of each column, for each row of labels."""
    first = labels.astype(float) @ counts
    second = counts.sum(axis=0) - first
    return statistic(first, second, first.sum(axis=1)[:, None], second.sum(axis=1)[:, None])


def circular_shift(values: Sequence[float], block: Sequence[bool]) -> float:
    """Ask whether a block of a text stands out from the text's other stretches of the same shape.

    Neighbouring sentences resemble each other, so a test that shuffles them finds too much. This one
    leaves their order alone: the block is moved round the text sentence by sentence, the end joined to the
    beginning, and each place is asked for its mean (Lotwick & Silverman 1982, in one dimension).

    Args:
        values: One value a sentence, in the order of the text.
        block: Whether each sentence belongs to the block; it need not be in one piece.

    Returns:
        Two-sided ``p``: the share of all places, its own among them, where the mean of the block is at least
        as far from the mean of the text as it is where it stands. Never below 1 over the number of
        sentences; NaN where the block is empty or the whole text.

    Raises:
        ValueError: If there is not one ``block`` for each of the ``values``.

    Example:
        >>> circular_shift([0, 0, 0, 0, 0, 0, 0, 0, 1, 1], [False] * 8 + [True] * 2)
        0.1
        >>> circular_shift([1, 1, 0, 0, 0, 0, 0, 0, 1, 1], [False] * 8 + [True] * 2)
        0.3
    """
    found, inside = np.asarray(values, dtype=float), np.asarray(block, dtype=bool)
    if len(found) != len(inside):
        raise ValueError(f"one block for each value is needed, got {len(inside)} for {len(found)} values")
    if inside.all() or not inside.any():
        return np.nan
    means = np.array([found[np.roll(inside, by)].mean() for by in range(len(found))])
    apart = np.abs(means - found.mean())
    return float(np.mean(apart >= apart[0] - 1e-9))  # equal despite rounding


def share_limits(hits: int, cases: int) -> tuple[float, float]:
    """95 % limits of a share of independent cases (Wilson 1927, by SciPy).

    Example:
        >>> [round(limit, 3) for limit in share_limits(98, 120)]
        [0.738, 0.876]
    """
    found = scipy.stats.binomtest(hits, cases).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


def percentile_coverage(units: int, rate: float) -> float:
    """How often a percentile interval of so many independent units holds a true rate, exactly.

    It is asked for 95 %; with few units, or a small rate, it holds less. Limits are quantiles of a binomial
    with the observed rate, summed over all that can be observed; NaN without a unit.

    Example:
        >>> round(percentile_coverage(14, 0.1), 2), round(percentile_coverage(14, 0.2), 2)
        (0.76, 0.91)
    """
    if not units:
        return np.nan
    hits = np.arange(units + 1)
    low, high = (scipy.stats.binom.ppf(q, units, hits / units) / units for q in (0.025, 0.975))
    held = (low <= rate + 1e-12) & (rate <= high + 1e-12)
    return float(scipy.stats.binom.pmf(hits, units, rate)[held].sum())
