"""Callers that never finish, over raw sockets to a real server."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from nlg_server.http.bounded_protocol import MAX_HEADER_BYTES
from tests.nlg_server.projects import nlg_body, write_project
from tests.nlg_server.test_serving import served

HEAD = b"POST /nlg HTTP/1.1\r\nHost: localhost\r\n"
SECONDS = 0.6


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("slow")
    project = write_project(folder, f"truephrase: {{request_seconds: {SECONDS}}}")
    with served(project, "--port", "0") as (address, _):
        yield address


@contextmanager
def connected(url: str) -> Iterator[socket.socket]:
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        yield connection


def rest(connection: socket.socket) -> bytes:
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
    return received


@pytest.mark.parametrize(
    "beginning",
    [HEAD, HEAD + b"Content-Length: 100\r\n\r\n", HEAD + b'Content-Length: 100\r\n\r\n{"respo'],
    ids=["headers", "body", "half a body"],
)
def test_what_does_not_arrive_in_time_is_408_and_the_connection_ends(
    url: str, beginning: bytes
) -> None:
    with connected(url) as connection:
        connection.sendall(beginning)
        began = time.monotonic()
        answer = rest(connection)
    assert answer.startswith(b"HTTP/1.1 408 ") and b"request_seconds" in answer
    assert time.monotonic() - began < 5


def test_dripping_bytes_does_not_prolong_the_time(url: str) -> None:
    began = time.monotonic()
    # Reset or broken pipe, as the kernel has it.
    with connected(url) as connection, pytest.raises(OSError):
        for byte in [HEAD, *[b"x"] * 100]:
            connection.sendall(byte)
            time.sleep(0.1)
    assert time.monotonic() - began < 8


def test_a_connection_that_asks_nothing_is_closed_without_a_word(url: str) -> None:
    with connected(url) as connection:
        assert rest(connection) == b""


def test_headers_without_end_are_431(url: str) -> None:
    with connected(url) as connection:
        connection.sendall(HEAD)
        try:
            for _ in range(MAX_HEADER_BYTES // 8192 + 2):
                connection.sendall(b"x" * 8192)
            answer = rest(connection)
        except OSError:  # it was closed while we were still sending
            return
    assert answer.startswith(b"HTTP/1.1 431 ")


def test_a_kept_connection_has_its_time_for_each_request(url: str) -> None:
    with httpx.Client(base_url=url) as client:
        for _ in range(4):
            reply = client.post("/nlg", json=nlg_body("utter_greet", {"name": "Ann"}))
            assert reply.json()["text"] == "Hi Ann!"
            time.sleep(SECONDS / 2)
