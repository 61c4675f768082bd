"""`--slot name=value` of several commands."""

from __future__ import annotations

from typing import Any

import msgspec
import typer


def slots_from(pairs: list[str]) -> dict[str, Any]:
    """Slots from ``name=value`` pairs; a value that is JSON is read as such, else it is text.

    >>> slots_from(["name=Ann", "qty=3", "tags=[1, 2]"])
    {'name': 'Ann', 'qty': 3, 'tags': [1, 2]}
    """
    slots: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{pair!r} is not name=value", param_hint="--slot")
        try:
            slots[name] = msgspec.json.decode(value)
        except msgspec.DecodeError:
            slots[name] = value
    return slots
