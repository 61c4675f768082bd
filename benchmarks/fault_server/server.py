"""The server: a thread with its own event loop, programmable request by request."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import ssl
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from benchmarks.fault_server.exchange import Call, Exchange
from benchmarks.fault_server.faults import BEHAVIOURS

Answer = str | Callable[[Call], str]


@dataclass(frozen=True, slots=True)
class Echo:
    """An answer whose ``{found}`` is what `pattern` last found in the request."""

    text: str
    pattern: str

    def __call__(self, call: Call) -> str:
        found = re.findall(self.pattern, call.body.decode(errors="replace"))
        return self.text.replace("{found}", found[-1] if found else "")


class FaultServer:
    """Listens on 127.0.0.1 from `with` on; `url` is what `api_base` wants.

    `answer` is the text of a good completion, or a function of the call; `delay` (seconds) passes
    before any behaviour. `calls` holds every completion request in order, `left` how many
    connections the client closed while a behaviour was still at work.
    """

    def __init__(
        self,
        answer: Answer = "Your table has been booked.",
        *,
        delay: float = 0.0,
        tls: ssl.SSLContext | None = None,
        keep_calls: int = 100_000,
    ) -> None:
        self.answer: Answer = answer
        self.delay = delay
        self.calls: deque[Call] = deque(maxlen=keep_calls)
        self.count = 0
        self.left = 0
        self.port = 0
        self._tls = tls
        self._planned: deque[str] = deque()
        self._then: str | Callable[[int], str] = "ok"
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="fault-server", daemon=True)
        self._listening = threading.Event()

    @property
    def url(self) -> str:
        scheme = "https" if self._tls else "http"
        return f"{scheme}://127.0.0.1:{self.port}/v1"

    def program(self, *first: str, then: str | Callable[[int], str] = "ok") -> None:
        """Behave as `first` says, one request each, and `then` ever after.

        `then` may be a function of the number of the request, counted from 0.
        """
        unknown = {*first, *([then] if isinstance(then, str) else [])} - BEHAVIOURS.keys()
        if unknown:
            raise KeyError(f"no such behaviour: {', '.join(sorted(unknown))}")
        self._planned = deque(first)
        self._then = then

    def __enter__(self) -> FaultServer:
        self._thread.start()
        self._listening.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        loop = self._loop
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(
            asyncio.start_server(
                self._connected, "127.0.0.1", 0, ssl=self._tls, backlog=4096, limit=1 << 24
            )
        )
        self.port = server.sockets[0].getsockname()[1]
        self._listening.set()
        loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(_drained(loop))
        loop.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while not writer.is_closing():
                call = await _read_call(reader)
                if call is None:
                    break
                await self._answer(call, reader, writer)
        except (ConnectionError, asyncio.CancelledError, asyncio.IncompleteReadError):
            self.left += 1
        finally:
            with contextlib.suppress(ConnectionError, RuntimeError):
                writer.close()

    async def _answer(
        self, call: Call, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        exchange = Exchange(call, reader, writer, "")
        if call.path == "/control":
            await self._control(exchange)
            return
        number, self.count = self.count, self.count + 1
        self.calls.append(call)
        name = self._planned.popleft() if self._planned else self._next(number)
        text = self.answer if isinstance(self.answer, str) else self.answer(call)
        if self.delay:
            await asyncio.sleep(self.delay)
        await BEHAVIOURS[name](Exchange(call, reader, writer, text))
        if name.startswith("hang"):
            self.left += 1

    def _next(self, number: int) -> str:
        return self._then if isinstance(self._then, str) else self._then(number)

    async def _control(self, exchange: Exchange) -> None:
        """GET tells the count of calls; POST programs `then`, `answer` and `delay`."""
        if exchange.call.method == "POST":
            wanted = exchange.call.json
            self.program(then=_plan(wanted.get("then", "ok")))
            if "answer" in wanted:
                self.answer = Echo(wanted["answer"], wanted.get("find", "$^"))
            self.delay = wanted.get("delay", self.delay)
        await exchange.send_json({"count": self.count, "left": self.left})


def _plan(wanted: str | list[str]) -> str | Callable[[int], str]:
    """A behaviour, or several in turn."""
    if isinstance(wanted, str):
        return wanted
    return lambda number: wanted[number % len(wanted)]


async def _read_call(reader: asyncio.StreamReader) -> Call | None:
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = raw.decode("latin-1").rstrip().split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {
        name.strip().lower(): value.strip() for name, value in (x.split(":", 1) for x in lines)
    }
    body = await _read_body(reader, headers)
    return Call(method, path, headers, body)


async def _read_body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return await reader.readexactly(int(headers.get("content-length", "0")))
    body = b""
    while size := int(await reader.readline(), 16):
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return body


async def _drained(loop: asyncio.AbstractEventLoop) -> None:
    others = [task for task in asyncio.all_tasks(loop) if task is not asyncio.current_task()]
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)


def control(port: int, **wanted: Any) -> dict[str, int]:
    """Ask, or program, a fault server that runs in another process."""
    from urllib.request import Request, urlopen

    body = json.dumps(wanted).encode() if wanted else None
    with urlopen(Request(f"http://127.0.0.1:{port}/control", body), timeout=10) as reply:
        counts: dict[str, int] = json.load(reply)
        return counts
