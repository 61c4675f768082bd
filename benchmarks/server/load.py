"""A load generator: some connections, each sending the next request when the last is answered."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Load:
    """What one run measured; times in seconds."""

    requests: int
    seconds: float
    p50: float
    p99: float

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


async def load(
    port: int, path: str, body: bytes, *, connections: int = 8, seconds: float = 5.0
) -> Load:
    """Post `body` to ``127.0.0.1:{port}{path}`` for `seconds` over `connections` kept alive.

    Raises ConnectionError for a status other than 200, so that no error counts as speed.
    """
    request = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    latencies: list[float] = []
    start = time.perf_counter()
    await asyncio.gather(
        *(_client(port, request, start + seconds, latencies) for _ in range(connections))
    )
    elapsed = time.perf_counter() - start
    cuts = quantiles(latencies, n=100)
    return Load(len(latencies), elapsed, cuts[49], cuts[98])


async def _client(port: int, request: bytes, until: float, latencies: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while (sent := time.perf_counter()) < until:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise ConnectionError(head.split(b"\r\n", 1)[0].decode())
            await reader.readexactly(_content_length(head))
            latencies.append(time.perf_counter() - sent)
    finally:
        writer.close()
        await writer.wait_closed()


def _content_length(head: bytes) -> int:
    lowered = head.lower()
    start = lowered.index(b"content-length:") + len(b"content-length:")
    return int(lowered[start : lowered.index(b"\r\n", start)])
