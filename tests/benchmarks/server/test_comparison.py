from __future__ import annotations

from benchmarks.server.comparison import Comparison, Run
from benchmarks.server.load import Load


def run(requests: int, p99: float, cpu: float | None = None) -> Run:
    return Run(Load(requests, 2.0, p99 / 2, p99), cpu)


def test_ratios_are_medians_over_the_pairs() -> None:
    comparison = Comparison(
        (run(40, 1.0, 1.0), run(90, 1.0, 1.0), run(10, 9.0, 1.0)),
        (run(10, 4.0, 4.0), run(30, 2.0, 5.0), run(10, 9.0, 1.0)),
    )
    assert comparison.ratio(lambda load: load.per_second) == 3.0
    assert comparison.ratio(lambda load: load.p99) == 0.5
    assert comparison.cpu_ratio == 4.0


def test_an_unknown_processor_time_makes_no_ratio() -> None:
    assert Comparison((run(1, 1.0),), (run(1, 1.0),)).cpu_ratio is None
