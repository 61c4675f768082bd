"""Trains the network on labelled pairs, and measures it on pairs that it has not seen."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from torch.nn.functional import binary_cross_entropy_with_logits

from benchmarks.meaning.comparer import Comparer
from benchmarks.meaning.examples import Example
from benchmarks.meaning.pieces import batch_of

_BATCH = 128
RATE = 1.5e-3
# Labels are not certain: an author errs now and then.
_SURE = 0.99
# The share of pieces that are hidden from it while it learns, so that it leans on none.
_DROPPED = 0.03


@dataclass(frozen=True, slots=True)
class Material:
    """What a pass over the data draws from: all of `written`, a share of the rest."""

    written: list[Example]
    derived: list[Example]
    generated: list[Example]

    def drawn(self) -> list[Example]:
        """The examples of one pass, shuffled."""
        count = len(self.written)
        derived = random.sample(self.derived, min(2 * count, len(self.derived)))
        generated = random.sample(self.generated, min(count // 2, len(self.generated)))
        return random.sample(chosen := [*self.written, *derived, *generated], len(chosen))


def train(
    network: Comparer, material: Material, passes: int, seed: int, rate: float = RATE
) -> None:
    """Learn from `material`, in place; `rate` is the highest learning rate."""
    random.seed(seed)
    torch.manual_seed(seed)
    # Weights that shrink towards zero become numbers a hundred times slower to reckon with.
    torch.set_flush_denormal(True)
    words = list(network.learnt.parameters())
    known = {id(weight) for weight in words}
    others = [p for p in network.parameters() if id(p) not in known and p.requires_grad]
    groups = [
        {"params": words, "weight_decay": 0.0, "lr": 0.3 * rate},
        {"params": others, "weight_decay": 0.02, "lr": rate},
    ]
    optimizer = torch.optim.AdamW(groups)
    steps = passes * len(list(_batches(material.drawn())))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=[0.3 * rate, rate], total_steps=steps + passes, pct_start=0.1
    )
    for number in range(passes):
        network.train()
        losses = []
        for chosen in _batches(material.drawn()):
            wanted = torch.tensor([_SURE if one.same else 1 - _SURE for one in chosen])
            weights = torch.tensor([one.weight for one in chosen])
            odds = network(batch_of(chosen, dropped=_DROPPED))
            loss = (
                binary_cross_entropy_with_logits(odds, wanted, reduction="none") * weights
            ).mean()
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        typer.echo(f"pairs, pass {number + 1}: {sum(losses) / len(losses):.3f}", err=True)


def _batches(examples: Sequence[Example]) -> Iterator[list[Example]]:
    """Batches of pairs of about the same length, in any order."""
    stretch = 20 * _BATCH
    found = []
    for start in range(0, len(examples), stretch):
        alike = sorted(
            examples[start : start + stretch], key=lambda one: len(one.template) + len(one.reply)
        )
        found += [alike[first : first + _BATCH] for first in range(0, len(alike), _BATCH)]
    random.shuffle(found)
    yield from found


def scores(network: Comparer, examples: Sequence[Example]) -> NDArray[np.float64]:
    """Log odds for each example."""
    network.eval()
    found = np.zeros(len(examples))
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].reply))
    with torch.inference_mode():
        for start in range(0, len(order), 64):
            chosen = order[start : start + 64]
            found[chosen] = network(batch_of([examples[i] for i in chosen])).numpy()
    return found
