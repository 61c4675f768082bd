from __future__ import annotations

import asyncio
from pathlib import Path

from nlg_server.http.app import create_app
from nlg_server.project import load_project
from nlg_server.rephrasing.warming import independent_responses, warm_up
from nlg_server.responses import load_responses
from nlg_server.service import Service
from prompts.scripted_model import ScriptedModel
from tests.nlg_server.projects import write_project
from tests.running_server import running

DOMAIN = """
responses:
  utter_a: [{text: "Good morning!", rephrase: true}]
  utter_slot: [{text: "Good morning {name}!", rephrase: true}]
  utter_plain: [{text: "Good morning!"}]
  utter_channel: [{text: "Good morning!", rephrase: true, channel: slack}]
"""
ENDPOINTS = """
nlg: {token: t, llm: {model_group: g}}
model_groups: [{id: g, models: [{provider: ollama, model: m}]}]
"""


def test_only_responses_that_need_no_conversation_are_warmed(tmp_path: Path) -> None:
    project = load_project(write_project(tmp_path, ENDPOINTS, DOMAIN), environment={})
    responses = load_responses(project.domain_paths())
    assert list(independent_responses(responses, project.rephrase)) == ["utter_a"]


def test_the_running_server_is_asked_with_its_own_token(tmp_path: Path) -> None:
    project = load_project(write_project(tmp_path, ENDPOINTS, DOMAIN), environment={})
    model = ScriptedModel("Good morning to you!")
    with running(create_app(Service(project, model))) as url:
        assert asyncio.run(warm_up(project, url, 2)) == {"utter_a": "rephrased"}
    assert len(model.requests) == 1


def test_a_server_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    project = load_project(write_project(tmp_path, ENDPOINTS, DOMAIN), environment={})
    outcomes = asyncio.run(warm_up(project, "http://127.0.0.1:9", 2))
    assert outcomes == {"utter_a": "failed: ConnectError"}
