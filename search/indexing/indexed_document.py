"""A loaded file and its chunks as a segment stores them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.embedding.reuse import Embeddings
from search.generation.records import IndexedDocument, PassageRecord
from search.indexing.changes import LoadedFile
from search.indexing.chunking import Chunk


def indexed_document(
    file: LoadedFile, chunks: Sequence[Chunk], embedded: Embeddings, keys: NDArray[np.uint8]
) -> IndexedDocument:
    """A loaded file with its chunks as a segment stores them."""
    text = file.document.text
    to_bytes = byte_offsets(text, [p for chunk in chunks for p in (chunk.start, chunk.end)])
    passages = tuple(
        PassageRecord(
            id=chunk.id,
            document=0,
            start=chunk.start,
            end=chunk.end,
            byte_start=to_bytes[chunk.start],
            byte_end=to_bytes[chunk.end],
            context=chunk.context,
            headings=chunk.headings,
            page=chunk.page,
            lines=chunk.lines,
            answer=chunk.answer,
            metadata=dict(chunk.metadata),
            tokens=chunk.tokens,
        )
        for chunk in chunks
    )
    return IndexedDocument(
        record=file.record,
        text=text.encode(),
        passages=passages,
        vectors=embedded.vectors,
        keys=keys,
        signs=embedded.signs,
    )


def byte_offsets(text: str, positions: Sequence[int]) -> dict[int, int]:
    """The UTF-8 offset of each character offset, in one pass over the text."""
    offsets: dict[int, int] = {}
    done = total = 0
    for position in sorted(set(positions)):
        total += len(text[done:position].encode())
        done = position
        offsets[position] = total
    return offsets
