from __future__ import annotations

import pytest

from nlg_server.fidelity.check import check


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "Your refund of $40 is scheduled for Monday, 3 June.",
            "Your refund of $40 went through on Monday, 3 June.",
        ),
        ("Your transfer is scheduled for Friday.", "Your transfer has been made on Friday."),
        ("El pago está programado para el viernes.", "El pago se hizo el viernes."),
        ("Die Zahlung ist für Freitag geplant.", "Die Zahlung wurde am Freitag ausgeführt."),
    ],
)
def test_what_is_planned_is_not_told_as_done(template: str, reply: str) -> None:
    assert not check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your transfer is scheduled for Friday.", "Your transfer has been scheduled for Friday."),
        ("Your transfer is scheduled for Friday.", "Your transfer will go through on Friday."),
    ],
)
def test_what_is_planned_may_be_told_as_planned(template: str, reply: str) -> None:
    assert check(template, reply).accepted


@pytest.mark.parametrize(
    "lead",
    [
        "Sure! Here is the text: ",
        "Sure! Here is: ",
        "Here's what I'd say: ",
        "Text: ",
        "Friendly: ",
        "Klar! Hier ist der Text: ",
        "Voici le texte : ",
        "Aquí está el texto: ",
    ],
)
def test_nothing_presents_the_message(lead: str) -> None:
    template = "Your order is on its way."
    verdict = check(template, f"{lead}{template}")
    assert verdict.reason == "meta_text"


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your invoice: https://a.example/i", "Here's your invoice: https://a.example/i"),
        ("Your order is on its way.", "Good news: your order is on its way."),
    ],
)
def test_what_leads_to_the_matter_is_no_presentation(template: str, reply: str) -> None:
    assert check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "Your card is blocked due to three wrong PINs.",
            "Your card has been blocked because of three wrong PINs.",
        ),
        (
            "Your visit is scheduled for Tuesday at 10:00.",
            "Your visit has been confirmed for Tuesday at 10:00.",
        ),
        ("You have no pending payments.", "All your payments have been made."),
        (
            "Your bill is higher than expected because you roamed.",
            "You were charged more than expected because you roamed.",
        ),
    ],
)
def test_what_is_due_to_something_or_denied_is_no_plan(template: str, reply: str) -> None:
    findings = check(template, reply).findings
    assert not any(finding.kind == "tense" for finding in findings)


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "The security question is: What is your pet's name?",
            "Here's the security question: What is your pet's name?",
        ),
        ("Your test result is negative.", "Result: negative."),
        ("Votre message est : « Bonjour ».", "Voici votre message : « Bonjour »."),
    ],
)
def test_a_noun_of_the_template_presents_nothing(template: str, reply: str) -> None:
    assert check(template, reply).reason != "meta_text"
