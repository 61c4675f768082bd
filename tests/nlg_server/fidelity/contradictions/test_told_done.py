"""What the user is asked is not told as done."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check
from nlg_server.fidelity.contradictions.told_done import told_done_faults

FACTS = FidelityPolicy(strictness=0)
APPOINTMENT = "Please confirm: An appointment with Dr. Elaine Chu on March 11th at 10:15 am."


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            APPOINTMENT,
            "Your appointment with Dr. Elaine Chu on March 11th at 10:15 am is confirmed.",
        ),
        ("Are you sure you want to delete all your notes?", "All your notes have been deleted."),
        ("Should I book a table for 4?", "I've booked a table for 4."),
        (
            "I found 3 contacts. Which one do you want?",
            "I found 3 contacts. I'm emailing all of them.",
        ),
        ("Soll ich den Tisch für 4 reservieren?", "Der Tisch für 4 ist reserviert."),
        ("¿Quieres que reserve la mesa para 4?", "La mesa para 4 está reservada."),
        ("Voulez-vous annuler les 3 billets ?", "Les 3 billets sont annulés."),
        ("Confirma a visita às 14h?", "A visita das 14h está confirmada."),
    ],
)
def test_a_question_is_not_told_as_done(template: str, reply: str) -> None:
    assert [fault.kind for fault in told_done_faults(template, reply)] == ["done"]
    assert not check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (APPOINTMENT, "Dr. Elaine Chu, March 11th at 10:15 am: can you confirm?"),
        (
            APPOINTMENT,
            "An appointment with Dr. Elaine Chu, March 11th, 10:15 am. Let me know if that is set.",
        ),
        ("I've cancelled it. Anything else?", "It has been cancelled."),
        ("Your table is booked.", "I've booked your table."),
    ],
)
def test_what_still_asks_and_what_was_done_before_is_no_such_fault(
    template: str, reply: str
) -> None:
    assert not list(told_done_faults(template, reply))
