from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.statistics import cases_needed, smallest_difference


@given(st.floats(0.01, 0.2), st.integers(10, 200), st.floats(0.02, 0.5))
def test_the_recommended_number_can_show_the_difference(
    error: float, clusters: int, difference: float
) -> None:
    needed = cases_needed(error, clusters, 3 * clusters, difference)
    count = math.ceil(needed / 3)
    spread = error * math.sqrt(clusters)
    assert smallest_difference(spread / math.sqrt(count), count) <= difference * 1.02


@given(st.floats(0.01, 0.2), st.integers(10, 200), st.floats(0.05, 0.5))
def test_half_the_difference_needs_more_cases(error: float, clusters: int, wanted: float) -> None:
    whole = cases_needed(error, clusters, clusters, wanted)
    assert cases_needed(error, clusters, clusters, wanted / 2) >= whole


def test_no_number_of_cases_shows_a_difference_of_nothing() -> None:
    with pytest.raises(ValueError, match="difference of 0"):
        cases_needed(0.1, 20, 20, 0.0)


def test_one_cluster_can_show_nothing() -> None:
    assert math.isnan(smallest_difference(0.1, 1))
