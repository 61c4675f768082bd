"""Facts that one text tells in a way which only the other text settles: "at six" for 18:00."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from nlg_server.fidelity.facts.comparison import key_of
from nlg_server.fidelity.told.amounts import told_amounts
from nlg_server.fidelity.told.codes import told_codes
from nlg_server.fidelity.told.counts import without_counts, without_numerals
from nlg_server.fidelity.told.days import told_days
from nlg_server.fidelity.told.hours import told_hours
from nlg_server.fidelity.told.implied import implied
from nlg_server.fidelity.told.next_days import told_next_days
from nlg_server.fidelity.told.phrases import told_phrases
from nlg_server.fidelity.told.signs import told_signs
from nlg_server.fidelity.told.units import told_units
from nlg_server.fidelity.told.unsettled import Unsettled
from prompts.facts import Fact

_TEXTUAL: Final = frozenset({"name", "quoted", "label", "emoji"})
_READINGS: Final[tuple[Callable[[Unsettled], tuple[Fact, ...]], ...]] = (
    told_codes,
    without_numerals,
    without_counts,
    told_days,
    told_hours,
    told_amounts,
    told_units,
    told_phrases,
    told_signs,
    told_next_days,
    implied,
)

Facts = tuple[Fact, ...]


def settled_readings(template: str, reply: str, ours: Facts, theirs: Facts) -> tuple[Facts, Facts]:
    """Both texts' facts; those that the other text alone does not know are read again with it.

    A fact becomes the very fact that the other text states and this one lacks, or, where it only
    counts or repeats what is told, nothing. So what is changed stays changed.
    """
    if _keys(ours) == _keys(theirs):
        return ours, theirs
    # "0029" is no way to tell 29: such a number stays as it stands.
    odd = tuple(fact for fact in theirs if fact.text.startswith("00"))
    theirs = tuple(fact for fact in theirs if fact not in odd)
    lacking, extra = _unmatched(ours, theirs), _unmatched(theirs, ours)
    for reading in _READINGS:
        if not lacking and not extra:
            break
        before = ours, theirs
        theirs = reading(Unsettled(reply, theirs, extra, template, ours, lacking, of_reply=True))
        if theirs != before[1]:
            lacking, extra = _unmatched(ours, theirs), _unmatched(theirs, ours)
        ours = reading(Unsettled(template, ours, lacking, reply, theirs, extra, of_reply=False))
        if ours != before[0]:
            lacking, extra = _unmatched(ours, theirs), _unmatched(theirs, ours)
    return ours, theirs + odd


def _keys(facts: Sequence[Fact]) -> Counter[tuple[str, str]]:
    return Counter(key_of(fact) for fact in facts if not fact.soft and fact.kind not in _TEXTUAL)


def _unmatched(facts: Sequence[Fact], others: Sequence[Fact]) -> Facts:
    have = _keys(others)
    soft = {key_of(fact) for fact in others if fact.soft}
    found = []
    for fact in facts:
        if fact.soft or fact.kind in _TEXTUAL:
            continue
        key = key_of(fact)
        if have[key] > 0:
            have[key] -= 1
        elif key not in soft:
            found.append(fact)
    return tuple(found)
