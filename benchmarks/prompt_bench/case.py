"""A case: one reply to be worded, or one question to be answered, and what is expected of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from prompts.conversation import Conversation
from search.passage import Passage

Task = Literal["rephrase", "search"]


@dataclass(frozen=True, slots=True)
class Assertion:
    """One expectation of a reply, in the manner of promptfoo: ``{type: contains, value: "€12"}``.

    `threshold` has the unit of its type: 0–1 for ``similar`` and ``llm-rubric``, seconds for
    ``latency``, US dollars for ``cost``. A type that starts with ``not-`` is turned round.
    """

    type: str
    value: Any = None
    threshold: float | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One case. Cases of one `cluster` (a conversation) are not independent of each other.

    `template` is the filled response of a rephrase case, `response` its name in the domain, and
    `values` what was filled in. A search case asks `conversation.current_input` of `passages`;
    `relevant` holds ids of passages that ought to be found, `retrieved` those that were, best
    first. `answers` holds recorded replies by model name, `judgements` recorded figures of other
    judges by model and name. `source` says where the case came from, as ``file:line``.
    """

    id: str
    task: Task
    cluster: str
    conversation: Conversation = field(default_factory=Conversation)
    template: str = ""
    response: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    language: str | None = None
    passages: tuple[Passage, ...] = ()
    relevant: tuple[str, ...] = ()
    retrieved: tuple[str, ...] = ()
    reference: str = ""
    answerable: bool | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    judgements: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    assertions: tuple[Assertion, ...] = ()
    source: str = ""

    @property
    def question(self) -> str:
        """What the user asked."""
        return self.conversation.current_input

    @property
    def digest(self) -> str:
        """First 12 hex digits of the SHA-256 over what is asked: two runs of a case share it."""
        turns = [[turn.speaker, turn.text] for turn in self.conversation.turns]
        asked = [self.task, self.template, dict(self.values), self.language, self.question, turns]
        asked.append([[p.id, p.text] for p in self.passages])
        text = json.dumps(asked, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:12]
