"""Runs a search case through the server's own answerer, on the passages that the case brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.metered_model import calls_made
from benchmarks.prompt_bench.outcome import Finding, Outcome
from benchmarks.prompt_bench.pace import patient_budget
from benchmarks.prompt_bench.variant import Variant
from benchmarks.prompt_bench.verification import verified
from prompts.model import LanguageModel
from prompts.rendering import PromptTemplate
from search.answering.answer import Answer, Answerer
from search.grounding.verdict import Verdict
from search.options import SearchOptions
from search.passage import Hit, Passage, SearchResult
from search.query import SearchQuery

# Prompts show the date. A fixed one keeps requests, and so recordings, the same every day.
PROMPT_DATE = datetime(2026, 1, 1, 12, 0, tzinfo=timezone.utc)
_ORDINARY = ("not_relevant", "model_abstained", "not_grounded", "no_query", "quoted", "grounded")


class GivenPassages:
    """A retriever that finds the passages of one case, in the order given."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = tuple(passages)

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        hits = tuple(Hit(passage, score=1.0) for passage in self._passages[:k])
        return SearchResult(SearchQuery.of(query).text, "case", hits)


class SearchRunner:
    """Answers the cases of one variant."""

    def __init__(self, variant: Variant, model: LanguageModel | None, options: SearchOptions):
        self._variant, self._model = variant, model
        self._options = replace(
            options, temperature=variant.temperature, max_tokens=variant.max_tokens
        )
        self._prompt = variant.prompt or PromptTemplate.builtin("search")

    async def run(self, case: Case, seconds: float) -> Outcome:
        """The outcome of one case, whatever happens, within `seconds`."""
        if self._variant.model.kind == "answers":
            return self._recorded(case)
        options = replace(self._options, k=max(1, len(case.passages)))
        model = None if self._variant.model.kind == "template" else self._model
        answerer = Answerer(
            GivenPassages(case.passages), model, options, self._prompt, now=lambda: PROMPT_DATE
        )
        with calls_made() as calls:
            answer = await answerer.answer(case.conversation, patient_budget(seconds))
        failed = model is not None and answer.reason not in _ORDINARY
        told = next((call.error for call in calls if call.error), None) or answer.reason
        return Outcome(
            case=case.id,
            variant=self._variant.name,
            text=answer.text or options.no_answer_text,
            candidate=answer.trace.reply or None,
            accepted=answer.status == "answered",
            reason=answer.reason,
            findings=_findings(answer.sentences),
            calls=tuple(calls),
            error=told if failed else None,
            citations=_cited(answer),
        )

    def _recorded(self, case: Case) -> Outcome:
        reply = case.answers.get(self._variant.model.answer)
        if reply is None:
            return Outcome(case.id, self._variant.name, "", None, False, "cassette_miss")
        answer = self._variant.model.answer
        if not case.passages or not self._variant.model.settings.get("check", True):
            return Outcome(
                case.id, self._variant.name, reply, reply, True, "unchecked", answer=answer
            )
        found = verified(reply, case.passages, self._options.grounding_level)
        supports = [verdict.support for verdict in found.kept if verdict.support]
        return Outcome(
            case=case.id,
            variant=self._variant.name,
            text=" ".join(verdict.text for verdict in found.kept) or self._options.no_answer_text,
            candidate=reply,
            accepted=bool(found.kept),
            reason=_reason(found.kept, found.abstained),
            findings=_findings(found.verdicts),
            citations=tuple(dict.fromkeys(case.passages[s.passage].id for s in supports)),
            answer=answer,
        )


def _reason(kept: Sequence[Verdict], abstained: bool) -> str:
    return "grounded" if kept else "model_abstained" if abstained else "not_grounded"


def _findings(verdicts: Sequence[Verdict]) -> tuple[Finding, ...]:
    return tuple(
        Finding(verdict.reason, "sentence", verdict.detail, reply_span=(verdict.start, verdict.end))
        for verdict in verdicts
    )


def _cited(answer: Answer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.passage_id for citation in answer.citations))
