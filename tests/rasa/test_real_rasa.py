from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.rasa.assistant import Assistant
from tests.rasa.script import FREE, GREETING, INVENTED, LEAD, REWORDED_GREETING

pytestmark = pytest.mark.rasa

USERS, TURNS = 12, 84
FAULTS = ("ok", "server_error", "half_json", "empty_choices", "rate_limited", "hostile_text")
MESSAGES = (
    "hello",
    "how much is the crossing",
    "thank you very much",
    "are you a bot",
    "is my booking HL4K7Q confirmed",
    "are dogs allowed on the ferry?",
    "bye",
)


@pytest.fixture(autouse=True)
def well_behaved_model(assistant: Assistant) -> Iterator[None]:
    assistant.model.program()
    yield
    assistant.model.program()


def metadata(assistant: Assistant, sender: str) -> dict[str, Any]:
    """What Truephrase left in the last bot event."""
    events = assistant.tracker(sender)["events"]
    found: dict[str, Any] = [event for event in events if event["event"] == "bot"][-1]["metadata"]
    return found


def greeting(assistant: Assistant, sender: str) -> str:
    """The first greeting; asked again while the model client still loads behind the server."""
    for attempt in range(60):
        (text,) = assistant.texts("hello", f"{sender}-{attempt}")
        if metadata(assistant, f"{sender}-{attempt}").get("rephrase_reason") != "model_not_ready":
            break
        time.sleep(1)
    return text


def test_a_greeting_is_reworded_by_the_model(assistant: Assistant) -> None:
    assert greeting(assistant, "greeter") == REWORDED_GREETING
    assert any(GREETING in prompt for prompt in assistant.prompts())


def test_what_was_decided_is_kept_in_the_tracker(assistant: Assistant) -> None:
    greeting(assistant, "kept")
    assistant.texts("hello", "kept")
    kept = metadata(assistant, "kept")
    assert kept["rephrased"] is True
    assert kept["utter_action"] == "utter_greet"


def test_a_changed_price_does_not_go_out(assistant: Assistant) -> None:
    greeting(assistant, "price")
    (text,) = assistant.texts("how much is the crossing", "payer")
    assert text == (
        "The crossing costs £34.50 for a car with driver, and £6.20 for each further adult."
    )
    assert metadata(assistant, "payer")["rephrased"] is False


def test_a_response_that_is_not_to_be_reworded_is_the_template(assistant: Assistant) -> None:
    asked = assistant.model.count
    assert assistant.texts("are you a bot", "doubter") == [
        "I am the virtual assistant of Harbourline Ferries, not a person."
    ]
    assert assistant.model.count == asked


def test_a_form_is_filled_by_a_clicked_button_and_a_typed_answer(assistant: Assistant) -> None:
    greeting(assistant, "form")
    (question,) = assistant.say("when does the ferry leave", "sailor")
    assert [button["title"] for button in question["buttons"]] == [
        "Oban to Lismore",
        "Oban to Mull",
    ]
    payload = question["buttons"][0]["payload"]
    assert payload == '/ask_departure{"route": "Oban to Lismore"}'
    (day,) = assistant.texts(payload, "sailor")
    assert "Oban to Lismore" in day
    clicked = "<last_user_message>\nOban to Lismore\n"
    (prompt,) = [prompt for prompt in assistant.prompts() if clicked in prompt]
    assert "/ask_departure" not in prompt
    (departure,) = assistant.texts("next Tuesday", "sailor")
    for fact in ("Oban to Lismore", "next Tuesday", "07:45", "MV Skua", "30 minutes"):
        assert fact in departure


def search_events(assistant: Assistant, sender: str) -> list[dict[str, Any]]:
    """What Truephrase sent as data with each search answer."""
    events = assistant.tracker(sender)["events"]
    found = [(event.get("data") or {}).get("custom") for event in events if event["event"] == "bot"]
    return [custom["search"] for custom in found if custom and "search" in custom]


def test_an_answer_from_the_documents_is_verified_and_cited(assistant: Assistant) -> None:
    greeting(assistant, "owner")
    text = "\n".join(assistant.texts("can I bring my dog on the ferry", "owner"))
    assert text == f"{FREE}. [1] {LEAD}. [1]\nSources:\n[1] travel/pets.md, Pets"
    assert INVENTED not in text
    (answer,) = search_events(assistant, "owner")
    assert (answer["status"], answer["reason"]) == ("answered", "grounded")
    for citation in answer["citations"]:
        document = (assistant.folder / "docs" / citation["source"]).read_text("utf-8")
        assert document[citation["start"] : citation["end"]] == citation["quote"]
    slots = assistant.tracker("owner")["slots"]
    assert (slots["search_status"], slots["search_sources"]) == ("answered", ["travel/pets.md"])


@pytest.mark.parametrize(
    ("message", "intent"),
    [("what is the capital of Peru", "out_of_scope"), ("zxcv qwrt plmk", "nlu_fallback")],
)
def test_where_the_documents_do_not_answer_a_rule_offers_a_person(
    assistant: Assistant, message: str, intent: str
) -> None:
    sender = f"lost-{intent}"
    assistant.texts("hello", sender)
    refusal, offer = assistant.say(message, sender)
    assert refusal["text"].startswith("I cannot find an answer to that in our travel guide.")
    assert [button["payload"] for button in offer["buttons"]] == ["/affirm", "/deny"]
    tracker = assistant.tracker(sender)
    assert tracker["latest_message"]["intent"]["name"] == intent
    assert tracker["slots"]["search_status"] == "no_answer"


def test_a_story_goes_on_after_a_search_that_found_nothing(assistant: Assistant) -> None:
    assistant.texts("hello", "caller")
    assistant.texts("tell me a joke", "caller")
    assert assistant.texts("/affirm", "caller") == [
        "I have told our service desk. Someone will join this chat within 5 minutes."
    ]


def test_a_restart_empties_the_conversation_that_the_model_sees(assistant: Assistant) -> None:
    greeting(assistant, "restart")
    assistant.texts("is my booking HL4K7Q confirmed", "starter")
    assistant.say("/restart", "starter")
    thanks = "Thank YOU very much"
    assert assistant.texts(thanks, "starter")
    prompts = [prompt for prompt in assistant.prompts() if thanks in prompt]
    assert prompts
    assert not any("HL4K7Q" in prompt for prompt in prompts)


@pytest.mark.parametrize("faults", [False, True], ids=["a good model", "a failing model"])
def test_twelve_users_at_once_are_never_met_with_silence(
    assistant: Assistant, faults: bool
) -> None:
    if faults:
        assistant.model.program(then=lambda number: FAULTS[number % len(FAULTS)])

    def converse(user: int) -> list[str]:
        choice = random.Random(user)
        asked = [choice.choice(MESSAGES) for _ in range(TURNS)]
        return [text for text in asked if not assistant.say(text, f"crowd-{faults}-{user}")]

    with ThreadPoolExecutor(USERS) as pool:
        silent = [text for texts in pool.map(converse, range(USERS)) for text in texts]
    assert silent == []
