"""`python -m benchmarks.load --json`: what many requests cost, and what they do not.

Over HTTP to `truephrase serve`: identical and similar requests, a dead model, a killed worker, a
graceful restart. In one process: the overhead over a bare litellm call, and cached replies beside
litellm's own cache.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import signal
import tempfile
import time
from itertools import repeat
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.figures import report
from benchmarks.live.in_process import cached_rates, overhead
from benchmarks.live.posting import Reply, post_all
from benchmarks.live.processes import FaultProcess, ServerProcess
from benchmarks.live.project import ANSWER, PATTERN, nlg_body, write_project
from benchmarks.live.validity import spoken

BUDGET = 8.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--identical", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=4.0, help="length of each timed run")
    arguments = parser.parse_args()
    _raise_file_limit()
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder, FaultProcess() as model:
        model.program(then="ok", answer=ANSWER, find=PATTERN)
        project = write_project(Path(folder) / "p", model.api_base, budget=BUDGET)
        with ServerProcess(project) as server:
            figures["identical"] = identical(server, model, arguments.identical)
            figures["similar"] = similar(server, model)
            figures["cached_http"] = cached_http(server, arguments.seconds)
            figures["dead_model"] = dead_model(server, model, arguments.seconds)
        figures["overhead"] = overhead(project, model)
        figures["cached"] = cached_rates(project, model, arguments.seconds)
        figures["killed_worker"] = killed_worker(project, model)
        figures["graceful_restart"] = graceful_restart(project, model)
    rows = [
        (part, name, value)
        for part, values in figures.items()
        for name, value in values.items()
        if not isinstance(value, dict | list)
    ]
    columns = ("part", "figure", "value")
    flat = {
        "calls": figures["identical"]["calls"],
        "ratio_litellm_cache": figures["cached"]["ratio_litellm_cache"],
        **figures,
    }
    report(
        "load", flat, rows=rows, columns=columns, packages=("litellm", "openai", "uvicorn"),
        as_json=arguments.json,
    )  # fmt: skip


def identical(server: ServerProcess, model: FaultProcess, requests: int) -> dict[str, Any]:
    """All at once, on connections of their own, while the one model call takes its time."""
    model.program(then="ok", answer=ANSWER, find=PATTERN, delay=2.0)
    _post(server, [nlg_body("REF-WARM")])
    calls = model.calls
    replies = _post(server, [nlg_body("REF-SAME")] * requests, concurrency=requests)
    model.program(then="ok", delay=0.0)
    ends = sorted(reply.sent_at + reply.seconds for reply in replies)
    return {
        "requests": requests,
        "valid": _valid(replies),
        "calls": model.calls - calls,
        "last_after_first_s": round(ends[-1] - ends[0], 3),
    }


def similar(server: ServerProcess, model: FaultProcess) -> dict[str, Any]:
    """1,000 requests for 50 prompts."""
    calls = model.calls
    bodies = [nlg_body(f"REF-S{number % 50}") for number in range(1000)]
    replies = _post(server, bodies)
    return {"requests": 1000, "valid": _valid(replies), "calls": model.calls - calls}


def cached_http(server: ServerProcess, seconds: float) -> dict[str, Any]:
    """Replies a second to a request whose rephrase is kept, against rephrasing off."""
    kept, off = _rates(server, nlg_body("REF-SAME"), nlg_body("REF-SAME", "utter_plain"), seconds)
    return {"per_second": kept["per_second"], "off_per_second": off["per_second"]}


def dead_model(server: ServerProcess, model: FaultProcess, seconds: float) -> dict[str, Any]:
    """After the breaker has opened: latency, and throughput beside rephrasing off."""
    model.program(then="server_error")
    _post(server, [nlg_body(f"REF-D{number}") for number in range(200)])
    calls = model.calls
    dead, off = _rates(server, nlg_body("REF-DEAD"), nlg_body("REF-DEAD", "utter_plain"), seconds)
    model.program(then="ok")
    return {
        "p99_ms": dead["p99_ms"],
        "off_p99_ms": off["p99_ms"],
        "per_second": dead["per_second"],
        "off_per_second": off["per_second"],
        "ratio": round(dead["per_second"] / off["per_second"], 3),
        "probes": model.calls - calls,
    }


def killed_worker(project: Path, model: FaultProcess) -> dict[str, Any]:
    """One of two workers is killed under load; the supervisor starts another."""
    model.program(then="ok", delay=0.05)
    with ServerProcess(project, workers=2) as server:
        victim = server.worker_ids[0]
        replies, failed = asyncio.run(
            _load_while(server, lambda: os.kill(victim, signal.SIGKILL), keep_alive=False)
        )
        workers = len(set(server.worker_ids) - {victim})
    model.program(then="ok", delay=0.0)
    return {"requests": replies, "failed": failed, "in_flight": 16, "workers_after": workers}


def graceful_restart(project: Path, model: FaultProcess) -> dict[str, Any]:
    """SIGTERM with requests in flight: those finish; nothing that was accepted is lost."""
    model.program(then="ok", delay=1.0)
    with ServerProcess(project) as server:

        async def run() -> list[Reply]:
            bodies = [nlg_body(f"REF-G{number}") for number in range(64)]
            load = asyncio.create_task(post_all(server.port, bodies, concurrency=64))
            await asyncio.sleep(0.5)
            await asyncio.to_thread(server.stop)
            return await load

        replies = asyncio.run(run())
        began = time.monotonic()
        model.program(then="ok", delay=0.0)
        server.start()
        started = time.monotonic() - began
        after = _post(server, [nlg_body("REF-AFTER")])
    return {
        "in_flight": len(replies),
        "failed": round((1 - _valid(replies)) * len(replies)),
        "restart_s": round(started, 2),
        "valid_after": _valid(after),
    }


async def _load_while(server: ServerProcess, strike: Any, *, keep_alive: bool) -> tuple[int, int]:
    """Requests of 16 clients for 6 s, with `strike` called after one; how many, how many failed."""
    bodies = (nlg_body(f"REF-K{number}") for number in range(10_000_000))
    until = time.monotonic() + 6.0
    replies: list[Reply] = []

    async def stream() -> None:
        await post_all(
            server.port,
            _until(bodies, until),
            concurrency=16,
            keep_alive=keep_alive,
            on_reply=replies.append,
        )

    load = asyncio.create_task(stream())
    await asyncio.sleep(1.0)
    strike()
    await load
    return len(replies), sum(spoken(reply.status, reply.body) is None for reply in replies)


def _until(bodies: Any, until: float) -> Any:
    for body in bodies:
        if time.monotonic() >= until:
            return
        yield body


def _rates(
    server: ServerProcess, one: bytes, other: bytes, seconds: float
) -> tuple[dict[str, float], dict[str, float]]:
    """Two requests in turn, five short runs of each, so that the machine's moods hit both."""
    runs: dict[bytes, list[list[float]]] = {one: [], other: []}
    for _ in range(5):
        for body, kept in runs.items():
            until = time.monotonic() + seconds / 5
            kept.append(
                [r.seconds for r in _post(server, _until(repeat(body), until), concurrency=8)]
            )
    return _summary(runs[one], seconds / 5), _summary(runs[other], seconds / 5)


def _summary(runs: list[list[float]], seconds: float) -> dict[str, float]:
    every = [value for run in runs for value in run]
    return {
        "per_second": round(median(len(run) for run in runs) / seconds, 1),
        "p99_ms": round(quantiles(every, n=100)[98] * 1000, 2),
    }


def _post(server: ServerProcess, bodies: Any, **options: Any) -> list[Reply]:
    return asyncio.run(post_all(server.port, bodies, **options))


def _valid(replies: list[Reply]) -> float:
    return sum(spoken(reply.status, reply.body) is not None for reply in replies) / len(replies)


def _raise_file_limit() -> None:
    """10,000 connections need as many file descriptors, here and in the server."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


if __name__ == "__main__":
    main()
