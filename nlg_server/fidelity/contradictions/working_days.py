"""The next working day told as the next day, which may be a Sunday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding

_WORKING: Final = re.compile(
    r"\b(?:next|following|first) (?:working|business|week)[ -]?day\b"
    r"|\b(?:nächste|folgende|erste)[nrms]? (?:werktag|arbeitstag|geschäftstag)"
    r"|\b(?:siguiente|próximo|primer) día (?:hábil|laborable)|día (?:hábil|laborable) siguiente"
    r"|\b(?:prochain|premier) jour ouvr|jour ouvr\w+ suivant"
    r"|\b(?:próximo|primeiro|seguinte) dia útil|dia útil seguinte",
    re.IGNORECASE,
)
_ANY: Final = re.compile(
    r"\b(?:next|following) day\b|\b(?:the|a|one) day (?:after|later)\b|\btomorrow\b"
    r"|\b(?:nächste|folgende)[nrms]? tag\b|\btags darauf\b|\bmorgen\b"
    r"|\bdía siguiente\b(?! (?:hábil|laborable))|\bpróximo día\b(?! (?:hábil|laborable))|\bmañana\b"
    r"|\blendemain\b|\bjour suivant\b|\bdemain\b|\bdia seguinte\b|\bpróximo dia\b(?! útil)"
    r"|\bamanhã\b",
    re.IGNORECASE,
)


def working_day_faults(template: str, reply: str) -> Iterator[Finding]:
    """Any day that follows in the reply, where the template has none but a working one."""
    told = _ANY.search(reply)
    if told is None or _WORKING.search(reply) or _ANY.search(template):
        return
    expected = _WORKING.search(template)
    if expected:
        message = f"{expected[0]!r} must not become {told[0]!r}"
        yield Finding("fact_changed", "working_day", message, expected.span(), told.span())
