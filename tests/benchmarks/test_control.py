from __future__ import annotations

from benchmarks.live.control import Lateness
from benchmarks.live.posting import Reply


def reply(sent_at: float, seconds: float) -> Reply:
    return Reply(200, b"{}", seconds, sent_at)


def test_a_late_reply_is_ours_unless_the_control_was_held_up_as_long_meanwhile() -> None:
    late = reply(10.0, 1.3)
    quick = reply(11.1, 0.002)
    as_long = reply(11.0, 0.3)
    earlier = reply(10.2, 0.5)

    def ours(*control: Reply) -> int:
        return Lateness.of([late, reply(10.0, 1.04)], control, 1.0, 0.05).ours

    assert (ours(), ours(quick), ours(earlier), ours(quick, as_long)) == (1, 1, 1, 0)


def test_replies_within_deadline_and_slack_are_not_late() -> None:
    assert Lateness.of([reply(0.0, 1.049)], [], 1.0, 0.05) == Lateness(0, 0, 0.0)
