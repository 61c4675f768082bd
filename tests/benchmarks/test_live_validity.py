from __future__ import annotations

import json

import pytest

from benchmarks.live.validity import spoken


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"null"),
        (200, b"[]"),
        (200, b"{}"),
        (200, b'{"text": null}'),
        (200, b'{"text": " "}'),
        (200, b'{"text": "hi", "custom": null}'),
        (200, b'{"text": "hi", "attachment": "http://x"}'),
        (500, b'{"text": "hi"}'),
        (0, b"ConnectionResetError"),
    ],
)
def test_what_rasa_would_not_say_is_not_valid(status: int, body: bytes) -> None:
    assert spoken(status, body) is None


def test_a_message_with_further_keys_is_valid() -> None:
    reply = {"text": "hi", "buttons": [{"title": "a"}], "image": None, "rephrased": True}
    assert spoken(200, json.dumps(reply).encode()) == reply
