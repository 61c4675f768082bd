from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import warnings
from collections.abc import Awaitable, Callable, Iterator

import pytest

from benchmarks.fault_server import FAULTS, FaultServer
from benchmarks.fault_server.targets import TARGETS
from prompts.budget import Budget
from prompts.errors import ModelError, ModelNotReady, NoModel
from prompts.model import Completion
from prompts.providers.model_groups import ModelGroup, model_groups_from
from prompts.providers.openai_caller import speaks_openai
from prompts.providers.router_model import RouterModel
from tests.prompts.model_fakes import request

# What each fault has to be taken for. Unnamed ones are a reply nobody can read.
REASONS = {
    "deadline": "hang hang_after_headers drip slow_headers late length_too_long endless_chunks "
    "endless_headers endless_continues",
    "rate_limited": "rate_limited rate_limited_second rate_limited_hour",
    "model_denied": "bad_request unauthorized payment_required forbidden not_found too_large",
    "content_filtered": "content_filter azure_filter",
    "bad_completion": "lone_surrogate tool_calls empty_choices null_content "
    "empty_content blank_content cut_short",
}
EXPECTED = {fault: reason for reason, faults in REASONS.items() for fault in faults.split()}
READABLE = {"utf16", "hostile_text"}
PATIENCE = 0.3


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


def groups(*urls: str, **router: object) -> tuple[ModelGroup, ...]:
    models = [
        {"provider": "openai", "model": "m", "api_base": url, "api_key": "sk-test"} for url in urls
    ]
    return model_groups_from([{"id": "wording", "models": models, "router": router}], {})


def with_model(
    configured: tuple[ModelGroup, ...], scenario: Callable[[RouterModel], Awaitable[None]]
) -> None:
    async def run() -> None:
        model = RouterModel(configured)
        assert await model.wait_until_ready()
        try:
            await scenario(model)
        finally:
            await model.aclose()

    asyncio.run(run())


async def outcome(model: RouterModel, seconds: float = 5.0) -> Completion | ModelError:
    try:
        return await model.complete(request("secret-4711"), Budget.of(seconds))
    except ModelError as error:
        return error


async def until(happened: Callable[[], bool]) -> None:
    for _ in range(300):
        if happened():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen within 3 s")


@pytest.mark.parametrize("routed", [False, True], ids=["plain client", "litellm's Router"])
def test_every_fault_ends_in_time_with_its_reason_and_leaks_nothing(
    server: FaultServer, routed: bool
) -> None:
    async def scenario(model: RouterModel) -> None:
        server.program()
        assert isinstance(await outcome(model), Completion)
        for fault in FAULTS:
            server.program(then=fault)
            # Those that never end are given little time; the others end by themselves.
            patience = PATIENCE if EXPECTED.get(fault) == "deadline" else 20 * PATIENCE
            began = time.monotonic()
            result = await outcome(model, patience)
            assert time.monotonic() - began < patience + 0.5, fault
            if fault in READABLE:
                assert isinstance(result, Completion), fault
                continue
            assert isinstance(result, ModelError), fault
            expected = EXPECTED.get(fault)
            # litellm drops the refusal that the plain client shows.
            unread = {"model_unreachable", "bad_completion"} | (
                {"content_filtered"} if fault == "refusal" else set()
            )
            assert result.reason in ({expected} if expected else unread), fault
            assert "secret-4711" not in str(result) and "sk-test" not in str(result)
            assert result.__cause__ is None

    router = {"num_retries": 0, "disable_cooldowns": True} if routed else {}
    with warnings.catch_warnings():
        # litellm has pydantic warn of a content that is no text.
        warnings.filterwarnings("ignore", "Pydantic serializer warnings", UserWarning)
        with_model(groups(server.url, **router), scenario)


def test_what_fails_before_any_http_is_unreachable_or_late() -> None:
    for name, target in TARGETS.items():
        with target() as url:

            async def scenario(model: RouterModel, name: str = name) -> None:
                began = time.monotonic()
                result = await outcome(model, PATIENCE)
                assert isinstance(result, ModelError), name
                assert result.reason in {"model_unreachable", "deadline"}, name
                assert time.monotonic() - began < PATIENCE + 0.5, name

            with_model(groups(url), scenario)


@pytest.mark.parametrize("router", [{}, {"num_retries": 0}], ids=["plain", "routed"])
def test_tokens_are_counted_and_one_call_is_one_request(
    server: FaultServer, router: dict[str, int]
) -> None:
    async def scenario(model: RouterModel) -> None:
        server.program()
        before = server.count
        completion = await model.complete(request(), Budget.of(5.0))
        assert completion.text == "Your table has been booked."
        assert (completion.prompt_tokens, completion.completion_tokens) == (12, 7)
        assert server.count == before + 1
        sent = server.calls[-1].json
        assert sent["messages"] == [{"role": "user", "content": request().messages[0].content}]
        assert "stream" not in sent and "temperature" not in sent

    with_model(groups(server.url, **router), scenario)


def test_a_lone_failing_deployment_is_called_once(server: FaultServer) -> None:
    async def scenario(model: RouterModel) -> None:
        server.program(then="server_error")
        before = server.count
        assert isinstance(await outcome(model), ModelError)
        assert server.count == before + 1

    with_model(groups(server.url), scenario)


def test_retries_are_the_routers_alone(server: FaultServer) -> None:
    async def scenario(model: RouterModel) -> None:
        server.program(then="server_error")
        before = server.count
        assert isinstance(await outcome(model, 8.0), ModelError)
        assert server.count == before + 2

    with_model(groups(server.url, num_retries=1), scenario)


def test_another_deployment_stands_in_at_once() -> None:
    with FaultServer("from the second") as good, FaultServer() as bad:
        bad.program(then="server_error")

        async def scenario(model: RouterModel) -> None:
            results = [await outcome(model) for _ in range(8)]
            texts = [r.text for r in results if isinstance(r, Completion)]
            assert texts == ["from the second"] * 8

        with_model(groups(bad.url, good.url), scenario)


def test_a_fallback_group_answers_when_the_first_fails() -> None:
    with FaultServer("from the fallback") as good, FaultServer() as bad:
        bad.program(then="unauthorized")
        common = {"provider": "openai", "model": "m", "api_key": "k"}
        configured = model_groups_from(
            [
                {
                    "id": "wording",
                    "models": [{**common, "api_base": bad.url}],
                    "router": {"fallbacks": ["spare"]},
                },
                {"id": "spare", "models": [{**common, "api_base": good.url}]},
            ],
            {},
        )

        async def scenario(model: RouterModel) -> None:
            result = await outcome(model)
            assert isinstance(result, Completion) and result.text == "from the fallback"

        with_model(configured, scenario)


def test_when_the_caller_hangs_up_the_connection_is_closed(server: FaultServer) -> None:
    async def scenario(model: RouterModel) -> None:
        server.program(then="hang")
        before, left = server.count, server.left
        caller = asyncio.create_task(model.complete(request(), Budget.of(30.0)))
        await until(lambda: server.count == before + 1)
        caller.cancel()
        await until(lambda: server.left == left + 1)

    with_model(groups(server.url), scenario)


def test_costs_follow_the_groups_prices_or_litellms_table() -> None:
    def cost(**changes: object) -> float:
        with FaultServer() as priced:
            model = {"provider": "openai", "api_base": priced.url, "api_key": "k", **changes}
            configured = model_groups_from([{"id": "wording", "models": [model]}], {})
            costs: list[float] = []

            async def scenario(model: RouterModel) -> None:
                costs.append((await model.complete(request(), Budget.of(5.0))).cost)

            with_model(configured, scenario)
            return costs[0]

    assert cost(model="gpt-4.1-mini") == pytest.approx(12 * 0.4e-6 + 7 * 1.6e-6)
    assert cost(model="m", input_cost_per_token=1e-3, output_cost_per_token=1e-2) == pytest.approx(
        12e-3 + 7e-2
    )
    assert cost(model="of-ones-own") == 0.0


@pytest.mark.parametrize(
    ("changes", "plain"),
    [
        ({}, True),
        ({"provider": "self-hosted"}, True),
        ({"provider": "anthropic"}, False),
        ({"model": "gpt-5-mini"}, False),
        ({"ssl_verify": False}, False),
    ],
)
def test_only_a_lone_openai_compatible_server_goes_without_the_router(
    changes: dict[str, object], plain: bool
) -> None:
    model = {"provider": "openai", "model": "m", "api_base": "http://x", "api_key": "k", **changes}
    group = model_groups_from([{"id": "wording", "models": [model]}], {})[0]
    assert speaks_openai(group) is plain
    assert not speaks_openai(groups("http://x", "http://y")[0])
    assert not speaks_openai(groups("http://x", num_retries=2)[0])


def test_until_it_has_loaded_it_says_so_at_once() -> None:
    async def scenario() -> None:
        model = RouterModel(groups("http://127.0.0.1:9/v1"))
        began = time.monotonic()
        with pytest.raises(ModelNotReady):
            await model.complete(request(), Budget.of(5.0))
        assert time.monotonic() - began < 0.5
        assert await model.wait_until_ready()
        await model.aclose()

    asyncio.run(scenario())


def test_without_a_key_nothing_is_loaded_and_the_variable_is_named() -> None:
    entry = {"id": "wording", "models": [{"provider": "openai", "model": "m"}]}
    model = RouterModel(model_groups_from([entry], {}))
    with pytest.raises(NoModel, match="OPENAI_API_KEY"):
        asyncio.run(model.complete(request(), Budget.of(5.0)))
    assert not asyncio.run(model.wait_until_ready(0.1))
    with pytest.raises(NoModel, match="wording"):
        asyncio.run(RouterModel(()).complete(request(), Budget.of(5.0)))


def test_importing_and_building_the_stack_imports_no_litellm() -> None:
    code = (
        "import sys, prompts.completions.stack as s; s.build_model(());"
        "assert not {'litellm', 'openai', 'torch', 'redis', 'aiohttp'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
