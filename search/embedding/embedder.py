"""The seam to whatever turns texts into vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol, runtime_checkable

import msgspec
import numpy as np

from search.embedding.token_vectors import QueryTokens, TokenSigns
from search.vector_store import Vectors

EmbedderKind = Literal["openvino", "sentence-transformers", "litellm"]
Advance = Callable[[int], None]
TokenSpans = Callable[[str], Sequence[tuple[int, int]]]
"""The [start, end) of each token of a text, special tokens left out."""


class ModelIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """Which model made the vectors, as an index's manifest keeps it.

    `fingerprint` is a hash of weights, tokenizer and pooling; a hosted model's is its name.
    `note` says why the encoder that answers queries is not the exported one; `token_vectors`
    whether it embeds single tokens too, see `TokenEmbedder`.
    """

    name: str
    fingerprint: str
    dimension: int
    max_tokens: int
    kind: EmbedderKind
    precision: str = "f32"
    note: str = ""
    token_vectors: bool = False


class Embedder(Protocol):
    """Embeds texts as float32 vectors of length 1. Safe to call from several threads."""

    @property
    def identity(self) -> ModelIdentity: ...

    def embed(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        """float32[len(texts), dimension]; `advance` hears how many texts each batch finished."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """float32[len(texts), dimension], with the model's query prompt where it has one."""
        ...


@runtime_checkable
class TokenEmbedder(Embedder, Protocol):
    """An embedder that can tell the vectors of single tokens too, where its identity says so."""

    def embed_tokens(
        self, texts: Sequence[str], *, advance: Advance | None = None
    ) -> tuple[Vectors, list[TokenSigns]]:
        """What `embed` returns, and of each text the signs of its words' tokens."""
        ...

    def embed_query_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[QueryTokens]]:
        """What `embed_queries` returns, and the tokens of each text."""
        ...


def token_embedder(embedder: Embedder) -> TokenEmbedder | None:
    """`embedder` where it embeds single tokens too."""
    if embedder.identity.token_vectors and isinstance(embedder, TokenEmbedder):
        return embedder
    return None


def unit(vectors: Vectors) -> Vectors:
    """Rows scaled to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32, copy=False)
    return scaled
