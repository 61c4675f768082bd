"""Which FAISS index a set of vectors gets: decided from figures, not from a rule of thumb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

FLAT = "Flat"
# Fewer vectors than this are searched exactly in a few milliseconds; nothing is tried.
EXACT_BELOW = 50_000


@dataclass(frozen=True, slots=True)
class IndexGoal:
    """What an index must reach: recall@10 against exact search, and milliseconds a query."""

    recall: float = 0.95
    milliseconds: float = 5.0


class Candidate(msgspec.Struct, frozen=True):
    """An index that was tried.

    `kind` is FAISS's factory string, `effort` its `efSearch` or `nprobe` (0 for Flat), `vectors`
    how many it was tried with, `bytes` its size, `milliseconds` the median of one query on one
    thread, `build_seconds` the time to build it.
    """

    kind: str
    effort: int
    vectors: int
    bytes: int
    recall: float
    milliseconds: float
    build_seconds: float


class IndexChoice(msgspec.Struct, frozen=True):
    """The index taken, why, and all that was tried, each on a sample or on all vectors."""

    kind: str
    reason: str
    tried: tuple[Candidate, ...] = ()

    @property
    def taken(self) -> Candidate | None:
        """The figures of the index taken, on all vectors; None where nothing was measured."""
        own = [one for one in self.tried if one.kind == self.kind]
        return max(own, key=lambda one: one.vectors, default=None)


def meets(candidate: Candidate, goal: IndexGoal) -> bool:
    """Whether `candidate` is good and fast enough."""
    return candidate.recall >= goal.recall and candidate.milliseconds <= goal.milliseconds


def choose(tried: Sequence[Candidate], goal: IndexGoal) -> Candidate:
    """The smallest that meets the goal; where none does, the fastest that finds enough.

    All must have been tried with the same vectors. Exact search has a recall of 1, so with it
    among them there always is an answer.

    Raises:
        ValueError: none reaches the goal's recall.
    """
    good = [one for one in tried if one.recall >= goal.recall]
    if not good:
        raise ValueError(f"no candidate reaches a recall of {goal.recall}")
    fast = [one for one in good if meets(one, goal)]
    if fast:
        return min(fast, key=lambda one: (one.bytes, one.milliseconds))
    return min(good, key=lambda one: (one.milliseconds, one.bytes))


def order_to_try(sampled: Sequence[Candidate], goal: IndexGoal) -> list[str]:
    """The kinds worth building with all vectors, the smallest first: those good on the sample."""
    good = [one for one in sampled if meets(one, goal)]
    return [one.kind for one in sorted(good, key=lambda one: (one.bytes, one.milliseconds))]


def reason_for(choice: Candidate, goal: IndexGoal) -> str:
    """One line for `truephrase index --info`."""
    figures = f"recall@10 {choice.recall:.3f}, {choice.milliseconds:.2f} ms a query"
    if meets(choice, goal) and choice.kind == FLAT:
        return f"exact search is fast enough: {choice.milliseconds:.2f} ms a query"
    if meets(choice, goal):
        return f"the smallest of those tried that suffices: {figures}"
    return f"none reached {goal.milliseconds:g} ms; the fastest that finds enough: {figures}"
