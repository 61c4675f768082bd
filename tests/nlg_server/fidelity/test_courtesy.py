"""Kind words about what the user told are no additions."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import check
from nlg_server.fidelity.courtesy import without_courtesy

BORN = "Marie Curie was a physicist and chemist born in Warsaw on November 7, 1867."


def test_kind_words_are_no_addition() -> None:
    reply = f"{BORN} Good luck with the homework!"
    assert check(BORN, reply, user_text="who was marie curie, its for my homework").accepted


@pytest.mark.parametrize(
    "sentence",
    [
        "Good luck with the free upgrade!",
        "Good luck, it's not open!",
        "Happy to refund your homework!",
        "Congratulations on your 20% discount!",
        "The homework is free!",
    ],
)
def test_what_says_something_stays(sentence: str) -> None:
    assert without_courtesy(f"{sentence} See you.", "my homework").startswith(sentence)
    assert not check(BORN, f"{BORN} {sentence}", user_text="for my homework").accepted


@pytest.mark.parametrize(
    "sentence", ["Congratulations on your refund!", "Happy to send your parcel again!"]
)
def test_what_the_user_asked_for_is_not_granted_by_kind_words(sentence: str) -> None:
    asked = "i want a refund or send my parcel again, congratulations"
    assert not check(
        "We are looking into it.", f"We are looking into it. {sentence}", user_text=asked
    ).accepted
