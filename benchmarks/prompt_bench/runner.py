"""Runs every case with every variant: concurrently, within the limits, and never crashing."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import Protocol

from benchmarks.prompt_bench.assessment import Results, assess, needs_judge
from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.journal import Journal
from benchmarks.prompt_bench.metered_model import MeteredModel
from benchmarks.prompt_bench.models import GROUP, model_salt, open_model
from benchmarks.prompt_bench.outcome import Outcome
from benchmarks.prompt_bench.pace import Pace
from benchmarks.prompt_bench.plan import Plan
from benchmarks.prompt_bench.spending import Spending
from benchmarks.prompt_bench.variant import ModelSpec, Variant
from nlg_server.rephrasing.rephraser import Rephraser
from prompts.errors import BenchError
from prompts.model import LanguageModel

Rephrasers = dict[tuple[str, float, int], Rephraser]
"""By what variants of one plan may differ in, besides the prompt: model, temperature, tokens."""
Progress = Callable[[Case, Outcome], None]


def file_name(name: str) -> str:
    """A model's name as a file's: ``openai/gpt-4.1`` becomes ``openai-gpt-4.1``."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "model"


class CaseRunner(Protocol):
    """Runs one case of one variant."""

    async def run(self, case: Case, seconds: float) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class RunResult:
    """Outcomes by variant name, in the order of the cases, and what was used to get them.

    `assertions` are results by variant name and case id.
    """

    outcomes: Mapping[str, tuple[Outcome, ...]]
    assertions: Results
    calls: int
    tokens: int
    cost: float


async def run_plan(
    plan: Plan, cases: Sequence[Case], journal: Journal, progress: Progress | None = None
) -> RunResult:
    """Run all; raises BenchError or SettingsError for a model that cannot be opened.

    A case that fails is an outcome with `error`, not an exception.
    """
    spending, pace = Spending(plan.limits), Pace(plan.concurrency)
    async with AsyncExitStack() as stack:
        runners: dict[str, CaseRunner] = {}
        opened: dict[str, LanguageModel | None] = {}
        rephrasers: Rephrasers = {}
        for variant in plan.variants:
            if variant.model.name not in opened:
                opened[variant.model.name] = await _open(
                    plan, variant.model, journal, (spending, pace), stack
                )
            runners[variant.name] = _runner(plan, variant, opened[variant.model.name], rephrasers)
        judge = None
        if plan.judge is not None and needs_judge(plan, cases):
            judge = await _open(plan, plan.judge, journal, (spending, pace), stack)
        outcomes = await _all(plan, cases, runners, progress)
        group = _group(plan.judge) if plan.judge else GROUP
        assertions = await assess(plan, cases, outcomes, judge, group)
    return RunResult(outcomes, assertions, spending.calls, spending.tokens, spending.cost)


async def _open(
    plan: Plan,
    spec: ModelSpec,
    journal: Journal,
    limits: tuple[Spending, Pace],
    stack: AsyncExitStack,
) -> LanguageModel | None:
    spending, pace = limits
    inner = await open_model(spec, plan.folder)
    if inner is None:
        return None
    stack.push_async_callback(inner.aclose)
    if plan.record is not None and spec.kind == "litellm":
        from prompts.cassette import RecordingModel

        plan.record.mkdir(parents=True, exist_ok=True)
        inner = RecordingModel(inner, plan.record / f"{file_name(spec.name)}.jsonl")
    # What a recording or a script says is no call that was paid for, and may change with its file.
    kept = journal if spec.kind == "litellm" else None
    salt = model_salt(spec, plan.folder)
    timed = spec.kind != "recorded"
    return MeteredModel(
        inner, kept, spending, salt=salt, retries=plan.retries, timed=timed, pace=pace
    )


def _group(spec: ModelSpec) -> str:
    return str(spec.settings.get("model_group", GROUP))


def _runner(
    plan: Plan, variant: Variant, model: LanguageModel | None, rephrasers: Rephrasers
) -> CaseRunner:
    group = _group(variant.model)
    if plan.task == "rephrase":
        from benchmarks.prompt_bench.rephrase_case import RephraseRunner, rephraser_of

        settings = replace(
            plan.rephrasing,
            model_group=group,
            temperature=variant.temperature,
            max_tokens=variant.max_tokens,
        )
        key = (variant.model.name, variant.temperature, variant.max_tokens)
        if key not in rephrasers:
            rephrasers[key] = rephraser_of(model, settings)
        return RephraseRunner(variant, rephrasers[key])
    from benchmarks.prompt_bench.search_case import SearchRunner

    return SearchRunner(variant, model, replace(plan.search, model_group=group))


async def _all(
    plan: Plan,
    cases: Sequence[Case],
    runners: Mapping[str, CaseRunner],
    progress: Progress | None,
) -> dict[str, tuple[Outcome, ...]]:
    # Case by case rather than variant by variant, so that a run cut short compares like with like.
    todo = iter([(index, name) for index in range(len(cases)) for name in runners])
    found: dict[str, list[Outcome | None]] = {name: [None] * len(cases) for name in runners}

    async def work() -> None:
        for index, name in todo:
            outcome = await _one(runners[name], cases[index], name, plan.timeout)
            found[name][index] = outcome
            if progress is not None:
                progress(cases[index], outcome)

    # Twice as many as calls at a time: while some wait for the model, the others check a reply or
    # have the next request ready.
    workers = min(2 * plan.concurrency, len(cases) * len(runners))
    await asyncio.gather(*(work() for _ in range(workers)))
    return {name: tuple(o for o in row if o is not None) for name, row in found.items()}


async def _one(runner: CaseRunner, case: Case, variant: str, seconds: float) -> Outcome:
    try:
        return await runner.run(case, seconds)
    except BenchError:
        raise
    except Exception as error:  # whatever a case does, the others go on
        told = f"{type(error).__name__}: {error}"
        return Outcome(case.id, variant, case.template, None, False, "bench_error", error=told)
