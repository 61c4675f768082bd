"""Against a real redis-server: ``pytest -m redis`` (its binary has to be on the path)."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from prompts.budget import Budget
from prompts.completions.cache import CacheEntry, CacheSettings
from prompts.completions.redis_cache import RedisStore
from prompts.completions.split_cache import MASKED_PURPOSES
from prompts.completions.stack import StackOptions, layered
from prompts.errors import SettingsError
from prompts.model import Completion
from prompts.request_key import request_key
from prompts.scripted_model import ScriptedModel
from tests.prompts.model_fakes import Recorder, request

pytestmark = pytest.mark.redis
ENTRY = CacheEntry((Completion("Grüße 🙂", model="m", prompt_tokens=3),), 1000.0)


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    binary = shutil.which("redis-server")
    assert binary, "install redis-server to run these tests"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder: Path = tmp_path_factory.mktemp("redis")
    server = subprocess.Popen(
        [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)],
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 0.1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("redis-server did not start")


def test_entries_come_back_and_expire(redis_url: str) -> None:
    async def scenario() -> None:
        store = RedisStore(redis_url, CacheSettings(ttl_seconds=0.2), Recorder(), timeout=2.0)
        assert await store.get("expires") is None
        await store.put("expires", ENTRY)
        assert await store.get("expires") == ENTRY
        await asyncio.sleep(0.3)
        assert await store.get("expires") is None
        await store.aclose()

    asyncio.run(scenario())


def test_two_workers_share_one_call(redis_url: str) -> None:
    async def scenario() -> None:
        models = [ScriptedModel("from the first"), ScriptedModel("from the second")]
        options = StackOptions(redis_url=redis_url)
        workers = [layered(model, options=options) for model in models]
        texts = [
            (await worker.complete(request("shared"), Budget.of(2.0))).text for worker in workers
        ]
        assert texts == ["from the first"] * 2 and models[1].requests == []
        for worker in workers:
            await worker.aclose()

    asyncio.run(scenario())


def test_no_prompt_stands_in_redis(redis_url: str) -> None:
    async def scenario() -> None:
        from redis.asyncio import Redis

        worker = layered(ScriptedModel("Done."), options=StackOptions(redis_url=redis_url))
        await worker.complete(request("secret-4711"), Budget.of(2.0))
        await worker.aclose()
        client: Any = Redis.from_url(redis_url)
        keys = await client.keys("*")
        values = [await client.get(key) for key in keys]
        await client.aclose()
        assert values and not any(b"secret-4711" in part for part in [*keys, *values])

    asyncio.run(scenario())


def test_what_is_not_ours_counts_as_absent(redis_url: str) -> None:
    async def scenario() -> None:
        from redis.asyncio import Redis

        client = Redis.from_url(redis_url)
        store = RedisStore(redis_url, CacheSettings(), Recorder(), timeout=2.0)
        for wrong in (b"{", b"[]", b'{"variants": [], "newest": 1}'):
            await client.set(f"truephrase:completion:1:{request_key(request())}", wrong)
            assert await store.get(request_key(request())) is None
        await store.aclose()
        await client.aclose()

    asyncio.run(scenario())


def test_a_redis_that_is_gone_costs_no_reply_and_is_left_alone_for_a_while() -> None:
    async def scenario() -> None:
        with socket.socket() as unheard:
            unheard.bind(("127.0.0.1", 0))
            url = f"redis://127.0.0.1:{unheard.getsockname()[1]}/0"
            recorder, inner = Recorder(), ScriptedModel("Done.")
            model = layered(inner, options=StackOptions(redis_url=url), events=recorder)
            for _ in range(5):
                assert (await model.complete(request(), Budget.of(2.0))).text == "Done."
            assert sum(recorder.store_failures.values()) == 1 and len(inner.requests) == 5
            await model.aclose()

    asyncio.run(scenario())


def test_a_redis_that_hangs_costs_no_more_than_its_timeout() -> None:
    async def scenario() -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
            model = layered(ScriptedModel("Done."), options=StackOptions(redis_url=url))
            began = time.monotonic()
            assert (await model.complete(request(), Budget.of(2.0))).text == "Done."
            assert time.monotonic() - began < 0.6
            await model.aclose()

    asyncio.run(scenario())


def test_an_address_that_is_none_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="redis://"):
        RedisStore("localhost:6379", CacheSettings(), Recorder())


def test_of_masked_purposes_alone_completions_leave_the_process(redis_url: str) -> None:
    from redis import Redis

    async def scenario() -> None:
        inner = ScriptedModel(lambda asked: f"about {asked.purpose}")
        options = StackOptions(redis_url=redis_url, shared_purposes=MASKED_PURPOSES)
        model = layered(inner, options=options)
        for purpose in ("rephrase", "search", "judge"):
            asked = replace(request(f"split {purpose}"), purpose=purpose)
            for _ in range(2):
                assert (await model.complete(asked, Budget.of(2.0))).text == f"about {purpose}"
        assert len(inner.requests) == 3
        await model.aclose()

    asyncio.run(scenario())
    with Redis.from_url(redis_url) as client:
        kept = b"".join(client.get(key) or b"" for key in client.keys("*"))
    assert b"about rephrase" in kept
    assert b"about search" not in kept and b"about judge" not in kept
