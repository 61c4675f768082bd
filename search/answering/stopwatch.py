"""Where the time of one answer went."""

from __future__ import annotations

from prompts.budget import Clock


class Stopwatch:
    """Seconds spent in each named step, and in all."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._started = self._last = clock()
        self._laps: dict[str, float] = {}

    def lap(self, step: str) -> None:
        """End a step: the time since the last one ended is its own."""
        now = self._clock()
        self._laps[step], self._last = now - self._last, now

    def seconds(self) -> dict[str, float]:
        """By step, and ``total``."""
        return {**self._laps, "total": self._clock() - self._started}
