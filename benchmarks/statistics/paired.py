"""Are two variants different on the same cases? A paired test that respects clusters."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.statistics.clusters import Clustered, Clusters, Scores
from benchmarks.statistics.quantiles import fair_coin_tail, t_quantile

_ENUMERATED = 12  # clusters up to which all 2**k sign flips are tried
_BLOCK = 4096  # flips at a time: bounds memory at _BLOCK * clusters bytes


@dataclass(frozen=True, slots=True)
class Comparison:
    """`difference` is mean(b) - mean(a), with its 95 % interval, in the unit of the scores.

    `p_value` is two-sided, `standard_error` cluster-robust; `n` counts pairs.
    """

    difference: float
    low: float
    high: float
    p_value: float
    test: str
    n: int
    clusters: int
    standard_error: float


def compare(
    a: Scores,
    b: Scores,
    clusters: Clusters | None = None,
    *,
    level: float = 0.95,
    span: float | None = 1.0,
    flips: int = 9999,
    seed: int = 0,
) -> Comparison:
    """Compare paired scores; position i of `a` and `b` is the same case.

    Yes/no scores of independent cases: McNemar's exact test (McNemar 1947). Otherwise a sign-flip
    permutation test on cluster sums (Fisher 1935; Winkler et al. 2015 for whole blocks), of which
    McNemar's exact test is the special case: exact up to 12 clusters that differ, else from
    `flips` random flips with (b + 1) / (m + 1) as p-value (Phipson and Smyth 2010). The interval
    is Student's t with cluster-robust variance, within ±`span`, the largest difference there can
    be (None: no bound). Raises ValueError for unequal lengths.

    >>> compare([0] * 10, [1] * 6 + [0] * 4).p_value
    0.03125
    """
    if len(a) != len(b):
        raise ValueError(f"{len(a)} scores against {len(b)}: they are not paired")
    first, second = np.asarray(a, np.float64), np.asarray(b, np.float64)
    data = Clustered.of((second - first).tolist(), clusters)
    shares = bool(np.isin(np.concatenate((first, second)), (0.0, 1.0)).all())
    if shares and data.single:
        test, p_value = "McNemar exact", _mcnemar(data.values)
    else:
        test, p_value = "sign-flip permutation", _sign_flips(data.sums(), flips, seed)
    error = math.sqrt(data.variance_of_mean()) if data.count > 1 else math.nan
    low, high = _bounds(data, error, level, span)
    return Comparison(data.mean, low, high, p_value, test, data.values.size, data.count, error)


def _bounds(data: Clustered, error: float, level: float, span: float | None) -> tuple[float, float]:
    if data.count < 2:
        return math.nan, math.nan
    if np.ptp(data.values) == 0:
        if span is None:
            return math.nan, math.nan
        # All cases differ alike: as many of the next ones may not as 0 of `count` leaves likely.
        most = 1 - ((1 - level) / 2) ** (1 / data.count)
        return data.mean - most * (data.mean + span), data.mean + most * (span - data.mean)
    half = t_quantile(level, data.count - 1) * error
    low, high = data.mean - half, data.mean + half
    return (low, high) if span is None else (max(-span, low), min(span, high))


def _mcnemar(deltas: NDArray[np.float64]) -> float:
    better, worse = int((deltas > 0).sum()), int((deltas < 0).sum())
    if better + worse == 0:
        return 1.0
    return min(1.0, 2.0 * fair_coin_tail(min(better, worse), better + worse))


def _sign_flips(sums: NDArray[np.float64], flips: int, seed: int) -> float:
    moved = sums[np.abs(sums) > 1e-12 * np.abs(sums).max(initial=0.0)]
    if moved.size == 0:
        return 1.0
    # A hair below, so that rounding does not turn a tie into a smaller statistic.
    observed = abs(float(moved.sum())) - 1e-9 * float(np.abs(moved).sum())
    if moved.size <= _ENUMERATED:
        codes = np.arange(2**moved.size)[:, None] >> np.arange(moved.size) & 1
        return float((np.abs((2.0 * codes - 1.0) @ moved) >= observed).mean())
    random = np.random.default_rng(seed)
    extreme, left = 0, flips
    while left:
        rows = min(left, _BLOCK)
        signs = random.integers(0, 2, size=(rows, moved.size), dtype=np.int8)
        totals = 2.0 * (signs.astype(np.float32) @ moved.astype(np.float32)) - moved.sum()
        extreme += int((np.abs(totals) >= observed).sum())
        left -= rows
    return (extreme + 1) / (flips + 1)
