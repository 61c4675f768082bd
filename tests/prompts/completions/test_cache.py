from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.budget import Budget
from prompts.completions.cache import (
    CachedModel,
    CacheEntry,
    CacheSettings,
    FillingModel,
    MemoryStore,
    variant_is_due,
    with_variant,
)
from prompts.errors import ModelUnreachable
from prompts.model import Completion, LanguageModel
from prompts.request_key import request_key
from prompts.scripted_model import ScriptedModel
from tests.prompts.model_fakes import ManualClock, Recorder, request

SETTINGS = CacheSettings(ttl_seconds=600.0, variants=3, variant_seconds=60.0)


def cached(
    inner: LanguageModel,
    clock: ManualClock,
    settings: CacheSettings = SETTINGS,
    pick: Callable[[int], int] = lambda count: count - 1,
    recorder: Recorder | None = None,
) -> CachedModel:
    store = MemoryStore(settings, clock)
    filling = FillingModel(inner, store, settings, request_key, clock)
    observer = recorder or Recorder()
    return CachedModel(filling, store, settings, request_key, observer, clock, pick)


async def say(model: LanguageModel, text: str = "hello") -> Completion:
    return await model.complete(request(text), Budget.of(1.0))


def test_a_finished_completion_is_reused_and_says_so() -> None:
    async def scenario() -> None:
        inner, recorder = ScriptedModel(["one", "two"]), Recorder()
        model = cached(inner, ManualClock(), recorder=recorder)
        first, second = await say(model), await say(model)
        assert (first.text, first.cached, second.text, second.cached) == ("one", False, "one", True)
        assert len(inner.requests) == 1 and recorder.lookups == {"miss": 1, "hit": 1}

    asyncio.run(scenario())


def test_a_popular_reply_gains_variants_until_it_has_enough() -> None:
    async def scenario() -> None:
        inner, clock = ScriptedModel(["one", "two", "three", "four"]), ManualClock()
        model = cached(inner, clock, pick=lambda count: 0)
        said = []
        for _ in range(6):
            said.append((await say(model)).text)
            clock.advance(60.0)
        assert said == ["one", "two", "three", "one", "one", "one"]
        assert len(inner.requests) == 3

    asyncio.run(scenario())


def test_a_model_that_repeats_itself_is_not_asked_again() -> None:
    async def scenario() -> None:
        inner, clock = ScriptedModel("always the same"), ManualClock()
        model = cached(inner, clock)
        for _ in range(6):
            await say(model)
            clock.advance(60.0)
        assert len(inner.requests) == 2

    asyncio.run(scenario())


def test_a_kept_reply_goes_out_when_a_further_variant_cannot_be_had() -> None:
    async def scenario() -> None:
        clock = ManualClock()
        model = cached(ScriptedModel(["one", ModelUnreachable("down")]), clock)
        await say(model)
        clock.advance(60.0)
        assert (await say(model)).text == "one"

    asyncio.run(scenario())


def test_failures_are_not_kept() -> None:
    async def scenario() -> None:
        model = cached(ScriptedModel([ModelUnreachable("down"), "up"]), ManualClock())
        with pytest.raises(ModelUnreachable):
            await say(model)
        assert (await say(model)).text == "up"

    asyncio.run(scenario())


def test_entries_expire() -> None:
    async def scenario() -> None:
        inner, clock = ScriptedModel(["one", "two"]), ManualClock()
        model = cached(inner, clock, CacheSettings(ttl_seconds=30.0))
        await say(model)
        clock.advance(31.0)
        assert (await say(model)).text == "two"

    asyncio.run(scenario())


def test_a_finished_call_found_on_the_second_look_is_not_made_again() -> None:
    async def scenario() -> None:
        clock, inner = ManualClock(), ScriptedModel("fresh")
        store = MemoryStore(SETTINGS, clock)
        filling = FillingModel(inner, store, SETTINGS, request_key, clock)
        await store.put(request_key(request()), CacheEntry((Completion("kept"),), clock()))
        assert (await filling.complete(request(), Budget.of(1.0))).text == "kept"
        assert inner.requests == []

    asyncio.run(scenario())


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 400)), max_size=60),
    st.integers(1, 20),
    st.integers(100, 2000),
)
def test_memory_stays_within_both_limits(
    puts: list[tuple[int, int]], max_entries: int, max_bytes: int
) -> None:
    async def scenario() -> None:
        settings = CacheSettings(max_entries=max_entries, max_bytes=max_bytes)
        store = MemoryStore(settings, ManualClock())
        for key, size in puts:
            await store.put(str(key), CacheEntry((Completion("x" * size),), 0.0))
            kept = [await store.get(str(k)) for k in range(51)]
            texts = [entry.variants[0].text for entry in kept if entry]
            assert len(texts) <= max_entries and sum(map(len, texts)) <= max_bytes

    asyncio.run(scenario())


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1), st.floats(0, 1e6))
def test_variants_are_distinct_and_a_repetition_settles(texts: list[str], now: float) -> None:
    entry: CacheEntry | None = None
    for text in texts:
        entry = with_variant(entry, Completion(text), now)
    assert entry is not None
    kept = [variant.text for variant in entry.variants]
    assert kept == list(dict.fromkeys(texts))
    assert not (entry.settled and variant_is_due(entry, SETTINGS, now + 1e9))
