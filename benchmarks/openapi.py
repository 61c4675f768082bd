"""`python -m benchmarks.openapi --json [--setup]`: schemathesis against the running server.

All of its checks on every operation of ``/openapi.json``, with bodies that keep to the description
and bodies that break it. The suite runs unmodified, in an environment of its own, which `--setup`
makes. The model answers well, badly, and not at all, in turn.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

from benchmarks.figures import report
from benchmarks.live.processes import FaultProcess, ServerProcess
from benchmarks.live.project import ANSWER, PATTERN, write_project
from benchmarks.peer_environments import environments_folder
from prompts.errors import BenchError

SCHEMATHESIS = "4.32.5"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.openapi", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--setup", action="store_true", help="install schemathesis first")
    parser.add_argument("--examples", type=int, default=200, help="cases for each operation")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    program = schemathesis(setup=arguments.setup)
    with tempfile.TemporaryDirectory() as folder, FaultProcess() as model:
        model.program(then=["ok", "hostile_text", "server_error"], answer=ANSWER, find=PATTERN)
        project = write_project(Path(folder) / "p", model.api_base, budget=2.0)
        with ServerProcess(project) as server:
            found = run(program, server.port, arguments.examples, arguments.seed)
            replies = replies_of(server.get("/metrics").decode())
    cases = found["test_cases"]
    figures = {
        "failures": cases["unique_failures"],
        "cases": cases["generated"],
        "errored": cases["errored"] + found["operations"]["errored"],
        "operations": found["operations"]["tested"],
        "findings": found["failures"],
        "nlg_replies": replies,
        "seed": arguments.seed,
        "schemathesis": found["schemathesis_version"],
    }
    rows = [(name, value) for name, value in figures.items() if isinstance(value, int | str)]
    columns = ("figure", "value")
    packages = ("starlette", "uvicorn")
    report(
        "openapi", figures, rows=rows, columns=columns, packages=packages, as_json=arguments.json
    )


def schemathesis(*, setup: bool) -> Path:
    """The program in its own environment; raises BenchError where it was not set up."""
    folder = environments_folder() / "schemathesis"
    program = (folder / "bin" / "schemathesis").absolute()
    if setup and not program.exists():
        venv.create(folder, with_pip=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, f"schemathesis=={SCHEMATHESIS}"], check=True, stdout=sys.stderr)
    if not program.exists():
        raise BenchError(f"{folder}: schemathesis is not installed there. Run with --setup.")
    return program


def run(program: Path, port: int, examples: int, seed: int) -> dict[str, Any]:
    """One run's own report, in schemathesis' JSON format."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "report.json"
        command = [
            str(program), "run", f"http://127.0.0.1:{port}/openapi.json",
            "--checks", "all", "--mode", "all", "--no-color",
            "--max-examples", str(examples), "--seed", str(seed),
            "--report", "json", "--report-json-path", str(written),
        ]  # fmt: skip
        ran = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=False)
        print(ran.stdout, file=sys.stderr)
        if not written.exists():
            raise BenchError(f"schemathesis ended with {ran.returncode}; its output is above")
        found: dict[str, Any] = json.loads(written.read_text("utf-8"))
    return found


def replies_of(exposition: str) -> dict[str, int]:
    """How often `/nlg` answered with each reason, so that one sees that it was really asked."""
    pattern = r'truephrase_replies_total\{endpoint="nlg",.*reason="(\w+)"\} (\S+)'
    return {reason: int(float(count)) for reason, count in re.findall(pattern, exposition)}


if __name__ == "__main__":
    main()
