"""Statistics that several measures share: arrays in, numbers out, formula and source in each docstring."""

from readout.statistics.association import Association, association, rand_indices
from readout.statistics.clusters import (
    ClusteredMean,
    clustered_difference,
    clustered_mean,
    difference_coverage,
)
from readout.statistics.dispersion import deviation_of_proportions
from readout.statistics.diversity import hdd, mattr, moving_ttr, mtld, ttr
from readout.statistics.keyness import g2, log_odds, log_ratio
from readout.statistics.resampling import (
    LEVEL,
    MIN_UNITS,
    RESAMPLES,
    SEED,
    Difference,
    Permuted,
    circular_shift,
    difference_of_means,
    largest_by_chance,
    limits,
    moved_round,
    one_sided_by_chance,
    percentile_coverage,
    resampled_sums,
    share_limits,
)
from readout.statistics.shifts import word_shift

__all__ = [
    "LEVEL",
    "MIN_UNITS",
    "RESAMPLES",
    "SEED",
    "Association",
    "ClusteredMean",
    "Difference",
    "Permuted",
    "association",
    "circular_shift",
    "clustered_difference",
    "clustered_mean",
    "deviation_of_proportions",
    "difference_coverage",
    "difference_of_means",
    "g2",
    "hdd",
    "largest_by_chance",
    "limits",
    "log_odds",
    "log_ratio",
    "mattr",
    "moved_round",
    "moving_ttr",
    "mtld",
    "one_sided_by_chance",
    "percentile_coverage",
    "rand_indices",
    "resampled_sums",
    "share_limits",
    "ttr",
    "word_shift",
]
