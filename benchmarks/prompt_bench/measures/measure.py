"""A measure: one figure of one reply, with its unit, direction and source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.prompt_bench.case import Case, Task
from benchmarks.prompt_bench.outcome import Outcome

Score = Callable[[Case, Outcome], float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """`score` gives a figure, or None where the measure does not apply to the case.

    `better` is ``higher``, ``lower`` or ``""`` (a description, never tested). `span` is the
    difference between the worst and the best value, the yardstick of what matters; None where
    there is no bound. `source` says where the definition comes from.
    """

    name: str
    unit: str
    better: str
    span: float | None
    tasks: Sequence[Task]
    meaning: str
    source: str
    score: Score
