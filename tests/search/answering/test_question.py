from __future__ import annotations

import pytest

from search.answering.question import answers_kind, kind_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When do you open?", "time"),
        ("How many days do I have?", "number"),
        ("Wo finde ich das?", "place"),
        ("¿Quién me ayuda?", "person"),
        ("Pourquoi est-ce si lent ?", "reason"),
        ("What is a refund?", "other"),
        ("refund policy", "none"),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(question: str, kind: str) -> None:
    assert kind_of(question) == kind


def test_a_name_from_the_question_is_no_answer_to_who() -> None:
    assert not answers_kind("person", "The leader of Acme is busy.", "Who leads Acme?")
    assert answers_kind("person", "The leader of Acme is Anna.", "Who leads Acme?")
