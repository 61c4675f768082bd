"""What takes the place of what: "gate C7 instead of C2" is not "gate C7 or C2"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from nlg_server.fidelity.comparison import key_of
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_INSTEAD: Final = re.compile(
    r"[^.!?\n]{0,12}(?:\b(?:instead of|rather than|(?:an)?statt|en (?:lugar|vez) de|au lieu de"
    r"|em vez de|no lugar de)|(?:,|\b(?:and|und|y|et|e)) (?:not|nicht|no|pas|não))\b[^.!?\n]{0,12}",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r",?\s(?:or|and|oder|und|o|y|ou|et|e)\s(?:(?:the|el|la|le|o|a)\s)?(?:[^\W\d_]{2,14}\s)?",
    re.IGNORECASE,
)


def replacement_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Two facts of which one stands for the other, told as two that stand side by side."""
    beside = {
        frozenset((key_of(one), key_of(other))): other
        for one, other in pairwise(found)
        if _BESIDE.fullmatch(reply[one.end : other.start])
    }
    for one, other in pairwise(expected) if beside else ():
        told = beside.get(frozenset((key_of(one), key_of(other))))
        if told is not None and _INSTEAD.fullmatch(template[one.end : other.start]):
            message = f"{one.text} must stand for {other.text}, not beside it"
            span, place = (one.start, other.end), (told.start, told.end)
            yield Finding("facts_swapped", "replaced", message, span, place)
