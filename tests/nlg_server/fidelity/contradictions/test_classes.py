"""Words of which one excludes another, in five languages."""

from __future__ import annotations

from importlib.resources import files

import pytest

from nlg_server.fidelity import FidelityPolicy, check
from nlg_server.fidelity.lexicon.lexicon import SUPPORTED

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "kept", "changed"),
    [
        (
            "Please sign in with your work account.",
            "Please log in with the account you have at work.",
            "Please sign in with your personal account.",
        ),
        ("Heavy fog on Tuesday.", "On Tuesday it'll be very foggy.", "Heavy frost on Tuesday."),
        ("The sun will set at 8:31 PM.", "Sunset is at 8:31 PM.", "The sun will rise at 8:31 PM."),
        (
            "You have one hint left.",
            "A tricky one, right? One hint left.",
            "You have two hints left.",
        ),
        ("Ihre Kreditkarte ist da.", "Die Kreditkarte ist da.", "Ihre Bankkarte ist da."),
        ("Le train est à l'heure.", "Votre train est à l'heure.", "Le bus est à l'heure."),
        ("El tren sale a las 9.", "Sale a las 9 el tren.", "El autobús sale a las 9."),
        ("O trem sai às 9h.", "Às 9h sai o trem.", "O ônibus sai às 9h."),
    ],
)
def test_one_thing_is_not_another_of_its_kind(template: str, kept: str, changed: str) -> None:
    assert check(template, kept, policy=FACTS).accepted
    assert not check(template, changed, policy=FACTS).accepted


def test_from_one_to_another_is_not_the_reverse() -> None:
    template = "Transfer $250 from your savings account to the checking account of Jasbir?"
    kept = "Shall $250 go from savings to Jasbir's checking account?"
    assert check(template, kept, policy=FACTS).accepted
    turned = "Shall $250 go from checking to Jasbir's savings account?"
    assert not check(template, turned, policy=FACTS).accepted


@pytest.mark.parametrize("language", SUPPORTED)
def test_each_line_of_a_list_is_a_class(language: str) -> None:
    listed = files("nlg_server.fidelity.lexicon") / "classes" / f"{language}.txt"
    lines = [line for line in listed.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines
    for line in lines:
        words = [word for member in line.split() for word in member.split("/")]
        assert len(line.split()) > 1, line
        assert len(words) == len(set(words)), line
        assert all(word and word == word.lower() for word in words), line
