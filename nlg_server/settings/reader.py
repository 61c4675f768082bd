"""Typed access to a mapping read from YAML; every complaint names file, key and value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from prompts.errors import SettingsError

Choice = TypeVar("Choice", bound=str)


class Section:
    """One mapping of a settings file. Keys that are read are remembered; `finish` refuses others.

    >>> Section("endpoints.yml", "nlg", {"rephrase_all": True}).boolean("rephrase_all", False)
    True
    """

    def __init__(self, file: str, path: str, values: Mapping[str, Any]) -> None:
        self.file, self.path, self._values = file, path, values
        self._read: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return self._values.get(key) is not None

    def any(self, key: str, default: Any = None) -> Any:
        """The value as it stands; `default` where it is absent or null."""
        self._read.add(key)
        value = self._values.get(key)
        return default if value is None else value

    def boolean(self, key: str, default: bool) -> bool:
        """A true/false value; the words true, false, yes and no are taken too."""
        value = self.any(key, default)
        if isinstance(value, str):
            words = {"true": True, "yes": True, "on": True, "false": False, "no": False}
            value = {**words, "off": False}.get(value.strip().lower(), value)
        if not isinstance(value, bool):
            raise self.wrong(key, value, "Write true or false.")
        return value

    def text(self, key: str, default: str | None = None) -> str | None:
        """A string."""
        value = self.any(key, default)
        if value is not None and not isinstance(value, str):
            raise self.wrong(key, value, "Write a text.")
        return value

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """A number within [low, high]."""
        value = self.any(key, default)
        if isinstance(value, str):
            try:
                value = float(value)
            except ValueError:
                raise self.wrong(key, value, "Write a number.") from None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(key, value, "Write a number.")
        if not low <= value <= high:
            raise self.wrong(key, value, f"It must be between {low:g} and {high:g}.")
        return float(value)

    def integer(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number within [low, high]."""
        value = self.number(key, default, low, high)
        if value != int(value):
            raise self.wrong(key, value, "Write a whole number.")
        return int(value)

    def choice(self, key: str, default: Choice, choices: Sequence[Choice]) -> Choice:
        """One of `choices`."""
        value = self.any(key, default)
        if value is False and "off" in choices:  # YAML 1.1 tools write off as false
            value = "off"
        for choice in choices:
            if value == choice:
                return choice
        raise self.wrong(key, value, f"Write one of: {', '.join(choices)}.")

    def texts(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of strings; a single string counts as a list of one."""
        value = self.any(key, list(default))
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, value, "Write a list of texts.")
        return tuple(value)

    def section(self, key: str) -> Section:
        """A nested mapping, empty where it is absent."""
        value = self.any(key, {})
        if not isinstance(value, Mapping):
            raise self.wrong(key, value, "Write keys and values below it.")
        return Section(self.file, f"{self.path}.{key}" if self.path else key, value)

    def rest(self) -> dict[str, Any]:
        """The keys that nobody has read yet, which count as read from now on."""
        rest = {str(key): value for key, value in self._values.items() if key not in self._read}
        self._read.update(rest)
        return rest

    def ignore(self, *keys: str) -> None:
        """Accept keys that Rasa itself reads and that change nothing here."""
        self._read.update(keys)

    def finish(self) -> None:
        """Refuse a key that nobody read: a misspelt setting must not be silently without effect."""
        for key in self._values:
            if key in self._read:
                continue
            close = get_close_matches(str(key), sorted(self._read), n=1)
            remedy = f"Did you mean `{close[0]}`?" if close else "Remove it."
            known = ", ".join(sorted(self._read))
            raise SettingsError(
                self.file, self.dotted(str(key)), "is not a setting.", f"{remedy} Known: {known}."
            )

    def wrong(self, key: str, value: object, remedy: str) -> SettingsError:
        """The error for an unusable value of `key`."""
        return SettingsError(self.file, self.dotted(key), f"{value!r} cannot be used.", remedy)

    def dotted(self, key: str) -> str:
        """The key's full path in the file."""
        return f"{self.path}.{key}" if self.path else key
