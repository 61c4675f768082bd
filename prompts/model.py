"""The one seam to a language model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from prompts.budget import Budget

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat prompt."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """Everything that is sent to a model, so that it can serve as a cache key.

    `model_group` names an entry of `model_groups`; `temperature` is in 0–2; `max_tokens` bounds
    the completion; `purpose` is ``rephrase``, ``repair``, ``search``, ``rewrite``, ``summary`` or
    ``judge`` and labels metrics. None leaves a parameter to the model group's own settings.
    """

    messages: tuple[Message, ...]
    model_group: str
    purpose: str
    temperature: float | None = None
    max_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """What came back. Tokens and cost (US dollars) are 0 where the provider does not tell."""

    text: str
    model: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0
    cached: bool = False


class LanguageModel(Protocol):
    """Completes a request within a budget; raises ModelError and nothing else."""

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion: ...

    async def aclose(self) -> None: ...
