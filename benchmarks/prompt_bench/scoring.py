"""Puts the measures and assertions on outcomes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.measures import ASSERTIONS, DIVERSITY, Measure, measure_named
from benchmarks.prompt_bench.measures.diversity import diversity
from benchmarks.prompt_bench.models import python_function
from benchmarks.prompt_bench.outcome import AssertionResult, Outcome, Scored
from benchmarks.prompt_bench.plan import Plan
from prompts.errors import BenchError

_PASSED = Measure(
    name=ASSERTIONS,
    unit="share",
    better="higher",
    span=1.0,
    tasks=("rephrase", "search"),
    meaning="all assertions of the case hold",
    source="the plan and the cases",
    score=lambda case, outcome: None,
)


def measures_of(plan: Plan) -> tuple[Measure, ...]:
    """The plan's measures, own ones included; raises BenchError for one that cannot be loaded."""
    found = []
    for name in plan.measures:
        measure = measure_named(name)
        if measure is None:
            measure = _own(name, plan.own_measures[name], plan)
        found.append(measure)
    found.append(_PASSED)
    return tuple(found)


def score_variant(
    cases: Sequence[Case],
    outcomes: Sequence[Outcome],
    measures: Sequence[Measure],
    assertions: Mapping[str, Sequence[AssertionResult]],
    early: Mapping[str, Mapping[str, float]],
) -> tuple[Scored, ...]:
    """Score one variant's outcomes; `assertions` are results, `early` scores, by case id.

    A case that was not run, or has no recording, has no figures: it must not count as a failure
    of the variant.
    """
    pairs = [(case, outcome) for case, outcome in zip(cases, outcomes, strict=True)]
    counted = [(c, o) for c, o in pairs if not (o.missing or o.not_run)]
    diverse = diversity(counted) if any(m.name == DIVERSITY for m in measures) else {}
    scored = []
    for case, outcome in pairs:
        results = tuple(assertions.get(case.id, ()))
        scores: dict[str, float] = {}
        if not (outcome.missing or outcome.not_run):
            scores = dict(early.get(case.id) or scores_of(case, outcome, measures))
            if case.id in diverse:
                scores[DIVERSITY] = diverse[case.id]
            if results:
                scores[ASSERTIONS] = float(all(result.passed for result in results))
        scored.append(Scored(outcome, scores, results))
    return tuple(scored)


def scores_of(case: Case, outcome: Outcome, measures: Sequence[Measure]) -> dict[str, float]:
    """The measures of one outcome that need no other."""
    scores: dict[str, float] = {}
    for measure in measures:
        value = measure.score(case, outcome)
        if value is not None and math.isfinite(value):
            scores[measure.name] = float(value)
    return scores


def _own(name: str, path: str, plan: Plan) -> Measure:
    function = python_function(path, plan.folder)
    return Measure(
        name=name,
        unit=str(getattr(function, "unit", "")),
        better=str(getattr(function, "better", "higher")),
        span=getattr(function, "span", 1.0),
        tasks=(plan.task,),
        meaning=(function.__doc__ or name).strip().split("\n")[0],
        source=path,
        score=_called(path, function),
    )


def _called(path: str, function: Callable[..., Any]) -> Callable[[Case, Outcome], float | None]:
    def score(case: Case, outcome: Outcome) -> float | None:
        try:
            value = function(case, outcome)
            return None if value is None else float(value)
        except Exception as error:
            raise BenchError(
                f"own measure {path} failed on case {case.id!r} ({case.source}): "
                f"{type(error).__name__}: {error}. Return a number, true, false or None."
            ) from error

    return score
