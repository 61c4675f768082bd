from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.conversation import Conversation, Turn
from prompts.transcript import conversation_from_tracker
from tests.goldens import golden, sample, sample_names

TRANSCRIPTS = golden("transcript")

# Rasa's folding for policies drops the user's turns in a form, keeps empty bot turns, names human
# agents, and shows raw payloads: a transcript for people does none of it.
OWN = {
    "form_repeat": [
        ("user", "start"),
        ("bot", "ask x"),
        ("user", "bad"),
        ("bot", "ask x again"),
        ("user", "good"),
        ("bot", "done"),
        ("user", "q"),
    ],
    "bot_without_text": [("user", "hi"), ("user", "q")],
    "agent_event": [("user", "hi"), ("bot", "b"), ("bot", "human agent here"), ("user", "q")],
    "intent_shortcut": [("user", "i"), ("bot", "hello"), ("user", "q")],
}


def user(text: Any, intent: str | None = None) -> dict[str, Any]:
    return {"event": "user", "text": text, "parse_data": {"intent": {"name": intent}}}


def bot(text: Any, *buttons: tuple[str, str]) -> dict[str, Any]:
    listed = [{"title": title, "payload": payload} for title, payload in buttons]
    return {"event": "bot", "text": text, "data": {"buttons": listed, "quick_replies": None}}


def action(name: str) -> dict[str, Any]:
    return {"event": "action", "name": name}


def fold(*events: Any) -> Conversation:
    return conversation_from_tracker({"sender_id": "s", "events": list(events)})


def spoken(conversation: Conversation) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in conversation.turns]


@pytest.mark.parametrize("name", sorted(TRANSCRIPTS))
def test_the_transcript_is_rasas_but_for_forms(name: str) -> None:
    case = TRANSCRIPTS[name]
    expected = OWN.get(name) or [(speaker, text) for speaker, text in case["transcript"]]
    assert spoken(fold(*case["events"])) == expected


@pytest.mark.parametrize("name", sample_names("nlg_") + sample_names("action_"))
def test_a_real_request_folds_without_raw_payloads(name: str) -> None:
    tracker = sample(name)["body"]["tracker"]
    conversation = conversation_from_tracker(tracker)
    assert conversation.slots == tracker["slots"]
    assert conversation.current_input
    assert not any(turn.text.startswith("/") for turn in conversation.turns)
    assert "{" not in conversation.current_input


def test_a_clicked_button_is_shown_by_its_title() -> None:
    conversation = fold(
        bot("Sure?", ("Yes, please", '/affirm{"a":"b"}')), user('/affirm{"a":"b"}', "affirm")
    )
    assert conversation.current_input == "Yes, please"
    assert conversation.turns[-1] == Turn("user", "Yes, please")


def test_a_button_clicked_later_is_still_shown_by_its_title() -> None:
    events = [bot("A", ("Menu", "/menu")), user("hm"), bot("B"), user("/menu", "menu")]
    assert fold(*events).current_input == "Menu"


def test_a_plain_payload_is_its_button_only_right_after_it() -> None:
    asked = bot("Which?", ("Small size", "s"))
    assert fold(asked, user("s")).current_input == "Small size"
    assert fold(asked, user("no"), bot("x"), user("s")).current_input == "s"


@pytest.mark.parametrize(
    ("text", "intent", "shown"),
    [
        ('/greet{"name":"Ann"}', "greet", "greet"),
        ('/greet{"name":"Ann"}', None, "greet"),
        ("/faq/price", None, "faq/price"),
        ("/SetSlots(x=1)", None, "SetSlots"),
        ("EXTERNAL: wake_up", None, "wake_up"),
        ("/", None, ""),
        ("a/b", None, "a/b"),
    ],
)
def test_a_payload_without_button_is_shown_by_its_intent(
    text: str, intent: str | None, shown: str
) -> None:
    assert fold(user(text, intent)).current_input == shown


def test_the_current_input_survives_the_rewind_of_a_fallback() -> None:
    conversation = fold(
        action("action_listen"),
        user("hi"),
        bot("hello"),
        action("action_listen"),
        user("gibberish"),
        action("action_default_fallback"),
        bot("sorry"),
        {"event": "rewind"},
    )
    assert conversation.current_input == "gibberish"
    assert spoken(conversation) == [("user", "hi"), ("bot", "hello")]


def test_a_new_session_starts_with_no_input() -> None:
    conversation = fold(user("old"), {"event": "session_started"}, action("action_listen"))
    assert conversation.current_input == ""
    assert conversation.turns == ()


def test_without_events_the_latest_message_is_the_current_input() -> None:
    tracker = {"latest_message": {"text": '/greet{"a":1}', "intent": {"name": "greet"}}}
    assert conversation_from_tracker(tracker).current_input == "greet"


def test_unknown_events_change_nothing() -> None:
    known = [user("hi"), bot("hello")]
    unknown: list[Any] = [{"event": "routing"}, {"event": None}, {}, None, 5, "x", [user("no")]]
    assert fold(*known, *unknown) == fold(*known)


def test_channel_and_sender_come_from_the_tracker() -> None:
    conversation = conversation_from_tracker({"sender_id": "u1", "latest_input_channel": "rest"})
    assert (conversation.sender_id, conversation.input_channel) == ("u1", "rest")


def test_folding_takes_linear_time() -> None:
    def seconds(turns: int) -> float:
        events = [e for _ in range(turns) for e in (action("a"), user("u"), bot("b"))]
        events += [{"event": "rewind"}] * (turns // 2)
        start = time.perf_counter()
        fold(*events)
        return time.perf_counter() - start

    few = min(seconds(1_000) for _ in range(5))
    many = min(seconds(16_000) for _ in range(3))
    assert many < 16 * few * 4


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
KINDS = st.sampled_from(
    ["user", "bot", "agent", "action", "undo", "rewind", "restart", "session_started", "slot", "x"]
)
BUTTONS = st.lists(ANY | st.fixed_dictionaries({"title": ANY, "payload": ANY}), max_size=2)
EVENTS = ANY | st.fixed_dictionaries(
    {"event": KINDS | ANY, "text": ANY},
    optional={
        "parse_data": ANY | st.fixed_dictionaries({"intent": ANY}),
        "data": ANY | st.fixed_dictionaries({"buttons": ANY | BUTTONS}),
    },
)


@given(st.lists(EVENTS, max_size=12) | ANY, ANY, ANY)
def test_any_tracker_folds(events: Any, slots: Any, latest: Any) -> None:
    conversation = conversation_from_tracker(
        {"events": events, "slots": slots, "latest_message": latest, "sender_id": slots}
    )
    assert isinstance(conversation.current_input, str)
    assert isinstance(conversation.sender_id, str)
    assert all(turn.text.strip() for turn in conversation.turns)
