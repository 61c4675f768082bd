"""A circuit breaker: after failures a model group is not tried for a while, then probed."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from prompts.budget import Budget, Clock
from prompts.errors import (
    BadCompletion,
    BreakerOpen,
    DeadlineExceeded,
    ModelDenied,
    ModelError,
    ModelUnreachable,
    RateLimited,
)
from prompts.model import Completion, CompletionRequest, LanguageModel
from prompts.model_events import BreakerState, ModelEvents

_REFUSAL = "the model failed lately and is not tried for now"
_OPEN = BreakerOpen(_REFUSAL)  # for telling; one that is raised is made anew
_BLAMES_MODEL = (BadCompletion, DeadlineExceeded, ModelDenied, ModelUnreachable, RateLimited)


@dataclass(frozen=True, slots=True)
class BreakerSettings:
    """When a breaker opens, and for how long (seconds).

    It opens when at least `failures` of the last `window` calls failed and these are at least
    half of them. It then stays open for `open_seconds`, doubled after each probe that fails, up
    to `max_open_seconds`. A call that ran out of time counts only where it had `fair_seconds`.
    """

    failures: int = 5
    window: int = 20
    open_seconds: float = 5.0
    max_open_seconds: float = 60.0
    fair_seconds: float = 0.25


class Breaker:
    """The state machine of one model group: closed → open → half-open → closed or open."""

    def __init__(
        self,
        settings: BreakerSettings | None = None,
        clock: Clock = time.monotonic,
        on_change: Callable[[BreakerState], None] = lambda state: None,
    ) -> None:
        self._settings = settings or BreakerSettings()
        self._clock = clock
        self._on_change = on_change
        self._state: BreakerState = "closed"
        self._failed: deque[bool] = deque(maxlen=self._settings.window)
        self._open_seconds = self._settings.open_seconds
        self._opened_at = 0.0
        self._epoch = 0

    @property
    def state(self) -> BreakerState:
        """Where it stands, before the next call is asked for."""
        return self._state

    @property
    def refuses(self) -> bool:
        """Whether `enter` would refuse a call now; asking changes nothing."""
        return self._state == "half_open" or (self._state == "open" and not self._probe_is_due())

    def enter(self) -> int:
        """Permission for one call, to hand back to `leave`; raises BreakerOpen.

        In the half-open state one probe is let through, and everyone else is refused.
        """
        if self.refuses:
            raise BreakerOpen(_REFUSAL)
        if self._state == "open":
            self._to("half_open")
        return self._epoch

    def leave(self, permission: int, failed: bool | None) -> None:
        """Tell how a permitted call ended; None when it says nothing about the model.

        A call that was permitted before the last change of state no longer counts.
        """
        if permission != self._epoch:
            return
        if self._state == "half_open":
            self._end_probe(failed)
        elif failed is not None:
            self._failed.append(failed)
            failures = sum(self._failed)
            if failures >= self._settings.failures and 2 * failures >= len(self._failed):
                self._open()

    def _end_probe(self, failed: bool | None) -> None:
        if failed is None:
            # The prober hung up; the next caller probes at once.
            self._to("open")
            self._opened_at = self._clock() - self._open_seconds
        elif failed:
            doubled = self._open_seconds * 2
            self._open_seconds = min(doubled, self._settings.max_open_seconds)
            self._open()
        else:
            self._open_seconds = self._settings.open_seconds
            self._to("closed")

    def _probe_is_due(self) -> bool:
        return self._clock() - self._opened_at >= self._open_seconds

    def _open(self) -> None:
        self._opened_at = self._clock()
        self._to("open")

    def _to(self, state: BreakerState) -> None:
        self._state = state
        self._epoch += 1
        self._failed.clear()
        self._on_change(state)


class Breakers:
    """The breakers of all model groups, each made when its group is first asked for."""

    def __init__(
        self, settings: BreakerSettings, events: ModelEvents, clock: Clock = time.monotonic
    ) -> None:
        self.settings = settings
        self._events = events
        self._clock = clock
        self._breakers: dict[str, Breaker] = {}

    def of(self, group: str) -> Breaker:
        """The breaker of `group`."""
        if group not in self._breakers:
            self._breakers[group] = Breaker(
                self.settings, self._clock, lambda state: self._events.breaker_is(group, state)
            )
        return self._breakers[group]

    def refusing(self, group: str) -> BreakerOpen | None:
        """The error that a call of `group` would meet now; None while calls are let through.

        For those who would rather not prepare a call in vain: the probe that ends an outage is
        let through when it is due.
        """
        breaker = self._breakers.get(group)
        return _OPEN if breaker is not None and breaker.refuses else None


class BreakingModel:
    """Calls `inner` unless the breaker of the request's model group is open."""

    def __init__(self, inner: LanguageModel, breakers: Breakers) -> None:
        self._inner = inner
        self._breakers = breakers

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        """`inner`'s completion; raises BreakerOpen at once while the breaker is open."""
        breaker = self._breakers.of(request.model_group)
        given = budget.remaining()
        permission = breaker.enter()
        failed: bool | None = None
        try:
            completion = await self._inner.complete(request, budget)
            failed = False
            return completion
        except ModelError as error:
            failed = self._blames_model(error, given)
            raise
        finally:
            breaker.leave(permission, failed)

    async def aclose(self) -> None:
        await self._inner.aclose()

    def _blames_model(self, error: ModelError, given: float) -> bool | None:
        if isinstance(error, DeadlineExceeded) and given < self._breakers.settings.fair_seconds:
            return None
        return True if isinstance(error, _BLAMES_MODEL) else None
