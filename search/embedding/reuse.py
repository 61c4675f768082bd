"""Embeddings that an earlier generation holds already, found by content hash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from search.embedding.embedder import Advance, Embedder
from search.vector_store import Vectors

if TYPE_CHECKING:
    from search.generation.segment import Segment


def known_vectors(segments: Sequence[Segment], keys: Sequence[bytes]) -> dict[bytes, Vectors]:
    """The stored vector of each of `keys` that some segment holds, deleted documents included."""
    wanted = set(keys)
    # Half of each hash finds the few candidates among all rows; the whole of it decides.
    heads = np.array(sorted({int.from_bytes(key[:8], "little") for key in wanted}), np.uint64)
    found: dict[bytes, Vectors] = {}
    for segment in segments:
        stored = np.ascontiguousarray(segment.keys).view("<u8")
        if not len(stored):
            continue
        for row in np.flatnonzero(np.isin(stored[:, 0], heads)).tolist():
            key = segment.keys[row].tobytes()
            if key in wanted:
                found[key] = np.array(segment.embeddings[row])
    return found


def embed_new(
    texts: Sequence[str],
    keys: Sequence[bytes],
    known: dict[bytes, Vectors],
    embedder: Embedder,
    advance: Advance | None = None,
) -> tuple[Vectors, int]:
    """The vector of every text, and how many texts had to be embedded; equal texts once."""
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    fresh = embedder.embed(list(missing.values()), advance=advance) if missing else None
    vectors = dict(known)
    if fresh is not None:
        vectors.update(zip(missing, fresh, strict=True))
    table = np.empty((len(texts), embedder.identity.dimension), np.float32)
    for row, key in enumerate(keys):
        table[row] = vectors[key]
    return table, len(missing)
