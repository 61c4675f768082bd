from __future__ import annotations

import random
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import BertConfig, BertModel

from benchmarks.meaning.blocks import Block
from benchmarks.meaning.cross_encoder import CrossEncoder, pair_batch, tokenizer
from benchmarks.meaning.cross_export import eight_bits, export
from benchmarks.meaning.cross_training import PairMaterial, scores, train
from benchmarks.meaning.examples import Example
from benchmarks.meaning.twins import Twins
from nlg_server.fidelity.meaning.cross_encoder import GRAPH, TOKENIZER
from nlg_server.fidelity.meaning.cross_encoder import CrossEncoder as Shipped
from nlg_server.fidelity.meaning.pair import LONGEST, lay_out

EXAMPLES = (
    Example("It opens at nine.", "Doors open at nine.", "when?", True, "faithful", 1.0),
    Example("Your card was blocked.", "We've blocked your card for now.", "", False, "x", 1.0),
    Example("Hi.", "Hello there, how can I help you today?", "hello", True, "faithful", 1.0),
)


def small_network() -> CrossEncoder:
    """Two narrow layers that have learned nothing, with the words of the shipped network."""
    torch.manual_seed(2)
    config = BertConfig(
        vocab_size=tokenizer().get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    reader: Any = BertModel(config, add_pooling_layer=False)
    reader.set_attn_implementation("eager")
    return CrossEncoder(reader)


def test_a_pair_stands_in_one_row() -> None:
    row = lay_out([7, 8], [9])
    assert row.pieces == [0, 7, 8, 2, 9, 2]
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
    network = small_network().eval()
    export(network, tmp_path / GRAPH)
    words = files("nlg_server.fidelity.meaning").joinpath(TOKENIZER)
    (tmp_path / TOKENIZER).write_bytes(words.read_bytes())
    shipped = Shipped(tmp_path)
    with torch.inference_mode():
        for one in EXAMPLES:
            told = shipped.score(one.template, one.reply)
            trained = float(network(*pair_batch([one])))
            assert told == pytest.approx(trained, abs=0.05)


def test_what_the_facts_settle_is_not_taught() -> None:
    blocks = [
        Block(
            "Das kostet höchstens 5 Euro.",
            "",
            "de",
            ("Sie zahlen maximal 5 Euro.", "Mehr als 5 Euro zahlen Sie nicht."),
            (("number", "Das kostet höchstens 6 Euro."), ("negation", "Das kostet nicht 5 Euro.")),
        ),
        Block("It costs $5.", "", "en", ("It's $5.",), (("number", "It costs $6."),)),
    ]
    random.seed(1)
    material = PairMaterial.of(blocks, [EXAMPLES[0]])
    assert {one.kind for one in material.foreign} == {"faithful", "negation"}
    assert [one.reply for one in material.english] == ["It's $5."]
    assert {(one.template, one.reply) for one in material.same} == {
        ("Sie zahlen maximal 5 Euro.", "Mehr als 5 Euro zahlen Sie nicht."),
        ("Mehr als 5 Euro zahlen Sie nicht.", "Sie zahlen maximal 5 Euro."),
    }
    assert len(material.drawn(0)) == len(material.foreign) + 1 + 2 + len(material.other) + 1


def test_each_pass_shows_the_next_english_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.meaning.cross_training._ENGLISH", 2)
    english = [EXAMPLES[0]._replace(reply=str(number)) for number in range(3)]
    material = PairMaterial([], english, [], [], [])
    shown = [sorted(one.reply for one in material.drawn(number)) for number in range(3)]
    assert shown == [["0", "1"], ["0", "2"], ["1", "2"]]


def test_passes_over_a_few_pairs_learn_them() -> None:
    network = small_network()
    examples = [*EXAMPLES] * 60
    before = scores(network, EXAMPLES)
    train(network, PairMaterial(examples, [], [], [], []), passes=8, seed=1)
    after = scores(network, EXAMPLES)
    assert after[0] - after[1] > before[0] - before[1] + 0.02


def test_twins_are_learnt_side_by_side() -> None:
    network = small_network()
    faithful = EXAMPLES[0]
    unfaithful = faithful._replace(reply="Doors close at nine.", same=False, kind="polarity")
    twins = [Twins(faithful, unfaithful)] * 96
    before = scores(network, twins[0])
    train(network, PairMaterial([], [], [], [], [], twins, [("en", faithful)]), passes=8, seed=1)
    after = scores(network, twins[0])
    assert after[0] - after[1] > before[0] - before[1] + 0.02
