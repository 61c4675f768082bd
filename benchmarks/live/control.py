"""What the machine does to any server meanwhile: a second one, rephrasing off, asked all along."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.live.posting import Connection, Reply
from benchmarks.live.project import nlg_body

_PAUSE = 0.01


async def ask_until(over: asyncio.Event, port: int) -> list[Reply]:
    """Replies of the server at `port` to a plain template, asked every 10 ms up to `over`."""
    connection = Connection(port)
    body = nlg_body("REF-CONTROL", "utter_plain")
    replies = []
    while not over.is_set():
        replies.append(await connection.post("/nlg", body))
        await asyncio.sleep(_PAUSE)
    await connection.close()
    return replies


@dataclass(frozen=True, slots=True)
class Lateness:
    """Replies that came later than deadline and slack, and how many of them are our own doing.

    A late reply is the machine's doing where a control reply, between the deadline and the reply,
    was held up at least as long as the reply was late beyond the slack. Times in seconds.
    """

    late: int
    ours: int
    control_worst: float

    @classmethod
    def of(
        cls, replies: Iterable[Reply], control: Iterable[Reply], deadline: float, slack: float
    ) -> Lateness:
        held_up = list(control)
        late = [reply for reply in replies if reply.seconds > deadline + slack]
        ours = [
            reply
            for reply in late
            if reply.seconds - deadline - slack > _worst_between(reply, held_up, deadline)
        ]
        worst = max((reply.seconds for reply in held_up), default=0.0)
        return cls(len(late), len(ours), worst)


def _worst_between(reply: Reply, control: list[Reply], deadline: float) -> float:
    begin, end = reply.sent_at + deadline, reply.sent_at + reply.seconds
    meanwhile = (
        other.seconds
        for other in control
        if other.sent_at <= end and other.sent_at + other.seconds >= begin
    )
    return max(meanwhile, default=0.0)
