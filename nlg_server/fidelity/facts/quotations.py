"""What both texts quote word by word: nothing in it is told anew in either."""

from __future__ import annotations

from nlg_server.fidelity.facts.comparison import key_of
from prompts.facts import Fact


def outside_quotations(facts: tuple[Fact, ...], others: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts but those within a quotation that the other text has too.

    "Cena del viernes" names a day in Spanish, and none in an English text that quotes it.
    """
    quoted = {key_of(fact) for fact in others if fact.kind == "quoted"}
    spans = [
        (fact.start, fact.end) for fact in facts if fact.kind == "quoted" and key_of(fact) in quoted
    ]
    return tuple(
        fact
        for fact in facts
        if fact.kind == "quoted" or not any(a <= fact.start and fact.end <= b for a, b in spans)
    )
