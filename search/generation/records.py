"""What a segment keeps about each document and passage."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from search.embedding.token_vectors import TokenSigns
from search.vector_store import Vectors


class DocumentRecord(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A document; its passages are the segment's rows [first, first + passages)."""

    source: str
    title: str
    sha256: str
    size: int
    modified: int
    folder_metadata: str
    metadata: dict[str, Any]
    text_start: int = 0
    text_bytes: int = 0
    first: int = 0
    passages: int = 0


class PassageRecord(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A passage: characters [start, end), bytes [byte_start, byte_end) of its document's text.

    `tokens` is what the embedder reads of it.
    """

    id: str
    document: int
    start: int
    end: int
    byte_start: int
    byte_end: int
    context: str = ""
    headings: tuple[str, ...] = ()
    page: int | None = None
    lines: tuple[int, int] | None = None
    answer: str | None = None
    metadata: dict[str, Any] = {}
    tokens: int = 0


class IndexedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document with everything a segment stores: rows of `vectors` and `keys` are passages.

    `signs` has the token signs of each passage, and nothing where the embedder tells none.
    """

    record: DocumentRecord
    text: bytes
    passages: tuple[PassageRecord, ...]
    vectors: Vectors
    keys: NDArray[np.uint8]
    signs: tuple[TokenSigns, ...] = ()

    def embedded(self, passage: PassageRecord) -> str:
        """What was embedded for `passage`: its context and its text."""
        text = self.text[passage.byte_start : passage.byte_end].decode()
        return f"{passage.context}\n{text}" if passage.context else text
