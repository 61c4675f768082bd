"""Starts each server in a process of its own, on a core of its own where there are two."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from benchmarks.server.processor_time import cpu_seconds

RASA_SDK = "3.21.1"
_ENVIRONMENT = Path(".cache", "benchmarks", f"rasa-sdk-{RASA_SDK}")
_MAX_START = 60.0


def rasa_sdk_python(*, setup: bool) -> Path:
    """The interpreter of rasa-sdk's own environment; with `setup`, made where it is missing.

    ``TRUEPHRASE_RASA_SDK_PYTHON`` names another. Raises SystemExit where there is none.
    """
    named = os.environ.get("TRUEPHRASE_RASA_SDK_PYTHON")
    if named:
        return Path(named)
    python = (_ENVIRONMENT / "bin" / "python").absolute()
    if not python.exists():
        if not setup:
            raise SystemExit(f"rasa-sdk {RASA_SDK} is not set up yet: run again with --setup")
        subprocess.run([sys.executable, "-m", "venv", str(_ENVIRONMENT)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", f"rasa-sdk=={RASA_SDK}"]
        subprocess.run(install, check=True, stdout=sys.stderr)
    return python


class Served:
    """A server process; as a context manager, stopped at the end. `ready` is in seconds."""

    path = "/"

    def __init__(
        self, command: Sequence[str], folder: Path, port: int, environment: Mapping[str, str]
    ) -> None:
        self.port, self.ready = port, 0.0
        self._command, self._folder = list(command), folder
        self._environment = {**os.environ, **environment}
        self._log = folder / f"{type(self).__name__}.log"

    def __enter__(self) -> Served:
        start = time.perf_counter()
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=self._folder,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        if hasattr(os, "sched_setaffinity") and len(os.sched_getaffinity(0)) > 1:
            os.sched_setaffinity(self._process.pid, {min(os.sched_getaffinity(0))})
        while not self._answers():
            if self._process.poll() is not None or time.perf_counter() - start > _MAX_START:
                self._process.kill()
                raise SystemExit(f"{self._command[:3]} did not start:\n{self._log.read_text()}")
            time.sleep(0.002)
        self.ready = time.perf_counter() - start
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def cpu_seconds(self) -> float | None:
        """Processor time of the process and those it started; None where /proc has none."""
        return cpu_seconds(self._process.pid)

    def _answers(self) -> bool:
        """Whether one small request is answered with 200."""
        body = json.dumps({"response": "utter_bench_7", "next_action": "action_bench",
                           "sender_id": "r", "domain": {"responses": {}},
                           "tracker": {"sender_id": "r", "slots": {}, "events": []}})  # fmt: skip
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", self.path, body, headers)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


class Truephrase(Served):
    """`truephrase serve` in a project, one process."""

    path = "/nlg"

    def __init__(self, project: Path) -> None:
        port = _free_port()
        program = shutil.which("truephrase", path=str(Path(sys.executable).parent))
        start = [program] if program else [sys.executable, "-c", _MAIN]
        root = str(Path(__file__).parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        super().__init__(
            [*start, "serve", "--port", str(port)], project, port, {"PYTHONPATH": path}
        )


class RasaSdk(Served):
    """rasa-sdk's action server with its one action, one worker."""

    path = "/webhook"

    def __init__(self, python: Path, project: Path) -> None:
        port = _free_port()
        command = [str(python), "-m", "rasa_sdk", "--actions", "actions", "-p", str(port)]
        environment = {"SANIC_HOST": "127.0.0.1", "ACTION_SERVER_SANIC_WORKERS": "1"}
        super().__init__(command, project, port, environment)


_MAIN = "from nlg_server.cli import main; main()"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
