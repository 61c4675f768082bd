"""Words that name a currency or a weight: pounds, Pfund, crowns; and units of one sort."""

from __future__ import annotations

import re
from decimal import Decimal

from nlg_server.fidelity.told.unsettled import Unsettled
from prompts.facts import Fact
from prompts.facts.currencies import CROWN_WORDS, CROWNS

_CONVERTED = {
    "ml": ("l", 1000),
    "cl": ("l", 100),
    "dl": ("l", 10),
    "mg": ("g", 1000),
    "g": ("kg", 1000),
    "kg": ("t", 1000),
    "m": ("km", 1000),
    "cm": ("m", 100),
    "mm": ("cm", 10),
    "kB": ("MB", 1000),
    "MB": ("GB", 1000),
    "GB": ("TB", 1000),
    "Mbit/s": ("Gbit/s", 1000),
    "W": ("kW", 1000),
}
_NAMED_POUNDS = re.compile(r"\bpounds?\b", re.IGNORECASE)
_NAMED_PFUND = re.compile(r"\bpfund\b", re.IGNORECASE)
_GRAMS_IN_A_PFUND = 500
_CROWNS_BEHIND = re.compile(rf"\s?(?:{'|'.join(CROWN_WORDS)})\b", re.IGNORECASE)
_KR = re.compile(r"\bkr\b", re.IGNORECASE)


def same_pounds(fact: Fact, told: Fact) -> bool:
    """Pounds, of which the word alone leaves open whether they are money or a weight."""
    number, _, unit = fact.value.partition(" ")
    if unit == "GBP" and told.kind == "quantity" and _NAMED_PFUND.search(fact.text):
        grams = Decimal(number) * _GRAMS_IN_A_PFUND
        return converted(f"{grams} g") == converted(told.value)
    alike = {unit, told.value.rpartition(" ")[2]} == {"GBP", "lb"}
    return alike and told.value.startswith(f"{number} ") and bool(_NAMED_POUNDS.search(fact.text))


def in_crowns(here: Unsettled, fact: Fact, told: Fact) -> bool:
    """ "250 kroner" for 250 NOK; the word leaves open of which country."""
    number, _, unit = told.value.partition(" ")
    if unit not in CROWNS or fact.value.split(" ")[0] != number:
        return False
    if fact.kind == "amount":  # "250 kr" is read as Swedish
        return bool(_KR.search(fact.text))
    return fact.kind == "number" and bool(_CROWNS_BEHIND.match(here.text, fact.end))


def converted(value: str) -> tuple[Decimal, str] | None:
    """A quantity in the largest unit of its sort, and that unit."""
    number, _, unit = value.partition(" ")
    amount = Decimal(number)
    while unit in _CONVERTED:
        unit, factor = _CONVERTED[unit]
        amount /= factor
    return amount, unit
