"""uvicorn's HTTP protocol with an end to how long a request may take to arrive, and how large.

uvicorn's own timeout begins only after the first reply, and httptools reads headers without end: a
caller that sends a byte now and then would hold its connection for ever.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from nlg_server.http.bodies import SECONDS_KEY

DEFAULT_SECONDS = 30.0
MAX_HEADER_BYTES = 64 * 1024

_REASONS = {
    408: "the request did not arrive in time; see `truephrase.request_seconds`",
    431: f"the headers are longer than {MAX_HEADER_BYTES} bytes",
}
_PHRASES = {408: b"Request Timeout", 431: b"Request Header Fields Too Large"}


class BoundedProtocol(HttpToolsProtocol):
    """Answers 408 when a request takes too long to arrive, 431 when its headers are too long."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seconds = float(self.app_state.get(SECONDS_KEY, DEFAULT_SECONDS))
        self._timer: asyncio.TimerHandle | None = None
        self._in_headers = True
        self._header_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        super().connection_made(transport)
        self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_headers:
            self._header_bytes += len(data)
            if self._header_bytes > MAX_HEADER_BYTES:
                self._refuse(431)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._begin()

    def on_headers_complete(self) -> None:
        self._in_headers = False
        self._header_bytes = 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._end()
        super().on_message_complete()

    def _begin(self) -> None:
        self._in_headers = True
        if self._timer is None:
            self._timer = self.loop.call_later(self._seconds, self._too_slow)

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_slow(self) -> None:
        self._timer = None
        self._refuse(408)

    def _refuse(self, status: int) -> None:
        """Say why and close; say nothing where a reply has begun, or nothing was asked."""
        if self.transport.is_closing():
            return
        under_way = self.cycle is not None and not self.cycle.response_complete
        replied = under_way and self.cycle.response_started
        asked = self._header_bytes > 0 if self._in_headers else under_way
        if asked and not replied:
            body = b'{"error":"%s"}' % _REASONS[status].encode()
            self.transport.write(
                b"HTTP/1.1 %d %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\n"
                b"connection: close\r\n\r\n%s" % (status, _PHRASES[status], len(body), body)
            )
        self.transport.close()
