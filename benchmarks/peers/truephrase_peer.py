"""Truephrase: `build_index` on a JSONL file and `KnowledgeBase.search`, everything included.

Searches run on the knowledge base's own threads, as they do in the server.

Loading, chunking, embedding, FAISS, the word index, durable files and the atomic switch are
inside the indexing time; embedding, both halves, fusion and the passage inside a query's.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

import driver


def start(model: str) -> Any:
    from search.embedding.choice import embedder_for

    embedder, encoder = embedder_for(model)
    return {
        "embedder": embedder,
        "encoder": encoder,
        "folder": tempfile.TemporaryDirectory(),
        "loop": asyncio.new_event_loop(),
    }


def index(system: Any, texts: list[str]) -> None:
    from search.indexing.build import IndexOptions, build_index
    from search.knowledge_base import KnowledgeBase

    folder = Path(system["folder"].name)
    system["texts"] = texts
    source = folder / "passages.jsonl"
    lines = (json.dumps({"text": text}) for text in texts)
    source.write_text("\n".join(lines), encoding="utf-8")
    options = IndexOptions(embedder=system["embedder"], encoder=system["encoder"])
    build_index([source], folder / "index", options)
    system["base"] = KnowledgeBase.open(folder / "index", embedder=system["embedder"])


def search(system: Any, query: str, k: int = 5) -> Any:
    return system["loop"].run_until_complete(system["base"].search(query, k=k))


def first_text(system: Any, query: str, result: Any) -> str:
    """What the dense half put first, which is what is compared; words may have put it lower."""
    dense = [hit for hit in result.hits if hit.dense_rank == 1]
    if not dense:
        dense = [hit for hit in search(system, query, 200).hits if hit.dense_rank == 1]
    first = (dense or list(result.hits))[0].passage
    return str(system["texts"][first.lines[0] - 1]) if first.lines else ""


if __name__ == "__main__":
    driver.run(start, index, search, first_text)
