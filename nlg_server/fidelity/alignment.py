"""Aligns the content of a reply with its template's: what is new, what is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlg_server.fidelity.content import Unit, aligned, vocabulary
from nlg_server.fidelity.marks import STRONG
from nlg_server.fidelity.verdict import Finding

_LIGHT = 0.3
_COORDINATED = re.compile(
    r"^\s{0,3}(?:,|[\"'”’»]{0,2},?\s{0,2}\b(?:or|and|oder|und|o|y|u|ou|et|e)\b)\s{0,3}"
    r"(?:(?:or|and|oder|und|o|y|ou|et|e|a|an|the|your|its|ein|eine|den|die|das|un|una|el|la|le|um|uma"
    r"|i|should|to|show|see|start|also)\s{1,2}){0,2}[\"'“‘„«]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How much content may be new and lost.

    `novel` and `lost` bound the summed weight of such units (a word the lexicon calls light
    weighs 0.3, any other 1); `lost_share` bounds the lost weight as a share of the template's;
    each sentence of the template must keep `sentence_share` of its weight.
    """

    novel: float
    lost: float
    lost_share: float
    sentence_share: float


TOLERANCES: tuple[Tolerance | None, ...] = (
    None,
    Tolerance(novel=3.0, lost=9.0, lost_share=0.7, sentence_share=0.0),
    Tolerance(novel=1.6, lost=3.6, lost_share=0.6, sentence_share=0.25),
    Tolerance(novel=0.95, lost=2.4, lost_share=0.5, sentence_share=0.34),
    Tolerance(novel=0.0, lost=0.65, lost_share=0.3, sentence_share=0.5),
)


def weight(unit: Unit) -> float:
    """How much a unit's gain or loss counts."""
    return _LIGHT if unit.entry.light else 1.0


def content_faults(
    template: str,
    expected: Sequence[Unit],
    found: Sequence[Unit],
    protected: frozenset[int],
    tolerance: Tolerance,
) -> Iterator[Finding]:
    """Content added beyond and lost beyond the tolerance.

    `protected` are starts of units that may not be lost: slot values. Members of a list in the
    template, options among them, are protected too.
    """
    expected_words, expected_concepts = vocabulary(expected)
    found_words, found_concepts = vocabulary(found)
    novel = [
        unit for unit in found if unit.carries and not aligned(unit, expected_words, expected_concepts)
    ]
    yield from _novel(novel, tolerance)
    for unit in found:
        text = unit.text.lower()
        if text in STRONG and not aligned(unit, expected_words, expected_concepts):
            message = f"nothing in the message says {unit.text!r}"
            yield Finding("content_added", "bound", message, None, (unit.start, unit.end))
    lost = [
        unit for unit in expected if unit.carries and not aligned(unit, found_words, found_concepts)
    ]
    kept_items = protected | _list_items(template, expected)
    for unit in lost:
        if unit.start in kept_items:
            message = f"{unit.text!r} must stay"
            yield Finding("content_lost", "option", message, (unit.start, unit.end), None)
    yield from _lost(expected, lost, tolerance)


def _novel(novel: Sequence[Unit], tolerance: Tolerance) -> Iterator[Finding]:
    total = sum(map(weight, novel))
    if total > tolerance.novel:
        heaviest = sorted(novel, key=lambda unit: (-weight(unit), unit.start))
        for unit in heaviest[:3]:
            message = f"nothing in the message says {unit.text!r}"
            yield Finding("content_added", "content", message, None, (unit.start, unit.end))


def _lost(
    expected: Sequence[Unit], lost: Sequence[Unit], tolerance: Tolerance
) -> Iterator[Finding]:
    total = sum(map(weight, lost))
    whole = sum(weight(unit) for unit in expected if unit.carries)
    if total > tolerance.lost or (total >= 1.0 and total > tolerance.lost_share * whole):
        first = max(lost, key=lambda unit: (weight(unit), -unit.start))
        message = f"{first.text!r} must not be left out"
        yield Finding("content_lost", "content", message, (first.start, first.end), None)
        return
    gone = {unit.start for unit in lost}
    for clause in sorted({unit.clause for unit in expected}):
        units = [unit for unit in expected if unit.clause == clause and unit.carries]
        heavy = sum(map(weight, units))
        kept = sum(weight(unit) for unit in units if unit.start not in gone)
        if heavy >= 0.6 and kept < tolerance.sentence_share * heavy:
            message = f"the part about {units[0].text!r} must stay"
            yield Finding("content_lost", "sentence", message, (units[0].start, units[-1].end), None)


def _list_items(template: str, units: Sequence[Unit]) -> frozenset[int]:
    """Starts of the heavy units that "," or "or" joins with a neighbour, three or an "or" of them."""
    carrying = [unit for unit in units if unit.carries]
    run: list[Unit] = []
    items: set[int] = set()
    alternative = False
    for one, other in zip(carrying, carrying[1:], strict=False):
        between = template[one.end : other.start]
        if one.clause == other.clause and _COORDINATED.match(between):
            run = run or [one]
            run.append(other)
            alternative |= bool(re.search(r"\b(?:or|oder|o|ou)\b", between))
        else:
            if len(run) > 2 or (alternative and len(run) > 1):
                items.update(unit.start for unit in run)
            run, alternative = [], False
    if len(run) > 2 or (alternative and len(run) > 1):
        items.update(unit.start for unit in run)
    return frozenset(items)
