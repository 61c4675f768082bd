from __future__ import annotations

import json

import pytest

from benchmarks.server.request_body import request_body


@pytest.mark.parametrize(("events", "size"), [(200, 50_000), (20, 8_000), (5, 60_000)])
def test_the_body_has_the_events_and_bytes_asked_for(events: int, size: int) -> None:
    body = request_body("utter_x", "action_x", events=events, size=size)
    assert len(json.loads(body)["tracker"]["events"]) == events
    assert size <= len(body) < size + 200


def test_the_body_serves_both_endpoints() -> None:
    body = json.loads(request_body("utter_x", "action_x"))
    assert (body["response"], body["next_action"]) == ("utter_x", "action_x")
    assert body["domain"]
