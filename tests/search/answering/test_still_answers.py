from __future__ import annotations

import pytest

from search.answering.still_answers import still_answers
from search.grounding.verdict import Reason, Support, Verdict, Verification


def reply(*sentences: tuple[str, Reason]) -> Verification:
    verdicts = tuple(
        Verdict(text, 0, 0, reason == "supported", reason, "", Support(0.9, 0, 0, 1))
        for text, reason in sentences
    )
    return Verification("", verdicts, 0.9)


@pytest.mark.parametrize(
    ("question", "found", "expected"),
    [
        ("When do you open?", reply(("We open in May.", "supported")), True),
        ("When do you open?", reply(("We open in May.", "changed_fact")), False),
        (
            "When do you open?",
            reply(("We open in May.", "changed_fact"), ("The zoo is large.", "supported")),
            False,
        ),
        (
            "What are the next steps?",
            reply(("The next steps are:", "unsupported"), ("Print the label.", "supported")),
            True,
        ),
        (
            "Can I return shoes?",
            reply(
                ("Shoes can be returned within a month.", "unsupported"),
                ("Cats sleep.", "supported"),
            ),
            False,
        ),
        (
            "Can I return shoes?",
            reply(("The text does not tell.", "abstention"), ("Shoes can go back.", "supported")),
            True,
        ),
    ],
)
def test_what_remains_must_speak_of_the_question(
    question: str, found: Verification, expected: bool
) -> None:
    assert still_answers(question, found) is expected
