"""Facts that the reply bounds in another way than the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Protocol

from nlg_server.fidelity.bounds.agreement import agree, moved_edge, opposed, raised
from nlg_server.fidelity.bounds.found import MEASURED, Bounds, bounds_at, is_day_of_month
from nlg_server.fidelity.facts.comparison import key_of
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

# Equal facts of a reply that are looked at, so that a text of nothing else takes no time.
_MOST_EQUAL = 8


class Told(Protocol):
    """The bounds of a fact in one text."""

    def __call__(self, fact: Fact, *, excused: bool) -> Bounds: ...


def bound_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact], *, same: bool
) -> Iterator[Finding]:
    """Facts whose bound differs; `same` says that both texts are in one language."""

    @cache
    def own(fact: Fact, *, excused: bool) -> Bounds:
        return bounds_at(template, fact, expected, excused=excused)

    @cache
    def told(fact: Fact, *, excused: bool) -> Bounds:
        return bounds_at(reply, fact, found, excused=excused)

    def alike(one: Fact, other: Fact) -> bool:
        if own(one, excused=False) == told(other, excused=False):
            return True
        return agree(own(one, excused=True), told(other, excused=True), same=same)

    ours, theirs = _by_value(fact for fact in expected if not fact.soft), _by_value(found)
    for key in (key for key in ours if key in theirs):
        lone = next(
            (one for one in ours[key] if not any(alike(one, it) for it in theirs[key])), None
        )
        if lone is not None:
            yield _fault(lone, own(lone, excused=True), theirs[key], told)
            continue
        for other in theirs[key]:
            if not other.soft and not any(alike(one, other) for one in ours[key]):
                yield _fault(ours[key][0], own(ours[key][0], excused=True), [other], told)
                break


def _by_value(facts: Iterable[Fact]) -> dict[tuple[str, str], list[Fact]]:
    """The facts that may have a bound, a few of each value, by what they state."""
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if _may_be_bounded(fact):
            equal = found.setdefault(key_of(fact), [])
            if len(equal) < _MOST_EQUAL:
                equal.append(fact)
    return found


def _fault(fact: Fact, bounds: Bounds, others: Sequence[Fact], told: Told) -> Finding:
    named = "/".join(sorted(name for name in bounds if name[0] != "~")) or "no bound"
    found = [told(other, excused=True) for other in others]
    turned = any(
        opposed(bounds, one) or raised(bounds, one) or moved_edge(bounds, one) for one in found
    )
    kind = "opposite" if turned else "added" if named == "no bound" else fact.kind
    message = f"the bound of {fact.text} must stay ({named})"
    place = (others[0].start, others[0].end)
    return Finding("bound", kind, message, (fact.start, fact.end), place)


def _may_be_bounded(fact: Fact) -> bool:
    return fact.kind in MEASURED or is_day_of_month(fact)
