"""Error shares of the fidelity check, with confidence intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from typing import TypedDict

from benchmarks.fidelity_rows import Judged

_Z = 1.959964


class Share(TypedDict):
    """A share of `n` rows and its 95 % Wilson interval (Wilson 1927); None without rows."""

    share: float | None
    n: int
    count: int
    low: float | None
    high: float | None


def share(count: int, n: int) -> Share:
    """`count` of `n`.

    >>> share(0, 100)["high"] < 0.04
    True
    """
    if n == 0:
        return Share(share=None, n=0, count=0, low=None, high=None)
    p = count / n
    spread = _Z * sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
    middle, scale = p + _Z * _Z / (2 * n), 1 + _Z * _Z / n
    low, high = (middle - spread) / scale, (middle + spread) / scale
    return Share(
        share=p, n=n, count=count, low=0.0 if count == 0 else low, high=1.0 if count == n else high
    )


def unfaithful_accepted(judged: Iterable[Judged]) -> Share:
    """Share of the unfaithful rows that the check lets out."""
    rows = [row for row in judged if not row.faithful]
    return share(sum(row.verdict.accepted for row in rows), len(rows))


def faithful_refused(judged: Iterable[Judged]) -> Share:
    """Share of the faithful rows that the check holds back."""
    rows = [row for row in judged if row.faithful]
    return share(sum(not row.verdict.accepted for row in rows), len(rows))


def by(judged: Sequence[Judged], key: Callable[[Judged], str]) -> dict[str, dict[str, Share]]:
    """Both shares for each value of `key`, in alphabetical order."""
    groups: dict[str, list[Judged]] = {}
    for row in judged:
        groups.setdefault(key(row), []).append(row)
    return {
        name: {
            "unfaithful_accepted": unfaithful_accepted(rows),
            "faithful_refused": faithful_refused(rows),
        }
        for name, rows in sorted(groups.items())
        if name
    }
