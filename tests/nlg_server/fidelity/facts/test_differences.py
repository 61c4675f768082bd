"""By how much, over what and instead of what stay as they are."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)
SPENT = "You spent $312 in April, $28 less than in March."
GATE = "It departs from gate C7 instead of C2."
PLATFORM = "It leaves from platform 6, not platform 9."


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (SPENT, "In April you spent $312, $28 less than in March."),
        (GATE, "It departs from gate C7 rather than C2."),
        (PLATFORM, "It leaves from platform 6 instead of platform 9."),
        ("Set the volume to 7.", "Turn the volume to 7."),
        ("Over three years you pay $40.", "You pay $40 over three years."),
        ("We open at 9 am and close at 5 pm.", "Opening time is 9 am, closing time is 5 pm."),
    ],
)
def test_the_same(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (SPENT, "In April you spent $312, $28 more than in March."),
        ("Es kostet 5 Euro weniger als im Mai.", "Es kostet 5 Euro mehr als im Mai."),
        (GATE, "It departs from gate C7 or C2."),
        (GATE, "It departs from gate C2 and gate C7."),
        (PLATFORM, "It leaves from platform 6 or platform 9."),
        ("The volume is set to 7.", "I've turned the volume up by 7."),
        ("It closes at 8 PM.", "Opening time is 8 PM."),
        ("There are 89 days until Christmas.", "You've got over 89 days until Christmas."),
        ("The room costs $139.", "The room has prices from $139."),
        ("Members under 18 pay half.", "Members up to 18 pay half."),
    ],
)
def test_another(template: str, reply: str) -> None:
    assert not check(template, reply).accepted
