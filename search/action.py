"""`action_trigger_search`, in the format of Rasa's action server."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Protocol

from prompts.budget import Budget
from prompts.conversation import Conversation
from search.answering.outcome import Answer, empty
from search.options import SearchOptions

_log = logging.getLogger("truephrase.search")

ActionResult = dict[str, list[dict[str, Any]]]


class AnswersConversations(Protocol):
    """What the action needs of `search.answering.answer.Answerer`."""

    @property
    def options(self) -> SearchOptions: ...

    async def answer(self, conversation: Conversation, budget: Budget) -> Answer: ...


async def run_search_action(
    answerer: AnswersConversations,
    conversation: Conversation,
    domain: Mapping[str, Any] | None,
    budget: Budget,
) -> ActionResult:
    """Answer, as ``{"events": [...], "responses": [...]}``; never raises an Exception.

    `domain` is the one of Rasa's request; None or empty where Rasa left it out: then no slot is
    set and texts are sent in place of responses.
    """
    answer = await answer_safely(answerer, conversation, budget)
    return action_result(answer, domain, answerer.options)


async def answer_safely(
    answerer: AnswersConversations, conversation: Conversation, budget: Budget
) -> Answer:
    """The answer, or a failed one; never raises an Exception."""
    try:
        return await answerer.answer(conversation, budget)
    except Exception:
        _log.exception("The search action failed; the user gets an apology")
        return empty("failed", "internal")


def action_result(
    answer: Answer, domain: Mapping[str, Any] | None, options: SearchOptions
) -> ActionResult:
    """The answer as an action server returns it."""
    return {
        "events": slot_events(answer, domain or {}),
        "responses": [response(answer, domain or {}, options)],
    }


def slot_events(answer: Answer, domain: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Slot events for those of search_status, search_sources, search_score the domain declares.

    Rasa drops the whole result of an action that sets a slot it does not know.
    """
    declared = domain.get("slots") or {}
    values = {
        "search_status": answer.status,
        "search_sources": list(dict.fromkeys(citation.source for citation in answer.citations)),
        "search_score": round(answer.score, 4),
    }
    return [
        {"event": "slot", "timestamp": None, "name": name, "value": value}
        for name, value in values.items()
        if name in declared
    ]


def response(answer: Answer, domain: Mapping[str, Any], options: SearchOptions) -> dict[str, Any]:
    """What Rasa sends to the user: the answer with its citations, or a response by name."""
    custom = {
        "search": {
            "status": answer.status,
            "reason": answer.reason,
            "score": round(answer.score, 4),
            "generation": answer.generation,
            "citations": [citation.as_json() for citation in answer.citations],
        }
    }
    if answer.status in ("answered", "extractive"):
        buttons = [dict(button) for button in options.follow_ups]
        return {"text": answer.text, "custom": custom, **({"buttons": buttons} if buttons else {})}
    if answer.status == "no_answer":
        name, text = options.no_answer_response, options.no_answer_text
    else:
        name, text = options.failure_response, options.failure_text
    if name and name in (domain.get("responses") or {}):
        return {"response": name}
    return {"text": text, "custom": custom}
