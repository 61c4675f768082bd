"""Facts kept: the server's own fact finder and comparison, as a share and by class."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.outcome import Outcome
from nlg_server.fidelity.facts.comparison import fact_differences
from prompts.facts import Fact, find_facts

_LOSSES = ("fact_lost", "fact_changed")


@lru_cache(maxsize=65_536)
def _stated(template: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in find_facts(template) if not fact.soft)


@lru_cache(maxsize=65_536)
def facts_by_kind(
    template: str, candidate: str, language: str | None
) -> dict[str, tuple[int, int]]:
    """Kept and stated hard facts of the template, by kind of fact."""
    expected = _stated(template)
    found = find_facts(candidate, language)
    lost = Counter(
        difference.kind
        for difference in fact_differences(template, candidate, expected, found)
        if difference.code in _LOSSES
    )
    stated = Counter(fact.kind for fact in expected)
    return {kind: (max(0, count - lost[kind]), count) for kind, count in stated.items()}


def facts_kept(case: Case, outcome: Outcome) -> float | None:
    """Share of the template's facts that stand in what the model said."""
    if outcome.candidate is None or not case.template:
        return None
    counts = facts_by_kind(case.template, outcome.candidate, case.language).values()
    stated = sum(count for _, count in counts)
    return sum(kept for kept, _ in counts) / stated if stated else None


def facts_kept_of(kind: str, case: Case, outcome: Outcome) -> float | None:
    """The same for one kind of fact."""
    if outcome.candidate is None or not case.template:
        return None
    kept, stated = facts_by_kind(case.template, outcome.candidate, case.language).get(kind, (0, 0))
    return kept / stated if stated else None
