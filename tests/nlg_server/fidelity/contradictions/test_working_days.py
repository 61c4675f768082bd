"""The next working day must not become the next day."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "kept", "changed"),
    [
        (
            "Later transfers arrive the next working day.",
            "Later transfers get there on the following business day.",
            "Later transfers get there the next day.",
        ),
        (
            "Paid on a working day it arrives that day, else the next working day.",
            "On working days it arrives at once, otherwise the next working day.",
            "On a working day it arrives at once, otherwise the next day.",
        ),
        (
            "Wir melden uns am nächsten Werktag bei Ihnen.",
            "Guten Morgen! Wir melden uns am darauffolgenden Werktag bei Ihnen.",
            "Guten Morgen! Wir melden uns am nächsten Tag bei Ihnen.",
        ),
        (
            "Llega el siguiente día hábil.",
            "Llegará el día hábil siguiente.",
            "Llegará al día siguiente.",
        ),
    ],
)
def test_a_working_day_stays_one(template: str, kept: str, changed: str) -> None:
    assert check(template, kept, policy=FACTS).findings == ()
    assert not check(template, changed, policy=FACTS).accepted


def test_any_day_that_is_a_working_day_will_do() -> None:
    template = "It arrives the next working day."
    reply = "It arrives the following day, provided it is a working day."
    assert check(template, reply, policy=FACTS).findings == ()
