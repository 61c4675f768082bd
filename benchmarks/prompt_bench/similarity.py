"""Similarity of meaning by the embedding model that search uses, on this machine."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from search.embedding.choice import embedder_for

MODEL = "all-MiniLM-L6-v2"


def similarity(first: str, second: str) -> float:
    """Cosine of the two texts' embeddings, -1 to 1.

    It does not see changed facts ("$12" and "$21" are alike), so it is no check of fidelity.
    """
    a, b = _embedder().embed([first, second])
    return float(a @ b)


@lru_cache(maxsize=1)
def _embedder() -> Any:
    return embedder_for(MODEL)[0]
