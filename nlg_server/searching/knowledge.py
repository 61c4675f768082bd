"""The search index of a project, opened behind a server that already answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from nlg_server.project import Project
from nlg_server.telemetry.metrics import Metrics
from prompts.errors import KnowledgeBaseError, TruephraseError
from search.passage import SearchResult

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from nlg_server.searching.retrievers import OpenRetriever
    from search.indexing.live import LiveUpdates
    from search.query import SearchQuery
    from search.ranking.refined_retriever import RefinedRetriever

log = logging.getLogger("truephrase.search")

RETRY_SECONDS = 1.0
"""How often a missing index is looked for: one that is built while serving is found by itself."""


class Knowledge:
    """A Retriever that waits for its index to be open; raises KnowledgeBaseError without one."""

    def __init__(self, project: Project, metrics: Metrics) -> None:
        self._project, self._metrics = project, metrics
        self._base: OpenRetriever | None = None
        self._refined: RefinedRetriever
        self._updates: LiveUpdates | None = None
        self._first_try: asyncio.Event | None = None
        self._opening: asyncio.Task[None] | None = None
        self._problem: TruephraseError | None = None
        self._named: str | None = None

    @property
    def ready(self) -> bool:
        """Whether searches are answered."""
        return self._base is not None

    @property
    def generation(self) -> str | None:
        """The generation that answers now."""
        return self._base.generation if self._base else None

    def start(self) -> None:
        """Begin to open the index in a thread, and to follow it."""
        if self._opening is None:
            self._first_try = asyncio.Event()
            self._opening = asyncio.create_task(self._open_and_follow())

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        """Search the generation of this moment, once opening the index was tried."""
        if self._base is None:
            self.start()
            if self._first_try is not None:
                await self._first_try.wait()
        if self._base is None:
            raise KnowledgeBaseError(str(self._problem or "no search index is open"))
        return await self._refined.search(query, k=k, slots=slots)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of `texts` by the encoder of the index; raises KnowledgeBaseError without one."""
        if self._base is None:
            raise KnowledgeBaseError("no search index is open")
        return self._base.embedder.embed(texts)

    async def aclose(self) -> None:
        """Stop following and close the index."""
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.gather(self._opening, return_exceptions=True)
        if self._updates is not None:
            await self._updates.aclose()
        if self._base is not None:
            await self._base.aclose()

    async def _open_and_follow(self) -> None:
        while self._base is None:
            await self._open()
            if self._first_try is not None:
                self._first_try.set()
            if self._base is None:
                await asyncio.sleep(RETRY_SECONDS)
        from search.indexing.live import LiveUpdates
        from search.knowledge_base import KnowledgeBase

        if not isinstance(self._base, KnowledgeBase):
            return
        sources = self._project.document_sources() if self._project.server.reindex else ()
        self._updates = LiveUpdates(
            self._base,
            sources,
            on_swap=self._swapped,
            on_problem=lambda _: self._metrics.reloads.labels("index", "kept").inc(),
        )
        self._updates.start()

    async def _open(self) -> None:
        try:
            base, self._refined = await asyncio.to_thread(self._open_now)
        except TruephraseError as error:
            if str(error) != str(self._problem):
                log.warning("Search is off: %s", error)
            self._problem = error
            return
        self._base = base
        self._swapped(base.generation)

    def _open_now(self) -> tuple[OpenRetriever, RefinedRetriever]:
        from nlg_server.searching.retrievers import open_retriever
        from search.ranking.refined_retriever import RefinedRetriever
        from search.ranking.reranking import CrossEncoderReranker

        settings = self._project.knowledge
        base = open_retriever(self._project)
        reranker = CrossEncoderReranker(settings.reranker) if settings.reranker else None
        return base, RefinedRetriever(base, reranker, settings.diversity)

    def _swapped(self, generation: str) -> None:
        if self._named is not None:
            self._metrics.generation.labels(self._named).set(0)
            self._metrics.reloads.labels("index", "ok").inc()
        self._named = generation
        self._metrics.generation.labels(generation).set(1)
        log.info("Searching generation %s.", generation)
