"""`truephrase serve` as a process: workers, ports, and how it stops."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.nlg_server.projects import nlg_body, write_project


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    log = folder / "server.log"
    command = [sys.executable, "-m", "nlg_server", "serve", "--project", str(folder), *arguments]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stderr=output, env=dict(os.environ))
    try:
        deadline = time.monotonic() + 30
        while True:
            found = re.search(r"Listening on (http://\S+)", log.read_text())
            if found and _answers(found[1]):
                break
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield found[1], process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", timeout=1).status_code == 200
    except httpx.HTTPError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_it_answers_on_both_ports_of_endpoints_yml(tmp_path: Path) -> None:
    nlg, actions = free_port(), free_port()
    write_project(
        tmp_path,
        f"nlg: {{url: 'http://localhost:{nlg}/nlg'}}\n"
        f"action_endpoint: {{url: 'http://localhost:{actions}/webhook'}}\n",
    )
    with served(tmp_path):
        for port in (nlg, actions):
            assert _answers(f"http://127.0.0.1:{port}")


def test_a_port_that_is_taken_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "nlg_server", "serve", "--port", str(port)]
        failed = subprocess.run(
            command, cwd=write_project(tmp_path), capture_output=True, text=True, timeout=30,
            check=False,
        )  # fmt: skip
    assert failed.returncode == 2
    assert f"127.0.0.1:{port} cannot be listened on" in failed.stderr


def test_two_workers_tell_one_sum_of_metrics(tmp_path: Path) -> None:
    with served(write_project(tmp_path), "--port", "0", "--workers", "2") as (url, _):
        for _attempt in range(20):  # a new connection each, so that both workers get some
            httpx.post(f"{url}/nlg", json=nlg_body("utter_greet", {"name": "Ann"}), timeout=10)
        labels = r'endpoint="nlg",outcome="template",reason="not_asked"'
        pattern = rf"truephrase_replies_total\{{{labels}\}} (\S+)"
        text = httpx.get(f"{url}/metrics", timeout=10).text
        found = re.search(pattern, text)
        assert found is not None, text
        assert float(found[1]) == 20.0


def test_requests_in_flight_are_finished_when_it_stops(tmp_path: Path) -> None:
    """A slow upstream action is under way while the server gets SIGTERM."""
    upstream = socket.socket()
    upstream.bind(("127.0.0.1", 0))
    upstream.listen()
    port = upstream.getsockname()[1]
    write_project(tmp_path, f"action_endpoint: {{upstream: 'http://127.0.0.1:{port}/webhook'}}")
    arrived, answer = threading.Event(), b'{"events": [], "responses": []}'

    def slowly() -> None:
        connection, _ = upstream.accept()
        connection.recv(65536)
        arrived.set()
        time.sleep(1)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(answer)}"
        connection.sendall(head.encode() + b"\r\nConnection: close\r\n\r\n" + answer)
        connection.close()

    thread = threading.Thread(target=slowly, daemon=True)
    thread.start()
    with served(tmp_path, "--port", "0") as (url, process):
        replies: list[httpx.Response] = []
        body = {"next_action": "action_slow"}
        asking = threading.Thread(
            target=lambda: replies.append(httpx.post(f"{url}/webhook", json=body, timeout=10))
        )
        asking.start()
        assert arrived.wait(10)
        process.send_signal(signal.SIGTERM)
        asking.join(10)
        assert [reply.json() for reply in replies] == [{"events": [], "responses": []}]
    upstream.close()


def test_what_only_a_model_or_a_search_needs_is_not_imported_at_the_start() -> None:
    heavy = ("httpx", "openai", "litellm", "aiohttp", "torch", "faiss", "rich", "opentelemetry")
    program = f"import sys, nlg_server.serving; print([m for m in {heavy} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.stdout == "[]\n", ran.stderr
