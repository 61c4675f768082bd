"""Many small MessagePack records in one file, read one at a time through a memory map."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
import numpy as np

from prompts.errors import IndexDamaged

Record = TypeVar("Record", bound=msgspec.Struct)


def damaged(path: Path, problem: str) -> IndexDamaged:
    """The error for a file of the index that cannot be used, with the ways out."""
    return IndexDamaged(
        f"{path}: {problem}. Build the index again with `truephrase index`, or go back with "
        "`truephrase index --rollback`."
    )


def map_bytes(path: Path) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """The file's bytes, mapped; a view, for slicing a memmap is ten times as slow.

    Raises IndexDamaged where there is no such file.
    """
    try:
        if not path.stat().st_size:
            return np.empty(0, np.uint8)
        return np.asarray(np.memmap(path, np.uint8, "r"))
    except (OSError, ValueError) as error:
        raise damaged(path, f"cannot be read ({error})") from error


def map_array(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.generic]]:
    """A .npy file, mapped; raises IndexDamaged where it is missing or broken."""
    try:
        array: np.ndarray[tuple[int, ...], np.dtype[np.generic]] = np.asarray(
            np.load(path, mmap_mode="r", allow_pickle=False)
        )
    except (OSError, ValueError, EOFError) as error:
        raise damaged(path, f"cannot be read ({error})") from error
    return array


def write_records(path: Path, records: Iterable[msgspec.Struct]) -> None:
    """Write `records` to `path` and the offset at which each ends to `path` + `.ends.npy`."""
    encoder = msgspec.msgpack.Encoder()
    ends = []
    position = 0
    with path.open("wb") as file:
        for record in records:
            position += file.write(encoder.encode(record))
            ends.append(position)
    np.save(_ends_path(path), np.array(ends, np.int64), allow_pickle=False)


class RecordFile(Generic[Record]):
    """Reads what `write_records` wrote; raises IndexDamaged for anything else."""

    def __init__(self, path: Path, kind: type[Record]) -> None:
        self._path = path
        self._bytes = map_bytes(path)
        self._ends = map_array(_ends_path(path))
        self._decoder = msgspec.msgpack.Decoder(kind)
        if len(self._ends) and int(self._ends[-1]) != len(self._bytes):
            raise damaged(path, f"holds {len(self._bytes)} bytes, {self._ends[-1]} expected")

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, row: int) -> Record:
        start = int(self._ends[row - 1]) if row else 0
        try:
            return self._decoder.decode(self._bytes[start : int(self._ends[row])].tobytes())
        except msgspec.DecodeError as error:
            raise damaged(self._path, f"record {row} is broken ({error})") from error


def _ends_path(path: Path) -> Path:
    return path.with_name(path.name + ".ends.npy")
