"""The manifest of a generation: what it was made of and with, and the hash of every file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from prompts.errors import IndexMismatch
from search.embedding.embedder import ModelIdentity
from search.generation.record_file import damaged
from search.stores.index_choice import IndexChoice

FORMAT = 1
MANIFEST = "manifest.json"


class FileHash(msgspec.Struct, frozen=True):
    """Size in bytes and SHA-256 of a file."""

    bytes: int
    sha256: str


class SegmentEntry(msgspec.Struct, frozen=True):
    """A segment of the generation, by its folder's name; `vectors` is its FAISS index."""

    name: str
    documents: int
    passages: int
    vectors: IndexChoice | None = None


class Skipped(msgspec.Struct, frozen=True):
    """A file that was not indexed, and why."""

    source: str
    problem: str


class Profile(msgspec.Struct, frozen=True):
    """What the embedder's cosines mean; see `search.ranking.embedder_profile.EmbedderProfile`."""

    unrelated: float
    related: float
    languages: tuple[str, ...]
    multilingual: bool = False


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What `manifest.json` says. `files` has paths relative to the generation's folder."""

    format: int
    name: str
    created: str
    model: ModelIdentity
    profile: Profile
    chunk_tokens: int
    sources: tuple[str, ...]
    segments: tuple[SegmentEntry, ...]
    skipped: tuple[Skipped, ...] = ()
    files: dict[str, FileHash] = {}


def hash_file(path: Path) -> FileHash:
    """Size and SHA-256 of the file at `path`."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
        size = file.tell()
    return FileHash(size, digest.hexdigest())


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the generation at `folder`.

    Raises:
        IndexDamaged: it is missing or broken.
        IndexMismatch: another format wrote it.
    """
    path = folder / MANIFEST
    try:
        raw = path.read_bytes()
        found = msgspec.json.decode(raw, type=dict)
        version = found.get("format")
        if version != FORMAT:
            raise IndexMismatch(
                f"{path}: format {version}, this version reads {FORMAT}. Build the index again "
                "with `truephrase index`."
            )
        return msgspec.json.decode(raw, type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise damaged(path, f"cannot be read ({error})") from error


def check_files(folder: Path, manifest: Manifest, *, deep: bool) -> None:
    """Compare every file's size, and with `deep` its hash, with the manifest.

    Raises:
        IndexDamaged: names the first file that is missing or differs.
    """
    for name, expected in manifest.files.items():
        path = folder / name
        try:
            size = path.stat().st_size
            same = size == expected.bytes and (not deep or hash_file(path) == expected)
        except OSError as error:
            raise damaged(path, f"cannot be read ({error.strerror})") from error
        if not same:
            found = f"{size} bytes, {expected.bytes} expected" if size != expected.bytes else "hash"
            raise damaged(path, f"differs from the manifest ({found})")
