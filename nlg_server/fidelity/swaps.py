"""Finds facts that changed places: "2 rooms on floor 4" told as "4 rooms on floor 2"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from nlg_server.fidelity.comparison import key_of
from nlg_server.fidelity.content import Unit
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact
from prompts.facts.languages.listed import listed

_COMPARED = frozenset(
    listed(
        "number amount percentage quantity ordinal date time duration phone code url email "
        "quoted name"
    )
)
_NEAR = 28
_MOST = 12
Context = dict[str | int, float]


def swap_faults(
    expected: Sequence[Fact],
    found: Sequence[Fact],
    expected_units: Sequence[Unit],
    found_units: Sequence[Unit],
) -> Iterator[Finding]:
    """Pairs of facts of one kind that stand, in the reply, each where the other stood.

    A fact's context is the units near it, nearer ones heavier; a pair is swapped when exchanging
    the two would make the contexts clearly more alike.
    """
    ours, theirs = _single(expected), _single(found)
    shared = [key for key in ours if key in theirs][:_MOST]
    contexts = {
        key: (_context(ours[key], expected_units), _context(theirs[key], found_units))
        for key in shared
    }
    for one, other in combinations(shared, 2):
        if ours[one].kind != ours[other].kind:
            continue
        kept = _alike(*contexts[one]) + _alike(*contexts[other])
        exchanged = _alike(contexts[one][0], contexts[other][1]) + _alike(
            contexts[other][0], contexts[one][1]
        )
        if exchanged > kept + 0.5 and exchanged > 1.3 * kept:
            first, second = ours[one], ours[other]
            message = f"{first.text} and {second.text} must not change places"
            place = theirs[one]
            yield Finding(
                "facts_swapped",
                first.kind,
                message,
                (first.start, first.end),
                (place.start, place.end),
            )


def _single(facts: Sequence[Fact]) -> dict[tuple[str, str], Fact]:
    found: dict[tuple[str, str], Fact | None] = {}
    for fact in facts:
        if fact.kind in _COMPARED and not fact.soft:
            key = key_of(fact)
            found[key] = None if key in found else fact
    return {key: fact for key, fact in found.items() if fact is not None}


def _context(fact: Fact, units: Sequence[Unit]) -> Context:
    context: Context = {}
    for unit in units:
        if unit.end <= fact.start:
            distance, side = fact.start - unit.end, "<"
        elif unit.start >= fact.end:
            distance, side = unit.start - fact.end, ">"
        else:
            continue
        if distance > _NEAR:
            continue
        weight = (1.0 - distance / (_NEAR + 6)) ** 3
        if unit.entry.function and not unit.entry.concepts:
            if distance <= 1 and side == "<":
                context[f"<{unit.stem}"] = max(context.get(f"<{unit.stem}", 0.0), 0.8)
            continue
        features: tuple[str | int, ...] = (unit.stem, *unit.entry.concepts)
        for feature in features:
            context[feature] = max(context.get(feature, 0.0), weight)
    return context


def _alike(one: Context, other: Context) -> float:
    return sum(min(value, other[key]) for key, value in one.items() if key in other)
