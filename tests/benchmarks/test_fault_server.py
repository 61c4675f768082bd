from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest

from benchmarks.fault_server import FAULTS, FaultServer
from benchmarks.fault_server.server import control


def ask(server: FaultServer, text: str = "REF-1") -> str:
    body = json.dumps({"messages": [{"role": "user", "content": text}]}).encode()
    with urllib.request.urlopen(f"{server.url}/chat/completions", body, timeout=5) as reply:
        content: str = json.load(reply)["choices"][0]["message"]["content"]
        return content


def test_it_answers_counts_and_keeps_what_was_asked() -> None:
    with FaultServer(lambda call: call.json["messages"][0]["content"].lower()) as server:
        assert ask(server, "HELLO") == "hello"
        assert server.count == 1 and server.calls[0].path == "/v1/chat/completions"


def test_behaviours_follow_the_plan_request_by_request() -> None:
    with FaultServer("fine") as server:
        server.program("server_error", "ok", then="unauthorized")
        outcomes = []
        for _ in range(4):
            try:
                outcomes.append(ask(server))
            except urllib.error.HTTPError as error:
                outcomes.append(str(error.code))
                error.close()
        assert outcomes == ["500", "fine", "401", "401"]


def test_another_process_can_program_it() -> None:
    with FaultServer() as server:
        control(server.port, then=["ok"], answer="It is {found}.", find=r"REF-\d+")
        assert ask(server, "please REF-4711 now") == "It is REF-4711."
        assert control(server.port)["count"] == 1


def test_there_are_many_faults_and_an_unknown_one_is_refused() -> None:
    assert len(FAULTS) >= 60
    with FaultServer() as server, pytest.raises(KeyError, match="explode"):
        server.program("explode")
