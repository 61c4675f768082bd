"""How grounded an answer is as a whole: one calibrated number from its sentences and words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from search.grounding.evidence import Evidence
from search.grounding.terms import content_stems
from search.grounding.weights import ANSWER, ANSWER_WITH_COSINE


def answer_score(
    question: str,
    answer: str,
    supports: Sequence[float],
    evidence: Sequence[Evidence],
    cosine: float | None = None,
) -> float:
    """Expected share of the answer that a judge finds faithful to `evidence`, 0-1.

    Args:
        supports: support score of each sentence (`search.grounding.support`).
        cosine: mean over the sentences of the cosine to the closest sentence of the evidence;
            None where no embedder is at hand.
    """
    weights = ANSWER if cosine is None else ANSWER_WITH_COSINE
    language = evidence[0].language if evidence else None
    known = frozenset().union(*(passage.content for passage in evidence))
    said = set(content_stems(answer, language)) - set(content_stems(question, language))
    total = (
        weights["intercept"]
        + weights["best"] * max(supports, default=0.0)
        + weights["new"] * math.log1p(len(said & known))
        + weights.get("cosine", 0.0) * (cosine or 0.0)
    )
    return 1.0 / (1.0 + math.exp(-total))
