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
    r"\b(?:next|following) day\b|\b(?:the|a|one) day (?:after|later)\b"
    r"|\b(?:nächste|folgende)[nrms]? tag\b|\btags darauf\b"
    r"|\bdía siguiente\b|\bpróximo día\b|\blendemain\b|\bjour suivant\b"
    r"|\bdia seguinte\b|\bpróximo dia\b",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"\b(?:working|business|week)[ -]?days?\b|\b(?:werk|arbeits|geschäfts)tag|\bhábil|\blaborable"
    r"|\bouvr(?:é|able)|\bút(?:il|eis)\b",
    re.IGNORECASE,
)


def working_day_faults(template: str, reply: str) -> Iterator[Finding]:
    """A day that follows in the reply, where it tells of fewer working days than the template."""
    told, expected = _ANY.search(reply), _WORKING.search(template)
    if told is None or expected is None or _ANY.search(_WORKING.sub("", template)):
        return
    if len(_NAMED.findall(reply)) < len(_NAMED.findall(template)):
        message = f"{expected[0]!r} must not become {told[0]!r}"
        yield Finding("fact_changed", "working_day", message, expected.span(), told.span())
