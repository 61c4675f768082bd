"""The domain of this moment, for every part of the server that needs it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nlg_server.project import Project
from nlg_server.responses import Domain, Responses, load_domain
from nlg_server.telemetry.metrics import Metrics
from nlg_server.watching import LiveDomain

log = logging.getLogger("truephrase.domain")

RUNNING_RASA_INTERVAL = 10.0
"""Seconds between two looks at the domain of a running Rasa."""


class DomainSource:
    """Follows the project's domain files, or the domain of a running Rasa where one is set."""

    def __init__(self, project: Project, metrics: Metrics) -> None:
        self._metrics, self._rasa_url = metrics, project.server.rasa_url
        strict = project.rephrase.strict_rasa

        def load(paths: Sequence[Path]) -> Domain:
            return load_domain(paths, strict=strict)

        paths = () if self._rasa_url else project.domain_paths()
        self._live = LiveDomain(
            paths, load=load, on_change=lambda _: metrics.reloads.labels("domain", "ok").inc()
        )
        self._fetched: Domain | None = None
        self._watcher: asyncio.Task[None] | None = None
        for problem in self.domain.problems:
            log.warning("%s", problem)

    @property
    def domain(self) -> Domain:
        """The last good domain."""
        return self._fetched or self._live.current

    @property
    def responses(self) -> Responses:
        """The responses to answer with."""
        return (self._fetched or self._live.current).responses

    @property
    def loaded(self) -> bool:
        """Whether responses can be answered: a running Rasa may still have to tell them."""
        return self._rasa_url is None or self._fetched is not None

    def as_mapping(self) -> dict[str, Any]:
        """What the search action needs to know where Rasa leaves the domain out."""
        domain = self.domain
        return {
            "slots": {name: {"type": slot.type} for name, slot in domain.slots.items()},
            "responses": {name: [{}] for name in domain.responses},
        }

    def start(self) -> None:
        """Begin to follow changes."""
        follow = self._live.watch() if self._rasa_url is None else self._follow(self._rasa_url)
        self._watcher = asyncio.create_task(follow)

    async def aclose(self) -> None:
        """Stop following."""
        if self._watcher is not None:
            self._watcher.cancel()
            await asyncio.gather(self._watcher, return_exceptions=True)

    async def _follow(self, url: str) -> None:
        from nlg_server.responses.running_rasa import fetch_domain
        from prompts.errors import DomainError

        while True:
            try:
                self._fetched = await fetch_domain(url)
            except DomainError as error:
                self._metrics.reloads.labels("domain", "kept").inc()
                log.warning("%s", error)
            await asyncio.sleep(RUNNING_RASA_INTERVAL if self._fetched else 1.0)
