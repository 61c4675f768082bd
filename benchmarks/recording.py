"""`python -m benchmarks.recording --json`: what `truephrase serve --record` costs a reply.

Two servers on one project without a model, one of them recording every request, masked. They are
asked for the same template in turn, so that the machine's moods hit both: at a set pace, as Rasa
asks, and as fast as they answer. A small request, and one with a conversation of 50 KB.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import tempfile
import time
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.figures import report
from benchmarks.live.posting import Connection, post_all
from benchmarks.live.processes import ServerProcess
from benchmarks.live.project import nlg_body
from benchmarks.server.processor_time import cpu_seconds
from benchmarks.server.request_body import request_body

RESPONSE = "utter_plain"
_DOMAIN = f"""version: "3.1"
slots:
  ref: {{type: text}}
responses:
  {RESPONSE}:
    - text: "Your table is booked. Your reference is {{ref}}."
"""
_ENDPOINTS = 'truephrase:\n  record_consent_slot: ""\n'
_COUNTED = re.compile(rb'truephrase_recordings_total\{result="(\w+)"\} ([\d.]+)')


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recording", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--pace", type=float, default=50.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of each run")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    bodies = {"small": nlg_body("REF-1", RESPONSE), "conversation": conversation()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "domain.yml").write_text(_DOMAIN, "utf-8")
        (folder / "endpoints.yml").write_text(_ENDPOINTS, "utf-8")
        record = ("--record", str(folder / "requests.jsonl"))
        with (
            ServerProcess(folder, part="responses") as plain,
            ServerProcess(folder, part="responses", options=record) as recording,
        ):
            servers = {"plain": plain, "recording": recording}
            figures: dict[str, Any] = {
                name: {
                    "bytes": len(body),
                    "paced": paced(servers, body, arguments),
                    "full": full(servers, body, arguments),
                }
                for name, body in bodies.items()
            }
    rows = [
        (body, load, figure, value)
        for body, loads in figures.items()
        for load in ("paced", "full")
        for figure, value in loads[load].items()
    ]
    columns = ("request", "load", "figure", "value")
    figures |= {"pace_per_second": arguments.pace}
    report("recording", figures, rows=rows, columns=columns, as_json=arguments.json)


def conversation() -> bytes:
    """A request for the template after 200 events, 50 KB long."""
    body = json.loads(request_body(RESPONSE, "action_listen"))
    body["tracker"]["slots"]["ref"] = "REF-1"
    return json.dumps(body).encode()


def paced(
    servers: dict[str, ServerProcess], body: bytes, arguments: argparse.Namespace
) -> dict[str, float]:
    """Latency, and processor time a request, where one comes every so often."""
    latencies: dict[str, list[float]] = {name: [] for name in servers}
    used = dict.fromkeys(servers, 0.0)
    before = _recorded(servers["recording"])
    for _ in range(arguments.rounds):
        for name, server in servers.items():
            began = _cpu(server)
            latencies[name] += asyncio.run(
                _at_pace(server.port, body, arguments.pace, arguments.seconds)
            )
            used[name] += _cpu(server) - began
    figures: dict[str, float] = {"requests": len(latencies["plain"])}
    for name, values in latencies.items():
        cuts = quantiles(values, n=100)
        figures[f"{name}_p50_ms"] = round(cuts[49] * 1000, 3)
        figures[f"{name}_p99_ms"] = round(cuts[98] * 1000, 3)
        figures[f"{name}_cpu_ms"] = round(used[name] / len(values) * 1000, 3)
    return figures | _shares(before, _recorded(servers["recording"]))


def full(
    servers: dict[str, ServerProcess], body: bytes, arguments: argparse.Namespace
) -> dict[str, float]:
    """Requests a second over eight connections; the median of the rounds."""
    rates: dict[str, list[float]] = {name: [] for name in servers}
    before = _recorded(servers["recording"])
    for _ in range(arguments.rounds):
        for name, server in servers.items():
            began = time.monotonic()
            bodies = _until(body, began + arguments.seconds)
            replies = asyncio.run(post_all(server.port, bodies, concurrency=8))
            rates[name].append(len(replies) / (time.monotonic() - began))
    per_second = {name: median(values) for name, values in rates.items()}
    return {
        **{f"{name}_per_second": round(value, 1) for name, value in per_second.items()},
        "ratio": round(per_second["recording"] / per_second["plain"], 3),
        **_shares(before, _recorded(servers["recording"])),
    }


async def _at_pace(port: int, body: bytes, pace: float, seconds: float) -> list[float]:
    """Seconds of each reply to requests sent one by one, each when it is due."""
    connection = Connection(port)
    await connection.post("/nlg", body)
    began, latencies = time.perf_counter(), []
    for number in range(int(pace * seconds)):
        due = began + number / pace
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        reply = await connection.post("/nlg", body)
        if reply.status != 200:
            raise RuntimeError(f"status {reply.status}: {reply.body[:200]!r}")
        latencies.append(reply.seconds)
    await connection.close()
    return latencies


def _until(body: bytes, until: float) -> Iterator[bytes]:
    for one in repeat(body):
        if time.monotonic() >= until:
            return
        yield one


def _cpu(server: ServerProcess) -> float:
    used = cpu_seconds(server.process.pid)
    return 0.0 if used is None else used


def _recorded(server: ServerProcess) -> dict[str, float]:
    """Requests by what became of their recording, after the writer had a moment to finish."""
    time.sleep(0.5)
    return {
        result.decode(): float(count) for result, count in _COUNTED.findall(server.get("/metrics"))
    }


def _shares(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    counts = {result: count - before.get(result, 0.0) for result, count in after.items()}
    total = sum(counts.values())
    return {
        result: round(counts.get(result, 0.0) / total, 3) if total else 0.0
        for result in ("recorded", "dropped")
    }


if __name__ == "__main__":
    main()
