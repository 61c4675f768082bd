"""How well scores tell texts that say the same from texts that do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

REFUSED = (0.05, 0.1, 0.15, 0.2, 0.3)


def area(same: Sequence[bool], scores: NDArray[np.float64]) -> float:
    """The area under the curve: how often a faithful text scores above an unfaithful one."""
    labels = np.asarray(same)
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    ours, others = labels.sum(), (~labels).sum()
    return float((ranks[labels].sum() - ours * (ours + 1) / 2) / (ours * others))


def accepted_at(same: Sequence[bool], scores: NDArray[np.float64]) -> dict[str, float]:
    """The share of unfaithful texts accepted where so large a share of faithful ones is refused."""
    labels = np.asarray(same)
    faithful, unfaithful = np.sort(scores[labels]), scores[~labels]
    return {
        f"{share:.2f}": float((unfaithful >= faithful[int(share * len(faithful))]).mean())
        for share in REFUSED
    }


def figures(same: Sequence[bool], scores: NDArray[np.float64]) -> dict[str, Any]:
    """How many rows there are, and both measures of them."""
    return {
        "rows": len(same),
        "auroc": area(same, scores),
        "unfaithful_accepted_at_faithful_refused": accepted_at(same, scores),
    }
