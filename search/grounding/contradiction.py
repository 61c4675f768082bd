"""Does the passage say the same of something else, or the opposite?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from prompts.facts import Fact
from search.grounding.clauses import Clause, Statement, facts_of, statements_of
from search.grounding.evidence import Evidence
from search.grounding.terms import content_stems
from search.text.tokens import words
from search.text.visible_text import plain

_NUMERIC = frozenset(
    {"number", "amount", "percentage", "quantity", "ordinal", "duration", "time", "date"}
)
_SAME_STATEMENT = 0.7  # share of a clause's content words from which on another says "the same"
# With fewer content words a part of a sentence tells too little of what it is about, and with fewer
# words of any kind a whole one states nothing.
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
    for clause in _clauses(text, evidence.language):
        for fact in clause.facts:
            if fact.kind not in _NUMERIC:
                continue
            about = clause.stems.difference(content_stems(fact.text, evidence.language))
            if _rivalled(fact, about, claimed, evidence.statements):
                return fact.text
    return None


def denied(sentence: str, evidence: Evidence) -> bool:
    """Whether the passage says the same with the opposite polarity, and nowhere with this one."""
    stated = [statement for statement in evidence.statements if not statement.asks]
    for clause in _telling(plain(sentence), evidence.language):
        least = _SAME_STATEMENT * len(clause.stems)
        near = [s for s in stated if len(clause.stems & s.stems) >= least]
        # A sentence without any negation affirms as a whole; one with it denies in one clause.
        units = _all_units(near) if clause.denies else (c for s in near for c in s.clauses)
        other = _cover(clause.stems, (unit for unit in units if unit.denies != clause.denies))
        if other < least:
            continue
        near = [s for s in stated if len(clause.stems & s.stems) >= other]
        same = (unit for unit in _all_units(near) if unit.denies == clause.denies)
        if other > _cover(clause.stems, same):
            return True
    return False


def _rivalled(
    fact: Fact,
    about: frozenset[str],
    claimed: set[tuple[str, str]],
    stated: Sequence[Statement],
) -> bool:
    """Whether what has a value that is not `claimed` says more of `about` than what has `fact`.

    The sentences with most of `about` are read first: no part of a later one has more of it, so
    that mostly the first decides.
    """
    own, rival = -1, 0
    ranked = sorted(((len(about & s.stems), s) for s in stated), key=lambda pair: -pair[0])
    for most, statement in ranked:
        if own >= most or (not most and not rival):
            break
        for unit in statement.units(fact.kind):
            shared = len(about & unit.stems)
            if _has(unit, fact):
                own = max(own, shared)
            elif any(f.kind == fact.kind and (f.kind, f.value) not in claimed for f in unit.facts):
                rival = max(rival, shared)
    return rival > own >= 0


def _clauses(text: str, language: str | None) -> Iterator[Clause]:
    return (clause for statement in statements_of(text, language) for clause in statement.clauses)


def _telling(text: str, language: str | None) -> Iterator[Clause]:
    """The clauses that tell enough to be denied: "Dogs are allowed." does, ", if allowed" not."""
    for statement in statements_of(text, language):
        clauses = statement.clauses
        for clause in clauses:
            told = clause.stems if len(clauses) > 1 else words(clause.text)
            if clause.stems and len(told) >= _LEAST_WORDS:
                yield clause


def _all_units(stated: Iterable[Statement]) -> Iterator[Clause]:
    return (unit for statement in stated for unit in (statement.whole, *statement.clauses))


def _has(clause: Clause, fact: Fact) -> bool:
    return any(f.kind == fact.kind and f.value == fact.value for f in clause.facts)


def _cover(about: frozenset[str], units: Iterable[Clause]) -> int:
    return max((len(about & unit.stems) for unit in units), default=0)
