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
from search.embedding.embedder import Embedder
from search.embedding.encoder import token_counter, token_spans
from search.embedding.local_model import find_model
from search.indexing.chunking import Chunker
from search.lexical.build import build_lexical_index
from search.lexical.index import LexicalIndex
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

    def beside(self, row: int) -> list[int]:
        """The chunks of the same passage next to chunk `row`."""
        near = (row - 1, row + 1)
        owners = self.owners
        return [n for n in near if 0 <= n < len(owners) and owners[n] == owners[row]]

    def passages(self, ranked: Iterable[RankedRow]) -> list[str]:
        """The passages of ranked chunks, each at its best chunk's place."""
        return list(dict.fromkeys(self.owners[row.row] for row in ranked))


class CachedEmbeddings:
    """An embedder that keeps its vectors in a folder, so that a second run is quick."""

    def __init__(self, embedder: Embedder, folder: Path | None) -> None:
        self._embedder, self._folder = embedder, folder

    def passages(self, texts: Sequence[str]) -> Vectors:
        """float32[len(texts), d]."""
        return self._cached("passages", texts)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """float32[len(texts), d], with the model's query prompt where it has one."""
        return self._cached("queries", texts)

    def _cached(self, kind: str, texts: Sequence[str]) -> Vectors:
        embed = self._embedder.embed if kind == "passages" else self._embedder.embed_queries
        if self._folder is None or not texts:
            return embed(texts)
        identity = self._embedder.identity
        key = "\0".join([identity.fingerprint, identity.precision, identity.kind, kind, *texts])
        path = self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.npy"
        if path.exists():
            loaded: Vectors = np.load(path, allow_pickle=False)
            return loaded
        vectors = embed(texts)
        self._folder.mkdir(parents=True, exist_ok=True)
        np.save(path, vectors, allow_pickle=False)
        return vectors


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
        store = FaissStore.build(embeddings.passages(texts))
        built[name] = PoolIndex(tuple(owners), tuple(texts), store, build_lexical_index(texts))
    return built
