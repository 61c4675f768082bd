"""A fact that is said twice is said: in brackets behind itself, or once where it stood twice."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)
PLAN = (
    "You have 5 events planned tomorrow. The first one is Standup at 8:45 AM. The last one for "
    "tomorrow is Interview."
)


@pytest.mark.parametrize(
    ("template", "reply", "user"),
    [
        ("Your flight leaves at 00:10.", "It leaves at ten past midnight (00:10).", ""),
        ("Check-out is at 12:00.", "Check-out is at noon (12).", ""),
        (
            PLAN,
            "You've got five events tomorrow: you start with Standup at 8:45 and end with "
            "Interview.",
            "",
        ),
        (
            PLAN,
            "Mañana tienes cinco eventos. Empiezas con Standup a las 8:45 y terminas con "
            "Interview.",
            "qué tengo mañana?",
        ),
    ],
)
def test_said_again(template: str, reply: str, user: str) -> None:
    assert check(template, reply, user_text=user, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your flight leaves at 00:10.", "It leaves at ten past midnight (00:20)."),
        ("Check-out is at 12:00.", "Check-out is at noon (1)."),
        (PLAN, "You've got five events: first Standup at 8:45 and last Interview."),
        ("Come today or tomorrow.", "Come today."),
    ],
)
def test_said_otherwise(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS).accepted
