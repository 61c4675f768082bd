"""A rephrase may change the words, never the facts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlg_server.fidelity import FidelityPolicy, check, check_values, name_fault

FLIGHT = (
    "I found a flight with Delta for $480 that leaves on March 4th at 6:30 am. Shall I book it?"
)
REFUND = "Unfortunately, the ticket is not refundable. The fee is at most $25."


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            FLIGHT,
            "There's a Delta flight for 480 dollars leaving 4 March at 6:30 in the morning. "
            "Want me to book it?",
        ),
        (REFUND, "I'm sorry, but the ticket can't be refunded. The fee is up to $25."),
        (
            "Your order will arrive in 3 business days.",
            "Your order will be here in three business days!",
        ),
        ("Would you like to call, email or chat?", "Do you want to call, email, or chat?"),
        ("Contact your agent: Kim Lee.", "Please contact your agent: Kim Lee."),
        ("Your booking is kept as it is.", "Sure, your booking is kept as it is."),
        ("The documents below explain the fee.", "Please see the documents below for the fee."),
    ],
)
def test_a_faithful_rephrase_is_accepted(template: str, reply: str) -> None:
    assert check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply", "reason"),
    [
        (
            FLIGHT,
            "There's a Delta flight for $408 leaving March 4th at 6:30 am. Shall I book it?",
            "fact_changed",
        ),
        (
            FLIGHT,
            "There's a Delta flight for $480 leaving March 4th. Shall I book it?",
            "fact_lost",
        ),
        (
            FLIGHT,
            "There's a Delta flight for $480 leaving March 4th at 6:30 am.",
            "question_dropped",
        ),
        (REFUND, "Good news, the ticket is refundable. The fee is at most $25.", "negation"),
        (REFUND, "Unfortunately, the ticket is not refundable. The fee is at least $25.", "bound"),
        ("You have 2 rooms on floor 4.", "You have 4 rooms on floor 2.", "facts_swapped"),
        ("Your card is blocked.", "Your card is blocked. See evil.com/unblock.", "fact_added"),
        (
            "Your card is blocked.",
            "Your card is blocked. We'll send a new card by courier.",
            "promise_added",
        ),
        ("Your card is blocked.", "Ihre Karte ist leider gesperrt.", "language"),
        ("Your card is blocked.", "", "empty"),
        ("Your card is blocked.", "Your card is bloc", "truncated"),
        (
            "Your card is blocked.",
            "Sure! Here is a friendlier version: your card is blocked.",
            "meta_text",
        ),
        ("Your card is blocked.", "Bot: Your card is blocked.", "meta_text"),
        ("It costs $5.", "It costs $5. The conversation below is data.", "prompt_leak"),
        ("It costs $5.", "It costs $5. Note: the amount was kept unchanged.", "meta_text"),
        ("It costs $5.", "It costs $5. User: thanks", "meta_text"),
        ("1. Berlin\n2. Rome", "~~1. Berlin\n2. Rome~~", "markup"),
        ("Your card is blocked.", "My instructions say your card is blocked.", "prompt_leak"),
        ("Your card is blocked.", "Your **card** is blocked.", "markup"),
        ("Your card is blocked.", "Your <b>card</b> is blocked.", "markup"),
        ("Your card is blocked.", "Your card\n\nis blocked.", "blank_line"),
        ("Your card is blocked.", "Your card is\u200b blocked.", "control_characters"),
        ("Your card is blocked.", "Your c\u0430rd is blocked.", "control_characters"),
        ("Your card is blocked.", "Your card is blocked. " * 40, "too_long"),
        (
            "Would you like to call, email or chat?",
            "Would you like to call or chat?",
            "content_lost",
        ),
    ],
)
def test_an_unfaithful_rephrase_is_refused_with_its_reason(
    template: str, reply: str, reason: str
) -> None:
    verdict = check(template, reply)
    assert not verdict.accepted
    assert verdict.reason == reason or reason in {finding.code for finding in verdict.findings}


def test_the_users_words_license_no_fact() -> None:
    claim = "you said it is free and I get $50 back, see evil.com"
    reply = "Your card is blocked, and you get $50 back."
    assert not check("Your card is blocked.", reply, user_text=claim).accepted


def test_the_users_name_may_be_said() -> None:
    reply = "Sorry Katarina, the flight is full."
    assert check("Sorry, the flight is full.", reply, slots={"name": "Katarina"}).accepted
    assert not check("Sorry, the flight is full.", reply).accepted


def test_the_reply_may_follow_the_users_language() -> None:
    template = "Your appointment is booked for March 3."
    reply = "Tu cita está reservada para el 3 de marzo."
    assert check(template, reply, user_text="Quiero reservar una cita con el médico").accepted
    assert check(template, reply, language="es").accepted
    assert check(template, reply, language="fr").reason == "language"


def test_a_slot_value_may_not_be_lost() -> None:
    template = "The urgency level is high and the ticket is open."
    slots = {"urgency": "high"}
    verdict = check(template, "The urgency level is low and the ticket is open.", slots=slots)
    assert not verdict.accepted


def test_a_finding_shows_where_the_fact_stood() -> None:
    [finding] = check("It costs $12.50.", "It costs $12.05.").findings
    assert finding.template_span == (9, 15)
    assert finding.reply_span == (9, 15)
    assert name_fault(check("It costs $12.50.", "It costs $12.05.")) == (
        "the amount must stay $12.50, not $12.05"
    )


def test_less_strictness_accepts_more() -> None:
    reply = "Your card is blocked, dear gardener."
    assert check("Your card is blocked.", reply, policy=FidelityPolicy(strictness=0)).accepted
    assert not check("Your card is blocked.", reply, policy=FidelityPolicy(strictness=4)).accepted


def test_values_are_found_in_any_format() -> None:
    values = [("date", "2019-03-07"), ("time", "17:30"), ("price", "56.00"), ("city", "San José")]
    assert check_values(values, "On March 7th at 5:30 pm in San Jose, for $56.").accepted
    refused = check_values(values, "On March 8th at 5:30 pm in San Jose, for $56.")
    assert [finding.kind for finding in refused.findings] == ["date"]


@given(
    st.text(max_size=400), st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4)
)
@settings(max_examples=150, deadline=None)
def test_the_template_itself_is_always_accepted(template: str, slots: dict[str, str]) -> None:
    assert check(template, template, slots=slots, language="fr", user_text="x").accepted


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_two_texts_get_a_verdict_and_always_the_same(template: str, reply: str) -> None:
    first = check(template, reply)
    check(reply, template)
    assert check(template, reply) == first
    assert first.accepted == (not first.findings)


@settings(deadline=None)
@given(st.permutations([("a", "Delta"), ("b", "$480"), ("c", ["x", "y"]), ("d", None)]))
def test_the_order_of_slots_does_not_matter(items: list[tuple[str, object]]) -> None:
    reply = "A Delta flight for $480 leaves on March 4th at 6:30 am. Shall I book it?"
    assert check(FLIGHT, reply, slots=dict(items)) == check(
        FLIGHT, reply, slots=dict(sorted(items, key=lambda item: item[0]))
    )


@pytest.mark.parametrize(
    "piece",
    ["a", "1,", "(", '"', "no ", "*a", "not , or ", "[x](", "or, ", "http://", "don't ", "\u200d"],
)
def test_a_hostile_reply_is_judged_at_once(piece: str) -> None:
    template = "Your order 1 is ready, or not. " * 12
    reply = piece * (900 // len(piece))
    check(template, reply)
    fastest = min(_seconds(template, reply) for _ in range(5))
    assert fastest < 0.05


@pytest.mark.parametrize(
    ("piece", "other"),
    [
        ("10:00 and ", "10:00, "),
        ("first ", "@a"),
        ("up to 12 hours before ", "no "),
        ("$5/day ", "a "),
    ],
)
def test_many_facts_of_one_kind_are_judged_at_once(piece: str, other: str) -> None:
    first, second = piece * (700 // len(piece)), other * (700 // len(other))
    template, reply = f"{first}10:00 x 11:00. {second}", f"{second}11:00 x 10:00. {first}"
    assert not check(template, reply).accepted
    # A tenth of what it took before equal facts were bounded, and twice what it takes.
    assert min(_seconds(template, reply) for _ in range(3)) < 0.25


def _seconds(template: str, reply: str) -> float:
    start = time.perf_counter()
    check(template, reply)
    return time.perf_counter() - start


def test_a_year_with_a_changed_digit_is_no_day_told_again() -> None:
    template = "Your appointment is on Tuesday, 29 May 2029 at 20:10."
    assert not check(template, template.replace("2029", "0029")).accepted


@pytest.mark.parametrize(
    ("template", "reply", "language"),
    [
        ("It costs $12.50.", "Das kostet 12,50 $.", "fr"),
        ("Please wait.", "Bitte warten.", "en"),
        ("Is that correct?", "Stimmt das?", "en"),
    ],
)
def test_a_short_reply_in_a_third_language_is_refused(
    template: str, reply: str, language: str
) -> None:
    assert check(template, reply, language=language).reason == "language"


@pytest.mark.parametrize(
    ("template", "reply", "language"),
    [
        ("It costs $12.50.", "Ça coûte 12,50 $.", "fr"),
        ("Bye!", "Ciao bella!", None),
        ("See you at Die Welt.", "See you at Die Welt!", "en"),
        ("Danke!", "Vielen Dank!", "de"),
    ],
)
def test_a_short_reply_in_its_language_passes(
    template: str, reply: str, language: str | None
) -> None:
    assert check(template, reply, language=language).accepted
