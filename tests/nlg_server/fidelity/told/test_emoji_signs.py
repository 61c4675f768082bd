"""A sign goes out where it tells no more than the words, and nowhere else."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your order has been placed.", "All set, your order is placed ✅"),
        ("Your alarm is set for 7 am.", "Done ✅ Your alarm goes off at 7 am."),
        ("Moved 2 tasks to Done.", "Both tasks are in Done now ✅"),
        ("Ihr Tisch ist reserviert.", "✅ Ihr Tisch ist reserviert!"),
        ("Tu cita está confirmada.", "¡Hecho! ✅ Tu cita está confirmada."),
    ],
)
def test_done(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Your payment failed.", "✅ Your payment failed."),
        ("Your payment was not made.", "✅ Your payment was not made."),
        ("We will send your card tomorrow.", "✅ Tomorrow we will send your card."),
        ("Would you like to book the table?", "✅ Would you like to book the table?"),
        ("Your table may be booked.", "Your table may be booked ✅"),
        ("Your order has been placed.", "Your order has been placed ❌"),
        ("✅ Paid", "Paid ✅ ✅ ✔"),
    ],
)
def test_not_done(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("The front door is locked.", "The front door is locked 🔒"),
        ("Rides are $6 cheaper.", "Rides cost $6 less 💵"),
        ("You can't bring your dog.", "Sorry, dogs can’t come along 🚫"),
        ("Access denied.", "Access denied 🚫 Sorry!"),
        ("Only officers may enter.", "Sorry 🙂 Nobody but officers may enter."),
        (
            "Your request was denied. Only officers may enter.",
            "Denied, sorry 🚫 Nobody but officers may enter.",
        ),
    ],
)
def test_no_more_than_the_words(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("The front door is unlocked.", "The front door is unlocked 🔒"),
        ("Your table is booked.", "Your table is booked 💵"),
        ("You can bring your dog.", "You can bring your dog 🚫"),
        ("You can't bring your dog. Cats may come.", "Dogs can't come along. Cats may 🚫"),
        ("Your account is open.", "Your account is open ⛔"),
    ],
)
def test_more_than_the_words(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS).accepted
