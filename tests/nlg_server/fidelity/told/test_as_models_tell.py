"""Faithful wordings as models write them, and beside each one that is not."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)
ROOM = "Your next event, Budget review, is at 2:00 PM in Room 4B."
FOOD = "What would you like? You can choose Italian, Korean, Greek or Mexican."
DEMO = 'I\'ve moved "Vendor demo" from Wednesday at 3:00 PM to Friday at 3:00 PM.'
FORECAST = "The forecast: Saturday light rain 9°C, Sunday heavy rain 7°C, Monday partly sunny 11°C."
TOWN_HALL = 'You can only accept, tentatively accept or decline "Town hall".'
HALL = '"Town hall" leaves you {} options: say yes, say maybe (tentatively accept), or decline.'


@pytest.mark.parametrize(
    ("template", "told", "changed", "language"),
    [
        (
            ROOM,
            "Um 14:00 Uhr beginnt Budget review in Raum 4B.",
            "Um 14:00 Uhr beginnt Budget review in Raum 4D.",
            "de",
        ),
        (
            FOOD,
            "Es gibt Italienisch, Koreanisch, Griechisch und Mexikanisch. Was darf es sein?",
            "Es gibt Italienisch, Koreanisch, Türkisch und Mexikanisch. Was darf es sein?",
            "de",
        ),
        (
            "The balance is $7,410.62.",
            "Voici le solde : 7 410,62 dollars.",
            "Voici le solde : 7 401,62 dollars.",
            "fr",
        ),
        (
            "The earliest is Friday at 11:45 AM.",
            "Vendredi à midi moins le quart avec plaisir.",
            "Vendredi à midi et quart avec plaisir.",
            "fr",
        ),
    ],
)
def test_the_same_told_in_another_language(
    template: str, told: str, changed: str, language: str
) -> None:
    assert check(template, told, policy=FACTS, language=language).accepted
    assert not check(template, changed, policy=FACTS, language=language).accepted


@pytest.mark.parametrize(
    ("template", "told", "changed"),
    [
        (TOWN_HALL, HALL.format("three"), HALL.format("four")),
        (
            "You have 4 running timers. Should I cancel all of them?",
            "Four of your timers are running. Shall I cancel all four?",
            "Four of your timers are running. Shall I cancel all three?",
        ),
        (
            "El técnico llega entre las 8:00 y las 12:00.",
            "El técnico llega de ocho a doce de la mañana.",
            "El técnico llega de ocho a once de la mañana.",
        ),
        (
            "Für morgen werden maximal 24 und minimal 13 Grad erwartet.",
            "Morgen liegen die Temperaturen zwischen 13 und 24 Grad.",
            "Morgen liegen die Temperaturen zwischen 13 und 42 Grad.",
        ),
        (
            DEMO,
            '"Vendor demo" is now on Friday at 3 PM instead of Wednesday at 3 PM.',
            '"Vendor demo" is now on Wednesday at 3 PM instead of Friday at 3 PM.',
        ),
        (
            FORECAST,
            "Light rain and 9°C (Saturday), heavy rain and 7°C (Sunday), partly sunny and 11°C "
            "(Monday).",
            "Light rain and 9°C (Saturday), heavy rain and 7°C (Monday), partly sunny and 11°C "
            "(Sunday).",
        ),
        (
            "You have 4.6 GB left of 50 GB.",
            "There's 4.6 GB of your 50 GB left.",
            "There's 50 GB of your 4.6 GB left.",
        ),
        (
            "It's 72 degrees inside and 91 degrees outside.",
            "It's 91 degrees outside and 72 inside.",
            "It's 91 degrees outside and 27 inside.",
        ),
        (
            "The doctor is free from 9 am to 12:30 pm.",
            "Nine until half past twelve is when the doctor is free.",
            "Nine until half past one is when the doctor is free.",
        ),
        (
            "Ihr Wecker um 6:45 Uhr an Werktagen ist aus.",
            "Der Werktagswecker um 6:45 Uhr ist aus.",
            "Der Werktagswecker um 7:45 Uhr ist aus.",
        ),
    ],
)
def test_the_same_told_in_another_way(template: str, told: str, changed: str) -> None:
    assert check(template, told, policy=FACTS).accepted
    assert not check(template, changed, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "Climate change is real: https://climate.nasa.gov/",
            "It's real: https://climate.nasa.gov/",
        ),
        ("Your reservation has been made.", "I've made the reservation."),
        ("It was changed from 4 to 6 people.", "I've changed the number from 4 to 6 people."),
        ("I found KB24.\nI found KB31.", "I found:\n- KB24\n- KB31"),
        ("I marked the ferns as complete.", "The ferns are complete ✔"),
        (
            "Do you want to reply to the email from Karl Voss?",
            "Would you like to reply to Karl Voss's email?",
        ),
        ("Your room number is 907.", "It's room 907."),
        ("Your transfer to Rahul is complete.", "Rahul's transfer is complete."),
        (
            "Die Party im The Royal Oak ist am 21. Juni.",
            "Alles fix: 21. Juni, The Royal Oak.",
        ),
        (
            "¿A cuál llamo? He encontrado a Lucía Gómez y Lucía Vidal.",
            "¿A qué Lucía llamo? He encontrado a Lucía Gómez y Lucía Vidal.",
        ),
    ],
)
def test_no_fault_is_seen_where_none_is(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply", "code"),
    [
        ("It costs $41 per day.", "Rewritten reply: It costs $41 per day.", "meta_text"),
        ("It costs $41.", "It costs $41. (I kept the price as in the original.)", "meta_text"),
        ("Tickets cost $318.", "Tickets are $318 each way.", "fact_changed"),
        ("There are 2 tasks left.", "That makes 2 tasks done.", "facts_swapped"),
        (
            "The bus departs from Fresno and arrives at Sacramento.",
            "You'd leave from Sacramento and arrive at Fresno.",
            "facts_swapped",
        ),
    ],
)
def test_what_models_slip_in(template: str, reply: str, code: str) -> None:
    verdict = check(template, reply)
    assert not verdict.accepted
    assert code in {finding.code for finding in verdict.findings}
