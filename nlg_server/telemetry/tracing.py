"""Spans for the steps of a request; none, and no import, unless tracing is configured."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec
from typing import Protocol

from prompts.errors import SettingsError

log = logging.getLogger("truephrase")

Attributes = Mapping[str, str | int | float | bool]

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


class Tracing(Protocol):
    """Makes spans. Names and attributes never hold a text, a slot value or a key."""

    def request(
        self, name: str, headers: Iterable[tuple[bytes, bytes]]
    ) -> AbstractContextManager[None]:
        """The span of a whole request, a child of the caller's ``traceparent`` if it sent one."""

    def step(self, name: str) -> AbstractContextManager[None]:
        """The span of one step, a child of the current one."""

    def ended(self, name: str, seconds: float, attributes: Attributes) -> None:
        """A step that ended now and took `seconds`."""

    def note(self, attributes: Attributes) -> None:
        """Add `attributes` to the current span."""

    async def aclose(self) -> None:
        """Send what is left."""


class Untraced:
    """Makes no spans."""

    _nothing: AbstractContextManager[None] = nullcontext()

    def request(
        self, name: str, headers: Iterable[tuple[bytes, bytes]]
    ) -> AbstractContextManager[None]:
        return self._nothing

    def step(self, name: str) -> AbstractContextManager[None]:
        return self._nothing

    def ended(self, name: str, seconds: float, attributes: Attributes) -> None: ...

    def note(self, attributes: Attributes) -> None: ...

    async def aclose(self) -> None: ...


def tracing_of(setting: str, environment: Mapping[str, str] = os.environ) -> Tracing:
    """What `truephrase.tracing` asks for: ``otlp``, ``off``, or ``auto``.

    ``auto`` is ``otlp`` where the environment names a collector as OpenTelemetry has it. Raises
    SettingsError where ``otlp`` is asked for and the packages are missing.
    """
    disabled = environment.get("OTEL_SDK_DISABLED", "").lower() == "true"
    if setting == "off" or disabled:
        return Untraced()
    if setting == "auto" and not any(environment.get(name) for name in _ENDPOINTS):
        return Untraced()
    if find_spec("opentelemetry") and find_spec("opentelemetry.exporter.otlp.proto.http"):
        from nlg_server.telemetry.otlp_tracing import OtlpTracing

        return OtlpTracing()
    remedy = 'Install them with `pip install "truephrase[otel]"`.'
    if setting == "otlp":
        problem = "OpenTelemetry's packages are not installed."
        raise SettingsError("endpoints.yml", "truephrase.tracing", problem, remedy)
    log.warning("The environment asks for traces, which needs OpenTelemetry's packages. %s", remedy)
    return Untraced()
