"""A street is the same written out or in short, and no other one."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Turn left onto Canal Road.", "Turn left onto Canal Rd."),
        ("Turn left onto Canal Rd.", "Turn left onto Canal Road."),
        ("It is at 3801 Mission Avenue.", "You find it at 3801 Mission Ave."),
        ("The fastest route is via Highway 9.", "The fastest route is via Hwy 9."),
        ("Die Filiale ist in der Hauptstraße 12.", "Sie ist in der Hauptstr. 12, die Filiale."),
    ],
)
def test_in_short(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Turn left onto Canal Road.", "Turn left onto Canal St."),
        ("It is at 3801 Mission Avenue.", "It is at 3801 Mission Rd."),
        ("Die Filiale ist in der Hauptstraße 12.", "Die Filiale ist in der Parkstr. 12."),
    ],
)
def test_another(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS).accepted
