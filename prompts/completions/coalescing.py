"""Identical requests in flight share one call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from prompts.abandonment import abandon
from prompts.budget import Budget
from prompts.errors import DeadlineExceeded
from prompts.model import Completion, CompletionRequest, LanguageModel
from prompts.model_events import ModelEvents


@dataclass(slots=True)
class _Flight:
    """A call under way, and those who wait for it.

    Not `asyncio.wait`: it takes each waiter that gives up out of a list, which for ten thousand
    of them takes seconds.
    """

    task: asyncio.Task[Completion]
    waiting: set[asyncio.Future[None]] = field(default_factory=set)

    def release(self) -> None:
        for waiter in self.waiting:
            _wake(waiter)

    async def landed(self, seconds: float) -> bool:
        """Whether the call ended within `seconds`."""
        if not self.task.done():
            loop = asyncio.get_running_loop()
            waiter = loop.create_future()
            timer = loop.call_later(seconds, _wake, waiter)
            self.waiting.add(waiter)
            try:
                await waiter
            finally:
                timer.cancel()
                self.waiting.discard(waiter)
        return self.task.done()


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)


class CoalescingModel:
    """Makes one call of `inner` for all identical requests that arrive while it is under way.

    The call belongs to no caller, so the one who started it may hang up without stranding the
    others; it is cancelled when nobody waits any more. Each caller waits no longer than its own
    budget. A failure is everybody's, except that the time it ran out of was the starter's: those
    who have more left start over.
    """

    def __init__(
        self,
        inner: LanguageModel,
        key_of: Callable[[CompletionRequest], str],
        events: ModelEvents,
    ) -> None:
        self._inner = inner
        self._key_of = key_of
        self._events = events
        self._flights: dict[str, _Flight] = {}

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        """The shared call's completion; raises its error, or DeadlineExceeded."""
        key = self._key_of(request)
        while True:
            left = budget.require()
            flight = self._flights.get(key)
            started = flight is None
            if flight is None:
                flight = self._start(key, request, budget)
            else:
                self._events.looked_up(request, "joined")
            try:
                landed = await flight.landed(left)
            finally:
                self._leave(key, flight)
            if not landed:
                raise DeadlineExceeded(f"no answer within the {left:.3f} s that were left")
            try:
                return flight.task.result()
            except DeadlineExceeded:
                if started or budget.expired:
                    raise
            finally:
                # An error keeps this frame, and a flight its error: a cycle of 90 objects a call.
                del flight

    async def aclose(self) -> None:
        for flight in self._flights.values():
            abandon(flight.task)
        self._flights.clear()
        await self._inner.aclose()

    def _start(self, key: str, request: CompletionRequest, budget: Budget) -> _Flight:
        task = asyncio.ensure_future(self._inner.complete(request, budget))
        flight = self._flights[key] = _Flight(task)
        task.add_done_callback(lambda done: self._land(key, flight))
        return flight

    def _leave(self, key: str, flight: _Flight) -> None:
        """The call is given up when nobody waits for it any more."""
        if not flight.waiting:
            self._land(key, flight)
            abandon(flight.task)

    def _land(self, key: str, flight: _Flight) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]
        flight.release()
