"""A large index of made-up documents with vectors of hashed words: quick to build, real to search.

Embedding 100,000 texts would take minutes and change nothing of what is measured with it.
"""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.word_hash_embedder import WordHashEmbedder
from search.indexing.build import IndexOptions, build_index

CHUNKS_PER_DOCUMENT = 50
WORDS_PER_CHUNK = 60


def write_documents(folder: Path, chunks: int, *, seed: int = 1) -> None:
    """Markdown files with `chunks` sections in all, of words drawn by Zipf's law."""
    draw = random.Random(seed)
    words = [f"{draw.choice('bdfgklmnprstvz')}{_syllables(draw)}" for _ in range(20_000)]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    folder.mkdir(parents=True, exist_ok=True)
    for first in range(0, chunks, CHUNKS_PER_DOCUMENT):
        sections = []
        for number in range(first, min(first + CHUNKS_PER_DOCUMENT, chunks)):
            text = " ".join(draw.choices(words, weights, k=WORDS_PER_CHUNK))
            sections.append(f"# Section {number}\n\n{text} unique{number}.")
        name = folder / f"{first // CHUNKS_PER_DOCUMENT:05d}.md"
        name.write_text("\n\n".join(sections) + "\n", encoding="utf-8")


def _syllables(draw: random.Random) -> str:
    return "".join(
        draw.choice("aeiou") + draw.choice("bdfgklmnprstvz") for _ in range(draw.randint(1, 3))
    )


def build_synthetic(folder: Path, chunks: int) -> WordHashEmbedder:
    """Documents in `folder`/docs, their index in `folder`/index; returns the embedder."""
    embedder = WordHashEmbedder()
    write_documents(folder / "docs", chunks)
    build_index([folder / "docs"], folder / "index", IndexOptions(embedder=embedder))
    return embedder
