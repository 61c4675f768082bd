"""How a value differs from another: "$28 less than in March", "12 minutes later than usual"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlg_server.fidelity.facts.comparison import key_of
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_LESS: Final = (
    r"less|fewer|lower|cheaper|shorter|earlier|sooner|younger|colder|cooler|slower|smaller|nearer"
    r"|weniger|günstiger|billiger|kürzer|früher|jünger|kälter|langsamer|kleiner|niedriger"
    r"|menos|antes|moins|plus tôt"
)
_MORE: Final = (
    r"more|higher|dearer|pricier|longer|later|older|warmer|hotter|faster|larger|bigger|farther"
    r"|further|mehr|teurer|länger|später|älter|wärmer|schneller|größer|höher"
    r"|más|mais|plus|después|depois|plus tard"
)
_DIFFERS: Final = re.compile(
    rf"\s?(?:(?P<less>{_LESS})|(?P<more>{_MORE}))\s"
    r"(?:expensive\s|caro\s|cher\s)?(?:than|als|que|do que)\s"
    r"(?:in |on |at |the |im |am |en |el |la |em |no |na |au |le )*(?P<other>[^\W_]+)",
    re.IGNORECASE,
)


def difference_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Values that the reply tells as more than what the template tells them as less than."""
    for fact in expected:
        ours = _DIFFERS.match(template, fact.end)
        if ours is None:
            continue
        for other in found:
            theirs = _DIFFERS.match(reply, other.end)
            if theirs is None or key_of(other) != key_of(fact):
                continue
            same = ours["other"].casefold() == theirs["other"].casefold()
            if same and bool(ours["less"]) != bool(theirs["less"]):
                said = theirs["less"] or theirs["more"]
                message = f"{fact.text} must stay {ours['less'] or ours['more']!r}, not {said!r}"
                span, place = (fact.start, fact.end), (other.start, other.end)
                yield Finding("facts_swapped", "difference", message, span, place)
