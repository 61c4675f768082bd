"""The day before and the day after a date, by name and by date."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)
CLEANING = "You can cancel the cleaning on May 9 free of charge until 6 PM the day before."
DOCTOR = "Le Dr Benali peut vous recevoir le 3 mai à 8h ou le 4 mai à 14h15."


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (CLEANING, "Cancelling the May 9 cleaning costs you nothing up to 6 PM on May 8."),
        (DOCTOR, "Le Dr Benali peut vous voir le 3 mai à 8 h ou le lendemain à 14 h 15."),
        ("Abreise ist am 31. März, Ankunft am 1. April.", "Abreise 31. März, Ankunft am Folgetag."),
    ],
)
def test_the_day_beside(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (CLEANING, "Cancelling the May 9 cleaning costs you nothing up to 6 PM on May 7."),
        (CLEANING, "Cancelling the May 9 cleaning costs you nothing up to 6 PM on May 10."),
        (DOCTOR, "Le Dr Benali peut vous voir le 3 mai à 8 h ou la veille à 14 h 15."),
        ("Abreise ist am 31. März, Ankunft am 2. April.", "Abreise 31. März, Ankunft am Folgetag."),
        (
            "The cleaning is on May 9. We call you the day before.",
            "The cleaning is on May 8. We call you on May 9.",
        ),
    ],
)
def test_another_day(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS).accepted
