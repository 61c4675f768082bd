"""A letter behind a number is a part of it: seat 14C is not 14B, nor number 12 b 12 c."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding

# Apart from the number only a letter that is no word of its own ("2 a day", "3 y 4").
_LETTERED: Final = re.compile(
    r"(?<![\w.,:/-])(?P<number>\d{1,5})(?P<letter>[A-Za-z]|\s[B-DF-Hb-df-hJ-Nj-nP-TVWXp-tvwx])"
    r"(?![\w'’°])(?!\.\w)"
)


def lettered_faults(template: str, reply: str) -> Iterator[Finding]:
    """Numbers that the template has with another letter than the reply."""
    expected, found = _letters(template), _letters(reply)
    for number in expected.keys() & found.keys():
        new = found[number].keys() - expected[number].keys()
        lost = expected[number].keys() - found[number].keys()
        if new and lost:
            place, span = expected[number][min(lost)], found[number][min(new)]
            written, told = template[slice(*place)], reply[slice(*span)]
            message = f"{written!r} must stay, not {told!r}"
            yield Finding("fact_changed", "code", message, place, span)


def _letters(text: str) -> dict[str, dict[str, tuple[int, int]]]:
    """Of each number that has a letter, its letters, and where they stand."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for match in _LETTERED.finditer(text):
        letter = match["letter"].strip().casefold()
        found.setdefault(match["number"], {})[letter] = match.span()
    return found
