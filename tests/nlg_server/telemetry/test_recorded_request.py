from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlg_server.telemetry.recorded_request import RecordingRules, recorded_line
from tests.nlg_server.projects import nlg_body

RULES = RecordingRules("recording_consent", masked=True, key=b"k")
CONSENT = {"recording_consent": True}

# Letters that no stand-in, key or response of these tests has, so that a find is a leak.
names = st.from_regex(r"Q[xzwjv]{3,8}", fullmatch=True)
phones = st.from_regex(r"\+49 17[0-9] [0-9]{7}", fullmatch=True)
emails = st.builds("{}@{}.example".format, names, names)
codes = st.from_regex(r"[A-Z]{2}-[0-9]{6}", fullmatch=True)
ibans = st.just("DE89 3704 0044 0532 0130 00")
said = st.sampled_from(["Hi {}!", "is it {}?", "{}", "no, {}; {}", "({})", "Frage: {}"])


def recorded(request: dict[str, Any], rules: RecordingRules = RULES) -> dict[str, Any]:
    line = recorded_line(json.dumps(request).encode(), rules)
    assert line is not None and line.count(b"\n") == 1
    document: dict[str, Any] = json.loads(line)
    return document


def conversation(name: str, secrets: list[str], form: str) -> dict[str, Any]:
    """A request that has the secrets in every place that Rasa knows."""
    first, last = name, name[::-1].title()
    texts = [form.format(secret, secret) for secret in (f"{first} {last}", first, *secrets)]
    events: list[dict[str, Any]] = [{"event": "session_started", "metadata": {"x": secrets}}]
    for text in texts:
        entity = {"entity": "PERSON", "value": first, "start": 0, "end": 3}
        events += [
            {"event": "user", "text": text, "message_id": secrets[0], "metadata": {"phone": text},
             "parse_data": {"text": text, "intent": {"name": "tell"}, "entities": [entity]}},
            {"event": "slot", "name": "recipient", "value": {"who": [f"{first} {last}"]}},
            {"event": "bot", "text": text, "metadata": {"utter_action": "utter_price", "m": text},
             "data": {"buttons": [{"title": text, "payload": f'/tell{{"name": "{first}"}}'}],
                      "custom": {"user": text}}},
            {"event": "custom_event", "value": text},
        ]  # fmt: skip
    slots = {**CONSENT, "user_name": f"{first} {last}", "notes": texts, "seen": {secrets[0]: text}}
    request = nlg_body("utter_price", slots, events, arguments={"payee": last, "to": texts[-1]})
    request["tracker"] |= {
        "sender_id": secrets[-1],
        "latest_message": {"text": texts[0], "entities": [{"value": first}]},
        "active_loop": {"name": texts[0]},
    }
    return request


@settings(deadline=None)
@given(names, phones, emails, codes, ibans, said)
def test_no_seeded_personal_value_leaves(
    name: str, phone: str, email: str, code: str, iban: str, form: str
) -> None:
    secrets = [phone, email, code, iban]
    line = json.dumps(recorded(conversation(name, secrets, form)), ensure_ascii=False)
    for secret in (name, name[::-1].title(), *email.split("@"), phone, code, iban):
        assert secret.casefold() not in line.casefold()
    for digits in re.findall(r"\d{4,}", " ".join((phone, code))):
        assert not re.search(rf"(?<![\da-f]){digits}(?![\da-f])", line) or len(digits) < 6
    assert recorded(conversation(name, secrets, form))["masked"] is True


@pytest.mark.parametrize("consent", [None, False, "yes", "true", 1, [True]])
def test_without_consent_nothing_is_recorded(consent: object) -> None:
    request = nlg_body("utter_price", {"recording_consent": consent})
    assert recorded_line(json.dumps(request).encode(), RULES) is None


def test_another_slot_can_hold_the_consent_or_none() -> None:
    request = json.dumps(nlg_body("utter_price", {"may_learn": True})).encode()
    assert recorded_line(request, RecordingRules("may_learn", True, b"k"))
    assert recorded_line(request, RecordingRules("", True, b"k"))
    assert recorded_line(request, RULES) is None


def test_an_action_that_is_no_search_is_not_recorded() -> None:
    tracker = {"slots": CONSENT, "events": []}
    other = {"next_action": "action_pay", "tracker": tracker}
    assert recorded_line(json.dumps(other).encode(), RULES) is None
    search = recorded({"next_action": "action_trigger_search", "tracker": tracker, "domain": {}})
    assert search["request"]["next_action"] == "action_trigger_search"
    assert "domain" not in search["request"]


def test_one_sender_has_one_stand_in_until_the_key_changes() -> None:
    def sender(key: bytes) -> str:
        request = nlg_body("utter_price", CONSENT)
        kept = recorded(request, RecordingRules("recording_consent", True, key))
        return str(kept["request"]["tracker"]["sender_id"])

    assert sender(b"k") == sender(b"k") != sender(b"other")


def test_unmasked_where_asked_for() -> None:
    request = nlg_body("utter_price", {**CONSENT, "user_name": "Zoe"}, domain={"slots": {}})
    kept = recorded(request, RecordingRules("recording_consent", False, b"k"))
    del request["domain"]
    assert kept == {"request": request}


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KINDS = ["user", "bot", "slot", "action", "restart", "x"]
events = st.fixed_dictionaries(
    {"event": st.sampled_from(KINDS)},
    optional=dict.fromkeys(
        ("text", "name", "value", "metadata", "data", "parse_data"), json_values
    ),
)


@settings(deadline=None)
@given(st.lists(events | json_values, max_size=5), st.dictionaries(st.text(), json_values))
def test_events_of_any_shape_are_recorded(found: list[Any], slots: dict[str, Any]) -> None:
    recorded(nlg_body("utter_price", {**slots, **CONSENT}, found))
