from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch

from benchmarks.meaning.blocks import Block
from benchmarks.meaning.cross_encoder import CrossEncoder, pair_batch
from benchmarks.meaning.cross_export import eight_bits, export
from benchmarks.meaning.cross_training import PairMaterial, scores, train
from benchmarks.meaning.examples import Example
from benchmarks.meaning.pieces import pieces_of
from nlg_server.fidelity.meaning.cross_encoder import CrossEncoder as Shipped
from nlg_server.fidelity.meaning.pair import LONGEST, lay_out

EXAMPLES = (
    Example("It opens at nine.", "Doors open at nine.", "when?", True, "faithful", 1.0),
    Example("Your card was blocked.", "We've blocked your card for now.", "", False, "x", 1.0),
    Example("Hi.", "Hello there, how can I help you today?", "hello", True, "faithful", 1.0),
)


def test_a_pair_stands_in_one_row() -> None:
    row = lay_out([7, 8], [9])
    assert row.pieces == [101, 7, 8, 102, 9, 102]
    assert row.reply == [0, 0, 0, 0, 1, 1]
    assert len(lay_out([7] * 900, [9] * 900).pieces) == 2 * LONGEST + 3


def test_rows_of_a_batch_are_padded() -> None:
    batch = pair_batch(EXAMPLES)
    assert batch.pieces.shape == batch.seen.shape == batch.reply.shape
    assert (batch.pieces[batch.seen == 0] == 0).all()
    assert (batch.reply <= batch.seen).all()


def test_eight_bits_keep_each_row_to_a_hundredth_of_its_largest() -> None:
    weights = torch.randn(5, 40, generator=torch.Generator().manual_seed(1)).numpy()
    small, scale = eight_bits(weights)
    assert small.dtype.name == "int8"
    assert (abs(small * scale - weights) <= abs(weights).max(axis=1, keepdims=True) / 100).all()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_what_ships_tells_what_was_trained(tmp_path: Path) -> None:
    torch.manual_seed(2)
    network = CrossEncoder().eval()
    export(network, tmp_path / "cross_encoder.xml")
    shipped = Shipped(tmp_path / "cross_encoder.xml")
    with torch.inference_mode():
        for one in EXAMPLES:
            told = shipped.score(pieces_of(one.template), pieces_of(one.reply))
            trained = float(network(*pair_batch([one])))
            assert told == pytest.approx(trained, abs=0.05)


def test_what_the_facts_settle_is_not_taught() -> None:
    blocks = [
        Block(
            "It costs $5 at most.",
            "",
            "en",
            ("It's $5 at the very most.", "You pay no more than $5."),
            (("number", "It costs $6 at most."), ("negation", "It doesn't cost $5.")),
        )
    ]
    random.seed(1)
    material = PairMaterial.of(blocks, [EXAMPLES[0]])
    assert {one.kind for one in material.written} == {"faithful", "negation"}
    assert {(one.template, one.reply) for one in material.same} == {
        ("It's $5 at the very most.", "You pay no more than $5."),
        ("You pay no more than $5.", "It's $5 at the very most."),
    }
    assert len(material.drawn()) == len(material.written) + 2 + len(material.other) + 1


def test_a_pass_over_a_few_pairs_learns_them() -> None:
    network = CrossEncoder()
    examples = [*EXAMPLES] * 4
    before = scores(network, EXAMPLES)
    train(network, PairMaterial(examples, [], [], []), passes=3, seed=1)
    after = scores(network, EXAMPLES)
    assert after[0] - after[1] > before[0] - before[1]
