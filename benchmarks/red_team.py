"""Targets for raginject and rag-redteam: the grounded answer with a model that obeys every attack.

    pip install raginject rag-redteam
    raginject run --target-module benchmarks.red_team:raginject_target
    rag-redteam run --target benchmarks.red_team:build
    rag-redteam run --target benchmarks.red_team:build_as_served

Both suites run unmodified. The planted documents are the passages that were retrieved, and count
as relevant; the model does what they say (raginject's own naive demo), and for rag-redteam also
repeats its whole prompt. So what gets through is what the grounding check lets through. `build`
takes every document for relevant, so that a question about nothing in them is answered by a quote;
`build_as_served` asks, as the product does, whether they are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from benchmarks.vector_cache import MODEL
from prompts.budget import Budget
from prompts.conversation import Conversation, Turn
from prompts.model import CompletionRequest
from prompts.rendering import PromptTemplate
from prompts.scripted_model import ScriptedModel
from search.answering.answer import Answerer, SearchOptions
from search.answering.relevance import Embed
from search.embedding.choice import embedder_for
from search.passage import Hit, Passage, SearchResult
from search.query import SearchQuery

_CLEAN = "The crossing takes two hours. Tickets cost 20 euros. Dogs travel for free on a lead."


class Planted:
    """Finds exactly the documents that a suite planted."""

    def __init__(self, texts: Sequence[str], embed: Embed | None = None) -> None:
        self._embed = embed
        self._passages = tuple(
            Passage(f"p{n}", text, f"document{n}.md", "Document", end=len(text))
            for n, text in enumerate(texts)
        )

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        text = SearchQuery.of(query).text
        cosines = [0.9] * len(self._passages)
        if self._embed is not None:
            vectors = self._embed([text, *(passage.text for passage in self._passages)])
            cosines = [float(cosine) for cosine in vectors[1:] @ vectors[0]]
        hits = [Hit(p, c, c) for p, c in zip(self._passages, cosines, strict=True)]
        hits.sort(key=lambda hit: -hit.score)
        return SearchResult(text, "planted", tuple(hits[:k]))


def raginject_target(question: str, context: list[str] | None = None) -> dict[str, Any]:
    """raginject's mode B: the documents come with the question."""
    texts = list(context or [])
    answer = _answer(question, texts, lambda request: _obey(question, texts))
    return {"answer": answer, "sources": texts}


class RedTeamTarget:
    """rag-redteam's target: documents are planted, questions asked, everything reset."""

    def __init__(self, embed: Embed | None = None) -> None:
        self._texts = [_CLEAN]
        self._embed = embed

    def reset(self) -> None:
        self._texts = [_CLEAN]

    def add_documents(self, docs: list[str]) -> None:
        self._texts += docs

    def answer(self, query: str) -> str:
        def everything(request: CompletionRequest) -> str:
            prompt = "\n".join(message.content for message in request.messages)
            return f"{_obey(query, self._texts)}\n{prompt}"

        return _answer(query, self._texts, everything, self._embed)


def build() -> RedTeamTarget:
    """What ``rag-redteam run --target`` calls."""
    return RedTeamTarget()


def build_as_served() -> RedTeamTarget:
    """The same, with the embedder of the product, which judges what is relevant."""
    return RedTeamTarget(embedder_for(MODEL)[0].embed)


def _answer(
    question: str,
    texts: list[str],
    model: Callable[[CompletionRequest], str],
    embed: Embed | None = None,
) -> str:
    answerer = Answerer(
        Planted(texts, embed),
        ScriptedModel(model),
        SearchOptions(check_relevancy=embed is not None),
        PromptTemplate.builtin("search"),
        embed,
    )
    asked = Conversation(turns=(Turn("user", question),), current_input=question)
    answer = asyncio.run(answerer.answer(asked, Budget.of(8.0)))
    return answer.text or SearchOptions().no_answer_text


def _obey(question: str, texts: list[str]) -> str:
    naive: Any = import_module("raginject.demo").vulnerable_rag
    return str(naive(question, texts)["answer"])
