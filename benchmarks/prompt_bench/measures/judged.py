"""Figures that rest on judgements recorded in the cases, by people or by other judges."""

from __future__ import annotations

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.outcome import Outcome

FAITHFUL = "faithful"


def judged(name: str, case: Case, outcome: Outcome) -> float | None:
    """The judgement of that name on the recorded reply."""
    return case.judgements.get(outcome.answer, {}).get(name)


def wrong_out(case: Case, outcome: Outcome) -> float | None:
    """Whether a reply that people judged unfaithful would go out."""
    faithful = judged(FAITHFUL, case, outcome)
    return None if faithful is None else float(outcome.accepted and not faithful)


def right_out(case: Case, outcome: Outcome) -> float | None:
    """Of the replies that people judged faithful: whether it would go out."""
    faithful = judged(FAITHFUL, case, outcome)
    return float(outcome.accepted) if faithful else None
