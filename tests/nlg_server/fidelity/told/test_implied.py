"""What follows from a template by counting is no new fact; what does not follow is one."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


def accepted(template: str, reply: str) -> bool:
    return check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "You and Luis are both free from 4:00 PM to 4:45 PM on June 9.",
            "You and Luis both have a 45-minute gap on June 9, from 4:00 to 4:45 in the afternoon.",
        ),
        (
            "You have used 7.5 GB of your 10 GB this month.",
            "7.5 of your 10 GB are gone, which leaves you 2.5 GB this month.",
        ),
        (
            "1 of 4 items in order 20-118-7 have been shipped. The rest follows on Monday.",
            "One of the four items in order 20-118-7 has left; the remaining three are sent on "
            "Monday.",
        ),
        (
            'Ich habe "1:1" um 13:00 für 30 Minuten eingetragen.',
            'Dein "1:1" ist drin: von 13 bis 13:30 Uhr.',
        ),
        (
            "Se han enviado 2 de 5 artículos.",
            "Dos de los cinco artículos ya están en camino; los otros tres, todavía no.",
        ),
        (
            "The call with Oslo is from 10:30 CET to 11:15 CET.",
            "Your call with Oslo lasts 45 minutes, from 10:30 CET to 11:15 CET.",
        ),
    ],
)
def test_what_follows_by_counting_goes_out(template: str, reply: str) -> None:
    assert accepted(template, reply)


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "You and Luis are both free from 4:00 PM to 4:45 PM on June 9.",
            "You and Luis both have a 30-minute gap on June 9, from 4:00 to 4:45 in the afternoon.",
        ),
        (
            "You have 7.5 GB of your 10 GB left this month.",
            "7.5 GB of your 10 GB are used, which leaves you 2.5 GB this month.",
        ),
        (
            "1 of 4 items have been shipped.",
            "One of the four items has left; the remaining two follow.",
        ),
        (
            "1 of 4 items have been shipped.",
            "One of the four items has left and three were lost.",
        ),
        (
            'Ich habe "1:1" um 13:00 für 30 Minuten eingetragen.',
            'Dein "1:1" ist drin: von 13 bis 13:45 Uhr.',
        ),
        (
            "We are open from 9:00 to 12:00 and from 14:00 to 18:00.",
            "We are open for 3 hours, from 9:00 to 12:00 and from 14:00 to 18:00.",
        ),
        (
            "Your table is free from 18:00 to 20:00.",
            "Your table is free from 18:00 to 20:00, please cancel 2 hours before.",
        ),
        (
            "Your table is free from 18:00 to 20:00.",
            "Your table is free in 2 hours, from 18:00 to 20:00.",
        ),
    ],
)
def test_what_does_not_follow_stays(template: str, reply: str) -> None:
    assert not accepted(template, reply)
