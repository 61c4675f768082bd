from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import Message

from nlg_server.http.bodies import CallerLeft
from nlg_server.http.hangup import until_hangup

Receive = Callable[[], Awaitable[Message]]


def caller(stays: float) -> tuple[Receive, list[str]]:
    """A `receive` that tells of the disconnect after `stays` seconds, and what was asked of it."""
    asked: list[str] = []

    async def receive() -> Message:
        asked.append("receive")
        await asyncio.sleep(stays)
        return {"type": "http.disconnect"}

    return receive, asked


def test_work_that_never_waits_is_watched_by_nobody() -> None:
    async def scenario() -> None:
        receive, asked = caller(0.0)

        async def work() -> str:
            return "done"

        assert await until_hangup(work(), receive) == "done"
        await asyncio.sleep(0.01)
        assert not asked and len(asyncio.all_tasks()) == 1

    asyncio.run(scenario())


def test_work_ends_when_the_caller_leaves() -> None:
    async def scenario() -> None:
        receive, _ = caller(0.01)
        ended = asyncio.Event()

        async def work() -> None:
            try:
                await asyncio.sleep(10)
            finally:
                ended.set()

        with pytest.raises(CallerLeft):
            await until_hangup(work(), receive)
        assert ended.is_set()
        await asyncio.sleep(0.01)  # the task itself goes on
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(scenario())


def test_a_caller_who_leaves_later_disturbs_nothing() -> None:
    async def scenario() -> None:
        receive, asked = caller(0.02)
        assert await until_hangup(asyncio.sleep(0.005, "done"), receive) == "done"
        await asyncio.sleep(0.03)
        assert asked and len(asyncio.all_tasks()) == 1

    asyncio.run(scenario())


def test_a_cancelled_request_is_not_taken_for_a_caller_who_left() -> None:
    async def scenario() -> None:
        receive, _ = caller(10)
        request = asyncio.create_task(until_hangup(asyncio.sleep(10), receive))
        await asyncio.sleep(0.01)
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request

    asyncio.run(scenario())


def test_an_error_of_the_work_is_its_own() -> None:
    async def scenario() -> None:
        async def work() -> None:
            await asyncio.sleep(0)
            raise ValueError("mine")

        with pytest.raises(ValueError, match="mine"):
            await until_hangup(work(), caller(10)[0])

    asyncio.run(scenario())
