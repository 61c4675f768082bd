"""Traces: what is sent to a collector, what is not, and what is not even imported."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from nlg_server.http.app import create_app
from nlg_server.project import load_project
from nlg_server.service import Service
from nlg_server.telemetry import tracing
from nlg_server.telemetry.tracing import Untraced, tracing_of
from prompts.errors import ModelUnreachable, SettingsError
from prompts.scripted_model import ScriptedModel
from tests.nlg_server.projects import nlg_body, write_project
from tests.running_server import running

SECRET = "QuiteSecretName"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
ENDPOINTS = "nlg: {llm: {model_group: g}}\ntruephrase: {tracing: otlp}\n" + (
    "model_groups: [{id: g, models: [{provider: openai, model: m, api_key: k}]}]\n"
)


@contextmanager
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """An OTLP collector on loopback: its address, and the bodies it got."""
    bodies: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["content-length"]))
            bodies.append(raw)
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", bodies
    finally:
        server.shutdown()
        server.server_close()


def spans_in(bodies: list[bytes]) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for body in bodies:
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            for scope in resource.scope_spans:
                found |= {span.name: span for span in scope.spans}
    return found


def post_traced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: ScriptedModel
) -> list[bytes]:
    with collector() as (address, bodies):
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
        project = load_project(write_project(tmp_path, ENDPOINTS))
        with running(create_app(Service(project, model))) as url:
            body = nlg_body("utter_price", {"name": SECRET})
            sent = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
            assert httpx.post(f"{url}/nlg", json=body, headers=sent).status_code == 200
    return bodies


def test_a_request_and_its_steps_are_one_trace_with_the_callers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = f"For {SECRET}, the ticket costs $12.50."
    spans = spans_in(post_traced(tmp_path, monkeypatch, ScriptedModel(said)))
    assert set(spans) == {"POST /nlg", "prompt", "model", "check"}
    assert {span.trace_id.hex() for span in spans.values()} == {TRACE}
    request = spans["POST /nlg"]
    assert request.parent_span_id.hex() == "00f067aa0ba902b7"
    assert spans["check"].parent_span_id == request.span_id
    noted = {item.key: item.value.string_value for item in request.attributes}
    assert noted["truephrase.reason"] == "faithful"


def test_no_text_or_value_is_in_a_trace_also_when_a_call_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = ModelUnreachable(f"the provider quotes {SECRET}")
    bodies = post_traced(tmp_path, monkeypatch, ScriptedModel(error))
    assert "model" in spans_in(bodies)
    assert SECRET.encode() not in b"".join(bodies)
    assert b"12.50" not in b"".join(bodies)


def test_without_a_collector_in_sight_nothing_is_traced_or_imported() -> None:
    assert isinstance(tracing_of("auto", {}), Untraced)
    named = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}
    assert isinstance(tracing_of("off", named), Untraced)
    assert isinstance(tracing_of("otlp", {"OTEL_SDK_DISABLED": "true"}), Untraced)
    program = (
        "import sys, nlg_server.service; from nlg_server.telemetry.tracing import tracing_of;"
        "tracing_of('auto', {}); print('opentelemetry' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.stdout == "False\n", ran.stderr


def test_missing_packages_stop_the_start_only_where_traces_were_asked_for_by_name(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tracing, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r"truephrase\[otel\]"):
        tracing_of("otlp", {})
    assert isinstance(tracing_of("auto", {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x"}), Untraced)
    assert "truephrase[otel]" in caplog.text


def test_a_dead_collector_neither_holds_up_the_stop_nor_outlives_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    before = set(threading.enumerate())
    made = tracing_of("otlp")
    sending = [thread for thread in set(threading.enumerate()) - before if thread.daemon]
    assert sending

    async def scenario() -> float:
        with made.step("prompt"):
            pass
        began = asyncio.get_running_loop().time()
        await made.aclose()
        return asyncio.get_running_loop().time() - began

    assert asyncio.run(scenario()) < 4.0
    assert not any(thread.is_alive() for thread in sending)
