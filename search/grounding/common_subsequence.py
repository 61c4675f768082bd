"""Length of the longest common subsequence of two word sequences."""

from __future__ import annotations

from collections.abc import Sequence


def common_subsequence(first: Sequence[str], second: Sequence[str]) -> int:
    """How many words, in order, both sequences share.

    Bit-parallel (Hyyrö 2004): one big-integer step for each word of `second` that `first` has, so
    that a passage takes microseconds.

    >>> common_subsequence("a b c d".split(), "x b d".split())
    2
    """
    places: dict[str, int] = {}
    for index, word in enumerate(first):
        places[word] = places.get(word, 0) | 1 << index
    mask = (1 << len(first)) - 1
    row = mask
    for word in filter(places.__contains__, second):
        shared = row & places[word]
        row = ((row + shared) | (row - shared)) & mask
    return len(first) - row.bit_count()
