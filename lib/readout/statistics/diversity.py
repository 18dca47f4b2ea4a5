"""How varied a vocabulary is, by measures that do not simply grow or shrink with length."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy


def ttr(words: Sequence[str]) -> float:
    """Type-token ratio: different words by words. It falls with length, so compare at equal length only.

    Example:
        >>> ttr("a b a b".split())
        0.5
    """
    return len(set(words)) / len(words) if len(words) else float("nan")


def moving_ttr(words: Sequence[str], window: int) -> np.ndarray:
    """Type-token ratio of every window of so many words, in order; empty where the text is shorter.

    Example:
        >>> moving_ttr("a b a b b".split(), 2).tolist()
        [1.0, 1.0, 1.0, 0.5]
    """
    if window < 1 or len(words) < window:
        return np.array([])
    inside = Counter(words[:window])
    types = [len(inside)]
    for gone, come in zip(words, words[window:], strict=False):
        inside[come] += 1
        inside[gone] -= 1
        if not inside[gone]:
            del inside[gone]
        types.append(len(inside))
    return np.array(types) / window


def mattr(words: Sequence[str], window: int = 100) -> float:
    """Moving-average type-token ratio (Covington & McFall 2010): the mean over all windows.

    Returns:
        A fraction, or NaN where there are fewer words than the window holds.

    Example:
        >>> mattr("a b a b b".split(), 2)
        0.875
    """
    windows = moving_ttr(words, window)
    return float(windows.mean()) if len(windows) else float("nan")


def mtld(words: Sequence[str], threshold: float = 0.72, *, least: int = 50) -> float:
    """Measure of textual lexical diversity (McCarthy & Jarvis 2010), mean of both directions.

    The mean length, in words, of stretches that keep a type-token ratio above the threshold; the
    unfinished last stretch counts as the fraction of the way that it has come.

    Args:
        words: The words in order.
        threshold: Where a stretch ends; the paper's 0.72 by default.
        least: Fewer words than this give NaN, because they hold hardly one stretch.

    Example:
        >>> round(mtld(["a", "b", "a"] * 30), 3)
        3.0
    """
    if len(words) < least:
        return float("nan")
    return (_one_way(words, threshold) + _one_way(words[::-1], threshold)) / 2


def _one_way(words: Sequence[str], threshold: float) -> float:
    factors, seen, length = 0.0, set(), 0
    for word in words:
        seen.add(word)
        length += 1
        if len(seen) / length <= threshold:
            factors, seen, length = factors + 1, set(), 0
    if length:
        factors += (1 - len(seen) / length) / (1 - threshold)
    return len(words) / factors if factors else float("inf")


def hdd(words: Sequence[str], sample: int = 42) -> float:
    """HD-D (McCarthy & Jarvis 2007): expected type-token ratio of a random sample of so many words.

    ``sum(P(the sample holds the type)) / sample``, with the hypergeometric distribution.

    Returns:
        A fraction, or NaN where there are fewer words than the sample holds.

    Example:
        >>> hdd(["a", "b"] * 21)
        0.047619047619047616
    """
    if len(words) < sample:
        return float("nan")
    counts = np.array(list(Counter(words).values()))
    absent = scipy.stats.hypergeom.pmf(0, len(words), counts, sample)
    return float((1 - absent).sum() / sample)
