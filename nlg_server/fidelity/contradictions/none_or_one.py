"""None told as one: "there are no rooms left" is not "there is only one room left"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding

_THING: Final = r"\s(?:[^\W\d_]+\s){0,2}?[^\W\d_]{4,}"
_NONE: Final = re.compile(
    rf"\b(?:no|not any|kein(?:e|en)?|ning[uú]n[ao]?|aucune?|nenhuma?){_THING}", re.IGNORECASE
)
_ONE: Final = re.compile(
    r"\b(?:(?:only|just|still|exactly) (?:one|an?)|one(?! of)|nur(?: noch)? eine?n?"
    r"|s[oó]lo una?|una? sol[ao]|(?:plus|reste) qu['’]une?|(?:só|apenas) uma?"
    rf"|uma? únic[ao]){_THING}",
    re.IGNORECASE,
)
_LIGHT: Final = frozenset({"more", "other", "longer", "problem", "problems", "there", "than"})
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_STEM: Final = 6


def none_or_one_faults(template: str, reply: str) -> Iterator[Finding]:
    """Things of which the template has none, and the reply one."""
    none, still = _things(_NONE, template), _things(_NONE, reply)
    one = _things(_ONE, reply)
    for thing in none.keys() & one.keys() - still.keys() - _things(_ONE, template).keys():
        yield Finding("bound", "none", f"it must stay none of {thing!r}", none[thing], one[thing])


def _things(pattern: re.Pattern[str], text: str) -> dict[str, tuple[int, int]]:
    """The words behind "no" or "one", without their endings."""
    found: dict[str, tuple[int, int]] = {}
    for match in pattern.finditer(text):
        for word in _WORD.findall(match[0].casefold()):
            if word not in _LIGHT:
                found.setdefault(word.rstrip("s")[:_STEM], match.span())
    return found
