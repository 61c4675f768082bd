"""What is searched for: one text, or several weighted ones, from a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prompts.conversation import Conversation


@dataclass(frozen=True, slots=True)
class QueryPart:
    """A text to search for, and how much its scores count."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`text` is the query as a person would read it; its `parts` are searched and added up."""

    text: str
    parts: tuple[QueryPart, ...]

    @classmethod
    def of(cls, query: str | SearchQuery) -> SearchQuery:
        """The query itself, or a plain text as a query of one part."""
        if isinstance(query, SearchQuery):
            return query
        return cls(query, (QueryPart(query),))


def build_query(conversation: Conversation, *, max_messages: int = 2) -> SearchQuery:
    """The search query of a conversation, without a model call."""
    return SearchQuery.of(conversation.current_input.strip())
