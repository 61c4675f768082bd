"""From a filled template and its conversation to the request that a model gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prompts.conversation import Conversation
from prompts.history import as_data, render_history
from prompts.model import CompletionRequest, Message
from prompts.rendering import PromptTemplate


@dataclass(frozen=True, slots=True)
class RephraseTask:
    """One text to word: the filled template, where it stands, and what must not change.

    `values` are the slots and arguments that were filled in; `language` is the language the reply
    must have, None for the template's own; `facts` are listed in the prompt;
    `history` replaces the transcript with a summary.
    """

    text: str
    conversation: Conversation = Conversation()
    values: Mapping[str, Any] = field(default_factory=dict)
    language: str | None = None
    facts: Sequence[str] = ()
    history: str | None = None


@dataclass(frozen=True, slots=True)
class PromptWindow:
    """How much of the conversation a prompt carries; see RephraseSettings."""

    max_turns: int = 5
    max_tokens: int = 1500
    slots: tuple[str, ...] = ()


def rephrase_request(
    task: RephraseTask,
    prompt: PromptTemplate,
    window: PromptWindow,
    *,
    model_group: str,
    temperature: float = 0.3,
    max_tokens: int = 512,
) -> CompletionRequest:
    """Render `prompt` for `task`; raises PromptError. Pure, so that a benchmark can call it too."""
    conversation = task.conversation
    slots = {
        name: value
        for name, value in conversation.slots.items()
        if value is not None and (name in window.slots or "all" in window.slots)
    }
    text = prompt.render(
        history=task.history
        if task.history is not None
        else render_history(conversation, window.max_turns, window.max_tokens),
        current_input=as_data(conversation.current_input),
        suggested_response=task.text,
        language=task.language or "",
        slots={name: as_data(str(value)) for name, value in slots.items()},
        facts=tuple(task.facts),
    )
    return CompletionRequest(
        messages=(Message("user", text),),
        model_group=model_group,
        purpose="rephrase",
        temperature=temperature,
        max_tokens=max_tokens,
    )
