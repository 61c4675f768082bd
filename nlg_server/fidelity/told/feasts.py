"""Feasts that fall on one day of each year: "New Year's Eve" is 31 December."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlg_server.fidelity.told.unsettled import joined
from prompts.facts import Fact

# Longer names first: "Christmas Eve" is no Christmas.
_FEASTS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (day, re.compile(rf"\b(?:{names})(?!\w)(?:,?\s(?P<year>\d{{4}})\b)?", re.IGNORECASE))
    for day, names in (
        (
            "12-24",
            r"christmas eve|heiligabend|heilig(?:er|en|em) abend|nochebuena|(?:la )?veille de noël"
            r"|véspera de natal",
        ),
        (
            "12-31",
            r"new year['’]?s eve|silvester|nochevieja|fin de año|(?:la )?saint-sylvestre"
            r"|réveillon du (?:nouvel an|31)|véspera de ano[- ]novo|réveillon",
        ),
        ("01-01", r"new year['’]?s day|neujahr(?:stag)?|año nuevo|(?:le )?nouvel an|ano[- ]novo"),
        (
            "12-25",
            r"christmas day|(?:erste[rnm]?|1\.) weihnachts(?:feier)?tag|día de navidad"
            r"|(?:le )?jour de noël|dia de natal",
        ),
        ("12-26", r"boxing day|(?:zweite[rnm]?|2\.) weihnachts(?:feier)?tag"),
        ("01-06", r"epiphany|heilige drei könige|dreikönigstag|día de reyes|dia de reis"),
        ("02-14", r"valentine['’]?s(?: day)?|valentinstag|(?:día de )?san valentín"),
    )
)


def with_feasts(text: str, facts: tuple[Fact, ...], others: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of `text`, with feasts read as the dates that the other text states.

    A feast beside its date says it once more, and states nothing by itself.
    """
    for day, pattern in _FEASTS:
        told = next((fact for fact in others if _falls_on(fact, day)), None)
        match = pattern.search(text) if told else None
        if told is None or match is None:
            continue
        kept = [fact for fact in facts if fact.end <= match.start() or match.end() <= fact.start]
        year = match["year"]
        if any(_falls_on(fact, day) for fact in kept):
            facts = tuple(kept)
        elif not year or told.value.startswith(year):
            facts = joined(kept, [Fact("date", told.value, match[0], *match.span())])
    return facts


def _falls_on(fact: Fact, day: str) -> bool:
    return fact.kind == "date" and fact.value.endswith(f"-{day}")
