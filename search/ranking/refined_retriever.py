"""A retriever whose hits are ranked a second time: by a cross-encoder, for diversity, or both."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from search.passage import Retriever, SearchResult
from search.query import SearchQuery
from search.ranking.diversity import diversified
from search.ranking.reranking import Reranker, reranked

POOL = 20  # passages: a cross-encoder takes some milliseconds for each


@dataclass(frozen=True, slots=True)
class RefinedRetriever:
    """A `Retriever` around another.

    Args:
        inner: where the passages come from; filters and generation are its own.
        reranker: reorders the `pool` best; None leaves the order.
        diversity: penalty for repetition, 0-1; see `search.ranking.diversity`.
    """

    inner: Retriever
    reranker: Reranker | None = None
    diversity: float = 0.0
    pool: int = POOL

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        """See `Retriever.search`."""
        if self.reranker is None and not self.diversity:
            return await self.inner.search(query, k=k, slots=slots)
        found = await self.inner.search(query, k=max(k, self.pool), slots=slots)
        hits = found.hits
        if self.diversity:
            hits = diversified(hits, max(k, self.pool), penalty=self.diversity)
            hits = hits[:k] if self.reranker is None else hits
        if self.reranker is not None:
            # The last part of a query is the message with what it refers to.
            text = SearchQuery.of(query).parts[-1].text
            hits = await asyncio.to_thread(reranked, text, hits, self.reranker)
        return replace(found, hits=hits[:k])
