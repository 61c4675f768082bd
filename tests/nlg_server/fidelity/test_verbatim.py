from __future__ import annotations

import pytest

from nlg_server.fidelity import check
from nlg_server.fidelity.lexicon import lexicon_of
from nlg_server.fidelity.verbatim import Likeness, Word, is_near_copy, likeness, words_of


def english(text: str) -> list[Word]:
    return words_of(text, (), lexicon_of("en").stem)


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "Please bring your booking code 431540-A.",
            "Sure! Please bring your booking code 431540-A.",
        ),
        ("We are closed today.", "Sorry, we're closed today!"),
        (
            "The flight leaves at 16:00 CET.",
            "Thanks for asking! The flight will leave at 4 PM CET.",
        ),
        ("Sie erhalten 20 € zurück.", "Gerne! Sie erhalten 20,00 € zurück."),
    ],
)
def test_the_templates_own_words_go_out_with_courtesy_around_them(
    template: str, reply: str
) -> None:
    assert check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your card is blocked.", "Your card is blocked. Actually, no."),
        ("We are closed today.", "We aren't closed today."),
        ("Can we call you?", "We can call you."),
        ("Your order has left Berlin.", "Your order has left Berlin with a free gift."),
        ("You may cancel until Monday.", "You must cancel until Monday."),
    ],
)
def test_courtesy_denies_asks_and_adds_nothing(template: str, reply: str) -> None:
    assert not check(template, reply).accepted


@pytest.mark.parametrize(
    "reply",
    [
        "Sorry, you must cancel until Monday.",
        "Perhaps you may cancel until Monday, but not the deposit.",
        "You may not cancel until Monday.",
    ],
)
def test_in_a_near_copy_a_small_word_decides(reply: str) -> None:
    template = "You may cancel until Monday."
    assert is_near_copy(english(template), english(reply))
    assert not check(template, reply).accepted


def test_free_wordings_and_two_words_are_no_near_copies() -> None:
    freely = english("Until then it can be undone.")
    assert not is_near_copy(english("You may cancel it."), freely)
    assert not is_near_copy(english("Good choice."), english("Good morning."))


@pytest.mark.parametrize(
    ("template", "reply", "near"),
    [
        ("Sign in with your work account.", "Sign in with your own account.", Likeness.NEAR),
        (
            "Okay, I'll add Nadia Haddad. Is Nadia Haddad the person you want to add?",
            "Okay, I'll add Nadia Haddad. Is she the person you want to add?",
            Likeness.PRONOUNS,
        ),
        ("Call Ann Lee. Ann Lee knows.", "Call Ann Lee, who was told.", Likeness.TOLD_ONCE),
        ("You may cancel it.", "Until then it can be undone.", Likeness.FREE),
    ],
)
def test_how_near_a_reply_is(template: str, reply: str, near: Likeness) -> None:
    assert likeness(english(template), english(reply), asks_alike=True) is near
    assert near.near_copy == is_near_copy(english(template), english(reply))
