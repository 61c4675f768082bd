"""Collections for tests: a real PostgreSQL, milvus-lite, and Qdrant's own local mode."""

from __future__ import annotations

import socket
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.word_hash_embedder import WordHashEmbedder
from search.filters import AccessFilter
from search.generation.generation import Generation
from search.generation.index_folder import IndexFolder
from search.indexing.build import build_index
from search.ranking.embedder_profile import MINILM
from search.stores.collection import Collection
from search.stores.collection_retriever import CollectionRetriever
from search.stores.opening import open_collection, store_settings
from search.stores.publishing import publish
from tests.search.knowledge_bases import options
from tests.search.stores.contract import Fill, embedder

Open = Callable[..., Collection]


def collection_of(kind: str, connection: Mapping[str, Any], **changes: Any) -> Collection:
    """Open the collection that these keys of `vector_store:` name."""
    return open_collection(store_settings(kind, {**connection, **changes}))


@contextmanager
def filling(collection: Collection, index: Path) -> Iterator[Fill]:
    """`fill` of the store contract: index the documents, publish the index, open what is there."""
    opened: list[CollectionRetriever] = []

    def open_filled(
        docs: Path,
        access: AccessFilter | None = None,
        model: WordHashEmbedder | None = None,
        *,
        build: bool = True,
    ) -> CollectionRetriever:
        used = model or embedder()
        if build:
            build_index([docs], index, options(used))
            publish(Generation(IndexFolder(index).current_folder()), collection)
        retriever = CollectionRetriever.open(collection, used, MINILM, access)
        opened.append(retriever)
        return retriever

    try:
        yield open_filled
    finally:
        for retriever in opened:
            retriever.threads.shutdown()
        collection.close()


def fresh_name() -> str:
    """A collection's name that no other test uses."""
    return f"docs_{uuid.uuid4().hex[:12]}"


@contextmanager
def silent_server() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(16)
        yield int(server.getsockname()[1])


def closed_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])
