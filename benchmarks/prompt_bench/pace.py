"""How many calls run at a time, and in which order what follows a reply is done."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prompts.budget import Budget


class PatientClock:
    """Seconds on a monotonic clock that stands still while its owner waits for a turn."""

    def __init__(self) -> None:
        self.waited = 0.0

    def __call__(self) -> float:
        return time.monotonic() - self.waited


def patient_budget(seconds: float) -> Budget:
    """`seconds` from now, of which waiting for a turn uses none."""
    return Budget.of(seconds, PatientClock())


class Pace:
    """At most `calls` at a time, and the next ones go out before replies are checked.

    A check takes about a millisecond of the one processor. Done first, it would hold up every call
    that is due, and calls would come in waves that wait in line.
    """

    def __init__(self, calls: int) -> None:
        self._calls = asyncio.Semaphore(calls)
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def call(self, budget: Budget) -> AsyncIterator[None]:
        """A place among the calls that run now; a patient budget is not used by waiting for it."""
        began = time.monotonic()
        async with self._calls:
            _excuse(budget, began)
            yield

    async def turn(self, budget: Budget) -> None:
        """Wait until this task may compute: one at a time, with a look at the sockets between."""
        began = time.monotonic()
        async with self._turn:
            await asyncio.sleep(0)
        _excuse(budget, began)


def _excuse(budget: Budget, began: float) -> None:
    if isinstance(budget.clock, PatientClock):
        budget.clock.waited += time.monotonic() - began
