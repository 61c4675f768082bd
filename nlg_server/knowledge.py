"""The search index of a project, opened behind a server that already answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from nlg_server.metrics import Metrics
from nlg_server.project import Project
from prompts.errors import IndexMissing, KnowledgeBaseError
from search.passage import SearchResult

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase
    from search.query import SearchQuery

log = logging.getLogger("truephrase.search")


class Knowledge:
    """A Retriever that waits for its index to be open; raises KnowledgeBaseError without one."""

    def __init__(self, project: Project, metrics: Metrics) -> None:
        self._project, self._metrics = project, metrics
        self._base: KnowledgeBase | None = None
        self._opening: asyncio.Task[None] | None = None
        self._problem: KnowledgeBaseError | None = None

    @property
    def ready(self) -> bool:
        """Whether searches are answered."""
        return self._base is not None

    @property
    def generation(self) -> str | None:
        """The generation that answers now."""
        return self._base.generation if self._base else None

    def start(self) -> None:
        """Begin to open the index in a thread."""
        if self._opening is None:
            self._opening = asyncio.create_task(self._open())

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        """Search the generation of this moment, once the index is open."""
        if self._base is None:
            self.start()
            if self._opening is not None:
                await asyncio.shield(self._opening)
        if self._base is None:
            raise self._problem or IndexMissing("no search index is open")
        return await self._base.search(query, k=k, slots=slots)

    async def aclose(self) -> None:
        """Close the index."""
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.gather(self._opening, return_exceptions=True)
        if self._base is not None:
            await self._base.aclose()

    async def _open(self) -> None:
        from search.knowledge_base import KnowledgeBase

        try:
            self._base = await asyncio.to_thread(KnowledgeBase.open, self._project.index_folder)
        except KnowledgeBaseError as error:
            self._problem = error
            log.warning("Search is off: %s", error)
            return
        self._metrics.generation.labels(self._base.generation).set(1)
        log.info("Searching generation %s.", self._base.generation)
