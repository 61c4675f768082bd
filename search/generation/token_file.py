"""The token signs of a segment's passages in one file, read a passage at a time."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from search.embedding.token_vectors import TokenSigns, signs_width
from search.generation.record_file import damaged, map_array

ENDS = ".ends.npy"


def write_token_signs(path: Path, signs: Iterable[TokenSigns]) -> None:
    """Write `signs` to `path`, and at which token those of each passage end to `path` + `ENDS`."""
    ends = []
    position = 0
    with path.open("wb") as file:
        for own in signs:
            file.write(np.ascontiguousarray(own).data)
            position += len(own)
            ends.append(position)
    np.save(path.with_name(path.name + ENDS), np.array(ends, np.int64), allow_pickle=False)


class TokenFile:
    """Reads what `write_token_signs` wrote; raises IndexDamaged for anything else.

    Read, not mapped: of a map the system counts the pages around each one that is touched, which
    is half of such a file after some hundred searches.
    """

    def __init__(self, path: Path, dimension: int) -> None:
        self._path = path
        self._ends = map_array(path.with_name(path.name + ENDS))
        self._width = signs_width(dimension)
        try:
            self._file = os.open(path, os.O_RDONLY)
        except OSError as error:
            raise damaged(path, f"cannot be read ({error})") from error
        # Once open it can be read when the file was removed, as a newer generation's build does.
        weakref.finalize(self, os.close, self._file)
        held = os.fstat(self._file).st_size
        expected = (int(self._ends[-1]) if len(self._ends) else 0) * self._width
        if held != expected:
            raise damaged(path, f"holds {held} bytes, {expected} expected")

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, row: int) -> TokenSigns:
        first = (int(self._ends[row - 1]) if row else 0) * self._width
        size = int(self._ends[row]) * self._width - first
        raw = os.pread(self._file, size, first)
        if len(raw) != size:
            raise damaged(self._path, f"was cut: {size} bytes wanted at {first}, {len(raw)} there")
        return np.frombuffer(raw, np.uint8).reshape(-1, self._width)
