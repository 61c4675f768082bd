"""Deeds that a reply claims or promises and its template does not: "I've blocked it"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlg_server.fidelity.alignment import Change
from nlg_server.fidelity.verdict import Finding

_DEED = re.compile(
    r"\b(?:i|we|they|he|she|someone|team|agents?|it)"
    r"(?:['’]ll| will|['’]ve| have| has|['’]d)\s+"
    r"(?:\w+ly |also |now |just |already |be |been ){0,2}(\w+)"
    r"|\b(?:i|we)\s+(?:\w+ly |also |just )?(\w+ed)\b",
    re.IGNORECASE,
)
_COUNTS = 0.05


def claim_faults(reply: str, change: Change) -> Iterator[Finding]:
    """English verbs of a deed or promise among what `change` adds."""
    novel = {unit.start: unit for weight, unit in change.novel if weight >= _COUNTS}
    if not novel:
        return
    for match in _DEED.finditer(reply):
        unit = novel.get(match.start(match.lastindex or 0))
        if unit is not None:
            message = f"nothing in the message says that anyone does this: {match[0]!r}"
            yield Finding("promise_added", "deed", message, None, match.span())
