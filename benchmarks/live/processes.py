"""The fault server and `truephrase serve` as processes of their own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.fault_server.server import control

_TRUEPHRASE = ("-c", "from nlg_server.cli import main; main()")


class FaultProcess:
    """A fault server in a process; `api_base` is its address, `program` tells it what to do."""

    def __enter__(self) -> FaultProcess:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.fault_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        self.port: int = json.loads(self._process.stdout.readline())["port"]
        self.api_base = f"http://127.0.0.1:{self.port}/v1"
        return self

    def program(self, **wanted: Any) -> None:
        control(self.port, **wanted)

    @property
    def calls(self) -> int:
        """Completion requests so far."""
        return control(self.port)["count"]

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=30)


class ServerProcess:
    """`truephrase serve` on a free port; with `breaker` False, the same app without one.

    `options` are further ones of the command; `part` of it has to be ready before it is asked. Its
    log goes to `log`, a file in the project's folder.
    """

    def __init__(
        self,
        project: Path,
        *,
        workers: int = 1,
        breaker: bool = True,
        options: Sequence[str] = (),
        part: str = "model",
    ) -> None:
        self._project = project
        self._options, self._part = options, part
        self._workers = workers
        self._breaker = breaker
        self.log = project / "server.log"

    def __enter__(self) -> ServerProcess:
        self.port = free_port()
        self.start()
        return self

    def start(self) -> None:
        """Start on `port` and wait until responses and model client are ready."""
        place = ["--project", str(self._project), "--port", str(self.port)]
        command = (
            [*_TRUEPHRASE, "serve", *place, "--workers", str(self._workers), *self._options]
            if self._breaker
            else ["-m", "benchmarks.live.unbroken_server", str(self._project), str(self.port)]
        )
        self._output: IO[bytes] = self.log.open("ab")
        self.process = subprocess.Popen(
            [sys.executable, *command],
            stdout=self._output,
            stderr=self._output,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        self._wait_until_ready()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> float:
        """Signal it, and the seconds until it ended."""
        began = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(60)
        self._output.close()
        return time.monotonic() - began

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.stop()

    @property
    def worker_ids(self) -> list[int]:
        """Process ids of the workers; of the server itself where it is the only one."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        found = [int(child) for child in children.read_text().split()]
        return [pid for pid in found if _is_worker(pid)] or [self.process.pid]

    def memory_mb(self) -> float:
        """Resident memory of all workers, in megabytes of 2**20 bytes."""
        return sum(_resident_kb(pid) for pid in self.worker_ids) / 1024

    def get(self, path: str) -> bytes:
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as reply:
            body: bytes = reply.read()
            return body

    def _wait_until_ready(self, seconds: float = 120.0) -> None:
        until = time.monotonic() + seconds
        ready_in_a_row = 0
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended at once; see {self.log}")
            try:
                parts = json.loads(self.get("/ready"))
            except (URLError, OSError):
                parts = {}
            # With several workers each answers for itself, so all of them are asked.
            ready_in_a_row = ready_in_a_row + 1 if parts.get(self._part) else 0
            if ready_in_a_row >= (1 if self._workers == 1 else 20 * self._workers):
                return
            time.sleep(0.05)
        raise RuntimeError(f"the server was not ready within {seconds} s; see {self.log}")


def free_port() -> int:
    """A TCP port that nobody uses now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _is_worker(pid: int) -> bool:
    command = Path(f"/proc/{pid}/cmdline").read_bytes()
    return b"spawn_main" in command


def _resident_kb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0
