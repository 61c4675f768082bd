"""Scores summed within clusters: what every formula for clustered data starts from."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = Sequence[float] | NDArray[np.float64]
Clusters = Sequence[Hashable] | NDArray[Any]


@dataclass(frozen=True, slots=True)
class Clustered:
    """Scores (shape ``[n]``) and the index of each one's cluster (shape ``[n]``, 0-based)."""

    values: NDArray[np.float64]
    codes: NDArray[np.int64]

    @classmethod
    def of(cls, values: Scores, clusters: Clusters | None) -> Clustered:
        """Number the clusters; None makes each score a cluster of its own."""
        scores = np.asarray(values, dtype=np.float64)
        if scores.size == 0:
            raise ValueError("there are no scores")
        if clusters is None:
            return cls(scores, np.arange(scores.size))
        if len(clusters) != scores.size:
            raise ValueError(f"{scores.size} scores, but {len(clusters)} cluster names")
        index: dict[Hashable, int] = {}
        codes = np.fromiter((index.setdefault(c, len(index)) for c in clusters), dtype=np.int64)
        return cls(scores, codes)

    @property
    def count(self) -> int:
        """Number of clusters."""
        return int(self.codes.max()) + 1

    @property
    def single(self) -> bool:
        """Whether each score is a cluster of its own."""
        return self.count == self.values.size

    @property
    def mean(self) -> float:
        return float(self.values.mean())

    def sums(self, values: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Sum of each cluster, shape ``[count]``."""
        weights = self.values if values is None else values
        return np.bincount(self.codes, weights=weights).astype(np.float64)

    def variance_of_mean(self) -> float:
        """Cluster-robust variance of the mean (CR1: Liang and Zeger 1986, with G/(G-1)).

        NaN where there is one cluster only, since nothing can be said then.
        """
        if self.count < 2:
            return float("nan")
        residual_sums = self.sums(self.values - self.values.mean())
        correction = self.count / (self.count - 1)
        return float(correction * np.sum(residual_sums**2) / self.values.size**2)

    @property
    def yes_no(self) -> bool:
        """Whether all scores are 0 or 1."""
        return bool(np.isin(self.values, (0.0, 1.0)).all())
