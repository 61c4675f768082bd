"""The last results of a pure function, so that the same work is not done twice."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec
from cachetools import LRUCache

T = TypeVar("T")

_encoder = msgspec.json.Encoder()


class Remembered(Generic[T]):
    """Up to `entries` results by their inputs; the least used go first.

    Of the inputs only a hash is kept, under a key that this process made up and tells nobody: no
    text or slot value can be read or guessed from it.

    >>> lengths = Remembered[int](entries=2)
    >>> lengths.result(["four"], lambda: 4), lengths.result(["four"], lambda: 5)
    (4, 4)
    """

    def __init__(self, entries: int) -> None:
        self._kept: LRUCache[bytes, T] = LRUCache(entries)
        self._secret = secrets.token_bytes(32)

    def result(
        self, inputs: Any, compute: Callable[[], T], keep: Callable[[T], bool] = lambda made: True
    ) -> T:
        """The result kept for `inputs`, else that of `compute`, kept where `keep` says so.

        `inputs` is anything JSON can tell apart (1, 1.0, True and "1" are four inputs); for others
        nothing is kept.
        """
        key = self._key(inputs)
        kept = self._kept.get(key) if key is not None else None
        if kept is not None:
            return kept
        made = compute()
        if key is not None and keep(made):
            self._kept[key] = made
        return made

    def __contains__(self, inputs: Any) -> bool:
        key = self._key(inputs)
        return key is not None and key in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    def _key(self, inputs: Any) -> bytes | None:
        try:
            encoded = _encoder.encode(inputs)
        except (TypeError, ValueError, OverflowError, RecursionError):
            return None
        return hashlib.blake2b(encoded, digest_size=16, key=self._secret).digest()
