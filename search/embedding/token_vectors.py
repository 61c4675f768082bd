"""Vectors of the single tokens of a text, beside the one of the whole.

A passage keeps only the sign of each number: 1 bit where a float takes 32, and a cosine to a
question's tokens, which keep theirs whole, is still told (Charikar, 2002).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from search.vector_store import Vectors

TokenSigns: TypeAlias = NDArray[np.uint8]
"""uint8[tokens, bytes]: eight signs a byte, 1 for a number above 0."""


# float32[256, 8]: the +1 and -1 that each byte stands for.
_SIGNS = 2.0 * np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).astype(np.float32) - 1


@dataclass(frozen=True, slots=True)
class QueryTokens:
    """The tokens of a question: `vectors` float32[n, d] of length 1, `spans` their [start, end)."""

    vectors: Vectors
    spans: tuple[tuple[int, int], ...]


def signs_width(dimension: int) -> int:
    """The bytes that the signs of one token take."""
    return (dimension + 7) // 8


def packed_signs(vectors: Vectors) -> TokenSigns:
    """The signs of float32[…, d], the last axis packed."""
    return np.packbits(vectors > 0, axis=-1)


def cosines_to_signs(vectors: Vectors, signs: TokenSigns) -> NDArray[np.float32]:
    """float32[n, m]: the cosines of `vectors`, of length 1, to those whose signs are given."""
    dimension = vectors.shape[1]
    told = _SIGNS.take(signs, axis=0).reshape(len(signs), 8 * signs.shape[1])[:, :dimension]
    # The many rows first: half the time of BLAS's other way round.
    cosines: NDArray[np.float32] = (told @ vectors.T).T / np.float32(np.sqrt(dimension))
    return cosines
