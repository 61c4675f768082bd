"""What one variant made of one case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from prompts.model import CompletionRequest


@dataclass(frozen=True, slots=True)
class Call:
    """One call to a model.

    `seconds` is what it took when it was made, even where this is a replay; None where the
    recording does not tell.
    """

    request: CompletionRequest
    seconds: float | None
    text: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0
    error: str | None = None
    replayed: bool = False


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found: its code, the kind of fact it concerns, and what must be so.

    `template_span` and `reply_span` are character offsets; None where that side has nothing.
    """

    code: str
    kind: str
    message: str
    template_span: Span | None = None
    reply_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One reply. `text` is what would go out, `candidate` what the model said before the checks.

    `reason` is the server's own code for why (``faithful``, ``fact_lost``, ``rate_limited``);
    `answer` names the recorded reply that this is; `error` is set where the model or the prompt
    failed.
    """

    case: str
    variant: str
    text: str
    candidate: str | None
    accepted: bool
    reason: str
    findings: tuple[Finding, ...] = ()
    calls: tuple[Call, ...] = ()
    error: str | None = None
    citations: tuple[str, ...] = ()
    answer: str = ""

    @property
    def missing(self) -> bool:
        """Whether a recorded model had no recording of this case."""
        return self.reason == "cassette_miss"

    @property
    def not_run(self) -> bool:
        """Whether the run's budget ended before this case."""
        return self.reason == "bench_budget"


@dataclass(frozen=True, slots=True)
class AssertionResult:
    """How one assertion on one reply went."""

    type: str
    passed: bool
    reason: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """An outcome with its measures by name; a measure that does not apply is left out."""

    outcome: Outcome
    scores: Mapping[str, float] = field(default_factory=dict)
    assertions: tuple[AssertionResult, ...] = ()
