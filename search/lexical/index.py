"""BM25 over passages: an inverted index of numpy arrays, mapped into memory when opened.

The index stores what was counted (term frequencies and lengths), not ready scores, so that the
statistics of a search (document frequencies, mean length) are those of the allowed passages: one
that the user may not see shifts no score. Engines that score at indexing time cannot do this.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from prompts.errors import IndexDamaged
from search.text.function_words import FUNCTION_WORDS
from search.text.language import detect_language
from search.text.stemming import stem
from search.text.tokens import terms as terms_of
from search.vector_store import Mask, Rows, allowed_rows

if TYPE_CHECKING:
    from typing_extensions import Self

Scores = NDArray[np.float32]

# Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
K1 = 1.2
B = 0.75

UNKNOWN = ""  # the language of a passage that too little tells
FIELDS = (
    "terms",
    "term_ends",
    "posting_ends",
    "posting_rows",
    "posting_counts",
    "lengths",
    "row_languages",
    "languages",
)


@dataclass(frozen=True, slots=True)
class LexicalMatch:
    """How well each row matches a query.

    `scores` is BM25, float32[count], 0 where nothing matches or the row is not allowed; `possible`
    the limit that BM25 nears for a row with all the query's terms, over and over; `rarities` the
    inverse document frequency of each term among the allowed rows.
    """

    scores: Scores
    possible: float
    rarities: Mapping[str, float]

    @property
    def coverage(self) -> Scores:
        """BM25 as a share of the possible, 0–1: comparable between queries and indexes."""
        covered: Scores = self.scores / np.float32(max(self.possible, 1e-9))
        return covered


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """An inverted index over `len(lengths)` passages; terms are sorted by their UTF-8 bytes.

    The bytes of term t stand at [term_ends[t-1], term_ends[t]) of `terms`, its postings likewise
    at `posting_ends`, in no order. `row_languages` are positions in `languages`, ISO codes.
    Made by `search.lexical.build`.
    """

    terms: NDArray[np.uint8]
    term_ends: NDArray[np.int64]
    posting_ends: NDArray[np.int64]
    posting_rows: NDArray[np.int32]
    posting_counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]
    row_languages: NDArray[np.uint8]
    languages: NDArray[np.str_]

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Map the files that `save` wrote; raises IndexDamaged where one is missing or broken."""
        arrays = {}
        for field in FIELDS:
            path = folder / f"{field}.npy"
            try:
                # A view: slicing a memmap itself is ten times as slow.
                arrays[field] = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
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

    def languages_of(self, allowed: Mask | Rows | None = None) -> tuple[str, ...]:
        """The languages of the allowed passages, the commonest first, equal ones by name.

        Those that a user may not see have no say in how a question is read either.
        """
        codes = self.row_languages
        if allowed is not None:
            codes = codes[allowed if allowed.dtype == np.bool_ else np.unique(allowed)]
        # A comparison a language is a tenth of the time that `np.bincount` takes of bytes.
        rows = (int(np.count_nonzero(codes == place)) for place in range(len(self.languages)))
        told = zip(rows, map(str, self.languages), strict=True)
        return tuple(language for count, language in sorted(told, key=_commonest) if count)

    def postings(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.uint16]]:
        """Rows that contain the (stemmed) `term`, and how often."""
        position = self._position(term.encode())
        if position is None:
            return self.posting_rows[:0], self.posting_counts[:0]
        start = int(self.posting_ends[position - 1]) if position else 0
        end = int(self.posting_ends[position])
        return self.posting_rows[start:end], self.posting_counts[start:end]

    def _position(self, term: bytes) -> int | None:
        # Views give plain numbers and bytes in a quarter of the time that arrays take.
        letters, ends = self.terms.data, self.term_ends.data

        def term_at(position: int) -> bytes:
            return bytes(letters[ends[position - 1] if position else 0 : ends[position]])

        found = bisect_left(range(len(ends)), term, key=term_at)
        return found if found < len(ends) and term_at(found) == term else None

    def match(
        self,
        query: str,
        *,
        allowed: Mask | Rows | None = None,
        languages: Sequence[str] | None = None,
    ) -> LexicalMatch:
        """BM25 of every row for `query`, with the statistics of the allowed rows.

        `languages` are theirs (`languages_of`), where the caller has asked for them already.
        """
        mask, total, mean_length = self._statistics(allowed)
        postings: list[tuple[NDArray[np.int32], NDArray[np.uint16]]] = []
        gains: list[float] = []
        possible = 0.0
        rarities: dict[str, float] = {}
        if languages is None:
            languages = self.languages_of(allowed)
        for term, repeated in Counter(query_terms(query, main_of(languages))).items():
            rarest = 0
            for variant in {stem(term, language) for language in languages} or {term}:
                rows, counts = self.postings(variant)
                if mask is not None:
                    seen = mask[rows]
                    rows, counts = rows[seen], counts[seen]
                rarest = max(rarest, len(rows))
                postings.append((rows, counts))
                gains.append(repeated * (K1 + 1) * _idf(len(rows), total))
            rarities[term] = _idf(rarest, total)
            possible += repeated * (K1 + 1) * rarities[term]
        return LexicalMatch(self._scores(postings, gains, mean_length), possible, rarities)

    def _scores(
        self,
        postings: Sequence[tuple[NDArray[np.int32], NDArray[np.uint16]]],
        gains: Sequence[float],
        mean_length: float,
    ) -> Scores:
        """BM25 of every row from the postings of each term, all at once, and what each gains."""
        if not postings:
            return np.zeros(self.count, np.float32)
        rows = np.concatenate([rows for rows, _ in postings])
        frequency = np.concatenate([counts for _, counts in postings]).astype(np.float32)
        gain = np.repeat(np.array(gains, np.float32), [len(rows) for rows, _ in postings])
        norm = K1 * (1 - B) + np.float32(K1 * B / max(mean_length, 1e-9)) * self.lengths[rows]
        parts = gain * frequency / (frequency + norm)
        return np.bincount(rows, parts, minlength=self.count).astype(np.float32)

    def search(
        self, query: str, k: int, *, allowed: Mask | Rows | None = None
    ) -> tuple[Rows, Scores]:
        """Row ids int64[m] and BM25 float32[m] of the best rows with a matching term, m <= k."""
        return best(self.match(query, allowed=allowed).scores, k)

    def _statistics(self, allowed: Mask | Rows | None) -> tuple[Mask | None, int, float]:
        if allowed is None:
            return None, self.count, float(self.lengths.mean()) if self.count else 0.0
        rows = allowed_rows(allowed, self.count)
        mask = np.zeros(self.count, np.bool_)
        mask[rows] = True
        return mask, len(rows), float(self.lengths[rows].mean()) if len(rows) else 0.0


def main_of(languages: Sequence[str]) -> str | None:
    """The first of the languages, None where there is none or too little tells it."""
    return languages[0] or None if languages else None


def _commonest(told: tuple[int, str]) -> tuple[int, str]:
    count, language = told
    return -count, language


def query_terms(query: str, main_language: str | None) -> list[str]:
    """The terms to search for, unstemmed: function words only where there is nothing else."""
    found = terms_of(query)
    language = detect_language(query, likely=main_language)
    ignored = FUNCTION_WORDS.get(language or "", frozenset())
    return [term for term in found if term not in ignored] or found


def best(scores: Scores, k: int) -> tuple[Rows, Scores]:
    """The k highest scores above 0, best first; equal scores by row."""
    found = np.flatnonzero(scores > 0)
    if len(found) > k > 0:
        least = np.partition(scores[found], len(found) - k)[len(found) - k]
        found = found[scores[found] >= least]
    order = np.lexsort((found, -scores[found]))[: max(k, 0)]
    rows = found[order].astype(np.int64, copy=False)
    return rows, scores[rows]


def _idf(matching: int, total: int) -> float:
    return math.log1p((total - matching + 0.5) / (matching + 0.5))
