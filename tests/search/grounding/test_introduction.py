from __future__ import annotations

import pytest

from search.grounding.evidence import read_evidence
from search.grounding.introduction import statements, without_yes_or_no
from search.grounding.verify import verify
from search.options import LEVELS

EVIDENCE = [
    read_evidence(
        "Standard delivery takes 3 to 5 working days. Express delivery costs 9.90 euros. Entry is"
        " free for students. You cannot return opened software.",
        "Delivery",
    )
]


def said(reply: str) -> list[str]:
    return [v.text for v in verify(reply, EVIDENCE, floor=LEVELS["balanced"]).kept]


@pytest.mark.parametrize(
    ("reply", "statement"),
    [
        (
            "**Quick Overview Tip:** Standard delivery takes 3 to 5 working days.",
            "Standard delivery takes 3 to 5 working days.",
        ),
        (
            "It is important to note that express delivery costs 9.90 euros.",
            "Express delivery costs 9.90 euros.",
        ),
        (
            "According to the provided documents, express delivery costs 9.90 euros.",
            "Express delivery costs 9.90 euros.",
        ),
    ],
)
def test_a_statement_goes_out_without_words_that_no_passage_backs(
    reply: str, statement: str
) -> None:
    assert statement in list(statements(reply))
    assert said(reply)[0].endswith(statement[1:])


@pytest.mark.parametrize(
    "reply",
    [
        "Not true: Express delivery costs 9.90 euros.",
        "Only for gold members: Express delivery costs 9.90 euros.",
        "If you live abroad: Express delivery costs 9.90 euros.",
        "Falsch: Express delivery costs 9.90 euros.",
    ],
)
def test_a_condition_or_a_denial_is_never_taken_for_an_introduction(reply: str) -> None:
    assert list(statements(reply)) == [reply]


def test_what_is_false_stays_false_behind_an_introduction() -> None:
    assert said("**Quick Tip:** Express delivery costs 8.90 euros.") == []


def test_a_bare_yes_has_nothing_behind_it() -> None:
    assert without_yes_or_no("Yes.") == ""
    assert without_yes_or_no("No, dogs stay out.") == "Dogs stay out."
