"""A Rasa project whose one rephrased response carries a fact that differs in each request."""

from __future__ import annotations

import json
from pathlib import Path

PATTERN = r"REF-\w+"
TEMPLATE = "Your table is booked. Your reference is {ref}."
ANSWER = "Good news: your table is booked, and your reference is {found}."

_DOMAIN = f"""version: "3.1"
slots:
  ref: {{type: text}}
responses:
  utter_booked:
    - text: "{TEMPLATE}"
      metadata: {{rephrase: true}}
  utter_plain:
    - text: "{TEMPLATE}"
      metadata: {{rephrase: false}}
"""


def write_project(
    folder: Path, api_base: str, *, budget: float, nlg: str = "", truephrase: str = ""
) -> Path:
    """Write domain.yml and endpoints.yml; `nlg` and `truephrase` are further lines of YAML."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "domain.yml").write_text(_DOMAIN, "utf-8")
    endpoints = f"""nlg:
  url: http://127.0.0.1:5056/nlg
  budget: {budget}
  llm: {{model_group: wording}}
{_indented(nlg)}
truephrase:
  cache_variants: 1
{_indented(truephrase)}
model_groups:
  - id: wording
    models:
      - {{provider: openai, model: fault-model, api_base: "{api_base}", api_key: sk-benchmark}}
"""
    (folder / "endpoints.yml").write_text(endpoints, "utf-8")
    return folder


def nlg_body(ref: str, response: str = "utter_booked", text: str = "Is it booked?") -> bytes:
    """A request of Rasa's for `response`, with `ref` in its slot and one user message."""
    message = {"event": "user", "timestamp": 1.0, "text": text, "parse_data": {"text": text}}
    document = {
        "response": response,
        "id": None,
        "arguments": {},
        "tracker": {
            "sender_id": "benchmark",
            "slots": {"ref": ref},
            "latest_message": {"text": text, "intent": {"name": "ask"}, "entities": []},
            "latest_input_channel": "rest",
            "events": [{"event": "action", "timestamp": 0.5, "name": "action_listen"}, message],
        },
        "channel": {"name": "collector"},
    }
    return json.dumps(document).encode()


def _indented(lines: str) -> str:
    return "\n".join(f"  {line}" for line in lines.splitlines())
