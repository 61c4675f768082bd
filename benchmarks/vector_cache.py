"""Vectors of benchmark texts, kept between runs so that a figure is not waited for twice."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from search.answering.relevance import Vectors
from search.embedding.choice import embedder_for
from search.embedding.embedder import Embedder

MODEL = "sentence-transformers/all-MiniLM-L6-v2"


class VectorCache:
    """Embeds texts, each one once; `save` writes what is new below the user's cache folder."""

    def __init__(self, folder: Path | None = None, model: str = MODEL) -> None:
        self._embedder: Embedder = embedder_for(model)[0]
        identity = self._embedder.identity
        base = folder or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        self._file = base / "truephrase" / "benchmarks" / f"{identity.fingerprint[:16]}.npz"
        self._vectors: dict[str, Vectors] = {}
        self._fresh = False
        if self._file.is_file():
            with np.load(self._file) as stored:
                self._vectors = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """float32[len(texts), dimension], rows of length 1."""
        keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        missing = {k: t for k, t in zip(keys, texts, strict=True) if k not in self._vectors}
        if missing:
            found = self._embedder.embed(list(missing.values()))
            self._vectors.update(zip(missing, found.astype(np.float16), strict=True))
            self._fresh = True
        if not keys:
            return np.zeros((0, self._embedder.identity.dimension), np.float32)
        return np.stack([self._vectors[key] for key in keys]).astype(np.float32)

    def save(self) -> None:
        """Write the cache where something was added."""
        if not self._fresh:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        scratch = self._file.with_suffix(f".{os.getpid()}.npz")
        np.savez(scratch, keys=list(self._vectors), vectors=np.stack(list(self._vectors.values())))
        scratch.replace(self._file)
        self._fresh = False
