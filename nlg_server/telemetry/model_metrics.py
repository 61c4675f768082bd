"""Counts what the model layers tell: `prompts.model_events.ModelEvents` over Prometheus."""

from __future__ import annotations

from typing import Literal

from nlg_server.telemetry.metrics import Metrics
from prompts.errors import ModelError
from prompts.model import Completion, CompletionRequest
from prompts.model_events import BreakerState, CacheOutcome


class ModelMetrics:
    """Labels are the group, the purpose and the outcome; no text is ever kept."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def called(
        self, request: CompletionRequest, outcome: Completion | ModelError, seconds: float
    ) -> None:
        result = outcome.reason if isinstance(outcome, ModelError) else "ok"
        self._metrics.model_calls.labels(request.model_group, request.purpose, result).inc()
        self._metrics.seconds.labels("model_call").observe(seconds)
        self._metrics.tracing.ended(
            "model_call",
            seconds,
            {
                "gen_ai.operation.name": "chat",
                "truephrase.model_group": request.model_group,
                "truephrase.purpose": request.purpose,
                "truephrase.result": result,
            },
        )
        if isinstance(outcome, Completion):
            group = request.model_group
            self._metrics.tokens.labels(group, "prompt").inc(outcome.prompt_tokens)
            self._metrics.tokens.labels(group, "completion").inc(outcome.completion_tokens)
            self._metrics.cost.labels(group).inc(outcome.cost)

    def looked_up(self, request: CompletionRequest, outcome: CacheOutcome) -> None:
        self._metrics.cache.labels(outcome).inc()

    def shed(self, request: CompletionRequest) -> None:
        self._metrics.model_calls.labels(request.model_group, request.purpose, "overloaded").inc()

    def in_flight(self, calls: int) -> None:
        self._metrics.model_in_flight.set(calls)

    def breaker_is(self, model_group: str, state: BreakerState) -> None:
        self._metrics.breaker.labels(model_group).set(0 if state == "closed" else 1)

    def cache_failed(self, operation: Literal["get", "put"]) -> None:
        self._metrics.cache.labels("failed").inc()
