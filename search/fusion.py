"""One order from two: how much each half of the search counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

LEXICAL_WEIGHT = 0.3


def standardised(scores: Scores) -> Scores:
    """Scores as standard deviations above their mean; zeros where they are all the same."""
    if not len(scores):
        return scores
    spread = float(scores.std())
    if spread < 1e-9:
        return np.zeros_like(scores)
    above: Scores = (scores - scores.mean()) / np.float32(spread)
    return above


def fuse(cosines: Scores, bm25: Scores, *, lexical_weight: float = LEXICAL_WEIGHT) -> Scores:
    """The fused score of each candidate; both halves scored every candidate."""
    fused: Scores = standardised(cosines) + np.float32(lexical_weight) * standardised(bm25)
    return fused
