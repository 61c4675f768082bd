"""Finished completions, kept for reuse: several variants of each, so that none sounds canned."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from cachetools import TTLCache

from prompts.budget import Budget, Clock
from prompts.errors import ModelError
from prompts.model import Completion, CompletionRequest, LanguageModel
from prompts.model_events import ModelEvents


@dataclass(frozen=True, slots=True)
class CacheSettings:
    """What is kept, and for how long (seconds).

    A reply that is asked for again gains another variant at most every `variant_seconds`, until
    it has `variants` of them; one of these is then chosen at random.
    """

    ttl_seconds: float = 3600.0
    max_entries: int = 10_000
    max_bytes: int = 64 * 1024 * 1024
    variants: int = 3
    variant_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class CacheEntry:
    """The variants kept under one key, oldest first, and when the newest came (Unix seconds).

    `settled` once the model has repeated itself: asking again would only cost.
    """

    variants: tuple[Completion, ...]
    newest: float
    settled: bool = False


class CompletionStore(Protocol):
    """Keeps entries until they expire; failing is no reason to fail a reply."""

    async def get(self, key: str) -> CacheEntry | None: ...

    async def put(self, key: str, entry: CacheEntry) -> None: ...

    async def aclose(self) -> None: ...


class MemoryStore:
    """Entries in this process, bounded by number, bytes and age; the least used go first."""

    def __init__(self, settings: CacheSettings, clock: Clock = time.monotonic) -> None:
        self._smallest = max(1, settings.max_bytes // max(1, settings.max_entries))
        self._entries: TTLCache[str, CacheEntry] = TTLCache(
            maxsize=settings.max_bytes,
            ttl=settings.ttl_seconds,
            timer=clock,
            getsizeof=self._size,
        )

    async def get(self, key: str) -> CacheEntry | None:
        return self._entries.get(key)

    async def put(self, key: str, entry: CacheEntry) -> None:
        if self._size(entry) <= self._entries.maxsize:
            self._entries[key] = entry

    async def aclose(self) -> None:
        self._entries.clear()

    def __len__(self) -> int:
        return len(self._entries)

    def _size(self, entry: CacheEntry) -> int:
        """Bytes of text; never less than what bounds the number of entries."""
        size = sum(len(variant.text.encode()) for variant in entry.variants)
        return max(self._smallest, size)


class CachedModel:
    """Answers from `store` where it can, and asks `inner`, which fills it, where it cannot."""

    def __init__(
        self,
        inner: LanguageModel,
        store: CompletionStore,
        settings: CacheSettings,
        key_of: Callable[[CompletionRequest], str],
        events: ModelEvents,
        now: Clock = time.time,
        pick: Callable[[int], int] = random.randrange,
    ) -> None:
        self._inner = inner
        self._store = store
        self._settings = settings
        self._key_of = key_of
        self._events = events
        self._now = now
        self._pick = pick

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        """A kept completion (`cached` is True), or `inner`'s.

        When a further variant is due and cannot be had, a kept one is the answer.
        """
        entry = await self._store.get(self._key_of(request))
        if entry is None:
            self._events.looked_up(request, "miss")
            return await self._inner.complete(request, budget)
        if variant_is_due(entry, self._settings, self._now()):
            self._events.looked_up(request, "miss")
            try:
                return await self._inner.complete(request, budget)
            except ModelError:
                return self._kept(entry)
        self._events.looked_up(request, "hit")
        return self._kept(entry)

    async def aclose(self) -> None:
        await self._inner.aclose()
        await self._store.aclose()

    def _kept(self, entry: CacheEntry) -> Completion:
        chosen = entry.variants[self._pick(len(entry.variants))]
        return replace(chosen, cached=True)


class FillingModel:
    """Calls `inner` and keeps what comes back, below the coalescing.

    It looks into the store once more, because another call may have ended between a caller's
    own look and its joining.
    """

    def __init__(
        self,
        inner: LanguageModel,
        store: CompletionStore,
        settings: CacheSettings,
        key_of: Callable[[CompletionRequest], str],
        now: Clock = time.time,
    ) -> None:
        self._inner = inner
        self._store = store
        self._settings = settings
        self._key_of = key_of
        self._now = now

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        """A kept completion that is not due for another variant, or `inner`'s, then kept."""
        key = self._key_of(request)
        entry = await self._store.get(key)
        if entry is not None and not variant_is_due(entry, self._settings, self._now()):
            return replace(entry.variants[-1], cached=True)
        completion = await self._inner.complete(request, budget)
        await self._store.put(key, with_variant(entry, completion, self._now()))
        return completion

    async def aclose(self) -> None:
        await self._inner.aclose()


def variant_is_due(entry: CacheEntry, settings: CacheSettings, now: float) -> bool:
    """Whether `entry` should gain another variant."""
    open_to_more = not entry.settled and len(entry.variants) < settings.variants
    return open_to_more and now - entry.newest >= settings.variant_seconds


def with_variant(entry: CacheEntry | None, completion: Completion, now: float) -> CacheEntry:
    """`entry` with one more variant; the same words again settle it."""
    kept = entry.variants if entry is not None else ()
    repeated = any(variant.text == completion.text for variant in kept)
    return CacheEntry(kept if repeated else (*kept, completion), now, settled=repeated)
