"""What Rasa sends and expects: the NLG callback and the action server's webhook, as types.

Unknown keys are accepted everywhere, as Rasa's own releases differ in them. A key of a wrong type
is dropped rather than the request, as long as the response's name can still be read: Rasa's user
must get a reply wherever there is a template.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from prompts.errors import RequestError

SEARCH_ACTION = "action_trigger_search"
"""The custom action that this server runs; Rasa Pro's name for it."""


class Channel(msgspec.Struct, frozen=True):
    """The output channel; REST is called ``collector``."""

    name: str | None = None


class Tracker(msgspec.Struct, frozen=True):
    """The conversation so far. Events stay undecoded until a transcript is needed.

    `stack` is the dialogue stack that Rasa Pro sends along.
    """

    sender_id: str | None = None
    slots: dict[str, Any] | None = None
    latest_message: msgspec.Raw = msgspec.Raw(b"null")
    latest_input_channel: str | None = None
    stack: list[Any] | None = None
    events: msgspec.Raw = msgspec.Raw(b"[]")

    def as_mapping(self) -> dict[str, Any]:
        """The parts that a transcript needs, decoded."""
        return {
            "sender_id": self.sender_id,
            "slots": self.slots or {},
            "latest_message": _decode_or(self.latest_message, {}),
            "latest_input_channel": self.latest_input_channel,
            "events": _decode_or(self.events, []),
        }


class NlgRequest(msgspec.Struct, frozen=True):
    """Rasa's request for one response."""

    response: str
    id: str | None = None
    arguments: dict[str, Any] | None = None
    tracker: Tracker | None = None
    channel: Channel | None = None


class ActionRequest(msgspec.Struct, frozen=True):
    """Rasa's request to run a custom action; the body itself is passed on when it is not ours."""

    next_action: str | None = None
    sender_id: str | None = None
    tracker: Tracker | None = None
    domain: dict[str, Any] | None = None


_T = TypeVar("_T", bound=msgspec.Struct)

_nlg_decoder = msgspec.json.Decoder(NlgRequest)
_action_decoder = msgspec.json.Decoder(ActionRequest)
_any_decoder = msgspec.json.Decoder()


def decode_nlg_request(body: bytes) -> NlgRequest:
    """Decode the body of ``POST /nlg``; raises RequestError (400 or 422) saying what is wrong."""
    try:
        return _nlg_decoder.decode(body)
    except msgspec.ValidationError as error:
        document = decode_object(body)
        if not isinstance(document.get("response"), str):
            raise RequestError(
                422, f"the key `response` must hold the name of a response: {error}"
            ) from error
        return _salvage(document, NlgRequest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        decode_object(body)
        raise


def decode_action_request(body: bytes) -> ActionRequest | None:
    """Decode the body of ``POST /webhook``; None for JSON null, RequestError when unusable."""
    try:
        return _action_decoder.decode(body)
    except msgspec.ValidationError as error:
        if body.strip() == b"null":
            return None
        document = decode_object(body)
        if not isinstance(document.get("next_action"), str | None):
            raise RequestError(
                400, f"the key `next_action` must be an action's name: {error}"
            ) from error
        return _salvage(document, ActionRequest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        decode_object(body)
        raise


def decode_object(body: bytes) -> dict[str, Any]:
    """Decode any JSON object; raises RequestError (400) when the body is none."""
    try:
        document = _any_decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RequestError(400, f"the body is not JSON: {error}") from error
    except RecursionError as error:
        raise RequestError(400, "the body is nested too deeply") from error
    if not isinstance(document, dict):
        raise RequestError(400, "the body must be a JSON object")
    return document


def _salvage(document: Mapping[str, Any], kind: type[_T]) -> _T:
    """Build `kind` from the keys of `document` that have the right type."""
    kept: dict[str, Any] = {}
    for name in msgspec.structs.fields(kind):
        if name.name not in document:
            continue
        value = document[name.name]
        if name.name == "tracker" and isinstance(value, dict):
            kept["tracker"] = _salvage(value, Tracker)
            continue
        try:
            one = msgspec.json.decode(
                msgspec.json.encode({name.name: value}),
                type=msgspec.defstruct("One", [(name.name, name.type)]),
            )
        except (msgspec.ValidationError, RecursionError):
            continue
        kept[name.name] = getattr(one, name.name)
    return kind(**kept)


def _decode_or(raw: msgspec.Raw, default: Any) -> Any:
    try:
        value = _any_decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return default
    return value if isinstance(value, type(default)) else default
