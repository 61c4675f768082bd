"""A small knowledge base without an index, for tests of answering."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prompts.conversation import Conversation, Turn
from prompts.rendering import PromptTemplate
from prompts.scripted_model import Script, ScriptedModel
from search.answering.answer import Answerer, SearchOptions
from search.passage import Hit, Passage, SearchResult
from search.query import SearchQuery

TEXT = (
    "Standard delivery costs 4.90 euros and takes 3 to 5 working days. Express delivery costs 9.90"
    " euros and arrives the next day. You cannot return opened software."
)
PASSAGE = Passage("p1", TEXT, "manual/delivery.md", "Delivery", ("Delivery",), start=7)
HITS = (Hit(PASSAGE, 0.8, 0.8),)
QUESTION = "How much is express delivery?"


class FixedHits:
    """Finds what it is given, or raises it."""

    def __init__(self, found: tuple[Hit, ...] | Exception = HITS) -> None:
        self.found = found
        self.queries: list[SearchQuery] = []

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        self.queries.append(SearchQuery.of(query))
        if isinstance(self.found, Exception):
            raise self.found
        return SearchResult(SearchQuery.of(query).text, "gen-1", self.found[:k])


def asking(question: str = QUESTION, **slots: Any) -> Conversation:
    """A conversation whose last message is `question`."""
    return Conversation(turns=(Turn("user", question),), slots=slots, current_input=question)


def answerer(script: Script | None, retriever: Any = None, **options: Any) -> Answerer:
    """An Answerer whose model follows `script`; None is no model."""
    model = None if script is None else ScriptedModel(script)
    prompt = PromptTemplate.builtin("search")
    return Answerer(retriever or FixedHits(), model, SearchOptions(**options), prompt)
