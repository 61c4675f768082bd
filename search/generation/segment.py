"""A segment: documents, passages, vectors and words of one build, never changed afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import cast

import msgspec
import numpy as np
from numpy.typing import NDArray

from search.generation.record_file import RecordFile, damaged, map_array, map_bytes, write_records
from search.generation.records import DocumentRecord, IndexedDocument, PassageRecord
from search.generation.token_file import TokenFile, write_token_signs
from search.lexical.build import build_lexical_index
from search.lexical.index import LexicalIndex
from search.metadata_index import MetadataIndex
from search.stores.faiss import FILE_NAME as VECTORS_FILE
from search.stores.faiss import FaissStore
from search.stores.faiss_choice import build_by_measuring
from search.stores.index_choice import IndexChoice
from search.text.tokens import terms
from search.vector_store import Vectors

TEXTS, DOCUMENTS, PASSAGES = "texts.bin", "documents.bin", "passages.bin"
TOKENS = "token_signs.bin"
IDS, FOLDS, KEYS, EMBEDDINGS = "ids.npy", "folds.npy", "keys.npy", "embeddings.npy"
LEXICAL, METADATA = "lexical", "metadata"
KEY_BYTES = 16


def key_of(embedded: str) -> bytes:
    """The content hash under which a chunk's embedding is found again."""
    return hashlib.blake2b(embedded.encode(), digest_size=KEY_BYTES).digest()


def write_segment(
    folder: Path, documents: Sequence[IndexedDocument], dimension: int
) -> IndexChoice:
    """Write all files of a segment into the new folder `folder`; the caller makes them durable.

    Returns which FAISS index its vectors got, and why.
    """
    folder.mkdir(parents=True)
    records: list[DocumentRecord] = []
    passages: list[PassageRecord] = []
    with (folder / TEXTS).open("wb") as texts:
        for number, document in enumerate(documents):
            start = texts.tell()
            texts.write(document.text)
            records.append(
                msgspec.structs.replace(
                    document.record,
                    text_start=start,
                    text_bytes=len(document.text),
                    first=len(passages),
                    passages=len(document.passages),
                )
            )
            passages += [msgspec.structs.replace(p, document=number) for p in document.passages]
    write_records(folder / DOCUMENTS, records)
    write_records(folder / PASSAGES, passages)
    rows = [(document, p) for document in documents for p in document.passages]
    vectors = np.concatenate(
        [*(d.vectors for d in documents), np.empty((0, dimension), np.float32)]
    )
    _save(folder / IDS, np.array([int(p.id, 16) for p in passages], np.uint64))
    _save(folder / FOLDS, np.array([_fold(d, p) for d, p in rows], np.uint64))
    _save(folder / KEYS, _concatenated([d.keys for d in documents]))
    _save(folder / EMBEDDINGS, vectors)
    signs = [own for document in documents for own in document.signs]
    if signs:
        write_token_signs(folder / TOKENS, signs)
    store, choice = build_by_measuring(vectors)
    store.save(folder / VECTORS_FILE)
    build_lexical_index([d.embedded(p) for d, p in rows]).save(folder / LEXICAL)
    MetadataIndex.build([{**d.record.metadata, **p.metadata} for d, p in rows]).save(
        folder / METADATA
    )
    return choice


def _save(path: Path, array: NDArray[np.generic]) -> None:
    np.save(path, array, allow_pickle=False)


def _concatenated(keys: Sequence[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    return np.concatenate([*keys, np.empty((0, KEY_BYTES), np.uint8)])


def _fold(document: IndexedDocument, passage: PassageRecord) -> int:
    """Equal for passages that say the same to the same readers: words, answer and metadata."""
    text = document.text[passage.byte_start : passage.byte_end].decode()
    readers = msgspec.json.encode({**document.record.metadata, **passage.metadata}, order="sorted")
    said = "\0".join([*terms(text), "", passage.answer or ""]).encode()
    return int.from_bytes(hashlib.blake2b(said + b"\0" + readers, digest_size=8).digest(), "big")


class Segment:
    """An open segment; everything is mapped into memory and read when it is touched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents: RecordFile[DocumentRecord] = RecordFile(folder / DOCUMENTS, DocumentRecord)
        self.passages: RecordFile[PassageRecord] = RecordFile(folder / PASSAGES, PassageRecord)
        self._texts = map_bytes(folder / TEXTS)
        self.ids = cast("NDArray[np.uint64]", map_array(folder / IDS))
        self.folds = cast("NDArray[np.uint64]", map_array(folder / FOLDS))
        self.store = FaissStore.open(folder / VECTORS_FILE, self.embeddings)
        self.lexical = LexicalIndex.open(folder / LEXICAL)
        told = (folder / TOKENS).exists()
        self.tokens = TokenFile(folder / TOKENS, self.store.dimension) if told else None
        counts = {
            PASSAGES: len(self.passages),
            IDS: len(self.ids),
            FOLDS: len(self.folds),
            VECTORS_FILE: self.store.count,
            LEXICAL: self.lexical.count,
        }
        if self.tokens is not None:
            counts[TOKENS] = len(self.tokens)
        if len(set(counts.values())) > 1:
            raise damaged(folder, f"its files disagree on the number of passages: {counts}")

    def __len__(self) -> int:
        return len(self.passages)

    @cached_property
    def metadata(self) -> MetadataIndex:
        return MetadataIndex.open(self.folder / METADATA)

    def text(self, document: DocumentRecord) -> bytes:
        """The extracted text of `document`, UTF-8."""
        start = document.text_start
        return self._texts[start : start + document.text_bytes].tobytes()

    def passage_text(self, passage: PassageRecord, document: DocumentRecord) -> str:
        """The text of `passage`."""
        start = document.text_start
        return self._texts[start + passage.byte_start : start + passage.byte_end].tobytes().decode()

    @cached_property
    def embeddings(self) -> Vectors:
        return cast("Vectors", map_array(self.folder / EMBEDDINGS))

    @cached_property
    def keys(self) -> NDArray[np.uint8]:
        return cast("NDArray[np.uint8]", map_array(self.folder / KEYS))

    def indexed(self, numbers: Sequence[int]) -> Iterator[IndexedDocument]:
        """The documents of those numbers, with all that another segment needs to store them."""
        for number in numbers:
            record = self.documents[number]
            rows = range(record.first, record.first + record.passages)
            yield IndexedDocument(
                record=record,
                text=self.text(record),
                passages=tuple(self.passages[row] for row in rows),
                vectors=np.array(self.embeddings[record.first : rows.stop]),
                keys=np.array(self.keys[record.first : rows.stop]),
                signs=() if self.tokens is None else tuple(self.tokens[row] for row in rows),
            )
