"""BM25 over passages: an inverted index of numpy arrays, mapped into memory when opened.

The index stores what was counted (term frequencies and lengths), not ready scores, so that the
statistics of a search (document frequencies, mean length) are those of the allowed passages: one
that the user may not see shifts no score. Engines that score at indexing time cannot do this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from prompts.errors import IndexDamaged
from search.tokens import terms as terms_of
from search.vector_store import Mask, Rows, allowed_rows

if TYPE_CHECKING:
    from typing_extensions import Self

Scores = NDArray[np.float32]

# Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
K1 = 1.2
B = 0.75

FIELDS = ("terms", "term_ends", "posting_ends", "posting_rows", "posting_counts", "lengths")


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """An inverted index over `len(lengths)` passages; terms are sorted by their UTF-8 bytes.

    Postings of term t stand at [posting_ends[t-1], posting_ends[t]), in no order; the term's own
    bytes likewise in `terms`.
    """

    terms: NDArray[np.uint8]
    term_ends: NDArray[np.int64]
    posting_ends: NDArray[np.int64]
    posting_rows: NDArray[np.int32]
    posting_counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]

    @classmethod
    def build(cls, texts: Sequence[str]) -> Self:
        """Count the terms of `texts`; text number i becomes row i."""
        vocabulary: dict[str, int] = {}
        term_ids: list[int] = []
        counts: list[int] = []
        sizes = np.empty(len(texts), np.int64)
        lengths = np.empty(len(texts), np.int32)
        for row, text in enumerate(texts):
            counted = Counter(terms_of(text))
            sizes[row], lengths[row] = len(counted), counted.total()
            term_ids += [vocabulary.setdefault(term, len(vocabulary)) for term in counted]
            counts += counted.values()
        encoded = [term.encode() for term in vocabulary]
        order = sorted(range(len(encoded)), key=encoded.__getitem__)
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        ranked = rank[np.array(term_ids, np.int64)]
        by_term = np.argsort(ranked, kind="stable")
        return cls(
            terms=np.frombuffer(b"".join(encoded[i] for i in order), np.uint8),
            term_ends=np.cumsum([len(encoded[i]) for i in order], dtype=np.int64),
            posting_ends=np.cumsum(np.bincount(ranked, minlength=len(order)), dtype=np.int64),
            posting_rows=np.repeat(np.arange(len(texts), dtype=np.int32), sizes)[by_term],
            posting_counts=np.minimum(np.array(counts, np.int64), 65_535).astype(np.uint16)[
                by_term
            ],
            lengths=lengths,
        )

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Map the files that `save` wrote; raises IndexDamaged where one is missing or broken."""
        arrays = {}
        for field in FIELDS:
            path = folder / f"{field}.npy"
            try:
                arrays[field] = np.load(path, mmap_mode="r", allow_pickle=False)
            except (OSError, ValueError, EOFError) as error:
                raise IndexDamaged(
                    f"{path}: no readable part of the lexical index. Build it again with "
                    "`truephrase index`, or go back with `truephrase index --rollback`."
                ) from error
        return cls(**arrays)

    def save(self, folder: Path) -> None:
        """Write one .npy file for each array; the caller makes them durable."""
        folder.mkdir(parents=True, exist_ok=True)
        for field in FIELDS:
            np.save(folder / f"{field}.npy", getattr(self, field), allow_pickle=False)

    @property
    def count(self) -> int:
        return len(self.lengths)

    def postings(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.uint16]]:
        """Rows that contain `term`, and how often."""
        position = self._position(term.encode())
        if position is None:
            return self.posting_rows[:0], self.posting_counts[:0]
        start = int(self.posting_ends[position - 1]) if position else 0
        end = int(self.posting_ends[position])
        return self.posting_rows[start:end], self.posting_counts[start:end]

    def _position(self, term: bytes) -> int | None:
        low, high = 0, len(self.term_ends)
        while low < high:
            middle = (low + high) // 2
            start = int(self.term_ends[middle - 1]) if middle else 0
            found = self.terms[start : int(self.term_ends[middle])].tobytes()
            if found == term:
                return middle
            if found < term:
                low = middle + 1
            else:
                high = middle
        return None

    def score(self, query: str, *, allowed: Mask | Rows | None = None) -> Scores:
        """BM25 of every row, float32[count]; 0 where no term matches or the row is not allowed."""
        mask, total, mean_length = self._statistics(allowed)
        scores = np.zeros(self.count, np.float32)
        if not total or not mean_length:
            return scores
        for term, repeated in Counter(terms_of(query)).items():
            rows, counts = self.postings(term)
            if mask is not None:
                seen = mask[rows]
                rows, counts = rows[seen], counts[seen]
            if not len(rows):
                continue
            idf = np.log1p((total - len(rows) + 0.5) / (len(rows) + 0.5))
            frequency = counts.astype(np.float32)
            norm = K1 * (1 - B + B / mean_length * self.lengths[rows])
            scores[rows] += repeated * idf * frequency * (K1 + 1) / (frequency + norm)
        return scores

    def search(
        self, query: str, k: int, *, allowed: Mask | Rows | None = None
    ) -> tuple[Rows, Scores]:
        """Row ids int64[m] and BM25 float32[m] of the best rows with a matching term, m <= k."""
        scores = self.score(query, allowed=allowed)
        return best(scores, k)

    def _statistics(self, allowed: Mask | Rows | None) -> tuple[Mask | None, int, float]:
        if allowed is None:
            return None, self.count, float(self.lengths.mean()) if self.count else 0.0
        rows = allowed_rows(allowed, self.count)
        mask = np.zeros(self.count, np.bool_)
        mask[rows] = True
        return mask, len(rows), float(self.lengths[rows].mean()) if len(rows) else 0.0


def best(scores: Scores, k: int) -> tuple[Rows, Scores]:
    """The k highest scores above 0, best first; equal scores by row."""
    found = np.flatnonzero(scores > 0)
    if len(found) > k > 0:
        least = np.partition(scores[found], len(found) - k)[len(found) - k]
        found = found[scores[found] >= least]
    order = np.lexsort((found, -scores[found]))[: max(k, 0)]
    rows = found[order].astype(np.int64, copy=False)
    return rows, scores[rows]
