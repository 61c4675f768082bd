"""Folds the events of a Rasa tracker into a conversation that a prompt can show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from prompts.conversation import Conversation, Speaker, Turn

_Item = tuple[str, str, bool]
"""A kind of event (user, bot or action), its text, and whether that names a payload."""

_INTENT = re.compile(r"/([^\s{(@]+)")
_EXTERNAL = "EXTERNAL: "
_CLICKABLE = ("buttons", "quick_replies")


def conversation_from_tracker(tracker: Mapping[str, Any]) -> Conversation:
    """The conversation in a tracker as Rasa sends it to its NLG and action servers.

    A restart or a new session empties the transcript, an undo takes the last action back, a
    rewind the last user message with everything after it. Forms are not folded away, as Rasa
    does for its policies. Clicked buttons show their title, other ``/intent{...}`` messages the
    intent's name. Events of unknown type or wrong shape are passed over: nothing is raised.

    >>> conversation_from_tracker({"events": [{"event": "user", "text": "hi"}]}).turns
    (Turn(speaker='user', text='hi', payload=False),)
    """
    events = tracker.get("events")
    fold = _Fold()
    for event in events if isinstance(events, Sequence) else ():
        if isinstance(event, Mapping):
            fold.apply(event)
    slots = tracker.get("slots")
    channel = tracker.get("latest_input_channel")
    current_input, payload = _current_input(fold, tracker)
    return Conversation(
        sender_id=str(tracker.get("sender_id") or "default"),
        turns=tuple(_turns(fold.items)),
        slots=slots if isinstance(slots, Mapping) else {},
        current_input=current_input,
        input_channel=channel if isinstance(channel, str) else None,
        payload=payload,
    )


class _Fold:
    def __init__(self) -> None:
        self.items: list[_Item] = []
        self.current_input: str | None = None
        self.payload = False
        self._titles: dict[str, str] = {}
        self._latest_titles: dict[str, str] = {}

    def apply(self, event: Mapping[str, Any]) -> None:
        kind = event.get("event")
        if kind == "user":
            self.current_input, self.payload = self.shown(event)
            self.items.append(("user", self.current_input, self.payload))
            self._latest_titles = {}
        elif kind == "bot" or kind == "agent":
            self._remember_buttons(event.get("data"))
            text = event.get("text")
            self.items.append(("bot", text if isinstance(text, str) else "", False))
        elif kind == "action":
            self.items.append(("action", "", False))
        elif kind == "rewind":
            self._drop_to("user")
            self._drop_to("action")
        elif kind == "undo":
            self._drop_to("action")
        elif kind == "restart" or kind == "session_started":
            self.items.clear()
            self.current_input, self.payload = "", False

    def shown(self, event: Mapping[str, Any]) -> tuple[str, bool]:
        """What the user said, as a person would read it, and whether that names a payload."""
        text = event.get("text")
        if not isinstance(text, str):
            return "", False
        typed = text.strip()
        title = self._latest_titles.get(typed)
        if title is None and not typed.startswith(("/", _EXTERNAL)):
            return text, False
        title = title or self._titles.get(typed)
        return (title, False) if title else (_intent_name(event, typed), True)

    def _drop_to(self, kind: str) -> None:
        while self.items and self.items.pop()[0] != kind:
            pass

    def _remember_buttons(self, data: Any) -> None:
        if not isinstance(data, Mapping):
            return
        for key in _CLICKABLE:
            buttons = data.get(key)
            if not isinstance(buttons, list):
                continue
            for button in buttons:
                if isinstance(button, Mapping):
                    title, payload = button.get("title"), button.get("payload")
                    if isinstance(title, str) and title and isinstance(payload, str):
                        self._titles[payload.strip()] = title
                        self._latest_titles[payload.strip()] = title


def _intent_name(event: Mapping[str, Any], typed: str) -> str:
    parse_data = event.get("parse_data", event)
    intent = parse_data.get("intent") if isinstance(parse_data, Mapping) else None
    name = intent.get("name") if isinstance(intent, Mapping) else None
    if isinstance(name, str) and name:
        return name
    if typed.startswith(_EXTERNAL):
        return typed.removeprefix(_EXTERNAL)
    named = _INTENT.match(typed)
    return named[1] if named else ""


def _turns(items: Iterable[_Item]) -> Iterable[Turn]:
    for kind, text, payload in items:
        if kind != "action" and text.strip():
            speaker: Speaker = "user" if kind == "user" else "bot"
            yield Turn(speaker, text, payload)


def _current_input(fold: _Fold, tracker: Mapping[str, Any]) -> tuple[str, bool]:
    """The last user event's text; the tracker's latest message where it has no user event."""
    if fold.current_input is not None:
        return fold.current_input, fold.payload
    latest = tracker.get("latest_message")
    return fold.shown(latest) if isinstance(latest, Mapping) else ("", False)
