"""Numbers that are names: version 17.10 is not 17.1, nor clause 4.20 clause 4.2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding

_NAMED: Final = re.compile(
    r"(?:\b(?:versions?|v|ver\.?|release|build|firmware|software|ios|ipados|macos|android|windows"
    r"|python|java|linux|section|sections|clause|chapter|article|paragraph|figure"
    r"|abschnitt|kapitel|ziffer|artikel|absatz|sección|cláusula|capítulo|artículo|chapitre|article"
    r"|seção|artigo)\s|§\s?)(?P<number>\d+\.\d+)(?!\d|[.,]\d|\s?[€$£%])",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"(?<![\d.,])\d+\.\d+(?!\d|[.,]\d)")


def version_faults(template: str, reply: str) -> Iterator[Finding]:
    """Such a number that the reply writes with another number of zeros."""
    for match in _NAMED.finditer(template):
        number = match["number"]
        written = {found[0]: found.span() for found in _NUMBER.finditer(reply)}
        alike = [other for other in written if _value(other) == _value(number)]
        if alike and number not in written:
            span = written[alike[0]]
            message = f"{number} must stay, not {alike[0]}"
            yield Finding("fact_changed", "number", message, match.span("number"), span)


def _value(number: str) -> str:
    return number.rstrip("0").rstrip(".")
