"""Writes that survive a power cut, and links that share what does not change."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def sync_file(path: Path) -> None:
    """Flush a file's contents to the disk."""
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Flush a folder's entries to the disk, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Flush every file and folder under `folder`; files shared with others are durable already."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            if path.stat().st_nlink == 1:
                sync_file(path)
        sync_folder(Path(parent))


def replace_file(path: Path, content: bytes) -> None:
    """Give `path` new content: it holds the old or the new, whole, at every moment."""
    aside = path.with_name(path.name + ".new")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)
    sync_folder(path.parent)


def share_tree(source: Path, target: Path) -> None:
    """`target` with the files of `source`: hard links, or copies where links cannot be made."""
    for parent, folders, names in os.walk(source):
        folders.sort()
        into = target / Path(parent).relative_to(source)
        into.mkdir(parents=True, exist_ok=True)
        for name in sorted(names):
            try:
                os.link(Path(parent, name), into / name)
            except OSError:
                shutil.copyfile(Path(parent, name), into / name)
