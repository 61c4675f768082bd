"""Numbers in parts or marks that only the other text settles: "12 Euro 50", "1,249 pesos"."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from nlg_server.fidelity.told.unsettled import Unsettled, as_told
from prompts.facts import Fact
from prompts.facts.numerals import canonical

# "Cinco reais e cinquenta por hora", but "10 euros y 20 de propina".
_AND = re.compile(r"\s(?P<joint>(?:und|y|et|e|con|com)\s)?", re.IGNORECASE)
_ENDS = re.compile(
    r"\W{0,2}(?:[.,;!?)]|\Z|\s(?:por|per|pro|par|je|al?|à|cada|para|pour|für)\b)", re.IGNORECASE
)
_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}")
_BELOW_ZERO = re.compile(
    r"\s(?:below (?:zero|freezing)|unter null|bajo cero|(?:en )?(?:au-)?dessous de zéro|sous zéro"
    r"|abaixo de zero|negativ\w{1,2})\b",
    re.IGNORECASE,
)
_MEASURED = frozenset({"number", "amount", "quantity", "duration"})
_CENTS = 100


def told_amounts(here: Unsettled) -> tuple[Fact, ...]:
    """The facts, with cents told behind their amount, figures grouped as the other text groups
    them, and degrees told as so many below zero.
    """
    changes: dict[Fact, Fact | None] = {}
    for whole, part in pairwise(here.facts):
        told = _with_cents(here, whole, part)
        if told is not None:
            changes |= {whole: as_told(whole, told), part: None}
    for fact in here.extra:
        for told in here.missing:
            if told.kind == fact.kind and (_is_grouped(fact, told) or _is_below(here, fact, told)):
                changes[fact] = as_told(fact, told)
                zero = _BELOW_ZERO.match(here.text, fact.end)
                end = zero.end() if zero else fact.end
                changes |= dict.fromkeys(
                    one for one in here.extra if fact.end <= one.start < one.end <= end
                )
                break
    return here.read_as(changes)


def _with_cents(here: Unsettled, whole: Fact, part: Fact) -> Fact | None:
    """The amount that an amount and the number behind it are together, where it is missing."""
    if whole.kind != "amount" or part.kind != "number" or part not in here.extra:
        return None
    joint = _AND.fullmatch(here.text[whole.end : part.start])
    if not here.of_reply or not joint or (joint["joint"] and not _ENDS.match(here.text, part.end)):
        return None
    number, _, unit = whole.value.partition(" ")
    cents = int(part.value) if part.value.isdigit() else _CENTS
    if not number.isdigit() or cents >= _CENTS:
        return None
    together = f"{canonical(Decimal(number) + Decimal(cents) / _CENTS)} {unit}"
    return next(
        (told for told in here.missing if told.kind == "amount" and told.value == together), None
    )


def _is_grouped(fact: Fact, told: Fact) -> bool:
    """Whether "1,249", read as a fraction, is the thousands that the other text tells by them.

    Only the very figures do: "1.250 mg" may not become 1250 mg.
    """
    number, _, unit = fact.value.partition(" ")
    figures, written = _GROUPED.search(fact.text), _GROUPED.search(told.text)
    if not figures or not written or figures[0] != written[0]:
        return False
    if fact.kind not in _MEASURED or "." not in number:
        return False
    return told.value == " ".join(filter(None, (canonical(Decimal(number) * 1000), unit)))


def _is_below(here: Unsettled, fact: Fact, told: Fact) -> bool:
    return (
        fact.kind == "quantity"
        and told.value in (f"-{fact.value}", f"-{fact.value}C", f"-{fact.value}F")
        and bool(_BELOW_ZERO.match(here.text, fact.end))
    )
