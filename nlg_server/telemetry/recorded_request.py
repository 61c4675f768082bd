"""What is kept of a request from Rasa: with consent only, masked, and no more than a case needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from nlg_server.wire import SEARCH_ACTION
from prompts.masking.conversation_mask import ConversationMask

_EVENTS = 60  # more than the transcript of any prompt shows
_BARE_EVENTS = frozenset({"rewind", "undo", "restart", "session_started", "reset_slots"})


@dataclass(frozen=True, slots=True)
class RecordingRules:
    """Whose requests are kept, and how.

    `consent_slot` is the slot that must be true; empty where consent is declared otherwise.
    `key` makes a sender's name in the file: the same for one conversation, and nothing that
    leads back to the sender once the key is forgotten.
    """

    consent_slot: str
    masked: bool
    key: bytes


def recorded_line(body: bytes, rules: RecordingRules) -> bytes | None:
    """One line of JSON for a request's body, with its newline; None where it is not to be kept.

    Raises msgspec.DecodeError or UnicodeDecodeError for a body that is no JSON.
    """
    request = msgspec.json.decode(body)
    if not isinstance(request, dict) or not isinstance(request.get("tracker"), dict):
        return None
    if "response" not in request and request.get("next_action") != SEARCH_ACTION:
        return None
    slots = _mapping(request["tracker"], "slots")
    if rules.consent_slot and slots.get(rules.consent_slot) is not True:
        return None
    if not rules.masked:
        kept = {name: value for name, value in request.items() if name != "domain"}
        return msgspec.json.encode({"request": kept}) + b"\n"
    return msgspec.json.encode({"masked": True, "request": _masked(request, rules.key)}) + b"\n"


def _masked(request: Mapping[str, Any], key: bytes) -> dict[str, Any]:
    """The request with stand-ins, built from the keys that a case needs: no other key stays."""
    tracker = request["tracker"]
    sender = str(tracker.get("sender_id") or request.get("sender_id") or "default")
    pseudonym = hashlib.blake2b(sender.encode(), key=key, digest_size=8).hexdigest()
    events = [e for e in _sequence(tracker, "events") if isinstance(e, Mapping)]
    mask = ConversationMask(dict(_personal(request, sender, events)), pseudonym)
    asked = (
        {"next_action": SEARCH_ACTION}
        if "response" not in request
        else {
            "response": request["response"],
            "arguments": _masked_slots(_mapping(request, "arguments"), mask),
        }
    )
    return asked | {
        "tracker": {
            "sender_id": pseudonym,
            "slots": _masked_slots(_mapping(tracker, "slots"), mask),
            "latest_message": _masked_message(_mapping(tracker, "latest_message"), mask),
            "latest_input_channel": tracker.get("latest_input_channel"),
            "events": [kept for e in events[-_EVENTS:] if (kept := _masked_event(e, mask))],
        }
    }


def _personal(
    request: Mapping[str, Any], sender: str, events: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, Any]]:
    """Every value that a slot, an argument or an entity has or had: all may stand in the texts."""
    if sender != "default":
        yield "sender_id", sender
    for place in (_mapping(request["tracker"], "slots"), _mapping(request, "arguments")):
        yield from place.items()
    for number, event in enumerate(events):
        if event.get("event") == "slot":
            yield f"{event.get('name')}#{number}", event.get("value")
        parsed = _mapping(event, "parse_data")
        for index, entity in enumerate(_sequence(parsed, "entities")):
            if isinstance(entity, Mapping):
                yield f"{entity.get('entity')}#{number}.{index}", entity.get("value")


def _masked_event(event: Mapping[str, Any], mask: ConversationMask) -> dict[str, Any] | None:
    kind = event.get("event")
    if kind == "user":
        return {"event": kind, **_masked_message(event, mask)}
    if kind in ("bot", "agent"):
        told = _mapping(event, "metadata")
        known = ("utter_action", "rephrased")
        buttons = mask.value(_sequence(_mapping(event, "data"), "buttons"))
        return {
            "event": kind,
            "text": mask.value(event.get("text")),
            "data": {"buttons": buttons} if buttons else None,
            "metadata": {name: told[name] for name in known if name in told},
        }
    if kind == "slot":
        name = str(event.get("name"))
        return {"event": kind, "name": name, "value": mask.value(event.get("value"), name)}
    if kind == "action":
        return {"event": kind, "name": event.get("name")}
    return {"event": kind} if kind in _BARE_EVENTS else None


def _masked_message(message: Mapping[str, Any], mask: ConversationMask) -> dict[str, Any]:
    parsed = message.get("parse_data", message)
    intent = _mapping(parsed if isinstance(parsed, Mapping) else {}, "intent").get("name")
    return {"text": mask.value(message.get("text")), "parse_data": {"intent": {"name": intent}}}


def _masked_slots(slots: Mapping[str, Any], mask: ConversationMask) -> dict[str, Any]:
    return {name: mask.value(value, name) for name, value in slots.items()}


def _mapping(holder: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = holder.get(key)
    return value if isinstance(value, Mapping) else {}


def _sequence(holder: Mapping[str, Any], key: str) -> Sequence[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []
