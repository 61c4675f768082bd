from __future__ import annotations

import pytest

from search.grounding.evidence import read_evidence
from search.grounding.named import clause_starts_shown
from search.grounding.stated import foreign_fact

EVIDENCE = read_evidence(
    "Fishing Brook and County Line Flow hold trout. A VPC is isolated. The company sells shares"
    " at its Initial Public Offering. Anna Schmidt leads the returns team."
    " The HomeReady program helps."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "**Fishing Brook and County Line Flow**: Both hold trout.",
        "VPCs are isolated.",
        "It sells shares at the Initial Public Offering (IPO).",
        "Under the HomeReady program you get help.",
        "Third, a VPC is isolated.",
    ],
)
def test_a_name_that_claims_nothing_new_is_no_foreign_fact(sentence: str) -> None:
    assert foreign_fact(sentence, EVIDENCE) is None


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The team is led by Bernd Schmidt.", "Bernd Schmidt"),
        ("Bernd Schmidt leads the returns team.", "Bernd Schmidt"),
        ("Contact: Bernd Schmidt leads the returns team.", "Bernd Schmidt"),
        ("A VPN is isolated.", "VPN"),
        ("It sells shares at its offering (NYSE).", "NYSE"),
        ("Under the HomeSteady program you get help.", "HomeSteady"),
    ],
)
def test_a_name_the_passage_lacks_is_a_foreign_fact(sentence: str, name: str) -> None:
    assert foreign_fact(sentence, EVIDENCE) == name


def test_showing_clause_starts_moves_no_character() -> None:
    text = "**Fee**: Both pay. `x`: Defines it."
    assert len(clause_starts_shown(text)) == len(text)
