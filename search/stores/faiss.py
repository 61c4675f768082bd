"""Vectors in this process: an exact FAISS index, one file, mapped into memory when opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from prompts.errors import IndexDamaged
from search.vector_store import Cosines, Mask, Rows, Vectors, allowed_rows

if TYPE_CHECKING:
    from typing_extensions import Self

FILE_NAME = "vectors.faiss"


class FaissStore:
    """A FAISS index as a `VectorStore`; `build` makes an exact one (flat, inner product)."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> Self:
        """Index `vectors`, float32 of shape (n, d), each of length 1. Copies them."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        if len(vectors):
            index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Map the file at `path`; pages are read as searches touch them.

        Raises:
            IndexDamaged: there is no readable FAISS index at `path`.
        """
        import faiss

        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise IndexDamaged(
                f"{path}: no readable FAISS index. Build it again with `truephrase index`, or go "
                "back with `truephrase index --rollback`."
            ) from error

    def save(self, path: Path) -> None:
        """Write the index to `path`; the caller makes it durable."""
        import faiss

        faiss.write_index(self._index, str(path))

    @property
    def count(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def search(
        self, vector: Vectors, k: int, *, allowed: Mask | Rows | None = None
    ) -> tuple[Rows, Cosines]:
        """See `VectorStore.search`."""
        import faiss

        parameters = None
        if allowed is not None:
            rows = allowed_rows(allowed, self.count)
            k = min(k, len(rows))
            bits = np.zeros((self.count + 7) // 8 * 8, dtype=np.bool_)
            bits[rows] = True
            # FAISS keeps pointers only: `packed` and `selector` must outlive the search.
            packed = np.packbits(bits, bitorder="little")
            selector = faiss.IDSelectorBitmap(self.count, faiss.swig_ptr(packed))
            parameters = faiss.SearchParameters()
            parameters.sel = selector
        k = min(k, self.count)
        if k <= 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        cosines, found = self._index.search(query, k, params=parameters)
        kept = found[0] >= 0
        return found[0][kept], cosines[0][kept]
