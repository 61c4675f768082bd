"""Trains the cross-encoder on the pairs that the facts alone do not settle, and measures it."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
import typer
from numpy.typing import NDArray

from benchmarks.meaning.batches import batches, loss_of, loss_of_twins, scores_of
from benchmarks.meaning.blocks import Block
from benchmarks.meaning.cross_encoder import CrossEncoder, pair_batch, pieces_of
from benchmarks.meaning.examples import BY_FORM, Example, written
from benchmarks.meaning.made_twins import made_twins
from benchmarks.meaning.twins import Twins, written_twins
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
# Twins of a pass, written and made by rule: one batch of each beside one of single examples.
_WRITTEN_TWINS, _MADE_TWINS = 14_000, 14_000
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
    twins: list[Twins] = field(default_factory=list)
    faithful: list[tuple[str, Example]] = field(default_factory=list)

    @classmethod
    def of(cls, blocks: Iterable[Block], generated: Iterable[Example]) -> PairMaterial:
        """What the facts layer does not refuse, and what it refuses for words that may mislead."""
        blocks = list(blocks)
        twins: list[Twins] = []
        told: list[tuple[str, Example]] = []
        for language in sorted({block.language for block in blocks}):
            taught = _taught(block for block in blocks if block.language == language)
            twins += written_twins(taught)
            told += [(language, one) for one in taught if one.same]
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
        return cls(foreign, english, same, other, weighed, twins, told)

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

    def drawn_twins(self) -> tuple[list[Twins], list[Twins]]:
        """Twins of a pass: written ones, and ones made by rule."""
        written = random.sample(self.twins, min(_WRITTEN_TWINS, len(self.twins)))
        count = min(_MADE_TWINS, len(self.faithful))
        made = list(made_twins(self.faithful, count, random.Random(random.random())))
        return written, made


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
    """Learn from `material`, in place: about an hour a pass on two cores."""
    random.seed(seed)
    torch.manual_seed(seed)
    words = network.reader.get_input_embeddings().weight
    others = [weight for weight in network.parameters() if weight is not words]
    # Decay would wear words away that no pair holds.
    groups: list[dict[str, Any]] = [{"params": others}, {"params": [words], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01, fused=True)
    drawn = [_drawn(material, number) for number in range(passes)]
    steps, step = sum(map(len, drawn)), 0
    for number, chosen_batches in enumerate(drawn, start=1):
        network.train()
        losses = []
        for chosen, twins in chosen_batches:
            for group in optimizer.param_groups:
                group["lr"] = RATE * _share_of_rate(step, steps)
            step += 1
            optimizer.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                odds = network(*pair_batch(chosen))
            loss = loss_of(odds, chosen) + loss_of_twins(odds, twins)
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(others, 1.0)
            optimizer.step()
            losses.append(loss.item())
        typer.echo(f"cross-encoder, pass {number}: {np.mean(losses):.3f}", err=True)


def _drawn(material: PairMaterial, number: int) -> list[tuple[list[Example], int]]:
    """The batches of a pass, in any order: examples, and how many twins they are.

    Of n twins the n faithful ones come first.
    """
    found = [(chosen, 0) for chosen in batches(material.drawn(number), _BATCH, _length)]
    for twins in material.drawn_twins():
        twins.sort(key=lambda pair: _length(pair.faithful) + _length(pair.unfaithful))
        for first in range(0, len(twins), _BATCH // 2):
            pairs = twins[first : first + _BATCH // 2]
            chosen = [pair.faithful for pair in pairs] + [pair.unfaithful for pair in pairs]
            found.append((chosen, len(pairs)))
    random.shuffle(found)
    return found


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
