"""Which rows carry which metadata value: what an access filter is compiled against."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from prompts.errors import IndexDamaged
from search.vector_store import Mask

if TYPE_CHECKING:
    from typing_extensions import Self

# A value that no slot and no setting can name, because `canonical` never returns it.
INCOMPARABLE = "\0"

VALUES_FILE, ENDS_FILE, ROWS_FILE = "values.json", "ends.npy", "rows.npy"


@dataclass(frozen=True, slots=True)
class MetadataIndex:
    """For each key its values (as `canonical` writes them) and the rows that carry each.

    Value number v of `positions` owns `rows[ends[v-1]:ends[v]]`.
    """

    count: int
    positions: Mapping[str, Mapping[str, int]]
    ends: NDArray[np.int64]
    rows: NDArray[np.int32]

    @classmethod
    def build(cls, metadata: Sequence[Mapping[str, Any]]) -> Self:
        """Index every key; a list counts as each of its items.

        Nothing and blank text count as absent. What else cannot be compared (an empty list, a
        mapping, NaN) counts as present and equals nothing: it must not open a filter that lets
        passages without the key through.
        """
        found: dict[str, dict[str, list[int]]] = {}
        for row, entries in enumerate(metadata):
            for key, entry in entries.items():
                values = found.setdefault(key, {})
                for value in canonical_all(entry) or _incomparable(entry):
                    values.setdefault(value, []).append(row)
        positions: dict[str, dict[str, int]] = {}
        groups: list[list[int]] = []
        for key, values in found.items():
            positions[key] = {value: len(groups) + i for i, value in enumerate(values)}
            groups += values.values()
        return cls(
            count=len(metadata),
            positions=positions,
            ends=np.cumsum([len(group) for group in groups], dtype=np.int64),
            rows=np.array([row for group in groups for row in group], np.int32),
        )

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Map the files that `save` wrote; raises IndexDamaged where one is missing or broken."""
        try:
            header = json.loads((folder / VALUES_FILE).read_text(encoding="utf-8"))
            return cls(
                count=header["count"],
                positions=header["positions"],
                ends=np.load(folder / ENDS_FILE, mmap_mode="r", allow_pickle=False),
                rows=np.load(folder / ROWS_FILE, mmap_mode="r", allow_pickle=False),
            )
        except (OSError, ValueError, EOFError, KeyError, TypeError) as error:
            raise IndexDamaged(
                f"{folder}: no readable metadata index. Build it again with `truephrase index`, "
                "or go back with `truephrase index --rollback`."
            ) from error

    def save(self, folder: Path) -> None:
        """Write the index into `folder`; the caller makes it durable."""
        folder.mkdir(parents=True, exist_ok=True)
        header = {"count": self.count, "positions": self.positions}
        (folder / VALUES_FILE).write_text(json.dumps(header, ensure_ascii=False), encoding="utf-8")
        np.save(folder / ENDS_FILE, self.ends, allow_pickle=False)
        np.save(folder / ROWS_FILE, self.rows, allow_pickle=False)

    def values(self, key: str) -> Iterator[str]:
        """Every value that some row carries under `key`."""
        return iter(self.positions.get(key, {}))

    def carrying(self, key: str, values: Sequence[str] | None = None) -> Mask:
        """Rows that carry one of `values` under `key`, or any value where `values` is None."""
        mask = np.zeros(self.count, np.bool_)
        positions = self.positions.get(key, {})
        for value in positions if values is None else values:
            position = positions.get(value)
            if position is not None:
                start = int(self.ends[position - 1]) if position else 0
                mask[self.rows[start : int(self.ends[position])]] = True
        return mask


def _incomparable(value: Any) -> tuple[str, ...]:
    absent = value is None or (isinstance(value, str) and not value.strip())
    return () if absent else (INCOMPARABLE,)


def canonical(value: Any) -> str | None:
    """How a value is compared: 2, 2.0 and "2" are the same, True and "true" too, 1 and True not.

    None for what can be no metadata value: nothing, blank text, NaN, infinity, mappings.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).replace("\0", "").strip() or None
    return None


def canonical_all(value: Any) -> tuple[str, ...]:
    """The comparable values of a single value or of a list, each once."""
    items = value if isinstance(value, (list, tuple, set, frozenset)) else (value,)
    found = (canonical(item) for item in items)
    return tuple(dict.fromkeys(item for item in found if item is not None))
