"""What the fidelity check says about a reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FAITHFUL: Final = "faithful"

REASONS: Final = (
    FAITHFUL,
    "empty",
    "truncated",
    "too_long",
    "control_characters",
    "markup",
    "meta_text",
    "prompt_leak",
    "placeholder",
    "blank_line",
    "language",
    "fact_lost",
    "fact_added",
    "fact_changed",
    "facts_swapped",
    "slot_lost",
    "negation",
    "modality",
    "bound",
    "speech_act",
    "question_dropped",
    "promise_added",
    "content_added",
    "content_lost",
    "meaning",
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference: `code` is one of REASONS, `kind` the kind of fact or mark it concerns.

    `template_span` and `reply_span` are character offsets; None where the side has nothing.
    `message` says what must be so, fit for a repair call: ``the amount must stay $12.50``.
    """

    code: str
    kind: str
    message: str
    template_span: Span | None = None
    reply_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the reply may go out, and why not: `reason` is ``faithful`` or the first fault."""

    accepted: bool
    reason: str = FAITHFUL
    findings: tuple[Finding, ...] = ()


def refused(*findings: Finding) -> Verdict:
    """A refusal whose reason is the first finding's."""
    return Verdict(False, findings[0].code, findings)


ACCEPTED: Final = Verdict(True)
