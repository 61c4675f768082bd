"""How two texts stand in one row of word pieces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

# Pieces of each text that are read; more tell nothing new.
LONGEST: Final = 160
# What stands before the first text and behind each, in the cross-encoder's vocabulary.
_START, _END = 0, 2


class LayOut(NamedTuple):
    """A row of pieces; `reply` is 1 where a piece, or the end behind it, is the reply's."""

    pieces: list[int]
    reply: list[int]


def lay_out(template: Sequence[int], reply: Sequence[int]) -> LayOut:
    """<s> template </s> reply </s>."""
    first = [_START, *template[:LONGEST], _END]
    second = [*reply[:LONGEST], _END]
    return LayOut(first + second, [0] * len(first) + [1] * len(second))
