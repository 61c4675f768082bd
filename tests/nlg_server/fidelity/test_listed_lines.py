"""What a template names in a row may be told line by line, and nothing beside it."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)
PAPERS = "Please bring your ID card, the rental contract and form A-38."


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (PAPERS, "Please bring:\n- your ID card\n- the rental contract\n- form A-38"),
        (PAPERS, "Please bring\n1. form A-38\n2. your ID card\n3. the rental contract"),
        (
            "Would you like to pay by card, PayPal or bank transfer?",
            "How would you like to pay?\n• card\n• PayPal\n• bank transfer",
        ),
        (
            "Today's dishes are: lentil soup (€6.50), sea bass (€18) and risotto (€13.90).",
            "Today we have:\n- Lentil soup, 6.50 euros\n- Sea bass, 18 euros\n- Risotto, 13.90 "
            "euros",
        ),
    ],
)
def test_as_many_lines_as_things(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply", "reason"),
    [
        (
            PAPERS,
            "Please bring:\n- your ID card\n- the rental contract\n- form A-38\n- 20 euros",
            "markup",
        ),
        (PAPERS, "Please bring:\n* your ID card\n* the rental contract\n* form A-38", "markup"),
        (
            "You already have candles on your list. Do you still want to add them?",
            "Here you go:\n1. You already have candles. Still add them?\n2. Candles are already "
            "there. Add them anyway?",
            "markup",
        ),
        (
            PAPERS,
            "Please bring:\n- your ID card\n- the rental contract\n- form A-3",
            "fact_changed",
        ),
        (
            "Sorry, your card is blocked.",
            "There you go:\n1. Sorry, your card is blocked.\n2. I'm sorry, the card is blocked.",
            "markup",
        ),
        ("Your card is blocked.", "- Your card is blocked", "markup"),
    ],
)
def test_other_lists(template: str, reply: str, reason: str) -> None:
    assert check(template, reply, policy=FACTS).reason == reason
