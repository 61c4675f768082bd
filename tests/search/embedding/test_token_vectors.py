"""Vectors of tokens: signs pack into bits and still tell cosines."""

from __future__ import annotations

import numpy as np
import pytest

from search.embedding.token_vectors import cosines_to_signs, packed_signs, signs_width
from search.vector_store import Vectors


def units(count: int, dimension: int, seed: int) -> Vectors:
    drawn = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    unit: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return unit


@pytest.mark.parametrize("dimension", [8, 24, 30, 384])
def test_the_cosine_to_signs_is_that_to_a_vector_of_them(dimension: int) -> None:
    asked, kept = units(5, dimension, 1), units(7, dimension, 2)
    signs = packed_signs(kept)
    assert signs.shape == (7, signs_width(dimension)) and signs.dtype == np.uint8
    expected = asked @ (np.where(kept > 0, 1, -1) / np.sqrt(dimension)).T
    np.testing.assert_allclose(cosines_to_signs(asked, signs), expected, atol=1e-5)


def test_signs_tell_near_vectors_from_far_ones() -> None:
    kept = units(50, 384, 3)
    near = kept[:1] + 0.5 * units(1, 384, 4)
    found = cosines_to_signs(near / np.linalg.norm(near), packed_signs(kept))[0]
    assert found.argmax() == 0 and found[0] > 0.6 and np.delete(found, 0).max() < 0.25


def test_nothing_has_no_signs() -> None:
    assert packed_signs(np.empty((0, 384), np.float32)).shape == (0, 48)
    assert cosines_to_signs(units(2, 384, 5), np.empty((0, 48), np.uint8)).shape == (2, 0)
