"""Pairs in batches of about one length: to learn from, to lose by, and to score."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, softplus

from benchmarks.meaning.examples import Example

Length = Callable[[Example], int]
# Labels are not certain: an author errs now and then.
_SURE = 0.99
_STRETCH, _SCORED = 20, 64
# How much likelier the faithful one of two twins should be, and what it counts.
_MARGIN, _TWINS_COUNT = 2.0, 0.4


def batches(examples: Sequence[Example], size: int, length: Length) -> Iterator[list[Example]]:
    """Batches of `size` pairs of about the same length, in any order."""
    stretch = _STRETCH * size
    found = []
    for start in range(0, len(examples), stretch):
        alike = sorted(examples[start : start + stretch], key=length)
        found += [alike[first : first + size] for first in range(0, len(alike), size)]
    random.shuffle(found)
    yield from found


def loss_of(odds: Tensor, examples: Sequence[Example]) -> Tensor:
    """The mean loss of log odds (n,) for n examples, each with its weight."""
    wanted = torch.tensor([_SURE if one.same else 1 - _SURE for one in examples])
    weights = torch.tensor([one.weight for one in examples])
    return (binary_cross_entropy_with_logits(odds, wanted, reduction="none") * weights).mean()


def loss_of_twins(odds: Tensor, twins: int) -> Tensor:
    """What the first n log odds, of faithful replies, lack of a margin over their n twins'."""
    if not twins:
        return torch.zeros(())
    return _TWINS_COUNT * softplus(_MARGIN - (odds[:twins] - odds[twins:])).mean()


def scores_of(
    examples: Sequence[Example], length: Length, odds: Callable[[list[Example]], Tensor]
) -> NDArray[np.float64]:
    """What `odds` gives for each example, asked in batches."""
    found = np.zeros(len(examples))
    order = sorted(range(len(examples)), key=lambda i: length(examples[i]))
    with torch.inference_mode():
        for start in range(0, len(order), _SCORED):
            chosen = order[start : start + _SCORED]
            found[chosen] = odds([examples[i] for i in chosen]).float().numpy()
    return found
