"""What a number of cases can show, and how many more would be needed."""

from __future__ import annotations

import math

from benchmarks.statistics.quantiles import chi_square_upper, t_quantile

_SURE_OF_SPREAD = 0.8
_MOST_CLUSTERS = 10_000_000


def smallest_difference(
    standard_error: float, clusters: int, *, alpha: float = 0.05, power: float = 0.8
) -> float:
    """The smallest true difference that this many clusters show with `power`.

    (t₁₋α⸝₂ + t_power) standard errors, with the clusters' degrees of freedom; NaN below two
    clusters. The unit is that of `standard_error`.
    """
    if clusters < 2:
        return math.nan
    return _quantiles(clusters, alpha, power) * standard_error


def cases_needed(
    standard_error: float,
    clusters: int,
    cases: int,
    difference: float,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
) -> int:
    """How many cases show a true `difference` with `power`, judged from a pilot's spread.

    The pilot had `cases` in `clusters`; new ones are expected to come in clusters of that mean
    size. The spread is taken at its upper 80 % confidence bound, since a pilot that happens to
    look calm would ask for too few (Browne 1995). Raises ValueError where `difference` is 0.
    """
    if difference == 0:
        raise ValueError("no number of cases shows a difference of 0")
    if clusters < 2 or not standard_error > 0:
        raise ValueError("a pilot of two clusters that differ is needed")
    spread = standard_error * math.sqrt(clusters) * _upper_bound(clusters - 1)
    low, high = 2, 4
    while not _shows(spread, high, difference, alpha, power) and high < _MOST_CLUSTERS:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if _shows(spread, middle, difference, alpha, power):
            high = middle
        else:
            low = middle
    return math.ceil(high * cases / clusters)


def _shows(spread: float, clusters: int, difference: float, alpha: float, power: float) -> bool:
    return _quantiles(clusters, alpha, power) * spread / math.sqrt(clusters) <= abs(difference)


def _quantiles(clusters: int, alpha: float, power: float) -> float:
    # t_quantile is two-sided: a level of 2 * power - 1 gives the one-sided quantile at `power`.
    degrees = clusters - 1
    return t_quantile(1 - alpha, degrees) + t_quantile(2 * power - 1, degrees)


def _upper_bound(degrees: int) -> float:
    """Factor from a sample's standard deviation to the upper confidence bound of the true one."""
    return math.sqrt(degrees / chi_square_upper(degrees, _SURE_OF_SPREAD))
