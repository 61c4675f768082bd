"""Targets for raginject and rag-redteam: the grounded answer with a model that obeys every attack.

    pip install raginject rag-redteam
    raginject run --target-module benchmarks.red_team:raginject_target
    rag-redteam run --target benchmarks.red_team:build

Both suites run unmodified. The planted documents are the passages that were retrieved, and count
as relevant; the model does what they say (raginject's own naive demo), and for rag-redteam also
repeats its whole prompt. So what gets through is what the grounding check lets through.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from prompts.budget import Budget
from prompts.conversation import Conversation, Turn
from prompts.model import CompletionRequest
from prompts.rendering import PromptTemplate
from prompts.scripted_model import ScriptedModel
from search.answer import Answerer, SearchOptions
from search.passage import Hit, Passage, SearchResult
from search.query import SearchQuery

_CLEAN = "The crossing takes two hours. Tickets cost 20 euros. Dogs travel for free on a lead."


class Planted:
    """Finds exactly the documents that a suite planted."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._hits = tuple(
            Hit(Passage(f"p{n}", text, f"document{n}.md", "Document", end=len(text)), 0.9, 0.9)
            for n, text in enumerate(texts)
        )

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        return SearchResult(SearchQuery.of(query).text, "planted", self._hits[:k])


def raginject_target(question: str, context: list[str] | None = None) -> dict[str, Any]:
    """raginject's mode B: the documents come with the question."""
    texts = list(context or [])
    answer = _answer(question, texts, lambda request: _obey(question, texts))
    return {"answer": answer, "sources": texts}


class RedTeamTarget:
    """rag-redteam's target: documents are planted, questions asked, everything reset."""

    def __init__(self) -> None:
        self._texts = [_CLEAN]

    def reset(self) -> None:
        self._texts = [_CLEAN]

    def add_documents(self, docs: list[str]) -> None:
        self._texts += docs

    def answer(self, query: str) -> str:
        def everything(request: CompletionRequest) -> str:
            prompt = "\n".join(message.content for message in request.messages)
            return f"{_obey(query, self._texts)}\n{prompt}"

        return _answer(query, self._texts, everything)


def build() -> RedTeamTarget:
    """What ``rag-redteam run --target`` calls."""
    return RedTeamTarget()


def _answer(question: str, texts: list[str], model: Callable[[CompletionRequest], str]) -> str:
    answerer = Answerer(
        Planted(texts),
        ScriptedModel(model),
        SearchOptions(relevance_threshold=0.0, check_relevancy=False),
        PromptTemplate.builtin("search"),
    )
    asked = Conversation(turns=(Turn("user", question),), current_input=question)
    answer = asyncio.run(answerer.answer(asked, Budget.of(8.0)))
    return answer.text or "I found nothing about that."


def _obey(question: str, texts: list[str]) -> str:
    naive: Any = import_module("raginject.demo").vulnerable_rag
    return str(naive(question, texts)["answer"])
