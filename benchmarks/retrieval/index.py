"""An index in memory for each domain or language, made with the parts of `truephrase index`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.retrieval.questions import BenchPassage
from benchmarks.retrieval.windows import CutPassage, overlapping_windows
from search.documents.document import Document
from search.documents.plain_text import paragraphs
from search.embedding.embedder import Embedder, token_embedder
from search.embedding.encoder import token_counter, token_spans
from search.embedding.local_model import find_model
from search.embedding.reuse import Embeddings, embedded
from search.embedding.token_vectors import QueryTokens, TokenSigns
from search.indexing.chunking import Chunker
from search.lexical.build import build_lexical_index
from search.lexical.index import LexicalIndex
from search.ranking.late_interaction import SignsOf
from search.ranking.retrieval import RankedRow
from search.stores.faiss import FaissStore
from search.vector_store import Vectors


@dataclass(frozen=True, slots=True)
class PoolIndex:
    """Chunks of a pool of passages; `owners[row]` is the passage that chunk `row` was cut from."""

    owners: tuple[str, ...]
    texts: tuple[str, ...]
    store: FaissStore
    lexical: LexicalIndex
    signs: tuple[TokenSigns, ...] = ()

    @property
    def signs_of(self) -> SignsOf | None:
        """What tells the token signs of a chunk, where the embedder does."""
        return self.signs.__getitem__ if self.signs else None

    def beside(self, row: int) -> list[int]:
        """The chunks of the same passage next to chunk `row`."""
        near = (row - 1, row + 1)
        owners = self.owners
        return [n for n in near if 0 <= n < len(owners) and owners[n] == owners[row]]

    def passages(self, ranked: Iterable[RankedRow]) -> list[str]:
        """The passages of ranked chunks, each at its best chunk's place."""
        return list(dict.fromkeys(self.owners[row.row] for row in ranked))


class CachedEmbeddings:
    """An embedder that keeps those of passages in a folder, so that a second run is quick."""

    def __init__(self, embedder: Embedder, folder: Path | None) -> None:
        self._embedder, self._folder = embedder, folder

    def passages(self, texts: Sequence[str]) -> Embeddings:
        """Vectors, and token signs where the embedder tells them."""
        if self._folder is None or not texts:
            return embedded(texts, self._embedder)
        identity = self._embedder.identity
        key = "\0".join([identity.fingerprint, identity.precision, identity.kind, *texts])
        path = self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.npz"
        if not path.exists():
            found = embedded(texts, self._embedder)
            ends = np.cumsum([len(own) for own in found.signs], dtype=np.int64)
            signs = np.concatenate([*found.signs, np.empty((0, 0), np.uint8)][: len(ends) or 1])
            self._folder.mkdir(parents=True, exist_ok=True)
            np.savez(path, vectors=found.vectors, signs=signs, ends=ends)
        with np.load(path, allow_pickle=False) as kept:
            told = np.split(kept["signs"], kept["ends"][:-1]) if len(kept["ends"]) else []
            return Embeddings(kept["vectors"], tuple(told))

    def queries(self, texts: Sequence[str]) -> tuple[Vectors, list[QueryTokens] | None]:
        """float32[len(texts), d], and their tokens where the embedder tells them."""
        able = token_embedder(self._embedder)
        return (
            able.embed_query_tokens(texts) if able else (self._embedder.embed_queries(texts), None)
        )


def product_chunks(tokenizer_file: Path, max_tokens: int) -> CutPassage:
    """A function that cuts a passage as `truephrase index` cuts a document."""
    chunker = Chunker(max_tokens, token_counter(tokenizer_file), token_spans(tokenizer_file))

    def cut(title: str, text: str) -> list[str]:
        document = Document(title, text, paragraphs(text, 0, len(text)), title=title)
        return [chunk.embedded for chunk in chunker.chunks(document)]

    return cut


def build_indexes(
    passages: Sequence[BenchPassage],
    model: str,
    embeddings: CachedEmbeddings,
    *,
    overlap: int | None = None,
) -> dict[str, PoolIndex]:
    """An index for each name in `passages`; passages over the model's limit become chunks.

    Args:
        overlap: tokens that neighbouring windows share, instead of the product's chunks.
    """
    local = find_model(model)
    if overlap is None:
        cut = product_chunks(local.tokenizer_file, local.max_tokens())
    else:
        cut = overlapping_windows(local.tokenizer_file, local.max_tokens(), overlap)
    pools: dict[str, list[BenchPassage]] = {}
    for passage in passages:
        pools.setdefault(passage.index, []).append(passage)
    built = {}
    for name, pool in pools.items():
        owners, texts = [], []
        for passage in pool:
            for chunk in cut(passage.title, passage.text):
                owners.append(passage.id)
                texts.append(chunk)
        vectors, signs = embeddings.passages(texts)
        lexical = build_lexical_index(texts)
        store = FaissStore.build(vectors)
        built[name] = PoolIndex(tuple(owners), tuple(texts), store, lexical, signs)
    return built
