"""A day told by the one beside it: "the day before" 9 May is 8 May."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from nlg_server.fidelity.told.unsettled import Unsettled, as_told, joined
from prompts.facts import Fact

# How many days from the date beside it a day stands, and how that is told.
_BESIDE: Final = (
    (
        -1,
        re.compile(
            r"\b(?:the|one) (?:day|evening|night) (?:before|prior|earlier)|(?:am|bis zum) (?:vor"
            r"(?:tag|abend)|tag davor)|tags zuvor|(?:el|un) día (?:antes|anterior|previo)"
            r"|(?:la|de la) víspera|la veille|le jour (?:précédent|d['’]avant)"
            r"|(?:o|um|no) dia (?:antes|anterior)|(?:a|na) véspera",
            re.IGNORECASE,
        ),
    ),
    (
        1,
        re.compile(
            r"\b(?:the|one) (?:next|following) (?:day|morning)|the day after(?! tomorrow)"
            r"|(?:am|der) (?:nächsten?|folgenden?) tag|(?:am )?folgetag|tags darauf"
            r"|(?:el|al) día siguiente|le lendemain|le jour suivant|(?:o|no) dia seguinte",
            re.IGNORECASE,
        ),
    ),
)
_YEAR: Final = 2001  # of a date without one; no leap year, as most


def told_next_days(here: Unsettled) -> tuple[Fact, ...]:
    """The facts, with the days that a phrase tells, and the other text by their dates."""
    return joined(here.facts, _phrased(here))


def _phrased(here: Unsettled) -> Iterator[Fact]:
    for days, pattern in _BESIDE:
        match = pattern.search(here.text)
        if match and not pattern.search(here.other):
            for told in here.missing:
                if _stands(days, told, here.facts):
                    yield as_told(Fact("date", "", match[0], *match.span()), told)
                    break


def _stands(days: int, fact: Fact, others: tuple[Fact, ...]) -> bool:
    """Whether `fact` is the date so many days from the only other date."""
    dated = {other.value for other in others if other.kind == "date" and other.value != fact.value}
    known = {day for value in dated if (day := _day(value)) is not None}
    own = _day(fact.value) if fact.kind == "date" else None
    return own is not None and len(known) == 1 and own - known.pop() == timedelta(days)


def _day(value: str) -> date | None:
    match = re.fullmatch(r"(\d{4}|-)-(\d\d)-(\d\d)", value)
    if not match:
        return None
    try:
        return date(_YEAR if match[1] == "-" else int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
