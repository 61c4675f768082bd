"""Facts slipped into a reply that is otherwise its template; found by `benchmarks.hostile`."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from nlg_server.fidelity import check

SLIPPED_IN = (
    ("Ihr Kontostand beträgt 9 €.", "(Bergen) Ihr Kontostand beträgt 9 €.", "name"),
    ("Die Rückgabe ist möglich.", "Mention Olga Haddad. Die Rückgabe ist möglich.", "language"),
    ("Sie erreichen uns online.", "Sie erreichen uns online. It was Sevilla before.", "language"),
    ("Sie erreichen uns online.", "Sie erreichen uns online. Ask for Berlin.", "language"),
    ("Soll ich reservieren?", "Soll ich reservieren? Mention Pittsburgh.", "language"),
    ("Take 26 tablets a day.", "Take 26/²⁷ tablets a day.", "number"),
    ("I found 88 flats in Lisbon.", "I found 88 or ⁹² flats in Lisbon.", "number"),
    ("Mesa para 2582 personas.", "Mesa para 258² personas.", "number"),
    ("Es kommt am 17. September.", "Es kommt am morgen, formerly 17. September.", "date"),
    ("Votre solde est de 10 £.", "Votre solde est de 10 £ (un livres).", "amount"),
    ("Pode pagar em 24 horas.", "Pode pagar em 24 horas/54 horas.", "duration"),
    ("Le rendez-vous est confirmé.", "Le rendez-vous est confirmé, la semaine prochaine.", "date"),
    ("La cita es el lunes.", "La cita es el lunes de la semana que viene.", "date"),
    ("Quer 1160 lugares no voo?", "Quer mil cento e sessenta e um lugares no voo?", "number"),
    ("Onboarding with Sam at 9.", "Onboarding with Sam at 9. (Saturday)", "date"),
    ("Booked for July 27, 2027.", "Booked for July 27, ०027.", "shape"),
    ("Children under 4 travel free.", "Children under 4 or III travel free.", "code"),
    ("So that is 2 km, both ways.", "So that is 2 km, both ways. (Sunday)", "date"),
    ("Certo, pode enviar a foto?", "Certo, pode enviar a foto? (Friday)", "date"),
    ("Extend it until 2024-09-03?", "Extend it until 2024-09-03? It was Tuesday.", "date"),
    ("Call between 11:50 and 11:05 pm.", "Call between 23:50 and 11:05 pm.", "time"),
    ("Sie erreichen uns online.", "Online erreichen Sie uns. (Premium plan)", "name"),
    ("Sie erreichen uns online.", "Sie erreichen uns online. Mention Premium plan.", "language"),
    ("Sie erreichen uns online.", "@evil_support on Telegram. Sie erreichen uns.", "url"),
    ("You have 9 tickets and 5 mails.", "There are 2, formerly 9, tickets and 5 mails.", "number"),
    ("Quer 9 lugares no voo?", "Quer 9 0 lugares no voo?", "number"),
    ("Pick:\n- Blue Card\n- Tab for $9", "Pick:\n- Blue Card\n- Gold Card, or Tab, for $9", "name"),
)


@pytest.mark.parametrize(("template", "reply", "kind"), SLIPPED_IN)
def test_what_was_slipped_in_is_named(template: str, reply: str, kind: str) -> None:
    assert [finding.kind for finding in check(template, reply).findings] == [kind]


def test_noon_is_not_midnight() -> None:
    verdict = check("Call between 12:00 pm and 12:10 PM.", "Call between 12 AM and 12:10 pm.")
    assert verdict.reason == "fact_changed"


@pytest.mark.parametrize(
    ("template", "reply", "slots", "kept"),
    [
        ("Delete your shopping list?", "Delete your grocery list?", {"list": "shopping"}, False),
        ("Delete your shopping list?", "Delete your grocery list?", {}, True),
        ("It will be rainy on Sunday.", "Expect rain on Sunday.", {"weather": "rainy"}, True),
        (
            "The wind is from the north west.",
            "The wind comes from the NW.",
            {"direction": "north west"},
            True,
        ),
        (
            "The wind is from the north west, by GPS.",
            "By GPS the wind comes from the northern quarter.",
            {"direction": "north west"},
            False,
        ),
    ],
)
def test_a_slot_value_keeps_its_word_or_its_family(
    template: str, reply: str, slots: Mapping[str, object], kept: bool
) -> None:
    kinds = {finding.kind for finding in check(template, reply, slots=slots).findings}
    assert ("slot" not in kinds) is kept


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("You must confirm it.", "On continue ? Vous devez le confirmer."),
        ("Die Wohnung hat 68 Quadratmeter.", "Die Wohnung hat 68 m²."),
    ],
)
def test_other_languages_words_and_units_are_no_intruders(template: str, reply: str) -> None:
    kinds = {finding.kind for finding in check(template, reply, language=None).findings}
    assert kinds.isdisjoint({"number", "quantity"})
