"""Keeps a served index up to date: indexes what changes in the sources, swaps generations in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prompts.errors import TruephraseError
from search.generation.index_folder import CURRENT
from search.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from search.indexing.build import IndexOptions, IndexReport

log = logging.getLogger("truephrase.search")

# Milliseconds: an editor's several writes of one save fall together, and 2 s stay far away.
GATHER_MS = 150
STEP_MS = 30
# Seconds that a build here waits for one elsewhere; after that the other's result is swapped in.
LOCK_WAIT = 60.0

OnSwap = Callable[[str], None]
OnProblem = Callable[[Exception], None]


class LiveUpdates:
    """Watches the index (and with `sources` the documents) for as long as it is started.

    Sources other than those that the index was built from are not followed: they would replace its
    content. A problem leaves the generation served now in place and goes to `on_problem`; the next
    change is tried afresh.
    """

    def __init__(
        self,
        knowledge_base: KnowledgeBase,
        sources: Sequence[str | Path] = (),
        options: IndexOptions | None = None,
        *,
        on_swap: OnSwap | None = None,
        on_problem: OnProblem | None = None,
    ) -> None:
        self._base, self._sources, self._options = knowledge_base, tuple(sources), options
        self._on_swap, self._on_problem = on_swap, on_problem
        self._stop = asyncio.Event()
        self._swapping = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to watch; needs a running event loop."""
        folder = self._base.folder
        self._tasks.append(asyncio.create_task(self._watch_index(folder)))
        existing = [Path(source) for source in self._sources if Path(source).exists()]
        if existing and not self._base.built_from(self._sources):
            log.warning(
                "Changes in %s are not followed: the index was built from other sources. Run "
                "`truephrase index` with the sources that the settings name.",
                ", ".join(map(str, self._sources)),
            )
        elif existing:
            self._tasks.append(asyncio.create_task(self._watch_sources(existing)))

    async def aclose(self) -> None:
        """Stop watching; a build under way is finished first."""
        self._stop.set()
        await asyncio.gather(*self._tasks)
        self._tasks.clear()

    async def reindex(self) -> IndexReport | None:
        """Index what changed and swap the result in; None where that failed (see `on_problem`)."""
        try:
            report = await asyncio.to_thread(self._build)
        except (TruephraseError, OSError) as error:
            self._tell(error)
            return None
        await self._swap()
        return report

    async def _watch_index(self, folder: Path) -> None:
        def switched(_: Any, path: str) -> bool:
            return Path(path).name == CURRENT

        async for _ in _changes([folder], self._stop, switched, recursive=False):
            await self._swap()

    async def _watch_sources(self, sources: Sequence[Path]) -> None:
        inside = str(self._base.folder.resolve())

        def of_sources(_: Any, path: str) -> bool:
            return not path.startswith(inside)

        async for _ in _changes(sources, self._stop, of_sources, recursive=True):
            await self.reindex()

    def _build(self) -> IndexReport:
        from search.indexing.build import IndexOptions, build_index

        options = replace(
            self._options or IndexOptions(),
            embedder=self._base.embedder,
            encoder=self._base.encoder_folder,
            wait=LOCK_WAIT,
        )
        return build_index(self._sources, self._base.folder, options)

    async def _swap(self) -> None:
        async with self._swapping:
            try:
                swapped = await asyncio.to_thread(self._base.refresh)
            except (TruephraseError, OSError) as error:
                self._tell(error)
                return
        if swapped and self._on_swap:
            self._on_swap(self._base.generation)

    def _tell(self, error: Exception) -> None:
        log.warning("The index was not updated: %s", error)
        if self._on_problem:
            self._on_problem(error)


def _changes(
    paths: Sequence[Path],
    stop: asyncio.Event,
    wanted: Callable[[Any, str], bool],
    *,
    recursive: bool,
) -> Any:
    from watchfiles import awatch

    return awatch(
        *paths,
        watch_filter=wanted,
        debounce=GATHER_MS,
        step=STEP_MS,
        stop_event=stop,
        recursive=recursive,
    )
