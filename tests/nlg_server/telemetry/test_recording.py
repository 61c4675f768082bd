from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from starlette.responses import Response

from benchmarks.prompt_bench.case_sources import guess_kind, read_cases
from benchmarks.prompt_bench.plan import CaseSource
from nlg_server.http.app import create_app
from nlg_server.project import load_project
from nlg_server.service import Service
from nlg_server.telemetry import recording
from nlg_server.telemetry.metrics import Metrics
from nlg_server.telemetry.recorded_request import RecordingRules
from nlg_server.telemetry.recording import Recorder, announce
from nlg_server.telemetry.rotating_lines import RotatingLines
from prompts.errors import SettingsError
from tests.nlg_server.projects import nlg_body, write_project
from tests.running_server import running

RULES = RecordingRules("", masked=True, key=b"k")
BODY = json.dumps(nlg_body("utter_price")).encode()


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (recording.FILE_VARIABLE, recording.KEY_VARIABLE):
        monkeypatch.setenv(name, "")


def counted(metrics: Metrics, result: str) -> float:
    found = metrics.registry.get_sample_value("truephrase_recordings_total", {"result": result})
    return found or 0.0


def soon(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds()


def test_what_serve_records_the_bench_reads(tmp_path: Path) -> None:
    file = tmp_path / "requests.jsonl"
    write_project(tmp_path)
    announce(file)
    said = {"event": "user", "text": "I am Zoe Quist", "parse_data": {"intent": {"name": "greet"}}}
    slots = {"name": "Zoe Quist", "recording_consent": True}
    app = create_app(Service(load_project(tmp_path)))
    with running(app) as url, httpx.Client(base_url=url, timeout=10) as client:
        for body in (
            nlg_body("utter_price", slots, [said]),
            nlg_body("utter_greet", slots, [said]),
            nlg_body("utter_greet", {"name": "Ann Refused"}, []),
        ):
            client.post("/nlg", json=body).raise_for_status()
        tracker = nlg_body("x", slots, [said])["tracker"]
        search = {"next_action": "action_trigger_search", "tracker": tracker}
        client.post("/webhook", json=search).raise_for_status()
    assert guess_kind(file) == "requests"
    source = CaseSource(file, "requests", folder=tmp_path)
    price, greet = read_cases([source], "rephrase")
    (question,) = read_cases([source], "search")
    name = price.values["name"]
    assert price.template == f"The ticket costs $12.50 for {name}."
    assert greet.template == f"Hi {name}!" and greet.cluster == price.cluster
    assert question.question == f"I am {name}"
    text = file.read_text("utf-8")
    assert not [told for told in ("Zoe", "Quist", "Refused", '"u1"') if told in text]
    assert file.stat().st_mode & 0o077 == 0


def test_a_full_queue_drops_and_counts_and_never_waits(tmp_path: Path) -> None:
    metrics, lines = Metrics(), RotatingLines(tmp_path / "r.jsonl", 10**9)
    recorder = Recorder(lines, RULES, metrics)  # not started: nothing leaves the queue
    started = time.monotonic()
    for _ in range(1000):
        recorder.offer(BODY)
    assert time.monotonic() - started < 5
    assert counted(metrics, "dropped") == 1000 - 256
    recorder.start()
    recorder.close()
    assert counted(metrics, "recorded") == 256
    assert len((tmp_path / "r.jsonl").read_text("utf-8").splitlines()) == 256


def test_large_bodies_are_bounded_too(tmp_path: Path) -> None:
    metrics = Metrics()
    recorder = Recorder(RotatingLines(tmp_path / "r.jsonl", 10**9), RULES, metrics)
    for _ in range(5):
        recorder.offer(b" " * (10 * 2**20))
    assert counted(metrics, "dropped") == 2


def test_a_body_that_cannot_be_recorded_is_counted_and_the_next_one_is_kept(tmp_path: Path) -> None:
    metrics = Metrics()
    recorder = Recorder(RotatingLines(tmp_path / "r.jsonl", 10**9), RULES, metrics)
    for body in (b"{", b"null", b"[" * 100_000, BODY):
        recorder.offer(body)
    recorder.start()
    recorder.close()
    assert counted(metrics, "not_asked") == 1
    assert counted(metrics, "unreadable") + counted(metrics, "failed") == 2
    assert counted(metrics, "recorded") == 1


def test_a_lost_folder_is_counted_and_replies_go_on(tmp_path: Path) -> None:
    metrics = Metrics()
    recorder = Recorder(RotatingLines(tmp_path / "gone" / "r.jsonl", 10**9), RULES, metrics)
    recorder.start()
    reply = Response()
    assert recorder.around(lambda body, scope: reply)(BODY, {}) is reply
    assert soon(lambda: counted(metrics, "failed") == 1)
    recorder.close()


def test_a_file_that_cannot_be_written_is_refused_before_serving(tmp_path: Path) -> None:
    announce(tmp_path / "missing" / "r.jsonl")
    with pytest.raises(SettingsError, match="--record"):
        create_app(Service(load_project(write_project(tmp_path))))


def test_the_file_never_grows_past_its_bound(tmp_path: Path) -> None:
    lines = RotatingLines(tmp_path / "r.jsonl", 100)
    for number in range(50):
        lines.append(b'{"n": %d}\n' % number)
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert len(sizes) == 2 and max(sizes) <= 100
    kept = (tmp_path / "r.jsonl.1").read_text() + (tmp_path / "r.jsonl").read_text()
    numbers = [json.loads(line)["n"] for line in kept.splitlines()]
    assert numbers == list(range(numbers[0], 50))
