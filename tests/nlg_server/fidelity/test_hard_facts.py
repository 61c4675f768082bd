"""Facts told a little wrong, and the same facts told in other ways."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "told", "changed"),
    [
        ("Delivery is tomorrow.", "We deliver tomorrow.", "We deliver the day after tomorrow."),
        ("It costs $9 per month.", "It costs $9 monthly.", "It costs $9 per year."),
        ("You have 2 renewals left.", "Two renewals remain.", "You've used two renewals."),
        (
            "A standard single costs £16.40, a first-class single £27.90.",
            "Singles: £16.40 standard or £27.90 in first.",
            "Singles: £27.90 standard or £16.40 in first.",
        ),
        ("Pick it up from 9 November.", "Collect it from 9/11.", "Collect it from 11/9."),
    ],
)
def test_only_the_same_fact_goes_out(template: str, told: str, changed: str) -> None:
    assert check(template, told, policy=FACTS).accepted
    assert not check(template, changed, policy=FACTS).accepted
