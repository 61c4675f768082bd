"""English wordings of a model that say the same, beside the nearest that do not."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)
RESULTS = "You will receive your results by 5 July at the latest."
VISIT = "The visit is on July 22."
SAY = 'You can say "balance", "transfer" or "cards".'
LATE = "If you're more than 10 minutes late, it'll be given to someone else."
PASSWORD = "Your new password must contain at least 10 characters."
DRIVERS = "Drivers must be at least 21."
ORDERS = "Orders over $35 are free."
CHILDREN = "Children under 6 travel free but not alone."
SEAT = "The car seat is £8 a day, but never more than £56 per rental."
LAYOVER = "The layover is 2h 15m."
SUNNY = "It will be sunny in Lisbon tomorrow."
LONG = "Your message is too long. Please keep it under 300 characters."


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (RESULTS, "They'll reach you no later than the fifth of July."),
        (VISIT, "You visit on July twenty-second."),
        (VISIT, "You visit on the twenty-second of July."),
        (SAY, 'You can tell me "cards", "balance" or "transfer".'),
        (LATE, "Should you be over ten minutes late, another person gets it."),
        ("Shall I put it back up to 20 at 6 am?", "Come 6 am, shall it go back to twenty?"),
        (PASSWORD, "A password with fewer than 10 characters won't be accepted as your new one."),
        (DRIVERS, "Drivers under 21 are not allowed."),
        (ORDERS, "Orders under $35 aren't free."),
        (SEAT, "It's £8 a day with a ceiling of £56 per rental for the car seat."),
        (LAYOVER, "The layover is two hours and fifteen minutes."),
        (SUNNY, "Sun in Lisbon tomorrow!"),
        (LONG, "That text exceeds what's allowed; make it shorter than 300 characters."),
    ],
)
def test_the_same(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (RESULTS, "They'll reach you no later than the sixth of July."),
        (VISIT, "You visit on July twenty-third."),
        (VISIT, "You visit on the twenty-second of June."),
        (SAY, 'You can tell me "cards", "balance" or "transfers".'),
        (LATE, "Should you be under ten minutes late, another person gets it."),
        (PASSWORD, "A password with more than 10 characters won't be accepted as your new one."),
        (DRIVERS, "Drivers over 21 are not allowed."),
        ("Bags over 20 kg are accepted.", "Bags over 20 kg can't be accepted."),
        (CHILDREN, "Children of at least 6 travel free but not alone."),
        (SEAT, "It's £8 a day with at least £56 per rental for the car seat."),
        (LAYOVER, "The layover is two hours and fifty minutes."),
        (SUNNY, "Sun in Lisbon on Sun!"),
        ("Your message is long.", "Your message is short."),
    ],
)
def test_another(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS).accepted
