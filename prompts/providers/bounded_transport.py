"""A provider's HTTP replies, bounded before litellm sees them.

Measured on litellm 1.106: it masks secrets in a failed call's text with regular expressions, and
one megabyte of error body holds the event loop for 2.6 s, past every deadline of every request.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx

MAX_REPLY_BYTES = 256 * 1024
MAX_ERROR_BYTES = 4 * 1024

# What opens bounded connections already.
_BOUNDED: set[Callable[..., Any]] = set()

Handle = Callable[[httpx.Request], Awaitable[httpx.Response]]


def bound_every_transport() -> None:
    """Bound every connection that litellm opens from now on; calling it twice changes nothing."""
    from litellm.llms.custom_httpx.http_handler import AsyncHTTPHandler

    handler: Any = AsyncHTTPHandler
    create = handler.create_async_transport
    if create in _BOUNDED:
        return

    def create_bounded(*args: Any, **kwargs: Any) -> Any:
        transport = create(*args, **kwargs)
        if transport is not None:
            # On the instance, so that litellm still knows its own class when it cleans up.
            transport.handle_async_request = bounded(transport.handle_async_request)
        return transport

    _BOUNDED.add(create_bounded)
    handler.create_async_transport = staticmethod(create_bounded)


def bounded(handle: Handle) -> Handle:
    """`handle` with replies cut or refused, uncompressed, and never redirected.

    An error's body is cut at MAX_ERROR_BYTES. A redirect is refused: it would send the prompt to
    an address that nobody configured. A compressed reply, which is not asked for, is refused,
    since a few kilobytes may stand for gigabytes.
    """

    async def handle_bounded(request: httpx.Request) -> httpx.Response:
        request.headers["Accept-Encoding"] = "identity"
        try:
            response = await handle(request)
        except httpx.TimeoutException as error:
            if isinstance(error.__cause__, (asyncio.TimeoutError, TimeoutError, type(None))):
                raise
            # httpx-aiohttp takes every lost connection for a timeout.
            raise httpx.ConnectError(type(error.__cause__).__name__, request=request) from None
        refusal = _refusal(response)
        if refusal is not None:
            await response.aclose()
            raise httpx.RemoteProtocolError(refusal, request=request)
        response.stream = _BoundedStream(response.stream, cut=response.status_code >= 400)
        return response

    return handle_bounded


def _refusal(response: httpx.Response) -> str | None:
    if 300 <= response.status_code < 400:
        return "the provider redirects; write the final address as api_base"
    if response.headers.get("content-encoding", "identity") not in {"identity", ""}:
        return "the provider compressed its reply unasked"
    return None


class _BoundedStream(httpx.AsyncByteStream):
    """At most so many bytes of `inner`: an error is cut there, a reply is refused."""

    def __init__(self, inner: Any, *, cut: bool) -> None:
        self._inner = inner
        self._cut = cut

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = MAX_ERROR_BYTES if self._cut else MAX_REPLY_BYTES
        async for chunk in self._inner:
            if len(chunk) > left:
                if not self._cut:
                    raise httpx.ReadError(f"the reply is longer than {MAX_REPLY_BYTES} bytes")
                yield chunk[:left]
                return
            left -= len(chunk)
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()
