"""Which variant is better, by how much, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.measures import Measure
from benchmarks.prompt_bench.outcome import Scored
from benchmarks.statistics import (
    Comparison,
    Interval,
    cases_needed,
    compare,
    holm,
    mean_interval,
    smallest_difference,
)

Call = Literal["better", "worse", "alike", "undecided"]
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Pair:
    """Variant `second` against `first` on the cases that both answered.

    `adjusted` is Holm's p-value within its family (decisive measures, or the others). `call` says
    what `second` is; `detectable` the smallest difference that this many cases show with 80 %
    power; `more_cases` about how many more an undecided pair needs.
    """

    measure: str
    first: str
    second: str
    comparison: Comparison
    decisive: bool
    adjusted: float = 1.0
    call: Call = "undecided"
    detectable: float = math.nan
    more_cases: int | None = None


def intervals(
    cases: Sequence[Case], scored: Sequence[Scored], measures: Sequence[Measure]
) -> dict[str, Interval]:
    """The mean of each measure of one variant with its interval, clustered by conversation."""
    found: dict[str, Interval] = {}
    for measure in measures:
        rows = [
            (one.scores[measure.name], case.cluster)
            for case, one in zip(cases, scored, strict=True)
            if measure.name in one.scores
        ]
        if rows:
            values, clusters = zip(*rows, strict=True)
            found[measure.name] = _within(
                mean_interval(values, clusters, shares=measure.span == 1.0), measure.span
            )
    return found


def _within(found: Interval, span: float | None) -> Interval:
    """The interval cut to the values that the measure can take: from 0, and up to 1 for shares."""
    if math.isnan(found.low):
        return found
    high = min(found.high, 1.0) if span == 1.0 else found.high
    return replace(found, low=max(0.0, found.low), high=high)


def pairs(
    cases: Sequence[Case],
    scored: Mapping[str, Sequence[Scored]],
    measures: Sequence[Measure],
    decisive: Sequence[str],
    *,
    baseline: str | None = None,
    matters: float = 0.05,
    seed: int = 0,
) -> tuple[Pair, ...]:
    """Every pair of variants on every measure that has a direction, corrected and called.

    With a `baseline`, each other variant is compared with it alone. `matters` is a share of a
    measure's span; a measure without one takes it as a share of the first variant's mean.
    """
    found: list[Pair] = []
    for first, second in _couples(tuple(scored), baseline):
        for measure in measures:
            if not measure.better:
                continue
            rows = [
                (a.scores[measure.name], b.scores[measure.name], case.cluster)
                for case, a, b in zip(cases, scored[first], scored[second], strict=True)
                if measure.name in a.scores and measure.name in b.scores
            ]
            if len(rows) < 2:
                continue
            before, after, clusters = zip(*rows, strict=True)
            compared = compare(before, after, clusters, seed=seed, span=measure.span)
            found.append(Pair(measure.name, first, second, compared, measure.name in decisive))
    named = {measure.name: measure for measure in measures}
    called: dict[int, Pair] = {}
    for family in (True, False):
        members = [pair for pair in found if pair.decisive is family]
        for pair, adjusted in zip(
            members, holm([p.comparison.p_value for p in members]), strict=True
        ):
            called[id(pair)] = _called(pair, adjusted, named[pair.measure], matters, len(members))
    return tuple(called[id(pair)] for pair in found)


def _couples(names: Sequence[str], baseline: str | None) -> list[tuple[str, str]]:
    if baseline is not None:
        return [(baseline, name) for name in names if name != baseline]
    return list(combinations(names, 2))


def _called(pair: Pair, adjusted: float, measure: Measure, matters: float, family: int) -> Pair:
    compared = pair.comparison
    # Bonferroni's bound on Holm's level: what the smallest p-value of the family has to reach.
    alpha = ALPHA / max(1, family)
    detectable = math.nan
    if compared.clusters > 1:
        error = compared.standard_error or abs(compared.high - compared.low) / 4
        detectable = smallest_difference(error, compared.clusters, alpha=alpha)
        if measure.span is not None and detectable > measure.span:
            detectable = math.nan  # so few cases can show no difference that there can be
    pair = replace(pair, adjusted=adjusted, detectable=detectable)
    worth = matters * measure.span if measure.span else None
    if adjusted < ALPHA:
        up = compared.difference > 0
        return replace(pair, call="better" if up == (measure.better == "higher") else "worse")
    if worth is not None and -worth < compared.low and compared.high < worth:
        return replace(pair, call="alike")
    return replace(pair, call="undecided", more_cases=_more(compared, worth, alpha))


def _more(compared: Comparison, worth: float | None, alpha: float) -> int | None:
    """Cases still missing to show what matters, or what was seen where that is larger."""
    aim = max(worth or 0.0, abs(compared.difference))
    if compared.clusters < 2 or not compared.standard_error > 0 or aim == 0:
        return None
    needed = cases_needed(compared.standard_error, compared.clusters, compared.n, aim, alpha=alpha)
    # Fewer than a tenth more is no advice: the estimate itself is no better than that.
    return max(math.ceil(compared.n / 10), needed - compared.n)
