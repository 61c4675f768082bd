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
MINORS = "Children under 12 must be accompanied by an adult."
GYM = "The pool closes at 9 PM, the gym at 11 PM."
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
        ("A high of 38 °F in Denver.", "A high of 38 degrees in Denver."),
        (MINORS, "Anyone under 12 isn't allowed in without a grown-up."),
        (MINORS, "No child below 12 without an adult, please."),
        ("Children must be at least 12.", "No child below 12 may enter."),
        (GYM, "The gym is open until 23:00, the pool until 21:00."),
        ("You are now 18, so you may vote.", "As you've turned 18, you may vote."),
        (
            "Your balance is £120, £30 of it overdraft.",
            "Bear in mind that £30 of it is overdraft; your balance is £120.",
        ),
        (
            "You can pay later from a purchase value of €200.",
            "You can pay later, provided the purchase isn't worth less than €200.",
        ),
        ("The room is free until 2 pm.", "The room is available from now to 2 p.m."),
        ("We hold it for 15 minutes only.", "We'll hold it no longer than 15 minutes."),
        ("You scored 7 out of 10.", "You've reached 7 points out of a possible 10."),
        ("It works on Android 10 or newer.", "It works from Android 10 onwards."),
        ("Bags over 20 kg cannot be accepted.", "Bags of up to 20 kg can be accepted."),
        ("You may first call us.", "You may first ring us."),
        ("You may first call us.", "You can call us at the start."),
        ("Closed Sun and holidays.", "Closed on Sundays and holidays."),
        (
            "The refund takes 5 days, previously 3 days.",
            "The refund takes 5 days (formerly 3 days).",
        ),
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
        (MINORS, "Anyone over 12 isn't allowed in without a grown-up."),
        ("The offer ends on 4 May.", "The offer begins on 4 May."),
        (
            "The pool opens at 9 AM, the gym at 11 AM.",
            "The gym is open until 11 am, the pool until 9 am.",
        ),
        ("We hold it for 15 minutes only.", "We'll hold it for at least 15 minutes."),
        (SEAT, "It's £8 a day with at least £56 per rental for the car seat."),
        (LAYOVER, "The layover is two hours and fifty minutes."),
        (SUNNY, "Sun in Lisbon on Sun!"),
        ("Children under 12 are not charged.", "Children of at least 12 are not charged."),
        ("Bags over 20 kg cannot be accepted.", "Bags of at most 20 kg cannot be accepted."),
        ("Closed Sun and holidays.", "Closed on holidays."),
        ("Open Sat in Paris, Sun in Lyon.", "Open Sat in Paris, in Lyon."),
        (
            "Check-out is at 11 am, breakfast at 8 am.",
            "Check-out is at 11 am, breakfast until 8 am.",
        ),
        (
            "It falls from 96 € to 88 €, plus 6 €.",
            "It falls from 96 € to 88 €, plus, formerly 6 €.",
        ),
        ("Your message is long.", "Your message is short."),
        (
            "A high of 38 degrees fahrenheit in Denver.",
            "A high of 38 degrees in the north of town in Denver.",
        ),
    ],
)
def test_another(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS).accepted
