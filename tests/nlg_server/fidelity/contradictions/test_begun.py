"""What is to be done by then must not only begin."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "kept", "begun"),
    [
        (
            "It started at 07:40 and we expect to fix it by 11:00.",
            "It started at 07:40. We expect it to be fixed by 11:00.",
            "It started at 07:40. We expect to start fixing it by 11:00.",
        ),
        (
            "Please submit the form by 9 May.",
            "Submit the form by 9 May, please.",
            "Please start submitting the form by 9 May.",
        ),
    ],
)
def test_what_is_done_by_then_is_not_begun(template: str, kept: str, begun: str) -> None:
    assert check(template, kept, policy=FACTS).findings == ()
    assert not check(template, begun, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Boarding is at 5 pm.", "You start boarding at 5 pm."),
        ("You start fixing it at 11:00.", "At 11:00 you begin fixing it."),
        ("Please charge the device.", "Please start charging the device."),
        ("You can book from 3 May.", "You can start booking from 3 May."),
        ("The repair is finished in 2 hours.", "From start to finish, the repair takes 2 hours."),
    ],
)
def test_what_begins_anyway_may_begin(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).findings == ()
