"""`python -m benchmarks.server --json [--setup]`: Truephrase beside rasa-sdk's action server."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.figures import report
from benchmarks.server.load import Load, load
from benchmarks.server.project import write_project
from benchmarks.server.request_body import EVENTS, request_body
from benchmarks.server.servers import RASA_SDK, RasaSdk, Served, Truephrase, rasa_sdk_python

RESPONSES = 500
CONNECTIONS = 8


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.server", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--setup", action="store_true", help=f"install rasa-sdk {RASA_SDK} first")
    parser.add_argument("--rounds", type=int, default=5, help="alternating runs of each server")
    parser.add_argument("--seconds", type=float, default=4.0, help="length of each run")
    parser.add_argument("--starts", type=int, default=5, help="starts to time")
    arguments = parser.parse_args()
    python = rasa_sdk_python(setup=arguments.setup)
    with tempfile.TemporaryDirectory() as folder:
        project = write_project(Path(folder), RESPONSES)
        starts = [_ready(project) for _ in range(arguments.starts)]
        with Truephrase(project) as ours, RasaSdk(python, project) as theirs:
            runs = _alternate(ours, theirs, arguments.rounds, arguments.seconds)
    _report(starts, *runs, as_json=arguments.json)


def _ready(project: Path) -> float:
    with Truephrase(project) as server:
        return server.ready


def _alternate(
    ours: Served, theirs: Served, rounds: int, seconds: float
) -> tuple[list[Load], list[Load]]:
    """Runs in turn, so that what else the machine does falls on both."""
    body = request_body("utter_bench_7", "action_bench")

    def run(server: Served, length: float) -> Load:
        return load(server.port, server.path, body, connections=CONNECTIONS, seconds=length)

    for server in (ours, theirs):
        run(server, 1.0)
    pairs = [(run(ours, seconds), run(theirs, seconds)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _report(starts: list[float], ours: list[Load], theirs: list[Load], *, as_json: bool) -> None:
    def per_second(loads: list[Load]) -> float:
        return median(run.per_second for run in loads)

    def p99(loads: list[Load]) -> float:
        return median(run.p99 for run in loads)

    figures = {
        "ratio_rasa_sdk": median(
            a.per_second / b.per_second for a, b in zip(ours, theirs, strict=True)
        ),
        "p99_ratio_rasa_sdk": median(a.p99 / b.p99 for a, b in zip(ours, theirs, strict=True)),
        "ready_s": median(starts),
        "ready_max_s": max(starts),
        "requests_per_second": per_second(ours),
        "requests_per_second_rasa_sdk": per_second(theirs),
        "p99_ms": p99(ours) * 1000,
        "p99_ms_rasa_sdk": p99(theirs) * 1000,
        "requests": sum(run.requests for run in ours),
        "requests_rasa_sdk": sum(run.requests for run in theirs),
        "rounds": len(ours),
        "starts": len(starts),
        "body_bytes": len(request_body("utter_bench_7", "action_bench")),
        "events": EVENTS,
        "responses": RESPONSES,
        "connections": CONNECTIONS,
        "rasa_sdk": RASA_SDK,
    }
    rows = [
        ("Truephrase POST /nlg", per_second(ours), p99(ours) * 1000),
        (f"rasa-sdk {RASA_SDK} POST /webhook", per_second(theirs), p99(theirs) * 1000),
        ("ratio", figures["ratio_rasa_sdk"], figures["p99_ratio_rasa_sdk"]),
        (f"ready with {RESPONSES} responses (s)", figures["ready_s"], ""),
    ]
    report(
        "server",
        figures,
        rows=rows,
        columns=("server", "requests/s", "p99 (ms)"),
        packages=("truephrase", "uvicorn", "starlette", "msgspec", "uvloop"),
        as_json=as_json,
    )


if __name__ == "__main__":
    main()
