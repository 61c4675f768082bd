"""Codes and telephone numbers that the other text writes with other gaps: "B 24" for "B24"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlg_server.fidelity.told.unsettled import Unsettled, joined
from prompts.facts import Fact

_WRITTEN = frozenset({"code", "iban", "phone"})
_GAP = r"[\s./()\-–]{0,3}"
_SHORTEST = 2


def told_codes(here: Unsettled) -> tuple[Fact, ...]:
    """The facts, with parts of a code read as the whole that the other text states."""
    facts = here.facts
    for told in here.missing:
        if told.kind in _WRITTEN:
            for start, end in _places(told, here.text):
                inside = [one for one in facts if start < one.end and one.start < end]
                # A name may begin before it: "Flight LX 318".
                if any(
                    one.kind != "name" and not start <= one.start < one.end <= end for one in inside
                ):
                    continue
                whole = Fact(told.kind, told.value, here.text[start:end], start, end)
                facts = joined((one for one in facts if one not in inside), [whole])
                break
    return facts


def _places(told: Fact, text: str) -> Iterator[tuple[int, int]]:
    """Where the letters and figures of a code stand, one after the other, with any gaps."""
    signs = [sign for sign in told.text if sign.isalnum()]
    if len(signs) >= _SHORTEST and any(sign.isdigit() for sign in signs):
        pattern = _GAP.join(map(re.escape, signs))
        for match in re.finditer(rf"(?<!\w)\+?{pattern}(?!\w)", text, re.IGNORECASE):
            yield match.span()
