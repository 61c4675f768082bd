"""The files that folders, files and globs name."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prompts.errors import SettingsError

FOLDER_METADATA = "_meta.yml"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to index, and the name its passages carry: relative, with forward slashes."""

    path: Path
    source: str
    metadata: Mapping[str, Any] = field(default_factory=dict)


def discover(sources: Sequence[str | Path]) -> list[SourceFile]:
    """Every file under `sources` (folders, files, globs), sorted by name, each real file once.

    Hidden files and folders are left out, links are followed, and a folder that links back to
    one of its parents is entered once.

    Raises:
        SettingsError: a source matches nothing.
    """
    found: dict[Path, SourceFile] = {}
    names: set[str] = set()
    for source in sources:
        any_match = False
        for path, name in sorted(_matches(str(source)), key=lambda pair: pair[1]):
            any_match = True
            real = path.resolve()
            if real in found:
                continue
            if name in names:
                name = path.as_posix()
            names.add(name)
            found[real] = SourceFile(path, name)
        if not any_match and not Path(source).is_dir():
            raise SettingsError(
                str(source), "", "no such file or folder.", "Name a folder, a file or a glob."
            )
    return sorted(found.values(), key=lambda file: file.source)


def _matches(source: str) -> Iterator[tuple[Path, str]]:
    path = Path(source)
    if path.is_dir():
        yield from _walk(path)
    elif path.is_file():
        yield path, path.name
    else:
        for match in glob.iglob(source, recursive=True):
            if os.path.isfile(match):
                yield Path(match), Path(match).as_posix()


def _walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """Files of `folder`; `os.walk` follows links, so folders already entered are pruned."""
    entered = {folder.resolve()}
    for parent, folders, files in os.walk(folder, followlinks=True):
        kept = []
        for name in sorted(folders):
            real = Path(parent, name).resolve()
            if not name.startswith(".") and real not in entered:
                entered.add(real)
                kept.append(name)
        folders[:] = kept
        for name in files:
            path = Path(parent, name)
            if not name.startswith(".") and name != FOLDER_METADATA:
                yield path, path.relative_to(folder).as_posix()
