"""How much of the conversation goes into a search, once message and context are embedded."""

from __future__ import annotations

import numpy as np

from search.embedder_profile import EmbedderProfile
from search.query import SearchQuery
from search.vector_store import Vectors

# On the embedder's common scale (0 unrelated, 1 related); fitted on MTRAG's multi-turn questions.
ALONE = 1.17  # a message this similar to itself in context says all that the context says
LEANING = 0.17  # more, where its words lean on what came before
SLOPE = 2.4


def part_weights(query: SearchQuery, vectors: Vectors, profile: EmbedderProfile) -> Vectors:
    """The weight of each part, float32[parts]; the first counts in full.

    A message that says little beside its context is little like the two together: the less alike,
    the more the context counts, up to as much as the message.
    """
    weights = np.array([part.weight for part in query.parts], np.float32)
    if len(weights) > 1:
        alike = profile.similarity(vectors[1:] @ vectors[0])
        limit = ALONE + (LEANING if query.leans else 0.0)
        weights[1:] *= np.clip(np.float32(SLOPE) * (np.float32(limit) - alike), 0.0, 1.0)
    return weights
