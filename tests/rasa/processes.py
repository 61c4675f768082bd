"""Starts a program, waits until it answers, and stops it."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SANIC_HOST": "127.0.0.1",
    "NO_PROXY": "127.0.0.1,localhost",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_process(
    command: Sequence[str],
    *,
    folder: Path,
    log: Path,
    port: int,
    path: str,
    patience: float,
    environment: Mapping[str, str] | None = None,
) -> Iterator[None]:
    """Run `command` in `folder` until the block ends; it is up when ``GET {path}`` is answered.

    `patience` is in seconds. Raises AssertionError with the end of its log where it never is.
    """
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **QUIET, **(environment or {})},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        until = time.monotonic() + patience
        while not _answers(port, path):
            assert process.poll() is None and time.monotonic() < until, (
                f"{command[0]} is not up:\n{log.read_text()[-3000:]}"
            )
            time.sleep(0.1)
        yield
        assert process.poll() is None, f"{command[0]} died:\n{log.read_text()[-3000:]}"
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
