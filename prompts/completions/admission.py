"""Load shedding: a bounded number of model calls in flight, and no queue behind them."""

from __future__ import annotations

import time

from prompts.budget import Budget, Clock
from prompts.errors import ModelError, ModelOverloaded
from prompts.model import Completion, CompletionRequest, LanguageModel
from prompts.model_events import ModelEvents


class AdmissionModel:
    """Calls `inner` while fewer than `limit` calls are in flight; sheds the rest at once.

    A queue would only move the wait: by the time its turn came, a reply's deadline would have
    passed.
    """

    def __init__(self, inner: LanguageModel, limit: int, events: ModelEvents) -> None:
        self._inner = inner
        self._limit = limit
        self._events = events
        self._in_flight = 0

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        """`inner`'s completion; raises ModelOverloaded when `limit` calls are in flight."""
        if self._in_flight >= self._limit:
            self._events.shed(request)
            raise ModelOverloaded(f"{self._limit} model calls are in flight; none is queued")
        self._count(1)
        try:
            return await self._inner.complete(request, budget)
        finally:
            self._count(-1)

    async def aclose(self) -> None:
        await self._inner.aclose()

    def _count(self, change: int) -> None:
        self._in_flight += change
        self._events.in_flight(self._in_flight)


class ObservedModel:
    """Tells `events` of each call that reaches `inner`: its outcome and its seconds."""

    def __init__(
        self, inner: LanguageModel, events: ModelEvents, clock: Clock = time.monotonic
    ) -> None:
        self._inner = inner
        self._events = events
        self._clock = clock

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        started = self._clock()
        try:
            completion = await self._inner.complete(request, budget)
        except ModelError as error:
            self._events.called(request, error, self._clock() - started)
            raise
        self._events.called(request, completion, self._clock() - started)
        return completion

    async def aclose(self) -> None:
        await self._inner.aclose()
