"""Statistics that several measures share: arrays in, numbers out, formula and source in each docstring."""

from readout.statistics.association import Association, association, rand_indices
from readout.statistics.dispersion import deviation_of_proportions
from readout.statistics.diversity import hdd, mattr, moving_ttr, mtld, ttr
from readout.statistics.keyness import g2, log_odds, log_ratio
from readout.statistics.resampling import (
    MIN_UNITS,
    RESAMPLES,
    SEED,
    Difference,
    Permuted,
    difference_of_means,
    largest_by_chance,
    limits,
    percentile_coverage,
    resampled_sums,
    zero_bound,
)
from readout.statistics.shifts import word_shift

__all__ = [
    "MIN_UNITS",
    "RESAMPLES",
    "SEED",
    "Association",
    "Difference",
    "Permuted",
    "association",
    "deviation_of_proportions",
    "difference_of_means",
    "g2",
    "hdd",
    "largest_by_chance",
    "limits",
    "log_odds",
    "log_ratio",
    "mattr",
    "moving_ttr",
    "mtld",
    "percentile_coverage",
    "rand_indices",
    "resampled_sums",
    "ttr",
    "word_shift",
    "zero_bound",
]
