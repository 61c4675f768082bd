"""One score from two halves: how much a cosine and a matched word tell about relevance.

score = sigmoid(similarity_weight · s + coverage_weight · c + bias), where s is the cosine on the
embedder's own scale and c the share of the query's (rarity-weighted) words that the passage
covers. Both are absolute, so the score means the same for every query, index type and filter.
Fitted on the five best hits of MTRAG's and XQuAD's questions, asked of their own index and of
another (where nothing is relevant).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.ranking.embedder_profile import EmbedderProfile

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fusion:
    """A logistic model of relevance."""

    similarity_weight: float
    coverage_weight: float
    bias: float

    def evidence(self, similarity: Scores, coverage: Scores) -> Scores:
        """Log-odds of relevance: what candidates are ordered by."""
        evidence: Scores = (
            np.float32(self.similarity_weight) * similarity
            + np.float32(self.coverage_weight) * coverage
            + np.float32(self.bias)
        )
        return evidence

    def of_similarity(self, similarity: Scores) -> Scores:
        """The part of the evidence that a similarity alone makes."""
        part: Scores = np.float32(self.similarity_weight) * similarity
        return part


# The embedder knows the query's language: cosines lead, words correct them.
BOTH = Fusion(similarity_weight=3.86, coverage_weight=3.71, bias=-6.15)
# It does not: words lead, cosines break ties.
WORDS_FIRST = Fusion(similarity_weight=1.33, coverage_weight=13.1, bias=-5.22)


# exp of more than 709 overflows; a float32 probability is 0 or 1 long before.
LARGEST_ODDS = 700.0


def fusion_for(language: str | None, profile: EmbedderProfile) -> Fusion:
    """Which half to trust for a query in `language`."""
    return BOTH if profile.trusted(language) else WORDS_FIRST


def probability(evidence: Scores) -> Scores:
    """Log-odds as a probability, 0–1."""
    bounded = np.clip(evidence.astype(np.float64), -LARGEST_ODDS, LARGEST_ODDS)
    likely: Scores = (1.0 / (1.0 + np.exp(-bounded))).astype(np.float32)
    return likely
