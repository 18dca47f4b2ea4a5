"""Word shifts: which words make one average higher than another, and by how much."""

import math
from collections.abc import Mapping

import pandas as pd


def word_shift(
    first: Mapping[str, float],
    second: Mapping[str, float],
    first_scores: Mapping[str, float],
    second_scores: Mapping[str, float],
    *,
    reference: float = 0.0,
) -> pd.DataFrame:
    """Take the difference of two weighted averages apart, word by word.

    The generalised shift of Gallagher et al. (2021): with relative frequencies p and scores h, a word adds
    ``(p2 - p1) * (mean of h1 and h2 - reference) + mean of p1 and p2 * (h2 - h1)``. The contributions add
    up to the second average minus the first, if frequencies add up to 1 on both sides or the reference is 0.

    Args:
        first: How often each word stands in the first text, as a share or per unit.
        second: The same for the second.
        first_scores: What a word scores in the first text; a word that is missing takes the other's score.
        second_scores: The same for the second.
        reference: The score that is neither high nor low.

    Returns:
        Index ``word``, largest contribution by size first, ties by word. Columns ``frequency`` (what the
        word adds by standing more or less often), ``scores`` (by scoring otherwise) and ``shift``, their sum.

    Example:
        >>> scores = {"good": 8, "bad": 2, "the": 5}
        >>> found = word_shift({"good": 0.3, "bad": 0.1, "the": 0.6}, {"good": 0.1, "bad": 0.3, "the": 0.6},
        ...                    scores, scores, reference=5)
        >>> found["shift"].round(2).to_dict()
        {'bad': -0.6, 'good': -0.6, 'the': 0.0}
    """
    rows = []
    for word in sorted({*first, *second}):
        p1, p2 = first.get(word, 0.0), second.get(word, 0.0)
        h1, h2 = first_scores.get(word), second_scores.get(word)
        h1, h2 = (h2 if h1 is None else h1), (h1 if h2 is None else h2)
        by_frequency, by_score = (p2 - p1) * ((h1 + h2) / 2 - reference), (p1 + p2) / 2 * (h2 - h1)
        rows.append((word, by_frequency, by_score, by_frequency + by_score))
    table = pd.DataFrame(rows, columns=["word", "frequency", "scores", "shift"]).set_index("word")
    return table.sort_values("shift", key=lambda s: -s.abs().round(12), kind="stable")


def polarity(positive: float, negative: float, words: float, *, how: str = "absolute") -> float:
    """The balance of positive and negative hits, in one of three variants.

    ``absolute``: (positive - negative) / words. ``relative``: (positive - negative) / (positive + negative).
    ``logit``: ln((positive + 0.5) / (negative + 0.5)) (Lowe et al. 2011).

    Raises:
        ValueError: If there is no such variant.

    Example:
        >>> [round(polarity(3, 2, 10, how=how), 6) for how in ("logit", "relative", "absolute")]
        [0.336472, 0.2, 0.1]
    """
    if how == "absolute":
        return (positive - negative) / words if words else 0.0
    if how == "relative":
        return (positive - negative) / (positive + negative) if positive + negative else 0.0
    if how == "logit":
        return math.log((positive + 0.5) / (negative + 0.5))
    raise ValueError(f"how must be absolute, relative or logit, got {how!r}")
