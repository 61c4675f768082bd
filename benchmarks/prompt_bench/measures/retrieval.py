"""Retrieval: recall and nDCG over the passages that were found."""

from __future__ import annotations

import math

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.outcome import Outcome

K = 5


def recall_at_k(case: Case, outcome: Outcome) -> float | None:
    """Share of the relevant passages among the first five found."""
    if not case.relevant:
        return None
    found = set(_found(case)[:K])
    return sum(identity in found for identity in case.relevant) / len(case.relevant)


def ndcg_at_k(case: Case, outcome: Outcome) -> float | None:
    """nDCG@5 with binary gains (Järvelin and Kekäläinen 2002)."""
    if not case.relevant:
        return None
    relevant = set(case.relevant)
    gains = [identity in relevant for identity in _found(case)[:K]]
    ideal = sum(1 / math.log2(rank + 2) for rank in range(min(K, len(relevant))))
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains)) / ideal


def _found(case: Case) -> list[str]:
    return list(dict.fromkeys(case.retrieved or [passage.id for passage in case.passages]))
