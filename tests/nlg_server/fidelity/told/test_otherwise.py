"""Days, bounds, codes and names as the rows of 2026-11-26 told them, and each changed."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS_ALONE = FidelityPolicy(strictness=0)

TOLD = (
    # template, a faithful way to tell it, an unfaithful one
    ("It is due on 03/30.", "It's due March 30.", "It's due March 31."),
    ("It resets on 28/02.", "It resets on the 28th of February.", "It resets on 27 February."),
    ("Valid until 12/2027.", "Good until December 2027.", "Good until November 2027."),
    (
        "Su reserva del 03/08 al 10/08 está confirmada.",
        "Su reserva está confirmada del 3 al 10 de agosto.",
        "Su reserva está confirmada del 3 al 11 de agosto.",
    ),
    ("Am 04.03. ist geschlossen.", "Am 4. März ist zu.", "Am 5. März ist zu."),
    (
        "It moved from April 2 at 3 pm to April 9 at 3 pm.",
        "Your visit on 2 April is now on 9 April, still at 15:00.",
        "Your visit on 2 April is now on 9 April, still at 16:00.",
    ),
    (
        "We are open every day except Monday.",
        "We're open Tuesday to Sunday.",
        "We're open Wednesday to Sunday.",
    ),
    (
        "The museum is open Wed-Mon.",
        "The museum opens every day except Tuesday.",
        "The museum opens every day except Friday.",
    ),
    (
        "Er ist bis 31.05.2025 gültig.",
        "Er gilt bis Ende Mai 2025.",
        "Er gilt bis Ende Juni 2025.",
    ),
    (
        "A segunda via chega em até 7 dias úteis.",
        "A segunda via chega no máximo em sete dias úteis.",
        "A segunda via chega no máximo em oito dias úteis.",
    ),
    (
        "No earlier than 4 September.",
        "From September 4 onwards.",
        "Until September 4.",
    ),
    (
        "No children under 12 are allowed.",
        "Children need to be at least 12.",
        "Children can be at most 12.",
    ),
    (
        "No children under 12 are allowed.",
        "Under-12s aren't allowed.",
        "Children under 12 are allowed.",
    ),
    (
        "Check-in is from 15:00.",
        "You can check in any time after 3 pm.",
        "You can check in any time before 3 pm.",
    ),
    (
        "The weather: high of 19°C, low of 12°C.",
        "Anywhere from 12 to 19 degrees Celsius.",
        "Anywhere from 12 to 29 degrees Celsius.",
    ),
    ("Gusts of up to 110 km/h.", "Gusts as strong as 110 km/h.", "Gusts of at least 110 km/h."),
    ("You are free after 16:00.", "You're free from 4 pm on.", "You're free until 4 pm."),
    (
        "Please cancel at least 24 hours before.",
        "Cancel no later than a day (24 h) ahead.",
        "Cancel no earlier than a day (24 h) ahead.",
    ),
    ("It is due on 1 October.", "You pay on the 1st of October.", "You pay after 1 October."),
    ("Up to 30 m³ are free.", "The first 30 m³ are free.", "At least 30 m³ are free."),
    (
        "A term of 36 months.",
        "You pay over 36 months.",
        "You pay for over 36 months.",
    ),
    (
        "The earliest is Tuesday.",
        "The first opening we have is on Tuesday.",
        "The latest opening we have is on Tuesday.",
    ),
    (
        "Payments above your balance of £312.77 are declined.",
        "Anything over £312.77 is declined.",
        "Anything under £312.77 is declined.",
    ),
    (
        "Wir melden uns innerhalb von 3 Werktagen.",
        "Spätestens nach drei Werktagen hören Sie von uns.",
        "Frühestens nach drei Werktagen hören Sie von uns.",
    ),
    (
        "Flight LX 318 boards at gate B24.",
        "LX318 boards at gate B 24.",
        "LX318 boards at gate B 42.",
    ),
    (
        "Parcel JD0146 0029 3317 is here.",
        "Parcel JD014600293317 is here.",
        "Parcel JD014600293371 is here.",
    ),
    (
        "Rufen Sie 0800 330 2244 an.",
        "Unter 0800 / 3302244 sind wir da.",
        "Unter 0800 / 3302243 sind wir da.",
    ),
    (
        "Es sind 75 % verbraucht.",
        "Es sind drei Viertel verbraucht.",
        "Es ist ein Viertel verbraucht.",
    ),
    (
        "You move from Fiber 100 to Fiber 500.",
        "It's from Fiber 100 to Fiber 500.",
        "It's from Fiber 500 to Fiber 100.",
    ),
)


@pytest.mark.parametrize(("template", "told", "changed"), TOLD)
def test_a_fact_is_known_again_however_it_is_told(template: str, told: str, changed: str) -> None:
    assert check(template, told, policy=FACTS_ALONE).findings == ()
    assert not check(template, changed).accepted


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("my pass?\nMirela Popa\nyes", "Good news, Mirela: you are booked on Friday."),
        ("ich heiße Lenz", "You are booked on Friday, Frau Lenz."),
        ("Kowalski", "Mr Kowalski, you are booked on Friday."),
    ],
)
def test_users_are_called_by_the_name_they_gave(said: str, reply: str) -> None:
    template = "You are booked on Friday."
    assert check(template, reply, user_text=said, policy=FACTS_ALONE).accepted
    assert not check(template, reply, policy=FACTS_ALONE).accepted


@pytest.mark.parametrize(
    ("template", "told", "changed"),
    [
        (
            "The Garden Centre closes at 20:00 today.",
            "The Garden Centre is open until 8 pm today.",
            "The Garden Centre is open from 8 pm today.",
        ),
        (
            "Your deposit is returned within ten days after the end of the tenancy.",
            "After your tenancy ends, you'll get your deposit back within 10 days.",
            "Before your tenancy ends, you'll get your deposit back within 10 days.",
        ),
        (
            "Quote it if you call +44 20 7946 0550.",
            "If you call +44 (0)20 7946 0550, quote it.",
            "If you call +44 (0)20 7946 0555, quote it.",
        ),
        (
            "Your fare includes 2 checked bags and 1 cabin bag.",
            "Included in your fare are one cabin bag and two checked bags.",
            "Included in your fare are two cabin bags and one checked bag.",
        ),
        (
            "Your plan includes 5 GB.",
            "5 GB are included in your plan.",
            "Your plan included 5 GB.",
        ),
        (
            "It costs $75 plus any fees.",
            "It's $75 plus any fees.",
            "It costs $75, fees included.",
        ),
    ],
)
def test_other_words_for_the_same_go_out(template: str, told: str, changed: str) -> None:
    assert check(template, told).accepted
    assert not check(template, changed).accepted


@pytest.mark.parametrize(
    ("template", "told", "changed"),
    [
        ("Abrimos às 13h.", "Abrimos à uma da tarde.", "Abrimos à uma da manhã."),
        ("Abre a las 13:00.", "Abre a la una de la tarde.", "Abre a la una de la mañana."),
        ("Wir öffnen um 1:00 Uhr.", "Wir öffnen um ein Uhr.", "Wir öffnen um zwei Uhr."),
    ],
)
def test_one_o_clock_in_words(template: str, told: str, changed: str) -> None:
    assert check(template, told, policy=FACTS_ALONE).findings == ()
    assert not check(template, changed, policy=FACTS_ALONE).accepted


@pytest.mark.parametrize(("told", "accepted"), [("two times", True), ("three times", False)])
def test_a_slot_counts_in_other_words(told: str, accepted: bool) -> None:
    template, slots = "Do the exercises twice a day.", {"how_often": "twice a day"}
    assert check(template, f"Do your exercises {told} a day.", slots=slots).accepted is accepted


@pytest.mark.parametrize(
    ("template", "reply", "value"),
    [
        ("We notify you twice.", "We notify you.", "twice"),
        ("You are insured once per trip.", "You are insured per trip.", "once per trip"),
    ],
)
def test_a_slot_s_count_is_not_lost(template: str, reply: str, value: str) -> None:
    assert not check(template, reply, slots={"how_often": value}).accepted


def test_the_zero_of_italy_is_dialled_from_abroad() -> None:
    assert check("+44 20 7946 0958", "+44 (0)20 7946 0958", policy=FACTS_ALONE).accepted
    assert not check("+39 (0)6 1234 5678", "+39 6 1234 5678", policy=FACTS_ALONE).accepted
