"""The grounded answer: query, retrieve, relevant?, prompt, complete, verify."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import Literal

from prompts.budget import Budget, Clock
from prompts.conversation import Conversation
from prompts.errors import KnowledgeBaseError, ModelError, PromptError
from prompts.model import LanguageModel
from search.citations import Citation
from search.cited_text import cite_sentences, context, with_citations
from search.extractive import extract
from search.grounding.evidence import read_evidence
from search.grounding.verdict import Verdict, Verification
from search.grounding.verify import verify
from search.options import LEVELS, SearchOptions
from search.passage import Hit, Passage, Retriever, SearchResult
from search.query import build_query
from search.relevance import assess
from search.search_prompt import NO_ANSWER_TOKEN, Prompt, build_request
from search.still_answers import still_answers

__all__ = ["Answer", "Answerer", "SearchOptions", "Status"]

Status = Literal["answered", "extractive", "no_answer", "failed"]

# Seconds kept back of the budget, so that verification and the reply still fit in it.
_RESERVE = 0.05


@dataclass(frozen=True, slots=True)
class Trace:
    """What a developer wants to see of one answer and a user never does."""

    query: str = ""
    hits: tuple[Hit, ...] = ()
    prompt: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and why it is what it is.

    `text` is empty unless `status` is answered or extractive. `score` is the support score of the
    weakest sentence (answered) or the match of the quote (extractive), 0-1. `reason` is
    ``grounded``, ``quoted`` or what stopped the better outcome: ``not_relevant``,
    ``model_abstained``, ``not_grounded``, ``no_query``, ``knowledge_base``, ``prompt`` or a
    ModelError's reason. `timings` are seconds by step.
    """

    status: Status
    text: str
    citations: tuple[Citation, ...]
    score: float
    reason: str
    generation: str
    sentences: tuple[Verdict, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)
    trace: Trace = field(default_factory=Trace, repr=False)


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers a conversation's last question from retrieved passages.

    `model` None answers extractively. `now` gives the time that the prompt shows.
    """

    retriever: Retriever
    model: LanguageModel | None
    options: SearchOptions
    prompt: Prompt
    clock: Clock = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(timezone.utc)

    async def answer(self, conversation: Conversation, budget: Budget) -> Answer:
        """Answer within the budget; every failure is an Answer, never an exception."""
        started = self.clock()
        timings: dict[str, float] = {}
        query = build_query(conversation, max_messages=self.options.max_messages_in_query)
        if not query.text:
            return _empty("no_answer", "no_query")
        try:
            result = await self.retriever.search(query, k=self.options.k, slots=conversation.slots)
        except KnowledgeBaseError:
            return _empty("failed", "knowledge_base")
        timings["retrieve"] = self.clock() - started
        relevance = assess(query.text, result.hits, self.options.threshold)
        if not relevance.relevant:
            answer = replace(
                _empty("no_answer", "not_relevant"),
                score=relevance.score,
                generation=result.generation,
            )
        else:
            answer = await self._answer_from(query.text, conversation, result, budget, timings)
        timings["total"] = self.clock() - started
        trace = replace(answer.trace, query=query.text, hits=result.hits)
        return replace(answer, timings=timings, trace=trace)

    async def _answer_from(
        self,
        question: str,
        conversation: Conversation,
        result: SearchResult,
        budget: Budget,
        timings: dict[str, float],
    ) -> Answer:
        if not self.options.use_generative_llm or self.model is None:
            return self._extractive(question, result, "quoted")
        passages = tuple(hit.passage for hit in result.hits)
        try:
            request, window = build_request(
                self.prompt, conversation, passages, self.options, self.now()
            )
            asked = self.clock()
            left = Budget(budget.deadline - _RESERVE, budget.clock)
            completion = await self.model.complete(request, left)
        except PromptError:
            return self._extractive(question, result, "prompt")
        except ModelError as error:
            return self._extractive(question, result, error.reason)
        timings["model"] = self.clock() - asked
        verified_at = self.clock()
        answer = self._grounded(question, completion.text, window.passages, result)
        timings["verify"] = self.clock() - verified_at
        trace = Trace(prompt=request.messages[0].content, reply=completion.text)
        return replace(answer, trace=trace)

    def _grounded(
        self, question: str, reply: str, passages: tuple[Passage, ...], result: SearchResult
    ) -> Answer:
        abstained = replace(_empty("no_answer", "model_abstained"), generation=result.generation)
        if NO_ANSWER_TOKEN in reply:
            return abstained
        evidence = [read_evidence(passage.text, context(passage)) for passage in passages]
        verification = verify(reply, evidence, floor=LEVELS[self.options.grounding_level])
        if self.options.grounding != "enforce":
            return self._observed(verification, passages, result)
        if verification.abstained:
            return replace(abstained, sentences=verification.verdicts)
        if not still_answers(question, verification):
            answer = self._extractive(question, result, "not_grounded")
            return replace(answer, sentences=verification.verdicts)
        citations = cite_sentences(verification, passages)
        return Answer(
            "answered",
            with_citations(verification, citations, self.options),
            tuple(citations.values()),
            verification.score,
            "grounded",
            result.generation,
            verification.verdicts,
        )

    def _observed(
        self, verification: Verification, passages: tuple[Passage, ...], result: SearchResult
    ) -> Answer:
        """The reply as it came, links that stand in no passage excepted; judged but not cut."""
        off = self.options.grounding == "off"
        verdicts = tuple(
            replace(verdict, supported=verdict.reason != "unknown_link")
            for verdict in verification.verdicts
        )
        shown = replace(verification, verdicts=verdicts)
        citations = {} if off else cite_sentences(verification, passages)
        return Answer(
            "answered" if shown.kept else "no_answer",
            with_citations(shown, citations, self.options),
            tuple(citations.values()),
            verification.score,
            "unchecked" if off else "observed",
            result.generation,
            () if off else verification.verdicts,
        )

    def _extractive(self, question: str, result: SearchResult, reason: str) -> Answer:
        found = extract(question, result.hits)
        if found is None:
            return replace(_empty("no_answer", reason), generation=result.generation)
        return Answer(
            "extractive", found.text, found.citations, found.score, reason, result.generation
        )


def _empty(status: Status, reason: str) -> Answer:
    return Answer(status, "", (), 0.0, reason, "")
