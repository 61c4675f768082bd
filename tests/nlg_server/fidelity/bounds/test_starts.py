"""What starts at a time does not end then."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check
from nlg_server.fidelity.bounds.starts import start_faults
from prompts.facts import find_facts

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("language", "template", "kept", "turned"),
    [
        (
            "es",
            "The room is available from 5 pm.",
            "La sala está disponible desde las 17:00.",
            "La sala está disponible hasta las 17:00.",
        ),
        (
            None,
            "You can pick it up until 4:30 PM.",
            "It can be picked up until 4:30 PM.",
            "You can pick it up from 4:30 PM.",
        ),
        (
            "de",
            "The gym is open from 6 AM.",
            "Das Fitnessstudio ist ab 6 Uhr offen.",
            "Das Fitnessstudio ist bis 6 Uhr offen.",
        ),
    ],
)
def test_from_is_not_until(language: str | None, template: str, kept: str, turned: str) -> None:
    assert check(template, kept, language=language, policy=FACTS).accepted
    verdict = check(template, turned, language=language, policy=FACTS)
    assert "opposite" in {finding.kind for finding in verdict.findings}


def test_what_is_before_and_what_is_after_may_be_told_in_either_order() -> None:
    template = "Entry is free until 6 PM. After that it costs $5."
    reply = "From 6 PM you pay $5; before that entry is free."
    expected, found = find_facts(template), find_facts(reply)
    assert not list(start_faults(template, reply, expected, found))
