"""Sentences cut into clauses, so that a value is compared with what is said of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from prompts.facts import Fact, find_facts
from search.grounding.negation import denies
from search.grounding.sentences import sentences
from search.grounding.terms import content_stems

_CUT = re.compile(
    r"[,;:](?=\s)|[()\u2013\u2014]|\s(?:and|but|while|if|when|because|unless|until|although|though|which|und|aber|während|wenn|weil|y|pero|mientras|si|cuando|porque|et|mais|tandis|quand|e|mas|se|quando"
    r"|enquanto)\s"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of text, its content stems, its facts, and whether it denies or asks."""

    text: str
    stems: frozenset[str]
    facts: tuple[Fact, ...]
    denies: bool
    asks: bool = False


@lru_cache(maxsize=1024)
def facts_of(text: str, language: str | None) -> tuple[Fact, ...]:
    """The hard facts of `text`, in order."""
    return tuple(fact for fact in find_facts(text, language) if not fact.soft)


@lru_cache(maxsize=1024)
def read_clauses(text: str, language: str | None) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """The sentences and the clauses of `text`, each as a `Clause`."""
    facts = facts_of(text, language)
    whole: list[Clause] = []
    parts: list[Clause] = []
    for sentence in sentences(text):
        inside = [f for f in facts if sentence.start <= f.start and f.end <= sentence.end]
        asks = sentence.text.rstrip("*_ ").endswith("?")
        whole.append(_clause(text, sentence.start, sentence.end, inside, language, asks))
        cuts = [
            match.start() + sentence.start
            for match in _CUT.finditer(sentence.text)
            if not any(
                f.kind != "quoted"
                and f.start < match.end() + sentence.start
                and match.start() + sentence.start < f.end
                for f in inside
            )
        ]
        edges = [sentence.start, *cuts, sentence.end]
        parts.extend(
            _clause(text, start, end, inside, language, asks)
            for start, end in itertools.pairwise(edges)
            if end > start
        )
    return tuple(whole), tuple(parts)


def _clause(
    text: str, start: int, end: int, facts: Sequence[Fact], language: str | None, asks: bool
) -> Clause:
    return Clause(
        text[start:end],
        frozenset(content_stems(text[start:end], language)),
        tuple(fact for fact in facts if start <= fact.start and fact.end <= end),
        denies(text[start:end]),
        asks,
    )
