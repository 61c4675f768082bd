"""Clients over real HTTP: so many at once, each reply timed, failures kept as they are."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `status` is 0 and `body` the error's name where none came; times in seconds."""

    status: int
    body: bytes
    seconds: float
    sent_at: float = 0.0


class Connection:
    """A connection that is kept open between requests, and opened anew after a failure."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: bytes) -> Reply:
        """The reply to one POST; a failure is a Reply with status 0, never repeated."""
        began = time.perf_counter()
        try:
            reader, writer = self._streams or await self._open()
            writer.write(
                f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            status, answer, keep = await _read(reader)
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            await self.close()
            elapsed = time.perf_counter() - began
            return Reply(0, type(error).__name__.encode(), elapsed, began)
        if not keep:
            await self.close()
        return Reply(status, answer, time.perf_counter() - began, began)

    async def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        return self._streams


async def _read(reader: asyncio.StreamReader) -> tuple[int, bytes, bool]:
    raw = (await reader.readuntil(b"\r\n\r\n")).lower()
    at = raw.index(b"content-length:") + 15
    length = int(raw[at : raw.index(b"\r", at)])
    return int(raw[9:12]), await reader.readexactly(length), b"connection: close" not in raw


async def post_all(
    port: int,
    bodies: Iterable[bytes],
    *,
    path: str = "/nlg",
    concurrency: int = 32,
    keep_alive: bool = True,
    on_reply: Callable[[Reply], None] | None = None,
) -> list[Reply]:
    """Replies to all `bodies`, `concurrency` at a time; with `on_reply`, nothing is kept."""
    waiting: Iterator[bytes] = iter(bodies)
    replies: list[Reply] = []
    keep = on_reply or replies.append

    async def client() -> None:
        connection = Connection(port)
        for body in waiting:
            keep(await connection.post(path, body))
            if not keep_alive:
                await connection.close()
        await connection.close()

    await asyncio.gather(*(client() for _ in range(concurrency)))
    return replies
