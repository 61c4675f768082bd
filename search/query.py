"""What is searched for: one text, or several weighted ones, from a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.answering.leaning import leans

if TYPE_CHECKING:
    from prompts.conversation import Conversation

CONTEXT_WORDS = 60  # of one earlier message; an embedder reads a few hundred tokens at most


@dataclass(frozen=True, slots=True)
class QueryPart:
    """A text to search for, and how much its scores count against those of the other parts."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What to search for.

    `text` is the query as a person would read it. `parts` are searched together and their scores
    added up: the message itself and, where there is one, the same message after what came before
    it. `leans` says that the message by its words depends on what came before; how much the
    second part counts is then decided when both are embedded (`search.ranking.context_weight`).
    """

    text: str
    parts: tuple[QueryPart, ...]
    leans: bool = False

    @classmethod
    def of(cls, query: str | SearchQuery) -> SearchQuery:
        """The query itself, or a plain text as a query of one part."""
        if isinstance(query, SearchQuery):
            return query
        return cls(query, (QueryPart(query),))


def build_query(conversation: Conversation, *, max_messages: int = 2) -> SearchQuery:
    """The search query of a conversation, without a model call.

    Only what the user wrote is searched for: no reply of the bot, and no `/intent{...}` payload of
    a button; where the current input is one, the message before it counts.

    Args:
        max_messages: how many of the user's messages may matter, the current one included.
    """
    told = [turn for turn in conversation.turns if turn.speaker == "user" and not turn.payload]
    messages = [turn.text for turn in told]
    current = "" if conversation.payload else conversation.current_input
    if current and messages[-1:] != [current]:
        messages.append(current)
    messages = [" ".join(message.split()) for message in messages]
    messages = [message for message in messages if message and not message.startswith("/")]
    if not messages:
        return SearchQuery.of("")
    last = messages[-1]
    before = [_ending(message) for message in messages[-max(max_messages, 1) : -1]]
    if not before:
        return SearchQuery.of(last)
    in_context = QueryPart(" ".join([*before, last]))
    return SearchQuery(last, (QueryPart(last), in_context), leans=leans(last))


def _ending(message: str) -> str:
    return " ".join(message.split()[-CONTEXT_WORDS:])
