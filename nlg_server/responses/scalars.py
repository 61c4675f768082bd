"""Scalars of YAML 1.2, as Rasa reads them.

Rasa loads its files with ruamel.yaml set to version 1.2, and adds environment variables:
``yes`` and ``on`` are text, ``010`` is ten, ``1_000`` a thousand. Unlike Rasa, a date stays the
text it is, because a date object equals no slot and cannot be sent; `strict` makes it one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMERIC_START = frozenset("+-.0123456789")
_BASES = {"0b": 2, "0o": 8, "0x": 16}
_INTEGER = re.compile(
    r"[-+]?(?:0b[01_]*[01][01_]*|0o[0-7_]*[0-7][0-7_]*|0x[0-9a-fA-F_]*[0-9a-fA-F][0-9a-fA-F_]*"
    r"|[0-9][0-9_]*)"
)
_FLOAT = re.compile(
    r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+"
    r"|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)"
)
_SPECIAL_FLOAT = re.compile(r"([-+]?)\.(?:(inf|Inf|INF)|nan|NaN|NAN)")
_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?[ \t]*(Z|([-+])(\d\d?)(?::(\d\d))?)?)?"
)
_ENVIRONMENT = re.compile(r"\$(?:(\w+)|\{([^}]*)\})", re.ASCII)
_BRACED_ENVIRONMENT = re.compile(r"\$\{(\w+)\}", re.ASCII)


def plain_scalar(text: str, strict: bool = False) -> Any:
    """The value of an unquoted scalar without environment variables.

    >>> [plain_scalar(text) for text in ("yes", "010", "1_000", "1e3", "~", "2024-01-02")]
    ['yes', 10, 1000, 1000.0, None, '2024-01-02']
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC_START:
        return text
    if _INTEGER.fullmatch(text):
        return integer(text)
    if _FLOAT.fullmatch(text):
        return float(text.replace("_", ""))
    if special := _SPECIAL_FLOAT.fullmatch(text):
        return float(f"{special[1]}inf" if special[2] else "nan")
    return _timestamp(text) if strict else text


def integer(text: str) -> int:
    """A whole number in base ten, or in base 2, 8 or 16 by its prefix."""
    digits = text.replace("_", "").lower()
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    base = _BASES.get(digits[:2], 10)
    return sign * int(digits if base == 10 else digits[2:], base)


def expand_plain(text: str, environment: Mapping[str, str]) -> tuple[str, str | None]:
    """An unquoted or block scalar with its variables, and the first word left unset, if any.

    A text with a ``${NAME}`` in it has its ``$NAME`` expanded too.
    """

    def value(match: re.Match[str]) -> str:
        return environment.get(match[1] or match[2], match[0])

    expanded = _ENVIRONMENT.sub(value, text)
    unset = next((w for w in expanded.split() if w.startswith("$") and w in text), None)
    return expanded, unset


def expand_quoted(text: str, environment: Mapping[str, str]) -> str:
    """A quoted scalar with each ``${NAME}`` that is set; others may be ``$`` and a ``{slot}``."""
    return _BRACED_ENVIRONMENT.sub(lambda match: environment.get(match[1], match[0]), text)


def has_environment(text: str) -> bool:
    """Whether a scalar names an environment variable in braces."""
    start = text.find("${")
    return start >= 0 and text.find("}", start) > 0


def decode_escapes(text: str) -> str:
    r"""A file in pure ASCII with its ``\uXXXX`` decoded, in any quoting style, as Rasa does it."""
    if "\\" not in text or not text.isascii() or not re.search(r"\\[uU]", text):
        return text
    decoded = text.encode("ascii").decode("raw_unicode_escape")
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16")


def _timestamp(text: str) -> date | datetime | str:
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        return text
    year, month, day, hour, minute, second, fraction, zone, sign, zone_hour, zone_minute = (
        match.groups()
    )
    if hour is None:
        if len(month) < 2 or len(day) < 2:
            return text
        return date(int(year), int(month), int(day))
    microsecond = int((fraction or "0")[:6].ljust(6, "0"))
    moment = datetime(
        int(year), int(month), int(day), int(hour), int(minute), int(second), microsecond
    )
    if zone and sign:
        offset = timedelta(hours=int(zone_hour), minutes=int(zone_minute or 0))
        moment = moment.replace(tzinfo=timezone(offset if sign == "+" else -offset))
        moment = moment.astimezone(timezone.utc).replace(tzinfo=None)
    return moment


__all__ = [
    "decode_escapes",
    "expand_plain",
    "expand_quoted",
    "has_environment",
    "integer",
    "plain_scalar",
]
