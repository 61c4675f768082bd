"""What a reply adds to its template and leaves out is weighed, not listed."""

from __future__ import annotations

import time

import pytest

from nlg_server.fidelity import check
from nlg_server.fidelity.contradictions.classes import class_faults
from nlg_server.fidelity.vectors import word_vectors


def reasons(template: str, reply: str) -> set[str]:
    return {finding.code for finding in check(template, reply).findings}


def test_a_rare_noun_weighs_more_than_a_common_verb_or_a_common_word() -> None:
    weight = word_vectors().weight
    assert weight("buffet") > weight("find") > weight("there")


def test_words_that_mean_the_same_are_near_and_unknown_ones_are_near_to_nothing() -> None:
    near = word_vectors().nearest(["permitted", "parking", "zqx"], ["allowed", "table"])
    assert near[0] > 0.75 > near[1]
    assert near[2] == 0.0


def test_the_vectors_load_in_a_moment() -> None:
    word_vectors.cache_clear()
    start = time.perf_counter()
    word_vectors()
    assert time.perf_counter() - start < 0.5


def test_a_word_the_lexicon_does_not_know_may_say_what_a_near_one_says() -> None:
    assert check("Sandals are not allowed inside.", "Sandals aren't permitted inside.").accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your annual premium is $640.", "Your monthly premium is $640."),
        ("A one-way ticket costs $40.", "A round trip ticket costs $40."),
        ("Are you sure you want to accept it?", "Are you sure you want to decline it?"),
        ("The meal is billed to your room.", "The meal in your room is on the house."),
    ],
)
def test_one_member_of_a_class_does_not_stand_for_another(template: str, reply: str) -> None:
    assert list(class_faults(template, reply, "en"))
    assert not check(template, reply).accepted
    assert not list(class_faults(template, template, "en"))


def test_a_deed_that_the_template_does_not_tell_is_refused() -> None:
    template = "You and Luis are both free from 4:00 PM to 4:45 PM on June 9."
    reply = "You and Luis are both free from 4:00 PM to 4:45 PM on June 9. I've invited him."
    assert reasons(template, reply) & {"promise_added", "meaning"}


def test_a_list_keeps_its_members_and_gains_none() -> None:
    template = "You can filter by price, floor, balcony and elevator."
    assert not check(template, "You can filter by price, floor and balcony.").accepted
    longer = "You can filter by price, floor, balcony, elevator and parking."
    assert not check(template, longer).accepted
