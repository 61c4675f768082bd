"""What a search answer is, and why it is what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from search.answering.citations import Citation
from search.grounding.verdict import Verdict
from search.passage import Hit

Status = Literal["answered", "extractive", "no_answer", "failed"]


@dataclass(frozen=True, slots=True)
class Trace:
    """What a developer wants to see of one answer and a user never does.

    `query` has each text that was searched, one a line; `note` is what the judge objected.
    """

    query: str = ""
    hits: tuple[Hit, ...] = ()
    prompt: str = ""
    reply: str = ""
    relevance: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and why it is what it is.

    `text` is empty unless `status` is answered or extractive. `score` is the support score of the
    weakest sentence (answered) or the match of the quote (extractive), 0-1. `reason` is
    ``grounded``, ``quoted`` or what stopped the better outcome: ``not_relevant``,
    ``model_abstained``, ``not_grounded``, ``other_language``, ``judge``, ``judge_failed``,
    ``no_query``, ``knowledge_base``, ``prompt`` or a ModelError's reason. `timings` are seconds
    by step.
    """

    status: Status
    text: str
    citations: tuple[Citation, ...]
    score: float
    reason: str
    generation: str
    sentences: tuple[Verdict, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)
    trace: Trace = field(default_factory=Trace, repr=False)


def empty(status: Status, reason: str) -> Answer:
    """An Answer without a text."""
    return Answer(status, "", (), 0.0, reason, "")
