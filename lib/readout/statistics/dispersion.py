"""How evenly a word is spread over the parts of a text."""

import numpy as np
from numpy.typing import ArrayLike


def deviation_of_proportions(hits: ArrayLike, sizes: ArrayLike, *, normalised: bool = False) -> float:
    """Deviation of proportions, DP (Gries 2008): 0 is even, towards 1 is clumped.

    ``DP = sum(|v - s|) / 2`` with ``v`` the shares of the hits and ``s`` the shares of the words in
    each part. ``normalised`` divides by ``1 - min(s)``, so that 1 can be reached (Lijffijt & Gries 2012).

    Args:
        hits: Hits in each part.
        sizes: Words in each part, in the same order.
        normalised: Whether to divide by ``1 - min(s)``.

    Returns:
        DP, or NaN where there are fewer hits than parts: then even the most even spread looks clumped
        (Nelson 2023). NaN as well for a single part.

    Raises:
        ValueError: If the two differ in length or a part has no words.

    Example:
        >>> deviation_of_proportions([2, 1, 0], [10, 10, 10])
        0.3333333333333333
        >>> deviation_of_proportions([2, 0, 0], [10, 10, 10])
        nan
    """
    hits, sizes = np.asarray(hits, dtype=float), np.asarray(sizes, dtype=float)
    if hits.shape != sizes.shape or not (sizes > 0).all():
        raise ValueError(f"{len(hits)} counts of hits need as many sizes above 0, got {sizes.tolist()}")
    if len(hits) < 2 or hits.sum() < len(hits):  # spread over one part is no spread
        return float("nan")
    shares = sizes / sizes.sum()
    value = float(np.abs(hits / hits.sum() - shares).sum() / 2)
    return value / float(1 - shares.min()) if normalised else value
