"""Cents, halves, ranges, weekdays and names told as rows tell them, and each changed."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS_ALONE = FidelityPolicy(strictness=0)

TOLD = (
    # template, a faithful way to tell it, an unfaithful one
    (
        "Tu pago de 59,99 € ha sido rechazado.",
        "El pago de 59 euros con 99 no se ha aceptado.",
        "El pago de 59 euros con 89 no se ha aceptado.",
    ),
    (
        "Ihr Vertrag kostet 19,99 € im Monat.",
        "Ihr Vertrag kostet 19 Euro 99 monatlich.",
        "Ihr Vertrag kostet 19 Euro 90 monatlich.",
    ),
    (
        "Votre forfait coûte 12,99 € par mois.",
        "Le forfait est à 12 euros 99 mensuels.",
        "Le forfait est à 12 euros 95 mensuels.",
    ),
    (
        "El desayuno cuesta 11,50 € por persona.",
        "El desayuno, 11 euros y medio por persona.",
        "El desayuno, 12 euros y medio por persona.",
    ),
    (
        "Die Heizung ist auf 20,5 °C eingestellt.",
        "Die Heizung ist auf zwanzigeinhalb Grad eingestellt.",
        "Die Heizung ist auf einundzwanzigeinhalb Grad eingestellt.",
    ),
    (
        "Der Kreditrahmen beträgt 25.000 €.",
        "Der Kreditrahmen liegt bei 25 Tsd. Euro.",
        "Der Kreditrahmen liegt bei 25 Mio. Euro.",
    ),
    (
        "Up to 30 cubic metres you pay £1.95.",
        "For up to 30 m³ you pay £1.95.",
        "For up to 30 m² you pay £1.95.",
    ),
    (
        "Your car is ready from 3 pm.",
        "Your car is ready from 3:00 this afternoon.",
        "Your car is ready from 3:00 this morning.",
    ),
    (
        "Unsere Öffnungszeiten: 14:00–18:00 Uhr.",
        "Wir sind nachmittags von zwei bis sechs für Sie da.",
        "Wir sind nachmittags von zwei bis sieben für Sie da.",
    ),
    (
        "Mesa reservada sábado às 20h45.",
        "Mesa reservada sábado às nove menos um quarto da noite.",
        "Mesa reservada sábado às dez menos um quarto da noite.",
    ),
    (
        "A entrega é amanhã entre as 14h00 e as 18h30.",
        "Chega amanhã à tarde, entre as duas e as seis e meia.",
        "Chega amanhã à tarde, entre as duas e as sete e meia.",
    ),
    (
        "As luzes serão desligadas todos os dias, exceto sábado.",
        "De domingo a sexta as luzes se apagam; no sábado, não.",
        "De domingo a quinta as luzes se apagam; no sábado, não.",
    ),
    (
        "The lights go off every day except Saturday.",
        "From Sunday to Friday the lights go off, but not on Saturdays.",
        "From Monday to Friday the lights go off, but not on Saturdays.",
    ),
    (
        "Go to home dot mycroft dot ai slash skills.",
        "Head to home.mycroft.ai/skills.",
        "Head to home.mycroft.ai/skill.",
    ),
    (
        'Ich habe "1:1" am Montag, 10.02. um 13:00 eingetragen.',
        'Dein "1:1" am Montag, 10.2., um 13 Uhr ist drin.',
        'Dein "1:1" am Montag, 10.3., um 13 Uhr ist drin.',
    ),
    (
        "Der Kurs Spanisch A2 beginnt am 09.09.",
        "Spanisch A2 startet am 9. September.",
        "Spanisch B2 startet am 9. September.",
    ),
    (
        "A 2ª dose da vacina deve ser tomada após 90 dias.",
        "A segunda dose da vacina deve ser tomada depois de noventa dias.",
        "A quarta dose da vacina deve ser tomada depois de noventa dias.",
    ),
    (
        "Este es el enlace al que estoy a punto de unirme: https://teams.example.com/7aK.",
        "Voy a unirme con este enlace: https://teams.example.com/7aK.",
        "Voy a unirme con este enlace: https://teams.example.com/7ak.",
    ),
    (
        "5 of 6 seats are free (formerly 4).",
        "5 of 6 seats are free, formerly 4.",
        "X, formerly 5, of 6 seats are free (formerly 4).",
    ),
)


@pytest.mark.parametrize(("template", "told", "changed"), TOLD)
def test_a_fact_is_known_again_however_it_is_told(template: str, told: str, changed: str) -> None:
    assert check(template, told, policy=FACTS_ALONE).findings == ()
    assert check(template, changed, policy=FACTS_ALONE).findings


@pytest.mark.parametrize(
    ("template", "told", "changed"),
    [
        (
            "You are on the Smart S plan.",
            "Du nutzt den Tarif Smart S.",
            "Du nutzt den Tarif Smart M.",
        ),
        (
            "Pick up your Seat Ibiza at Málaga Airport.",
            "Deinen Seat Ibiza bekommst du am Flughafen Málaga.",
            "Deinen Seat Ibiza bekommst du am Flughafen Madrid.",
        ),
    ],
)
def test_a_german_noun_before_a_name_is_no_part_of_it(
    template: str, told: str, changed: str
) -> None:
    said = "welchen habe ich denn, und wo?"
    assert check(template, told, user_text=said, policy=FACTS_ALONE).findings == ()
    assert check(template, changed, user_text=said, policy=FACTS_ALONE).findings


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("gus, repair no 318", "Good news, Gus: you have until June 28th to collect it!"),
        ("pick up? Name: Walter Ngo", "Of course, Walter. You have until June 28th to collect it."),
        ("is it ready? Claire Dumas", "Yes Claire, you have until June 28th to collect it."),
    ],
)
def test_users_are_called_by_the_name_they_wrote(said: str, reply: str) -> None:
    template = "You have until 28 June to collect it."
    assert check(template, reply, user_text=said, policy=FACTS_ALONE).findings == ()
    assert check(template, reply, user_text="is it ready?", policy=FACTS_ALONE).findings
    call = f"please call my sister {reply.split(',')[0].split()[-1]} about it today, thank you"
    assert check(template, reply, user_text=call, policy=FACTS_ALONE).findings


def test_an_amount_is_not_read_as_a_day() -> None:
    template = "Your transfer of ¥24.03 will arrive on February 22, 2029."
    reply = "Your transfer of ¥24.03 will arrive on February 22, 2029 or March 24, 2029."
    assert check(template, reply, policy=FACTS_ALONE).reason == "fact_added"


def test_a_fact_told_as_a_former_one_is_changed() -> None:
    reply = "X, formerly 5, of 6 seats are still free."
    found = check("5 of 6 seats are still free.", reply, policy=FACTS_ALONE)
    assert found.findings[0].message == "the number 5 must not be told as a former one"


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("24 of 3,216 seats are still free.", "Still free: 24 or two of 3,216 seats."),
        ("You have 5 open tickets.", "You have 5 or two open tickets."),
        ("You have 5 open tickets.", "You have 5 open tickets, see evil dot com dot nowhere."),
        ("It will be 38 degrees fahrenheit in Denver.", "It will be 38 degrees to-do in Denver."),
        (
            "You have 5 events planned tomorrow. The last one for tomorrow is at 5:00 PM.",
            "You have 5 events planned sunny. The last one for tomorrow is at 5:00 PM.",
        ),
        (
            "Le remboursement de 119 000 £ prendra 9 jours.",
            "Il faudra 9 jours pour le remboursement de 119 000 million GBP.",
        ),
        (
            "¿Quiere reservar una mesa para 4 personas el lunes?",
            "¿Quiere reservar una mesa para 1 4 personas el lunes?",
        ),
    ],
)
def test_what_a_million_hostile_replies_slipped_in_is_refused(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS_ALONE).findings
