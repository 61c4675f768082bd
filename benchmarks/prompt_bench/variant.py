"""A variant: one prompt with one model, and the settings they are tried with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from prompts.rendering import PromptTemplate

ModelKind = Literal["litellm", "recorded", "script", "template", "answers"]


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """How to reach a model.

    `kind` is ``litellm`` (`settings` is an entry of a `model_groups` list), ``recorded`` (a
    cassette), ``script`` (a Python function of the request), ``template`` (no rephrasing: the
    baseline) or ``answers`` (replies recorded in the cases, under this name).
    """

    name: str
    kind: ModelKind
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def answer(self) -> str:
        """The name under which the cases hold this model's replies."""
        return str(self.settings.get("answers", self.name))

    @property
    def needs_prompt(self) -> bool:
        """Whether a prompt has any effect."""
        return self.kind not in ("template", "answers")


@dataclass(frozen=True, slots=True)
class Variant:
    """One column of the matrix."""

    name: str
    model: ModelSpec
    prompt: PromptTemplate | None
    prompt_name: str = ""
    temperature: float = 0.3
    max_tokens: int = 512

    @property
    def digest(self) -> str:
        """First 12 hex digits of the SHA-256 over prompt, model and settings."""
        parts = (
            self.prompt.digest if self.prompt else "",
            self.model.name,
            self.model.kind,
            repr(sorted(self.model.settings.items(), key=lambda item: item[0])),
            str(self.temperature),
            str(self.max_tokens),
        )
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
