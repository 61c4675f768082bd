"""Fakes that several tests of the model layers share: a clock, an observer, a model on a leash."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from prompts.budget import Budget
from prompts.errors import ModelError
from prompts.model import Completion, CompletionRequest, Message


def request(text: str = "Say it nicely: your table is booked.") -> CompletionRequest:
    return CompletionRequest((Message("user", text),), "wording", "rephrase")


@dataclass
class ManualClock:
    """A clock that stands still until it is moved."""

    time: float = 1000.0

    def __call__(self) -> float:
        return self.time

    def advance(self, seconds: float) -> None:
        self.time += seconds


@dataclass
class Recorder:
    """An observer that counts what it is told."""

    lookups: Counter[str] = field(default_factory=Counter)
    calls: list[Completion | ModelError] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    shed_calls: int = 0
    most_in_flight: int = 0
    store_failures: Counter[str] = field(default_factory=Counter)

    def called(
        self, request: CompletionRequest, outcome: Completion | ModelError, seconds: float
    ) -> None:
        self.calls.append(outcome)

    def looked_up(self, request: CompletionRequest, outcome: str) -> None:
        self.lookups[outcome] += 1

    def shed(self, request: CompletionRequest) -> None:
        self.shed_calls += 1

    def in_flight(self, calls: int) -> None:
        self.most_in_flight = max(self.most_in_flight, calls)

    def breaker_is(self, model_group: str, state: str) -> None:
        self.states.append(state)

    def cache_failed(self, operation: str) -> None:
        self.store_failures[operation] += 1


@dataclass
class LeashedModel:
    """Answers when `release` is set; counts starts and cancellations."""

    reply: str | ModelError = "Your table has been booked."
    started: int = 0
    cancelled: int = 0
    release: asyncio.Event = field(default_factory=asyncio.Event)

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        self.started += 1
        try:
            await self.release.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if isinstance(self.reply, ModelError):
            raise self.reply
        return Completion(self.reply)

    async def aclose(self) -> None:
        pass
