from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from prompts.providers.bounded_transport import MAX_ERROR_BYTES, MAX_REPLY_BYTES, bounded


def fetch(response: httpx.Response | Exception, seen: list[httpx.Request] | None = None) -> bytes:
    async def handle(request: httpx.Request) -> httpx.Response:
        (seen if seen is not None else []).append(request)
        if isinstance(response, Exception):
            raise response
        return response

    class Transport(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            return await bounded(handle)(request)

    async def run() -> bytes:
        async with httpx.AsyncClient(transport=Transport(), follow_redirects=True) as client:
            reply = await client.post("http://model/v1", content=b"prompt")
            return await reply.aread()

    return asyncio.run(run())


def streamed(status: int, size: int, **headers: str) -> httpx.Response:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(size // 1000):
            yield b"x" * 1000

    return httpx.Response(status, headers=headers, content=chunks())


def test_a_reply_up_to_the_limit_passes_and_a_longer_one_does_not() -> None:
    assert len(fetch(streamed(200, MAX_REPLY_BYTES))) == MAX_REPLY_BYTES // 1000 * 1000
    with pytest.raises(httpx.ReadError, match="longer than"):
        fetch(streamed(200, MAX_REPLY_BYTES + 1000))


def test_an_errors_body_is_cut() -> None:
    assert len(fetch(streamed(500, 1_000_000))) == MAX_ERROR_BYTES


def test_redirects_and_unasked_compression_are_refused() -> None:
    seen: list[httpx.Request] = []
    with pytest.raises(httpx.RemoteProtocolError, match="redirects"):
        fetch(httpx.Response(307, headers={"Location": "http://evil/v1"}), seen)
    assert [request.url.host for request in seen] == ["model"]
    assert seen[0].headers["accept-encoding"] == "identity"
    with pytest.raises(httpx.RemoteProtocolError, match="compressed"):
        fetch(streamed(200, 1000, **{"content-encoding": "gzip"}))


def test_a_lost_connection_is_no_timeout() -> None:
    lost = httpx.ConnectTimeout("lost")
    lost.__cause__ = ConnectionResetError()
    with pytest.raises(httpx.ConnectError, match="ConnectionResetError"):
        fetch(lost)
    late = httpx.ReadTimeout("late")
    late.__cause__ = asyncio.TimeoutError()
    with pytest.raises(httpx.ReadTimeout):
        fetch(late)
