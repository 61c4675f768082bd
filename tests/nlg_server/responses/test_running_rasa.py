from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from nlg_server.responses.running_rasa import fetch_domain
from prompts.errors import DomainError

DOMAIN = {"responses": {"utter_greet": [{"text": "Hi"}]}, "actions": ["action_x"]}


class Rasa(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        routes: dict[str, tuple[int, str]] = {
            "/domain": (200, json.dumps(DOMAIN)),
            "/domain?token=secret": (200, json.dumps(DOMAIN)),
            "/denied/domain": (401, "{}"),
            "/off/domain": (404, "{}"),
            "/broken/domain": (500, "{}"),
            "/html/domain": (200, "<html>"),
            "/list/domain": (200, "[]"),
        }
        status, text = routes.get(self.path, (400, "{}"))
        if "json" not in self.headers.get("Accept", ""):
            status, text = 406, "{}"
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def rasa() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Rasa) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("token", [None, "secret"])
def test_the_domain_of_a_running_rasa_is_fetched(rasa: str, token: str | None) -> None:
    domain = asyncio.run(fetch_domain(rasa + "/", token=token))
    assert domain.responses["utter_greet"][0].text == "Hi"
    assert domain.actions == ("action_x",)


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/denied", "--auth-token"),
        ("/off", "--enable-api"),
        ("/broken", "500"),
        ("/html", "no JSON"),
        ("/list", "no domain"),
    ],
)
def test_an_answer_that_is_no_domain_says_what_to_do(rasa: str, path: str, hint: str) -> None:
    with pytest.raises(DomainError, match=hint):
        asyncio.run(fetch_domain(rasa + path))


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://[", "no-url"])
def test_a_rasa_that_is_not_there_is_a_domain_error(url: str) -> None:
    with pytest.raises(DomainError, match="does not answer"):
        asyncio.run(fetch_domain(url))
