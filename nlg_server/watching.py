"""Takes a saved change of the domain live, and keeps the last good version of a broken one.

Files are polled by size and time of change: that costs a millisecond for a hundred files, and
sees changes on network drives and mounted volumes too, where the system sends no events.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from nlg_server.responses import Domain, Problem, Responses
from nlg_server.responses.loading import domain_files, load_domain

log = logging.getLogger("truephrase.domain")

INTERVAL = 0.25
"""Seconds between two looks at the files: a change is live within a second."""

_Stamp = Mapping[str, tuple[int, int, int]]


class LiveDomain:
    """The domain of this moment: `current` is swapped as a whole, so readers need no lock.

    `refused` holds the errors of a save that was not taken live, until a good one replaces it.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        load: Callable[[Sequence[Path]], Domain] = load_domain,
        on_change: Callable[[Domain], object] | None = None,
    ) -> None:
        self._paths, self._load, self._on_change = tuple(paths), load, on_change
        self._seen = self._last_look = _stamp(self._paths)
        self.current: Domain = load(self._paths)
        self.refused: tuple[Problem, ...] = ()

    def responses(self) -> Responses:
        """The catalogue of this moment."""
        return self.current.responses

    def refresh(self) -> bool:
        """Look at the files, and reload what changed; whether `current` is another now.

        A change counts once two looks in a row see the same, so that no half-written file is
        read. An error that the current version does not have keeps that version.
        """
        stamp = _stamp(self._paths)
        settled, self._last_look = stamp == self._last_look, stamp
        if not settled or stamp == self._seen:
            return False
        self._seen = stamp
        domain = self._load(self._paths)
        self.refused = self._reasons_to_refuse(domain)
        if self.refused:
            reasons = "; ".join(map(str, self.refused))
            log.error("the last good version of the domain stays live: %s", reasons)
            return False
        self.current = domain
        log.info("the domain was read again: %d responses", len(domain.responses))
        if self._on_change is not None:
            self._on_change(domain)
        return True

    def _reasons_to_refuse(self, domain: Domain) -> tuple[Problem, ...]:
        known = {(problem.file, problem.message) for problem in self.current.errors}
        new = tuple(p for p in domain.errors if (p.file, p.message) not in known)
        if not new and self.current.responses and not domain.responses:
            where = ", ".join(map(str, self._paths))
            return (Problem(where, None, "no response is left in the domain"),)
        return new

    async def watch(self, interval: float = INTERVAL) -> None:
        """Refresh for ever, every `interval` seconds, off the event loop."""
        while True:
            await asyncio.sleep(interval)
            try:
                await asyncio.to_thread(self.refresh)
            except Exception:
                log.exception("the domain cannot be read again; the last good version stays live")


def _stamp(paths: Iterable[Path]) -> _Stamp:
    stamp: dict[str, tuple[int, int, int]] = {}
    for path in paths:
        for file in domain_files(path):
            try:
                status = os.stat(file)
            except FileNotFoundError:
                continue
            stamp[str(file)] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return stamp
