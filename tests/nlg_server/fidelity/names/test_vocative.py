"""The user's own name may be said to them; no number, place or second name goes out that way."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nlg_server.fidelity import check

PEOPLE = ("Ann", "Priya", "Johannes", "Claire Dumas", "Müller", "José", "Siobhan", "Mr. Tanaka")
PLACES = ("Oban", "Craignure", "Tobermory", "Lochaline", "Kilchoan", "Glasgow")
TEMPLATE = "The ferry leaves at 07:45."

people, places = st.sampled_from(PEOPLE), st.sampled_from(PLACES)
untitled = people.filter(lambda name: "." not in name)
numbers = st.integers(10, 10**6)
addressed = st.sampled_from(
    (
        "{name}, the ferry leaves at 07:45.",
        "The ferry leaves at 07:45, {name}.",
        "Thanks, {name}. The ferry leaves at 07:45.",
    )
)
closing = st.sampled_from(
    ("The ferry leaves at 07:45, {name}.", "Thanks, {name}. The ferry leaves at 07:45.")
)
introduced = st.sampled_from(("my name is {name}", "I'm {name}", "it's {name}", "{name}"))
in_passing = st.sampled_from(
    (
        "when does the boat to {name} go?",
        "is {name} far from here?",
        "my friend {name} wants to know",
        "ask {name} about the ferry, please",
    )
)


@settings(deadline=None)
@given(people, addressed, introduced)
def test_their_own_name_is_no_fact_that_the_reply_adds(name: str, reply: str, said: str) -> None:
    own = reply.format(name=name)
    assert check(TEMPLATE, own, user_text=said.format(name=name)).accepted
    assert check(TEMPLATE, own, slots={"name": name}).accepted


@settings(deadline=None)
@given(people, closing)
def test_a_name_that_nobody_gave_does_not_go_out(name: str, reply: str) -> None:
    assert not check(TEMPLATE, reply.format(name=name), user_text="when does it go?").accepted


@settings(deadline=None)
@given(numbers, numbers, people, introduced)
def test_a_changed_number_does_not_go_out_beside_a_name(
    one: int, other: int, name: str, said: str
) -> None:
    assume(one != other)
    user = f"{said.format(name=name)}, {other}"
    slots = {"name": name, "points": other}
    reply = f"{name}, you have {other} points."
    assert not check(f"You have {one} points.", reply, slots=slots, user_text=user).accepted


@settings(deadline=None)
@given(numbers, numbers)
def test_an_added_number_does_not_go_out_as_a_name(one: int, other: int) -> None:
    assume(one != other)
    template = f"You have {one} points."
    for reply in (f"You have {one} points, {other}.", f"{other}, you have {one} points."):
        verdict = check(template, reply, slots={"name": other}, user_text=f"my name is {other}")
        assert not verdict.accepted


@settings(deadline=None)
@given(numbers, numbers)
def test_a_number_of_the_users_does_not_stand_for_the_templates(one: int, other: int) -> None:
    assume(one != other)
    template, said = f"It takes {one} days.", f"I've waited {other} days"
    for reply in (f"{other} days, that's rough!", f"{other} days, that's long! It takes a while."):
        assert not check(template, reply, user_text=said).accepted


@settings(deadline=None)
@given(places, places, people, introduced)
def test_a_changed_place_does_not_go_out_beside_a_name(
    one: str, other: str, name: str, said: str
) -> None:
    assume(one != other)
    template = f"The ferry leaves from {one} at 07:45."
    reply = f"{name}, the ferry leaves from {other} at 07:45."
    slots = {"name": name, "destination": other}
    user = f"I go to {other}. {said.format(name=name)}"
    assert not check(template, reply, slots=slots, user_text=user).accepted


@settings(deadline=None)
@given(places, closing, in_passing)
def test_a_place_that_the_user_asks_about_is_no_name_of_theirs(
    place: str, reply: str, said: str
) -> None:
    own = reply.format(name=place)
    assert not check(TEMPLATE, own, user_text=said.format(name=place)).accepted


@settings(deadline=None)
@given(people, untitled, introduced, in_passing)
def test_a_second_name_does_not_go_out_beside_theirs(
    one: str, other: str, said: str, mention: str
) -> None:
    assume(one != other)
    user = f"{mention.format(name=other)}\n{said.format(name=one)}"
    reply = f"{one}, the ferry leaves at 07:45, {other}."
    assert not check(TEMPLATE, reply, slots={"name": one}, user_text=user).accepted


@settings(deadline=None)
@given(people, people)
def test_their_name_does_not_take_the_place_of_the_templates(one: str, other: str) -> None:
    assume(one != other)
    said, slots = f"my name is {other}", {"name": other}
    for template, reply in (
        (
            f"Thanks, {one}. Your order is on its way.",
            f"Thanks, {other}. Your order is on its way.",
        ),
        (f"Your table is booked for {one}.", f"Your table is booked for {other}."),
        (f"Your table is booked for {one}.", f"{other}, your table is booked."),
    ):
        assert not check(template, reply, slots=slots, user_text=said).accepted


@pytest.mark.parametrize(
    ("template", "reply", "slots"),
    [
        ("We stop in Oban.", "We stop in Oban, Mull.", {"destination": "Mull"}),
        ("Your booking is for Ann.", "Your booking is for Ann, Bob.", {"friend": "Bob"}),
        ("You can take two bags.", "You can take two bags, Three.", {"boxes": "three"}),
    ],
)
def test_what_a_slot_holds_beside_the_name_is_no_name(
    template: str, reply: str, slots: dict[str, str]
) -> None:
    assert not check(template, reply, slots=slots).accepted


@pytest.mark.parametrize("asked", ["is this for Dr. Weiss?", "will I see Dr. Weiss there?"])
def test_another_whom_the_user_gives_a_title_is_not_the_user(asked: str) -> None:
    reply = "Ann, the ferry leaves at 07:45, Dr. Weiss."
    assert not check(TEMPLATE, reply, user_text=f"{asked}\nmy name is Ann").accepted


@pytest.mark.parametrize(
    "name",
    [
        "Priya",
        "Oban",
        "Glasgow",
        pytest.param(
            "Johannes",
            marks=pytest.mark.xfail(strict=True, reason="a name that the word vectors call common"),
        ),
    ],
)
def test_a_reply_does_not_open_with_a_name_that_nobody_gave(name: str) -> None:
    assert not check(TEMPLATE, f"{name}, the ferry leaves at 07:45.", user_text="when?").accepted


@pytest.mark.parametrize("word", ["Sure", "Haha", "Aww", "Brr", "Unfortunately", "Ouch", "Noted"])
def test_a_reply_may_open_with_a_word(word: str) -> None:
    assert check(TEMPLATE, f"{word}, the ferry leaves at 07:45.", user_text="when?").accepted
