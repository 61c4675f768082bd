"""Embedding through sentence-transformers, in this process, with torch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from search.embedding.embedder import Advance, ModelIdentity, unit
from search.embedding.local_model import LocalModel
from search.vector_store import Vectors

BATCH = 64


class SentenceTransformerEmbedder:
    """Any model that sentence-transformers loads; float32, the reference for all others."""

    def __init__(self, model: LocalModel, *, note: str = "") -> None:
        from sentence_transformers import SentenceTransformer

        self.model: Any = SentenceTransformer(str(model.folder), device="cpu")
        limit = self.model.max_seq_length or model.max_tokens()
        # Renamed in sentence-transformers 5.2.
        named = getattr(self.model, "get_embedding_dimension", None)
        dimension: Any = named or self.model.get_sentence_embedding_dimension
        self.identity = ModelIdentity(
            name=model.name,
            fingerprint=model.fingerprint(),
            dimension=int(dimension()),
            max_tokens=int(limit),
            kind="sentence-transformers",
            note=note,
        )

    def embed(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        """See `Embedder.embed`."""
        return self._encode(self.model.encode_document, texts, advance)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed_queries`."""
        return self._encode(self.model.encode_query, texts, None)

    def _encode(self, encode: Any, texts: Sequence[str], advance: Advance | None) -> Vectors:
        vectors = np.empty((len(texts), self.identity.dimension), np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            vectors[batch] = encode(
                [texts[i] for i in batch], batch_size=BATCH, show_progress_bar=False
            )
            if advance:
                advance(len(batch))
        return unit(vectors)
