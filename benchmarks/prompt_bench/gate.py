"""What CI asks of a run: thresholds, and not worse than an earlier one."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.prompt_bench.measures import ASSERTIONS
from benchmarks.prompt_bench.result_document import FORMAT
from benchmarks.statistics import compare, holm
from prompts.errors import BenchError

PASSED, FAILED = 0, 1


@dataclass(frozen=True, slots=True)
class Regression:
    """A variant against its namesake in the baseline run, on the cases that both have."""

    variant: str
    measure: str
    difference: float
    low: float
    high: float
    adjusted: float
    n: int
    worse: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """`failures` are sentences, one for each thing that must not be."""

    failures: tuple[str, ...]
    regressions: tuple[Regression, ...] = ()
    unmatched: int = 0

    @property
    def exit_code(self) -> int:
        return FAILED if self.failures else PASSED


def read_result(path: Path) -> dict[str, Any]:
    """A result.json of an earlier run; raises BenchError where it is none of this format."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BenchError(f"{path}: cannot be read ({error.strerror}). Check the path.") from error
    except ValueError as error:
        raise BenchError(f"{path}: is no JSON ({error}). Is it a result.json of a run?") from error
    found = document.get("format") if isinstance(document, dict) else None
    if found != FORMAT:
        raise BenchError(
            f"{path}: has format {found!r}, this version reads {FORMAT}. Run the baseline again."
        )
    return dict(document)


def gate(
    document: Mapping[str, Any], baseline: Mapping[str, Any] | None = None, *, strict: bool = False
) -> Gate:
    """Check thresholds, assertions (all must hold unless a threshold says less) and the baseline.

    A variant is worse where the paired difference on a decisive measure is significant after
    Holm's correction; with `strict`, where worse by more than what matters cannot be ruled out.
    """
    failures = [*_below_thresholds(document), *_incomplete(document)]
    if baseline is None:
        return Gate(tuple(failures))
    regressions, unmatched = _regressions(document, baseline, strict)
    failures += [
        f"{r.variant}: {r.measure} is worse than the baseline run by {abs(r.difference):.4g} "
        f"[{r.low:+.4g}, {r.high:+.4g}], p = {r.adjusted:.3g}, {r.n} cases."
        for r in regressions
        if r.worse
    ]
    if not regressions:
        failures.append(
            "the baseline run has no variant, case and measure in common with this one."
        )
    return Gate(tuple(failures), tuple(regressions), unmatched)


def _below_thresholds(document: Mapping[str, Any]) -> list[str]:
    better = {measure["name"]: measure["better"] for measure in document["measures"]}
    found = []
    thresholds = {ASSERTIONS: 1.0, **document["settings"]["thresholds"]}
    for measure, worst in thresholds.items():
        sign = -1 if better[measure] == "lower" else 1
        for variant in document["variants"]:
            figure = variant["figures"].get(measure)
            if figure is not None and sign * figure["mean"] < sign * worst:
                side = "above" if sign < 0 else "below"
                found.append(
                    f"{variant['name']}: {measure} is {figure['mean']:.4g}, {side} the threshold "
                    f"{worst:g}."
                )
    return found


def _incomplete(document: Mapping[str, Any]) -> list[str]:
    """Cases without a result cannot vouch for anything."""
    found = []
    for variant in document["variants"]:
        lacking = variant["missing"] + variant["not_run"]
        if lacking:
            found.append(
                f"{variant['name']}: {lacking} of {variant['cases']} cases have no result."
            )
    return found


def _regressions(
    document: Mapping[str, Any], baseline: Mapping[str, Any], strict: bool
) -> tuple[list[Regression], int]:
    old_row = {(case["id"], case["digest"]): i for i, case in enumerate(baseline["cases"])}
    rows = [
        (index, old_row[key], case["cluster"])
        for index, case in enumerate(document["cases"])
        if (key := (case["id"], case["digest"])) in old_row
    ]
    old_column = {variant["name"]: i for i, variant in enumerate(baseline["variants"])}
    matters = document["settings"]["smallest_difference"]
    found: list[Regression] = []
    for column, variant in enumerate(document["variants"]):
        if variant["name"] not in old_column:
            continue
        other = old_column[variant["name"]]
        for measure in document["measures"]:
            if not measure["decisive"]:
                continue
            pairs = _pairs(document, baseline, rows, (column, other), measure["name"])
            if len(pairs) >= 2:
                found.append(_regression(pairs, variant["name"], measure, matters, strict))
    return _corrected(found, document, strict), len(document["cases"]) - len(rows)


def _pairs(
    document: Mapping[str, Any],
    baseline: Mapping[str, Any],
    rows: Sequence[tuple[int, int, str]],
    columns: tuple[int, int],
    measure: str,
) -> list[tuple[float, float, str]]:
    found = []
    for new, old, cluster in rows:
        now = document["outcomes"][new][columns[0]]["scores"].get(measure)
        before = baseline["outcomes"][old][columns[1]]["scores"].get(measure)
        if now is not None and before is not None:
            found.append((before, now, cluster))
    return found


def _regression(
    pairs: Sequence[tuple[float, float, str]],
    variant: str,
    measure: Mapping[str, Any],
    matters: float,
    strict: bool,
) -> Regression:
    before, now, clusters = zip(*pairs, strict=True)
    compared = compare(before, now, clusters, span=measure["span"])
    sign = -1 if measure["better"] == "lower" else 1
    loss = -compared.low if sign > 0 else compared.high
    possible = strict and (math.isnan(loss) or loss > matters * (measure["span"] or 1.0))
    worse = possible or (sign * compared.difference < 0)
    return Regression(
        variant, measure["name"], compared.difference, compared.low, compared.high,
        compared.p_value, compared.n, worse,
    )  # fmt: skip


def _corrected(
    found: Sequence[Regression], document: Mapping[str, Any], strict: bool
) -> list[Regression]:
    adjusted = holm([one.adjusted for one in found])
    return [
        Regression(
            one.variant, one.measure, one.difference, one.low, one.high, p, one.n,
            one.worse and (strict or p < 0.05),
        )
        for one, p in zip(found, adjusted, strict=True)
    ]  # fmt: skip
