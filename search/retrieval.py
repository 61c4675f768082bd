"""From a query to ranked rows: candidates of both halves, scored by both, fused."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.fusion import fuse
from search.lexical import LexicalIndex
from search.query import SearchQuery
from search.vector_store import Cosines, Mask, Rows, Vectors, VectorStore

CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class RankedRow:
    """A row of the index and why it stands where it stands; ranks are 1-based within its half."""

    row: int
    score: float
    cosine: float
    bm25: float
    dense_rank: int | None
    lexical_rank: int | None


def retrieve(
    query: SearchQuery,
    vectors: Vectors,
    store: VectorStore,
    lexical: LexicalIndex,
    *,
    k: int,
    allowed: Mask | None = None,
    candidates: int = CANDIDATES,
) -> list[RankedRow]:
    """The k best allowed rows, best first.

    Args:
        vectors: float32 of shape (number of query parts, d), each of length 1.
        allowed: rows that this user may see; None allows all.
        candidates: how many rows each half proposes.
    """
    weights = np.array([part.weight for part in query.parts], np.float32)
    vector = weights @ vectors
    vector /= max(float(np.linalg.norm(vector)), 1e-9)
    depth = max(candidates, k)
    bm25 = np.zeros(lexical.count, np.float32)
    for part in query.parts:
        bm25 += np.float32(part.weight) * lexical.score(part.text, allowed=allowed)
    dense_rows, cosines = store.search(vector, depth, allowed=allowed)
    lexical_rows = _best_rows(bm25, depth)
    extra = np.setdiff1d(lexical_rows, dense_rows)
    extra_rows, extra_cosines = (
        store.search(vector, len(extra), allowed=extra) if len(extra) else (extra, cosines[:0])
    )
    rows = np.concatenate([dense_rows, extra_rows])
    both = np.concatenate([cosines, extra_cosines])
    return rank(rows, both, bm25[rows], dense_rows, lexical_rows, k=k)


def rank(
    rows: Rows,
    cosines: Cosines,
    bm25: Cosines,
    dense_order: Rows,
    lexical_order: Rows,
    *,
    k: int,
) -> list[RankedRow]:
    """Order the candidates; pure. `rows`, `cosines` and `bm25` are parallel."""
    fused = fuse(cosines, bm25)
    order = np.lexsort((rows, -fused))[:k]
    dense_rank = {int(row): place for place, row in enumerate(dense_order, 1)}
    lexical_rank = {int(row): place for place, row in enumerate(lexical_order, 1)}
    return [
        RankedRow(
            row=int(rows[i]),
            score=float(np.clip(cosines[i], 0.0, 1.0)),
            cosine=float(cosines[i]),
            bm25=float(bm25[i]),
            dense_rank=dense_rank.get(int(rows[i])),
            lexical_rank=lexical_rank.get(int(rows[i])),
        )
        for i in order
    ]


def _best_rows(scores: Cosines, k: int) -> Rows:
    from search.lexical import best

    return best(scores, k)[0]
