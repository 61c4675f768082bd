"""One run from plan to result document."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.case_sources import read_cases
from benchmarks.prompt_bench.journal import Journal
from benchmarks.prompt_bench.outcome import Outcome
from benchmarks.prompt_bench.plan import Plan
from benchmarks.prompt_bench.result_document import result_document
from benchmarks.prompt_bench.runner import Progress, run_plan
from benchmarks.prompt_bench.scoring import measures_of, score_variant, scores_of
from benchmarks.prompt_bench.verdict import pairs
from benchmarks.statistics import quantiles


@dataclass(frozen=True, slots=True)
class Bench:
    """A plan with its cases read, ready to run."""

    plan: Plan
    cases: tuple[Case, ...]

    @classmethod
    def prepare(cls, plan: Plan) -> Bench:
        """Read the cases and check own measures; raises BenchError before any call is made."""
        measures_of(plan)
        return cls(plan, read_cases(plan.sources, plan.task))

    def run(
        self, output: Path, *, fresh: bool = False, progress: Progress | None = None
    ) -> dict[str, Any]:
        """Run all and return the result document; the journal is kept in `output`."""
        # Not uvloop: it sends only when nothing is left to run, so calls would come in waves.
        return asyncio.run(self.arun(output, fresh=fresh, progress=progress))

    async def arun(
        self, output: Path, *, fresh: bool = False, progress: Progress | None = None
    ) -> dict[str, Any]:
        """The same within an event loop."""
        plan, started = self.plan, time.perf_counter()
        measures = measures_of(plan)
        early: dict[str, dict[str, dict[str, float]]] = {v.name: {} for v in plan.variants}

        def measured(case: Case, outcome: Outcome) -> None:
            # While other calls are under way, which is time that nobody waits for.
            if not (outcome.missing or outcome.not_run):
                early[outcome.variant][case.id] = scores_of(case, outcome, measures)
            if progress is not None:
                progress(case, outcome)

        with Journal.open(output / "journal.jsonl", fresh=fresh) as journal:
            loading = asyncio.create_task(asyncio.to_thread(quantiles.load))
            try:
                result = await run_plan(plan, self.cases, journal, measured)
            finally:
                await loading
        scored = {
            name: score_variant(
                self.cases, outcomes, measures, result.assertions[name], early[name]
            )
            for name, outcomes in result.outcomes.items()
        }
        verdicts = pairs(
            self.cases, scored, measures, plan.decisive,
            baseline=plan.baseline, matters=plan.matters, seed=plan.seed,
        )  # fmt: skip
        return result_document(
            plan, self.cases, scored, measures, verdicts, result,
            finished=datetime.now(timezone.utc), seconds=time.perf_counter() - started,
        )  # fmt: skip
