"""`truephrase serve` as a process of its own, on a free port."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from prompts.errors import TruephraseError

_ADDRESS = re.compile(r"Listening on (http://[\d.]+:\d+)")


@contextmanager
def served(folder: Path, endpoints: Path, log: Path) -> Iterator[str]:
    """The URL of a server of the project in `folder`; it is stopped when the block ends."""
    command = [sys.executable, "-m", "nlg_server", "serve", "--port", "0"]
    command += ["--project", str(folder), "--endpoints", str(endpoints)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stderr=output, stdout=output)
    try:
        yield _wait(process, log)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(process: subprocess.Popen[bytes], log: Path, seconds: float = 60.0) -> str:
    """The address, once responses are answered and the index is open."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        found = _ADDRESS.search(log.read_text("utf-8", "replace"))
        if found and _search_is_ready(found[1]):
            return found[1]
        time.sleep(0.05)
    raise TruephraseError(f"the server did not come up: {log.read_text('utf-8', 'replace')}")


def _search_is_ready(url: str) -> bool:
    try:
        answer = httpx.get(f"{url}/ready", timeout=2, trust_env=False)
    except httpx.HTTPError:
        return False
    parts = answer.json()
    return bool(parts["responses"] and parts["search"] and parts["model"])
