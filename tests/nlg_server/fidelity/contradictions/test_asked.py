"""A question stays a question for the same kind of thing."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import check
from nlg_server.fidelity.contradictions.asked import asked_faults


@pytest.mark.parametrize(
    ("template", "kept", "changed"),
    [
        (
            "For how long would you like to see the apartment?",
            "And how much time would you like to look at it?",
            "And at what time would you like to see the apartment?",
        ),
        ("When should I call you?", "What time may I call you?", "Where should I call you?"),
        ("Who should I invite?", "Whom shall I invite?", "Why should I invite anyone?"),
        ("Wie lange möchten Sie bleiben?", "Wie viele Nächte bleiben Sie?", "Wann kommen Sie an?"),
        ("Combien de temps restez-vous ?", "Combien de jours ?", "À quelle heure partez-vous ?"),
        ("¿Cuánto tiempo se queda?", "¿Cuántas noches se queda?", "¿A qué hora llega?"),
        (
            "Where should I look, and for which date?",
            "Which city should I look in, and on what day?",
            "Where should I look, and at what time of day?",
        ),
        (
            "What time would you like to leave?",
            "When do you want to leave?",
            "At what time do you want to arrive?",
        ),
        (
            "On which day would you like to see Dr. Alexis?",
            "What day would you like to come in for Dr. Alexis?",
            "At what time would you like to see Dr. Alexis?",
        ),
        ("Wann endet die Feier?", "Um wie viel Uhr endet die Feier?", "Wann beginnt die Feier?"),
        ("Quanto tempo você fica?", "Quantas noites você fica?", "Que dia você chega?"),
    ],
)
def test_what_is_asked_for(template: str, kept: str, changed: str) -> None:
    assert not list(asked_faults(template, kept))
    assert [fault.kind for fault in asked_faults(template, changed)] == ["asked"]
    assert not check(template, changed).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Since when have you had this cough?", "How long have you had the cough?"),
        ("When you arrive, who should I call?", "Whom should I call when you arrive?"),
        ("Where and when shall we meet?", "When shall we meet, and where?"),
        (
            "I will call you when it is ready.",
            "I'll call you as soon as it's ready. Why not relax?",
        ),
    ],
)
def test_other_words_for_the_same_question(template: str, reply: str) -> None:
    assert not list(asked_faults(template, reply))
