"""The server over real HTTP, as Rasa meets it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from nlg_server.http.app import create_app
from nlg_server.project import load_project
from nlg_server.service import Service
from prompts.errors import ModelUnreachable
from prompts.scripted_model import Script, ScriptedModel
from tests.nlg_server.projects import nlg_body, write_project
from tests.running_server import running

SAMPLES = Path(__file__).parents[2] / "samples"
WORDING = "model_groups: [{id: wording, models: [{provider: ollama, model: tiny}]}]\n"
REPHRASING = "nlg: {llm: {model_group: wording}}\n" + WORDING

# What Rasa checks of a reply; further keys pass.
SCHEMA = {
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "id": {"type": ["string", "null"]},
        "buttons": {"type": ["array", "null"], "items": {"type": "object"}},
        "elements": {"type": ["array", "null"], "items": {"type": "object"}},
        "attachment": {"type": ["object", "null"]},
        "image": {"type": ["string", "null"]},
        "custom": {"type": "object"},
    },
}


class Server:
    """A client of a server that runs on a project folder."""

    def __init__(self, url: str, service: Service, model: ScriptedModel) -> None:
        self.url, self.service, self.model = url, service, model
        self.client = httpx.Client(base_url=url, timeout=10)

    def nlg(self, response: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        answer = self.client.post("/nlg", json=nlg_body(response, *args, **kwargs))
        assert answer.status_code == 200, answer.text
        reply: dict[str, Any] = answer.json()
        jsonschema.validate(reply, SCHEMA)
        return reply


class Starter:
    """Starts servers on a project in a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, endpoints: str = "", script: Script = "Sure thing.") -> Any:
        return self._run(endpoints, script)

    def _run(self, endpoints: str, script: Script) -> Any:
        from contextlib import contextmanager

        @contextmanager
        def run() -> Iterator[Server]:
            write_project(self.folder, endpoints)
            model = ScriptedModel(script)
            service = Service(load_project(self.folder, environment={}), model)
            with running(create_app(service)) as url:
                server = Server(url, service, model)
                with server.client:
                    yield server

        return run()


@pytest.fixture
def start(tmp_path: Path) -> Starter:
    return Starter(tmp_path)


def test_a_response_arrives_filled(start: Starter) -> None:
    with start() as server:
        assert server.nlg("utter_greet", {"name": "Ann"}) == {"text": "Hi Ann!"}


def test_every_path_of_the_endpoint_answers(start: Starter) -> None:
    with start() as server:
        for path in ("/nlg", "/nlg/", "/"):
            answer = server.client.post(path, json=nlg_body("utter_greet", {"name": "Ann"}))
            assert answer.json()["text"] == "Hi Ann!"
            assert answer.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.glob("nlg_*.json")))
def test_what_rasa_really_sent_gets_a_valid_reply(start: Starter, sample: str) -> None:
    body = json.loads((SAMPLES / sample).read_text())["body"]
    with start() as server:
        domain = server.service.domain.responses
        name = body["response"] if body["response"] in domain else "utter_greet"
        answer = server.client.post("/nlg", json={**body, "response": name})
        assert answer.status_code == 200
        jsonschema.validate(answer.json(), SCHEMA)
        assert answer.json()["text"]


def test_a_faithful_rephrase_goes_out_and_only_the_text_changes(start: Starter) -> None:
    with start(REPHRASING, "For Ann, the ticket is $12.50.") as server:
        reply = server.nlg("utter_price", {"name": "Ann"})
        assert reply["text"] == "For Ann, the ticket is $12.50."
        assert (reply["rephrased"], reply["rephrase_reason"]) == (True, "faithful")
        assert reply["buttons"] == [{"title": "Buy", "payload": "/buy"}]
        assert reply["custom"] == {"sku": "A-1"}


@pytest.mark.parametrize(
    "said",
    [
        "For Ann, the ticket is $12.05.",
        "The ticket costs $12.50.",
        "For Ann, the ticket is $12.50, see http://evil.example.",
        "For Bob, the ticket is $12.50.",
        "",
        "   ",
        "I cannot help with that.",
    ],
)
def test_a_rephrase_that_changes_a_fact_does_not_go_out(start: Starter, said: str) -> None:
    with start(REPHRASING, said) as server:
        reply = server.nlg("utter_price", {"name": "Ann"})
        assert reply["text"] == "The ticket costs $12.50 for Ann."
        assert reply["rephrased"] is False
        assert reply["rephrase_reason"] not in ("faithful", "")


def test_a_model_that_fails_costs_nothing_but_the_wording(start: Starter) -> None:
    with start(REPHRASING, ModelUnreachable("down")) as server:
        reply = server.nlg("utter_price", {"name": "Ann"})
        assert reply["text"] == "The ticket costs $12.50 for Ann."
        assert reply["rephrase_reason"] == "model_unreachable"


def test_a_model_that_raises_something_else_costs_nothing_either(start: Starter) -> None:
    with start(REPHRASING, ZeroDivisionError("bug")) as server:
        assert server.nlg("utter_price", {"name": "Ann"})["rephrase_reason"] == "internal_error"


def test_without_a_model_the_template_goes_out_and_says_why(start: Starter) -> None:
    with start() as server:
        reply = server.nlg("utter_price", {"name": "Ann"})
        assert reply["text"] == "The ticket costs $12.50 for Ann."
        assert reply["rephrase_reason"] == "no_model"


def test_rephrase_all_leaves_out_what_opts_out_and_what_has_no_text(start: Starter) -> None:
    endpoints = "nlg: {rephrase_all: true, llm: {model_group: wording}}\n" + WORDING
    with start(endpoints, "Hello Ann!") as server:
        assert server.nlg("utter_greet", {"name": "Ann"})["rephrased"] is True
        assert "rephrased" not in server.nlg("utter_quiet")
        assert server.nlg("utter_picture") == {
            "custom": {"only": "payload"},
        }
        assert len(server.model.requests) == 1


def test_a_response_can_bring_its_own_prompt(start: Starter) -> None:
    with start(REPHRASING, "Arr, closed on Sunday.") as server:
        server.nlg("utter_own_prompt", events=[{"event": "user", "text": "open?"}])
        asked = server.model.requests[-1].messages[-1].content
        assert asked == "Say like a pirate: Closed on Sunday. / open?"


def test_the_prompt_carries_the_conversation_and_no_raw_payload(start: Starter) -> None:
    events = [
        {"event": "user", "text": "how much?"},
        {
            "event": "bot",
            "text": "One?",
            "data": {"buttons": [{"title": "Yes", "payload": '/y{"a":1}'}]},
        },
        {"event": "user", "text": '/y{"a":1}'},
    ]
    with start(REPHRASING) as server:
        server.nlg("utter_price", {"name": "Ann"}, events)
        asked = server.model.requests[-1].messages[-1].content
        assert "USER: how much?\nAI: One?\nUSER: Yes" in asked
        assert "/y{" not in asked
        assert "The ticket costs $12.50 for Ann." in asked


def test_observe_lets_the_rephrase_out_and_records_the_verdict(start: Starter) -> None:
    endpoints = "nlg: {fidelity: observe, llm: {model_group: wording}}\n" + WORDING
    with start(endpoints, "It is $99 for Ann.") as server:
        reply = server.nlg("utter_price", {"name": "Ann"})
        assert reply["text"] == "It is $99 for Ann."
        assert reply["rephrase_reason"].startswith("fact")


def test_channel_rest_is_honoured_over_the_collector(start: Starter) -> None:
    with start() as server:
        assert server.nlg("utter_rest")["text"] == "on rest"


def test_an_unknown_response_is_404_and_names_the_remedy(start: Starter) -> None:
    with start() as server:
        answer = server.client.post("/nlg", json=nlg_body("utter_gret"))
        assert answer.status_code == 404
        assert "utter_gret" in answer.json()["error"]


@pytest.mark.parametrize("name", ["utter_default", "utter_restart", "utter_back"])
def test_responses_that_rasa_can_do_without_are_answered_empty(start: Starter, name: str) -> None:
    with start() as server:
        assert server.nlg(name) == {}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not json", 400),
        (b"[]", 400),
        (b"null", 400),
        (b"", 400),
        (b'{"response": 5}', 422),
        (b"{}", 422),
        (b'{"response": "utter_greet", "tracker": ' + b"[" * 50_000, 400),
        (b'{"response": "utter_quiet", "tracker": 7, "arguments": [], "channel": "x"}', 200),
    ],
)
def test_bad_bodies_get_their_status_and_a_reason(start: Starter, body: bytes, status: int) -> None:
    with start() as server:
        answer = server.client.post("/nlg", content=body)
        assert answer.status_code == status
        assert answer.json()["error" if status >= 400 else "text"]
        assert server.client.get("/health").json() == {"status": "ok"}


def test_a_body_over_the_limit_is_413(start: Starter) -> None:
    with start("truephrase: {max_body_mb: 0.01}") as server:
        answer = server.client.post("/nlg", content=b" " * 20_000)
        assert answer.status_code == 413
        assert "max_body_mb" in answer.json()["error"]


def test_deflate_and_chunked_bodies_are_read(start: Starter) -> None:
    body = json.dumps({"next_action": "action_unknown"}).encode()
    headers = {"content-encoding": "deflate", "content-type": "application/json"}
    with start() as server:
        packed = zlib.compress(body)
        chunked = server.client.post(
            "/webhook", content=iter([packed[:5], packed[5:]]), headers=headers
        )
        assert chunked.status_code == 404
        assert chunked.json()["action_name"] == "action_unknown"


def test_a_compressed_bomb_is_413(start: Starter) -> None:
    bomb = zlib.compress(b" " * 50_000_000)
    with start("truephrase: {max_body_mb: 1}") as server:
        answer = server.client.post(
            "/webhook", content=bomb, headers={"content-encoding": "deflate"}
        )
        assert answer.status_code == 413


def test_token_basic_auth_and_headers_are_checked(start: Starter) -> None:
    endpoints = """
nlg:
  token: s3cret
  token_name: api_key
  headers: {X-Custom: probe}
  basic_auth: {username: u, password: p}
"""
    body = nlg_body("utter_greet", {"name": "Ann"})
    with start(endpoints) as server:
        right = {"x-custom": "probe"}
        post = server.client.post
        assert post("/nlg?api_key=s3cret", json=body, headers=right, auth=("u", "p")).is_success
        for url, headers, auth in (
            ("/nlg?api_key=wrong", right, ("u", "p")),
            ("/nlg", right, ("u", "p")),
            ("/nlg?api_key=s3cret", {}, ("u", "p")),
            ("/nlg?api_key=s3cret", right, ("u", "wrong")),
        ):
            answer = post(url, json=body, headers=headers, auth=auth)
            assert answer.status_code == 401
            assert "s3cret" not in answer.text


def test_a_saved_domain_is_live_within_a_second_and_a_broken_one_keeps_the_last(
    start: Starter,
) -> None:
    import time

    with start() as server:
        write_project(start.folder, domain='responses: {utter_greet: [{text: "Hello again"}]}')
        deadline = time.monotonic() + 5
        while server.nlg("utter_greet").get("text") != "Hello again":
            assert time.monotonic() < deadline
            time.sleep(0.05)
        write_project(start.folder, domain="responses: {utter_greet: [")
        time.sleep(1)
        assert server.nlg("utter_greet")["text"] == "Hello again"


def test_the_action_server_speaks_the_sdks_statuses(start: Starter) -> None:
    with start() as server:
        post = server.client.post
        assert post("/webhook", content=b"null").status_code == 400
        assert post("/webhook", content=b"{").status_code == 400
        empty = post("/webhook", json={})
        assert (empty.status_code, empty.json()) == (200, None)
        unknown = post(
            "/webhook", json={"next_action": "action_x", "tracker": {"slots": {"a": "SECRET"}}}
        )
        assert unknown.status_code == 404
        assert unknown.json()["action_name"] == "action_x"
        assert "SECRET" not in unknown.text
        assert server.client.get("/actions").json() == [{"name": "action_trigger_search"}]


def test_search_without_an_index_apologises_instead_of_failing(start: Starter) -> None:
    with start() as server:
        answer = server.client.post(
            "/webhook",
            json={
                "next_action": "action_trigger_search",
                "tracker": {"events": [{"event": "user", "text": "dogs?"}], "slots": {}},
            },
        )
        assert answer.status_code == 200
        result = answer.json()
        assert result["responses"][0]["text"]
        status = {"event": "slot", "timestamp": None, "name": "search_status", "value": "failed"}
        assert status in result["events"]


def test_metrics_count_replies_without_user_data(start: Starter) -> None:
    with start(REPHRASING, "It is $99.") as server:
        server.nlg("utter_price", {"name": "Annabel-Secret"})
        text = server.client.get("/metrics").text
        assert 'truephrase_replies_total{endpoint="nlg",outcome="template"' in text
        assert "Annabel-Secret" not in text


def test_request_ids_are_passed_back(start: Starter) -> None:
    with start() as server:
        answer = server.client.post(
            "/nlg", json=nlg_body("utter_greet"), headers={"x-request-id": "abc-1"}
        )
        assert answer.headers["x-request-id"] == "abc-1"


def test_a_get_of_the_endpoint_is_405(start: Starter) -> None:
    with start() as server:
        assert server.client.get("/nlg").status_code == 405


def test_the_description_names_responses_to_those_who_may_ask_for_them(start: Starter) -> None:
    with start() as server:
        described = server.client.get("/openapi.json").json()
        request = described["paths"]["/nlg"]["post"]["requestBody"]["content"]["application/json"]
        assert "utter_price" in request["schema"]["properties"]["response"]["examples"]
    with start("nlg: {token: s3cret}") as server:
        assert "utter_price" not in server.client.get("/openapi.json").text
