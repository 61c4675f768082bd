"""A level told as a change: "turned up to 4" is not "turned up by 4"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlg_server.fidelity.facts.comparison import same_values
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_KINDS: Final = frozenset({"number", "percentage", "quantity", "amount"})
_AT: Final = re.compile(
    r"\b(?:at|to|of|auf|bei|ist|liegt bei|steht auf|beträgt|al|a|está en|es del?|está em"
    r"|é de|à|est de|est à)\s\W?\Z",
    re.IGNORECASE,
)
_BY: Final = re.compile(r"\b(?:by|um|en un|de un|d['’]un|em)\s\W?\Z", re.IGNORECASE)
_CHANGED: Final = re.compile(
    r"\b(?:drop\w*|f[ae]ll\w*|r[io]se\w*|rais\w+|lower\w+|increas\w+|decreas\w+|reduc\w+|went|gone"
    r"|up|down|cut|grow\w*|grew|shr[aiu]nk\w*|gesunken|gestiegen|gesenkt|erhöht|verringert|gefallen"
    r"|sinkt|steigt|senk\w*|erhöh\w*|erweitert|reduziert|verlängert\w*|verkürzt\w*|baj\w+|sub\w+"
    r"|aument\w+|redu\w+|baiss\w+|augment\w+|diminu\w+|abaix\w+)\b",
    re.IGNORECASE,
)
_REACH: Final = 40


def level_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Values that something is at, or is set to, told as what it changes by."""
    for fact, other in same_values(expected, found, _KINDS):
        before = template[max(0, fact.start - _REACH) : fact.start]
        told = reply[max(0, other.start - _REACH) : other.start]
        around = told + reply[other.end : other.end + _REACH]
        if _AT.search(before) and _BY.search(told) and _CHANGED.search(around):
            message = f"{fact.text} must stay the level, not the change"
            spans = (fact.start, fact.end), (other.start, other.end)
            yield Finding("fact_changed", "level", message, *spans)
