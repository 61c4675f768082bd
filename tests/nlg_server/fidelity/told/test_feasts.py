"""Feasts that fall on one day are that day, and no other."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "Sorry, the Bellavista has no free rooms on 31 December.",
            "Sorry, the Bellavista has nothing free on New Year's Eve, 31 December.",
        ),
        (
            "Sorry, the Bellavista has no free rooms on New Year's Eve.",
            "Sorry, the Bellavista has nothing free on 31 December.",
        ),
        (
            "Am 24.12.2024 gibt es keinen Direktflug.",
            "An Heiligabend 2024 gibt es keinen Direktflug.",
        ),
        ("Cerramos el 31 de diciembre.", "En Nochevieja cerramos."),
        ("Nous sommes fermés le 25 décembre.", "Nous sommes fermés le jour de Noël."),
    ],
)
def test_the_day_by_its_name(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "The Bellavista has no free rooms on 31 December.",
            "The Bellavista has nothing free on Christmas Eve.",
        ),
        (
            "Am 24.12.2024 gibt es keinen Direktflug.",
            "An Heiligabend 2025 gibt es keinen Direktflug.",
        ),
        (
            "O voo para Natal sai em 25 de dezembro.",
            "O voo sai em 25 de dezembro.",
        ),
    ],
)
def test_another_day_or_place(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS).accepted
