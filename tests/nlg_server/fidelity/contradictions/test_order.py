"""What comes before what stays."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check
from nlg_server.fidelity.contradictions.order import order_faults

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "kept", "turned"),
    [
        (
            "I can remind you before your next flight.",
            "Ahead of the next flight you get a reminder.",
            "I can remind you after your next flight.",
        ),
        (
            "Turn the device off before you remove the battery.",
            "Please switch it off before removing the battery.",
            "Turn the device off after you remove the battery.",
        ),
        (
            "Die Kaution gibt es nach dem Auszug zurück.",
            "Nach dem Auszug bekommen Sie die Kaution wieder.",
            "Die Kaution gibt es vor dem Auszug zurück.",
        ),
    ],
)
def test_before_is_not_after(template: str, kept: str, turned: str) -> None:
    assert not list(order_faults(template, kept))
    assert [fault.kind for fault in order_faults(template, turned)] == ["order"]
    assert not check(template, turned, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("You can't board before you have paid.", "You can board once you have paid."),
        ("It works only after they have approved it.", "Not before they have approved it."),
        ("Dr Shah talks before lunch, Prof. Lim after lunch.", "Lim after lunch, Shah before."),
        ("You have 2 attempts before your card is locked.", "Two attempts; after that, it's shut."),
    ],
)
def test_a_denial_may_turn_it_round(template: str, reply: str) -> None:
    assert not list(order_faults(template, reply))


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "Sign the form before you send the parcel.",
            "Sign the form first, and after signing send the parcel.",
        ),
        (
            "Please call us before you cancel your booking.",
            "Call us first; after your call you can cancel your booking.",
        ),
    ],
)
def test_the_same_order_told_from_the_other_end(template: str, reply: str) -> None:
    assert not list(order_faults(template, reply))
