"""The server's OpenAPI description, served at ``/openapi.json``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlg_server import __version__

_NAMED: dict[str, Any] = {"type": "object", "additionalProperties": True}


def _lenient(kind: str, **more: Any) -> dict[str, Any]:
    """What a key should hold; anything else there is passed over, so it is valid too."""
    return {"anyOf": [{"type": kind, **more}, {}]}


_TRACKER = _lenient(
    "object",
    description="Rasa's tracker state; unknown keys are accepted.",
    properties={
        "sender_id": _lenient("string"),
        "slots": _lenient("object"),
        "events": _lenient("array", items={"type": "object"}),
        "latest_message": _lenient("object"),
        "latest_input_channel": _lenient("string"),
    },
)
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


def openapi_document(responses: Sequence[str] = ()) -> dict[str, Any]:
    """OpenAPI 3.1 for every route; `responses` are names to give as examples."""
    name: dict[str, Any] = {"type": "string", "description": "The name of a response."}
    if responses:
        name = {"anyOf": [{"enum": list(responses)}, name], "examples": list(responses)}
    nlg_request = {
        "type": "object",
        "required": ["response"],
        "properties": {
            "response": name,
            "id": _lenient("string"),
            "arguments": _lenient("object"),
            "tracker": _TRACKER,
            "channel": _lenient("object", properties={"name": _lenient("string")}),
        },
    }
    action_request = {
        "type": "object",
        "properties": {
            "next_action": {"type": ["string", "null"], "examples": ["action_trigger_search"]},
            "sender_id": _lenient("string"),
            "tracker": _TRACKER,
            "domain": _lenient("object"),
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
