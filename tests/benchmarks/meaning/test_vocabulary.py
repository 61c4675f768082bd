from __future__ import annotations

import json

from tokenizers import Tokenizer

from benchmarks.meaning.cross_encoder import tokenizer
from benchmarks.meaning.vocabulary import pruned

LINES = ["Der Tisch ist reserviert.", "We'll bring it at nine."]


def test_the_texts_are_cut_as_before_and_other_words_into_shorter_pieces() -> None:
    whole = json.loads(tokenizer().to_str())
    small = Tokenizer.from_str(json.dumps(pruned(whole, LINES)))
    assert small.get_vocab_size() < tokenizer().get_vocab_size() / 4
    for line in LINES:
        assert small.encode(line).tokens == tokenizer().encode(line).tokens
    rare = "Zahnärztin"
    assert len(small.encode(rare).tokens) > len(tokenizer().encode(rare).tokens)
    assert "".join(small.encode(rare).tokens) == "▁" + rare


def test_figures_and_single_signs_stay() -> None:
    pieces = dict(pruned(json.loads(tokenizer().to_str()), [])["model"]["vocab"])
    assert {"<s>", "</s>", "<unk>", "▁", "é", "€", "7", "▁20"} <= pieces.keys()


def test_the_special_pieces_stand_where_a_pair_is_laid_out() -> None:
    vocabulary = tokenizer().get_vocab()
    assert [vocabulary[piece] for piece in ("<s>", "</s>", "<unk>")] == [0, 2, 3]
