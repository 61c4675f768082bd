"""What the server counts and times, as Prometheus metrics. Labels never hold user data."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from nlg_server.telemetry.tracing import Tracing, Untraced

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""prometheus_client's own environment variable; set by `serve --workers`."""

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 15.0)


class Metrics:
    """All metrics of a server, in a registry of its own.

    Several workers share their figures through files in `SHARED_FOLDER`, so that whichever
    answers ``GET /metrics`` tells the sum.
    """

    def __init__(self, tracing: Tracing | None = None) -> None:
        self.tracing = tracing or Untraced()
        self.registry = CollectorRegistry()
        self.replies = Counter(
            "truephrase_replies",
            "Replies sent to Rasa. endpoint: nlg or webhook; outcome: template, rephrased, "
            "answered, extractive, no_answer, failed, forwarded or error; reason: why.",
            ("endpoint", "outcome", "reason"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "truephrase_step_seconds",
            "Time of one step: request (all of it), prompt, model, model_call, check or search.",
            ("step",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._steps: dict[str, Histogram] = {}
        self.model_calls = Counter(
            "truephrase_model_calls",
            "Calls that left for a model, by group, purpose and result (ok or the error's reason).",
            ("group", "purpose", "result"),
            registry=self.registry,
        )
        self.tokens = Counter(
            "truephrase_model_tokens",
            "Tokens as the provider counted them; kind: prompt or completion.",
            ("group", "kind"),
            registry=self.registry,
        )
        self.cost = Counter(
            "truephrase_model_cost_dollars",
            "Cost of model calls in US dollars, by the group's prices, else litellm's table.",
            ("group",),
            registry=self.registry,
        )
        self.cache = Counter(
            "truephrase_cache",
            "Completions asked of the cache; result: hit, miss, joined or failed.",
            ("result",),
            registry=self.registry,
        )
        self.breaker = Gauge(
            "truephrase_breaker_open",
            "1 while a model group is not tried because it failed lately.",
            ("group",),
            multiprocess_mode="livemax",
            registry=self.registry,
        )
        self.model_in_flight = Gauge(
            "truephrase_model_calls_in_flight",
            "Model calls under way.",
            multiprocess_mode="livesum",
            registry=self.registry,
        )
        self.in_flight = Gauge(
            "truephrase_requests_in_flight",
            "Requests being answered now.",
            multiprocess_mode="livesum",
            registry=self.registry,
        )
        self.generation = Gauge(
            "truephrase_index_generation",
            "1 for the index generation that answers now, 0 for those before it.",
            ("generation",),
            multiprocess_mode="livemax",
            registry=self.registry,
        )
        self.reloads = Counter(
            "truephrase_reloads",
            "Reloads of watched files; result: ok or kept (the last good version stays).",
            ("what", "result"),
            registry=self.registry,
        )
        self.recordings = Counter(
            "truephrase_recordings",
            "Requests seen by serve --record; result: recorded, not_asked (no consent), "
            "dropped (the queue was full), unreadable or failed.",
            ("result",),
            registry=self.registry,
        )

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Observe the seconds that the block takes; with tracing on, also as a span."""
        start = perf_counter()
        try:
            with self.tracing.step(step):
                yield
        finally:
            observed = self._steps.get(step) or self._steps.setdefault(
                step, self.seconds.labels(step)
            )
            observed.observe(perf_counter() - start)

    def exposition(self) -> bytes:
        """Everything in Prometheus' text format."""
        if SHARED_FOLDER not in os.environ:
            return generate_latest(self.registry)
        shared = CollectorRegistry()
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]  # untyped library
        return generate_latest(shared)
