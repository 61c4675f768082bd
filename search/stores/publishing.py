"""Fills a collection from an index: what is new or changed is written, what is gone removed.

Points that something else wrote carry no mark of Truephrase and are left alone. New points are
written before old ones are removed, so a search during a publication finds old passages, new
ones, or both, but never none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import msgspec
import numpy as np

from prompts.errors import IndexMismatch
from search.generation.generation import Generation
from search.stores.collection import Collection, Point, PointId
from search.stores.store_errors import other_dimension
from search.stores.stored_passage import origin_of, point_of
from search.vector_store import Vectors

BATCH = 200

# (stage, done, total), as `search.indexing.build.Progress`.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a publication did; `foreign` points were not written by Truephrase and not touched."""

    collection: str
    written: int
    unchanged: int
    removed: int
    foreign: int


def publish(
    generation: Generation, collection: Collection, progress: Progress | None = None
) -> PublishReport:
    """Make Truephrase's points in `collection` those of `generation`.

    Raises:
        IndexMismatch: the collection's vectors have another dimension.
        KnowledgeBaseError: the server does not answer, or refuses.
    """
    model = generation.manifest.model
    collection.create(model.dimension)
    stored = collection.dimension()
    if stored != model.dimension:
        raise other_dimension(collection.name, stored, model.dimension, model.name)
    present: dict[str, tuple[PointId, str]] = {}
    foreign = 0
    for identity, metadata in collection.records():
        origin = origin_of(metadata)
        if origin is None:
            foreign += 1
        else:
            present[origin.id] = (identity, origin.version)
    if foreign and not present:
        raise IndexMismatch(
            f"{collection.name} holds {foreign:,} points that Truephrase did not write, so "
            "`truephrase index` does not add to it. Name another `vector_store.collection` to "
            "fill, or search this one as it is."
        )
    rows = _rows(generation)
    written, unchanged = _write(generation, collection, rows, present, progress)
    kept = {generation.records(row)[1].id for row in rows}
    gone = [identity for key, (identity, _) in present.items() if key not in kept]
    for first in range(0, len(gone), BATCH):
        collection.delete(gone[first : first + BATCH])
    return PublishReport(collection.name, written, unchanged, len(gone), foreign)


def _write(
    generation: Generation,
    collection: Collection,
    rows: list[int],
    present: dict[str, tuple[PointId, str]],
    progress: Progress | None,
) -> tuple[int, int]:
    model = generation.manifest.model.fingerprint
    written = unchanged = 0

    def changed() -> Iterator[tuple[Vectors, Point]]:
        nonlocal unchanged
        for row in rows:
            passage = generation.passage(row)
            segment, local = generation.locate(row)
            version = _version(segment.keys[local].tobytes(), passage, model)
            if present.get(passage.id, ("", ""))[1] == version:
                unchanged += 1
            else:
                yield segment.embeddings[local], point_of(passage, version=version, model=model)

    remaining = changed()
    while batch := list(islice(remaining, BATCH)):
        vectors = np.stack([vector for vector, _ in batch])
        collection.upsert([point for _, point in batch], vectors)
        written += len(batch)
        if progress:
            progress("publishing", written + unchanged, len(rows))
    return written, unchanged


def _version(key: bytes, passage: object, model: str) -> str:
    """Equal for what is stored and embedded alike."""
    content = msgspec.json.encode([key.hex(), model, passage], order="sorted", enc_hook=str)
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def _rows(generation: Generation) -> list[int]:
    """The rows that a search may return, duplicates folded."""
    if generation.searched is None:
        return list(range(generation.count))
    return [int(row) for row in np.flatnonzero(generation.searched)]
