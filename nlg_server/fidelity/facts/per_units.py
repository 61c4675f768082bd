"""What an amount is for: "per month", "each", "in total". It may not become something else.

`rates` compares what two texts say as wholes; here each amount is compared with itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlg_server.fidelity.facts.comparison import same_values
from nlg_server.fidelity.facts.sentences import sentence_around
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact
from prompts.facts.languages.listed import listed

_KINDS: Final = frozenset({"amount", "percentage", "quantity"})
_UNITS: Final = {
    "hour": r"hours?|hr|h|stunde|horas?|heures?",
    "day": r"days?|nights?|tag|nacht|día|dia|noche|jour|nuit|noite|diária",
    "week": r"weeks?|wk|woche|semanas?|semaines?",
    "month": r"months?|mo|monat|mes|mês|mois",
    "quarter": r"quarters?|quartal|trimestres?",
    "year": r"years?|yr|jahr|año|ano|an|année",
}
_ADVERBS: Final = {
    "way": r"each way|per (?:way|leg)|(?:pro|je) strecke|por trayecto|par trajet|por trecho",
    "hour": r"hourly|stündlich\w*",
    "day": r"daily|nightly|täglich\w*|diari[oa]s?|quotidien\w*",
    "week": r"weekly|wöchentlich\w*|semanal\w*|hebdomadaires?",
    "month": r"monthly|monatlich\w*|mensual\w*|mensuel\w*|mensal|mensais",
    "quarter": r"quarterly|vierteljährlich\w*|trimestral\w*|trimestriel\w*",
    "year": r"yearly|annual(?:ly)?|jährlich\w*|anual\w*|annuel\w*",
    "each": r"each|apiece|cada un[oa]|chacune?|pro stück|p\.? ?p\.?(?![a-z])|a head|pro kopf",
}
_PER: Final = (
    r"(?:per|/|pro|je|por|par|an?|every|each|cada|chaque|jede[nrms]?|im|am|in der|al?|a la|a cada"
    r"|ao|à|à la|à l['’]|le|la|el|l['’]|tou(?:te)?s les|o)"
)
_TIMES: Final = "|".join(rf"(?P<{name}>{pattern})" for name, pattern in _UNITS.items())
_WORDS: Final = "|".join(rf"(?P<{name}_>{pattern})" for name, pattern in _ADVERBS.items())
# Of things that no list knows, behind words that mean a rate and nothing else.
_BEHIND: Final = re.compile(
    rf"[^\w.!?]{{0,2}}(?:(?:{_WORDS})\b|{_PER}\s?(?:{_TIMES})\b"
    r"|(?:/\s?|(?:per|pro|por|par|cada|chaque|je)\s)(?P<thing>[^\W\d_]{3,}))",
    re.IGNORECASE,
)
_ANYWHERE: Final = re.compile(
    rf"(?:\b|(?<![^\W\d])(?=/)){_PER}\s?(?:{_TIMES})\b|\b(?:{_WORDS})\b", re.IGNORECASE
)
_TOTAL: Final = (
    r"(?:total|in total|altogether|all told|all in|overall|insgesamt|gesamt\w*|zusammen|en total"
    r"|au total|en tout|no total|ao todo)"
)
_TOTAL_BEFORE: Final = re.compile(
    rf"\b{_TOTAL}(?:(?: price| cost| fare)?(?: for [^.!?;]{{1,24}})? (?:of|is)|:)?\s\W?\Z",
    re.IGNORECASE,
)
_TOTAL_BEHIND: Final = re.compile(rf"\W{{0,2}}{_TOTAL}\b(?!\W{{0,3}}\d)", re.IGNORECASE)
# What is told "per person" in a reply alone may be what it is in a template that tells of several.
_SHARERS: Final = frozenset(
    listed(
        "person head guest item piece passenger adult traveler traveller child seat unit family"
        " copy bag stop litre liter ton visit kopf stück gast persona pessoa cabeza pieza peça"
        " personne tête pièce"
    )
)
_SEVERAL: Final = re.compile(
    r"\b(?:per|each|every|apiece|a (?:head|person|ticket|piece|night|seat|bag|copy|unit"
    r"|lit(?:re|er)|gallon|ton)|people|persons?|guests?|passengers?|adults?|tickets?|seats?|travell?ers?|child"
    r"|children|copies|bags?|pieces?|items?|for (?:\d+|two|three|four|five|six)|both|of them|pro|je"
    r"|jede\w*|personen|gäste|erwachsene|plätze|karten|por|cada|personas|pessoas|par|chaque|chacune?"
    r"|personnes|billets?|entradas|bilhetes)\b|/",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(
    r"\b(?:first|1st|erste[nrms]?|primer[oa]?|première?|1er|1re|primeir[oa])\b|\b1[.ªº]",
    re.IGNORECASE,
)
_FIRST_BEHIND: Final = re.compile(
    r"\W{0,2}(?:for|in|für|im|por|pour|durante|na|no|la)\s(?:the |your |die |den |la |le )?"
    + _FIRST.pattern,
    re.IGNORECASE,
)
# "40 questions each", where the template says 2 parts and 40 questions.
_EACH_BEHIND: Final = re.compile(
    r"\s(?:[^\W\d_]+\s){1,2}(?:each|apiece|cada un[oa]|chacune?)\b", re.IGNORECASE
)
_AND_BEFORE: Final = re.compile(r"\b(?:and|und|y|et|e)\s\Z", re.IGNORECASE)
_EACH: Final = re.compile(
    r"\b(?:each|every|apiece|jeweils|jede\w*|cada|chaque|chacune?)\b", re.IGNORECASE
)
_EACH_BEFORE: Final = re.compile(rf"{_EACH.pattern}[^.,;:!?\n]{{0,30}}\s\Z", re.IGNORECASE)
_REACH = 48
# "7 °C am Tag" is by day.
_DEGREES: Final = ("°", "°C", "°F")
_MOST = 3


@dataclass(frozen=True, slots=True)
class _Rate:
    """The units right behind an amount, those of its whole sentence, and whether it is a total.

    `several` is whether its text tells of several things that may share it, `first_alone`
    whether it is for the first hour, night or kilometre, `names_first` whether its sentence says
    "first" at all.
    """

    units: frozenset[str]
    around: frozenset[str]
    total: bool
    several: bool
    first_alone: bool
    names_first: bool


def per_unit_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Amounts told for another unit of time, or each for what is a total."""
    for fact, other in same_values(expected, found, _KINDS):
        fault = _fault(_rate(template, fact), _rate(reply, other))
        if fault and not fact.value.endswith(_DEGREES):
            spans = (fact.start, fact.end), (other.start, other.end)
            yield Finding("fact_changed", "rate", f"{fact.text} must stay {fault}", *spans)
    yield from _each_faults(template, reply, expected, found)


def _each_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Counts that a reply alone tells of each: "2 parts, each with 40 questions"."""
    if _EACH.search(template):
        return
    for fact, other in same_values(expected, found, frozenset({"number"})):
        counted = _AND_BEFORE.search(template[: fact.start])
        each = _EACH_BEHIND.match(reply, other.end) or _EACH_BEFORE.search(reply[: other.start])
        if counted and each:
            spans = (fact.start, fact.end), (other.start, other.end)
            yield Finding("fact_changed", "rate", f"{fact.text} must stay the whole", *spans)


def _fault(before: _Rate, after: _Rate) -> str | None:
    """How the amount must stay, where it does not."""
    if before.first_alone and not after.names_first and after.units:
        return "for the first alone"
    if before.total and not before.units and after.units and not after.total:
        return "the total"
    if before.units and not before.total and after.total and not after.units | after.around:
        return "for each"
    if "way" in after.units and not before.units and "way" not in before.around:
        return "for the whole way"
    if after.units & _SHARERS and not before.several:
        return "as it is, not for each"
    times = after.units & _UNITS.keys()
    known = (before.units | before.around) & _UNITS.keys()
    if times and known and not times & known:
        return f"for each {min(known)}, not {min(times)}"
    return None


def _rate(text: str, fact: Fact) -> _Rate:
    units: set[str] = set()
    at = fact.end
    for _ in range(_MOST):
        match = _BEHIND.match(text, at)
        if match is None:
            break
        units.add(_named(match))
        at = match.end()
    sentence = sentence_around(text, fact)
    around = frozenset(_named(match) for match in _ANYWHERE.finditer(sentence))
    total = _TOTAL_BEFORE.search(text[max(0, fact.start - _REACH) : fact.start])
    is_total = bool(total or _TOTAL_BEHIND.match(text, fact.end))
    return _Rate(
        units=frozenset(units),
        around=around,
        total=is_total,
        several=bool(_SEVERAL.search(text)),
        first_alone=bool(_FIRST_BEHIND.match(text, fact.end)),
        names_first=bool(_FIRST.search(sentence)),
    )


def _named(match: re.Match[str]) -> str:
    group = match.lastgroup or ""
    return match[group].casefold() if group == "thing" else group.rstrip("_")
