"""One variation of a response, as the author wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Condition = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Variation:
    """A variation; None stands for a key that is not there.

    The fields are Rasa's own keys. `condition` holds ``{type, name, value}`` constraints on
    slots; empty, it never matches. `rephrase` and `rephrase_prompt` are read from the variation
    or from its `metadata`, the variation first. `translation` maps a language to a text.
    Nested values are shared: treat them as read-only.

    >>> Variation(text="Hi {name}").rephrase is None
    True
    """

    text: str | None = None
    id: str | None = None
    image: str | None = None
    custom: Mapping[str, Any] | None = None
    buttons: tuple[Mapping[str, Any], ...] | None = None
    button_type: str | None = None
    quick_replies: tuple[Mapping[str, Any], ...] | None = None
    attachment: Any = None
    elements: tuple[Mapping[str, Any], ...] | None = None
    channel: str | None = None
    metadata: Any = None
    condition: Condition | None = None
    rephrase: bool | None = None
    rephrase_prompt: str | None = None
    translation: Mapping[str, str] = field(default_factory=dict)
