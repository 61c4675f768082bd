"""``python -m benchmarks.meaning BLOCKS… --texts TEXTS --out weights.npz``

Trains the meaning network of the fidelity check on blocks of labelled rephrases (see `blocks`), one
of eight held out, and on cases of the hostile generator's development templates. `TEXTS` are any
English sentences, one a line: from them the network learns words in context. Takes about an
hour and a half on one core; with `--start weights.npz` it goes on from those. Prints how well
held-out blocks and the generator's validation templates are told.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Optional

import torch
import typer

from benchmarks.meaning.blocks import Block, read_blocks
from benchmarks.meaning.comparer import Comparer
from benchmarks.meaning.distillation import teach_context, word_vectors
from benchmarks.meaning.examples import derived, generated, written
from benchmarks.meaning.export import export, restored
from benchmarks.meaning.measures import figures
from benchmarks.meaning.training import RATE, Material, scores, train

_GENERATED, _CHECKED = 30_000, 6_000
_DROPOUT = 0.25


def main(
    files: Annotated[list[Path], typer.Argument(help="Files of labelled blocks.")],
    out: Annotated[Path, typer.Option(help="The file of weights to write.")],
    texts: Annotated[list[Path], typer.Option(help="Sentences, one a line.")] = [],  # noqa: B006
    width: Annotated[int, typer.Option(help="Dimensions of a piece.")] = 96,
    start: Annotated[
        Optional[Path],  # noqa: UP045  typer reads the annotation on Python 3.10 too
        typer.Option(help="Weights to go on from, in place of words and sentences."),
    ] = None,
    rate: Annotated[float, typer.Option(help="The highest learning rate.")] = RATE,
    context_passes: Annotated[int, typer.Option(help="Passes over the sentences.")] = 8,
    passes: Annotated[int, typer.Option(help="Passes over the pairs.")] = 6,
    seed: Annotated[int, typer.Option(help="Of everything random.")] = 0,
) -> None:
    """Train, measure and write the network."""
    torch.manual_seed(seed)
    blocks = [block for file in files for block in read_blocks(file)]
    taught = [block for block in blocks if not block.held_out]
    if start is not None:
        network = restored(start, _DROPOUT)
    else:
        network = Comparer(word_vectors(), width, dropout=0.05)
        lines = (line for file in texts for line in file.read_text("utf-8").splitlines())
        teach_context(network, [*filter(None, lines), *_texts(taught)], context_passes, seed)
        _set_dropout(network, _DROPOUT)
    material = Material(
        list(written(taught)),
        list(derived(taught)),
        list(generated(seed + 91, _GENERATED, "development")),
    )
    train(network, material, passes, seed, rate)
    export(network, out)
    held = [block for block in blocks if block.held_out]
    unseen = {
        f"held_out_{language}": list(written(b for b in held if b.language == language))
        for language in sorted({block.language for block in held})
    } | {"hostile_validation": list(generated(seed + 92, _CHECKED, "validation"))}
    print(
        json.dumps(
            {
                name: figures([one.same for one in rows], scores(network, rows))
                for name, rows in unseen.items()
            },
            indent=2,
        )
    )


def _texts(blocks: list[Block]) -> set[str]:
    return {
        text
        for block in blocks
        for text in (block.template, *block.faithful, *(text for _, text in block.unfaithful))
    }


def _set_dropout(network: Comparer, share: float) -> None:
    for part in network.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = share


if __name__ == "__main__":
    typer.run(main)
