"""Signs that mean something: a green light is not a red one, four stars are not five."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding

_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_SIGN: Final = re.compile(
    "[\u2190-\u21ff\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]"
)
# Faces, hearts, hands, people, sparkles, parties: they colour what is said, and say nothing.
_FEELING: Final = re.compile(
    "[\u2639\u263a\u2728\u2763-\u2767\u270a-\u270d\U0001f385-\U0001f38a\U0001f440-\U0001f487"
    "\U0001f48b-\U0001f49f\U0001f4a5-\U0001f4ab\U0001f525\U0001f5a4\U0001f600-\U0001f64f"
    "\U0001f90c-\U0001f93a\U0001f970-\U0001f97a\U0001f9d0-\U0001f9df\U0001fa77\U0001fae0-\U0001faff]"
)
# Ticks, crosses and the like are facts, which are compared with the words.
_COMPARED: Final = frozenset("✅✔☑❌🚫⛔✖💲💵💶💷🔒⚠")
_STARS: Final = re.compile("[⭐★🌟]")


def sign_faults(template: str, reply: str) -> Iterator[Finding]:
    """A sign of the template that gave way to another, and another number of stars."""
    if template.isascii() or reply.isascii():
        return
    expected, found = _signs(template), _signs(reply)
    lost, new = expected.keys() - found.keys(), found.keys() - expected.keys()
    if lost and new:
        sign, other = min(lost, key=expected.__getitem__), min(new, key=found.__getitem__)
        yield _changed(sign, other, expected[sign], found[other])
    stars, others = _STARS.findall(template), _STARS.findall(reply)
    if stars and others and len(stars) != len(others):
        place, span = _STARS.search(template), _STARS.search(reply)
        assert place is not None and span is not None
        yield _changed("".join(stars), "".join(others), place.span(), span.span())


def _changed(sign: str, other: str, place: tuple[int, int], span: tuple[int, int]) -> Finding:
    return Finding("fact_changed", "emoji", f"{sign} must stay, not {other}", place, span)


def _signs(text: str) -> dict[str, tuple[int, int]]:
    found = {match[0]: match.span() for match in _FLAG.finditer(text)}
    for match in _SIGN.finditer(text):
        sign = match[0]
        if (
            sign not in _COMPARED
            and not _FEELING.match(sign)
            and unicodedata.category(sign) == "So"
        ):
            found.setdefault(sign, match.span())
    return found
