"""A Rasa project of a given size, and the action that rasa-sdk answers with."""

from __future__ import annotations

from pathlib import Path

_RESPONSE = """  utter_bench_{number}:
    - text: "Hello {{name}}, your order {{order}} is on its way. (Response {number})"
      buttons:
        - {{title: "Track it", payload: '/track{{{{"order":"{{order}}"}}}}'}}
        - {{title: "Thanks", payload: /thanks}}
    - text: "For our gold members, {{name}}: order {{order}} arrives tomorrow. ({number})"
      condition: [{{type: slot, name: tier, value: platinum}}]
"""
_ACTION = '''from rasa_sdk import Action


class Bench(Action):
    """The least an action can do: one message with one slot in it."""

    def name(self):
        return "action_bench"

    def run(self, dispatcher, tracker, domain):
        order = tracker.get_slot("order")
        dispatcher.utter_message(text=f"Hello, your order {order} is on its way.")
        return []
'''


def write_project(folder: Path, responses: int) -> Path:
    """Write domain.yml with `responses` responses, endpoints.yml and actions.py into `folder`."""
    entries = "".join(_RESPONSE.format(number=number) for number in range(responses))
    slots = "".join(f"  {name}: {{type: text}}\n" for name in ("name", "order", "tier"))
    domain = f"version: '3.1'\nslots:\n{slots}responses:\n{entries}"
    (folder / "domain.yml").write_text(domain, "utf-8")
    (folder / "endpoints.yml").write_text("nlg:\n  url: http://127.0.0.1:5056/nlg\n", "utf-8")
    (folder / "actions.py").write_text(_ACTION, "utf-8")
    return folder
