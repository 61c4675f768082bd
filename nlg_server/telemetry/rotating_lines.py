"""A file of lines that never grows past its bound: a full one becomes ``FILE.1``."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from prompts.errors import SettingsError


class RotatingLines:
    """Appends lines to `path`; of two files, together at most 2 × `max_bytes` long.

    Several processes may append to one file: a line is one write. Only its owner can read it.
    """

    def __init__(self, path: Path, max_bytes: int) -> None:
        self.path, self._max = path, max_bytes
        self._older = path.with_name(f"{path.name}.1")

    def check(self) -> None:
        """Raise SettingsError where the file cannot be appended to."""
        try:
            os.close(self._open())
        except OSError as error:
            raise SettingsError(
                "truephrase serve",
                "--record",
                f"{self.path} cannot be written ({error.strerror}).",
                "Name a file in a folder that exists and that the server may write to.",
            ) from error

    def append(self, line: bytes) -> None:
        """Add one line, which ends with its newline. Raises OSError, as for a full disk."""
        file = self._open()
        try:
            if (size := os.fstat(file).st_size) and size + len(line) > self._max:
                os.replace(self.path, self._older)
                os.close(file)
                file = self._open()
            if os.write(file, line) < len(line):
                raise OSError(errno.ENOSPC, "the line was cut short")
        finally:
            os.close(file)

    def _open(self) -> int:
        return os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
