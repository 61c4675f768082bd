from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from benchmarks.fault_server import FaultServer
from prompts.budget import Budget
from prompts.completions.breaker import BreakerSettings
from prompts.completions.stack import ModelStack, StackOptions, build_model, layered
from prompts.errors import ModelError, ModelNotReady
from prompts.model import LanguageModel
from prompts.providers.model_groups import model_groups_from
from prompts.scripted_model import ScriptedModel
from tests.prompts.model_fakes import LeashedModel, Recorder, request


def with_stack(
    server: FaultServer,
    scenario: Callable[[ModelStack, Recorder], Awaitable[None]],
    **options: Any,
) -> None:
    model = {"provider": "openai", "model": "m", "api_base": server.url, "api_key": "k"}
    groups = model_groups_from([{"id": "wording", "models": [model]}], {})

    async def run() -> None:
        recorder = Recorder()
        stack = build_model(groups, StackOptions(**options), recorder)
        assert await stack.wait_until_ready()
        try:
            await scenario(stack, recorder)
        finally:
            await stack.aclose()

    asyncio.run(run())


async def say(model: LanguageModel, text: str = "hello", seconds: float = 5.0) -> str:
    try:
        return (await model.complete(request(text), Budget.of(seconds))).text
    except ModelError as error:
        return error.reason


def test_identical_requests_make_one_call_and_finished_ones_none() -> None:
    with FaultServer("Done.", delay=0.05) as server:

        async def scenario(stack: ModelStack, recorder: Recorder) -> None:
            assert set(await asyncio.gather(*(say(stack) for _ in range(1000)))) == {"Done."}
            assert await say(stack) == "Done." and server.count == 1
            assert recorder.lookups == {"miss": 1000, "joined": 999, "hit": 1}

        with_stack(server, scenario)


def test_a_dead_model_is_left_alone_after_some_failures() -> None:
    with FaultServer() as server:
        server.program(then="server_error")

        async def scenario(stack: ModelStack, recorder: Recorder) -> None:
            reasons = [await say(stack, f"prompt {n}") for n in range(20)]
            assert reasons == ["model_unreachable"] * 5 + ["breaker_open"] * 15
            assert server.count == 5 and recorder.states == ["open"]

        with_stack(server, scenario, breaker=BreakerSettings(failures=5))


def test_more_calls_than_the_limit_are_shed_at_once() -> None:
    with FaultServer("Done.", delay=0.2) as server:

        async def scenario(stack: ModelStack, recorder: Recorder) -> None:
            said = await asyncio.gather(*(say(stack, f"prompt {n}") for n in range(20)))
            assert sorted(said) == ["Done."] * 4 + ["overloaded"] * 16
            assert (recorder.shed_calls, recorder.most_in_flight) == (16, 4)

        with_stack(server, scenario, max_in_flight=4)


def test_shedding_hits_calls_and_never_joiners_or_kept_replies() -> None:
    async def scenario() -> None:
        inner = LeashedModel()
        model = layered(inner, options=StackOptions(max_in_flight=1))
        callers = [asyncio.create_task(say(model, "same")) for _ in range(10)]
        await asyncio.sleep(0.01)
        assert await say(model, "other") == "overloaded"
        inner.release.set()
        assert set(await asyncio.gather(*callers)) == {"Your table has been booked."}
        assert await say(model, "same") == "Your table has been booked."

    asyncio.run(scenario())


def test_a_model_group_that_changed_does_not_answer_from_the_old_ones_cache() -> None:
    inner = ScriptedModel(["old", "new"])
    salts = iter("ab")

    async def scenario() -> None:
        from prompts.request_key import request_key

        salt = [next(salts)]
        model = layered(inner, lambda asked: request_key(asked, salt[0]))
        assert await say(model) == "old"
        salt[0] = next(salts)
        assert await say(model) == "new"

    asyncio.run(scenario())


def test_without_a_cache_finished_requests_are_made_again() -> None:
    async def scenario() -> None:
        inner = ScriptedModel(["one", "two"])
        model = layered(inner, options=StackOptions(cache=None))
        assert [await say(model), await say(model)] == ["one", "two"]

    asyncio.run(scenario())


def test_until_the_client_has_loaded_the_stack_says_so_without_opening_the_breaker() -> None:
    async def scenario() -> None:
        model = {"provider": "ollama", "model": "m"}
        recorder = Recorder()
        stack = build_model(
            model_groups_from([{"id": "wording", "models": [model]}], {}), events=recorder
        )
        stack.start_loading()
        for number in range(10):
            with pytest.raises(ModelNotReady):
                await stack.complete(request(str(number)), Budget.of(1.0))
        assert recorder.states == []
        assert await stack.wait_until_ready()
        await stack.aclose()

    asyncio.run(scenario())
