"""Ways of telling facts that were refused until rows of the public kind were read."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("language", "template", "reply"),
    [
        (None, "It has a score of 7.4 out of 10.", "It scores 7.4/10."),
        (None, "Which one? Regular, 3D or IMAX?", "A 3D show, an IMAX or a regular one?"),
        (None, "Do you need more detailed instructions?", "Do you need the instructions again?"),
        (None, "They have 6:15 PM or 8:45 PM.", "They have 6:15 or 8:45 PM."),
        (None, "It plays at 10:40 pm.", "It plays at 10:40 tonight."),
        (None, "You have no meetings on Monday.", "You have zero meetings on Monday."),
        (None, "The flight has no stops.", "It's a direct flight."),
        (None, "It should arrive in 35 minutes.", "It takes 35 minutes to get there."),
        ("de", "Your alarm is set for every weekday.", "Dein Wecker klingelt jeden Werktag."),
        ("de", "That is less than last year.", "Das ist weniger als im Vorjahr."),
        ("de", "That is less than last year.", "Das ist weniger als letztes Jahr."),
        ("de", "You caused 1.8 tons of CO2.", "Sie haben 1,8 t CO2 verursacht."),
        ("pt", "It is 6:15 AM in Tokyo.", "Em Tóquio são 6h15 da manhã."),
        ("fr", "The flight to Beijing is late.", "Le vol pour Pékin est en retard."),
    ],
)
def test_the_same(language: str | None, template: str, reply: str) -> None:
    assert check(template, reply, language=language, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Go to home.speaker.example now.", "Go to home-speaker.example now."),
        ("It scores 7.4 out of 10.", "It scores 7.8/10."),
        ("It is 6:15 AM in Tokyo.", "It is 6:15 AM in Kyoto."),
        ("It moved from 5:20 PM to 18:20 on Monday.", "On Monday it moved from 05:20 to 6:20 pm."),
        (
            "The meeting moved from 11:10 pm to 15:25 on Saturday.",
            "On Saturday the meeting moved from 11:10 to 3:25 PM.",
        ),
    ],
)
def test_not_the_same(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS).accepted
