"""Trains the cross-encoder on the pairs that the facts alone do not settle, and measures it."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from torch.nn.functional import binary_cross_entropy_with_logits

from benchmarks.meaning.blocks import Block
from benchmarks.meaning.cross_encoder import CrossEncoder, pair_batch
from benchmarks.meaning.examples import BY_FORM, Example, written
from benchmarks.meaning.pieces import pieces_of
from nlg_server.fidelity import FidelityPolicy, check

_BATCH = 64
RATE = 1.2e-4
_WARM_UP, _LOWEST = 0.06, 0.02
# Labels are not certain: an author errs now and then.
_SURE = 0.99
# The share of examples that are shown without what the user said, so that it leans on it little.
_UNSAID = 0.2
# Of pairs made of two rephrases, how many are drawn a pass, how much each counts, and of how many
# faithful rephrases of its template an unfaithful one is set beside.
_DERIVED, _DERIVED_WEIGHT, _SIDES = 5_000, 0.7, 4
# Cases of the hostile generator that are drawn a pass, and how much each counts.
_GENERATED, _GENERATED_WEIGHT = 9_000, 0.6
# Faults that the facts layer and the form settle for certain.
_SETTLED = BY_FORM | {"number", "amount_currency", "url_email_phone", "placeholder"}
_FACTS_ALONE = FidelityPolicy(strictness=0)


@dataclass(frozen=True, slots=True)
class PairMaterial:
    """All of `written` is shown in each pass, a part of the other pairs."""

    written: list[Example]
    same: list[Example]
    other: list[Example]
    generated: list[Example]

    @classmethod
    def of(cls, blocks: Iterable[Block], generated: Iterable[Example]) -> PairMaterial:
        """What the facts layer does not refuse, and what it refuses for words that may mislead."""
        blocks = list(blocks)
        agreeing = set(undecided(blocks))
        passed = [one for one in written(blocks) if one in agreeing or one.kind not in _SETTLED]
        faithful = defaultdict(list)
        for one in passed:
            if one.same:
                faithful[one.template].append(one.reply)
        same = [
            Example(first, second, one.user, True, "derived", _DERIVED_WEIGHT)
            for one in passed
            if one.same
            for first, second in ((one.reply, other) for other in faithful[one.template])
            if first != second
        ]
        other = [
            one._replace(template=text, kind="derived", weight=_DERIVED_WEIGHT)
            for one in passed
            if not one.same and one.kind not in BY_FORM
            for text in faithful[one.template][:_SIDES]
        ]
        return cls(
            passed, same, other, [one._replace(weight=_GENERATED_WEIGHT) for one in generated]
        )

    def drawn(self) -> list[Example]:
        """The examples of one pass, shuffled."""
        chosen = list(self.written)
        for pool, count in (
            (self.same, _DERIVED),
            (self.other, _DERIVED),
            (self.generated, _GENERATED),
        ):
            chosen += random.sample(pool, min(count, len(pool)))
        random.shuffle(chosen)
        return chosen


def undecided(blocks: Iterable[Block]) -> Iterator[Example]:
    """The written pairs whose facts agree."""
    for one in written(blocks):
        if check(one.template, one.reply, user_text=one.user, policy=_FACTS_ALONE).accepted:
            yield one


def train(network: CrossEncoder, material: PairMaterial, passes: int, seed: int) -> None:
    """Learn from `material`, in place: about a quarter of an hour a pass on two cores."""
    random.seed(seed)
    torch.manual_seed(seed)
    weights = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.01, fused=True)
    steps, step = passes * len(list(_batches(material.drawn()))), 0
    for number in range(passes):
        network.train()
        losses = []
        for chosen in _batches(material.drawn()):
            for group in optimizer.param_groups:
                group["lr"] = RATE * _share_of_rate(step, steps)
            step += 1
            optimizer.zero_grad()
            loss = _loss(network, chosen)
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            losses.append(loss.item())
        typer.echo(f"cross-encoder, pass {number + 1}: {np.mean(losses):.3f}", err=True)


def scores(network: CrossEncoder, examples: Sequence[Example]) -> NDArray[np.float64]:
    """Log odds for each example."""
    network.eval()
    found = np.zeros(len(examples))
    order = sorted(range(len(examples)), key=lambda i: _length(examples[i]))
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            odds = network(*pair_batch([examples[i] for i in chosen]))
            found[chosen] = odds.float().numpy()
    return found


def _loss(network: CrossEncoder, examples: Sequence[Example]) -> torch.Tensor:
    wanted = torch.tensor([_SURE if one.same else 1 - _SURE for one in examples])
    weights = torch.tensor([one.weight for one in examples])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        odds = network(*pair_batch(examples, unsaid=_UNSAID))
    return (binary_cross_entropy_with_logits(odds, wanted, reduction="none") * weights).mean()


def _share_of_rate(step: int, steps: int) -> float:
    """A linear start, then half a cosine."""
    start = max(1, round(_WARM_UP * steps))
    if step < start:
        return (step + 1) / start
    done = min(1.0, (step - start) / max(1, steps - start))
    return _LOWEST + (1 - _LOWEST) * 0.5 * (1 + math.cos(math.pi * done))


def _batches(examples: Sequence[Example]) -> Iterator[list[Example]]:
    """Batches of pairs of about the same length, in any order."""
    stretch, found = 20 * _BATCH, []
    for start in range(0, len(examples), stretch):
        alike = sorted(examples[start : start + stretch], key=_length)
        found += [alike[first : first + _BATCH] for first in range(0, len(alike), _BATCH)]
    random.shuffle(found)
    yield from found


def _length(one: Example) -> int:
    return sum(len(pieces_of(text)) for text in (one.template, one.reply, one.user))
