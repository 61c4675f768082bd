"""Completions kept in Redis, shared by every worker and machine. Needs the extra `redis`."""

from __future__ import annotations

import time
from typing import Any

import msgspec

from prompts.budget import Clock
from prompts.completions.cache import CacheEntry, CacheSettings
from prompts.errors import SettingsError
from prompts.model_events import ModelEvents

_PREFIX = "truephrase:completion:1:"


class RedisStore:
    """Entries in Redis: a hash of the request as key, JSON as value, with Redis's own expiry.

    Redis may be slow or gone: an operation gets `timeout` seconds, and after a failure none is
    tried for `rest_seconds`. A value that is not ours is treated as absent.
    """

    def __init__(
        self,
        url: str,
        settings: CacheSettings,
        events: ModelEvents,
        *,
        timeout: float = 0.1,
        rest_seconds: float = 1.0,
        clock: Clock = time.monotonic,
    ) -> None:
        self._client = _client(url, timeout)
        self._settings = settings
        self._events = events
        self._rest_seconds = rest_seconds
        self._clock = clock
        self._resting_until = 0.0

    async def get(self, key: str) -> CacheEntry | None:
        if self._resting:
            return None
        try:
            stored = await self._client.get(_PREFIX + key)
        except Exception:
            self._rest()
            self._events.cache_failed("get")
            return None
        return _entry(stored)

    async def put(self, key: str, entry: CacheEntry) -> None:
        encoded = msgspec.json.encode(entry)
        if self._resting or len(encoded) > self._settings.max_bytes:
            return
        milliseconds = max(1, int(self._settings.ttl_seconds * 1000))
        try:
            await self._client.set(_PREFIX + key, encoded, px=milliseconds)
        except Exception:
            self._rest()
            self._events.cache_failed("put")

    async def aclose(self) -> None:
        await self._client.aclose()

    @property
    def _resting(self) -> bool:
        return self._clock() < self._resting_until

    def _rest(self) -> None:
        self._resting_until = self._clock() + self._rest_seconds


def _client(url: str, timeout: float) -> Any:
    try:
        from redis.asyncio import Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff
    except ImportError:
        problem = "needs redis-py, which is not installed."
        remedy = 'Run: pip install "truephrase[redis]"'
        raise SettingsError("endpoints.yml", "nlg.cache", problem, remedy) from None
    try:
        return Redis.from_url(
            url,
            socket_timeout=timeout,
            socket_connect_timeout=timeout,
            retry=Retry(NoBackoff(), 0),
            protocol=2,  # with 3, redis-py asks for notices that a plain Redis does not know
        )
    except ValueError as error:
        remedy = "Write e.g. redis://localhost:6379/0."
        raise SettingsError("endpoints.yml", "nlg.cache.url", str(error), remedy) from None


def _entry(stored: bytes | None) -> CacheEntry | None:
    if stored is None:
        return None
    try:
        entry = msgspec.json.decode(stored, type=CacheEntry)
    except msgspec.MsgspecError:
        return None
    return entry if entry.variants else None
