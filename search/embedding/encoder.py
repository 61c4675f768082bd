"""An exported encoder: OpenVINO and a tokenizer, no torch.

A folder holds `model.xml` and `model.bin` (transformer, pooling and normalisation as one graph),
`tokenizer.json`, and `encoder.json` with the proof that its vectors equal the original's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from prompts.errors import IndexDamaged
from search.embedding.compiled import CompiledGraph
from search.embedding.embedder import Advance, ModelIdentity, TokenSpans, unit
from search.embedding.openvino_runtime import core, has_bfloat16
from search.vector_store import Vectors

GRAPH_FILE, TOKENIZER_FILE, DESCRIPTION_FILE = "model.xml", "tokenizer.json", "encoder.json"
FILES = (GRAPH_FILE, "model.bin", TOKENIZER_FILE, DESCRIPTION_FILE)
# Padded tokens in one inference: enough to fill the cores, small enough to stay in their caches.
BATCH_TOKENS = 4_096
# Tokens of a row for which the graph is compiled once more: 28 are some 20 words. Where every size
# may come, sizing the work takes a quarter of the time of a short query.
QUERY_WIDTHS = (12, 20, 28)


class Proof(msgspec.Struct, frozen=True):
    """One precision on the export sample: least cosine to the original, texts per second."""

    least_cosine: float
    rate: float


class EncoderDescription(msgspec.Struct, frozen=True, kw_only=True):
    """What `encoder.json` says."""

    name: str
    fingerprint: str
    dimension: int
    max_tokens: int
    query_prompt: str = ""
    document_prompt: str = ""
    precision: str = "f32"
    proofs: dict[str, Proof] = {}
    sample: int = 0


def read_description(folder: Path) -> EncoderDescription:
    """What `encoder.json` in `folder` says."""
    return msgspec.json.decode((folder / DESCRIPTION_FILE).read_bytes(), type=EncoderDescription)


class ExportedEncoder:
    """Embeds with an exported graph. Safe to call from several threads."""

    def __init__(self, folder: Path, *, precision: str | None = None, requests: int = 2) -> None:
        from tokenizers import Tokenizer

        try:
            self.description = read_description(folder)
            tokenizer: Any = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            graph = core().read_model(str(folder / GRAPH_FILE))
        except Exception as error:  # tokenizers raises bare Exception, OpenVINO RuntimeError
            raise IndexDamaged(
                f"{folder}: the exported encoder cannot be read ({error}). Build the index again "
                "with `truephrase index`, or go back with `truephrase index --rollback`."
            ) from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(self.description.max_tokens)
        self._tokenizer = tokenizer
        wanted = precision or self.description.precision
        self.precision = wanted if wanted == "f32" or has_bfloat16() else "f32"
        self._graph, self._pool = graph, requests
        self._any = CompiledGraph(graph, self.precision, requests)

    @property
    def identity(self) -> ModelIdentity:
        found = self.description
        return ModelIdentity(
            name=found.name,
            fingerprint=found.fingerprint,
            dimension=found.dimension,
            max_tokens=found.max_tokens,
            kind="openvino",
            precision=self.precision,
        )

    def embed(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        """See `Embedder.embed`."""
        ids = self._ids(self.description.document_prompt, texts)
        vectors = self._empty(len(ids))
        for batch in batches_by_length([len(row) for row in ids], BATCH_TOKENS):
            vectors[batch] = self._any.infer([ids[i] for i in batch])
            if advance:
                advance(len(batch))
        return unit(vectors)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed_queries`."""
        ids = self._ids(self.description.query_prompt, texts)
        vectors = self._empty(len(ids))
        for i, row in enumerate(ids):
            fitting = (graph for graph in self._fixed if len(row) <= (graph.width or 0))
            vectors[i] = next(fitting, self._any).infer([row])[0]
        return unit(vectors)

    @cached_property
    def _fixed(self) -> tuple[CompiledGraph, ...]:
        """Only where queries are embedded: each takes 0.2 s to compile, and 33 MB of MiniLM's."""
        return tuple(
            CompiledGraph(self._graph, self.precision, self._pool, width=width)
            for width in QUERY_WIDTHS
        )

    def _ids(self, prompt: str, texts: Sequence[str]) -> list[list[int]]:
        found = self._tokenizer.encode_batch_fast([prompt + text for text in texts])
        return [encoding.ids for encoding in found]

    def _empty(self, rows: int) -> Vectors:
        return np.empty((rows, self.description.dimension), np.float32)


def batches_by_length(lengths: Sequence[int], limit: int) -> list[list[int]]:
    """Positions sorted by length and cut so that a batch, padded, holds at most `limit` tokens."""
    batches: list[list[int]] = []
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lengths.__getitem__):
        # Sorted, so the newest row is the longest and sets the padded width.
        if batch and (len(batch) + 1) * lengths[position] > limit:
            batches.append(batch)
            batch = []
        batch.append(position)
    if batch:
        batches.append(batch)
    return batches


TokenCounts = Callable[[Sequence[str]], list[int]]


def token_counter(tokenizer_file: Path) -> TokenCounts:
    """A function that counts the tokens of texts, special ones left out, with no limit."""
    tokenizer = _unlimited(tokenizer_file)

    def count(texts: Sequence[str]) -> list[int]:
        encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    return count


def token_spans(tokenizer_file: Path) -> TokenSpans:
    """A function that tells where the tokens of a text stand, in characters."""
    tokenizer = _unlimited(tokenizer_file)

    def spans(text: str) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = tokenizer.encode(text, add_special_tokens=False).offsets
        return found

    return spans


def _unlimited(tokenizer_file: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer: Any = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
