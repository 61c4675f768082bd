"""Pseudo-relevance feedback: what the likeliest passages say tells which others belong to them.

The question is moved towards the vectors of its best candidates (Rocchio, 1971), and a candidate
that is further from the moved question than another loses by that. Costs a query 0.1 ms.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.vector_store import Vectors

Scores = NDArray[np.float32]

# Candidates that are compared with the moved question, and those that move it.
COMPARED: Final = 30
TEACHING: Final = 5
# How far it moves, as `python -m benchmarks.retrieval.tuning` cross-validates it.
STEP: Final = 0.4


def feedback(vector: Vectors, vectors: Vectors, likelihood: Scores, step: float = STEP) -> Scores:
    """What moving the question takes from each cosine: 0 for the row that gains most, else less.

    Args:
        vector: the question, float32[d], of length 1.
        vectors: the candidates, float32[n, d], each of length 1, the likeliest first.
        likelihood: how likely each is relevant, 0-1; where none is, the question hardly moves.
        step: how far the question is moved, in lengths of itself.
    """
    weights = likelihood[:TEACHING]
    centre = weights @ vectors[:TEACHING] / max(float(weights.sum()), 1.0)
    moved = vector + np.float32(step) * centre
    moved /= max(float(np.linalg.norm(moved)), 1e-9)
    gains: Scores = vectors @ (moved - vector)
    losses: Scores = gains - gains.max(initial=-np.inf)
    return losses
