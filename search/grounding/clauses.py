"""Sentences and their clauses, so that a value is compared with what is said of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from prompts.facts import Fact, find_facts
from search.grounding.negation import denies
from search.grounding.sentences import Sentence, sentences
from search.grounding.terms import content_stems

_CUT = re.compile(
    r"[,;:](?=\s)|[()\u2013\u2014]|\s(?:and|but|while|if|when|because|unless|until|although|though|which|und|aber|während|wenn|weil|y|pero|mientras|si|cuando|porque|et|mais|tandis|quand|e|mas|se|quando"
    r"|enquanto)\s"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of text: its content stems, its facts, and whether it denies."""

    text: str
    stems: frozenset[str]
    facts: tuple[Fact, ...]
    denies: bool


class Statement:
    """One sentence, read as far as anyone asked: most sentences of a passage are of no account."""

    def __init__(self, text: str, language: str | None) -> None:
        self.text = text
        self.language = language
        self.stems = frozenset(content_stems(text, language))

    @property
    def asks(self) -> bool:
        """Whether it is a question: "Am I registered?" neither affirms nor denies."""
        return self.text.rstrip("*_ ").endswith("?")

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Its hard facts, in order."""
        return facts_of(self.text, self.language)

    @cached_property
    def whole(self) -> Clause:
        """All of it as one clause."""
        return Clause(self.text, self.stems, self.facts, denies(self.text))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """What stands between its commas and conjunctions; no fact is cut in two."""
        cuts = [
            match.start()
            for match in _CUT.finditer(self.text)
            if not any(
                fact.kind != "quoted" and fact.start < match.end() and match.start() < fact.end
                for fact in self.facts
            )
        ]
        edges = [0, *cuts, len(self.text)]
        return tuple(self._clause(a, b) for a, b in itertools.pairwise(edges) if b > a)

    def units(self, kind: str) -> Sequence[Clause]:
        """What a value of `kind` belongs to: the sentence where it is the only one, or a clause."""
        values = {fact.value for fact in self.facts if fact.kind == kind}
        if len(values) == 1:
            return (self.whole,)
        return [part for part in self.clauses if any(fact.kind == kind for fact in part.facts)]

    def _clause(self, start: int, end: int) -> Clause:
        text = self.text[start:end]
        return Clause(
            text,
            frozenset(content_stems(text, self.language)),
            tuple(fact for fact in self.facts if start <= fact.start and fact.end <= end),
            denies(text),
        )


@lru_cache(maxsize=1024)
def facts_of(text: str, language: str | None) -> tuple[Fact, ...]:
    """The hard facts of `text`, in order."""
    return tuple(fact for fact in find_facts(text, language) if not fact.soft)


@lru_cache(maxsize=1024)
def statements_of(text: str, language: str | None) -> tuple[Statement, ...]:
    """The sentences of `text`, in order."""
    return as_statements(sentences(text), language)


def as_statements(read: Sequence[Sentence], language: str | None) -> tuple[Statement, ...]:
    """Sentences as statements in `language`."""
    return tuple(Statement(sentence.text, language) for sentence in read)
