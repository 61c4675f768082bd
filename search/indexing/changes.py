"""What changed in the sources since a generation was built."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from prompts.errors import DocumentError
from search.documents.discovery import SourceFile
from search.documents.document import Document
from search.documents.loading import load_document
from search.generation.generation import Generation
from search.generation.manifest import Skipped
from search.generation.records import DocumentRecord

# A file may change twice within one tick of the file system's clock; one this recent is hashed.
RECENT_NANOSECONDS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A document just read, with the record that says what it was read from."""

    document: Document
    record: DocumentRecord


@dataclass(slots=True)
class Changes:
    """Documents to add, sources to leave out (a changed file is in both), files not readable."""

    loaded: list[LoadedFile] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)
    skipped: list[Skipped] = field(default_factory=list)


def find_changes(
    files: Sequence[SourceFile], previous: Generation | None, *, advance: Iterable[object] = ()
) -> Changes:
    """Compare `files` with `previous` and read those that differ.

    A file whose new content is no document is skipped with its reason, and what was indexed from
    it before goes: an answer from a text that is no longer there would be wrong. Where only the
    file system fails, nobody knows, and what was indexed before stays.
    """
    changes = Changes()
    known = previous.documents if previous else {}
    told = previous.manifest.skipped if previous else ()
    built = _nanoseconds(previous.manifest.created) if previous else 0
    ticks = iter(advance)
    for file in (file for file in files if file.listed):
        next(ticks, None)
        stored = known.get(file.source)
        record = stored[0].documents[stored[1]] if stored else None
        try:
            if file.problem:
                raise DocumentError(file.source, file.problem)
            state = _state(file)
            if record is not None and _unchanged(file, record, state, built):
                changes.skipped += [entry for entry in told if entry.source == file.source]
                continue
            changes.loaded.append(_load(file, state))
            problems = changes.loaded[-1].document.problems
            changes.skipped += [Skipped(file.source, problem) for problem in problems]
        except DocumentError as error:
            changes.skipped.append(Skipped(error.source, error.problem))
        except OSError as error:
            kept = " What was indexed before stays." if record else ""
            problem = f"cannot be read: {error.strerror or error}.{kept}"
            changes.skipped.append(Skipped(file.source, problem))
            continue
        if record is not None:
            changes.removed.add(file.source)
    unlisted = [file for file in files if not file.listed]
    for folder in unlisted:
        kept = " What was indexed from it before stays."
        changes.skipped.append(Skipped(folder.source, f"{folder.problem}{kept}"))
    gone = set(known) - {file.source for file in files}
    changes.removed |= {
        name for name in gone if not any(_lies_in(name, folder.source) for folder in unlisted)
    }
    return changes


def _lies_in(name: str, folder: str) -> bool:
    return folder == "." or name.startswith(f"{folder}/")


def _state(file: SourceFile) -> DocumentRecord:
    status = file.path.stat()
    described = msgspec.json.encode(dict(file.metadata), order="sorted") if file.metadata else b""
    return DocumentRecord(
        source=file.source,
        title="",
        sha256="",
        size=status.st_size,
        modified=status.st_mtime_ns,
        folder_metadata=hashlib.sha256(described).hexdigest()[:16] if described else "",
        metadata={},
    )


def _unchanged(file: SourceFile, record: DocumentRecord, state: DocumentRecord, built: int) -> bool:
    if (record.size, record.folder_metadata) != (state.size, state.folder_metadata):
        return False
    if record.modified == state.modified and record.modified < built - RECENT_NANOSECONDS:
        return True
    return sha256_of(file.path) == record.sha256


def _load(file: SourceFile, state: DocumentRecord) -> LoadedFile:
    document = load_document(file.path, file.source)
    metadata = {**file.metadata, **document.metadata}
    record = msgspec.structs.replace(
        state, title=document.title, sha256=sha256_of(file.path), metadata=metadata
    )
    return LoadedFile(document, record)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _nanoseconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp() * 1e9)
