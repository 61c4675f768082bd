"""What looks like a code or a telephone number and is something else, or less."""

from __future__ import annotations

import re
from dataclasses import replace

from prompts.facts.fact import Fact

# "53p", "20c a minute" and "33 m3" look like codes.
_MINOR = re.compile(r"\d{1,2}(?:\.\d{1,2})?(?P<unit>[pc])(?:/[A-Za-z]{1,10})?")
_RATED = re.compile(
    r"\s?/|\s(?:per|each)\b|\san? (?:min|minute|hour|day|week|month|unit|word|text|call|mile|km|kwh"
    r"|lit(?:re|er)|page|sheet|message|copy|piece|item)\b",
    re.IGNORECASE,
)
PLACED = re.compile(
    r"\b(?:seats?|gate|room|row|platform|flat|apt|bay|stand|track|class|locker|unit|sitz|platz|gleis"
    r"|zimmer|klasse|asiento|clase|aula|puerta|siège|classe|porte|place|assento|turma|portão"
    r")\.?\s\Z",
    re.IGNORECASE,
)
_MONEY = {
    "p": re.compile(r"£\s?\d|\d\s?(?:pence|pounds?|quid|GBP)\b|\d\.\dp\b", re.IGNORECASE),
    "c": re.compile(r"[$€]\s?\d|\d\s?(?:¢|€|cents?|dollars?|bucks?|euros?|USD|EUR)", re.IGNORECASE),
}
_RAISED_UNIT = re.compile(r"[cdk]?m[23]")
_DIGITS_IN_A_PHONE = 7


def is_measure(fact: Fact, text: str) -> bool:
    """Whether what looks like a code is an amount or a unit."""
    if fact.kind != "code":
        return False
    if _RAISED_UNIT.fullmatch(fact.text):
        return bool(re.search(r"\d\s?\Z", text[max(0, fact.start - 2) : fact.start]))
    minor = _MINOR.fullmatch(fact.text)
    before = text[max(0, fact.start - 12) : fact.start]
    if minor is None or before.endswith(("$", "€", "£")) or PLACED.search(before):
        return False
    rated = "/" in fact.text or _RATED.match(text, fact.end)
    return bool(rated or _MONEY[minor["unit"]].search(text))


def without_aside(fact: Fact) -> Fact:
    """A telephone number without the bracket behind it: "1-888-555-0170 (24/7)"."""
    number = fact.text.rpartition("(")[0].rstrip()
    digits = "".join(character for character in number if character.isdigit())
    if fact.kind != "phone" or len(digits) < _DIGITS_IN_A_PHONE:
        return fact
    value = ("+" if number.startswith("+") else "") + digits
    return replace(fact, value=value, text=number, end=fact.start + len(number))
