"""What something has and has not may not be exchanged."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check
from nlg_server.fidelity.contradictions.features import feature_faults

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "kept", "exchanged"),
    [
        (
            "It does not have a balcony and has an elevator.",
            "It has an elevator but no balcony.",
            "It comes with a balcony but without an elevator.",
        ),
        (
            "The rent includes heating, but not electricity.",
            "Heating is in the rent, electricity isn't.",
            "The rent includes electricity, but not heating.",
        ),
        (
            "Das Zimmer hat einen Balkon, aber keine Küche.",
            "Das Zimmer ist ohne Küche, aber mit Balkon.",
            "Das Zimmer hat eine Küche, aber keinen Balkon.",
        ),
    ],
)
def test_what_it_has_and_has_not(template: str, kept: str, exchanged: str) -> None:
    assert not list(feature_faults(template, kept))
    assert [fault.kind for fault in feature_faults(template, exchanged)] == ["exchanged"]
    assert not check(template, exchanged, policy=FACTS).accepted
