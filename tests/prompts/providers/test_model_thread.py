from __future__ import annotations

import asyncio
import gc
import threading
import time
import weakref
from collections.abc import Awaitable, Callable

import pytest

from prompts.errors import DeadlineExceeded, ModelOverloaded
from prompts.providers.model_thread import ModelThread


async def nothing() -> None:
    pass


def with_thread(limit: int, scenario: Callable[[ModelThread], Awaitable[None]]) -> None:
    async def run() -> None:
        thread = ModelThread(limit)
        thread.start(lambda: None)
        await thread.wait_until_prepared(5.0)
        try:
            await scenario(thread)
        finally:
            await thread.stop(nothing)

    asyncio.run(run())


def test_work_runs_elsewhere_and_its_result_or_error_comes_back() -> None:
    async def scenario(thread: ModelThread) -> None:
        async def where() -> str:
            await asyncio.sleep(0)
            return threading.current_thread().name

        async def fails() -> None:
            raise KeyError("x")

        assert await thread.run(where, 1.0) == "model-client"
        with pytest.raises(KeyError):
            await thread.run(fails, 1.0)

    with_thread(1, scenario)


def test_work_that_computes_without_pause_holds_nobody_past_the_deadline() -> None:
    async def scenario(thread: ModelThread) -> None:
        async def computes() -> None:
            until = time.monotonic() + 1.0
            while time.monotonic() < until:
                pass

        began = time.monotonic()
        with pytest.raises(DeadlineExceeded):
            await thread.run(computes, 0.1)
        assert time.monotonic() - began < 0.4

    with_thread(1, scenario)


def test_a_call_counts_until_it_has_really_ended() -> None:
    async def scenario(thread: ModelThread) -> None:
        release = threading.Event()

        async def stubborn() -> None:
            while not release.is_set():
                try:
                    await asyncio.sleep(0.01)
                except asyncio.CancelledError:
                    continue

        with pytest.raises(DeadlineExceeded):
            await thread.run(stubborn, 0.05)
        with pytest.raises(ModelOverloaded):
            await thread.run(nothing, 1.0)
        release.set()
        for _ in range(100):
            try:
                await thread.run(nothing, 1.0)
                return
            except ModelOverloaded:
                await asyncio.sleep(0.01)
        raise AssertionError("the place was never given back")

    with_thread(1, scenario)


def test_a_cancelled_caller_cancels_the_work_and_places_are_given_back() -> None:
    async def scenario(thread: ModelThread) -> None:
        stopped = threading.Event()

        async def work() -> None:
            try:
                await asyncio.sleep(60)
            finally:
                stopped.set()

        for _ in range(20):
            at_once = asyncio.create_task(thread.run(work, 60.0))
            await asyncio.sleep(0)
            at_once.cancel()
            with pytest.raises(asyncio.CancelledError):
                await at_once
            await asyncio.sleep(0.01)
        stopped.clear()
        caller = asyncio.create_task(thread.run(work, 60.0))
        await asyncio.sleep(0.05)
        caller.cancel()
        assert await asyncio.to_thread(stopped.wait, 2.0)

    with_thread(2, scenario)


class Client:
    """Stands for what a model client holds in its frames."""


def test_a_call_that_failed_or_ran_out_of_time_leaves_nothing_to_the_collector() -> None:
    held: list[weakref.ref[Client]] = []

    async def scenario(thread: ModelThread) -> None:
        async def hangs() -> None:
            client = Client()
            held.append(weakref.ref(client))
            await asyncio.sleep(60)

        async def fails() -> None:
            client = Client()
            held.append(weakref.ref(client))
            raise KeyError("x")

        for work, error in ((hangs, DeadlineExceeded), (fails, KeyError)):
            with pytest.raises(error):
                await thread.run(work, 0.05)
        for _ in range(100):
            await asyncio.sleep(0.01)
            if not any(client() for client in held):
                break

    gc.collect()
    gc.disable()
    try:
        with_thread(2, scenario)
        assert [client() for client in held] == [None, None]
    finally:
        gc.enable()


def test_stopping_cancels_what_is_left_and_ends_the_thread() -> None:
    async def run() -> None:
        thread = ModelThread(4)
        thread.start(lambda: None)
        await thread.wait_until_prepared(5.0)

        async def forever() -> None:
            await asyncio.sleep(60)

        caller = asyncio.create_task(thread.run(forever, 60.0))
        await asyncio.sleep(0.05)
        await thread.stop(nothing)
        with pytest.raises((DeadlineExceeded, asyncio.CancelledError)):
            await caller
        with pytest.raises(ModelOverloaded):
            await thread.run(nothing, 1.0)

    asyncio.run(run())
    assert not any(thread.name == "model-client" for thread in threading.enumerate())
