"""Plays Rasa's part: keeps a tracker, and asks both endpoints over HTTP as Rasa does."""

from __future__ import annotations

from typing import Any

import httpx


class RasaSide:
    """One conversation. Events grow as Rasa's tracker grows; requests carry the whole of it."""

    def __init__(self, url: str, slots: dict[str, Any], timeout: float = 60.0) -> None:
        self.slots = slots
        self.events: list[dict[str, Any]] = [{"event": "session_started"}]
        self._client = httpx.Client(base_url=url, timeout=timeout, trust_env=False)

    def hear(self, text: str, slots: dict[str, Any]) -> None:
        """The user says something, and the NLU fills slots from it."""
        self.events.append({"event": "user", "text": text, "parse_data": {}})
        for name, value in slots.items():
            self.slots[name] = value
            self.events.append({"event": "slot", "name": name, "value": value})

    def say(self, response: str) -> dict[str, Any]:
        """Ask ``POST /nlg`` for a response and take it into the tracker."""
        body = {
            "response": response,
            "id": None,
            "arguments": {},
            "tracker": self._tracker(),
            "channel": {"name": "collector"},
        }
        reply: dict[str, Any] = self._post("/nlg", body)
        self.events.append({"event": "bot", "text": reply.get("text"), "data": {}})
        return reply

    def search(self) -> dict[str, Any]:
        """Ask ``POST /webhook`` to run action_trigger_search and take its events and texts."""
        body = {
            "next_action": "action_trigger_search",
            "sender_id": "demo",
            "tracker": self._tracker(),
            "domain": {"slots": {"search_status": {}, "search_score": {}}, "responses": {}},
        }
        result: dict[str, Any] = self._post("/webhook", body)
        for message in result["responses"]:
            self.events.append({"event": "bot", "text": message.get("text"), "data": {}})
        return result

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _tracker(self) -> dict[str, Any]:
        return {
            "sender_id": "demo",
            "slots": self.slots,
            "latest_input_channel": "rest",
            "events": self.events,
        }

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        answer = self._client.post(path, json=body)
        answer.raise_for_status()
        return answer.json()
