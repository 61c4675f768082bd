"""Which texts were seen before, without keeping any of them."""

from __future__ import annotations

import secrets

from cachetools import LRUCache


class SeenTexts:
    """The last `entries` texts that were added; the least used go first.

    Of a text only a hash is kept, under a key that this process made up and tells nobody. It is
    Python's own, of 64 bits: asking takes a tenth of a microsecond for a short text, and about one
    text in 10**15 would be taken for one of 16,384 others.

    >>> seen = SeenTexts(entries=2)
    >>> seen.add("Hello.")
    >>> "Hello." in seen, "Goodbye." in seen
    (True, False)
    """

    def __init__(self, entries: int) -> None:
        self._kept: LRUCache[int, bool] = LRUCache(entries)
        self._secret = secrets.token_bytes(32)

    def add(self, text: str) -> None:
        """Remember that `text` was seen."""
        self._kept[hash((self._secret, text))] = True

    def __contains__(self, text: str) -> bool:
        return hash((self._secret, text)) in self._kept

    def __len__(self) -> int:
        return len(self._kept)
