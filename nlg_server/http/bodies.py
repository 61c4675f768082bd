"""Reads a request body with a limit, compressed or not."""

from __future__ import annotations

import zlib

from starlette.types import Receive, Scope

from prompts.errors import RequestError

DEFAULT_LIMIT = 32 * 1024 * 1024
SECONDS_KEY = "truephrase_request_seconds"
"""Where the application's lifespan state holds the seconds that a request may take to arrive."""


class CallerLeft(Exception):
    """The caller hung up before the body was complete; nobody is left to answer."""


async def read_body(scope: Scope, receive: Receive, limit: int = DEFAULT_LIMIT) -> bytes:
    """The body, decompressed; `limit` bytes at most, before and after decompression.

    Rasa compresses action requests with deflate when COMPRESS_ACTION_SERVER_REQUEST is set, and
    sends them chunked. Raises RequestError: 413 over the limit, 400 for broken compression, 415
    for a compression that is not deflate or gzip.
    """
    headers = dict(scope["headers"])
    declared = headers.get(b"content-length", b"")
    if declared.isdigit() and int(declared) > limit:
        raise _too_large(limit)
    encoding = headers.get(b"content-encoding", b"identity").decode("latin-1").strip().lower()
    body = await _receive_all(receive, limit)
    if encoding in ("", "identity"):
        return body
    if encoding not in ("deflate", "gzip"):
        raise RequestError(415, f"Content-Encoding {encoding!r} is not read; send deflate or gzip")
    return _inflate(body, encoding, limit)


async def _receive_all(receive: Receive, limit: int) -> bytes:
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body", False):
        body: bytes = message.get("body", b"")
        if len(body) > limit:
            raise _too_large(limit)
        return body
    chunks, size = [], 0
    while message["type"] == "http.request":
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > limit:
            raise _too_large(limit)
        if not message.get("more_body", False):
            return b"".join(chunks)
        message = await receive()
    raise CallerLeft


def _inflate(body: bytes, encoding: str, limit: int) -> bytes:
    """Decompress at most `limit` bytes. ``deflate`` is zlib's format in practice, or raw."""
    window_bits = (31,) if encoding == "gzip" else (15, -15)
    for bits in window_bits:
        inflater = zlib.decompressobj(bits)
        try:
            text = inflater.decompress(body, limit + 1)
        except zlib.error:
            continue
        if len(text) > limit:
            raise _too_large(limit)
        if not inflater.eof:
            raise RequestError(400, f"the {encoding} body ends too early")
        return text
    raise RequestError(400, f"the body is not {encoding}, as its Content-Encoding says")


def _too_large(limit: int) -> RequestError:
    return RequestError(
        413, f"the body is larger than {limit} bytes; raise `truephrase.max_body_mb` if it may be"
    )
