"""What marks one frequency list off from another: size of a difference, and evidence for it."""

import numpy as np
import scipy
from numpy.typing import ArrayLike


def g2(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, cells: int = 4) -> np.ndarray:
    """Log-likelihood ratio of a word's two counts (Dunning 1993), without sign.

    ``G2 = 2 * sum(O * ln(O / E))``, over all four cells of word and rest by target and reference
    (``cells=4``: Dunning; quanteda, NLTK), or over the two cells of the word alone (``cells=2``:
    Rayson & Garside 2000; the UCREL wizard). The four-cell value is never smaller.

    Args:
        a: Counts in the target.
        b: Counts in the reference.
        n1: Words of the target.
        n2: Words of the reference.
        cells: 4 or 2.

    Returns:
        G2, in the broadcast shape of the arguments; 0 where both counts are 0.

    Raises:
        ValueError: If ``cells`` is neither 4 nor 2.

    Example:
        >>> round(float(g2(10, 5, 100, 200)), 4), round(float(g2(10, 5, 100, 200, cells=2)), 4)
        (7.3298, 6.9315)
    """
    if cells not in (2, 4):
        raise ValueError(f"cells must be 4 or 2, got {cells!r}")
    a, b, n1, n2 = (np.asarray(x, dtype=float) for x in (a, b, n1, n2))
    total = n1 + n2
    # O ln(O/E) with E = row * column / total, summed; xlogy takes 0 ln 0 as 0.
    value = _excess(a, n1, a + b, total) + _excess(b, n2, a + b, total)
    if cells == 4:  # the number in the name of the variant
        rest = total - a - b
        value = value + _excess(n1 - a, n1, rest, total) + _excess(n2 - b, n2, rest, total)
    return np.maximum(2 * value, 0.0)  # rounding can leave -1e-16


def _excess(observed: np.ndarray, row: np.ndarray, column: np.ndarray, total: np.ndarray) -> np.ndarray:
    return scipy.special.xlogy(observed, observed * total) - scipy.special.xlogy(observed, row * column)


def log_ratio(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, instead_of_zero: float = 0.5
) -> np.ndarray:
    """Binary logarithm of the ratio of two rates (Hardie 2014): +1 is twice as frequent, -1 half.

    Args:
        a: Counts in the target.
        b: Counts in the reference.
        n1: Words of the target.
        n2: Words of the reference.
        instead_of_zero: What a count of 0 is replaced by.

    Returns:
        ``log2((a / n1) / (b / n2))``, in the broadcast shape of the arguments.

    Example:
        >>> round(float(log_ratio(52, 57, 50_000, 75_000)), 6)
        0.452512
    """
    a, b, n1, n2 = (np.asarray(x, dtype=float) for x in (a, b, n1, n2))
    a, b = (np.where(x == 0, instead_of_zero, x) for x in (a, b))
    return np.log2(a / n1) - np.log2(b / n2)


def log_odds(a: ArrayLike, b: ArrayLike, prior: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Difference of log odds with a Dirichlet prior ("Fightin' Words", Monroe, Colaresi & Quinn 2008).

    ``delta = ln((a + p) / (n1 + p0 - a - p)) - ln((b + p) / (n2 + p0 - b - p))`` and ``z = delta / sd``, with
    the variance ``1 / (a + p) + 1 / (n1 + p0 - a - p)`` and the same for b. The paper's approximation leaves
    the second terms out, which is too small for frequent words.

    Args:
        a: Counts in the target, over the whole vocabulary.
        b: Counts in the reference, in the same order.
        prior: Prior counts ``p`` of the words, or one number for all; their sum is ``p0``.

    Returns:
        ``delta`` and ``z``, each in the shape of ``a``.

    Raises:
        ValueError: If the prior is not positive.

    Example:
        >>> log_odds([1, 5, 1, 9], [100, 510, 100, 199], 0.01)[1].round(4).tolist()
        [-0.5898, -1.9057, -0.5898, 2.9831]
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    prior = np.broadcast_to(np.asarray(prior, dtype=float), a.shape)
    if not (prior > 0).all():
        raise ValueError("every prior count must be above 0")
    with_a, with_b = a + prior, b + prior
    without_a, without_b = with_a.sum() - with_a, with_b.sum() - with_b
    delta = np.log(with_a / without_a) - np.log(with_b / without_b)
    spread = 1 / with_a + 1 / with_b + 1 / without_a + 1 / without_b
    return delta, delta / np.sqrt(spread)
