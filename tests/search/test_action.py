from __future__ import annotations

import asyncio
from typing import Any

import pytest

from prompts.budget import Budget
from prompts.errors import IndexMissing
from search.action import run_search_action
from tests.search.answering.small_knowledge import FixedHits, answerer, asking

DOMAIN: dict[str, Any] = {
    "slots": {"search_status": {"type": "any"}, "search_sources": {"type": "list"}},
    "responses": {"utter_no_relevant_answer_found": [{"text": "No idea."}]},
}
REPLY = "Express delivery costs 9.90 euros."


def run(who: Any, domain: Any = DOMAIN) -> Any:
    return asyncio.run(run_search_action(who, asking(), domain, Budget.of(5.0)))


def test_slots_are_set_only_where_the_domain_declares_them() -> None:
    events = run(answerer(REPLY))["events"]
    assert {event["name"]: event["value"] for event in events} == {
        "search_status": "answered",
        "search_sources": ["manual/delivery.md"],
    }


def test_the_citations_travel_as_data() -> None:
    (message,) = run(answerer(REPLY))["responses"]
    (citation,) = message["custom"]["search"]["citations"]
    assert citation["source"] == "manual/delivery.md"
    assert citation["end"] - citation["start"] == len(citation["quote"])


@pytest.mark.parametrize("domain", [None, {}, {"slots": None, "responses": None}])
def test_without_a_domain_texts_are_sent_and_no_slot_is_set(domain: Any) -> None:
    result = run(answerer("[NO_RELEVANT_ANSWER_FOUND]"), domain)
    assert result["events"] == []
    assert "documents" in result["responses"][0]["text"]


def test_no_answer_is_a_response_by_name_where_the_domain_has_it() -> None:
    result = run(answerer("[NO_RELEVANT_ANSWER_FOUND]"))
    assert result["responses"] == [{"response": "utter_no_relevant_answer_found"}]


def test_a_failed_search_is_an_apology() -> None:
    (message,) = run(answerer(REPLY, FixedHits(IndexMissing("none"))))["responses"]
    assert message["text"].startswith("I'm sorry")
    assert message["custom"]["search"]["status"] == "failed"


def test_whatever_is_raised_the_user_gets_an_apology() -> None:
    class Raising:
        options = answerer(REPLY).options

        async def answer(self, *args: Any) -> Any:
            raise ValueError("bug")

    (message,) = run(Raising())["responses"]
    assert message["text"]


def test_follow_up_buttons_are_sent_with_an_answer() -> None:
    button = {"title": "Talk to a person", "payload": "/human"}
    (message,) = run(answerer(REPLY, follow_ups=(button,)))["responses"]
    assert message["buttons"] == [button]


def test_no_text_holds_a_blank_line_at_which_rasa_would_cut_it() -> None:
    reply = "Express delivery costs 9.90 euros.\n\n- Standard delivery costs 4.90 euros."
    (message,) = run(answerer(reply))["responses"]
    assert "\n\n" not in message["text"]
    assert "\n- Standard" in message["text"]
