"""What the model layers tell an observer; the server's metrics implement it."""

from __future__ import annotations

from typing import Literal, Protocol

from prompts.errors import ModelError
from prompts.model import Completion, CompletionRequest

BreakerState = Literal["closed", "open", "half_open"]
CacheOutcome = Literal["hit", "miss", "joined"]


class ModelEvents(Protocol):
    """Called from the event loop, so an implementation must not block, nor keep any text."""

    def called(
        self, request: CompletionRequest, outcome: Completion | ModelError, seconds: float
    ) -> None:
        """A call reached the provider and took `seconds`."""

    def looked_up(self, request: CompletionRequest, outcome: CacheOutcome) -> None:
        """The cache answered, or not, or an identical call in flight is shared."""

    def shed(self, request: CompletionRequest) -> None:
        """Too many calls were in flight, so this one was not made."""

    def in_flight(self, calls: int) -> None:
        """`calls` are in flight now."""

    def breaker_is(self, model_group: str, state: BreakerState) -> None:
        """The breaker of `model_group` went to `state`."""

    def cache_failed(self, operation: Literal["get", "put"]) -> None:
        """The cache's store did not answer; the request went on without it."""


class Unobserved:
    """An observer that looks away."""

    def called(
        self, request: CompletionRequest, outcome: Completion | ModelError, seconds: float
    ) -> None: ...

    def looked_up(self, request: CompletionRequest, outcome: CacheOutcome) -> None: ...

    def shed(self, request: CompletionRequest) -> None: ...

    def in_flight(self, calls: int) -> None: ...

    def breaker_is(self, model_group: str, state: BreakerState) -> None: ...

    def cache_failed(self, operation: Literal["get", "put"]) -> None: ...
