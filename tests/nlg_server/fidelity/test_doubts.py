"""Findings of facts that rest on words, and denials that a near copy slips in."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, Finding, check
from nlg_server.fidelity.doubts import all_doubtful

FACTS_ALONE = FidelityPolicy(strictness=0)
LIMITED = (
    "The battery of your e-bike is at 18%. It will not charge while the temperature is below 0 °C."
)
TOLD = "Your e-bike's battery is at 18%, and it won't charge as long as it's below freezing (0 °C)."


def test_the_cross_encoder_may_overrule_a_doubt() -> None:
    assert not check(LIMITED, TOLD, policy=FACTS_ALONE).accepted
    assert check(LIMITED, TOLD).accepted


@pytest.mark.parametrize(
    ("finding", "template", "reply", "doubtful"),
    [
        (("bound", "number"), "Up to 5.", "It is 5.", True),
        (("bound", "opposite"), "Up to 5.", "At least 5.", False),
        (("facts_swapped", "direction"), "To Oslo.", "From Oslo.", False),
        (("facts_swapped", "number"), "2 on 4.", "4 on 2.", False),
        (("fact_lost", "number"), "It is 5.", "It is.", False),
    ],
)
def test_what_is_in_doubt(
    finding: tuple[str, str], template: str, reply: str, doubtful: bool
) -> None:
    assert all_doubtful([Finding(*finding, "")], template, reply) is doubtful


def test_a_name_is_in_doubt_where_a_part_of_it_stands() -> None:
    lost = Finding("fact_lost", "name", "", (0, 15), None)
    assert all_doubtful([lost], "Portland Thorns won.", "The Thorns won.")
    assert not all_doubtful([lost], "Portland Thorns won.", "Someone won.")


def test_a_new_name_is_certain() -> None:
    added = Finding("fact_added", "name", "", None, (0, 9))
    assert not all_doubtful([added], "Olga Weiss calls.", "Olga Roux calls.")
    assert not all_doubtful([added], "Someone calls.", "Olga Roux calls.")
    lost = Finding("fact_lost", "name", "", (0, 10), None)
    assert not all_doubtful([added, lost], "Olga Weiss calls.", "Olga Roux calls.")


@pytest.mark.parametrize("sentence", ["That is Bergen.", "Ask for Travel Plus.", "Mention Lyon."])
def test_a_sentence_with_a_name_of_its_own_is_refused(sentence: str) -> None:
    template = "How many nights would you like to stay in Osaka?"
    assert not check(template, f"{sentence} How many nights do you want to stay in Osaka?").accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "I can't change it. Please call 555-0100.",
            "I can't change it. Please don't call 555-0100.",
        ),
        ("Your tickets remain valid.", "Your tickets are no longer valid."),
        ("The link is valid for 22 weeks.", "The link is valid for no more than 22 weeks."),
        ("It stays below 3 miles until Thursday.", "It stays below 3 miles from Thursday."),
    ],
)
def test_a_word_that_turns_a_near_copy_is_seen(template: str, reply: str) -> None:
    assert not check(template, reply).accepted


def test_a_name_put_for_the_value_of_a_slot_is_certain() -> None:
    template, slots = "I deleted call plumber from your to-do list.", {"task": "call plumber"}
    verdict = check(template, "I deleted Standup from your to-do list.", slots=slots)
    assert not verdict.accepted
