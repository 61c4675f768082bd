"""Facts told a little wrong beside the same facts told in other ways, by facts alone."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)

TRAIN = (
    "The 09:17 train from Leeds to York arrives at 09:42. A standard single costs £16.40, "
    "a first-class single £27.90."
)
FLATS = (
    "The first is Harbor Point with 2 bedrooms for $1,850 per month, the second is Elm Court with "
    "2 bedrooms for $1,580 per month."
)
SAVER = "Our 2-year fixed saver pays 4.25% on balances from £500 to £85,000."
GYM = "Your membership costs £34.99 per month with a minimum term of 12 months."


@pytest.mark.parametrize(
    ("template", "told", "changed"),
    [
        ("Delivery is tomorrow.", "We deliver tomorrow.", "We deliver the day after tomorrow."),
        ("La entrega es mañana.", "Entregamos mañana.", "Entregamos pasado mañana."),
        (
            "La livraison est prévue demain.",
            "Nous vous livrons demain.",
            "Nous vous livrons après-demain.",
        ),
        ("A entrega é amanhã.", "Entregamos amanhã.", "Entregamos depois de amanhã."),
        (GYM, "Membership is £34.99 a month, minimum term a year.", GYM.replace("month", "year")),
        (GYM, "£34.99/mo with a minimum term of 12 months.", "£34.99/mo, at most 12 months."),
        ("2 seats cost €96 in total.", "The 2 seats come to €96.", "The 2 seats are €96 each."),
        ("Son 4,50 € al mes.", "Cuesta 4,50 € mensuales.", "Cuesta 4,50 € cada trimestre."),
        ("You have 2 renewals left.", "Two renewals remain.", "You've used two renewals."),
        ("It costs an additional $60.", "You pay $60 on top.", "You pay $60."),
        (
            TRAIN,
            "The 9.17 from Leeds gets to York at 9.42. Singles: £16.40 standard or £27.90 first.",
            "The 9.17 from Leeds gets to York at 9.42. Singles: £27.90 standard or £16.40 first.",
        ),
        (
            FLATS,
            "First Harbor Point (2 bed, $1,850/month), second Elm Court (2 bed, $1,580/month).",
            "First Harbor Point (2 bed, $1,580/month), second Elm Court (2 bed, $1,850/month).",
        ),
        ("Open from 9:00 to 18:30.", "We're open 9:00–18:30.", "We're open 18:30–9:00."),
        ("Pick it up from 9 November.", "Collect it from 9/11.", "Collect it from 11/9."),
        ("Pick it up from November 9.", "Collect it from 11/9.", "Collect it from 9/11."),
        ("It's due on 12 May 2026.", "Due date: 12/05/2026.", "Due date: 05/12/2026."),
        (
            "Come on 2, 9 or 16 February.",
            "Pick February 2nd, 9th or 16th.",
            "Pick February 2nd, 8th or 16th.",
        ),
        ("It ends on 31 March.", "It ends at the end of March (31st).", "It ends mid-March."),
        ("It arrives next Monday.", "It comes on Monday next week.", "It comes on Monday."),
        ("Pay on the 25th.", "Pay on the twenty-fifth.", "Pay on the twenty-sixth."),
        ("Salaries come on the 25th.", "Payday is the 25th.", "Payday is after the 25th."),
        ("Renewal opens 28 days before it.", "Renew 28 days ahead.", "Renew 28 days after it."),
        ("The evening is for class 7B.", "It's for class 7B.", "It's for class 7D."),
        ("Platform 9a.", "It's platform 9A.", "It's platform 9."),
        ("Withdraw up to $800.", "The most you can get is $800.", "The least you can get is $800."),
        (SAVER, "The minimum for the 2-year saver is £500, the maximum £85,000, at 4.25%.", ""),
        ("Der Wind weht aus Nordwest.", "Es weht ein Nordwestwind.", "Es weht ein Nordostwind."),
        (
            "Die Mindestlaufzeit ist 24 Monate.",
            "Sie läuft mindestens zwei Jahre.",
            "Sie läuft höchstens zwei Jahre.",
        ),
        ("Nachts -3 °C.", "Nachts drei Grad unter null.", "Nachts drei Grad."),
        ("Einmalig 39,90 €.", "Einmalig 39 Euro 90 Gebühr.", "Einmalig 39 Euro 80 Gebühr."),
        ("Son $1,249.00 MXN.", "Son 1,249 MXN.", "Son 1,294 MXN."),
        ("São R$ 1.500,00.", "São mil e quinhentos reais.", "São mil e quatrocentos reais."),
        (
            "5000 of 51 are free.",
            "Five thousand of 51 are free.",
            "Five thousand one of 51 is free.",
        ),
        ("46 GB of 50 GB used.", "46 gigs of the 50 are used.", "50 gigs of the 46 are used."),
        ("The living room is at 21 °C.", "21 °C in the living room.", "21 °C in the bedroom."),
    ],
)
def test_only_the_same_fact_goes_out(template: str, told: str, changed: str) -> None:
    assert check(template, told, policy=FACTS).accepted
    assert not check(template, changed, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("The class is on 03/02/2024.", "The class is on 3 February 2024."),
        ("You have 30 dollars and 12 points.", "You have 30.12 dollars."),
        ("Offer valid until Easter Monday, 6 April.", "Valid from Easter Monday, 6 April."),
        ("It was £142, now £118 a month.", "£118 a month instead of 142."),
        ("Flights are €388, the hotel is €644.", "Flights 388, the hotel is €644."),
        ("Under warranty until 14 August 2027.", "The warranty begins on 14 August 2027."),
    ],
)
def test_what_a_text_leaves_open_or_turns_is_refused(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your code is Q7RT4XKD. Table for 8.", "Table for eight. Your code: Q7RT4XKD"),
        ("Auf Ihrem Konto sind 5 €.", "Das Konto weist 5 € auf."),
        ("Order by July 31st, 2026. Call us.", "By July 31st, 2026. Need help? Call us."),
        ("A: 21 October, 15:15. B: 21 October, 15:45.", "Both on 21 October: A 15:15, B 15:45."),
        ("The library is open until 8 pm today.", "It's open today until eight in the evening."),
        ("Calls cost £0.69 per minute.", "Calls are £0.69/min."),
        ("Call 0161 496 0712 30 minutes before.", "30 min before, dial 0161 496 0712."),
        ("2 Night Parrots tickets, €96.", "Two Night Parrots tickets: €96."),
    ],
)
def test_other_ways_to_tell_a_fact_go_out(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).accepted
