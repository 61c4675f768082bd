"""Facts that the two texts spell in different ways: a foreign month, "42 cents", "2nd level"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nlg_server.fidelity.facts.rates import without_recurrences
from nlg_server.fidelity.told.feasts import with_feasts
from nlg_server.fidelity.told.retold import settled_readings
from nlg_server.fidelity.told.signs import with_signs
from prompts.facts import Fact, find_facts
from prompts.facts.numerals import canonical

_DAY = re.compile(r".+-\d\d-\d\d\Z")
_MINOR = re.compile(r"([\d.]+) (cent|penny)\Z")
_RANGE = re.compile(
    r"\s?(?:[-–—]|to|and|until|through|bis|und|al?|y|hasta|au|et|e|até|ao)\s?(?:the |den |el )?\Z",
    re.IGNORECASE,
)
# "zones 1-3" and "zones 1, 2 and 3", but neither "between 1 and 3" nor "3.1-3.3".
_SPAN = re.compile(
    r"(?<![\d.,:/$€£-])(\d{1,3})\s?(?:[-–—]|to|through|thru|bis|al?|à|até|hasta)\s?(\d{1,3})"
    r"(?![\d:/%-]|[.,]\d)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?<!between )(?<!zwischen )(?<!entre )(?<![\d.,:/$€£-])(\d{1,3}(?:,\s?\d{1,3}){0,9})"
    r",?\s(?:and|und|&|y|et|e)\s(\d{1,3})(?![\d:/%-]|[.,]\d)",
    re.IGNORECASE,
)
_LONGEST_SPAN = 10
_NO_SCALE = re.compile(
    r"\s?(?!in the (?!morning|afternoon|evening|night|sun|shade|coming|next)\b)"
    r"(?:[^\w\s]|\Z|(?:in|on|at|and|or|but|with|for|by|to|until|from|this|today|tonight|tomorrow"
    r"|outside|inside|now|right|um|im|am|und|oder|bei|bis|heute|morgen|en|el|y|o|con|hoy|mañana|à|au|et|ou"
    r"|avec|aujourd'hui|demain|em|e|com|hoje|amanhã|no|na|às)\b(?!-))",
    re.IGNORECASE,
)
_WORD = 40  # characters that are looked through for the word before a fact
_LAST_WORD = re.compile(r"([^\W\d_]+)\s\Z")
_FIRST_WORD = re.compile(r"\s([^\W\d_]+)")


def settled_spellings(
    template: str,
    reply: str,
    expected: Sequence[Fact],
    found: Sequence[Fact],
    languages: tuple[str, str],
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Both texts' facts, those read as one that only their spelling tells apart.

    A fact is read anew only where the other text states the very value; so a changed one stays
    changed. `languages` are those of the template and of the reply.
    """
    ours, theirs = tuple(expected), tuple(found)
    if languages[0] != languages[1]:
        ours = _localised(template, ours, theirs, languages[1])
    if languages != ("en", "en"):
        theirs = tuple(_in_celsius(fact, ours) for fact in theirs)
    theirs = tuple(_without_scale(reply, fact, ours) for fact in theirs)
    ours, theirs = _ranged(template, ours, theirs), _ranged(reply, theirs, ours)
    ours, theirs = with_feasts(template, ours, theirs), with_feasts(reply, theirs, ours)
    ours, theirs = (
        with_signs(template, ours, reply, theirs),
        with_signs(reply, theirs, template, ours),
    )
    ours, theirs = _counted_out(template, ours, reply), _counted_out(reply, theirs, template)
    ours = tuple(_in_major(fact, theirs) for fact in ours)
    ordinals = any(fact.kind == "ordinal" for fact in theirs)
    named = _named_numbers(template, ours) if ordinals else frozenset()
    theirs = tuple(_as_told(reply, _in_major(fact, ours), named) for fact in theirs)
    ours = without_recurrences(template, ours, reply)
    theirs = without_recurrences(reply, theirs, template)
    return settled_readings(template, reply, ours, theirs)


def _localised(
    text: str, facts: tuple[Fact, ...], others: Sequence[Fact], language: str
) -> tuple[Fact, ...]:
    """Dates that a slot brought in the user's language: "12 avril" in an English template."""
    told = _days(others) - _days(facts)
    if not told:
        return facts
    read = [fact for fact in find_facts(text, language) if fact.value in told]
    kept = [
        fact
        for fact in facts
        if not any(day.start <= fact.start and fact.end <= day.end for day in read)
    ]
    return tuple(sorted((*kept, *read), key=lambda fact: fact.start))


def _in_celsius(fact: Fact, others: Sequence[Fact]) -> Fact:
    """Degrees that the other text has without their scale, which only English leaves open."""
    if fact.kind == "ordinal" and fact.text.endswith("º"):  # "16º"
        degrees = f"{fact.value} °"
    elif fact.kind == "quantity" and fact.value.endswith(("°", "°C")):
        degrees = fact.value.removesuffix("C")
    else:
        return fact
    for other in others:
        if other.kind == "quantity" and other.value in (degrees, f"{degrees}C"):
            return replace(fact, kind="quantity", value=other.value)
    return fact


def _without_scale(text: str, fact: Fact, others: Sequence[Fact]) -> Fact:
    """ "22 degrees" for "22 °C"; that a text names a scale, where the other does not, is news.

    No other word may stand in the place of the scale.
    """
    ends = _NO_SCALE.match(text, fact.end)
    if fact.kind == "quantity" and fact.value.endswith("°") and ends:
        for other in others:
            if other.kind == "quantity" and other.value in (f"{fact.value}C", f"{fact.value}F"):
                return replace(fact, value=other.value)
    return fact


def _counted_out(text: str, facts: tuple[Fact, ...], other: str) -> tuple[Fact, ...]:
    """The facts, with what lies in a range whose ends the other text lists: "zones 1 and 3"."""
    between = []
    for span in _SPAN.finditer(text):
        first, last = int(span[1]), int(span[2])
        listed = any(
            int(match[1].split(",")[0]) == first and int(match[2]) == last
            for match in _LIST.finditer(other)
        )
        if listed and last - first <= _LONGEST_SPAN:
            between += [
                Fact("number", str(number), span[0], span.end(1), span.start(2))
                for number in range(first + 1, last)
            ]
    return tuple(sorted((*facts, *between), key=lambda fact: fact.start)) if between else facts


def _ranged(text: str, facts: tuple[Fact, ...], others: Sequence[Fact]) -> tuple[Fact, ...]:
    """Days that share the month of the date beside them: "del 1 al 15 de marzo"."""
    told = _days(others) - _days(facts)
    if not told:
        return facts
    dates = [fact for fact in facts if fact.kind == "date" and _DAY.match(fact.value)]
    settled = []
    for fact in facts:
        if fact.kind == "number" and fact.value.isdigit() and len(fact.value) < 3:
            for date in dates:
                first, last = sorted((fact, date), key=lambda one: one.start)
                value = f"{date.value[:-2]}{int(fact.value):02}"
                if value in told and _RANGE.match(text[first.end : last.start]):
                    fact = replace(fact, kind="date", value=value)
                    break
        settled.append(fact)
    return tuple(settled)


def _as_told(reply: str, fact: Fact, named: frozenset[tuple[str, str]]) -> Fact:
    """A reply's ordinal, read as the number that the template has behind the same word."""
    if fact.kind == "ordinal":
        word = _FIRST_WORD.match(reply, fact.end)
        if word and (fact.value, word[1].casefold()) in named:
            return replace(fact, kind="number")
    return fact


def _named_numbers(text: str, facts: Sequence[Fact]) -> frozenset[tuple[str, str]]:
    """The value of each number, with the word before it: "level 2"."""
    found = set()
    for fact in facts:
        if fact.kind == "number":
            word = _LAST_WORD.search(text[max(0, fact.start - _WORD) : fact.start])
            if word:
                found.add((fact.value, word[1].casefold()))
    return frozenset(found)


def _in_major(fact: Fact, others: Sequence[Fact]) -> Fact:
    """Cents as the part of a dollar or euro that the other text tells."""
    minor = _MINOR.match(fact.value) if fact.kind == "amount" else None
    if minor:
        major = canonical(Decimal(minor[1]) / 100)
        for other in others:
            amount, _, code = other.value.partition(" ")
            same_minor = (code == "GBP") == (minor[2] == "penny") and len(code) == 3
            if other.kind == "amount" and amount == major and same_minor:
                return replace(fact, value=other.value)
    return fact


def _days(facts: Sequence[Fact]) -> frozenset[str]:
    return frozenset(fact.value for fact in facts if fact.kind == "date" and _DAY.match(fact.value))
