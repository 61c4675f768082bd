"""Finds facts that changed places: "2 rooms on floor 4" told as "4 rooms on floor 2"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from nlg_server.fidelity.comparison import key_of
from nlg_server.fidelity.content import Unit
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact
from prompts.facts.languages.listed import listed

_COMPARED = frozenset(
    listed(
        "number amount percentage quantity ordinal date time duration phone code url email iban "
        "quoted name"
    )
)
_NEAR = 34
_MOST = 16
_BREAK = re.compile(r"[!?\n]|[.;](?=\s|$)")
Key = tuple[str, str]
Feature = str | int | Key
Context = dict[Feature, float]


def swap_faults(
    template: str,
    reply: str,
    expected: Sequence[Fact],
    found: Sequence[Fact],
    expected_units: Sequence[Unit],
    found_units: Sequence[Unit],
) -> Iterator[Finding]:
    """Pairs of facts of one kind that stand, in the reply, each where the other stood.

    A fact's context is the words and the other facts near it, nearer ones heavier, and the little
    word right before it ("from", "to"). A pair is swapped when exchanging the two would make the
    contexts clearly more alike; what both contexts share tells nothing and is left out.
    """
    ours, theirs = _paired(template, reply, expected, found)
    shared = list(ours)[:_MOST]
    if len(shared) < 2:
        return
    here = _Text(template, expected, expected_units)
    there = _Text(reply, found, found_units)
    contexts = {key: (here.context(ours[key]), there.context(theirs[key])) for key in shared}
    for one, other in combinations(shared, 2):
        if ours[one].kind != ours[other].kind:
            continue
        (mine, told), (yours, told_yours) = contexts[one], contexts[other]
        ignored = {*(mine.keys() & yours.keys()), *(told.keys() & told_yours.keys()), one, other}
        kept = _alike(mine, told, ignored) + _alike(yours, told_yours, ignored)
        exchanged = _alike(mine, told_yours, ignored) + _alike(yours, told, ignored)
        if exchanged > 0.3 + 1.2 * kept:
            first, second = ours[one], ours[other]
            message = f"{first.text} and {second.text} must not change places"
            span, place = (first.start, first.end), (theirs[one].start, theirs[one].end)
            yield Finding("facts_swapped", first.kind, message, span, place)


def _paired(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> tuple[dict[Key, Fact], dict[Key, Fact]]:
    """The facts that stand once in each text, by value or, where read in two ways, by spelling."""
    ours, theirs = _single(expected), _single(found)
    by_text = {
        (fact.kind, reply[fact.start : fact.end]): fact
        for key, fact in theirs.items()
        if key not in ours
    }
    pairs: dict[Key, Fact] = {}
    for key, fact in ours.items():
        partner = theirs.get(key) or by_text.get((fact.kind, template[fact.start : fact.end]))
        if partner is not None:
            pairs[key] = partner
    return {key: ours[key] for key in pairs}, pairs


def _single(facts: Sequence[Fact]) -> dict[Key, Fact]:
    found: dict[Key, Fact | None] = {}
    for fact in facts:
        if fact.kind in _COMPARED and not fact.soft:
            key = key_of(fact)
            found[key] = None if key in found else fact
    return {key: fact for key, fact in found.items() if fact is not None}


class _Text:
    """A text's words and facts, for the contexts of its facts."""

    def __init__(self, text: str, facts: Sequence[Fact], units: Sequence[Unit]) -> None:
        self._breaks = [match.start() for match in _BREAK.finditer(text)]
        self._facts = [fact for fact in facts if fact.kind in _COMPARED and not fact.soft]
        self._units = units

    def context(self, fact: Fact) -> Context:
        """Features near a fact, within its sentence, each with its weight."""
        low = max((at for at in self._breaks if at < fact.start), default=-1)
        high = min((at for at in self._breaks if at >= fact.end), default=1 << 30)
        context: Context = {}
        for unit in self._units:
            if unit.end <= low or unit.start >= high or unit.start >= fact.end + _NEAR:
                continue
            weight = _weight(fact, unit.start, unit.end)
            if weight and unit.entry.function and not unit.entry.concepts:
                if fact.start - unit.end in (0, 1):
                    context[f"<{unit.stem}"] = 0.8
            elif weight:
                for feature in (unit.stem, *unit.entry.concepts):
                    context[feature] = max(context.get(feature, 0.0), weight)
        for near in self._facts:
            if low < near.start < high:
                weight = _weight(fact, near.start, near.end)
                if weight:
                    context[key_of(near)] = weight
        return context


def _weight(fact: Fact, start: int, end: int) -> float:
    """How near `[start, end)` is to a fact: 1 beside it, 0 out of reach or within it."""
    distance = fact.start - end if end <= fact.start else start - fact.end
    return (1.0 - distance / (_NEAR + 6)) ** 3 if 0 <= distance <= _NEAR else 0.0


def _alike(one: Context, other: Context, ignored: set[Feature]) -> float:
    return sum(
        min(value, other[key]) for key, value in one.items() if key in other and key not in ignored
    )
