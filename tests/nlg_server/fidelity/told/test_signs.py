"""An amount below zero, with a sign or in words."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your balance is -$84.10.", "You are $84.10 in the red."),
        ("Le solde de votre compte est de -84,10 €.", "Votre compte est à découvert de 84,10 €."),
        ("Ihr Konto ist 84,10 € im Minus.", "Ihr Kontostand beträgt -84,10 €."),
        ("Your account is overdrawn by $84.10.", "You are $84.10 in the red."),
        ("You owe us $30.", "Your account is $30 in the red."),
        ("A $5 discount applies.", "You get minus $5."),
    ],
)
def test_the_same_amount(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your balance is $84.10.", "You are $84.10 in the red."),
        ("Your balance is -$84.10.", "Your balance is $84.10."),
        ("Ihr Kontostand beträgt 84,10 €.", "Sie sind mit 84,10 € im Minus."),
        ("Your balance is -$84.10.", "You are $48.10 in the red."),
        ("Su saldo disponible es de 84 €.", "Su cuenta tiene 84 € en descubierto."),
        ("By e-mail: your balance is $84.10.", "By e-mail: you are $84.10 in the red."),
    ],
)
def test_another_amount(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS).accepted
