"""Checks the assertions of all cases on all outcomes, the judge's included."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from benchmarks.prompt_bench.assertions import JUDGED, checked
from benchmarks.prompt_bench.case import Assertion, Case
from benchmarks.prompt_bench.judge import judged
from benchmarks.prompt_bench.outcome import AssertionResult, Outcome
from benchmarks.prompt_bench.plan import Plan
from prompts.model import LanguageModel

Results = Mapping[str, Mapping[str, tuple[AssertionResult, ...]]]
"""Results by variant and case id."""


def needs_judge(plan: Plan, cases: Sequence[Case]) -> bool:
    """Whether any assertion asks a model."""
    listed = [*plan.assertions, *(one for case in cases for one in case.assertions)]
    return any(one.type.endswith(JUDGED) for one in listed)


async def assess(
    plan: Plan,
    cases: Sequence[Case],
    outcomes: Mapping[str, Sequence[Outcome]],
    judge: LanguageModel | None,
    group: str,
) -> Results:
    """All results; an outcome without a reply is not assessed."""
    turn = asyncio.Semaphore(plan.concurrency)

    async def one(case: Case, outcome: Outcome) -> tuple[AssertionResult, ...]:
        listed = (*plan.assertions, *case.assertions)
        return tuple([await _assess(assertion, case, outcome) for assertion in listed])

    async def _assess(assertion: Assertion, case: Case, outcome: Outcome) -> AssertionResult:
        if not assertion.type.endswith(JUDGED):
            return checked(assertion, case, outcome, plan.folder)
        if judge is None:
            return AssertionResult(assertion.type, False, "there is no `judge` in the plan")
        async with turn:
            return await judged(assertion, case, outcome, judge, group, plan.timeout)

    found: dict[str, dict[str, tuple[AssertionResult, ...]]] = {}
    for name, row in outcomes.items():
        ran = [
            (case, outcome)
            for case, outcome in zip(cases, row, strict=True)
            if not (outcome.missing or outcome.not_run) and (plan.assertions or case.assertions)
        ]
        results = await asyncio.gather(*(one(case, outcome) for case, outcome in ran))
        found[name] = {case.id: result for (case, _), result in zip(ran, results, strict=True)}
    return found
