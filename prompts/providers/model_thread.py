"""An event loop in a thread of its own, so that the model client cannot hold up the server's.

Measured on litellm 1.106: a failed call costs 10–20 ms of processor time in one piece, so 32 that
fail together would hold the event loop, and every other reply, for half a second.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from prompts.errors import DeadlineExceeded, ModelOverloaded
from prompts.providers.thread_switching import switch_often

T = TypeVar("T")
Work = Callable[[], Coroutine[Any, Any, T]]

# Seconds from giving up a call to cancelling it. Unwinding takes milliseconds of processor time a
# call, and those that time out together would hold up each other's replies, at the deadline.
_GRACE = 0.05


class ModelThread:
    """Runs coroutines for callers on other loops, at most `limit` at a time.

    A call counts until it has really ended, even where its caller no longer waits, so that work
    which is slow to give up cannot pile up.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._under_way = 0
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._prepared = threading.Event()

    @property
    def started(self) -> bool:
        """Whether `start` was called."""
        return self._thread is not None

    def start(self, prepare: Callable[[], None]) -> None:
        """Start the thread, which calls `prepare` before it serves; `prepare` must not raise."""
        self._thread = threading.Thread(
            target=self._serve, args=(prepare,), name="model-client", daemon=True
        )
        self._thread.start()

    async def wait_until_prepared(self, seconds: float) -> None:
        """Wait until `prepare` has returned, at most `seconds`."""
        await asyncio.to_thread(self._prepared.wait, seconds)

    async def run(self, work: Work[T], seconds: float) -> T:
        """Result of `work()`, which is cancelled after `seconds` or when the caller is.

        The caller waits for neither. Raises DeadlineExceeded, or ModelOverloaded when `limit`
        calls have not ended yet.
        """
        loop = self._loop
        self._enter()
        if loop is None:
            self._leave()
            raise ModelOverloaded("the model client is stopped")
        call = _Call(work, asyncio.get_running_loop(), self._leave)
        loop.call_soon_threadsafe(call.begin)
        try:
            await asyncio.wait({call.answer}, timeout=seconds)
            if not call.answer.done():
                call.answer.cancel()
                asyncio.get_running_loop().call_later(_GRACE, _hand_over, loop, call.cancel)
            if call.answer.cancelled():
                raise DeadlineExceeded(f"no answer within the {seconds:.3f} s that were left")
            return call.answer.result()
        except asyncio.CancelledError:
            call.answer.cancel()
            loop.call_soon_threadsafe(call.cancel)
            raise
        finally:
            # An error keeps this frame, and an answer its error: a cycle for the collector.
            del call

    async def stop(self, closing: Work[None]) -> None:
        """Cancel what is left, run `closing`, end the thread; does nothing when not started."""
        thread = self._thread
        if thread is None:
            return
        await asyncio.to_thread(self._prepared.wait)
        loop, self._loop = self._loop, None
        if loop is not None:
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(_wind_up(closing), loop))
            loop.call_soon_threadsafe(loop.stop)
            await asyncio.to_thread(thread.join)

    def _serve(self, prepare: Callable[[], None]) -> None:
        switch_often()
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        prepare()
        # What was imported stays: a full collection that walks it all would stop every thread for
        # up to 0.7 s, and a failed call leaves enough cycles to bring one about.
        gc.freeze()
        self._loop = loop
        self._prepared.set()
        loop.run_forever()
        loop.close()

    def _enter(self) -> None:
        with self._lock:
            if self._under_way >= self._limit:
                raise ModelOverloaded(f"{self._under_way} calls have not ended yet")
            self._under_way += 1

    def _leave(self) -> None:
        with self._lock:
            self._under_way -= 1


class _Call(Generic[T]):
    """One call: it runs on the thread's loop, and its `answer` is a future of the caller's."""

    def __init__(
        self, work: Work[T], caller: asyncio.AbstractEventLoop, ended: Callable[[], None]
    ) -> None:
        self.answer: asyncio.Future[T] = caller.create_future()
        self._work = work
        self._caller = caller
        self._ended = ended
        self._task: asyncio.Task[T] | None = None
        self._cancelled = False

    def begin(self) -> None:
        if self._cancelled:
            self._ended()
            return
        self._task = asyncio.ensure_future(self._work())
        self._task.add_done_callback(self._finish)

    def cancel(self) -> None:
        self._cancelled = True
        if self._task is not None:
            self._task.cancel()

    def _finish(self, task: asyncio.Task[T]) -> None:
        self._ended()
        # A cancelled task would keep its error, with every frame of the client that unwound, in a
        # cycle that only a collection of all generations ends.
        with contextlib.suppress(asyncio.CancelledError):
            task.exception()
        # The caller's loop may have closed since.
        with contextlib.suppress(RuntimeError):
            self._caller.call_soon_threadsafe(self._deliver, task)

    def _deliver(self, task: asyncio.Task[T]) -> None:
        if self.answer.done():
            return
        if task.cancelled():
            self.answer.cancel()
        elif (error := task.exception()) is not None:
            self.answer.set_exception(error)
        else:
            self.answer.set_result(task.result())


def _hand_over(loop: asyncio.AbstractEventLoop, work: Callable[[], None]) -> None:
    with contextlib.suppress(RuntimeError):  # stopped meanwhile, and everything cancelled with it
        loop.call_soon_threadsafe(work)


async def _wind_up(closing: Work[None]) -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.wait(others, timeout=1.0) if others else None
    await closing()
