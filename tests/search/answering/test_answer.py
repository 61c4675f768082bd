from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from prompts.budget import Budget
from prompts.conversation import Conversation, Turn
from prompts.errors import IndexMissing, RateLimited
from prompts.scripted_model import ScriptedModel
from search.answering.answer import Answer, Answerer
from search.answering.citations import refound
from search.answering.relevance import Vectors
from search.answering.search_prompt import NO_ANSWER_TOKEN
from search.passage import Hit, Passage
from tests.search.answering.small_knowledge import PASSAGE, TEXT, FixedHits, answerer, asking


def ask(who: Answerer, question: str | None = None, seconds: float = 5.0) -> Answer:
    conversation = asking() if question is None else asking(question)
    return asyncio.run(who.answer(conversation, Budget.of(seconds)))


def test_a_supported_answer_goes_out_with_its_citation() -> None:
    answer = ask(answerer("Express delivery costs 9.90 euros [1]."))
    assert answer.status == "answered"
    assert answer.text == (
        "Express delivery costs 9.90 euros. [1]\nSources:\n[1] manual/delivery.md, Delivery"
    )
    assert answer.generation == "gen-1"
    assert all(refound(citation, {"p1": PASSAGE}) for citation in answer.citations)


def test_an_unsupported_sentence_is_cut_and_the_rest_stays() -> None:
    answer = ask(answerer("Express delivery costs 9.90 euros. We love you so much, dear friend."))
    assert answer.status == "answered"
    assert "love" not in answer.text
    assert [verdict.supported for verdict in answer.sentences] == [True, False]


def test_an_answer_whose_only_number_was_false_is_replaced_by_a_quote() -> None:
    answer = ask(answerer("Express delivery costs 1.90 euros. It arrives the next day."))
    assert (answer.status, answer.reason) == ("extractive", "not_grounded")
    assert "9.90" in answer.text
    assert "1.90 " not in answer.text


@pytest.mark.parametrize("reply", [NO_ANSWER_TOKEN, "I'm sorry, the documents do not mention it."])
def test_a_model_that_abstains_is_believed(reply: str) -> None:
    answer = ask(answerer(reply))
    assert (answer.status, answer.reason, answer.text) == ("no_answer", "model_abstained", "")


def test_nothing_relevant_means_the_model_is_not_asked() -> None:
    model = ScriptedModel("Paris.")
    far = FixedHits((Hit(PASSAGE, 0.05, 0.05),))
    who = answerer(None, far)
    who = Answerer(far, model, who.options, who.prompt)
    answer = ask(who, "What is the capital of France?")
    assert (answer.status, answer.reason) == ("no_answer", "not_relevant")
    assert model.requests == []


def test_check_relevancy_false_asks_the_model_whatever_the_hits() -> None:
    far = FixedHits((Hit(PASSAGE, 0.05, 0.05),))
    answer = ask(
        answerer("Express delivery costs 9.90 euros.", far, check_relevancy=False), "And express?"
    )
    assert answer.status == "answered"


def test_passages_below_the_similarity_threshold_do_not_count() -> None:
    assert ask(answerer("Express delivery costs 9.90 euros.", threshold=0.9)).status == "no_answer"


def test_a_model_that_fails_is_replaced_by_a_quote() -> None:
    answer = ask(answerer(RateLimited("too many")))
    assert (answer.status, answer.reason) == ("extractive", "rate_limited")
    assert answer.citations[0].quote in TEXT


def test_without_a_model_the_documents_are_quoted() -> None:
    answer = ask(answerer(None))
    assert (answer.status, answer.reason) == ("extractive", "quoted")
    assert answer.text.startswith("Express delivery costs 9.90 euros and arrives the next day.")


@pytest.mark.parametrize(
    ("failure", "reason"),
    [(IndexMissing("none yet"), "knowledge_base"), (ZeroDivisionError("bug"), "internal")],
)
def test_a_failing_search_is_an_answer_too(failure: Exception, reason: str) -> None:
    answer = ask(answerer("x", FixedHits(failure)))
    assert (answer.status, answer.reason) == ("failed", reason)


def test_a_search_that_hangs_ends_with_the_budget() -> None:
    class Hanging(FixedHits):
        async def search(self, *args: Any, **kwargs: Any) -> Any:
            await asyncio.sleep(60)

    answer = ask(answerer("x", Hanging()), seconds=0.1)
    assert (answer.status, answer.reason) == ("failed", "deadline")


def test_an_empty_message_searches_for_nothing() -> None:
    retriever = FixedHits()
    assert ask(answerer("x", retriever), "/restart").reason == "no_query"
    assert retriever.queries == []


def test_a_prompt_that_cannot_be_rendered_is_answered_with_a_quote() -> None:
    class Broken:
        def render(self, **variables: Any) -> str:
            raise ZeroDivisionError

    whole = answerer("x")
    answer = ask(Answerer(whole.retriever, whole.model, whole.options, Broken()))
    assert (answer.status, answer.reason) == ("extractive", "internal")


def test_observe_judges_but_cuts_only_links_that_stand_in_no_passage() -> None:
    reply = "We love you so much, dear friend. See https://evil.com now."
    answer = ask(answerer(reply, grounding="observe"))
    assert answer.text == "We love you so much, dear friend."
    assert [verdict.reason for verdict in answer.sentences] == ["unsupported", "unknown_link"]


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("inline", "Express delivery costs 9.90 euros. (manual/delivery.md, Delivery)"),
        ("none", "Express delivery costs 9.90 euros."),
    ],
)
def test_the_citation_style_can_be_chosen(style: str, text: str) -> None:
    answer = ask(answerer("Express delivery costs 9.90 euros [1].", citation_style=style))
    assert answer.text == text
    assert len(answer.citations) == 1


def test_an_embedder_sharpens_relevance_and_may_fail() -> None:
    def embed(texts: Sequence[str]) -> Vectors:
        raise RuntimeError("no memory")

    plain = answerer("Express delivery costs 9.90 euros.")
    who = Answerer(plain.retriever, plain.model, plain.options, plain.prompt, embed=embed)
    assert ask(who).status == "answered"
    far = Answerer(
        plain.retriever,
        plain.model,
        plain.options,
        plain.prompt,
        embed=lambda texts: np.eye(len(texts)),
    )
    assert ask(far).trace.relevance < ask(plain).trace.relevance


def test_only_k_passages_are_shown_to_the_model() -> None:
    hits = tuple(Hit(Passage(str(n), f"{TEXT} {n}.", f"{n}.md"), 0.8, 0.8) for n in range(10))
    answer = ask(answerer("x", FixedHits(hits), k=2))
    assert answer.trace.prompt.count("</document>") == 2


def test_the_trace_has_every_text_that_was_searched() -> None:
    turns = (Turn("user", "How much is express delivery?"), Turn("user", "and for students?"))
    conversation = Conversation(turns=turns, current_input="and for students?")
    answer = asyncio.run(answerer("x").answer(conversation, Budget.of(5.0)))
    assert answer.trace.query.splitlines() == [
        "and for students?",
        "How much is express delivery? and for students?",
    ]
