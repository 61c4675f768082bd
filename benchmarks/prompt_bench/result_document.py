"""The result of a run as one JSON document, which every output is made from."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from benchmarks.figures import machine, versions
from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.measures import Measure
from benchmarks.prompt_bench.outcome import Scored
from benchmarks.prompt_bench.plan import Plan
from benchmarks.prompt_bench.runner import RunResult
from benchmarks.prompt_bench.variant import Variant
from benchmarks.prompt_bench.verdict import Pair, intervals
from nlg_server import __version__

FORMAT = 1
_PACKAGES = ("litellm", "openai", "numpy", "scipy", "jinja2")


def result_document(
    plan: Plan,
    cases: Sequence[Case],
    scored: Mapping[str, Sequence[Scored]],
    measures: Sequence[Measure],
    verdicts: Sequence[Pair],
    result: RunResult,
    *,
    finished: datetime,
    seconds: float,
) -> dict[str, Any]:
    """Everything that a report shows, in JSON's types; numbers that are none become null."""
    return {
        "format": FORMAT,
        "name": plan.name,
        "task": plan.task,
        "finished": finished.isoformat(timespec="seconds"),
        "seconds": seconds,
        "calls": result.calls,
        "tokens": result.tokens,
        "cost": result.cost,
        "settings": _settings(plan),
        "versions": {"truephrase": __version__, **versions(_PACKAGES)},
        "machine": machine(),
        "measures": [
            {"name": m.name, "unit": m.unit, "better": m.better, "meaning": m.meaning,
             "source": m.source, "span": m.span, "decisive": m.name in plan.decisive}
            for m in measures
        ],
        "variants": [
            _variant(variant, cases, scored[variant.name], measures) for variant in plan.variants
        ],
        "comparisons": [pair_json(pair) for pair in verdicts],
        "cases": [_case(case) for case in cases],
        "outcomes": [
            [_outcome(scored[variant.name][index]) for variant in plan.variants]
            for index in range(len(cases))
        ],
    }  # fmt: skip


def number(value: float | None) -> float | None:
    """`value`, or None where it is no number that JSON has."""
    return value if value is not None and math.isfinite(value) else None


def _settings(plan: Plan) -> dict[str, Any]:
    return {
        "file": plan.file,
        "seed": plan.seed,
        "concurrency": plan.concurrency,
        "timeout": plan.timeout,
        "smallest_difference": plan.matters,
        "decisive": list(plan.decisive),
        "baseline": plan.baseline,
        "cases": [{"file": str(s.path), "kind": s.kind} for s in plan.sources],
        "thresholds": {threshold.measure: threshold.worst for threshold in plan.thresholds},
    }


def _variant(
    variant: Variant, cases: Sequence[Case], scored: Sequence[Scored], measures: Sequence[Measure]
) -> dict[str, Any]:
    outcomes = [one.outcome for one in scored]
    errors = [o.error for o in outcomes if o.error and not (o.missing or o.not_run)]
    found = intervals(cases, scored, measures)
    return {
        "name": variant.name,
        "digest": variant.digest,
        "model": variant.model.name,
        "kind": variant.model.kind,
        "prompt": variant.prompt_name,
        "prompt_file": variant.prompt.name if variant.prompt else None,
        "prompt_digest": variant.prompt.digest if variant.prompt else None,
        "temperature": variant.temperature if variant.prompt else None,
        "max_tokens": variant.max_tokens if variant.prompt else None,
        "cases": len(outcomes),
        "missing": sum(outcome.missing for outcome in outcomes),
        "not_run": sum(outcome.not_run for outcome in outcomes),
        "errors": len(errors),
        "usual_error": Counter(errors).most_common(1)[0][0] if errors else None,
        "figures": {
            name: {"mean": i.mean, "low": number(i.low), "high": number(i.high), "n": i.n,
                   "clusters": i.clusters, "method": i.method}
            for name, i in found.items()
        },
    }  # fmt: skip


def pair_json(pair: Pair) -> dict[str, Any]:
    """One comparison in JSON's types."""
    compared = pair.comparison
    return {
        "measure": pair.measure,
        "first": pair.first,
        "second": pair.second,
        "difference": compared.difference,
        "low": number(compared.low),
        "high": number(compared.high),
        "p_value": compared.p_value,
        "adjusted": pair.adjusted,
        "test": compared.test,
        "n": compared.n,
        "clusters": compared.clusters,
        "decisive": pair.decisive,
        "call": pair.call,
        "detectable": number(pair.detectable),
        "more_cases": pair.more_cases,
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "digest": case.digest,
        "cluster": case.cluster,
        "source": case.source,
        "language": case.language,
        "response": case.response,
        "template": case.template,
        "question": case.question,
        "reference": case.reference,
        "answerable": case.answerable,
        "turns": [[turn.speaker, turn.text] for turn in case.conversation.turns[-8:]],
        "passages": [
            {"id": p.id, "text": p.text[:600], "source": p.source} for p in case.passages[:5]
        ],
    }


def _outcome(scored: Scored) -> dict[str, Any]:
    outcome = scored.outcome
    return {
        "text": outcome.text,
        "candidate": outcome.candidate,
        "accepted": outcome.accepted,
        "reason": outcome.reason,
        "error": outcome.error,
        "findings": [asdict(finding) for finding in outcome.findings],
        "scores": {name: round(value, 6) for name, value in scored.scores.items()},
        "assertions": [asdict(result) for result in scored.assertions],
    }
