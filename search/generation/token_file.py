"""The token signs of a segment's passages in one file, read a passage at a time through a map."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from search.embedding.token_vectors import TokenSigns, signs_width
from search.generation.record_file import damaged, map_array, map_bytes

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
    """Reads what `write_token_signs` wrote; raises IndexDamaged for anything else."""

    def __init__(self, path: Path, dimension: int) -> None:
        self._ends = map_array(path.with_name(path.name + ENDS))
        held = map_bytes(path)
        width = signs_width(dimension)
        tokens = int(self._ends[-1]) if len(self._ends) else 0
        if len(held) != tokens * width:
            raise damaged(path, f"holds {len(held)} bytes, {tokens * width} expected")
        self._signs = held.reshape(tokens, width)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, row: int) -> TokenSigns:
        first = int(self._ends[row - 1]) if row else 0
        return self._signs[first : int(self._ends[row])]
