from __future__ import annotations

import math
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.statistics import mean_interval

STATS: Any = import_module("scipy.stats")
YES_NO = st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=60)


@given(YES_NO)
def test_a_share_of_independent_cases_has_scipys_wilson_interval(values: list[float]) -> None:
    test = STATS.binomtest(int(sum(values)), len(values))
    wanted = test.proportion_ci(method="wilson")
    found = mean_interval(values)
    assert found.low == pytest.approx(wanted.low, abs=1e-9)
    assert found.high == pytest.approx(wanted.high, abs=1e-9)


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=40))
def test_independent_scores_have_the_t_interval(values: list[float]) -> None:
    found = mean_interval([*values, 0.123])
    error = np.std([*values, 0.123], ddof=1) / math.sqrt(len(values) + 1)
    t = STATS.t.ppf(0.975, len(values))
    assert found.high - found.mean == pytest.approx(t * error, rel=1e-9, abs=1e-9)


@given(YES_NO.filter(lambda v: len(v) > 3), st.integers(2, 5))
def test_repeating_every_case_within_its_cluster_teaches_nothing(
    values: list[float], times: int
) -> None:
    once = mean_interval(values, range(len(values)))
    again = mean_interval(
        [v for v in values for _ in range(times)],
        [i for i in range(len(values)) for _ in range(times)],
    )
    assert again.mean == pytest.approx(once.mean)
    assert again.high - again.low >= (once.high - once.low) - 1e-9


@given(YES_NO)
def test_a_share_never_leaves_zero_to_one(values: list[float]) -> None:
    found = mean_interval(values, [i // 3 for i in range(len(values))])
    if not math.isnan(found.low):
        assert 0 <= found.low <= found.mean <= found.high <= 1


def test_one_cluster_tells_nothing_about_others() -> None:
    assert math.isnan(mean_interval([1.0, 0.0, 1.0], ["a", "a", "a"]).low)


def test_no_scores_are_an_error() -> None:
    with pytest.raises(ValueError, match="no scores"):
        mean_interval([])
