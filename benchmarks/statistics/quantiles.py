"""Quantiles and tails from scipy, which is imported when the first one is needed."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any


@lru_cache(maxsize=1)
def _special() -> Any:
    return import_module("scipy.special")


def load() -> None:
    """Import scipy now, which takes a quarter of a second, rather than with the first quantile."""
    _special()


def normal_quantile(level: float) -> float:
    """Two-sided quantile of the normal distribution, 1.96 for 0.95."""
    return float(_special().ndtri(0.5 + level / 2))


@lru_cache(maxsize=4096)
def t_quantile(level: float, degrees: int) -> float:
    """Two-sided quantile of Student's t distribution."""
    return float(_special().stdtrit(degrees, 0.5 + level / 2))


def fair_coin_tail(heads: int, flips: int) -> float:
    """Probability of at most `heads` heads in `flips` of a fair coin."""
    return float(_special().bdtr(heads, flips, 0.5))


def chi_square_upper(degrees: int, probability: float) -> float:
    """The value that chi-square with `degrees` exceeds with `probability`."""
    return float(_special().chdtri(degrees, probability))
