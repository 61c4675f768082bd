"""What a run may use: calls, tokens and money in total, and calls and tokens a minute."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from prompts.budget import Clock
from prompts.errors import ModelError
from prompts.model import Completion

_MINUTE = 60.0


class BudgetSpent(ModelError):
    """The run has used what it may use, so this call was not made."""

    reason = "bench_budget"


@dataclass(frozen=True, slots=True)
class Limits:
    """None stands for no limit. `cost` is in US dollars."""

    calls: int | None = None
    tokens: int | None = None
    cost: float | None = None
    requests_per_minute: float | None = None
    tokens_per_minute: float | None = None


class Spending:
    """Counts calls that were really made, and holds back those that would break a limit.

    Tokens and money are known after a call only: the calls in flight when a limit is reached
    still finish, and no new one starts.
    """

    def __init__(
        self,
        limits: Limits,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._limits, self._clock, self._sleep = limits, clock, sleep
        self.calls, self.tokens, self.cost = 0, 0, 0.0
        self._next_call = clock()
        self._tokens_owed = 0.0
        self._owed_at = clock()

    async def admit(self) -> None:
        """Wait for this call's turn; raises BudgetSpent where there is none."""
        self._refuse_over_budget()
        self.calls += 1
        wait = self._wait()
        if wait > 0:
            await self._sleep(wait)

    def used(self, completion: Completion) -> None:
        """Count what a call used."""
        tokens = completion.prompt_tokens + completion.completion_tokens
        self.tokens += tokens
        self.cost += completion.cost
        self._pay_back()
        self._tokens_owed += tokens

    def _refuse_over_budget(self) -> None:
        limits = self._limits
        for name, used, limit in (
            ("calls", self.calls, limits.calls),
            ("tokens", self.tokens, limits.tokens),
            ("cost", self.cost, limits.cost),
        ):
            if limit is not None and used >= limit:
                raise BudgetSpent(f"budget.{name} of {limit:g} is used up")

    def _wait(self) -> float:
        now, wait = self._clock(), 0.0
        if self._limits.requests_per_minute:
            turn = max(now, self._next_call)
            self._next_call = turn + _MINUTE / self._limits.requests_per_minute
            wait = turn - now
        if self._limits.tokens_per_minute:
            self._pay_back()
            # A bucket that may run one second's worth into debt before it holds calls back.
            rate = self._limits.tokens_per_minute / _MINUTE
            wait = max(wait, (self._tokens_owed - rate) / rate)
        return wait

    def _pay_back(self) -> None:
        now = self._clock()
        rate = (self._limits.tokens_per_minute or 0.0) / _MINUTE
        self._tokens_owed = max(0.0, self._tokens_owed - rate * (now - self._owed_at))
        self._owed_at = now
