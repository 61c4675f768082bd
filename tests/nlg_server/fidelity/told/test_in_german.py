"""German wordings of a model that say the same, beside the nearest that do not."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)
SKIP = 'Playing your news. Say "skip" for the next story or "stop" to end.'
SOON = "Ihr Rezept liegt ab morgen 10 Uhr am Empfang bereit."
LARGE = "Die Nachricht konnte nicht gesendet werden, weil der Anhang größer als 20 MB ist."
COURSE = "Sprachkurs B1 beginnt am 4. September."
PAYMENT = "Ihr Abschlag sinkt von 96 € auf 88 € im Monat."
DECLINED = "Frau Sommer hat den Termin am 9. Februar abgelehnt und schlägt den 11. Februar vor."
COUNTRIES = "We ship to Germany, Austria and Switzerland."
PICK_UP = "Abholung an der Abendkasse bis 30 Minuten vor Beginn."


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            SKIP,
            'Deine Nachrichten laufen! „skip" führt zur nächsten Meldung, mit „stop" ist Schluss.',
        ),
        (SOON, "Ab morgen um zehn liegt das Rezept am Empfang für Sie bereit."),
        (
            COUNTRIES,
            "Wir versenden in die Schweiz, ebenso nach Österreich und innerhalb Deutschlands.",
        ),
        (LARGE, "Die Nachricht ging nicht raus, weil der Anhang über 20 MB groß ist."),
        (COURSE, "Der B1-Sprachkurs beginnt am 4. September."),
        (
            "Late checkout until 2 pm costs 25 euros.",
            "Später auschecken bis 14 Uhr geht gegen 25 Euro.",
        ),
        (PICK_UP, "Abholen können Sie an der Abendkasse bis eine halbe Stunde vor Beginn."),
        (PAYMENT, "Ihr Abschlag sinkt auf 88 € im Monat (bisher 96 €)."),
        (DECLINED, "Frau Sommer hat den 9. Februar abgesagt, ihr Vorschlag ist der 11. Februar."),
        ("Das dauert ungefähr 30 Minuten.", "Das dauert 30 Minuten etwa."),
        ("Ihr Antrag ist eingegangen.", "Ihr Antrag ist eingegangen ✅"),
    ],
)
def test_the_same(template: str, reply: str) -> None:
    assert check(template, reply, user_text="wie geht das denn?", policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            SKIP,
            'Deine Nachrichten laufen! „skip" führt zur nächsten Meldung, mit „halt" ist Schluss.',
        ),
        (
            SKIP,
            "Deine Nachrichten laufen! „skip führt zur nächsten Meldung, mit „stop“ ist Schluss.",
        ),
        (SOON, "Ab morgen um elf liegt das Rezept am Empfang für Sie bereit."),
        (COUNTRIES, "Wir versenden in die Schweiz, ebenso nach Österreich und nach Frankreich."),
        (LARGE, "Die Nachricht ging nicht raus, weil der Anhang unter 20 MB groß ist."),
        (COURSE, "Der B2-Sprachkurs beginnt am 4. September."),
        (
            "Late checkout until 2 pm costs 25 euros.",
            "Später auschecken bis 14 Uhr geht für rund 25 Euro.",
        ),
        (PAYMENT, "Ihr Abschlag sinkt auf 96 € im Monat (bisher 88 €)."),
        (DECLINED, "Frau Sommer hat den 11. Februar abgelehnt und schlägt den 9. Februar vor."),
        ("Das dauert 30 Minuten.", "Das dauert 30 Minuten etwa."),
        ("Ihr Antrag ist nicht eingegangen.", "Ihr Antrag ist nicht eingegangen ✅"),
        ("Die Filiale ist in der Hauptstraße 12.", "Die Filiale ist in der Parkstraße 12."),
    ],
)
def test_another(template: str, reply: str) -> None:
    assert not check(template, reply, user_text="wie geht das denn?", policy=FACTS).accepted
