"""Asking to confirm may be put in other words, at either end."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import check
from nlg_server.fidelity.confirmation import without_confirmation

ASKED = "Please confirm: You want to visit Park Place Apartments on March 12th."


@pytest.mark.parametrize(
    "reply",
    [
        "Just to check, you'd like to visit Park Place Apartments on 12 March. Is that right?",
        "Can you please confirm a visit to Park Place Apartments for the 12th of March?",
        "You want to visit Park Place Apartments on March 12th, correct?",
    ],
)
def test_to_confirm_is_asked_in_other_words(reply: str) -> None:
    assert check(ASKED, reply).accepted


@pytest.mark.parametrize(
    "reply",
    [
        "You will visit Park Place Apartments on March 12th.",
        "I've booked your visit to Park Place Apartments for March 12th.",
        "Can you please confirm a visit to Park Place Apartments for the 13th of March?",
        "Just to check, you don't want to visit Park Place Apartments on 12 March. Is that right?",
    ],
)
def test_it_must_be_asked_and_of_the_same(reply: str) -> None:
    assert not check(ASKED, reply).accepted


def test_only_where_both_ask() -> None:
    for pair in (
        ("Two tickets.", "Two tickets, right?"),
        ('Is the level "High" correct?', "So, it's high, right?"),
    ):
        assert without_confirmation(*pair) == pair
    bare = without_confirmation("Can you confirm 2 tickets?", "Zwei Karten. Stimmt das so?")
    assert bare == ("                2 tickets.", "Zwei Karten                ")
