"""Does the passage say the same of something else, or the opposite?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from prompts.facts import Fact
from search.grounding.clauses import Clause, facts_of, read_clauses
from search.grounding.evidence import Evidence
from search.grounding.terms import content_stems
from search.text.visible_text import plain

_NUMERIC = frozenset(
    {"number", "amount", "percentage", "quantity", "ordinal", "duration", "time", "date"}
)
_SAME_STATEMENT = 0.7  # share of a clause's content words from which on another says "the same"
_LEAST_WORDS = 3


def misplaced_fact(sentence: str, evidence: Evidence) -> str | None:
    """A value of `sentence` that the passage states of something else; None where none is.

    "Express costs 5 euros" against "Standard costs 5 euros. Express costs 10 euros.": the stretch
    with a rival value says more of what the sentence speaks of than the one with its own value.
    """
    text = plain(sentence)
    claimed = {(fact.kind, fact.value) for fact in facts_of(text, evidence.language)}
    if not claimed:
        return None
    whole, parts = read_clauses(evidence.text, evidence.language)
    for clause in read_clauses(text, evidence.language)[1]:
        for fact in clause.facts:
            if fact.kind not in _NUMERIC:
                continue
            about = clause.stems.difference(content_stems(fact.text, evidence.language))
            hosts: list[Clause] = []
            rivals: list[Clause] = []
            for unit in _units(whole, parts, fact.kind):
                if _has(unit, fact):
                    hosts.append(unit)
                elif any(
                    f.kind == fact.kind and (f.kind, f.value) not in claimed for f in unit.facts
                ):
                    rivals.append(unit)
            if hosts and _cover(about, rivals) > _cover(about, hosts):
                return fact.text
    return None


def denied(sentence: str, evidence: Evidence) -> bool:
    """Whether the passage says the same with the opposite polarity, and nowhere with this one."""
    whole, parts = map(_stated, read_clauses(evidence.text, evidence.language))
    for clause in read_clauses(plain(sentence), evidence.language)[1]:
        if len(clause.stems) < _LEAST_WORDS:
            continue
        # A sentence without any negation affirms as a whole; one with it denies in one clause.
        units = (*whole, *parts) if clause.denies else parts
        other = _cover(clause.stems, (u for u in units if u.denies != clause.denies))
        if other < _SAME_STATEMENT * len(clause.stems):
            continue
        same = (unit for unit in (*whole, *parts) if unit.denies == clause.denies)
        if other > _cover(clause.stems, same):
            return True
    return False


@lru_cache(maxsize=512)
def _units(whole: tuple[Clause, ...], parts: tuple[Clause, ...], kind: str) -> tuple[Clause, ...]:
    """Sentences that state one value of `kind`, and the clauses of those that state several."""
    single = [s for s in whole if len({f.value for f in s.facts if f.kind == kind}) == 1]
    covered = {fact for sentence in single for fact in sentence.facts}
    return (
        *single,
        *(part for part in parts if any(f.kind == kind and f not in covered for f in part.facts)),
    )


def _stated(units: Iterable[Clause]) -> tuple[Clause, ...]:
    """Without questions: "Am I registered?" says neither that one is nor that one is not."""
    return tuple(unit for unit in units if not unit.asks)


def _has(clause: Clause, fact: Fact) -> bool:
    return any(f.kind == fact.kind and f.value == fact.value for f in clause.facts)


def _cover(about: frozenset[str], units: Iterable[Clause]) -> int:
    return max((len(about & unit.stems) for unit in units), default=0)
