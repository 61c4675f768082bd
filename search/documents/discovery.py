"""The files that folders, files and globs name."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from prompts.errors import DocumentError, SettingsError
from search.documents.file_names import shown_name, unreadable
from search.documents.folder_metadata import FOLDER_METADATA, folder_metadata


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to index, and the name its passages carry: relative, with forward slashes.

    `metadata` is that of its folders; `problem` says why it or they cannot be read, if so. A
    folder that cannot be listed stands for all its files; `listed` is False for it.
    """

    path: Path
    source: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""
    listed: bool = True


def discover(sources: Sequence[str | Path]) -> list[SourceFile]:
    """Every file under `sources` (folders, files, globs), sorted by name, each real file once.

    Hidden files and folders are left out, links are followed, and a folder that links back to
    one of its parents is entered once. A name that is not UTF-8, and what is no regular file
    (named pipes, sockets, devices), comes with its `problem` and must not be opened.

    Raises:
        SettingsError: a source matches nothing.
    """
    found: dict[Path, SourceFile] = {}
    names: set[str] = set()
    for source in sources:
        matches = sorted(_matches(str(source)), key=lambda file: file.source)
        if not matches and not Path(source).is_dir():
            raise SettingsError(
                shown_name(str(source)),
                "",
                "no such file or folder.",
                "Name a folder, a file or a glob.",
            )
        for file in matches:
            real = _real(file.path)
            if real in found:
                continue
            if file.source in names:
                file = replace(file, source=shown_name(file.path.as_posix()))
            names.add(file.source)
            found[real] = file
    return sorted(found.values(), key=lambda file: file.source)


def _matches(source: str) -> Iterator[SourceFile]:
    path = Path(source)
    if path.is_dir():
        yield from _walk(path)
    elif path.exists():
        yield _file(path, path.name)
    else:
        for match in glob.iglob(source, recursive=True):
            if not os.path.isdir(match):
                yield _file(Path(match), Path(match).as_posix())


def _file(
    path: Path, name: str, metadata: Mapping[str, Any] | None = None, problem: str = ""
) -> SourceFile:
    return SourceFile(path, shown_name(name), metadata or {}, unreadable(path, name) or problem)


def _walk(root: Path) -> Iterator[SourceFile]:
    """Files of `root`; `os.walk` follows links, so folders already entered are pruned."""
    entered = {_real(root)}
    described: dict[Path, tuple[Mapping[str, Any], str]] = {}
    failed: list[OSError] = []
    for parent, folders, files in os.walk(root, onerror=failed.append, followlinks=True):
        folder = Path(parent)
        above = described.get(folder.parent, ({}, "")) if folder != root else ({}, "")
        described[folder] = metadata, problem = _described(folder, root, *above)
        kept = []
        for name in sorted(folders):
            real = _real(folder / name)
            if not name.startswith(".") and real not in entered:
                entered.add(real)
                kept.append(name)
        folders[:] = kept
        for name in files:
            path = folder / name
            if not name.startswith(".") and name != FOLDER_METADATA:
                yield _file(path, path.relative_to(root).as_posix(), metadata, problem)
    for error in failed:
        folder = Path(error.filename)
        name = shown_name(folder.relative_to(root).as_posix())
        problem = f"the folder cannot be listed: {error.strerror or error}."
        yield SourceFile(folder, name, problem=problem, listed=False)


def _described(
    folder: Path, root: Path, above: Mapping[str, Any], problem: str
) -> tuple[Mapping[str, Any], str]:
    """The metadata of `folder` over that of the folders above it."""
    name = shown_name((folder / FOLDER_METADATA).relative_to(root).as_posix())
    try:
        own = folder_metadata(folder, name)
    except DocumentError as error:
        return above, f"not indexed, because its folder's metadata is broken: {error}"
    return {**above, **own}, problem


def _real(path: Path) -> Path:
    """The path without links; unlike `Path.resolve`, a link to itself is no error."""
    return Path(os.path.realpath(path))
