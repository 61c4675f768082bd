from __future__ import annotations

from importlib import import_module
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.statistics import compare, holm

STATS: Any = import_module("scipy.stats")
PAIRS = st.lists(st.tuples(st.sampled_from([0.0, 1.0]), st.sampled_from([0.0, 1.0])), min_size=1)


@given(PAIRS)
def test_independent_yes_no_pairs_get_mcnemars_exact_p(pairs: list[tuple[float, float]]) -> None:
    first, second = zip(*pairs, strict=True)
    up = sum(b > a for a, b in pairs)
    down = sum(b < a for a, b in pairs)
    wanted = STATS.binomtest(up, up + down).pvalue if up + down else 1.0
    assert compare(first, second).p_value == pytest.approx(wanted, abs=1e-9)


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=8))
def test_few_clusters_get_the_exact_permutation_p(deltas: list[float]) -> None:
    zeros = [0.0] * len(deltas)
    observed = abs(sum(deltas))
    sums = [
        abs(sum(s * d for s, d in zip(signs, deltas, strict=True)))
        for signs in product((-1, 1), repeat=len(deltas))
    ]
    exact = sum(total >= observed - 1e-9 * sum(map(abs, deltas)) for total in sums) / len(sums)
    found = compare(zeros, deltas, list(range(len(deltas))), span=None)
    if found.test != "McNemar exact":
        assert found.p_value == pytest.approx(exact)


@settings(max_examples=25)
@given(st.lists(st.floats(0, 1), min_size=6, max_size=80), st.integers(0, 9))
def test_swapping_the_variants_turns_the_difference_and_keeps_the_p(
    values: list[float], shift: int
) -> None:
    other = values[shift:] + values[:shift]
    clusters = [i // 2 for i in range(len(values))]
    there, back = compare(values, other, clusters), compare(other, values, clusters)
    assert there.difference == pytest.approx(-back.difference)
    assert there.p_value == pytest.approx(back.p_value)
    assert there.low == pytest.approx(-back.high)


def test_clustered_differences_need_more_evidence_than_independent_ones() -> None:
    first, second = [0.0] * 40, [1.0] * 24 + [0.0] * 16
    alone = compare(first, second).p_value
    together = compare(first, second, [i // 8 for i in range(40)]).p_value
    assert alone < 0.001 < 0.05 < together


def test_equal_replies_leave_room_for_a_difference_not_yet_seen() -> None:
    found = compare([1.0] * 20, [1.0] * 20)
    assert found.p_value == 1.0
    assert found.low == -found.high < 0 < found.high < 0.2


def test_pairs_of_unequal_length_are_an_error() -> None:
    with pytest.raises(ValueError, match="not paired"):
        compare([1.0], [1.0, 0.0])


def test_equal_variants_are_seldom_called_different() -> None:
    random = np.random.default_rng(5)
    called = 0
    for trial in range(300):
        clusters = np.repeat(np.arange(30), 4)
        level = random.random(30)[clusters]
        first, second = (
            (random.random(120) < level).astype(float),
            (random.random(120) < level).astype(float),
        )
        called += compare(first, second, clusters, flips=499, seed=trial).p_value < 0.05
    assert called / 300 <= 0.06 + 1.64 * (0.05 * 0.95 / 300) ** 0.5


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_only_raises_p_values_and_keeps_their_order(p_values: list[float]) -> None:
    adjusted = holm(p_values)
    assert all(a >= p and a <= 1 for a, p in zip(adjusted, p_values, strict=True))
    ranked = sorted(range(len(p_values)), key=lambda i: p_values[i])
    assert [adjusted[i] for i in ranked] == sorted(adjusted)


def test_cases_that_all_differ_alike_leave_room_for_one_that_does_not() -> None:
    found = compare([1.0] * 3, [0.0] * 3)
    assert found.low == found.difference == -1.0 and 0.4 < found.high < 0.5
