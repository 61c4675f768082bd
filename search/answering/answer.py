"""The grounded answer: query, retrieve, relevant?, prompt, complete, verify."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone

from prompts.budget import Budget, Clock
from prompts.conversation import Conversation
from prompts.errors import DeadlineExceeded, KnowledgeBaseError, ModelError, PromptError
from prompts.hard_stop import hard_stop
from prompts.model import LanguageModel
from search.answering.answer_judge import AnswerJudge, Statement, Veto, veto_of
from search.answering.answer_language import user_language
from search.answering.cited_text import (
    cite_sentences,
    quoted_with_citation,
    with_citations,
)
from search.answering.extractive import extract
from search.answering.outcome import Answer, Status, Trace, empty
from search.answering.passage_evidence import evidence_of
from search.answering.query_rewrite import rewritten
from search.answering.relevance import NEIGHBOURS, Embed, Relevance, assess
from search.answering.search_prompt import NO_ANSWER_TOKEN, Prompt, build_request
from search.answering.still_answers import still_answers
from search.answering.stopwatch import Stopwatch
from search.grounding.verdict import Verification
from search.grounding.verify import verify
from search.options import LEVELS, SearchOptions
from search.passage import Passage, Retriever, SearchResult
from search.query import SearchQuery, build_query

__all__ = ["Answer", "Answerer", "SearchOptions", "Status"]

_log = logging.getLogger("truephrase.search")

# Seconds kept back of the budget, so that verification and the reply still fit in it.
_RESERVE = 0.05


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, its language, and its cosines to the sentences that were compared with it."""

    question: str
    language: str | None
    likeness: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers a conversation's last question from retrieved passages.

    `model` None answers extractively. `embed` sharpens the judgement of relevance; it runs in a
    thread. `judge` may veto an answer that was accepted. `now` gives the time that the prompt
    shows.
    """

    retriever: Retriever
    model: LanguageModel | None
    options: SearchOptions
    prompt: Prompt
    embed: Embed | None = None
    judge: AnswerJudge | None = None
    clock: Clock = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(timezone.utc)

    async def answer(self, conversation: Conversation, budget: Budget) -> Answer:
        """Answer within the budget; every failure is an Answer, never an exception."""
        steps = Stopwatch(self.clock)
        query = build_query(conversation, max_messages=self.options.max_messages_in_query)
        if not query.text:
            return empty("no_answer", "no_query")
        if self.options.rewrite_query and self.model is not None:
            group = self.options.model_group
            query = await rewritten(query, conversation, self.model, group, budget)
            steps.lap("rewrite")
        depth = max(self.options.k, NEIGHBOURS)
        try:
            found = self.retriever.search(query, k=depth, slots=conversation.slots)
            result = await hard_stop(found, budget.require(_RESERVE))
        except KnowledgeBaseError as error:
            _log.error("The knowledge base does not answer: %s", error)
            return empty("failed", "knowledge_base")
        except DeadlineExceeded:
            return empty("failed", "deadline")
        except Exception:
            _log.exception("The search failed; the user is told to try again later")
            return empty("failed", "internal")
        hits = tuple(hit for hit in result.hits if hit.score >= self.options.threshold)
        result = replace(result, hits=hits)
        steps.lap("retrieve")
        relevance = await self._relevance(query, result, budget)
        steps.lap("relevance")
        if relevance.relevant:
            language = user_language(query.text, conversation.slots)
            asked = Asked(query.text, language, relevance.likeness)
            answer = await self._answer_from(asked, conversation, result, budget, steps)
        else:
            answer = replace(empty("no_answer", "not_relevant"), score=relevance.score)
        searched = "\n".join(part.text for part in query.parts)
        trace = replace(answer.trace, query=searched, hits=result.hits, relevance=relevance.score)
        return replace(answer, generation=result.generation, timings=steps.seconds(), trace=trace)

    async def _relevance(
        self, query: SearchQuery, result: SearchResult, budget: Budget
    ) -> Relevance:
        questions = list(dict.fromkeys((query.text, *(part.text for part in query.parts))))
        threshold = self.options.relevance_threshold
        if threshold is None and not self.options.check_relevancy:
            threshold = 0.0
        if self.embed is not None:
            judged = asyncio.to_thread(assess, questions, result.hits, threshold, self.embed)
            try:
                return await hard_stop(judged, budget.remaining() / 2)
            except Exception:
                _log.exception("Sentences could not be embedded; relevance is judged without them")
        return assess(questions, result.hits, threshold)

    async def _answer_from(
        self,
        asked: Asked,
        conversation: Conversation,
        result: SearchResult,
        budget: Budget,
        steps: Stopwatch,
    ) -> Answer:
        if not self.options.use_generative_llm or self.model is None:
            return self._extractive(asked, result, "quoted")
        trace = Trace()
        try:
            passages = tuple(hit.passage for hit in result.hits[: self.options.k])
            request, window = build_request(
                self.prompt, conversation, passages, self.options, self.now()
            )
            trace = Trace(prompt=request.messages[0].content)
            steps.lap("prompt")
            left = Budget(budget.deadline - _RESERVE, budget.clock)
            completion = await self.model.complete(request, left)
            steps.lap("model")
            trace = replace(trace, reply=completion.text)
            answer = self._grounded(asked, completion.text, window.passages, result)
            steps.lap("verify")
            veto = await self._veto(asked.question, answer, window.passages, left)
            steps.lap("judge")
            if veto is not None:
                trace = replace(trace, note=veto.note)
                sentences = answer.sentences
                answer = replace(self._extractive(asked, result, veto.reason), sentences=sentences)
        except PromptError as error:
            _log.error("The search prompt cannot be rendered: %s", error)
            answer = self._extractive(asked, result, "prompt")
        except ModelError as error:
            answer = self._extractive(asked, result, error.reason)
        except Exception:
            _log.exception("The answer failed; the best passage is quoted in its place")
            answer = self._extractive(asked, result, "internal")
        return replace(answer, trace=trace)

    async def _veto(
        self, question: str, answer: Answer, passages: tuple[Passage, ...], budget: Budget
    ) -> Veto | None:
        """What the judge has against an answer whose every sentence was accepted."""
        if self.judge is None or answer.reason != "grounded":
            return None
        statements = [
            Statement(verdict.text, passages[verdict.support.passage].text)
            for verdict in answer.sentences
            if verdict.supported and verdict.support is not None
        ]
        return await veto_of(self.judge, question, statements, budget)

    def _grounded(
        self, asked: Asked, reply: str, passages: tuple[Passage, ...], result: SearchResult
    ) -> Answer:
        abstained = empty("no_answer", "model_abstained")
        if NO_ANSWER_TOKEN in reply:
            return abstained
        evidence = [evidence_of(passage) for passage in passages]
        verification = verify(reply, evidence, floor=LEVELS[self.options.grounding_level])
        if self.options.grounding != "enforce":
            return self._observed(asked, verification, passages, result)
        if verification.abstained:
            return replace(abstained, sentences=verification.verdicts)
        if not still_answers(asked.question, verification):
            reason = "other_language" if verification.foreign else "not_grounded"
            answer = self._extractive(asked, result, reason)
            return replace(answer, sentences=verification.verdicts)
        citations = cite_sentences(verification, passages)
        return Answer(
            "answered",
            with_citations(verification, citations, self.options, asked.language),
            tuple(citations.values()),
            verification.score,
            "grounded",
            result.generation,
            verification.verdicts,
        )

    def _observed(
        self,
        asked: Asked,
        verification: Verification,
        passages: tuple[Passage, ...],
        result: SearchResult,
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
            with_citations(shown, citations, self.options, asked.language),
            tuple(citations.values()),
            verification.score,
            "unchecked" if off else "observed",
            result.generation,
            () if off else verification.verdicts,
        )

    def _extractive(self, asked: Asked, result: SearchResult, reason: str) -> Answer:
        found = extract(asked.question, result.hits[: self.options.k], asked.likeness)
        if found is None:
            return empty("no_answer", reason)
        text = quoted_with_citation(found, self.options, asked.language)
        return Answer("extractive", text, found.citations, found.score, reason, result.generation)
