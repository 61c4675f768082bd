from __future__ import annotations

import pytest

from nlg_server.fidelity.check import check


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Take 1.250 mg in the morning.", "In the morning, take 1250 mg."),
        ("Gas costs $3.459 per gallon.", "Gas is $3459 per gallon."),
        ("Nimm 1,250 mg am Morgen.", "Nimm morgens 1250 mg."),
        ("El precio es 1,459 € por litro.", "Cuesta 1.459 € por litro."),
    ],
)
def test_a_decimal_point_is_not_lost(template: str, reply: str) -> None:
    assert not check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your seats are 14A and 14B.", "You'll be sitting in 14A and 14C."),
        ("Apartment 4B is available.", "We have apartment 4C available."),
        ("We have size 34B in stock.", "Size 34D is in stock."),
        ("Das Büro ist in der Hauptstraße 12 b.", "Unser Büro: Hauptstraße 12 c."),
        ("Our office is at 221B Baker Street.", "Our office is at 221C Baker Street."),
    ],
)
def test_a_letter_behind_a_number_stays(template: str, reply: str) -> None:
    assert not check(template, reply).accepted


def test_every_letter_of_a_flat_counts() -> None:
    letters = "BCDFHJKMPX"
    accepted = [
        (one, other)
        for one in letters
        for other in letters
        if one != other
        and check(
            f"Please go to apartment 12{one}.", f"Please head to apartment 12{other}."
        ).accepted
    ]
    assert accepted == []


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your room is 12 b.", "You are in room 12 B."),
        ("We sell 3D printers.", "You can buy 3D printers here."),
        ("Take 2 a day.", "Take 2 per day."),
        ("We're open 9am-5pm.", "Our opening hours are 9 am to 5 pm."),
        ("We're open 9:00am-5:00pm.", "Our opening hours are 9 am to 5 pm."),
    ],
)
def test_letters_that_say_the_same_are_no_change(template: str, reply: str) -> None:
    assert check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Please update to iOS 17.10.", "You'll need to update to iOS 17.1."),
        ("See clause 4.20.", "Please see clause 4.2."),
    ],
)
def test_a_version_keeps_its_zeros(template: str, reply: str) -> None:
    assert not check(template, reply).accepted


def test_a_price_may_lose_its_zeros() -> None:
    assert check("It costs $4.50.", "That will be 4.5 dollars.").accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("System status: 🟢", "System status: 🔴"),
        ("Allergens: 🥜", "Allergens: 🥛"),
        ("We ship to 🇩🇪.", "We ship to 🇫🇷."),
        ("Your hotel has ⭐⭐⭐⭐.", "Your hotel has ⭐⭐⭐⭐⭐."),
        ("Swipe ⬅️ to go on.", "Swipe ➡️ to go on."),
    ],
)
def test_a_sign_that_means_something_stays(template: str, reply: str) -> None:
    assert not check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Thanks! 😊", "Thank you! 🙂"),
        ("Your parcel is on its way 🚚", "📦 Your parcel is on its way!"),
        ("Thanks for the feedback ⭐", "Thanks for the feedback 🌟🌟"),
        ("Open the menu → Settings", "Open the menu ➡️ Settings"),
        ("System status: 🟢", "Your system status is 🟢"),
    ],
)
def test_a_sign_of_feeling_may_change(template: str, reply: str) -> None:
    assert check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "Please reply with 1, 2 or 3:\n1. Balance\n2. Transfer\n3. Agent",
            "Please reply with 1, 2 or 3:\n1. Agent\n2. Transfer\n3. Balance",
        ),
        ("Choose 1) cancel or 2) keep.", "Choose 1) keep or 2) cancel."),
        ("Reply 1️⃣ for yes, 2️⃣ for no.", "Reply with 2️⃣ for yes and 1️⃣ for no."),
        (
            "Type A to cancel, B to keep your booking.",
            "Type A to keep your booking, B to cancel.",
        ),
    ],
)
def test_a_choice_keeps_its_number(template: str, reply: str) -> None:
    assert not check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Reply 1️⃣ for yes, 2️⃣ for no.", "Please answer with 1️⃣ for yes or 2️⃣ for no."),
        (
            "Type A to cancel, B to keep your booking.",
            "To cancel type A, to keep your booking type B.",
        ),
    ],
)
def test_a_choice_may_be_told_otherwise(template: str, reply: str) -> None:
    assert check(template, reply).accepted
