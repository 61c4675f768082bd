"""Facts that a reply tells as those of the past: "10, formerly 5, of 6 seats"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_FORMER = re.compile(
    r"[,(;–—]\s?(?:formerly|previously|originally|früher|vormals|ehemals|zuvor|vorher|bisher"
    r"|anteriormente|antes|anciennement|auparavant|précédemment|avant)\s\Z",
    re.IGNORECASE,
)
_LONGEST = 20
# "From 96 to 88 euros": the first is the former one.
_FROM_TO = re.compile(
    r"\b(?:from|von|de[l]?|du|desde)\s(?=([^.!?]{1,24}?)\s(?:to|auf|al?|à|au|para|hasta)\b)",
    re.IGNORECASE,
)


def former_faults(template: str, reply: str, found: Sequence[Fact]) -> Iterator[Finding]:
    """One for each of the reply's facts that is told as a former one, where no word says so."""
    left = {match[1] for match in _FROM_TO.finditer(template)}
    for fact in found:
        told = _FORMER.search(reply[max(0, fact.start - _LONGEST) : fact.start])
        if told is None or fact.soft or any(fact.text in one for one in left):
            continue
        word = told[0].strip(" ,(;–—").casefold()
        if reply.casefold().count(word) > template.casefold().count(word):
            message = f"the {fact.kind} {fact.text} must not be told as a former one"
            yield Finding("fact_changed", fact.kind, message, None, (fact.start, fact.end))
