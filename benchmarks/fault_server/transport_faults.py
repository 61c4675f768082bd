"""Faults of the connection: time, length, framing, sockets."""

from __future__ import annotations

import asyncio
import gzip
import json

from benchmarks.fault_server.exchange import Exchange, Fault, completion, head

_CHUNKED = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}


def _body(exchange: Exchange) -> bytes:
    return json.dumps(completion(exchange.answer)).encode()


async def hang(exchange: Exchange) -> None:
    await exchange.until_client_leaves()


async def hang_after_headers(exchange: Exchange) -> None:
    await exchange.write(
        head("200 OK", {"Content-Type": "application/json", "Content-Length": "500"})
    )
    await exchange.until_client_leaves()


async def drip(exchange: Exchange) -> None:
    body = _body(exchange)
    await exchange.write(
        head("200 OK", {"Content-Type": "application/json", "Content-Length": str(len(body))})
    )
    for byte in body:
        await exchange.write(bytes([byte]))
        await asyncio.sleep(0.1)


async def slow_headers(exchange: Exchange) -> None:
    for byte in head("200 OK", {"Content-Type": "application/json", "Content-Length": "2"}):
        await exchange.write(bytes([byte]))
        await asyncio.sleep(0.1)
    await exchange.write(b"{}")


async def late(exchange: Exchange) -> None:
    await asyncio.sleep(30)
    await exchange.send(_body(exchange))


async def reset(exchange: Exchange) -> None:
    exchange.reset()


async def reset_mid_body(exchange: Exchange) -> None:
    body = _body(exchange)
    await exchange.write(
        head("200 OK", {"Content-Type": "application/json", "Content-Length": str(len(body))})
        + body[: len(body) // 2]
    )
    await asyncio.sleep(0.01)
    exchange.reset()


async def closed_without_reply(exchange: Exchange) -> None:
    exchange.writer.close()


async def closed_after_reply(exchange: Exchange) -> None:
    """A good reply that promises to keep the connection, which is then closed."""
    await exchange.send(b"{}", headers={"Connection": "keep-alive"})
    exchange.writer.close()


async def truncated(exchange: Exchange) -> None:
    body = _body(exchange)
    await exchange.send(body[: len(body) // 2], length=len(body))
    exchange.writer.close()


async def length_too_long(exchange: Exchange) -> None:
    body = _body(exchange)
    await exchange.send(body, length=len(body) + 1000)
    await exchange.until_client_leaves()


async def length_too_short(exchange: Exchange) -> None:
    body = _body(exchange)
    await exchange.send(body, length=len(body) - 20)


async def length_no_number(exchange: Exchange) -> None:
    fields = {"Content-Type": "application/json", "Content-Length": "many"}
    await exchange.write(head("200 OK", fields) + _body(exchange))
    exchange.writer.close()


async def broken_chunks(exchange: Exchange) -> None:
    await exchange.write(head("200 OK", _CHUNKED) + b"zz\r\n" + _body(exchange))
    exchange.writer.close()


async def endless_chunks(exchange: Exchange) -> None:
    await exchange.write(head("200 OK", _CHUNKED))
    while True:
        await exchange.write(b"400\r\n" + b" " * 1024 + b"\r\n")
        await asyncio.sleep(0.01)


async def endless_headers(exchange: Exchange) -> None:
    await exchange.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        await exchange.write(b"X-Filler-%d: %s\r\n" % (number, b"x" * 500))
        await asyncio.sleep(0.005)


async def endless_continues(exchange: Exchange) -> None:
    while True:
        await exchange.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await asyncio.sleep(0.01)


async def no_http(exchange: Exchange) -> None:
    await exchange.write(b"SSH-2.0-OpenSSH_9.2\r\n")
    exchange.writer.close()


async def gzip_that_is_none(exchange: Exchange) -> None:
    await exchange.send(_body(exchange), headers={"Content-Encoding": "gzip"})


async def gzip_bomb(exchange: Exchange) -> None:
    """Ten megabytes of spaces in ten kilobytes."""
    await exchange.send(_BOMB, headers={"Content-Encoding": "gzip"})


_BOMB = gzip.compress(b" " * 10_000_000, 1)

TRANSPORT_FAULTS: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        hang,
        hang_after_headers,
        drip,
        slow_headers,
        late,
        reset,
        reset_mid_body,
        closed_without_reply,
        closed_after_reply,
        truncated,
        length_too_long,
        length_too_short,
        length_no_number,
        broken_chunks,
        endless_chunks,
        endless_headers,
        endless_continues,
        no_http,
        gzip_that_is_none,
        gzip_bomb,
    )
}
