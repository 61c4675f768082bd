"""The seam to whatever holds the vectors: FAISS in this process, or a server."""

from __future__ import annotations

from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Rows: TypeAlias = NDArray[np.int64]
Cosines: TypeAlias = NDArray[np.float32]
Vectors: TypeAlias = NDArray[np.float32]
Mask: TypeAlias = NDArray[np.bool_]


class VectorStore(Protocol):
    """Finds the nearest of `count` vectors, which are numbered 0 … count - 1 (their row ids).

    Vectors are float32 and of length 1, so that an inner product is a cosine. Calls block: an
    implementation that talks to a server has a timeout and raises `StoreUnreachable`; callers run
    it in a thread. Implementations are safe to call from several threads.
    """

    @property
    def count(self) -> int: ...

    @property
    def dimension(self) -> int: ...

    def search(
        self, vector: Vectors, k: int, *, allowed: Mask | Rows | None = None
    ) -> tuple[Rows, Cosines]:
        """Row ids int64[m] and cosines float32[m] of the nearest rows, best first, m <= k.

        `allowed` is a bool mask over all rows or an array of row ids; None allows all. No row
        outside it is returned, and m < k only if fewer than k rows are allowed: a store whose
        index is approximate falls back to an exact scan rather than starve.
        """
        ...

    def vectors(self, rows: Rows) -> Vectors:
        """The vectors of `rows`, float32[len(rows), d]."""
        ...


def allowed_rows(allowed: Mask | Rows, count: int) -> Rows:
    """The row ids that `allowed` names, ascending and distinct.

    Raises:
        ValueError: a mask of another length than `count`, or ids outside 0 … count - 1.
    """
    if allowed.dtype == np.bool_:
        if len(allowed) != count:
            raise ValueError(f"a mask of {len(allowed)} rows does not fit an index of {count}")
        return np.flatnonzero(allowed).astype(np.int64, copy=False)
    rows = np.unique(allowed.astype(np.int64, copy=False))
    if len(rows) and (rows[0] < 0 or rows[-1] >= count):
        raise ValueError(f"row ids must lie in 0 … {count - 1}: {rows[0]} … {rows[-1]}")
    return rows
