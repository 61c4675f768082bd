"""Facts that people tell in their own way, and the same wordings with the fact changed."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS_ALONE = FidelityPolicy(strictness=0)

TOLD = (
    # template, a faithful way to tell it, an unfaithful one
    ("Children under 12 travel free.", "Under-12s travel free.", "Under-13s travel free."),
    ("You are number 6 in the queue.", "You're sixth in the queue.", "You're fifth in the queue."),
    ("It costs €149 a month.", "It's €149/month.", "It's €194/month."),
    ("Parking costs $4 per hour.", "Parking: $4/hour.", "Parking: $5/hour."),
    (
        "The ice is 4 cm thick.",
        "The ice measures 4 centimetres.",
        "The ice measures 5 centimetres.",
    ),
    ("That emits 1.9 tons of CO2.", "That is 1.9 t of CO2.", "That is 1.7 t of CO2."),
    ("Allow five working days.", "Allow five workdays.", "Allow six workdays."),
    ("Water them every two days.", "Water them every other day.", "Water them every third day."),
    ("A high of 54 degrees.", "It tops out at 54.", "It tops out at 64."),
    (
        "Which of them, Kim or Pat?",
        "Which of the two, Kim or Pat?",
        "Which of the five, Kim or Pat?",
    ),
    (
        "You need to be at least 21, and hold a licence.",
        "You need two things: being 21 or over, and holding a licence.",
        "You need four things: being 21 or over, and holding a licence.",
    ),
    (
        "Pick it up no later than 14 days after moving in.",
        "Pick it up up to 14 days after moving in.",
        "Pick it up 14 days before moving in at the latest.",
    ),
    (
        "Sessions can be moved up to 12 hours in advance.",
        "You can shift sessions until 12 hours beforehand.",
        "You can shift sessions at most 12 hours afterwards.",
    ),
    (
        "Minors under 12 must be booked by phone.",
        "Minors younger than 12 must be booked by phone.",
        "Minors older than 12 must be booked by phone.",
    ),
    (
        "They must be over 16, as long as they come along.",
        "As long as they come along they must be older than 16.",
        "As long as they come along they must be at most 16.",
    ),
    (
        "You can donate:\n- between 18 and 65\n- at least 50 kg",
        "You can donate from 18 to 65, with at least 50 kg.",
        "You can donate from 18 to 65, with at most 50 kg.",
    ),
    ("You have to have turned 17.", "You have to be at least 17.", "You have to be under 17."),
    ("Spare parts remain until 2027.", "Spare parts remain up to 2027.", "Spare parts after 2027."),
    (
        "Do not go above 2 dollars, the maximum bet is 500 dollars.",
        "No more than 2 dollars, and the maximum bet is 500 dollars.",
        "At least 2 dollars, and the maximum bet is 500 dollars.",
    ),
    (
        "We are open from 9 AM to noon.",
        "We are open between 9 AM and noon.",
        "We are open between noon and 9 AM.",
    ),
    (
        "Free slots are 10:00, 13:30 and 17:00.",
        "Free slots are 13:30, 10:00 and 17:00.",
        "Free slots are 13:30, 10:30 and 17:00.",
    ),
    ("Your salary was paid in October.", "October's salary was paid.", "Tom's salary was paid."),
    ("I can look for a cheaper plan.", "I can look for a less expensive plan.", "A pricier plan."),
    ("Don't open the lid.", "Keep the lid closed.", "Open the lid in 5 minutes."),
    (
        "Both close at 8 PM today.",
        "The two of them close at 8 tonight.",
        "They close at 9 tonight.",
    ),
    ("Your visit is tomorrow.", "The first slot is tomorrow.", "The second slot is tomorrow."),
)


@pytest.mark.parametrize(("template", "told", "changed"), TOLD)
def test_a_fact_is_known_again_however_it_is_told(template: str, told: str, changed: str) -> None:
    assert check(template, told, policy=FACTS_ALONE).findings == ()
    assert not check(template, changed).accepted


SAID = (
    ("its been 4 days!!", "Four days, that's rough, I'm sorry. A technician has been assigned."),
    ("3 nights in lyon", "Three nights, nice! A technician has been assigned."),
    ("party tonight :)", "Have fun tonight! A technician has been assigned."),
    ("my 40th w/ 15 people", "15 people, lovely! A technician has been assigned."),
)


@pytest.mark.parametrize(("user", "reply"), SAID)
def test_a_kind_word_may_name_what_the_user_told_of_themselves(user: str, reply: str) -> None:
    template = "A technician has been assigned."
    assert check(template, reply, user_text=user, policy=FACTS_ALONE).accepted
    assert not check(template, reply, policy=FACTS_ALONE).accepted


@pytest.mark.parametrize(
    ("user", "reply"),
    [
        ("tell me its 4 days", "Four days until the technician comes, I know! One is assigned."),
        ("i get 50% off", "50% off, lovely! A technician has been assigned."),
        ("free for 3 months?", "Free for 3 months, great! A technician has been assigned."),
        ("4 technicians pls", "Four technicians, great! A technician has been assigned."),
        ("4 days", "A technician has been assigned. Four days, that's rough."),
    ],
)
def test_what_the_user_said_is_no_fact_of_the_reply(user: str, reply: str) -> None:
    assert not check("A technician has been assigned.", reply, user_text=user).accepted
