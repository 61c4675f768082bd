from __future__ import annotations

import asyncio

import pytest

from prompts.budget import Budget
from prompts.conversation import Conversation, Turn
from prompts.errors import ModelUnreachable
from prompts.rendering import PromptTemplate
from prompts.scripted_model import Script, ScriptedModel
from search.answering.answer import Answerer, SearchOptions
from search.answering.query_rewrite import rewrite_request, rewritten
from search.query import SearchQuery, build_query
from tests.search.answering.small_knowledge import FixedHits

TALK = Conversation(
    turns=(
        Turn("user", "How much is express delivery?"),
        Turn("bot", "9.90 euros."),
        Turn("user", "and standard?"),
    ),
    current_input="and standard?",
)
ALONE = Conversation(turns=(Turn("user", "Hello"),), current_input="Hello")
BUILT = build_query(TALK)


def rewrite(script: Script, talk: Conversation = TALK, seconds: float = 8.0) -> SearchQuery:
    budget = Budget.of(seconds)
    return asyncio.run(rewritten(BUILT, talk, ScriptedModel(script), "search", budget))


def test_the_model_words_the_query() -> None:
    assert rewrite('"How much is standard delivery?"').text == "How much is standard delivery?"


@pytest.mark.parametrize(
    "said", ["", "  ", "One.\nTwo.", "x" * 400, ModelUnreachable("no route")], ids=repr
)
def test_anything_but_one_line_leaves_the_built_query(said: Script) -> None:
    assert rewrite(said) is BUILT


def test_no_time_left_leaves_the_built_query() -> None:
    assert rewrite("How much?", seconds=0.0) is BUILT


def test_a_first_message_and_a_button_s_payload_cost_no_call() -> None:
    payload = Conversation(turns=TALK.turns, current_input='/ask{"route": "Mull"}')
    assert rewrite_request(ALONE, "search") is None
    assert rewrite_request(payload, "search") is None


@pytest.mark.parametrize("asked", [True, False])
def test_a_query_is_rewritten_only_where_the_setting_says_so(asked: bool) -> None:
    script = ["What does standard delivery cost?", "Standard delivery costs 4.90 euros [1]."]
    model = ScriptedModel(script if asked else script[1:])
    hits = FixedHits()
    options = SearchOptions(rewrite_query=asked)
    answerer = Answerer(hits, model, options, PromptTemplate.builtin("search"))
    answer = asyncio.run(answerer.answer(TALK, Budget.of(8.0)))
    assert answer.status == "answered"
    expected = ["rewrite", "search"] if asked else ["search"]
    assert [request.purpose for request in model.requests] == expected
    assert hits.queries == [SearchQuery.of(script[0]) if asked else BUILT]
