"""Metadata of any origin (YAML, JSON, CSV, HTML) as plain values that an index can keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from prompts.errors import DocumentError

# What MessagePack can write.
LEAST_INTEGER, MOST_INTEGER = -(2**63), 2**64 - 1
# Far beyond any metadata; YAML aliases let a value hold itself, or a few lines become gigabytes.
MOST_LEVELS = 32
MOST_VALUES = 10_000
_SHOWN = 40


def kept_metadata(values: Mapping[Any, Any], source: str, where: str = "") -> dict[str, Any]:
    """`values` as JSON-like values; `where` says in which part of `source` they stand.

    Raises:
        DocumentError: a value cannot be stored. It is not left out, for it may limit who can see
            the document.
    """
    return _Values(source, where).mapping(values, "", 1)


class _Values:
    """Copies one mapping and counts its values."""

    def __init__(self, source: str, where: str) -> None:
        self._source = source
        self._where = f"{where}: " if where else ""
        self._count = 0

    def mapping(self, values: Mapping[Any, Any], path: str, level: int) -> dict[str, Any]:
        kept = {}
        for key, value in values.items():
            name = self._name(key, path)
            kept[name] = self._value(value, f"{path}.{name}" if path else name, level)
        return kept

    def _name(self, key: Any, path: str) -> str:
        try:
            name = str(key)
            name.encode()
        except (ValueError, RecursionError) as error:
            inside = f" in `{path}`" if path else ""
            raise self._error(
                f"a key{inside} cannot be stored ({error}). Give it a name that is text."
            ) from error
        return name

    def _value(self, value: Any, path: str, level: int) -> Any:
        self._count += 1
        if self._count > MOST_VALUES:
            raise self._error(f"more than {MOST_VALUES:,} values, at `{path}`. Keep fewer.")
        if level > MOST_LEVELS:
            first = path.partition(".")[0]
            raise self._error(
                f"`{first}` is nested deeper than {MOST_LEVELS} levels, or holds itself. "
                "Make it flatter."
            )
        if isinstance(value, Mapping):
            return self.mapping(value, path, level + 1)
        if isinstance(value, (list, tuple, set)):
            return [self._value(item, path, level + 1) for item in value]
        return self._scalar(value, path)

    def _scalar(self, value: Any, path: str) -> str | int | float | bool | None:
        if value is None or isinstance(value, (bool, float)):
            return value
        if isinstance(value, int):
            if not LEAST_INTEGER <= value <= MOST_INTEGER:
                shown = hex(value)[:_SHOWN] if value.bit_length() > 256 else str(value)
                raise self._error(
                    f"`{path}`: {shown} does not fit in 64 bits. Write it in quotes, as text."
                )
            return value
        text = value.isoformat() if isinstance(value, (date, datetime)) else str(value)
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise self._error(
                f"`{path}`: {ascii(text)[:_SHOWN]} has half of a surrogate pair, which is no "
                "character. Take it out."
            ) from error
        return text

    def _error(self, problem: str) -> DocumentError:
        return DocumentError(self._source, f"{self._where}{problem}")
