"""How strongly two words keep company, by NLTK's measures where it has them."""

from dataclasses import dataclass

import numpy as np


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
