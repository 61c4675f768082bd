"""One text's facts beside the other's, and what each states that the other does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from prompts.facts import Fact


@dataclass(frozen=True, slots=True)
class Unsettled:
    """`facts` of `text`, of which the other text lacks `extra`; this one lacks `missing`.

    `of_reply` says which of the two it is.
    """

    text: str
    facts: tuple[Fact, ...]
    extra: tuple[Fact, ...]
    other: str
    other_facts: tuple[Fact, ...]
    missing: tuple[Fact, ...]
    of_reply: bool

    @property
    def exchangeable(self) -> bool:
        """Whether a bare number is missing too: then one could be told for another."""
        return any(fact.kind == "number" for fact in self.missing)

    def read_as(self, changes: dict[Fact, Fact | None]) -> tuple[Fact, ...]:
        """The facts, each in `changes` replaced, or left out where it is None there."""
        if not changes:
            return self.facts
        read = (changes.get(fact, fact) for fact in self.facts)
        return tuple(fact for fact in read if fact is not None)


def as_told(fact: Fact, told: Fact) -> Fact:
    """`fact` in its place, stating what `told` states."""
    return replace(fact, kind=told.kind, value=told.value, soft=False)


def joined(facts: Iterable[Fact], added: Iterable[Fact]) -> tuple[Fact, ...]:
    """`facts` and those `added`, in order of place."""
    return tuple(sorted((*facts, *added), key=lambda fact: (fact.start, fact.end)))
