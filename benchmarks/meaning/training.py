"""Trains the network on labelled pairs, and measures it on pairs that it has not seen."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import typer
from numpy.typing import NDArray

from benchmarks.meaning.batches import batches, loss_of, scores_of
from benchmarks.meaning.comparer import Comparer
from benchmarks.meaning.examples import Example
from benchmarks.meaning.pieces import batch_of

_BATCH = 128
RATE = 1.5e-3
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
    steps = passes * len(list(batches(material.drawn(), _BATCH, _length)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=[0.3 * rate, rate], total_steps=steps + passes, pct_start=0.1
    )
    for number in range(passes):
        network.train()
        losses = []
        for chosen in batches(material.drawn(), _BATCH, _length):
            loss = loss_of(network(batch_of(chosen, dropped=_DROPPED)), chosen)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        typer.echo(f"pairs, pass {number + 1}: {sum(losses) / len(losses):.3f}", err=True)


def scores(network: Comparer, examples: Sequence[Example]) -> NDArray[np.float64]:
    """Log odds for each example."""
    network.eval()
    return scores_of(examples, _length, lambda chosen: network(batch_of(chosen)))


def _length(one: Example) -> int:
    return len(one.template) + len(one.reply)
