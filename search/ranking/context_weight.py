"""How much of the conversation goes into a search, once message and context are embedded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.query import SearchQuery
from search.ranking.embedder_profile import EmbedderProfile
from search.vector_store import Vectors


@dataclass(frozen=True, slots=True)
class ContextWeight:
    """On the embedder's common scale (0 unrelated, 1 related), how alike a message and the same
    message in context may be before the context says nothing new (`alone`), how much more where
    the message's words lean on what came before (`leaning`), and how fast the weight grows below.
    """

    alone: float = 1.75
    leaning: float = 0.25
    slope: float = 1.6


# Chosen on MTRAG's multi-turn questions: `python -m benchmarks.retrieval.tuning`.
CONTEXT_WEIGHT = ContextWeight()


def part_weights(
    query: SearchQuery,
    vectors: Vectors,
    profile: EmbedderProfile,
    setting: ContextWeight = CONTEXT_WEIGHT,
) -> Vectors:
    """The weight of each part, float32[parts]; the first counts in full.

    A message that says little beside its context is little like the two together: the less alike,
    the more the context counts, up to as much as the message.
    """
    weights = np.array([part.weight for part in query.parts], np.float32)
    if len(weights) > 1:
        alike = profile.similarity(vectors[1:] @ vectors[0])
        limit = setting.alone + (setting.leaning if query.leans else 0.0)
        weights[1:] *= np.clip(np.float32(setting.slope) * (np.float32(limit) - alike), 0.0, 1.0)
    return weights
