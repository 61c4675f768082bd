"""Stops working on a request when the caller hangs up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.types import Receive

from nlg_server.http.bodies import CallerLeft

T = TypeVar("T")


async def until_hangup(work: Awaitable[T], receive: Receive) -> T:
    """The result of `work`; cancels it and raises CallerLeft when the caller disconnects first.

    The body must have been read, so that the next message can only be the disconnect. `work` runs
    in the caller's task, and over work that never waits nobody watches.
    """
    watch = _Watch(receive)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.caller_left:
            raise CallerLeft from None
        raise
    finally:
        watch.end()


class _Watch:
    """Cancels the task that made it once `receive` tells of a disconnect."""

    def __init__(self, receive: Receive) -> None:
        self.caller_left = False
        self._receive = receive
        self._working = asyncio.current_task()
        self._watcher: asyncio.Task[None] | None = None
        self._beginning = asyncio.get_running_loop().call_soon(self._begin)

    def end(self) -> None:
        self._beginning.cancel()
        if self._watcher is not None:
            self._watcher.cancel()

    def _begin(self) -> None:
        self._watcher = asyncio.ensure_future(self._until_disconnect())

    async def _until_disconnect(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.caller_left = True
        if self._working is not None:
            self._working.cancel()
