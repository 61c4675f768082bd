"""What something has and has not: "no balcony, but an elevator" is not "a balcony, no elevator"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding

_THING: Final = (
    r"(?:(?:an?|the|any|its own|eine[nm]?|einem|una?|de|une|le|la|el|uma?|o|a)\s|d['’])?"
    r"(?=((?!been\b|be\b|with\b|yet\b|any\b)\w{3,}))"
)
_NOT: Final = re.compile(
    r"\b(?:without|no|(?:does|do)(?:n['’]t| not) (?:have|include|offer|come with)|lacks?"
    r"|(?:is|are)(?:n['’]t| not)|not|ohne|kein(?:e|en|em)?|sin|no (?:tiene|incluye)|sans"
    r"|n['’]a pas|pas|sem|não (?:tem|inclui))"
    rf"\s{_THING}",
    re.IGNORECASE,
)
_WITH: Final = re.compile(
    r"\b(?:is|are|it['’]s|with|has|have|includes?|including|offers?|but|und|and|mit|hat|con|tiene|incluye|pero|y"
    rf"|avec|a|mais|et|com|tem|inclui|mas|e)\s{_THING}",
    re.IGNORECASE,
)


def feature_faults(template: str, reply: str) -> Iterator[Finding]:
    """A thing that the template denies and the reply has, beside one that is exchanged for it."""
    lacked, lacks = _named(_NOT, template), _named(_NOT, reply)
    if not lacked or not lacks:
        return
    had = _named(_WITH, template).keys() - lacked.keys()
    has = _named(_WITH, reply)
    gained = lacked.keys() & (has.keys() - lacks.keys() - had)
    lost = had & (lacks.keys() - lacked.keys() - has.keys())
    if gained and lost:
        given, taken = min(gained), min(lost)
        message = f"{given!r} and {taken!r} must not change places"
        yield Finding("negation", "exchanged", message, lacked[given], has[given])


def _named(pattern: re.Pattern[str], text: str) -> dict[str, tuple[int, int]]:
    return {match[1].casefold(): match.span(1) for match in pattern.finditer(text)}
