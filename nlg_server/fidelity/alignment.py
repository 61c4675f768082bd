"""Aligns the content of a reply with its template's: what is new, what is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlg_server.fidelity.content import Unit, aligned, vocabulary
from nlg_server.fidelity.lexicon import lexicon_of
from nlg_server.fidelity.marks import NEGATORS, STRONG
from nlg_server.fidelity.verdict import Finding

_LIGHT = 0.22
_SEPARATOR = re.compile(
    r"\s?[,;/]\s?(?:and/or|or|and|oder|und|o|y|ou|et|e)?\b|\b(?:or|and|oder|und|o|y|u|ou|et|e)\b"
)
_ALTERNATIVE = re.compile(r"\b(?:or|oder|o|u|ou)\b")
_LONGEST_ITEM = 3
# What a customer would act on: such a word never stands for another.
_CRITICAL = (
    "free booked confirmed cancelled refund pay buy order discount deliver insurance guarantee "
    "approved allowed included open closed cheap expensive urgent public private"
)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How much content may be new and lost.

    `novel` and `lost` bound the summed weight of such units (a word the lexicon calls light
    weighs 0.22, any other 1); `replaced` is taken off for one known word beside a lost one;
    `lost_share` bounds the lost weight as a share of the template's; each sentence of the
    template must keep `sentence_share` of its weight.
    """

    novel: float
    replaced: float
    lost: float
    lost_share: float
    sentence_share: float


TOLERANCES: tuple[Tolerance | None, ...] = (
    None,
    Tolerance(novel=3.0, replaced=0.5, lost=9.0, lost_share=0.7, sentence_share=0.0),
    Tolerance(novel=1.6, replaced=0.5, lost=3.6, lost_share=0.6, sentence_share=0.25),
    Tolerance(novel=0.95, replaced=0.5, lost=2.4, lost_share=0.5, sentence_share=0.34),
    Tolerance(novel=0.0, replaced=0.0, lost=0.65, lost_share=0.3, sentence_share=0.5),
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
        unit
        for unit in found
        if unit.carries and not aligned(unit, expected_words, expected_concepts)
    ]
    denies = any(unit.text.lower() in NEGATORS for unit in expected)
    for unit in found:
        text = unit.text.lower()
        if denies and text in NEGATORS:
            continue
        if text in STRONG and not aligned(unit, expected_words, expected_concepts):
            message = f"nothing in the message says {unit.text!r}"
            yield Finding("content_added", "bound", message, None, (unit.start, unit.end))
    gone = {
        unit.start
        for unit in expected
        if unit.carries and not aligned(unit, found_words, found_concepts)
    }
    lost = [unit for unit in expected if unit.start in gone]
    yield from _novel(novel, bool(lost), tolerance)
    for unit in lost:
        if unit.start in protected:
            message = f"{unit.text!r} must stay"
            yield Finding("content_lost", "slot", message, (unit.start, unit.end), None)
    for item in list_items(template, expected):
        if all(unit.start in gone for unit in item) and not (
            len(item) == 1 and item[0].entry.light and not item[0].entry.concepts
        ):
            place = (item[0].start, item[-1].end)
            message = f"the option {template[slice(*place)]!r} must stay"
            yield Finding("content_lost", "option", message, place, None)
    yield from _lost(expected, lost, tolerance)


def _novel(novel: Sequence[Unit], replaces: bool, tolerance: Tolerance) -> Iterator[Finding]:
    """Content added; a single word that the lexicon knows may stand for one that is gone."""
    total = sum(map(weight, novel))
    heavy = [unit for unit in novel if not unit.entry.light]
    if (
        replaces
        and len(heavy) == 1
        and heavy[0].entry.concepts
        and heavy[0].entry.concepts.isdisjoint(_critical())
    ):
        total -= tolerance.replaced
    if total > tolerance.novel:
        heaviest = sorted(novel, key=lambda unit: (-weight(unit), unit.start))
        for unit in heaviest[:3]:
            message = f"nothing in the message says {unit.text!r}"
            yield Finding("content_added", "content", message, None, (unit.start, unit.end))


@lru_cache(maxsize=1)
def _critical() -> frozenset[int]:
    lexicon = lexicon_of("en")
    return frozenset(
        concept for word in _CRITICAL.split() for concept in lexicon.entry(word).concepts
    )


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
            yield Finding(
                "content_lost", "sentence", message, (units[0].start, units[-1].end), None
            )


def list_items(template: str, units: Sequence[Unit]) -> list[tuple[Unit, ...]]:
    """The members of each list in the template: three or more, or two joined by "or".

    What stands before the list is cut off its first member, what follows off its last.
    """
    items: list[tuple[Unit, ...]] = []
    for clause in sorted({unit.clause for unit in units}):
        carrying = [unit for unit in units if unit.clause == clause and unit.carries]
        if len(carrying) < 2:
            continue
        start, end = carrying[0].start, carrying[-1].end
        cuts = [match.span() for match in _SEPARATOR.finditer(template, start, end)]
        edges = [start, *(right for _, right in cuts)]
        ends = [*(left for left, _ in cuts), end]
        members = [
            tuple(unit for unit in carrying if left <= unit.start < right)
            for left, right in zip(edges, ends, strict=True)
        ]
        members = [member for member in members if member]
        alternative = any(_ALTERNATIVE.search(template[left:right]) for left, right in cuts)
        asked = template[end : end + 80].lstrip("\"'”’»)").startswith("?")
        if len(members) == 2 and asked and not alternative:
            items += members
        if len(members) < 2 or (len(members) == 2 and not alternative):
            continue
        first, *middle, last = members
        if all(len(member) <= _LONGEST_ITEM for member in middle):
            items += [first[-1:], *middle, last[:2]]
    return items
