from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.server.load import load


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Counting.bodies.append(body)
        self.send_response(200 if self.path == "/good" else 500)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:
        pass


class Counting(ThreadingHTTPServer):
    daemon_threads = True
    bodies: list[bytes]


@pytest.fixture
def port() -> Iterator[int]:
    Counting.bodies = []
    with Counting(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_every_request_is_counted_and_whole(port: int) -> None:
    measured = load(port, "/good", b"x" * 50_000, connections=3, seconds=0.3)
    assert measured.requests == len(Counting.bodies) > 3
    assert {len(body) for body in Counting.bodies} == {50_000}
    assert 0 < measured.p50 <= measured.p99 < measured.seconds
    assert measured.per_second == measured.requests / measured.seconds


def test_an_error_does_not_count_as_speed(port: int) -> None:
    with pytest.raises(ConnectionError, match="500"):
        load(port, "/bad", b"{}", connections=2, seconds=5)
