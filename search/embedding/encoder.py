"""An exported encoder: OpenVINO and a tokenizer, no torch.

A folder holds `model.xml` and `model.bin` (transformer, pooling and normalisation as one graph,
which tells the vectors of texts and, where they are pooled by their mean, those of tokens),
`tokenizer.json`, and `encoder.json` with the proof that its vectors equal the original's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from prompts.errors import IndexDamaged
from search.embedding.compiled import CompiledGraph, Inferred
from search.embedding.embedder import Advance, ModelIdentity, TokenSpans, unit
from search.embedding.openvino_runtime import core, has_bfloat16
from search.embedding.token_vectors import QueryTokens, TokenSigns, packed_signs
from search.vector_store import Vectors

Kept = TypeVar("Kept")

GRAPH_FILE, TOKENIZER_FILE, DESCRIPTION_FILE = "model.xml", "tokenizer.json", "encoder.json"
FILES = (GRAPH_FILE, "model.bin", TOKENIZER_FILE, DESCRIPTION_FILE)
# Padded tokens in one inference: enough to fill the cores, small enough to stay in their caches.
BATCH_TOKENS = 4_096
# Tokens of a row for which the graph is compiled once more: 28 are some 20 words. Where every size
# may come, sizing the work takes a quarter of the time of a short query.
QUERY_WIDTHS = (12, 20, 28)
# From so many batches on each core works on one of its own, which is a tenth faster; with fewer
# the last ones would wait for one core.
MANY_BATCHES = 8
# What an export holds; one of an older kind is made again.
EXPORT_KIND = 2


class Proof(msgspec.Struct, frozen=True):
    """One precision on the export sample: least cosine to the original, texts per second."""

    least_cosine: float
    rate: float


class EncoderDescription(msgspec.Struct, frozen=True, kw_only=True):
    """What `encoder.json` says; `token_vectors` whether the graph tells those of tokens too."""

    name: str
    fingerprint: str
    dimension: int
    max_tokens: int
    query_prompt: str = ""
    document_prompt: str = ""
    precision: str = "f32"
    proofs: dict[str, Proof] = {}
    sample: int = 0
    kind: int = 1
    token_vectors: bool = False


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
            token_vectors=found.token_vectors,
        )

    def embed(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        """See `Embedder.embed`."""
        ids = self._ids(self.description.document_prompt, texts)
        vectors = self._empty(len(ids))
        for batch, found in self._batches(ids, lambda found, _: found.vectors.copy()):
            vectors[batch] = found
            if advance:
                advance(len(batch))
        return unit(vectors)

    def embed_tokens(
        self, texts: Sequence[str], *, advance: Advance | None = None
    ) -> tuple[Vectors, list[TokenSigns]]:
        """See `TokenEmbedder.embed_tokens`."""
        ids = self._ids(self.description.document_prompt, texts)
        vectors = self._empty(len(ids))
        signs: dict[int, TokenSigns] = {}

        def kept(found: Inferred, rows: Sequence[list[int]]) -> tuple[Vectors, list[TokenSigns]]:
            packed = packed_signs(_tokens(found))
            said = [packed[i, : len(row)][self._of_words[row]] for i, row in enumerate(rows)]
            return found.vectors.copy(), said

        for batch, (found, said) in self._batches(ids, kept):
            vectors[batch] = found
            signs.update(zip(batch, said, strict=True))
            if advance:
                advance(len(batch))
        return unit(vectors), [signs[i] for i in range(len(ids))]

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed_queries`."""
        ids = self._ids(self.description.query_prompt, texts)
        vectors = self._empty(len(ids))
        for i, row in enumerate(ids):
            vectors[i] = self._fitting(row).infer([row], lambda found: found.vectors[0].copy())
        return unit(vectors)

    def embed_query_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[QueryTokens]]:
        """See `TokenEmbedder.embed_query_tokens`."""
        prompt = self.description.query_prompt
        vectors = self._empty(len(texts))
        tokens: list[QueryTokens] = []

        def kept(found: Inferred) -> tuple[Vectors, Vectors]:
            return found.vectors[0].copy(), _tokens(found)[0].copy()

        for i, text in enumerate(texts):
            # One by one: a batch would go to the tokenizer's own threads and wait for them.
            encoding = self._tokenizer.encode(prompt + text)
            vectors[i], own = self._fitting(encoding.ids).infer([encoding.ids], kept)
            at = len(prompt)
            spans = tuple((max(a - at, 0), max(b - at, 0)) for a, b in encoding.offsets)
            tokens.append(QueryTokens(unit(own[: len(spans)]), spans))
        return unit(vectors), tokens

    def _batches(
        self, ids: Sequence[list[int]], keep: Callable[[Inferred, Sequence[list[int]]], Kept]
    ) -> Iterator[tuple[list[int], Kept]]:
        """The positions in `ids` of each batch, and what `keep` kept of its inference."""
        batches = batches_by_length([len(row) for row in ids], BATCH_TOKENS)
        graph = self._any if len(batches) < MANY_BATCHES else self._many

        def inferred(batch: list[int]) -> Kept:
            rows = [ids[i] for i in batch]
            return graph.infer(rows, lambda found: keep(found, rows))

        if graph is self._any:
            yield from ((batch, inferred(batch)) for batch in batches)
            return
        pool = ThreadPoolExecutor(graph.requests, "embedding")
        try:
            yield from zip(batches, pool.map(inferred, batches), strict=True)
        finally:
            # Whoever gives up does not wait for what was not begun.
            pool.shutdown(cancel_futures=True)

    def _fitting(self, row: Sequence[int]) -> CompiledGraph:
        fitting = (graph for graph in self._fixed if len(row) <= (graph.width or 0))
        return next(fitting, self._any)

    @cached_property
    def _many(self) -> CompiledGraph:
        """For many batches, as only indexing has them."""
        return CompiledGraph(self._graph, self.precision, None, hint="THROUGHPUT")

    @cached_property
    def _of_words(self) -> NDArray[np.bool_]:
        """Of each token id whether it has a letter or a digit of the text."""
        vocabulary: dict[str, int] = self._tokenizer.get_vocab()
        found = np.zeros(max(vocabulary.values(), default=-1) + 1, np.bool_)
        for token, number in vocabulary.items():
            found[number] = any(map(str.isalnum, token))
        for number, added in self._tokenizer.get_added_tokens_decoder().items():
            found[number] &= not added.special
        return found

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


def _tokens(found: Inferred) -> Vectors:
    if found.tokens is None:
        raise ValueError("this graph tells no vectors of tokens")
    return found.tokens


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
