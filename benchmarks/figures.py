"""How every benchmark reports: one JSON object on standard output, a table on standard error."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from rich.console import Console
from rich.table import Table


def machine() -> dict[str, Any]:
    """Processor count, architecture, system and Python version of this run."""
    return {
        "cpus": os.cpu_count(),
        "arch": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def versions(packages: Iterable[str]) -> dict[str, str | None]:
    """Installed version of each distribution; None where it is not installed."""
    found: dict[str, str | None] = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    return found


def report(
    name: str,
    figures: Mapping[str, Any],
    *,
    rows: Sequence[Sequence[Any]] = (),
    columns: Sequence[str] = (),
    packages: Iterable[str] = (),
    as_json: bool,
) -> None:
    """Print `figures` as one JSON object (with `as_json`) and `rows` as a table.

    `figures` keeps its keys at the top level, beside `benchmark`, `versions` and `machine`.
    """
    console = Console(stderr=True)
    if rows:
        table = Table(*columns, title=name)
        for row in rows:
            table.add_row(*(_cell(value) for value in row))
        console.print(table)
    if as_json:
        document = {
            "benchmark": name,
            **figures,
            "versions": versions(packages),
            "machine": machine(),
        }
        json.dump(document, sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")


def _cell(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
