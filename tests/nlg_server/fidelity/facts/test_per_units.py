"""What an amount or a count is for must not change: the first hour, all together."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "kept", "changed"),
    [
        (
            "Parking is $4 for the first hour and $2.50 for each additional hour.",
            "The first hour costs $4, each additional hour $2.50.",
            "Parking is $4 an hour, each additional hour $2.50.",
        ),
        (
            "The exam has 2 parts and 40 questions.",
            "There are two parts and forty questions in the exam.",
            "The exam has two parts and 40 questions each.",
        ),
        (
            "The exam has 2 parts and 40 questions.",
            "In 2 parts there are 40 questions.",
            "The exam has 2 parts, each with 40 questions.",
        ),
    ],
)
def test_what_a_value_is_for_stays(template: str, kept: str, changed: str) -> None:
    assert check(template, kept, policy=FACTS).findings == ()
    assert not check(template, changed, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("2 bags of 23 kg each and 1 cabin bag.", "1 cabin bag and 2 bags, 23 kg each."),
        ("First, choose a plan: Basic is €20 per month.", "Choose a plan: Basic is €20 per month."),
        ("Im ersten Stock 80 Euro pro Nacht.", "Im 1. Stock 80 Euro pro Nacht."),
    ],
)
def test_another_first_is_no_fault(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).findings == ()
