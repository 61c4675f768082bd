"""`python -m benchmarks.server --json [--setup]`: Truephrase beside rasa-sdk's action server."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import report
from benchmarks.server.comparison import CONNECTIONS, Comparison, Run, compare
from benchmarks.server.project import write_project
from benchmarks.server.request_body import EVENTS, request_body
from benchmarks.server.servers import RASA_SDK, RasaSdk, Truephrase, rasa_sdk_python

RESPONSES = 500


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.server", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--setup", action="store_true", help=f"install rasa-sdk {RASA_SDK} first")
    parser.add_argument("--rounds", type=int, default=5, help="alternating runs of each server")
    parser.add_argument("--seconds", type=float, default=4.0, help="length of each run")
    parser.add_argument("--starts", type=int, default=5, help="starts to time")
    arguments = parser.parse_args()
    python = rasa_sdk_python(setup=arguments.setup)
    body = request_body("utter_bench_7", "action_bench")
    with tempfile.TemporaryDirectory() as folder:
        project = write_project(Path(folder), RESPONSES)
        starts = [_ready(project) for _ in range(arguments.starts)]
        with Truephrase(project) as ours, RasaSdk(python, project) as theirs:
            comparison = compare(
                ours, theirs, body, rounds=arguments.rounds, seconds=arguments.seconds
            )
    _report(starts, comparison, len(body), as_json=arguments.json)


def _ready(project: Path) -> float:
    """Seconds from the start of the process to the first response, `/nlg` answered with 200."""
    with Truephrase(project) as server:
        return server.ready


def _report(starts: list[float], comparison: Comparison, size: int, *, as_json: bool) -> None:
    ours, theirs = _figures(comparison.ours), _figures(comparison.theirs)
    ratio = comparison.ratio(lambda load: load.per_second)
    p99_ratio = comparison.ratio(lambda load: load.p99)
    figures = {
        "ratio_rasa_sdk": ratio,
        "p99_ratio_rasa_sdk": p99_ratio,
        "cpu_ratio_rasa_sdk": comparison.cpu_ratio,
        "ready_s": median(starts),
        "ready_max_s": max(starts),
        **ours,
        **{f"{name}_rasa_sdk": value for name, value in theirs.items()},
        "starts": len(starts),
        "body_bytes": size,
        "events": EVENTS,
        "responses": RESPONSES,
        "connections": CONNECTIONS,
        "rasa_sdk": RASA_SDK,
    }
    columns = ("requests_per_second", "p50_ms", "p99_ms", "cpu_ms")
    rows = [
        ("Truephrase POST /nlg", *(ours[name] for name in columns)),
        (f"rasa-sdk {RASA_SDK} POST /webhook", *(theirs[name] for name in columns)),
        ("ratio", ratio, "", p99_ratio, comparison.cpu_ratio),
        (f"ready with {RESPONSES} responses", f"{median(starts):.2f} s", "", "", ""),
    ]
    report(
        "server",
        figures,
        rows=rows,
        columns=("server", "requests/s", "p50 (ms)", "p99 (ms)", "CPU (ms/request)"),
        packages=("truephrase", "uvicorn", "starlette", "msgspec", "uvloop"),
        as_json=as_json,
    )


def _figures(runs: tuple[Run, ...]) -> dict[str, Any]:
    known = [run.cpu for run in runs if run.cpu is not None]
    return {
        "requests_per_second": median(run.load.per_second for run in runs),
        "p50_ms": median(run.load.p50 for run in runs) * 1000,
        "p99_ms": median(run.load.p99 for run in runs) * 1000,
        "cpu_ms": median(known) * 1000 if known else None,
        "requests": sum(run.load.requests for run in runs),
        "rounds": len(runs),
    }


if __name__ == "__main__":
    main()
