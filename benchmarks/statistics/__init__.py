"""Honest statistics on scores that come in clusters: intervals, paired tests, correction, power."""

from __future__ import annotations

from benchmarks.statistics.holm import holm
from benchmarks.statistics.intervals import Interval, mean_interval
from benchmarks.statistics.paired import Comparison, compare
from benchmarks.statistics.power import cases_needed, smallest_difference

__all__ = [
    "Comparison",
    "Interval",
    "cases_needed",
    "compare",
    "holm",
    "mean_interval",
    "smallest_difference",
]
