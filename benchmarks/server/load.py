"""A load generator: some connections, each sending the next request when the last is answered."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from functools import partial
from statistics import quantiles
from typing import cast

import uvloop

_PATIENCE = 30.0
"""Seconds that the last answers may take after the end of a run."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one run measured; times in seconds."""

    requests: int
    seconds: float
    p50: float
    p99: float

    @property
    def per_second(self) -> float:
        """Requests per second over all connections."""
        return self.requests / self.seconds


def load(port: int, path: str, body: bytes, *, connections: int = 8, seconds: float = 5.0) -> Load:
    """Post `body` to ``127.0.0.1:{port}{path}`` for `seconds` over `connections` kept alive.

    Raises ConnectionError for a status other than 200, so that no error counts as speed.
    """
    request = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    return uvloop.run(_run(port, request, connections, seconds))


async def _run(port: int, request: bytes, connections: int, seconds: float) -> Load:
    loop = asyncio.get_running_loop()
    latencies: list[float] = []
    start = time.perf_counter()
    clients = []
    for _ in range(connections):
        client = _Client(request, start + seconds, latencies, loop.create_future())
        await loop.create_connection(partial(_same, client), "127.0.0.1", port)
        clients.append(client)
    everything = asyncio.gather(*(client.done for client in clients))
    try:
        await asyncio.wait_for(everything, seconds + _PATIENCE)
        elapsed = time.perf_counter() - start
    finally:
        await asyncio.gather(*(client.aclose() for client in clients))
    cuts = quantiles(latencies, n=100)
    return Load(len(latencies), elapsed, cuts[49], cuts[98])


class _Client(asyncio.Protocol):
    """One connection. A protocol, not a stream, for the generator must outrun the server."""

    def __init__(
        self, request: bytes, until: float, latencies: list[float], done: asyncio.Future[None]
    ) -> None:
        self._request, self._until, self._latencies = request, until, latencies
        self.done = done
        self._lost = done.get_loop().create_future()
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._send()

    def _send(self) -> None:
        self._sent = time.perf_counter()
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0 or len(self._received) < end + 4 + _content_length(self._received[:end]):
            return
        now = time.perf_counter()
        self._latencies.append(now - self._sent)
        status = self._received[:12]
        self._received = b""
        if status != b"HTTP/1.1 200":
            self._finish(ConnectionError(status.decode()))
        elif now < self._until:
            self._send()
        else:
            self._finish(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self._finish(exc or ConnectionError("the server closed the connection"))
        self._lost.set_result(None)

    async def aclose(self) -> None:
        """Close the connection, and wait until it is: an open one would outlive the event loop."""
        self._transport.abort()
        await self._lost
        if self.done.done() and not self.done.cancelled():
            self.done.exception()  # seen here, so that no second failure is reported later

    def _finish(self, error: Exception | None) -> None:
        if self.done.done():
            return
        self._transport.close()
        if error is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(error)


def _same(client: _Client) -> _Client:
    return client


def _content_length(head: bytes) -> int:
    """The header's value; both servers send it. Raises ValueError where it is missing."""
    lowered = head.lower() + b"\r\n"
    start = lowered.index(b"content-length:") + len(b"content-length:")
    return int(lowered[start : lowered.index(b"\r\n", start)])
