from __future__ import annotations

import pytest

from search.grounding.evidence import read_evidence
from search.grounding.layout import orders
from search.grounding.verify import verify
from search.options import LEVELS

EVIDENCE = [
    read_evidence("Standard delivery takes 3 days. You cannot return opened software.", "Delivery")
]


def reasons(reply: str) -> list[str]:
    return [v.reason for v in verify(reply, EVIDENCE, floor=LEVELS["balanced"]).verdicts]


def test_a_lead_in_stays_above_what_stays() -> None:
    assert reasons("Here are the key points:\n- Standard delivery takes 3 days.") == [
        "layout",
        "supported",
    ]


def test_a_lead_in_to_nothing_goes() -> None:
    assert (
        reasons("Here are the key points:\n- Standard delivery takes 9 days.")[0] == "unsupported"
    )


@pytest.mark.parametrize(
    "line",
    [
        "You get these 14 benefits:",
        "There are no exceptions:",
        "Enjoy the champagne reception:",
        "What about software?:",
        "Standard delivery takes long",
    ],
)
def test_a_line_that_claims_something_is_no_layout(line: str) -> None:
    assert not orders(line, EVIDENCE)
