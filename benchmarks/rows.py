"""Rows of a JSON Lines file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prompts.errors import BenchError


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Every row; raises BenchError naming file and line of what is no JSON object."""
    try:
        return list(_rows(path))
    except OSError as error:
        raise BenchError(f"{path}: cannot be read ({error.strerror}). Check the path.") from error


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise BenchError(f"{path}:{number}: is no JSON ({error}).") from error
            if not isinstance(row, dict):
                raise BenchError(f"{path}:{number}: is no JSON object.")
            yield row


def beside(path: Path, name: str, given: Path | None) -> Path:
    """The companion file given, or the one called `name` in the folder of `path`."""
    found = given or path.parent / name
    if not found.is_file():
        raise BenchError(f"{path} needs {name}, which is not beside it: give its path.")
    return found
