"""An open generation: its segments as one row space, without deleted and folded rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from search.embedding.token_vectors import TokenSigns
from search.filters import Condition, allowed_mask
from search.generation.manifest import Manifest, check_files, read_manifest
from search.generation.record_file import damaged, map_array
from search.generation.records import DocumentRecord, PassageRecord
from search.generation.segment import Segment
from search.generation.segmented import as_one_lexical_index, as_one_store
from search.passage import Passage
from search.ranking.embedder_profile import EmbedderProfile
from search.ranking.late_interaction import SignsOf
from search.vector_store import Mask

SEGMENTS, ENCODER, DEAD = "segments", "encoder", "dead.npy"


class Generation:
    """A generation opened for reading; `shared` segments of an older one are not opened again."""

    def __init__(self, folder: Path, *, shared: Generation | None = None) -> None:
        self.folder = folder
        self.manifest: Manifest = read_manifest(folder)
        check_files(folder, self.manifest, deep=False)
        known = shared.segments_by_name if shared else {}
        self.segments_by_name: dict[str, Segment] = {
            entry.name: known.get(entry.name) or Segment(folder / SEGMENTS / entry.name)
            for entry in self.manifest.segments
        }
        self.segments = tuple(self.segments_by_name.values())
        self._ends = list(accumulate(len(segment) for segment in self.segments))
        self.count = self._ends[-1] if self._ends else 0
        self.dead = _read_dead(folder / DEAD, self.segments)
        self.store = as_one_store([s.store for s in self.segments], self.manifest.model.dimension)
        found = self.manifest.profile
        self.profile = EmbedderProfile(
            found.unrelated, found.related, frozenset(found.languages), found.multilingual
        )
        self.lexical = as_one_lexical_index([s.lexical for s in self.segments])

    @property
    def name(self) -> str:
        return self.manifest.name

    @cached_property
    def live(self) -> Mask:
        """Rows that are neither deleted nor replaced."""
        mask = np.ones(self.count, np.bool_)
        for number, gone in self.dead.items():
            first = self._ends[number - 1] if number else 0
            for document in gone:
                record = self.segments[number].documents[document]
                mask[first + record.first : first + record.first + record.passages] = False
        return mask

    @cached_property
    def searched(self) -> Mask | None:
        """Rows a search may return, of those that say the same the first; None for all."""
        mask = self.live.copy()
        rows = np.flatnonzero(mask)
        _, first = np.unique(self._folds[rows], return_index=True)
        mask[:] = False
        mask[rows[first]] = True
        return None if mask.all() else mask

    def allowed(self, conditions: tuple[Condition, ...]) -> Mask:
        """Rows that a search under these access conditions may return."""
        parts = [allowed_mask(segment.metadata, conditions) for segment in self.segments]
        sizes = [len(segment) for segment in self.segments]
        masks = [
            np.ones(n, np.bool_) if part is None else part
            for part, n in zip(parts, sizes, strict=True)
        ]
        mask = np.concatenate([*masks, np.empty(0, np.bool_)])
        return mask if self.searched is None else mask & self.searched

    @cached_property
    def _folds(self) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
        empty = np.empty(0, np.uint64)
        return np.concatenate([*(segment.folds for segment in self.segments), empty])

    @cached_property
    def _ids(self) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
        empty = np.empty(0, np.uint64)
        return np.concatenate([*(segment.ids for segment in self.segments), empty])

    def locate(self, row: int) -> tuple[Segment, int]:
        """The segment of `row`, and the row within it."""
        number = bisect_right(self._ends, row)
        first = self._ends[number - 1] if number else 0
        return self.segments[number], row - first

    def records(self, row: int) -> tuple[Segment, PassageRecord, DocumentRecord]:
        """What is stored about `row`."""
        segment, local = self.locate(row)
        record = segment.passages[local]
        return segment, record, segment.documents[record.document]

    def passage(self, row: int) -> Passage:
        """The passage of `row`."""
        segment, record, document = self.records(row)
        return Passage(
            id=record.id,
            text=segment.passage_text(record, document),
            source=document.source,
            title=document.title,
            headings=record.headings,
            page=record.page,
            lines=record.lines,
            start=record.start,
            end=record.end,
            answer=record.answer,
            metadata={**document.metadata, **record.metadata},
            also_in=self._also_in(row, document.source),
        )

    def found_by(self, row: int) -> str:
        """Title, headings and text of `row`, by which it is found."""
        segment, record, document = self.records(row)
        above = (document.title, *record.headings)
        return "\n".join((*above, segment.passage_text(record, document)))

    @property
    def signs(self) -> SignsOf | None:
        """What tells the token signs of a row, where every segment has them."""
        if any(segment.tokens is None for segment in self.segments if len(segment)):
            return None
        return self._signs

    def _signs(self, row: int) -> TokenSigns:
        segment, local = self.locate(row)
        assert segment.tokens is not None, "`signs` is None then"
        return segment.tokens[local]

    def beside(self, row: int) -> list[int]:
        """The rows whose windows of the same section run into that of `row`."""
        segment, local = self.locate(row)
        own = segment.passages[local]
        found = []
        for step in (-1, 1):
            if 0 <= local + step < len(segment):
                other = segment.passages[local + step]
                same = (other.document, other.headings) == (own.document, own.headings)
                if same and other.start < own.end and own.start < other.end:
                    found.append(row + step)
        return found

    def _also_in(self, row: int, source: str) -> tuple[str, ...]:
        if self.searched is None:
            return ()
        same = np.flatnonzero((self._folds == self._folds[row]) & self.live)
        sources = (self.records(int(other))[2].source for other in same if other != row)
        return tuple(dict.fromkeys(other for other in sources if other != source))

    def row_of(self, passage_id: str) -> int | None:
        """The live row of a passage id."""
        try:
            number = np.uint64(int(passage_id, 16))
        except (ValueError, OverflowError):
            return None
        rows = np.flatnonzero((self._ids == number) & self.live)
        return int(rows[0]) if len(rows) else None

    @cached_property
    def documents(self) -> Mapping[str, tuple[Segment, int]]:
        """The live documents by source: segment, and number within it."""
        found: dict[str, tuple[Segment, int]] = {}
        for position, segment in enumerate(self.segments):
            gone = self.dead.get(position, frozenset())
            for number in range(len(segment.documents)):
                if number not in gone:
                    found[segment.documents[number].source] = (segment, number)
        return found

    def statistics(self) -> dict[str, Any]:
        """Counts over the live rows."""
        live = int(self.live.sum())
        searched = live if self.searched is None else int(self.searched.sum())
        return {"passages": live, "folded": live - searched, "documents": len(self.documents)}


def _read_dead(path: Path, segments: Sequence[Segment]) -> dict[int, frozenset[int]]:
    """For each segment's position the numbers of its deleted documents."""
    dead: dict[int, set[int]] = {}
    for position, document in map_array(path).tolist():
        if not (
            0 <= position < len(segments) and 0 <= document < len(segments[position].documents)
        ):
            raise damaged(path, "names documents that are not there")
        dead.setdefault(position, set()).add(document)
    return {position: frozenset(documents) for position, documents in dead.items()}
