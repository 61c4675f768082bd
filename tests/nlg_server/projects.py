"""Small Rasa projects on disk, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DOMAIN = """
slots:
  name: {type: text, mappings: [{type: custom}]}
  search_status: {type: text, mappings: [{type: custom}]}
responses:
  utter_greet:
    - text: "Hi {name}!"
  utter_price:
    - text: "The ticket costs $12.50 for {name}."
      metadata: {rephrase: true}
      buttons: [{title: "Buy", payload: "/buy"}]
      custom: {sku: "A-1"}
  utter_quiet:
    - text: "This one stays as it is."
      rephrase: false
  utter_rest:
    - {text: "on rest", channel: rest}
    - {text: "elsewhere", channel: slack}
  utter_own_prompt:
    - text: "Closed on Sunday."
      metadata:
        rephrase: true
        rephrase_prompt: "Say like a pirate: {{ suggested_response }} / {{ current_input }}"
  utter_picture:
    - custom: {only: payload}
      rephrase: true
"""


def write_project(folder: Path, endpoints: str = "", domain: str = DOMAIN) -> Path:
    """A project in `folder` with the given files; returns the folder."""
    (folder / "domain.yml").write_text(domain, "utf-8")
    if endpoints:
        (folder / "endpoints.yml").write_text(endpoints, "utf-8")
    return folder


def nlg_body(
    response: str,
    slots: dict[str, Any] | None = None,
    events: list[dict[str, Any]] | None = None,
    **extra: Any,
) -> dict[str, Any]:
    """A request as Rasa sends it."""
    return {
        "response": response,
        "id": None,
        "arguments": {},
        "tracker": {
            "sender_id": "u1",
            "slots": slots or {},
            "events": events or [],
            "latest_input_channel": "rest",
        },
        "channel": {"name": "collector"},
        **extra,
    }
