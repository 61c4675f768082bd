"""A tick beside what the template tells as done: "Your table is booked ✅" adds nothing to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlg_server.fidelity.marks import FIRM_HEDGES, FUTURE, PERFECT
from prompts.facts import Fact

_TICKS: Final = frozenset("✅✔☑")
_DONE: Final = re.compile(
    r"^(?:\W|ok(?:ay)?,? |i(?:['’]ve| have) )*\w{2,15}(?:ed|sent|paid|set|done)\b(?!\?)"
    r"|\b(?:done|ready|all set|erledigt|fertig|gebucht|bestätigt|reserviert|bestellt|gestellt"
    r"|ges[ae]ndet|verschickt|bezahlt|überwiesen|abgeschlossen|gespeichert|aktiviert"
    r"|eingetragen|(?:confirm|reserv|envi|guard|activ|pag|hech|cread|actualiz)(?:ad)?[oa]s?"
    r"|list[oa]s?|(?:confirm|réserv|envoy|enregistr|pay|activ|ajout)ée?s?|c['’]est fait"
    r"|pront[oa]s?|feit[oa]s?|salv[oa]s?|marcad[oa]s?|agendad[oa]s?|ativad[oa]s?)\b",
    re.IGNORECASE,
)
_FAILED: Final = re.compile(
    r"\b(?:fail\w*|declin\w+|reject\w+|refus\w+|expir\w+|error|problem|unfortunately|sorry|cancel\w*"
    r"|block\w*|lock\w*|overdue|fehl\w+|abgelehnt|abgelaufen|gesperrt|storniert|leider|rechaz\w+"
    r"|caducad\w+|lo siento|bloque\w+|annul\w+|échou\w+|désolé\w*|expirad\w+|recusad\w+)\b",
    re.IGNORECASE,
)


def without_ticks(
    template: str, facts: tuple[Fact, ...], expected: Sequence[Fact], *, denied: bool
) -> tuple[Fact, ...]:
    """The reply's facts without its ticks, where the template tells a thing as done, and no more.

    Args:
        expected: the template's facts; one that has ticks itself decides how many there are.
        denied: whether the template denies something.
    """
    ticks = [fact for fact in facts if fact.text in _TICKS]
    if not ticks or denied or any(fact.kind == "emoji" for fact in expected):
        return facts
    done = PERFECT.search(template) or _DONE.search(template)
    if not done or _FAILED.search(template) or _open(template):
        return facts
    return tuple(fact for fact in facts if fact not in ticks)


def _open(template: str) -> bool:
    """Whether the template tells of what is to come, or only perhaps."""
    return bool(FUTURE.search(template) or FIRM_HEDGES.search(template))
