from __future__ import annotations

import pytest

from search.answering.closed_question import is_closed


@pytest.mark.parametrize(
    "message",
    [
        "Is it a paid service and how much?",
        "Thanks. Can I download them?",
        "isn't the hummingbird part of songbirds",
        "So, do we need a lawyer?",
        "Kann ich mein Fahrrad mitnehmen?",
        "¿Puedo devolver el producto abierto?",
        "Est-ce que je peux annuler la commande ?",
        "Posso pagare con la carta di credito?",
        "Posso cancelar a minha encomenda?",
        "Mag ik mijn hond meenemen?",
    ],
)
def test_a_clause_that_opens_with_a_verb_wants_a_yes_or_a_no(message: str) -> None:
    assert is_closed(message)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "How do I cancel?",
        "refund policy",
        "I can't log in",
        "Can you tell me what it costs?",
        "Do you know how much they earn?",
        "Was kostet die Überfahrt?",
        "Können Sie mir sagen, was das kostet?",
        "¿Puede decirme cuál es el precio?",
        "配送にはどのくらいかかりますか?",
    ],
)
def test_other_questions_and_requests_to_tell_do_not(message: str) -> None:
    assert not is_closed(message)
