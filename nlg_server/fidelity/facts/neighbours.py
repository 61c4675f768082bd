"""Two facts side by side, and what joins them: "2 of 18", "gate C7 instead of C2"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from nlg_server.fidelity.facts.comparison import key_of
from nlg_server.fidelity.facts.contexts import COMPARED, Key
from nlg_server.fidelity.facts.former import INSTEAD
from nlg_server.fidelity.facts.swaps import LISTING
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_INSTEAD: Final = re.compile(
    rf"[^.!?\n]{{0,12}}(?:\b(?:{INSTEAD})|(?:,|\b(?:and|und|y|et|e)) (?:not|nicht|no|pas|não))\b"
    r"[^.!?\n]{0,12}",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r",?\s(?:or|and|oder|und|o|y|ou|et|e)\s(?:(?:the|el|la|le|o|a)\s)?(?:[^\W\d_]{2,14}\s)?",
    re.IGNORECASE,
)
_LONGEST_JOINT: Final = 8
# From the first to the last, however it is put: "9–17", "9 to 17", "von 9 bis 17".
_RANGE: Final = re.compile(
    r"(?:-|–|—|to|until|till|til|through|thru|bis|nach|al?|hasta|até|às?|au)\Z"
)
# A part and its whole: "4.6 GB left of 50 GB", "4.6 of your 50 GB".
_PART: Final = re.compile(
    r"(?:left |free |available |remaining |used |übrig |frei )?(?:out )?(?:of|von|de|sur)"
    r"(?: (?:your|the|our|ihren|deinen|den|tus|los|las|vos|les|seus|os))?\Z"
)


def turned_round_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Neighbours that the same word joins the other way round: "2 of 18" told as "18 of 2"."""
    ours, theirs = _joined(template, expected), _joined(reply, found)
    for (one, joint, other), fact in ours.items():
        turned = theirs.get((other, joint, one))
        kept = (one, joint, other) in theirs or (other, joint, one) in ours
        if turned and not kept:
            message = f"{fact.text} and what stands behind it must not change places"
            span, place = (fact.start, fact.end), (turned.start, turned.end)
            yield Finding("facts_swapped", fact.kind, message, span, place)


def _joined(text: str, facts: Sequence[Fact]) -> dict[tuple[Key, str, Key], Fact]:
    """Neighbours with the word that joins them, where it is not the joint of a list."""
    joined: dict[tuple[Key, str, Key], Fact] = {}
    compared = [fact for fact in facts if fact.kind in COMPARED and not fact.soft]
    for one, other in pairwise(compared):
        joint = text[one.end : other.start].strip().casefold()
        joint = "–" if _RANGE.match(joint) else "of" if _PART.match(joint) else joint
        if (
            one.kind == other.kind
            and 0 < len(joint) <= _LONGEST_JOINT
            and not LISTING.fullmatch(joint)
        ):
            joined[key_of(one), joint, key_of(other)] = one
    return joined


def replacement_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Two facts of which one stands for the other, told as two that stand side by side."""
    beside = {
        frozenset((key_of(one), key_of(other))): other
        for one, other in pairwise(found)
        if _BESIDE.fullmatch(reply[one.end : other.start])
    }
    for one, other in pairwise(expected) if beside else ():
        told = beside.get(frozenset((key_of(one), key_of(other))))
        if told is not None and _INSTEAD.fullmatch(template[one.end : other.start]):
            message = f"{one.text} must stand for {other.text}, not beside it"
            span, place = (one.start, other.end), (told.start, told.end)
            yield Finding("facts_swapped", "replaced", message, span, place)
