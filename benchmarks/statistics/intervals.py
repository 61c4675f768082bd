"""The interval of a mean: Wilson's for shares, Student's t for scores, both clustered."""

from __future__ import annotations

import math
from dataclasses import dataclass

from benchmarks.statistics.clusters import Clustered, Clusters, Scores
from benchmarks.statistics.quantiles import normal_quantile, t_quantile


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and its confidence interval, in the unit of the scores.

    `n` counts scores, `clusters` the independent groups they came in. The bounds are NaN where
    one cluster is all there is.
    """

    mean: float
    low: float
    high: float
    n: int
    clusters: int
    method: str


def mean_interval(
    values: Scores, clusters: Clusters | None = None, *, level: float = 0.95, shares: bool = True
) -> Interval:
    """The mean of `values` with its confidence interval.

    Shares (all values 0 or 1, unless `shares` says that they are something else) get Wilson's score
    interval (Wilson 1927); clustered ones at the
    effective sample size, with the degrees of freedom of the clusters (Korn and Graubard 1998).
    Other scores get Student's t with cluster-robust variance. Raises ValueError without values.

    >>> found = mean_interval([1, 1, 1, 0])
    >>> round(found.low, 3), round(found.high, 3)
    (0.301, 0.954)
    """
    data = Clustered.of(values, clusters)
    size, count = data.values.size, data.count
    if shares and data.yes_no and (data.single or count > 1):
        low, high = _wilson(data.mean, _effective_size(data, level), normal_quantile(level))
        method = "Wilson" if data.single else "Wilson, effective size"
        return Interval(data.mean, low, high, size, count, method)
    half = math.nan
    if count > 1:
        half = t_quantile(level, count - 1) * math.sqrt(data.variance_of_mean())
    method = "t" if data.single else "t, cluster-robust"
    return Interval(data.mean, data.mean - half, data.mean + half, size, count, method)


def _effective_size(data: Clustered, level: float) -> float:
    """How many independent answers the clustered ones are worth."""
    if data.single:
        return float(data.values.size)
    mean, variance = data.mean, data.variance_of_mean()
    # All alike: nothing shows how alike a cluster's answers are, so a cluster counts once.
    size = mean * (1 - mean) / variance if variance > 0 else float(data.count)
    shrunk = size * (normal_quantile(level) / t_quantile(level, data.count - 1)) ** 2
    return min(shrunk, float(data.values.size))


def _wilson(share: float, size: float, z: float) -> tuple[float, float]:
    centre = (share + z * z / (2 * size)) / (1 + z * z / size)
    spread = z * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    half = spread / (1 + z * z / size)
    return min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half))
