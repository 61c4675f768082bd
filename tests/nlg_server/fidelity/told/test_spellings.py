"""One fact in two spellings is one fact; another value never is."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

# What facts alone decide; whether such a wording goes out is also for the comparison of meanings.
FACTS = FidelityPolicy(strictness=0)
PAIRS = [
    ("Charging costs $0.42 per kWh.", "Charging costs {} per kWh.", "42 cents", "24 cents"),
    ("The flat is on level 2.", "The flat is on the {} level.", "2nd", "3rd"),
    (
        "Enrolment is open from 1 March to 15 March.",
        "Enrolment is open from {} to 15 March.",
        "1",
        "2",
    ),
    ("There is a late fee of $25.", "There's a {} late fee.", "$25", "$52"),
    ("You must pay at least $35.", "At the very {}, you must pay $35.", "least", "most"),
    (
        "Do not press the reset button.",
        "{} the reset button alone, please.",
        "Leave",
        "Press",
    ),
    ("The total is $135.", "The total is $135{}.", " in all", " per person"),
]


@pytest.mark.parametrize(("template", "reply", "same", "changed"), PAIRS)
def test_a_fact_in_another_spelling_goes_out_and_a_changed_one_does_not(
    template: str, reply: str, same: str, changed: str
) -> None:
    assert check(template, reply.format(same), policy=FACTS).accepted
    assert not check(template, reply.format(changed)).accepted


def test_an_ordinal_of_another_thing_is_not_the_number() -> None:
    assert not check("The flat is on level 2.", "The flat is on the level of the 2nd.").accepted


def test_a_date_that_a_slot_brought_in_the_users_language_is_read_in_it() -> None:
    template = "Your appointment on 12 avril has been cancelled."
    reply = "Votre rendez-vous du 12 avril a été annulé."
    assert check(template, reply, language="fr", policy=FACTS).accepted
    assert not check(template, reply.replace("12", "13"), language="fr").accepted
