"""Trains the cross-encoder on the pairs that the facts alone do not settle, and measures it."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import typer
from numpy.typing import NDArray

from benchmarks.meaning.batches import batches, loss_of, scores_of
from benchmarks.meaning.blocks import Block
from benchmarks.meaning.cross_encoder import CrossEncoder, pair_batch, pieces_of
from benchmarks.meaning.examples import BY_FORM, Example, written
from nlg_server.fidelity import FidelityPolicy, check

_BATCH = 64
RATE = 1e-4
_WARM_UP, _LOWEST = 0.05, 0.02
# English examples of a pass, the next ones in each: there are twice as many as of other languages.
_ENGLISH = 12_000
# Of pairs made of two rephrases, how many are drawn a pass, how much each counts, and of how many
# faithful rephrases of its template an unfaithful one is set beside.
_SAME, _OTHER, _DERIVED_WEIGHT, _SIDES = 2_000, 1_500, 0.7, 4
# Cases of the hostile generator that are drawn a pass, and how much each counts.
_GENERATED, _GENERATED_WEIGHT = 2_500, 0.6
# Faults that the facts layer and the form settle for certain.
_SETTLED = BY_FORM | {"number", "amount_currency", "url_email_phone", "placeholder"}
_FACTS_ALONE = FidelityPolicy(strictness=0)


@dataclass(frozen=True, slots=True)
class PairMaterial:
    """All of `foreign`, in four languages, is shown in each pass, a part of the other pairs."""

    foreign: list[Example]
    english: list[Example]
    same: list[Example]
    other: list[Example]
    generated: list[Example]

    @classmethod
    def of(cls, blocks: Iterable[Block], generated: Iterable[Example]) -> PairMaterial:
        """What the facts layer does not refuse, and what it refuses for words that may mislead."""
        blocks = list(blocks)
        foreign = _taught(block for block in blocks if block.language != "en")
        english = _taught(block for block in blocks if block.language == "en")
        random.shuffle(english)
        faithful = defaultdict(list)
        for one in foreign:
            if one.same:
                faithful[one.template].append(one.reply)
        same = [
            Example(first, second, one.user, True, "derived", _DERIVED_WEIGHT)
            for one in foreign
            if one.same
            for first, second in ((one.reply, other) for other in faithful[one.template])
            if first != second
        ]
        other = [
            one._replace(template=text, kind="derived", weight=_DERIVED_WEIGHT)
            for one in foreign
            if not one.same and one.kind not in BY_FORM
            for text in faithful[one.template][:_SIDES]
        ]
        weighed = [one._replace(weight=_GENERATED_WEIGHT) for one in generated]
        return cls(foreign, english, same, other, weighed)

    def drawn(self, number: int) -> list[Example]:
        """The examples of pass `number`, shuffled."""
        start = number * _ENGLISH % max(1, len(self.english))
        chosen = [*self.foreign, *(self.english[start:] + self.english[:start])[:_ENGLISH]]
        for pool, count in (
            (self.same, _SAME),
            (self.other, _OTHER),
            (self.generated, _GENERATED),
        ):
            chosen += random.sample(pool, min(count, len(pool)))
        random.shuffle(chosen)
        return chosen


def _taught(blocks: Iterable[Block]) -> list[Example]:
    blocks = list(blocks)
    agreeing = set(undecided(blocks))
    return [one for one in written(blocks) if one in agreeing or one.kind not in _SETTLED]


def undecided(blocks: Iterable[Block]) -> Iterator[Example]:
    """The written pairs whose facts agree."""
    for one in written(blocks):
        if check(one.template, one.reply, user_text=one.user, policy=_FACTS_ALONE).accepted:
            yield one


def train(network: CrossEncoder, material: PairMaterial, passes: int, seed: int) -> None:
    """Learn from `material`, in place: about twenty minutes a pass on two cores."""
    random.seed(seed)
    torch.manual_seed(seed)
    words = network.reader.get_input_embeddings().weight
    others = [weight for weight in network.parameters() if weight is not words]
    # Decay would wear words away that no pair holds.
    groups: list[dict[str, Any]] = [{"params": others}, {"params": [words], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01, fused=True)
    drawn = [list(batches(material.drawn(number), _BATCH, _length)) for number in range(passes)]
    steps, step = sum(map(len, drawn)), 0
    for number, chosen_batches in enumerate(drawn, start=1):
        network.train()
        losses = []
        for chosen in chosen_batches:
            for group in optimizer.param_groups:
                group["lr"] = RATE * _share_of_rate(step, steps)
            step += 1
            optimizer.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                odds = network(*pair_batch(chosen))
            loss = loss_of(odds, chosen)
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(others, 1.0)
            optimizer.step()
            losses.append(loss.item())
        typer.echo(f"cross-encoder, pass {number}: {np.mean(losses):.3f}", err=True)


def scores(network: CrossEncoder, examples: Sequence[Example]) -> NDArray[np.float64]:
    """Log odds for each example."""
    network.eval()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return scores_of(examples, _length, lambda chosen: network(*pair_batch(chosen)))


def _share_of_rate(step: int, steps: int) -> float:
    """A linear start, then half a cosine."""
    start = max(1, round(_WARM_UP * steps))
    if step < start:
        return (step + 1) / start
    done = min(1.0, (step - start) / max(1, steps - start))
    return _LOWEST + (1 - _LOWEST) * 0.5 * (1 + math.cos(math.pi * done))


def _length(one: Example) -> int:
    return sum(len(pieces_of(text)) for text in (one.template, one.reply))
