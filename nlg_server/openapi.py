"""The server's OpenAPI description, served at ``/openapi.json``."""

from __future__ import annotations

from typing import Any

from nlg_server import __version__

_NAMED: dict[str, Any] = {"type": "object", "additionalProperties": True}
_TRACKER: dict[str, Any] = {
    "type": ["object", "null"],
    "description": "Rasa's tracker state; unknown keys are accepted.",
    "properties": {
        "sender_id": {"type": ["string", "null"]},
        "slots": {"type": ["object", "null"]},
        "events": {"type": ["array", "null"], "items": {"type": "object"}},
        "latest_message": {"type": ["object", "null"]},
        "latest_input_channel": {"type": ["string", "null"]},
    },
}
_ERROR: dict[str, Any] = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string"}, "action_name": {"type": "string"}},
}
_MESSAGE: dict[str, Any] = {
    "type": "object",
    "description": "Keys without a value are left out. Further keys become event metadata.",
    "properties": {
        "text": {"type": "string"},
        "image": {"type": "string"},
        "custom": {"type": "object"},
        "attachment": {"type": "object"},
        "buttons": {"type": "array", "items": {"type": "object"}},
        "elements": {"type": "array", "items": {"type": "object"}},
        "quick_replies": {"type": "array", "items": {"type": "object"}},
        "rephrased": {"type": "boolean"},
        "rephrase_reason": {"type": "string"},
    },
    "additionalProperties": True,
}


def openapi_document() -> dict[str, Any]:
    """OpenAPI 3.1 for every route."""
    nlg_request = {
        "type": "object",
        "required": ["response"],
        "properties": {
            "response": {"type": "string"},
            "id": {"type": ["string", "null"]},
            "arguments": {"type": ["object", "null"]},
            "tracker": _TRACKER,
            "channel": {
                "type": ["object", "null"],
                "properties": {"name": {"type": ["string", "null"]}},
            },
        },
    }
    action_request = {
        "type": ["object", "null"],
        "properties": {
            "next_action": {"type": ["string", "null"]},
            "sender_id": {"type": ["string", "null"]},
            "tracker": _TRACKER,
            "domain": {"type": ["object", "null"]},
        },
    }
    result = {
        "type": ["object", "null"],
        "properties": {
            "events": {"type": "array", "items": {"type": "object"}},
            "responses": {"type": "array", "items": {"type": "object"}},
        },
    }
    failures = ("400", "401", "404", "413", "415")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Truephrase", "version": __version__},
        "paths": {
            "/nlg": _post("Word one response", nlg_request, _MESSAGE, (*failures, "422")),
            "/webhook": _post("Run an action", action_request, result, (*failures, "502", "504")),
            "/actions": _get("Actions that can be run", {"type": "array", "items": _NAMED}),
            "/health": _get("Liveness", _NAMED),
            "/ready": _get("Readiness by part", _NAMED, ("503",)),
        },
    }


def _post(
    summary: str, body: dict[str, Any], reply: dict[str, Any], failures: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "post": {
            "summary": summary,
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": _responses(reply, failures),
        }
    }


def _get(summary: str, reply: dict[str, Any], failures: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"get": {"summary": summary, "responses": _responses(reply, failures)}}


def _responses(reply: dict[str, Any], failures: tuple[str, ...]) -> dict[str, Any]:
    def content(schema: dict[str, Any]) -> dict[str, Any]:
        return {"application/json": {"schema": schema}}

    found: dict[str, Any] = {"200": {"description": "OK", "content": content(reply)}}
    for status in failures:
        schema = _NAMED if status == "503" else _ERROR
        found[status] = {"description": "See `error`", "content": content(schema)}
    return found
