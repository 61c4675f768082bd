"""The index folder: which generation is current, and how another becomes it.

    index/
      CURRENT                     the name of the current generation
      LOCK                        held by the one process that writes
      generations/000007-3f2a…/   immutable: manifest.json, segments, encoder
      generations/.new-000008/    a build that is not finished, or was killed

A build is written aside, made durable file by file, renamed to its name, and only then named in
CURRENT by an atomic rename. Whatever is interrupted where, CURRENT names a whole generation.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prompts.errors import IndexMissing, KnowledgeBaseError
from search.generation.durable import replace_file, sync_folder, sync_tree
from search.generation.record_file import damaged

CURRENT, LOCK, GENERATIONS = "CURRENT", "LOCK", "generations"
KEPT = 3
_NAME = re.compile(r"(\d{6,})-[0-9a-f]{8}")
_UNFINISHED = ".new-"
_REMOVED = ".old-"


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """An index on disk. Reading needs no lock; all that changes it does."""

    path: Path

    @property
    def generations(self) -> Path:
        return self.path / GENERATIONS

    def current(self) -> str | None:
        """The name of the current generation; None where nothing was built yet.

        Raises:
            IndexDamaged: CURRENT names no generation.
        """
        path = self.path / CURRENT
        try:
            name = path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise damaged(path, f"cannot be read ({error})") from error
        if not _NAME.fullmatch(name):
            raise damaged(path, f"{name[:40]!r} is no name of a generation")
        return name

    def current_folder(self) -> Path:
        """The folder of the current generation.

        Raises:
            IndexMissing: nothing was built yet.
            IndexDamaged: CURRENT names a generation that is not there.
        """
        name = self.current()
        if name is None:
            raise IndexMissing(f"{self.path}: no index yet. Run `truephrase index` first.")
        folder = self.generations / name
        if not folder.is_dir():
            raise damaged(folder, "the current generation is missing")
        return folder

    def names(self) -> list[str]:
        """Every finished generation, oldest first."""
        if not self.generations.is_dir():
            return []
        found = [entry.name for entry in self.generations.iterdir() if entry.is_dir()]
        return sorted((n for n in found if _NAME.fullmatch(n)), key=sequence_number)

    @contextlib.contextmanager
    def writing(self, *, wait: float = 0.0) -> Iterator[None]:
        """Hold the lock; the operating system frees it if this process dies.

        Raises:
            KnowledgeBaseError: another process has held it for more than `wait` seconds.
        """
        from filelock import FileLock, Timeout

        self.path.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.path / LOCK).acquire(timeout=wait, poll_interval=0.02):
                yield
        except Timeout as error:
            raise KnowledgeBaseError(
                f"{self.path}: another process is writing this index. Wait for it to finish; "
                "its lock is freed when it ends, however it ends."
            ) from error

    def new_build(self) -> Path:
        """An empty folder to write the next generation into; clears what killed builds left."""
        self.generations.mkdir(parents=True, exist_ok=True)
        for entry in self.generations.iterdir():
            if entry.name.startswith((_UNFINISHED, _REMOVED)):
                shutil.rmtree(entry, ignore_errors=True)
        folder = self.generations / f"{_UNFINISHED}{self.next_number():06d}"
        folder.mkdir()
        return folder

    def next_number(self) -> int:
        """One more than the newest generation's number, current or not."""
        return max((sequence_number(name) for name in self.names()), default=0) + 1

    def commit(self, build: Path, name: str) -> None:
        """Make the finished `build` the current generation, under `name`."""
        sync_tree(build)
        os.rename(build, self.generations / name)
        sync_folder(self.generations)
        self.switch(name)

    def switch(self, name: str) -> None:
        """Name `name` as the current generation, atomically and durably."""
        replace_file(self.path / CURRENT, f"{name}\n".encode("ascii"))

    def prune(self, keep: int = KEPT) -> list[str]:
        """Remove all but the newest `keep` generations and the current one; names them."""
        current = self.current()
        doomed = [name for name in self.names()[:-keep] if name != current]
        for name in doomed:
            # Renamed first, so that a half-removed generation never stands under a valid name.
            aside = self.generations / f"{_REMOVED}{name}"
            os.rename(self.generations / name, aside)
            shutil.rmtree(aside, ignore_errors=True)
        return doomed

    def previous(self) -> str:
        """The newest generation older than the current one; raises IndexMissing if none is kept."""
        current = self.current()
        older = self.names()
        if current is not None:
            older = [n for n in older if sequence_number(n) < sequence_number(current)]
        if not older:
            raise IndexMissing(f"{self.path}: no older generation than {current} is kept.")
        return older[-1]


def sequence_number(name: str) -> int:
    """The number that a generation's name starts with."""
    return int(name.partition("-")[0])
