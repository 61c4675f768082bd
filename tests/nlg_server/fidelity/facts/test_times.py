"""What a time, a span or a figure is of must not change: departure, how long ago, a level."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check
from nlg_server.fidelity.facts.events import events_exchanged

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "kept", "exchanged"),
    [
        (
            "The flight takes off at 7:20 am and has 1 stop.",
            "With one stop, it departs at 7:20 in the morning.",
            "It lands at 7:20 in the morning and stops once.",
        ),
        (
            "The doors open at 7 pm.",
            "Doors are open from 7 pm.",
            "The concert begins at 7 pm.",
        ),
        (
            "The pickup is at 6:30 pm.",
            "You can collect it at half past six in the evening.",
            "You'd return it at half past six in the evening.",
        ),
        (
            "Check-in is on March 7th.",
            "You check in on 7 March.",
            "You check out on March 7th.",
        ),
        (
            "Die letzte Aufladung war am 9. Januar.",
            "Zuletzt wurde am 9.1. aufgeladen.",
            "Die nächste Aufladung ist am 9.1.",
        ),
        (
            "Il y a un bus qui part de Lyon à 6 h 10.",
            "Départ de Lyon à 6 h 10 en bus.",
            "Le bus arrive à Lyon à 6 h 10.",
        ),
        (
            "El plazo termina el 2 de septiembre.",
            "Tienes hasta el final del 2 de septiembre.",
            "El plazo empieza el 2 de septiembre.",
        ),
    ],
)
def test_the_event_of_a_time_stays(template: str, kept: str, exchanged: str) -> None:
    assert check(template, kept, policy=FACTS).accepted
    findings = check(template, exchanged, policy=FACTS).findings
    assert any(finding.code in ("facts_swapped", "bound") for finding in findings)


def test_events_of_which_a_text_tells_both_exclude_nothing() -> None:
    assert events_exchanged({"departure"}, {"arrival"}) == ("departure", "arrival")
    assert events_exchanged({"arrival"}, {"departure"}) == ("arrival", "departure")
    assert events_exchanged({"departure", "arrival"}, {"arrival"}) is None
    assert events_exchanged({"opening"}, {"doors"}) is None


@pytest.mark.parametrize(
    ("template", "kept", "changed"),
    [
        (
            "The timer expired 6 minutes ago.",
            "It's six minutes since the timer expired.",
            "The timer ends in six minutes.",
        ),
        (
            "Please enter it within 10 minutes.",
            "You have ten minutes to enter it.",
            "Wait ten minutes before you enter it.",
        ),
        (
            "Please be there 15 minutes early.",
            "Be there a quarter of an hour ahead of time.",
            "Be there a quarter of an hour late.",
        ),
        (
            "It takes 35 minutes by train.",
            "By train it's 35 minutes.",
            "It runs every 35 minutes by train.",
        ),
        (
            "Sie kommen innerhalb von 20 Minuten.",
            "In höchstens 20 Minuten sind sie da.",
            "Sie kommen frühestens in 20 Minuten.",
        ),
        (
            "I only have data for the next 7 days.",
            "My data covers just the 7 days ahead.",
            "I only have data for the past seven days.",
        ),
    ],
)
def test_what_a_span_tells_stays(template: str, kept: str, changed: str) -> None:
    assert check(template, kept, policy=FACTS).accepted
    assert not check(template, changed, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "kept", "changed"),
    [
        ("Volume set to 7.", "The volume's at 7 now.", "I've turned the volume up by 7."),
        ("Oxygen is at 31 percent.", "31% oxygen.", "Oxygen has dropped by 31 percent."),
        (
            "Die Lautstärke wurde auf 4 gestellt.",
            "Die Lautstärke ist jetzt 4.",
            "Ich habe die Lautstärke um vier gesenkt.",
        ),
        ("2 seats are left. Buy them?", "2 are free. Buy the pair?", "2 are taken. Buy the pair?"),
        ("Only 2 seats are left.", "Just two seats are free.", "Only two seats are taken."),
        ("Elf Plätze sind noch frei.", "Es gibt noch 11 Plätze.", "Elf Plätze sind vergeben."),
    ],
)
def test_a_level_is_no_change_and_what_is_left_is_not_taken(
    template: str, kept: str, changed: str
) -> None:
    assert check(template, kept, policy=FACTS).accepted
    assert not check(template, changed, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "kept", "shared"),
    [
        ("The rent is $2,900.", "You'd pay $2,900 in rent.", "The rent is $2,900 per person."),
        ("Bags are $30 each.", "Each bag is $30.", "Bags are $30 altogether."),
        ("Der Eintritt kostet 8 €.", "8 € Eintritt.", "Der Eintritt kostet 8 € pro Person."),
    ],
)
def test_an_amount_is_not_for_each(template: str, kept: str, shared: str) -> None:
    assert check(template, kept, policy=FACTS).accepted
    assert check(template, shared, policy=FACTS).findings[0].kind == "rate"


def test_an_amount_may_be_for_each_of_several() -> None:
    template = "Tickets for 2 guests, $20 each."
    assert check(template, "2 guests, $20 per guest.", policy=FACTS).accepted


def test_how_long_a_delivery_takes_is_when_it_arrives() -> None:
    template = "Delivery takes 2 weeks."
    assert check(template, "Your delivery will take two weeks to arrive.").accepted
    assert not check(
        "The bus comes every 35 minutes.", "The bus takes 35 minutes to get here."
    ).accepted
