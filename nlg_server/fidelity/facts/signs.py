"""Signs that exclude each other: a green light is not a red one, four stars are not five."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding

_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
# Of each, one member says another thing than the next. What only goes with the words (a parcel or
# a van beside "on its way") is in none of them.
_SETS: Final = (
    "🔴🟠🟡🟢🔵🟣🟤⚪⚫🟥🟧🟨🟩🟦🟪🟫⬜⬛",
    "⬅➡⬆⬇↖↗↘↙",
    "👈👉👆👇",
    "📈📉",
    "☀⛅⛈❄☔🌧🌨🌩🌪🌫",
    "🔔🔕",
    "🔇🔈🔊",
    "▶⏸⏹⏺⏭⏮",
    "🥜🥛🌾🥚🐟🦐🦀🌰",
    "👍👎",
    "🔓🔐",
    "♀♂",
)
_ARROWS: Final = str.maketrans("←→↑↓", "⬅➡⬆⬇")
_STARS: Final = re.compile("[⭐★🌟]")
_RATED: Final = re.compile(
    r"\b(?:rat\w+|stars?|stern\w*|estrellas?|étoiles?|estrelas?|hotel)\b", re.I
)
_MANY: Final = 3


def sign_faults(template: str, reply: str) -> Iterator[Finding]:
    """A sign of the template that gave way to another of its set, and another number of stars."""
    if template.isascii() or reply.isascii():
        return
    flags, others = _flags(template), _flags(reply)
    pairs = [(flags, others)]
    pairs += [(_members(template, signs), _members(reply, signs)) for signs in _SETS]
    for expected, found in pairs:
        lost, new = expected.keys() - found.keys(), found.keys() - expected.keys()
        if lost and new:
            sign, other = min(lost, key=expected.__getitem__), min(new, key=found.__getitem__)
            yield _changed(sign, other, expected[sign], found[other])
    yield from _star_faults(template, reply)


def _star_faults(template: str, reply: str) -> Iterator[Finding]:
    stars, others = list(_STARS.finditer(template)), list(_STARS.finditer(reply))
    if not stars or not others or len(stars) == len(others):
        return
    if max(len(stars), len(others)) >= _MANY or _RATED.search(template):
        shown, told = ("".join(one[0] for one in each) for each in (stars, others))
        yield _changed(shown, told, stars[0].span(), others[0].span())


def _changed(sign: str, other: str, place: tuple[int, int], span: tuple[int, int]) -> Finding:
    return Finding("fact_changed", "emoji", f"{sign} must stay, not {other}", place, span)


def _flags(text: str) -> dict[str, tuple[int, int]]:
    return {match[0]: match.span() for match in _FLAG.finditer(text)}


def _members(text: str, signs: str) -> dict[str, tuple[int, int]]:
    shown = enumerate(text.translate(_ARROWS))
    return {sign: (at, at + 1) for at, sign in shown if sign in signs}
