"""How two texts and what the user said stand in one row of word pieces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

# Pieces of each text and of what the user said that are read; more tell nothing new.
LONGEST: Final = 160
LONGEST_SAID: Final = 40
# What stands before the first text and behind each, in BERT's vocabulary.
_START, _END = 101, 102


class LayOut(NamedTuple):
    """A row of pieces; `reply` is 1 where a piece, or the end behind it, is the reply's."""

    pieces: list[int]
    reply: list[int]


def lay_out(template: Sequence[int], reply: Sequence[int], said: Sequence[int] = ()) -> LayOut:
    """[CLS] template [SEP] reply [SEP], and what the user said [SEP] where they said something."""
    first = [_START, *template[:LONGEST], _END]
    second = [*reply[:LONGEST], _END]
    third = [*said[:LONGEST_SAID], _END] if said else []
    marks = [0] * len(first) + [1] * len(second) + [0] * len(third)
    return LayOut(first + second + third, marks)
