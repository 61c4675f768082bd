"""Spans over OpenTelemetry, sent to a collector by OTLP over HTTP."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from nlg_server import __version__
from nlg_server.telemetry.tracing import Attributes

_PARENT = (b"traceparent", b"tracestate")
# Seconds that the last spans get at the end; a dead collector must not hold up the stop.
_LAST_SECONDS = 3.0
# Seconds that an exporter gets to give up its retries.
_END_SECONDS = 0.5


class OtlpTracing:
    """Sends spans in the background; collector, sampling and service name as OTEL_… say.

    Errors are not recorded as events: their messages may quote what a provider was sent.
    """

    def __init__(self, exporter: SpanExporter | None = None) -> None:
        named = {} if "OTEL_SERVICE_NAME" in os.environ else {SERVICE_NAME: "truephrase"}
        self._provider = TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
        self._exporter = exporter or OTLPSpanExporter()
        self._provider.add_span_processor(BatchSpanProcessor(self._exporter))
        self._tracer = self._provider.get_tracer("truephrase", __version__)
        self._propagator = TraceContextTextMapPropagator()

    @contextmanager
    def request(self, name: str, headers: Iterable[tuple[bytes, bytes]]) -> Iterator[None]:
        carrier = {
            key.decode(): value.decode("latin-1") for key, value in headers if key in _PARENT
        }
        with self._tracer.start_as_current_span(
            name,
            context=self._propagator.extract(carrier),
            kind=SpanKind.SERVER,
            record_exception=False,
            set_status_on_exception=False,
        ):
            yield

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        with self._tracer.start_as_current_span(
            name, record_exception=False, set_status_on_exception=False
        ):
            yield

    def ended(self, name: str, seconds: float, attributes: Attributes) -> None:
        now = time.time_ns()
        span = self._tracer.start_span(
            name,
            kind=SpanKind.CLIENT,
            start_time=now - int(seconds * 1e9),
            attributes=dict(attributes),
        )
        span.end(now)

    def note(self, attributes: Attributes) -> None:
        trace.get_current_span().set_attributes(dict(attributes))

    async def aclose(self) -> None:
        last = threading.Thread(target=self._provider.shutdown, daemon=True)
        last.start()
        await asyncio.to_thread(last.join, _LAST_SECONDS)
        if last.is_alive():
            self._exporter.shutdown()  # ends its retries, and with them the threads
            await asyncio.to_thread(last.join, _END_SECONDS)
