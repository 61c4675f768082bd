"""`python -m benchmarks.faults --json`: every way a model can fail, through the real server.

For each fault, requests go over HTTP to `truephrase serve` with that fault behind it; every reply
has to be one that Rasa accepts, say something, and come within the deadline and 50 ms. The server
of the first part has a breaker that never opens, so that every request reaches its fault; then
the ordinary server takes bursts and a mix of all faults, and its memory is watched. Meanwhile a
second server with rephrasing off is asked for a template every 10 ms: what it is late by is the
machine's doing, what a reply is later than that is ours (`late_ours`).
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from benchmarks.fault_server import FAULTS
from benchmarks.fault_server.targets import TARGETS
from benchmarks.figures import report
from benchmarks.live.control import Lateness, ask_until
from benchmarks.live.posting import Reply, post_all
from benchmarks.live.processes import FaultProcess, ServerProcess
from benchmarks.live.project import ANSWER, PATTERN, nlg_body, write_project
from benchmarks.live.validity import spoken

SLACK = 0.05
_references = itertools.count()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One fault's replies: shares of 1, times in seconds, and the reasons they name."""

    requests: int
    valid: float
    within_deadline: float
    p50: float
    worst: float
    model_calls: int
    reasons: dict[str, int]
    lateness: Lateness

    def figures(self) -> dict[str, Any]:
        return {
            "requests": self.requests,
            "valid": self.valid,
            "within_deadline": self.within_deadline,
            "p50_ms": round(self.p50 * 1000, 1),
            "worst_ms": round(self.worst * 1000, 1),
            "late": self.lateness.late,
            "late_ours": self.lateness.ours,
            "control_worst_ms": round(self.lateness.control_worst * 1000, 1),
            "model_calls": self.model_calls,
            "reasons": self.reasons,
        }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--requests", type=int, default=1000, help="requests for each fault")
    parser.add_argument("--concurrency", type=int, default=32)
    parser.add_argument("--deadline", type=float, default=1.0, help="nlg.budget, in seconds")
    parser.add_argument("--memory-requests", type=int, default=100_000)
    parser.add_argument("--faults", nargs="*", default=None, help="only these")
    arguments = parser.parse_args()
    unknown = set(arguments.faults or ()) - {*FAULTS, *TARGETS}
    if unknown:
        parser.error(f"no such fault: {', '.join(sorted(unknown))}")
    wanted = arguments.faults or [*FAULTS, *TARGETS]
    with tempfile.TemporaryDirectory() as folder, FaultProcess() as model:
        project = write_project(Path(folder) / "control", model.api_base, budget=1.0)
        with ServerProcess(project) as control:
            bench = Bench(Path(folder), model, control, arguments)
            outcomes, mixed, memory = bench.everything(wanted)
    _report(arguments, outcomes, mixed, memory)


class Bench:
    """The runs of one measurement; each method starts the servers it needs."""

    def __init__(
        self,
        folder: Path,
        model: FaultProcess,
        control: ServerProcess,
        arguments: argparse.Namespace,
    ) -> None:
        self._folder = folder
        self._model = model
        self._control = control
        self._requests: int = arguments.requests
        self._concurrency: int = arguments.concurrency
        self._deadline: float = arguments.deadline
        self._memory_requests: int = arguments.memory_requests
        model.program(then="ok", answer=ANSWER, find=PATTERN)

    def everything(
        self, wanted: list[str]
    ) -> tuple[dict[str, Outcome], dict[str, Outcome], dict[str, Any]]:
        """The faults in `wanted` one by one, the mixes, and memory where requests are left for it.

        Without any for memory the mixes are left out too.
        """
        outcomes = self.alone([name for name in wanted if name in FAULTS])
        outcomes |= self.unreachable([name for name in wanted if name in TARGETS])
        mixed, memory = self.together() if self._memory_requests else ({}, {})
        return outcomes, mixed, memory

    def alone(self, names: list[str]) -> dict[str, Outcome]:
        """Each server-side fault by itself."""
        project = write_project(self._folder / "alone", self._model.api_base, budget=self._deadline)
        outcomes = {}
        with ServerProcess(project, breaker=False) as server:
            self._run(server, 3 * self._concurrency)
            for name in names:
                self._model.program(then=name)
                outcomes[name] = self._run(server, self._requests)
                self._settle(server)
        return outcomes

    def unreachable(self, names: list[str]) -> dict[str, Outcome]:
        """Each fault of DNS, TLS or TCP, with a server that was started against it."""
        outcomes = {}
        for name in names:
            with TARGETS[name]() as api_base:
                project = write_project(self._folder / name, api_base, budget=self._deadline)
                with ServerProcess(project, breaker=False) as server:
                    outcomes[name] = self._run(server, self._requests)
        return outcomes

    def together(self) -> tuple[dict[str, Outcome], dict[str, Any]]:
        """Bursts, a mix, and memory over many requests, with the ordinary server."""
        project = write_project(
            self._folder / "together", self._model.api_base, budget=self._deadline
        )
        with ServerProcess(project) as server:
            self._run(server, 3 * self._concurrency)
            self._model.program(then=["ok"] * 40 + ["server_error"] * 20 + ["hang"] * 5)
            outcomes = {"bursts": self._run(server, self._requests)}
            self._model.program(then=[name for fault in FAULTS for name in (fault, "ok")])
            outcomes["mixed"] = self._run(server, self._requests)
            memory = self._memory(server)
        return outcomes, memory

    def _run(self, server: ServerProcess, requests: int) -> Outcome:
        calls = self._model.calls

        async def both() -> tuple[list[Reply], list[Reply]]:
            over = asyncio.Event()
            control = asyncio.create_task(ask_until(over, self._control.port))
            bodies = _bodies(requests)
            replies = await post_all(server.port, bodies, concurrency=self._concurrency)
            over.set()
            return replies, await control

        replies, control = asyncio.run(both())
        lateness = Lateness.of(replies, control, self._deadline, SLACK)
        return _outcome(replies, self._deadline, self._model.calls - calls, lateness)

    def _settle(self, server: ServerProcess) -> None:
        """A good reply in between, so that no fault is judged by its forerunner's leavings."""
        self._model.program(then="ok")
        self._run(server, 2)

    def _memory(self, server: ServerProcess) -> dict[str, Any]:
        """Resident memory, sampled twenty times after a tenth of the requests."""
        warm_up, rest = self._memory_requests // 10, self._memory_requests * 9 // 10
        self._silent_run(server, warm_up)
        samples = [server.memory_mb()]
        for _ in range(20):
            self._silent_run(server, rest // 20)
            samples.append(server.memory_mb())
        return {
            "requests": self._memory_requests,
            "start_mb": round(samples[0], 1),
            "end_mb": round(samples[-1], 1),
            "growth": round(samples[-1] / samples[0] - 1, 4),
            "samples_mb": [round(sample, 1) for sample in samples],
        }

    def _silent_run(self, server: ServerProcess, requests: int) -> None:
        def drop(reply: Reply) -> None:
            if spoken(reply.status, reply.body) is None:
                raise RuntimeError(f"an unusable reply: {reply}")

        asyncio.run(
            post_all(server.port, _bodies(requests), concurrency=self._concurrency, on_reply=drop)
        )


def _bodies(requests: int) -> Iterator[bytes]:
    """Requests of which no two are alike, so that neither cache nor coalescing helps."""
    return (nlg_body(f"REF-{next(_references):08d}") for _ in range(requests))


def _outcome(replies: list[Reply], deadline: float, calls: int, lateness: Lateness) -> Outcome:
    usable = [spoken(reply.status, reply.body) for reply in replies]
    seconds = sorted(reply.seconds for reply in replies)
    reasons = Counter(
        str(document.get("rephrase_reason")) if document else f"unusable:{reply.status}"
        for document, reply in zip(usable, replies, strict=True)
    )
    return Outcome(
        requests=len(replies),
        valid=sum(document is not None for document in usable) / len(replies),
        within_deadline=sum(value <= deadline + SLACK for value in seconds) / len(replies),
        p50=quantiles(seconds, n=2)[0],
        worst=seconds[-1],
        model_calls=calls,
        reasons=dict(reasons.most_common()),
        lateness=lateness,
    )


def _report(
    arguments: argparse.Namespace,
    outcomes: dict[str, Outcome],
    mixed: dict[str, Outcome],
    memory: dict[str, Any],
) -> None:
    every = {**outcomes, **mixed}
    total = sum(outcome.requests for outcome in every.values())
    figures = {
        "faults": len(outcomes),
        "requests": total,
        "concurrency": arguments.concurrency,
        "deadline_s": arguments.deadline,
        "valid": sum(o.valid * o.requests for o in every.values()) / total,
        "within_deadline": sum(o.within_deadline * o.requests for o in every.values()) / total,
        "late": sum(o.lateness.late for o in every.values()),
        "late_ours": sum(o.lateness.ours for o in every.values()),
        "memory": memory,
        "by_fault": {name: outcome.figures() for name, outcome in every.items()},
    }
    rows = [
        (name, o.valid, o.within_deadline, o.worst * 1000, o.lateness.late, o.lateness.ours)
        for name, o in every.items()
    ]
    columns = ("fault", "valid", "within deadline", "worst ms", "late", "late, ours")
    packages = ("litellm", "openai", "aiohttp", "uvicorn", "starlette")
    report("faults", figures, rows=rows, columns=columns, packages=packages, as_json=arguments.json)


if __name__ == "__main__":
    main()
