"""The connection keys of a vector database, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from prompts.errors import SettingsError

FILE, BLOCK = "endpoints.yml", "vector_store"


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """The keys of a `vector_store:` block that belong to one store's type.

    `values` has every known key: as written, or its default.
    """

    type: str
    values: Mapping[str, Any]
    file: str = FILE

    @classmethod
    def read(
        cls, kind: str, written: Mapping[str, Any], defaults: Mapping[str, Any], file: str = FILE
    ) -> StoreSettings:
        """Check `written` against `defaults`, whose types are those that values must have.

        A default of None takes any text.

        Raises:
            SettingsError: an unknown key, a value of another type, or no `collection`.
        """
        for key, value in written.items():
            if key not in defaults:
                close = get_close_matches(key, defaults, n=1)
                remedy = f"Did you mean `{close[0]}`?" if close else "Remove it."
                known = ", ".join(sorted(defaults))
                raise SettingsError(
                    file, f"{BLOCK}.{key}", f"is no key of {kind}.", f"{remedy} Known: {known}."
                )
            if value is not None and not _fits(value, defaults[key]):
                wanted = type(defaults[key]).__name__ if defaults[key] is not None else "str"
                raise SettingsError(
                    file, f"{BLOCK}.{key}", f"{value!r} cannot be used.", f"Write {_NAMES[wanted]}."
                )
        values = {
            key: _converted(written[key], default) if written.get(key) is not None else default
            for key, default in defaults.items()
        }
        if not values["collection"]:
            raise SettingsError(
                file, f"{BLOCK}.collection", "is not set.", "Name the collection to search."
            )
        return cls(kind, values, file)

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    @property
    def address(self) -> str:
        """Where the server is, for messages; never with a password."""
        for key in ("path", "location", "url", "uri"):
            value = str(self.values.get(key) or "")
            if value:
                return value.rpartition("@")[2]
        return f"{self.values.get('host')}:{self.values.get('port')}"


_NAMES = {
    "str": "a text",
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number of seconds above 0",
}


def _fits(value: Any, default: Any) -> bool:
    if isinstance(default, bool):
        return isinstance(value, bool)
    if isinstance(default, float):
        return _number(value) is not None and float(value) > 0
    if isinstance(default, int):
        # Environment variables are texts: port: ${PORT}.
        number = _number(value)
        return number is not None and number == int(number)
    return isinstance(value, str)


def _converted(value: Any, default: Any) -> Any:
    if isinstance(default, (bool, str)) or default is None:
        return value
    return float(value) if isinstance(default, float) else int(value)


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
