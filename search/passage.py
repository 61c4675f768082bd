"""A passage of a document, and what a search over passages returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from search.query import SearchQuery


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's extracted text: `text` equals that text at [start, end).

    `source` is the path (relative to the indexed folder, with forward slashes) or URL; `headings`
    the heading path, outermost first; `page` is 1-based where the format has pages; `lines` the
    1-based first and last line; `answer` the stored answer of a question–answer pair;
    `also_in` the sources of folded near-duplicates.
    """

    id: str
    text: str
    source: str
    title: str = ""
    headings: tuple[str, ...] = ()
    page: int | None = None
    lines: tuple[int, int] | None = None
    start: int = 0
    end: int = 0
    answer: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score` is calibrated to 0–1; ranks are 1-based, None where not found."""

    passage: Passage
    score: float
    cosine: float = 0.0
    bm25: float = 0.0
    dense_rank: int | None = None
    lexical_rank: int | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first, all from the one generation named."""

    query: str
    generation: str
    hits: tuple[Hit, ...]


class Retriever(Protocol):
    """Finds passages. `slots` fill the access filter's templates; raises KnowledgeBaseError."""

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult: ...
