"""Facts keep their places, signs, zones and negations."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import check


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your flight from Lyon to Oslo leaves now.", "Your flight from Oslo to Lyon leaves now."),
        ("We open at 9:00 and close at 17:00.", "We close at 9:00 and open at 17:00."),
        ("It moved from 08:55 to 11 PM.", "It moved from 11 PM to 08:55."),
        ("Still free: 2 of 18 seats.", "There are eighteen. Still free: 18 of 2 seats."),
        ("Your balance is $40.", "Your balance is -$40."),
        ("Your balance is $40.", "Your balance is -forty dollars."),
        ("Le colis arrive à 10 h 30.", "Le colis arrive à 10 h 30 EST."),
        ("Your order 781089-A is ready.", "Your order 781089-Y is ready."),
        ("Dr. Fischer sees you at 9:00.", "Dr. X sees you at 9:00."),
        ("We meet on Monday, August 27, 2029.", "We meet on Sunday, 27 August 2029."),
        ("You can choose a seat.", "You must choose a seat."),
        ("The parcel was left with Ann.", "The parcel will be left with Ann."),
        ("The shop opens at 9:00 and closes at 17:00.", "The shop does not open at 9:00."),
        ("Bring your passport and ticket.", "Bring your passport or ticket."),
        ("Children under 6 travel free.", "Children up to 6 travel free."),
        ("Your card is blocked.", "Your card is blocked. Delivery is free."),
        ("Your card is blocked.", "Your card is blocked. Actually, no."),
    ],
)
def test_a_turned_fact_is_refused(template: str, reply: str) -> None:
    assert not check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("For Ann, the ticket is $12.50.", "The ticket for Ann is $12.50."),
        ("You have 2 rooms and 3 tickets.", "There are 3 tickets and 2 rooms."),
        ("The flight leaves at 16:00 CET.", "The flight will leave at 4 PM CET."),
        (
            "Your apartment viewing with Dana Whitlock at Cedar Court, unit 12, is booked.",
            "Your viewing at Cedar Court, unit 12, with Dana Whitlock is booked.",
        ),
        (
            "The clinic on Grove Street is closed today. The nearest open one is on Hale Avenue.",
            "Better head for Hale Avenue, the nearest one open. Grove Street isn't today.",
        ),
        (
            "I have cancelled your meetings with Ravi and Sofia.",
            "Ravi's and Sofia's meetings with you are cancelled.",
        ),
    ],
)
def test_facts_that_move_with_their_words_are_accepted(template: str, reply: str) -> None:
    assert check(template, reply).accepted
