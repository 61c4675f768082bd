"""Whether Rasa would take a reply: the checks of its callback NLG, and that it says something."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft7Validator

# rasa-protocol: `text` a string, never null; the containers may be null, `custom` may not.
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "id": {"type": ["string", "null"]},
        "buttons": {"type": ["array", "null"], "items": {"type": "object"}},
        "elements": {"type": ["array", "null"], "items": {"type": "object"}},
        "attachment": {"type": ["object", "null"]},
        "image": {"type": ["string", "null"]},
        "custom": {"type": "object"},
    },
}
_validator = Draft7Validator(_SCHEMA)


def spoken(status: int, body: bytes) -> dict[str, Any] | None:
    """The reply's JSON when Rasa would send its text to the user, None otherwise."""
    try:
        document = json.loads(body)
    except ValueError:
        return None
    if status != 200 or not isinstance(document, dict) or not _validator.is_valid(document):
        return None
    text = document.get("text")
    return document if isinstance(text, str) and text.strip() else None
