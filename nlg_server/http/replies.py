"""JSON replies and errors as the two protocols want them."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response

_encoder = msgspec.json.Encoder()


def json_reply(value: Any, status: int = 200) -> Response:
    """A JSON response; `value` is anything msgspec encodes."""
    return Response(_encoder.encode(value), status, media_type="application/json")


def error_reply(status: int, message: str, **extra: Any) -> Response:
    """An error body: what was wrong, never the conversation it was found in."""
    return json_reply({"error": message, **extra}, status)
