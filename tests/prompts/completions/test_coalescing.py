from __future__ import annotations

import asyncio
import gc
import weakref

import pytest

from prompts.budget import Budget
from prompts.completions.coalescing import CoalescingModel
from prompts.errors import DeadlineExceeded, ModelError, ModelUnreachable
from prompts.model import Completion, CompletionRequest
from prompts.request_key import request_key
from tests.prompts.model_fakes import LeashedModel, Recorder, request


def coalescing(inner: LeashedModel, recorder: Recorder | None = None) -> CoalescingModel:
    return CoalescingModel(inner, request_key, recorder or Recorder())


def start(
    model: CoalescingModel, seconds: float = 5.0, text: str = "same"
) -> asyncio.Task[Completion]:
    return asyncio.create_task(model.complete(request(text), Budget.of(seconds)))


def test_ten_thousand_identical_requests_make_one_call() -> None:
    async def scenario() -> None:
        inner, recorder = LeashedModel(), Recorder()
        model = coalescing(inner, recorder)
        callers = [start(model) for _ in range(10_000)]
        await asyncio.sleep(0)
        inner.release.set()
        texts = {completion.text for completion in await asyncio.gather(*callers)}
        assert texts == {"Your table has been booked."}
        assert inner.started == 1 and recorder.lookups["joined"] == 9_999

    asyncio.run(scenario())


def test_different_requests_make_calls_of_their_own() -> None:
    async def scenario() -> None:
        inner = LeashedModel()
        model = coalescing(inner)
        inner.release.set()
        await asyncio.gather(*(start(model, text=f"prompt {n % 5}") for n in range(50)))
        assert inner.started == 5

    asyncio.run(scenario())


def test_a_starter_who_hangs_up_strands_nobody() -> None:
    async def scenario() -> None:
        inner = LeashedModel()
        model = coalescing(inner)
        starter, follower = start(model), start(model)
        await asyncio.sleep(0)
        starter.cancel()
        await asyncio.sleep(0)
        inner.release.set()
        assert (await follower).text and inner.started == 1 and inner.cancelled == 0

    asyncio.run(scenario())


def test_the_call_is_cancelled_when_nobody_waits_any_more() -> None:
    async def scenario() -> None:
        inner = LeashedModel()
        model = coalescing(inner)
        callers = [start(model), start(model)]
        await asyncio.sleep(0)
        for caller in callers:
            caller.cancel()
        await asyncio.sleep(0.01)
        assert inner.cancelled == 1
        inner.release.set()
        assert (await start(model)).text and inner.started == 2

    asyncio.run(scenario())


def test_a_failure_is_everybodys() -> None:
    async def scenario() -> None:
        inner = LeashedModel(reply=ModelUnreachable("down"))
        model = coalescing(inner)
        callers = [start(model) for _ in range(20)]
        await asyncio.sleep(0)
        inner.release.set()
        outcomes = await asyncio.gather(*callers, return_exceptions=True)
        assert all(isinstance(outcome, ModelUnreachable) for outcome in outcomes)
        assert inner.started == 1

    asyncio.run(scenario())


def test_each_caller_waits_no_longer_than_its_own_budget() -> None:
    async def scenario() -> None:
        inner = LeashedModel()
        model = coalescing(inner)
        patient = start(model, seconds=5.0)
        await asyncio.sleep(0)
        began = asyncio.get_running_loop().time()
        with pytest.raises(DeadlineExceeded):
            await start(model, seconds=0.05)
        assert asyncio.get_running_loop().time() - began < 0.5
        inner.release.set()
        assert (await patient).text

    asyncio.run(scenario())


class ImpatientModel:
    """Fails with the budget's end the first time, as a starter with little left does."""

    def __init__(self) -> None:
        self.started = 0

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        self.started += 1
        if self.started == 1:
            await asyncio.sleep(0.02)
            raise DeadlineExceeded("the starter's time was up")
        return Completion("In time.")

    async def aclose(self) -> None:
        pass


def test_those_with_time_left_start_over_when_the_starters_time_was_up() -> None:
    async def scenario() -> None:
        inner = ImpatientModel()
        model = CoalescingModel(inner, request_key, Recorder())
        callers = [start(model, seconds=3.0) for _ in range(5)]
        outcomes = await asyncio.gather(*callers, return_exceptions=True)
        assert isinstance(outcomes[0], ModelError)
        assert [o.text for o in outcomes[1:] if isinstance(o, Completion)] == ["In time."] * 4
        assert inner.started == 2

    asyncio.run(scenario())


def test_a_call_that_ran_out_of_time_leaves_nothing_to_the_collector() -> None:
    errors: list[weakref.ref[ModelError]] = []

    class Late(LeashedModel):
        async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
            late = DeadlineExceeded("late")
            errors.append(weakref.ref(late))
            try:
                raise late
            finally:
                del late

    async def scenario() -> None:
        with pytest.raises(DeadlineExceeded):
            await coalescing(Late()).complete(request(), Budget.of(5.0))

    gc.collect()
    gc.disable()
    try:
        asyncio.run(scenario())
        assert [error() for error in errors] == [None]
    finally:
        gc.enable()
