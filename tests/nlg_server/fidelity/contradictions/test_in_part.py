from __future__ import annotations

import pytest

from nlg_server.fidelity.check import check


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("You must not take it with alcohol.", "You needn't take it with alcohol."),
        ("You must not share the code.", "You don't need to share the code."),
        ("You don't have to pay.", "You must not pay."),
        ("Sie dürfen das nicht öffnen.", "Sie müssen das nicht öffnen."),
        ("No tickets are refundable.", "Not all tickets are refundable."),
        ("None of the rooms have a balcony.", "Not all rooms have a balcony."),
    ],
)
def test_a_denial_is_not_told_in_part(template: str, reply: str) -> None:
    assert not check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("You don't have to pay.", "You need not pay anything."),
        ("You cannot park here.", "You can't park here."),
    ],
)
def test_the_same_denial_passes(template: str, reply: str) -> None:
    assert check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Don't worry, your booking is safe.", "No need to worry, your booking is safe."),
        ("You don't pay anything today.", "You don't need to pay anything today."),
        ("No, only some plans include roaming.", "Not all plans include roaming, only some."),
    ],
)
def test_kind_words_and_facts_forbid_nothing(template: str, reply: str) -> None:
    findings = check(template, reply).findings
    assert not any(finding.kind in ("forbidden", "none") for finding in findings)
