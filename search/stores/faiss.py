"""Vectors in this process: a FAISS index, one file, mapped into memory when opened.

A flat index is exact and holds the vectors itself. Any other proposes rows, and their cosines are
then taken from the vectors that it was built from: a score means the same for every type.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from prompts.errors import IndexDamaged
from search.vector_store import Cosines, Mask, Rows, Vectors, allowed_rows

if TYPE_CHECKING:
    from typing_extensions import Self

FILE_NAME = "vectors.faiss"

# With fewer allowed rows than this, or a smaller share of all, each is compared: a graph or a cell
# index would walk past what is hidden and could starve.
SCANNED_ROWS = 5_000
SCANNED_SHARE = 0.02
# How many times k rows a lossy index proposes, for the exact cosines to choose from.
PROPOSED = {"IndexIVFRaBitQ": 10, "IndexIVFScalarQuantizer": 2, "IndexHNSWSQ": 2}
_CHUNK = 2048  # rows; larger copies leave the processor's cache


class FaissStore:
    """A FAISS index as a `VectorStore`.

    Args:
        index: any FAISS index with inner products.
        vectors: float32 of shape (n, d), what `index` was built from; a flat index needs none.
    """

    def __init__(self, index: Any, vectors: Vectors | None = None) -> None:
        self._index = index
        self._vectors = _stored(index) if vectors is None else vectors
        self._proposed = PROPOSED.get(type(index).__name__, 1)

    @classmethod
    def build(cls, vectors: Vectors) -> Self:
        """Index `vectors`, float32 of shape (n, d), each of length 1, exactly. Copies them."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        if len(vectors):
            index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def open(cls, path: Path, vectors: Vectors | None = None) -> Self:
        """Map the file at `path`; pages are read as searches touch them.

        Args:
            vectors: what the index was built from; needed where it is not flat.

        Raises:
            IndexDamaged: there is no readable FAISS index at `path`, or it is not of `vectors`.
        """
        import faiss

        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
            if isinstance(index, faiss.IndexFlat):
                return cls(index)
            if vectors is None or vectors.shape != (index.ntotal, index.d):
                raise RuntimeError("the vectors beside it are not those that it was built from")
            return cls(index, vectors)
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

    @property
    def exact(self) -> bool:
        """Whether every row is compared with every query."""
        import faiss

        return isinstance(self._index, faiss.IndexFlat)

    @property
    def bytes(self) -> int:
        """Size of the index as saved."""
        import faiss

        return int(faiss.serialize_index(self._index).nbytes)

    def set_effort(self, effort: int) -> None:
        """How thoroughly to look: `efSearch` of a graph, `nprobe` of cells. Saved with it."""
        if hasattr(self._index, "hnsw"):
            self._index.hnsw.efSearch = effort
        elif hasattr(self._index, "nprobe"):
            self._index.nprobe = effort

    def search(
        self, vector: Vectors, k: int, *, allowed: Mask | Rows | None = None
    ) -> tuple[Rows, Cosines]:
        """See `VectorStore.search`."""
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(-1)
        rows = None if allowed is None else allowed_rows(allowed, self.count)
        k = min(k, self.count if rows is None else len(rows))
        if k <= 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        if rows is not None and self._few(len(rows)):
            return self._scan(query, k, rows)
        if self.exact:
            return self._propose(query, k, rows)
        proposed, _ = self._propose(query, min(k * self._proposed, self.count), rows)
        if len(proposed) < k:
            return self._scan(query, k, np.arange(self.count) if rows is None else rows)
        return self._scan(query, k, proposed)

    def vectors(self, rows: Rows) -> Vectors:
        """See `VectorStore.vectors`."""
        found: Vectors = self._vectors[rows]
        return found

    def _few(self, allowed: int) -> bool:
        share = allowed <= SCANNED_SHARE * self.count
        return share if self.exact else share or allowed <= SCANNED_ROWS

    def _scan(self, query: Vectors, k: int, rows: Rows) -> tuple[Rows, Cosines]:
        """The k best of `rows` by their own vectors, equal ones by row."""
        cosines = np.empty(len(rows), np.float32)
        for first in range(0, len(rows), _CHUNK):
            part = slice(first, first + _CHUNK)
            cosines[part] = self._vectors[rows[part]] @ query
        if len(rows) > 4 * k:
            best = np.argpartition(-cosines, k)[:k]
            rows, cosines = rows[best], cosines[best]
        order = np.lexsort((rows, -cosines))[:k]
        return rows[order], cosines[order]

    def _propose(self, query: Vectors, k: int, rows: Rows | None) -> tuple[Rows, Cosines]:
        """What the index itself returns for `query`; fewer than k where it finds no more."""
        parameters, _kept_alive = self._parameters(k, rows)
        cosines, found = self._index.search(query.reshape(1, -1), k, params=parameters)
        real = found[0] >= 0
        return found[0][real], cosines[0][real]

    def _parameters(self, k: int, rows: Rows | None) -> tuple[Any, Any]:
        """Search parameters, and what they point to: FAISS keeps no reference of its own."""
        import faiss

        library: Any = faiss  # its stubs lack what the wrapper adds: keywords, some classes
        selector = packed = None
        share = 1.0
        if rows is not None:
            bits = np.zeros((self.count + 7) // 8 * 8, dtype=np.bool_)
            bits[rows] = True
            packed = np.packbits(bits, bitorder="little")
            selector = library.IDSelectorBitmap(self.count, library.swig_ptr(packed))
            share = len(rows) / self.count
        kept_alive = (packed, selector)
        if hasattr(self._index, "hnsw"):
            effort = int(self._index.hnsw.efSearch / share)
            return library.SearchParametersHNSW(sel=selector, efSearch=max(effort, k)), kept_alive
        if hasattr(self._index, "nprobe"):
            cells = min(int(self._index.nprobe / share), self._index.nlist)
            return library.SearchParametersIVF(sel=selector, nprobe=cells), kept_alive
        return library.SearchParameters(sel=selector), kept_alive


def _stored(index: Any) -> Vectors:
    """The vectors inside a flat index, not copied."""
    import faiss

    if not index.ntotal:
        return np.empty((0, index.d), np.float32)
    numbers: Vectors = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d)
    return numbers.reshape(index.ntotal, index.d)
