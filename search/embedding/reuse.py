"""Embeddings that an earlier generation holds already, found by content hash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.embedding.embedder import Advance, Embedder, token_embedder
from search.embedding.token_vectors import TokenSigns
from search.vector_store import Vectors

if TYPE_CHECKING:
    from search.generation.segment import Segment


class Embedding(NamedTuple):
    """The vector of a text, and the signs of its tokens where the embedder tells them."""

    vector: Vectors
    signs: TokenSigns | None = None


class Embeddings(NamedTuple):
    """Those of several texts; `signs` is empty where the embedder tells none."""

    vectors: Vectors
    signs: tuple[TokenSigns, ...]


def known_embeddings(segments: Sequence[Segment], keys: Sequence[bytes]) -> dict[bytes, Embedding]:
    """What is stored for each of `keys` that some segment holds, deleted documents included."""
    wanted = set(keys)
    # Half of each hash finds the few candidates among all rows; the whole of it decides.
    heads = np.array(sorted({int.from_bytes(key[:8], "little") for key in wanted}), np.uint64)
    found: dict[bytes, Embedding] = {}
    for segment in segments:
        stored = np.ascontiguousarray(segment.keys).view("<u8")
        if not len(stored):
            continue
        for row in np.flatnonzero(np.isin(stored[:, 0], heads)).tolist():
            key = segment.keys[row].tobytes()
            if key in wanted:
                signs = None if segment.tokens is None else segment.tokens[row]
                found[key] = Embedding(np.array(segment.embeddings[row]), signs)
    return found


def embed_new(
    texts: Sequence[str],
    keys: Sequence[bytes],
    known: Mapping[bytes, Embedding],
    embedder: Embedder,
    advance: Advance | None = None,
) -> tuple[Embeddings, int]:
    """Those of every text, and how many texts had to be embedded; equal texts once."""
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    found = dict(known)
    if missing:
        fresh = embedded(list(missing.values()), embedder, advance)
        signs = fresh.signs or [None] * len(missing)
        found.update(zip(missing, map(Embedding, fresh.vectors, signs), strict=True))
    table = np.empty((len(texts), embedder.identity.dimension), np.float32)
    for row, key in enumerate(keys):
        table[row] = found[key].vector
    told = (found[key].signs for key in keys)
    return Embeddings(table, tuple(signs for signs in told if signs is not None)), len(missing)


def embedded(
    texts: Sequence[str], embedder: Embedder, advance: Advance | None = None
) -> Embeddings:
    """Those of `texts`, all embedded now."""
    able = token_embedder(embedder)
    if able is None:
        return Embeddings(embedder.embed(texts, advance=advance), ())
    vectors, signs = able.embed_tokens(texts, advance=advance)
    return Embeddings(vectors, tuple(signs))
