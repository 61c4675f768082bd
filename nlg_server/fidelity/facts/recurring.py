"""Days that come again: "every Tuesday" is not "this Tuesday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlg_server.fidelity.facts.comparison import same_values
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_DATES: Final = frozenset({"date"})
_EVERY: Final = re.compile(
    r"\b(?:every|each|jede[nrms]?|cada|chaque|tous les|todos los|toda|todo)\s\Z", re.IGNORECASE
)
_ONCE: Final = re.compile(
    r"\b(?:this|next|the coming|on the next|diese[nrms]?|kommende[nrms]?|nächste[nrms]?|este|esta"
    r"|(?:el |la )?próxim[oa]|ce|cette|nest[ea]|n[oa] próxim[oa])\s\Z",
    re.IGNORECASE,
)


def recurring_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """ "Every Tuesday" told as one Tuesday."""
    for fact, other in same_values(expected, found, _DATES):
        recurs = _EVERY.search(template[max(0, fact.start - 12) : fact.start])
        if recurs and _ONCE.search(reply[max(0, other.start - 16) : other.start]):
            message = f"it must stay every {fact.text}"
            spans = (fact.start, fact.end), (other.start, other.end)
            yield Finding("fact_changed", "rate", message, *spans)
