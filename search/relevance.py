"""Does the knowledge base answer this at all? Decided from the hits, before any model is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.passage import Hit

THRESHOLD = 0.2


@dataclass(frozen=True, slots=True)
class Relevance:
    """`score` is 0-1; `relevant` whether it reaches the threshold."""

    score: float
    relevant: bool


def assess(question: str, hits: Sequence[Hit], threshold: float | None = None) -> Relevance:
    """Judge whether any hit can answer `question`; no hit is never relevant."""
    score = max((hit.score for hit in hits), default=0.0)
    return Relevance(score, bool(hits) and score >= (THRESHOLD if threshold is None else threshold))
