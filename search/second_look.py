"""A retriever that looks twice: re-ranks and diversifies what another one found."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from search.diversity import diversified
from search.passage import Retriever, SearchResult
from search.query import SearchQuery
from search.reranking import Reranker, reranked

CANDIDATES = 4
"""How many times k hits are fetched, for the second look to choose from."""


class SecondLook:
    """Wraps a Retriever. Without a reranker and with a diversity of 0 it changes nothing."""

    def __init__(
        self, retriever: Retriever, reranker: Reranker | None = None, diversity: float = 0.0
    ) -> None:
        self._retriever, self._reranker, self._diversity = retriever, reranker, diversity

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        """The k best of `CANDIDATES`·k hits; raises KnowledgeBaseError."""
        if self._reranker is None and not self._diversity:
            return await self._retriever.search(query, k=k, slots=slots)
        result = await self._retriever.search(query, k=CANDIDATES * k, slots=slots)
        hits = result.hits
        if self._reranker is not None:
            question = SearchQuery.of(query).text
            hits = await asyncio.to_thread(reranked, question, hits, self._reranker)
        if self._diversity:
            hits = diversified(hits, k, penalty=self._diversity)
        return replace(result, hits=hits[:k])
