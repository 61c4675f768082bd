"""Recall and nDCG of one ranked list, with binary relevance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from statistics import fmean

CUTS = (1, 3, 5, 10)


def measures(ranked: Sequence[str], relevant: Set[str]) -> dict[str, float]:
    """`recall@k` and `ndcg@k` for every k of `CUTS`.

    nDCG as in Järvelin and Kekäläinen, 2002, with gain 1 and discount log2(rank + 1).

    >>> measures(["a", "b"], {"b"})["ndcg@3"]
    0.6309297535714575
    """
    gains = [passage in relevant for passage in ranked[: max(CUTS)]]
    found: dict[str, float] = {}
    for k in CUTS:
        found[f"recall@{k}"] = sum(gains[:k]) / len(relevant)
        gained = sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:k]))
        ideal = sum(1 / math.log2(place + 2) for place in range(min(k, len(relevant))))
        found[f"ndcg@{k}"] = gained / ideal
    return found


def averaged(rows: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each measure, rounded to 4 digits."""
    every = list(rows)
    return {key: round(fmean(row[key] for row in every), 4) for key in every[0]}
