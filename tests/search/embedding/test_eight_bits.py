"""Weights in eight bits: near the weights they stand for, and nothing else touched."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from search.embedding.eight_bits import eight_bits


def test_each_weight_is_kept_to_a_hundredth_of_the_largest_of_its_row() -> None:
    weights = np.random.default_rng(1).normal(size=(5, 40)).astype(np.float32)
    small, zero, scale = eight_bits(weights)
    assert small.dtype.name == zero.dtype.name == "uint8"
    back = (small.astype(np.float32) - zero) * scale
    assert (abs(back - weights) <= abs(weights).max(axis=1, keepdims=True) / 100).all()


@given(
    arrays(
        np.float32,
        array_shapes(min_dims=2, max_dims=2, max_side=6),
        elements=st.floats(-100, 100, width=32),
    )
)
def test_any_weight_is_kept_within_a_step_and_zero_exactly(weights: np.ndarray) -> None:
    small, zero, scale = eight_bits(weights)
    back = (small.astype(np.float64) - zero) * scale
    assert (abs(back - weights) <= scale * 1.01).all()
    assert (back[weights == 0] == 0).all()
