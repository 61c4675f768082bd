"""Slot values that stand in a template: a reply may not lose them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from nlg_server.fidelity.content import Unit
from nlg_server.fidelity.facts.rates import frequency_faults
from nlg_server.fidelity.reading import Reading
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_LONGEST = 300
_RATED = re.compile(
    r"[^\w,.;:!?]{0,2}(?:/|(?:per|each|apiece|a|an|pro|por|par|je|cada|chacun)\b|\w{2,6}ly\b)",
    re.IGNORECASE,
)
# "Fallen 20 € an", "R$ 8,00 a taxa": only in English they are articles.
_RATED_ELSEWHERE = re.compile(_RATED.pattern.replace("|a|an|", "|"), re.IGNORECASE)
_ANY_RATE = re.compile(
    r"/|\b(?:per|each|every|apiece|pro|por|par|je|cada|chacun\w*|(?:month|week|year|dai|hour"
    r"|night|annual)ly|im (?:monat|jahr)|am tag|in der (?:woche|stunde)|al (?:mes|año|día)"
    r"|a la semana"
    r"|a (?:hora|diária)|ao (?:mês|ano|dia)|l['’]heure|mensu\w+|mensa\w+|monatlich\w*"
    r"|täglich\w*"
    r"|(?:la|le|die|el|a|o|l['’])\s?(?:nuit|nacht|noche|noite|jour|día|dia|heure|hora|stunde|semaine"
    r"|semana|woche|mois|mes|mês|pièce|unidad|stück)"
    r"|an? [^\W\d_]+ costs?|they cost)\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"\b(?:per|pro|por|par)\s(\w+)|/\s?([^\W\d_]{3,10})\b", re.IGNORECASE)


def slot_values(slots: Mapping[str, object]) -> Iterator[str]:
    """The values that can stand in a text, those of lists included, long ones left out."""
    for key in sorted(slots):
        value = slots[key]
        for item in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(item, (str, int, float)) and not isinstance(item, bool):
                shown = str(item).strip()
                if 0 < len(shown) <= _LONGEST:
                    yield shown


def protected_units(
    template: Reading, reply: Reading, slots: Mapping[str, object]
) -> frozenset[int]:
    """Starts of the template's content units that belong to a slot value.

    A count that the reply states is left out: "twice" may be told as "two times".
    """
    stretches: list[tuple[int, int]] = []
    for value in slot_values(slots):
        at = template.text.find(value)
        while at >= 0:
            stretches.append((at, at + len(value)))
            at = template.text.find(value, at + len(value))
    if not stretches:
        return frozenset()
    told = {fact.value for fact in reply.facts if fact.kind == "number"}
    counts = [
        (fact.start, fact.end)
        for fact in template.facts
        if fact.kind == "number" and fact.value in told
    ]
    return frozenset(
        unit.start
        for unit in template.units
        if unit.carries and _within(unit, stretches) and not _within(unit, counts)
    )


def _within(unit: Unit, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= unit.start < end for start, end in stretches)


def rate_units(template: str, units: Sequence[Unit]) -> frozenset[int]:
    """Starts of the units that say what a price is for: "per night", "/month"."""
    starts = {match.start(1) for match in _RATE.finditer(template)}
    return frozenset(unit.start for unit in units if unit.start in starts)


def rate_faults(
    template: str,
    reply: str,
    expected: Sequence[Fact],
    found: Sequence[Fact],
    *,
    english: bool,
) -> Iterator[Finding]:
    """Amounts that the reply tells per something ("$135 per person"), the template never."""
    yield from frequency_faults(template, reply)
    amounts = [fact for fact in expected if fact.kind == "amount" and not fact.soft]
    rated = _RATED if english else _RATED_ELSEWHERE
    if _ANY_RATE.search(template) or any(rated.match(template, fact.end) for fact in amounts):
        return
    for fact in found:
        rate = rated.match(reply, fact.end) if fact.kind == "amount" and not fact.soft else None
        if rate:
            message = f"nothing says what {fact.text} is for each time"
            yield Finding("content_added", "rate", message, None, (fact.start, rate.end()))
