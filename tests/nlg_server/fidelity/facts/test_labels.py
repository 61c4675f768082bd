"""The word that a value goes by must not change: bought, won, late, charged."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "kept", "exchanged"),
    [
        (
            "We buy pounds at 1.1420 and sell them at 1.1985 euros.",
            "Pounds: we're buying at 1.1420 and selling at 1.1985 euros.",
            "We sell pounds at 1.1420 and buy them at 1.1985 euros.",
        ),
        (
            "Milo has been absent 3 times and late twice this term.",
            "This term Milo was late twice and absent three times.",
            "Milo has been late 3 times and absent twice this term.",
        ),
        (
            "You have won 4 games and lost 2.",
            "So far 4 games are won and 2 lost.",
            "So far 4 games are lost and 2 won.",
        ),
        (
            "$40 was charged to your card.",
            "Your card was charged $40.",
            "$40 was credited to your card.",
        ),
        (
            "Es wurden 40 € abgebucht.",
            "40 € sind abgebucht.",
            "40 € sind gutgeschrieben.",
        ),
    ],
)
def test_a_value_keeps_its_label(template: str, kept: str, exchanged: str) -> None:
    assert check(template, kept, policy=FACTS).findings == ()
    assert not check(template, exchanged, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("You can buy a day pass for 20 euros.", "Day passes are sold for 20 euros."),
        ("We sold 3 tickets to you.", "You bought 3 tickets from us."),
        ("$40 was charged and will be refunded.", "The $40 is refunded."),
        ("You missed 3 payments.", "3 payments are late."),
    ],
)
def test_the_other_side_of_a_deal_is_no_fault(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).findings == ()
