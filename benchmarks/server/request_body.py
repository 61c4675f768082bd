"""A request as a long conversation makes it, valid for `/nlg` and for `/webhook` alike."""

from __future__ import annotations

import json
from typing import Any

EVENTS = 200
BYTES = 50_000

_TEXTS = (
    "hello, I would like to know where my order is",
    "the number is 4711 and it was sent last week",
    "thanks, and what does it cost to send it back?",
)


def request_body(response: str, action: str, *, events: int = EVENTS, size: int = BYTES) -> bytes:
    """One JSON body with the keys of both endpoints, so that both servers read the same bytes.

    The tracker has `events` events in the proportions of a real session (a user message, slots,
    an action, a bot message, a listen); what is missing to `size` bytes is put where real NLU
    pipelines put it, in the intent rankings of the user's messages.
    """
    tracker: dict[str, Any] = {
        "sender_id": "bench",
        "slots": {"name": "Ann", "order": "4711", "tier": "gold", "requested_slot": None},
        "latest_message": _parse_data(0),
        "latest_event_time": 1_795_206_889.8,
        "followup_action": None,
        "paused": False,
        "events": [_event(index) for index in range(events)],
        "latest_input_channel": "rest",
        "active_loop": {},
        "latest_action": {"action_name": "action_listen"},
        "latest_action_name": "action_listen",
    }
    body: dict[str, Any] = {
        "response": response,
        "id": None,
        "arguments": {},
        "channel": {"name": "collector"},
        "next_action": action,
        "sender_id": "bench",
        "version": "3.6.21",
        "domain": {"responses": {}},
        "tracker": tracker,
    }
    users = [event for event in tracker["events"] if event["event"] == "user"]
    ranked = 0
    while (missing := size - len(json.dumps(body))) > 0:
        ranking = users[ranked % len(users)]["parse_data"]["intent_ranking"]
        intent = {"name": f"intent_{ranked}", "confidence": 0.0123}
        ranking.append(intent if missing > len(json.dumps(intent)) else {"name": "i"})
        ranked += 1
    return json.dumps(body).encode()


def _event(index: int) -> dict[str, Any]:
    turn, step = divmod(index, 5)
    common = {"timestamp": 1_795_206_000.5 + index, "metadata": {"model_id": "c82c1d0cf3924ab5"}}
    if step == 0:
        return {
            "event": "user",
            "text": _TEXTS[turn % len(_TEXTS)],
            "parse_data": _parse_data(turn),
            "input_channel": "rest",
            "message_id": f"{turn:032x}",
            **common,
        }
    if step == 1:
        return {"event": "slot", "name": "order", "value": "4711", **common}
    if step == 3:
        data = dict.fromkeys(
            ("elements", "quick_replies", "buttons", "attachment", "image", "custom")
        )
        return {"event": "bot", "text": "Your order 4711 is on its way.", "data": data, **common}
    name = "utter_order" if step == 2 else "action_listen"
    return {"event": "action", "name": name, "policy": "RulePolicy", "confidence": 1.0, **common}


def _parse_data(turn: int) -> dict[str, Any]:
    text = _TEXTS[turn % len(_TEXTS)]
    return {
        "intent": {"name": "ask_order", "confidence": 0.98},
        "entities": [],
        "text": text,
        "message_id": f"{turn:032x}",
        "metadata": {},
        "intent_ranking": [],
    }
