"""What a reply is measured by."""

from __future__ import annotations

from benchmarks.prompt_bench.measures.catalogue import (
    ASSERTIONS,
    DIVERSITY,
    MEASURES,
    default_measures,
    known_measures,
    measure_named,
    primary_measures,
)
from benchmarks.prompt_bench.measures.measure import Measure

__all__ = [
    "ASSERTIONS",
    "DIVERSITY",
    "MEASURES",
    "Measure",
    "default_measures",
    "known_measures",
    "measure_named",
    "primary_measures",
]
