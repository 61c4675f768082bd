"""Other actions go on to the project's own action server, as they are."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from pytest_httpserver import HTTPServer

from nlg_server.http.app import create_app
from nlg_server.project import load_project
from nlg_server.service import Service
from tests.nlg_server.projects import write_project
from tests.running_server import running

BODY = {"next_action": "action_book", "tracker": {"slots": {"n": 1}}, "future_key": [1, 2]}


@contextmanager
def served(folder: Path, upstream: str) -> Iterator[httpx.Client]:
    write_project(folder, f"action_endpoint: {{upstream: '{upstream}', upstream_timeout: 1}}")
    service = Service(load_project(folder, environment={}))
    with running(create_app(service)) as url, httpx.Client(base_url=url, timeout=10) as client:
        yield client


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, {"events": [{"event": "slot", "name": "a", "value": 1}], "responses": []}),
        (400, {"error": "rejected", "action_name": "action_book"}),
        (404, {"error": "No registered action", "action_name": "action_book"}),
        (449, {"error": "missing domain", "action_name": "action_book"}),
        (500, {"error": "boom"}),
    ],
)
def test_body_and_status_are_passed_through(
    tmp_path: Path, httpserver: HTTPServer, status: int, answer: object
) -> None:
    httpserver.expect_request("/webhook", json=BODY).respond_with_json(answer, status=status)
    with served(tmp_path, httpserver.url_for("/webhook")) as client:
        reply = client.post("/webhook", json=BODY)
        assert (reply.status_code, reply.json()) == (status, answer)


def test_a_compressed_request_arrives_readable(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/webhook", json=BODY).respond_with_json({"events": []})
    with served(tmp_path, httpserver.url_for("/webhook")) as client:
        packed = zlib.compress(json.dumps(BODY).encode())
        headers = {"content-encoding": "deflate", "content-type": "application/json"}
        assert client.post("/webhook", content=packed, headers=headers).status_code == 200


def test_an_upstream_that_is_down_is_502_and_named(tmp_path: Path) -> None:
    with served(tmp_path, "http://127.0.0.1:9/webhook") as client:
        reply = client.post("/webhook", json=BODY)
        assert reply.status_code == 502
        assert reply.json()["action_name"] == "action_book"
        assert "action_endpoint.upstream" in reply.json()["error"]
        assert client.get("/health").json() == {"status": "ok"}


def test_the_actions_of_both_servers_are_listed(tmp_path: Path, httpserver: HTTPServer) -> None:
    listed = [{"name": "action_book"}, {"name": "action_trigger_search"}]
    httpserver.expect_request("/actions").respond_with_json(listed)
    with served(tmp_path, httpserver.url_for("/webhook")) as client:
        names = [action["name"] for action in client.get("/actions").json()]
        assert names == ["action_trigger_search", "action_book"]


def test_search_itself_is_never_passed_on(tmp_path: Path, httpserver: HTTPServer) -> None:
    with served(tmp_path, httpserver.url_for("/webhook")) as client:
        body = {"next_action": "action_trigger_search", "tracker": {"events": []}}
        assert client.post("/webhook", json=body).status_code == 200
    assert not httpserver.log
