"""What is missing must not be had, nor the reverse."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "kept", "changed"),
    [
        (
            "Our records show you have had 2 of 3 doses.",
            "You've had two of three doses.",
            "You still need two of the three doses.",
        ),
        (
            "Il vous manque 1 250 points.",
            "1 250 points vous manquent.",
            "Vous avez 1 250 points.",
        ),
        ("Il te manque 2 documents.", "2 documents te manquent.", "Tu as 2 documents."),
        ("You are 50 points short.", "You're 50 points short.", "You have 50 points."),
    ],
)
def test_what_is_missing_is_not_there(template: str, kept: str, changed: str) -> None:
    assert check(template, kept, policy=FACTS).findings == ()
    assert not check(template, changed, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("You have 2 forms to fill in.", "There are 2 forms you still need to fill in."),
        ("2 documents are missing.", "You have 2 documents that you need to upload."),
        ("Il manque 2 documents.", "Vous avez 2 documents manquants."),
        ("For this item 3 parts are missing.", "For this item 3 parts are absent."),
    ],
)
def test_what_is_to_be_done_is_missing(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).findings == ()
