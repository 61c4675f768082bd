"""Amounts below zero whose sign is a word: "overdrawn by $84.10" for a balance of -$84.10."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from nlg_server.fidelity.told.unsettled import Unsettled, as_told
from prompts.facts import Fact

_BEFORE: Final = re.compile(
    r"\b(?:overdrawn|minus|negative|im (?:minus|soll)|überzogen|à découvert|en négatif|débiteur"
    r"|(?:en|al) descubierto|en negativo|en números rojos|no negativo|no vermelho|a descoberto)"
    r"(?:\s(?:balance|saldo|solde))?(?:\s(?:by|of|at|mit|um|bei|von|de|en|em|por))?(?:\s\w{1,5})?"
    r"\s\Z",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"\s(?:overdrawn|(?:in|into) the red|below zero|negative|(?:im|ins) (?:minus|soll)"
    r"|überzogen|à découvert|en négatif|dans le rouge|(?:en|al) descubierto|en negativo"
    r"|en números rojos|negativos?|no negativo|no vermelho|a descoberto)\b",
    re.IGNORECASE,
)
# Words that nothing but a debt to the bank has; a price may well be told with a "minus".
_IN_DEBT: Final = re.compile(
    r"\b(?:overdr\w+|in(?:to)? the red|below zero|im soll|ins? minus|im minus|überz\w+"
    r"|dispo(?:kredit)?|(?:à|de|le) découvert|dans le rouge|descubierto|números rojos"
    r"|no vermelho|a descoberto"
    r"|debt|owed?|owing|schuld\w*|deudas?|debe[ns]?|dívidas?|dettes?|dois|doit)\b",
    re.IGNORECASE,
)
_LOOKED_THROUGH = 40


def told_signs(here: Unsettled) -> tuple[Fact, ...]:
    """The facts, with amounts read as the negative ones that the other text states."""
    changes: dict[Fact, Fact | None] = {}
    for fact in here.extra:
        told = next((one for one in here.missing if one.value == f"-{fact.value}"), None)
        if told and fact.kind == "amount" and _below_zero(here.text, fact):
            changes[fact] = as_told(fact, told)
    return here.read_as(changes)


def with_signs(
    text: str, facts: tuple[Fact, ...], other: str, others: tuple[Fact, ...]
) -> tuple[Fact, ...]:
    """The facts of `text`, with amounts below zero where only it says that they are owed."""
    signed = any(fact.kind == "amount" and fact.value.startswith("-") for fact in others)
    if signed or not _IN_DEBT.search(text) or _IN_DEBT.search(other):
        return facts
    return tuple(
        _below_zero(text, fact) or fact
        if fact.kind == "amount" and fact.value[:1].isdigit()
        else fact
        for fact in facts
    )


def _below_zero(text: str, fact: Fact) -> Fact | None:
    """The amount with the words that make it negative, where there are any."""
    first = max(0, fact.start - _LOOKED_THROUGH)
    before = _BEFORE.search(text[first : fact.start])
    behind = _BEHIND.match(text, fact.end)
    if not before and not behind:
        return None
    start = first + before.start() if before else fact.start
    end = behind.end() if behind else fact.end
    return replace(fact, value=f"-{fact.value}", text=text[start:end], start=start, end=end)
