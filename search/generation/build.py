"""Writes the next generation: a segment of what is new, links to what stays, one manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

import msgspec
import numpy as np

from search.embedding.embedder import ModelIdentity
from search.generation.durable import share_tree
from search.generation.generation import DEAD, ENCODER, SEGMENTS, Generation
from search.generation.index_folder import IndexFolder
from search.generation.manifest import (
    FORMAT,
    MANIFEST,
    FileHash,
    Manifest,
    Profile,
    SegmentEntry,
    Skipped,
    hash_file,
)
from search.generation.records import IndexedDocument
from search.generation.segment import Segment, write_segment

# A segment is written again together with newer ones of at least half its size, so that their
# number grows with the logarithm of the index (as in a log-structured merge tree) …
MERGE_RATIO = 2
# … and when this share of its documents is deleted.
DEAD_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Build:
    """What the next generation shall hold; `removed` are documents of `previous` to leave out."""

    folder: IndexFolder
    model: ModelIdentity
    profile: Profile
    chunk_tokens: int
    sources: tuple[str, ...]
    documents: Sequence[IndexedDocument]
    previous: Generation | None = None
    removed: frozenset[str] = frozenset()
    skipped: tuple[Skipped, ...] = ()
    encoder: Path | None = None
    now: datetime = field(default_factory=lambda: datetime.now(timezone.utc))

    def commit(self) -> str:
        """Write the generation, make it the current one, and return its name.

        The caller holds the folder's lock. Until the last step the old generation is current.
        """
        build = self.folder.new_build()
        number = self.folder.next_number()
        dead = self._dead()
        kept, merged = self._kept(dead)
        documents = [*self._survivors(merged, dead), *self.documents]
        segments = build / SEGMENTS
        segments.mkdir()
        entries: list[SegmentEntry] = []
        gone: list[tuple[int, int]] = []
        known = {e.name: e for e in self.previous.manifest.segments} if self.previous else {}
        for position, segment in enumerate(kept):
            name = segment.folder.name
            share_tree(segment.folder, segments / name)
            entries.append(known[name])
            gone += [(position, document) for document in sorted(dead[segment.folder])]
        if documents or not entries:
            name = f"{number:06d}"
            choice = write_segment(segments / name, documents, self.model.dimension)
            passages = sum(len(document.passages) for document in documents)
            entries.append(SegmentEntry(name, len(documents), passages, choice))
        np.save(build / DEAD, np.array(gone, np.int64).reshape(-1, 2), allow_pickle=False)
        if self.encoder is not None:
            share_tree(self.encoder, build / ENCODER)
        return self._finish(build, number, tuple(entries))

    def _dead(self) -> dict[Path, set[int]]:
        """For each segment of the previous generation the documents it shall not show."""
        if self.previous is None:
            return {}
        dead = {
            segment.folder: set(self.previous.dead.get(position, ()))
            for position, segment in enumerate(self.previous.segments)
        }
        for source in self.removed:
            segment, number = self.previous.documents[source]
            dead[segment.folder].add(number)
        return dead

    def _kept(self, dead: dict[Path, set[int]]) -> tuple[list[Segment], list[Segment]]:
        """The segments to link to, and those to write again with the new documents."""
        if self.previous is None:
            return [], []
        kept: list[Segment] = []
        merged: list[Segment] = []
        size = sum(len(document.passages) for document in self.documents)
        for segment in reversed(self.previous.segments):
            gone = len(dead[segment.folder])
            sparse = gone > DEAD_SHARE * len(segment.documents)
            if sparse or (self.documents and len(segment) <= MERGE_RATIO * size):
                merged.append(segment)
                size += len(segment)
            else:
                kept.append(segment)
        return kept[::-1], merged[::-1]

    @staticmethod
    def _survivors(
        segments: Sequence[Segment], dead: dict[Path, set[int]]
    ) -> list[IndexedDocument]:
        return [
            document
            for segment in segments
            for document in segment.indexed(
                [n for n in range(len(segment.documents)) if n not in dead[segment.folder]]
            )
        ]

    def _finish(self, build: Path, number: int, entries: tuple[SegmentEntry, ...]) -> str:
        files = self._hashes(build)
        digest = hashlib.sha256(msgspec.json.encode(files, order="sorted")).hexdigest()
        manifest = Manifest(
            format=FORMAT,
            name=f"{number:06d}-{digest[:8]}",
            created=self.now.isoformat(timespec="seconds"),
            model=self.model,
            profile=self.profile,
            chunk_tokens=self.chunk_tokens,
            sources=self.sources,
            segments=entries,
            skipped=self.skipped,
            files=files,
        )
        raw = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        (build / MANIFEST).write_bytes(raw)
        self.folder.commit(build, manifest.name)
        return manifest.name

    def _hashes(self, build: Path) -> dict[str, FileHash]:
        """The hash of every file; those linked from the previous generation are known."""
        known: dict[str, FileHash] = self.previous.manifest.files if self.previous else {}
        old = self.previous.folder if self.previous else build
        files: dict[str, FileHash] = {}
        for path in sorted(path for path in build.rglob("*") if path.is_file()):
            name = path.relative_to(build).as_posix()
            same = name in known and (old / name).exists() and path.samefile(old / name)
            files[name] = known[name] if same else hash_file(path)
        return files
