"""An embedder without a model: words hashed to directions, for measuring all but the embedding."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from search.embedding.embedder import Advance, ModelIdentity, unit
from search.embedding.token_vectors import QueryTokens, TokenSigns, packed_signs
from search.text.tokens import terms, tokens
from search.vector_store import Vectors


class WordHashEmbedder:
    """A text's vector is the sum of its words' random directions: same words, same vector.

    The tokens of a text are its words.
    """

    def __init__(self, dimension: int = 384, *, name: str = "word-hash", max_tokens: int = 256):
        self.identity = ModelIdentity(
            name=name,
            fingerprint=f"{name}-{dimension}",
            dimension=dimension,
            max_tokens=max_tokens,
            kind="litellm",
            note="Vectors of hashed words, for measuring.",
            token_vectors=True,
        )
        self.embedded = 0
        self._direction = lru_cache(maxsize=50_000)(self._random_direction)

    def embed(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        """See `Embedder.embed`."""
        self.embedded += len(texts)
        vectors = np.zeros((len(texts), self.identity.dimension), np.float32)
        for row, text in enumerate(texts):
            for term in terms(text) or [text]:
                vectors[row] += self._direction(term)
        if advance and texts:
            advance(len(texts))
        return unit(vectors)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed_queries`."""
        return self.embed(texts)

    def embed_tokens(
        self, texts: Sequence[str], *, advance: Advance | None = None
    ) -> tuple[Vectors, list[TokenSigns]]:
        """See `TokenEmbedder.embed_tokens`."""
        signs = [packed_signs(self._directions(terms(text))) for text in texts]
        return self.embed(texts, advance=advance), signs

    def embed_query_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[QueryTokens]]:
        """See `TokenEmbedder.embed_query_tokens`."""
        told = []
        for text in texts:
            words = list(tokens(text))
            vectors = unit(self._directions([word.terms[0] for word in words]))
            told.append(QueryTokens(vectors, tuple((word.start, word.end) for word in words)))
        return self.embed(texts), told

    def _directions(self, words: Sequence[str]) -> Vectors:
        return np.array([self._direction(word) for word in words], np.float32).reshape(
            len(words), self.identity.dimension
        )

    def _random_direction(self, term: str) -> Vectors:
        seed = zlib.crc32(term.encode())
        drawn = np.random.default_rng(seed).standard_normal(self.identity.dimension)
        return drawn.astype(np.float32)
