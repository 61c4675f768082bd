"""Who sends and who receives stays."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)


@pytest.mark.parametrize(
    ("template", "kept", "turned"),
    [
        (
            "Your request for $37 has been sent to Arjun.",
            "The request for $37 is on its way to Arjun.",
            "Arjun has sent you a request for $37.",
        ),
        (
            "I have received a request for $85 from Emma.",
            "Emma has asked for $85, the request just came in.",
            "Emma has been asked for $85.",
        ),
        (
            "Your location has been shared with Priya.",
            "Priya can now see your location.",
            "You now have Priya's location.",
        ),
        (
            "Your payment of $52 to Wei is pending.",
            "The payment to Wei ($52) is still pending.",
            "Wei's payment of $52 to you is pending.",
        ),
        (
            "You have one voicemail from Bea.",
            "There's one voicemail, left by Bea.",
            "There's one voicemail for Bea.",
        ),
    ],
)
def test_who_sends_and_who_receives(template: str, kept: str, turned: str) -> None:
    assert check(template, kept, policy=FACTS).accepted
    assert "sender" in {finding.kind for finding in check(template, turned, policy=FACTS).findings}


def test_a_request_from_someone_is_a_request_to_them() -> None:
    template = "Please confirm that you want to request $46 from Diego."
    assert check(template, "Please confirm: a request to Diego for $46.", policy=FACTS).accepted
