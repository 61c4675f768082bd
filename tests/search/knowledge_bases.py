"""Indexes and knowledge bases for tests, with an embedder that needs no model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.word_hash_embedder import WordHashEmbedder
from search.generation.index_folder import IndexFolder
from search.indexing.build import IndexOptions, IndexReport, build_index
from search.knowledge_base import KnowledgeBase, open_current


def options(embedder: WordHashEmbedder | None = None, **changes: Any) -> IndexOptions:
    """Options with a hashing embedder."""
    return IndexOptions(embedder=embedder or WordHashEmbedder(32), **changes)


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write text files below `folder` and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def indexed(docs: Path, index: Path, embedder: WordHashEmbedder | None = None) -> IndexReport:
    """Index `docs` into `index`."""
    return build_index([docs], index, options(embedder))


def opened(index: Path, embedder: WordHashEmbedder | None = None) -> KnowledgeBase:
    """Open `index`."""
    return KnowledgeBase.open(index, embedder=embedder or WordHashEmbedder(32))


def document_text(index: Path, source: str) -> str:
    """The extracted text of the document `source`, as the current generation of `index` has it."""
    segment, number = open_current(IndexFolder(index)).documents[source]
    return segment.text(segment.documents[number]).decode()
