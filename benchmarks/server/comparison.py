"""Two servers under the same load, in turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from benchmarks.server.load import Load, load
from benchmarks.server.servers import Served

CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Run:
    """A load on one server; `cpu` is the processor seconds it spent on a request, if known."""

    load: Load
    cpu: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Runs side by side: what else the machine does falls on both of a pair."""

    ours: tuple[Run, ...]
    theirs: tuple[Run, ...]

    def ratio(self, figure: Callable[[Load], float]) -> float:
        """The median over the pairs of our figure by theirs."""
        return median(figure(a.load) / figure(b.load) for a, b in self._pairs())

    @property
    def cpu_ratio(self) -> float | None:
        """How many times our processor time per request they need; the steadiest figure."""
        ratios = [b.cpu / a.cpu for a, b in self._pairs() if a.cpu and b.cpu]
        return median(ratios) if ratios else None

    def _pairs(self) -> list[tuple[Run, Run]]:
        return list(zip(self.ours, self.theirs, strict=True))


def compare(
    ours: Served, theirs: Served, body: bytes, *, rounds: int, seconds: float
) -> Comparison:
    """Load each server `rounds` times for `seconds`, in turn, after a second to warm up."""
    for server in (ours, theirs):
        _run(server, body, 1.0)
    pairs = [(_run(ours, body, seconds), _run(theirs, body, seconds)) for _ in range(rounds)]
    return Comparison(tuple(a for a, _ in pairs), tuple(b for _, b in pairs))


def _run(server: Served, body: bytes, seconds: float) -> Run:
    before = server.cpu_seconds()
    measured = load(server.port, server.path, body, connections=CONNECTIONS, seconds=seconds)
    after = server.cpu_seconds()
    if before is None or after is None:
        return Run(measured, None)
    return Run(measured, (after - before) / measured.requests)
