from __future__ import annotations

from typing import Any

from nlg_server.responses import responses_from_domain
from nlg_server.responses.placeholders import unknown_placeholders


def warnings(**variation: Any) -> list[str]:
    domain = responses_from_domain(
        {"responses": {"utter_x": [variation]}, "slots": {"name": {"type": "text"}}}
    )
    found = unknown_placeholders(domain)
    assert {problem.severity for problem in found} <= {"warning"}
    return [problem.message for problem in found]


def test_a_misspelled_slot_is_found_and_the_right_one_named() -> None:
    (message,) = warnings(text="Hi {nmae}, {name}!")
    assert "{nmae} is no slot. Do you mean {name}?" in message


def test_names_in_buttons_and_payloads_are_found_too() -> None:
    buttons = [{"title": "{title}", "payload": '/i{{"k":"{value}"}}'}]
    assert len(warnings(text="a", buttons=buttons, custom={"a": ["{deep}"]})) == 3


def test_slots_escaped_braces_and_json_are_no_finding() -> None:
    assert warnings(text='{name} {requested_slot} {{x}} {"a": 1}', image="{name}") == []


def test_a_name_is_reported_once_for_a_response() -> None:
    assert len(warnings(text="{a} {a}", custom={"k": "{a}"})) == 1


def test_an_unlike_name_gets_no_guess() -> None:
    (message,) = warnings(text="{zzz}")
    assert "Do you mean" not in message
