"""The model as a run sees it: journalled, counted, limited, retried, and timed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from benchmarks.prompt_bench.journal import Entry, Journal
from benchmarks.prompt_bench.outcome import Call
from benchmarks.prompt_bench.pace import Pace
from benchmarks.prompt_bench.spending import Spending
from prompts.budget import Budget
from prompts.errors import ModelError, ModelUnreachable, RateLimited
from prompts.model import Completion, CompletionRequest, LanguageModel
from prompts.request_key import request_key

_CALLS: ContextVar[list[Call] | None] = ContextVar("calls", default=None)
_RETRIED = (RateLimited, ModelUnreachable)
_FIRST_PAUSE = 1.0


@contextmanager
def calls_made() -> Iterator[list[Call]]:
    """Collects the calls of the block, in order; each task of asyncio has its own list."""
    calls: list[Call] = []
    token = _CALLS.set(calls)
    try:
        yield calls
    finally:
        _CALLS.reset(token)


class MeteredModel:
    """Answers from the journal where it can; else asks `inner`, and journals the answer.

    `salt` tells models apart that get the same request; `timed` says whether its time is a
    model's, which a recording's is not; `pace` bounds the calls at a time. Rate limits and
    unreachable servers are tried `retries` times more, with a pause that doubles, within the
    budget of the request. Waiting for a turn, which the plan's own limits ask for, uses none of it.
    """

    def __init__(
        self,
        inner: LanguageModel,
        journal: Journal | None,
        spending: Spending,
        *,
        salt: str = "",
        retries: int = 2,
        timed: bool = True,
        pace: Pace | None = None,
    ) -> None:
        self._inner, self._journal, self._spending = inner, journal, spending
        self._salt, self._retries, self._timed = salt, retries, timed
        self._pace = pace or Pace(1_000_000)

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        key = request_key(request, self._salt)
        known = self._journal.get(key) if self._journal else None
        if known is not None:
            _note(request, known.seconds, known.completion, replayed=True)
            return known.completion
        for attempt in range(self._retries + 1):
            try:
                return await self._ask(key, request, budget)
            except _RETRIED:
                pause = _FIRST_PAUSE * 2**attempt
                if attempt == self._retries or pause >= budget.remaining():
                    raise
                await asyncio.sleep(pause)
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def _ask(self, key: str, request: CompletionRequest, budget: Budget) -> Completion:
        started, seconds = time.perf_counter(), budget.require()
        try:
            async with self._pace.call(budget):
                await self._spending.admit()
                started = time.perf_counter()
                completion = await self._inner.complete(request, Budget.of(seconds))
        except ModelError as error:
            _fail(request, time.perf_counter() - started, error)
            raise
        seconds = time.perf_counter() - started
        self._spending.used(completion)
        if self._journal is not None:
            self._journal.add(Entry.of(key, seconds, completion))
        _note(request, seconds if self._timed else None, completion, replayed=not self._timed)
        await self._pace.turn(budget)
        return completion


def _note(
    request: CompletionRequest, seconds: float | None, made: Completion, *, replayed: bool
) -> None:
    calls = _CALLS.get()
    if calls is not None:
        tokens = (made.prompt_tokens, made.completion_tokens, made.cost)
        calls.append(Call(request, seconds, made.text, *tokens, replayed=replayed))


def _fail(request: CompletionRequest, seconds: float, error: ModelError) -> None:
    calls = _CALLS.get()
    if calls is not None:
        calls.append(Call(request, seconds, error=f"{error.reason}: {error}"))
