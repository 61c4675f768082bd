"""Several segments' vectors and words searched as if they were one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from search.lexical.index import UNKNOWN, LexicalIndex
from search.vector_store import Cosines, Mask, Rows, Vectors, VectorStore, allowed_rows

if TYPE_CHECKING:
    from typing_extensions import Self


def as_one_store(stores: Sequence[VectorStore], dimension: int) -> VectorStore:
    """The only one of `stores` itself, which needs no numbering, or all as one."""
    return stores[0] if len(stores) == 1 else SegmentedStore(stores, dimension)


class SegmentedStore:
    """A `VectorStore` over the rows of several, numbered one after the other."""

    def __init__(self, stores: Sequence[VectorStore], dimension: int) -> None:
        self._stores = tuple(stores)
        self._firsts = np.cumsum([0, *(store.count for store in stores)], dtype=np.int64)
        self.dimension = dimension

    @property
    def count(self) -> int:
        return int(self._firsts[-1])

    def search(
        self, vector: Vectors, k: int, *, allowed: Mask | Rows | None = None
    ) -> tuple[Rows, Cosines]:
        """See `VectorStore.search`."""
        if allowed is not None and allowed.dtype != np.bool_:
            allowed = allowed_rows(allowed, self.count)
        rows: list[Rows] = [np.empty(0, np.int64)]
        cosines: list[Cosines] = [np.empty(0, np.float32)]
        for store, first in zip(self._stores, self._firsts.tolist(), strict=False):
            found, scores = store.search(
                vector, k, allowed=_within(allowed, first, first + store.count)
            )
            rows.append(found + first)
            cosines.append(scores)
        every, scores = np.concatenate(rows), np.concatenate(cosines)
        order = np.lexsort((every, -scores))[:k]
        return every[order], scores[order]

    def vectors(self, rows: Rows) -> Vectors:
        """See `VectorStore.vectors`."""
        found = np.empty((len(rows), self.dimension), np.float32)
        for store, first in zip(self._stores, self._firsts.tolist(), strict=False):
            own = (rows >= first) & (rows < first + store.count)
            if own.any():
                found[own] = store.vectors(rows[own] - first)
        return found


def _within(allowed: Mask | Rows | None, first: int, end: int) -> Mask | Rows | None:
    if allowed is None:
        return None
    if allowed.dtype == np.bool_:
        part = allowed[first:end]
        return None if part.all() else part
    inside = allowed[(allowed >= first) & (allowed < end)]
    return inside.astype(np.int64) - first


def as_one_lexical_index(parts: Sequence[LexicalIndex]) -> LexicalIndex:
    """The only one of `parts` itself, or all as one."""
    return parts[0] if len(parts) == 1 else SegmentedLexicalIndex.of(parts)


@dataclass(frozen=True, slots=True)
class SegmentedLexicalIndex(LexicalIndex):
    """A `LexicalIndex` over the rows of several; statistics are those of all rows together."""

    parts: tuple[LexicalIndex, ...] = ()

    @classmethod
    def of(cls, parts: Sequence[LexicalIndex]) -> Self:
        """The rows of `parts`, numbered one after the other."""
        nothing = np.empty(0, np.int64)
        languages = _languages(parts)
        codes = [
            np.array([languages.index(str(name)) for name in part.languages] or [0], np.uint8)[
                part.row_languages
            ]
            for part in parts
        ]
        return cls(
            terms=np.empty(0, np.uint8),
            term_ends=nothing,
            posting_ends=nothing,
            posting_rows=np.empty(0, np.int32),
            posting_counts=np.empty(0, np.uint16),
            lengths=_joined([np.asarray(part.lengths) for part in parts], np.int32),
            row_languages=_joined(codes, np.uint8),
            languages=np.array(languages, np.str_),
            parts=tuple(parts),
        )

    def postings(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.uint16]]:
        """Rows that contain `term`, and how often."""
        rows: list[NDArray[np.int32]] = []
        counts: list[NDArray[np.uint16]] = []
        first = 0
        for part in self.parts:
            found, often = part.postings(term)
            rows.append(np.asarray(found) + np.int32(first))
            counts.append(np.asarray(often))
            first += part.count
        return _joined(rows, np.int32), _joined(counts, np.uint16)


def _languages(parts: Sequence[LexicalIndex]) -> list[str]:
    """The languages of all parts, that of most rows first."""
    rows: Counter[str] = Counter()
    for part in parts:
        counted = np.bincount(part.row_languages, minlength=len(part.languages))
        rows.update(dict(zip(map(str, part.languages), counted.tolist(), strict=False)))
    return [name for name, _ in rows.most_common()] or [UNKNOWN]


def _joined(arrays: Sequence[NDArray[Any]], dtype: type[np.generic]) -> NDArray[Any]:
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate([*arrays, np.empty(0, dtype)])
