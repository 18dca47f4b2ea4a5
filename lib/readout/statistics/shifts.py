"""Word shifts: which words make one average higher than another, and by how much."""

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
