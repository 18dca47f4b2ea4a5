"""How strongly two words keep company, and how far groupings of the same units agree."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Association:
    """A pair's ``pmi`` (bits), ``g2`` (four cells) and ``log_dice`` (at most 14)."""

    pmi: float
    g2: float
    log_dice: float


def association(joint: int, first: int, second: int, total: int) -> Association:
    """Measure the association of a pair of neighbouring words.

    Args:
        joint: Times the two stand side by side.
        first: Count of the first word.
        second: Count of the second word.
        total: Words of the text.

    Returns:
        Pointwise mutual information, ``log2(joint * total / (first * second))`` (Church & Hanks 1990);
        log-likelihood (Dunning 1993); ``logDice = 14 + log2(2 * joint / (first + second))`` (Rychlý 2008).

    Raises:
        ValueError: If the pair is more frequent than one of its words, or does not occur.

    Example:
        >>> found = association(20, 42, 20, 14_307_668)
        >>> round(found.pmi, 2), round(found.log_dice, 2)
        (18.38, 13.37)
    """
    if not 0 < joint <= min(first, second) <= total:
        raise ValueError(f"a pair seen {joint} times can't hold words seen {first} and {second} times")
    from nltk.metrics import BigramAssocMeasures  # noqa: PLC0415 - NLTK loads for a second

    margins = (joint, (first, second), total)
    dice = float(BigramAssocMeasures.dice(*margins))
    return Association(
        float(BigramAssocMeasures.pmi(*margins)),
        float(BigramAssocMeasures.likelihood_ratio(*margins)),
        14 + float(np.log2(dice)),
    )


def rand_indices(groupings: ArrayLike) -> np.ndarray:
    """Adjusted Rand index of every two of several groupings (Hubert & Arabie 1985): 1 is the same, 0 chance.

    Args:
        groupings: Groupings by units: the group of each unit, as a number.

    Returns:
        Groupings by groupings, symmetric.

    Example:
        >>> rand_indices([[0, 0, 1, 1], [1, 1, 0, 0], [0, 0, 1, 2]]).round(2).tolist()
        [[1.0, 1.0, 0.57], [1.0, 1.0, 0.57], [0.57, 0.57, 1.0]]
    """
    labels = np.asarray(groupings)
    count, units = labels.shape
    members = (labels[:, :, None] == np.unique(labels)).transpose(1, 0, 2).reshape(units, -1).astype("int64")
    shared = (members.T @ members).reshape(count, -1, count, members.shape[1] // count)
    # Pairs of units, in both orders and each unit with itself, that stand together in both groupings.
    together = (shared**2).sum(axis=(1, 3))
    in_first = np.diag(together)[:, None] - together
    in_second = in_first.T
    in_neither = units**2 - together - in_first - in_second
    in_both = together - units
    agreed = in_both * in_neither - in_first * in_second
    possible = (in_both + in_first) * (in_first + in_neither)
    possible += (in_both + in_second) * (in_second + in_neither)
    same = (in_first == 0) & (in_second == 0)
    return np.where(same, 1.0, 2.0 * agreed / np.where(same, 1, possible))
