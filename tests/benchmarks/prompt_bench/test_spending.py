from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.prompt_bench.metered_model import MeteredModel
from benchmarks.prompt_bench.spending import BudgetSpent, Limits, Spending
from prompts.budget import Budget
from prompts.model import Completion, CompletionRequest, Message

REQUEST = CompletionRequest((Message("user", "hi"),), "bench", "rephrase", 0.3, 100)


class Time:
    """A clock that only sleeping moves; remembers when each call was let through."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def admitted(limits: Limits, count: int, tokens: int = 0) -> list[float]:
    """Seconds after the start at which each of `count` calls in a row went out."""

    async def run() -> list[float]:
        time = Time()
        spending = Spending(limits, time, time.sleep)
        times = []
        for _ in range(count):
            await spending.admit()
            times.append(time.now - 100.0)
            spending.used(Completion("x", prompt_tokens=tokens))
        return times

    return asyncio.run(run())


def test_calls_go_out_at_the_pace_asked_for() -> None:
    assert admitted(Limits(requests_per_minute=120), 5) == [0.0, 0.5, 1.0, 1.5, 2.0]


def test_without_limits_nothing_waits() -> None:
    assert admitted(Limits(), 1000, tokens=10_000) == [0.0] * 1000


@given(st.integers(1, 600), st.integers(2, 60))
def test_no_minute_has_more_calls_than_allowed(rate: int, count: int) -> None:
    times = admitted(Limits(requests_per_minute=rate), count)
    for start in times:
        assert sum(start <= at < start + 60 - 1e-6 for at in times) <= rate


@given(st.integers(600, 60_000), st.integers(1, 5_000), st.integers(2, 40))
def test_tokens_keep_to_their_rate_but_for_a_second_and_one_call(
    rate: int, tokens: int, count: int
) -> None:
    times = admitted(Limits(tokens_per_minute=rate), count, tokens)
    for index, at in enumerate(times):
        assert index * tokens <= rate / 60 * (at + 1) + 1e-6


def test_calls_that_wait_at_the_same_time_wait_their_turn_each() -> None:
    waits: list[float] = []

    async def noted(seconds: float) -> None:
        waits.append(seconds)

    async def run() -> None:
        spending = Spending(Limits(requests_per_minute=60), Time(), noted)
        await asyncio.gather(*(spending.admit() for _ in range(4)))

    asyncio.run(run())
    assert waits == [1.0, 2.0, 3.0]


@pytest.mark.parametrize("limits", [Limits(calls=3), Limits(tokens=30), Limits(cost=0.3)])
def test_no_call_starts_once_a_budget_is_used(limits: Limits) -> None:
    async def run() -> int:
        spending = Spending(limits)
        for made in range(10):
            try:
                await spending.admit()
            except BudgetSpent as error:
                assert "used up" in str(error)
                return made
            spending.used(Completion("x", prompt_tokens=10, cost=0.11))
        return 10

    assert asyncio.run(run()) == 3


class Reporting:
    """A model that tells how many seconds it was given."""

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        return Completion(f"{budget.require():.1f}")

    async def aclose(self) -> None:
        pass


def test_waiting_for_a_turn_uses_none_of_the_time_for_a_reply() -> None:
    async def run() -> list[str]:
        spending = Spending(Limits(requests_per_minute=300))
        model = MeteredModel(Reporting(), None, spending, retries=0)
        made = await asyncio.gather(
            *(model.complete(REQUEST, Budget.of(0.5)) for _ in range(5))
        )  # the last one waits 0.8 s
        return [completion.text for completion in made]

    assert asyncio.run(run()) == ["0.5"] * 5
