"""What starts at a time told as what ends then, across languages too: "from 5 pm", "bis 17 Uhr"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlg_server.fidelity.bounds.days import DATED
from nlg_server.fidelity.bounds.found import Bounds, bounds_at
from nlg_server.fidelity.facts.comparison import same_values
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

# Where a text tells what comes before a time and what comes after it, either may be told first.
_BOTH: Final = re.compile(
    r"\b(?:then|after (?:that|which)|afterwards|before (?:that|then)|earlier|later|until then"
    r"|danach|dann|anschließend|davor|vorher|so lange|puis|ensuite|avant cela|luego|después"
    r"|entonces|antes|depois|então|daí|adelante|avance|em diante|not?|nicht|niemand|kein\w*"
    r"|pas|ne|não|nadie|ninguém|n['’]t|passa a|rain|regen|pluie|lluvia|chuva)\b",
    re.IGNORECASE,
)
_OPEN: Final = frozenset({"~either", "~turned"})
_TO_ITS_END: Final = frozenset({"before", "~before", "~end"})


def start_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Times from which something is, in the reply those until which it is, or the reverse."""
    dated = list(same_values(expected, found, DATED))
    if not dated or _BOTH.search(template) or _BOTH.search(reply):
        return
    for fact, other in dated:
        ours = bounds_at(template, fact, expected, excused=True)
        theirs = bounds_at(reply, other, found, excused=True)
        if _turned(ours, theirs) or _turned(theirs, ours):
            message = f"what starts and what ends at {fact.text} must stay"
            spans = (fact.start, fact.end), (other.start, other.end)
            yield Finding("bound", "opposite", message, *spans)


def _turned(one: Bounds, other: Bounds) -> bool:
    return (
        "~start" in one
        and "before" in other
        and "~start" not in other
        and (one | other).isdisjoint(_OPEN)
        and one.isdisjoint(_TO_ITS_END)
    )
