"""Facts that a reply tells as those of the past: "10, formerly 5, of 6 seats"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlg_server.fidelity.facts.comparison import key_of
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_FORMER = re.compile(
    r"[,(;–—]\s?(?:formerly|previously|originally|früher|vormals|ehemals|zuvor|vorher|bisher"
    r"|anteriormente|antes|anciennement|auparavant|précédemment|avant)\s\Z",
    re.IGNORECASE,
)
_LONGEST = 20
INSTEAD: Final = (
    r"instead of|rather than|(?:an)?statt|au lieu d[eu]|en (?:lugar|vez) de[l]?|em vez d[aeo]"
    r"|no lugar d[aeo]"
)
# What is left: "Wednesday instead of Monday" is "from Monday to Wednesday".
_GIVEN_UP = re.compile(
    rf"\b(?:{INSTEAD}|previously|formerly|bisher|vorher|zuvor|anteriormente|auparavant)\s"
    r"(?:am |den |dem |the |on |el |la |de |von )?(?:[^\W\d_]{3,10} )?\Z",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\b(?:from|von|vom|de[l]?|du|da)\s(?:the |la |el |le )?\Z", re.IGNORECASE)
_REACHED = re.compile(r"\s?(?:to|auf|al?|à|au(?! lieu)|para|zum)\b", re.IGNORECASE)
# "From Wednesday at 3 PM to"
_REACHED_LATER = re.compile(
    r"[\s,]{1,2}[^.!?;,\n]{2,36}?\s(?:to|auf|al|à|para|zum)\b", re.IGNORECASE
)
# "19:40 → 21:05"
_ARROW = re.compile(r"\s?(?:→|->|=>|⇒|➡️?)")
_REACH = 24


def is_left(text: str, fact: Fact) -> bool:
    """Whether something moves away from a fact: "from Monday to", "instead of Monday"."""
    before = text[max(0, fact.start - _REACH) : fact.start]
    reached = _REACHED.match(text, fact.end) or (
        fact.kind == "date" and _REACHED_LATER.match(text, fact.end)
    )
    moved = _LEFT.search(before) and reached
    return bool(moved or _GIVEN_UP.search(before) or _ARROW.match(text, fact.end))


def former_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """One for each of the reply's facts that is told as a former one, where no word says so."""
    left = {key_of(fact) for fact in expected if is_left(template, fact)}
    for fact in found:
        told = _FORMER.search(reply[max(0, fact.start - _LONGEST) : fact.start])
        if told is None or fact.soft or key_of(fact) in left:
            continue
        word = told[0].strip(" ,(;–—").casefold()
        if reply.casefold().count(word) > template.casefold().count(word):
            message = f"the {fact.kind} {fact.text} must not be told as a former one"
            yield Finding("fact_changed", fact.kind, message, None, (fact.start, fact.end))
