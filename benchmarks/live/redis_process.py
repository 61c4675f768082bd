"""A redis-server of its own for a measurement, where the binary is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from types import TracebackType
from typing import Any

from benchmarks.live.processes import free_port


class RedisProcess:
    """Runs redis-server on a free port, or nothing where there is none; see `running`."""

    def __init__(self) -> None:
        self._binary = shutil.which("redis-server")
        self._port = 0

    @property
    def running(self) -> bool:
        return self._binary is not None

    @property
    def setting(self) -> str:
        """The line of `truephrase:` that points there; empty without a server."""
        return f"redis_url: redis://127.0.0.1:{self._port}/0\n" if self.running else ""

    def contents(self) -> list[bytes]:
        """Every key and value."""
        if not self.running:
            return []
        client = self._client()
        keys = list(client.keys("*"))
        return [*keys, *(client.get(key) or b"" for key in keys)]

    def __enter__(self) -> RedisProcess:
        if self._binary is None:
            return self
        self._port = free_port()
        self._folder = tempfile.TemporaryDirectory()
        options = ["--port", str(self._port), "--bind", "127.0.0.1", "--save", ""]
        self._process = subprocess.Popen(
            [self._binary, *options, "--dir", self._folder.name], stdout=subprocess.DEVNULL
        )
        self._wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.running:
            self._process.terminate()
            self._process.wait(10)
            self._folder.cleanup()

    def _wait(self) -> None:
        from redis.exceptions import ConnectionError

        client = self._client()
        for _ in range(100):
            try:
                client.ping()
                return
            except ConnectionError:
                time.sleep(0.05)
        raise RuntimeError("redis-server did not start")

    def _client(self) -> Any:
        from redis import Redis

        return Redis(port=self._port)
