"""What a reply cost: seconds, tokens, money; and whether it was one at all."""

from __future__ import annotations

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.outcome import Outcome


def accepted(case: Case, outcome: Outcome) -> float | None:
    """Whether the server's own check lets the reply go out."""
    return None if outcome.reason == "template" else float(outcome.accepted)


def failed(case: Case, outcome: Outcome) -> float | None:
    """Whether the model or the prompt failed."""
    return float(outcome.error is not None)


def latency(case: Case, outcome: Outcome) -> float | None:
    """Seconds of all calls for the reply, as they were when the calls were made."""
    times = [call.seconds for call in outcome.calls if call.seconds is not None]
    return sum(times) if times and len(times) == len(outcome.calls) else None


def tokens(case: Case, outcome: Outcome) -> float | None:
    """Prompt and completion tokens, as the provider counted them."""
    total = sum(call.prompt_tokens + call.completion_tokens for call in outcome.calls)
    return float(total) if total else None


def cost(case: Case, outcome: Outcome) -> float | None:
    """US dollars, as litellm's price table has it."""
    total = sum(call.cost for call in outcome.calls)
    return total if total else None
