from __future__ import annotations

import asyncio

import pytest

from prompts.errors import DeadlineExceeded
from prompts.hard_stop import hard_stop


async def stubborn(released: asyncio.Event) -> str:
    """Work that swallows its cancellation."""
    while not released.is_set():
        try:
            await released.wait()
        except asyncio.CancelledError:
            continue
    return "at last"


def test_work_that_ignores_its_cancellation_does_not_hold_the_caller() -> None:
    async def scenario() -> None:
        released = asyncio.Event()
        loop = asyncio.get_running_loop()
        began = loop.time()
        with pytest.raises(DeadlineExceeded):
            await hard_stop(stubborn(released), 0.05)
        assert loop.time() - began < 0.5
        released.set()
        await asyncio.sleep(0)

    asyncio.run(scenario())


def test_a_result_in_time_is_returned_and_an_error_raised() -> None:
    async def work(error: Exception | None) -> int:
        await asyncio.sleep(0)
        if error:
            raise error
        return 7

    async def scenario() -> None:
        assert await hard_stop(work(None), 1.0) == 7
        with pytest.raises(KeyError):
            await hard_stop(work(KeyError("x")), 1.0)

    asyncio.run(scenario())


def test_a_cancelled_caller_cancels_the_work() -> None:
    async def scenario() -> None:
        stopped = asyncio.Event()

        async def work() -> None:
            try:
                await asyncio.sleep(60)
            finally:
                stopped.set()

        caller = asyncio.create_task(hard_stop(work(), 60.0))
        await asyncio.sleep(0.01)
        caller.cancel()
        with pytest.raises(asyncio.CancelledError):
            await caller
        await asyncio.wait_for(stopped.wait(), 1.0)

    asyncio.run(scenario())
