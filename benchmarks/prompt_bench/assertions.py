"""Assertions on single replies, in the manner of promptfoo."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.prompt_bench.case import Assertion, Case
from benchmarks.prompt_bench.measures.operation import cost, latency
from benchmarks.prompt_bench.models import python_function
from benchmarks.prompt_bench.outcome import AssertionResult, Outcome
from prompts.errors import BenchError

JUDGED = "llm-rubric"
SIMILAR = "similar"
_SIMILAR_ENOUGH = 0.75
Answer = tuple[bool, str, float | None]


def checked(assertion: Assertion, case: Case, outcome: Outcome, folder: Path) -> AssertionResult:
    """Check one assertion that needs no model (all but ``llm-rubric``) on what would go out.

    Raises BenchError for an assertion that cannot be used, such as a broken regular expression.
    """
    kind = assertion.type.removeprefix("not-")
    try:
        passed, reason, score = _CHECKS[kind](assertion, case, outcome, folder)
    except (TypeError, ValueError, re.error) as error:
        raise BenchError(
            f"{case.source}: assertion {assertion.type!r} with value {assertion.value!r} cannot "
            f"be used: {error}."
        ) from error
    if kind != assertion.type:
        passed, reason = not passed, f"not: {reason}"
    return AssertionResult(assertion.type, passed, reason, score)


def _texts(value: Any) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]


def _contains(a: Assertion, case: Case, outcome: Outcome, folder: Path) -> Answer:
    absent = [text for text in _texts(a.value) if text not in outcome.text]
    return not absent, f"lacks {absent}" if absent else "contains it", None


def _icontains(a: Assertion, case: Case, outcome: Outcome, folder: Path) -> Answer:
    said = outcome.text.casefold()
    absent = [text for text in _texts(a.value) if text.casefold() not in said]
    return not absent, f"lacks {absent}" if absent else "contains it", None


def _contains_any(a: Assertion, case: Case, outcome: Outcome, folder: Path) -> Answer:
    found = [text for text in _texts(a.value) if text in outcome.text]
    return bool(found), f"contains {found}" if found else f"has none of {a.value}", None


def _equals(a: Assertion, case: Case, outcome: Outcome, folder: Path) -> Answer:
    return outcome.text.strip() == str(a.value).strip(), f"is {outcome.text[:80]!r}", None


def _starts_with(a: Assertion, case: Case, outcome: Outcome, folder: Path) -> Answer:
    return outcome.text.startswith(str(a.value)), f"starts with {outcome.text[:40]!r}", None


def _regex(a: Assertion, case: Case, outcome: Outcome, folder: Path) -> Answer:
    found = re.search(str(a.value), outcome.text)
    return bool(found), f"matches {found[0]!r}" if found else "matches nowhere", None


def _is_json(a: Assertion, case: Case, outcome: Outcome, folder: Path) -> Answer:
    try:
        value = json.loads(outcome.text)
    except ValueError as error:
        return False, f"is no JSON ({error})", None
    if not isinstance(a.value, Mapping):
        return True, "is JSON", None
    from jsonschema import Draft202012Validator

    fault = next(iter(Draft202012Validator(a.value).iter_errors(value)), None)
    return fault is None, fault.message if fault else "fits the schema", None


def _python(a: Assertion, case: Case, outcome: Outcome, folder: Path) -> Answer:
    """``file.py:function`` gets case and outcome; its result is a truth value or a 0–1 score."""
    made = python_function(str(a.value), folder)(case, outcome)
    if isinstance(made, bool):
        return made, f"{a.value} says {made}", None
    score = float(made)
    return score >= (a.threshold or 0.5), f"{a.value} gives {score:.3g}", score


def _similar(a: Assertion, case: Case, outcome: Outcome, folder: Path) -> Answer:
    from benchmarks.prompt_bench.similarity import similarity

    wanted = str(a.value or case.reference or case.template)
    score = similarity(wanted, outcome.text)
    enough = _SIMILAR_ENOUGH if a.threshold is None else a.threshold
    return score >= enough, f"cosine {score:.3f}, wanted {enough:g}", score


def _max_length(a: Assertion, case: Case, outcome: Outcome, folder: Path) -> Answer:
    return len(outcome.text) <= int(a.value), f"has {len(outcome.text)} characters", None


def _latency(a: Assertion, case: Case, outcome: Outcome, folder: Path) -> Answer:
    return _at_most(a, latency(case, outcome), "s")


def _cost(a: Assertion, case: Case, outcome: Outcome, folder: Path) -> Answer:
    return _at_most(a, cost(case, outcome), "US$")


def _at_most(a: Assertion, value: float | None, unit: str) -> Answer:
    most = float(a.threshold if a.threshold is not None else a.value)
    if value is None:
        return True, "not measured", None
    return value <= most, f"{value:.4g} {unit}, at most {most:g}", None


_CHECKS: Mapping[str, Callable[[Assertion, Case, Outcome, Path], Answer]] = {
    "contains": _contains,
    "contains-all": _contains,
    "icontains": _icontains,
    "contains-any": _contains_any,
    "equals": _equals,
    "starts-with": _starts_with,
    "regex": _regex,
    "is-json": _is_json,
    "python": _python,
    SIMILAR: _similar,
    "max-length": _max_length,
    "latency": _latency,
    "cost": _cost,
}
