"""What the NLG endpoint does for a dead model: nothing, until a probe is due."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response

from nlg_server import nlg
from nlg_server.project import load_project
from nlg_server.service import Service
from prompts.completions.breaker import Breakers, BreakerSettings
from prompts.completions.stack import ModelStack, layered
from prompts.errors import ModelUnreachable
from prompts.model_events import Unobserved
from prompts.providers.router_model import RouterModel
from tests.nlg_server.projects import nlg_body, write_project
from tests.prompts.model_fakes import LeashedModel, ManualClock

ENDPOINTS = """nlg: {llm: {model_group: wording}}
model_groups: [{id: wording, models: [{provider: ollama, model: tiny}]}]
"""
WORDED = "For Ann the ticket costs $12.50."
FAILURES = 3
OPEN_SECONDS = 5.0


class Scene:
    """The endpoint over a stack whose clock and model a test moves."""

    def __init__(self, folder: Path) -> None:
        self.model, self.clock = LeashedModel(ModelUnreachable("down")), ManualClock()
        self.model.release.set()
        settings = BreakerSettings(failures=FAILURES, window=10, open_seconds=OPEN_SECONDS)
        breakers = Breakers(settings, Unobserved(), self.clock)
        stack = ModelStack(layered(self.model, breakers=breakers), RouterModel(()), breakers)
        service = Service(load_project(write_project(folder, ENDPOINTS), environment={}), stack)
        self.endpoint = service.nlg

    def ask(self, name: str = "Ann") -> Response | Awaitable[Response]:
        return self.endpoint.answer(
            json.dumps(nlg_body("utter_price", {"name": name})).encode(), {}
        )

    async def reply(self, name: str = "Ann") -> dict[str, Any]:
        answer = self.ask(name)
        return read(answer if isinstance(answer, Response) else await answer)

    async def open(self) -> None:
        for number in range(FAILURES):
            assert (await self.reply(f"A{number}"))["rephrase_reason"] == "model_unreachable"


def read(answer: object) -> dict[str, Any]:
    assert isinstance(answer, Response)
    found: dict[str, Any] = json.loads(bytes(answer.body))
    return found


def test_an_open_breaker_answers_at_once_and_says_why_without_reading_the_conversation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        scene = Scene(tmp_path)
        await scene.open()
        monkeypatch.setattr(nlg, "conversation_from_tracker", None)
        monkeypatch.setattr(nlg, "rephrase_policy", None)
        reply = read(scene.ask())
        assert reply["text"] == "The ticket costs $12.50 for Ann."
        assert (reply["rephrased"], reply["rephrase_reason"]) == (False, "breaker_open")
        assert reply["buttons"] == [{"title": "Buy", "payload": "/buy"}]
        assert scene.model.started == FAILURES

    asyncio.run(scenario())


def test_when_its_rest_is_over_one_request_probes_and_the_others_still_get_the_template_at_once(
    tmp_path: Path,
) -> None:
    async def scenario() -> None:
        scene = Scene(tmp_path)
        await scene.open()
        scene.clock.advance(OPEN_SECONDS)
        scene.model.reply = WORDED
        scene.model.release.clear()
        probe = asyncio.ensure_future(scene.reply())
        await asyncio.sleep(0.05)
        assert scene.model.started == FAILURES + 1
        assert read(scene.ask("Bob"))["rephrase_reason"] == "breaker_open"
        scene.model.release.set()
        assert (await probe)["text"] == WORDED
        assert (await scene.reply("Ann"))["rephrased"] is True
        assert scene.model.started == FAILURES + 1

    asyncio.run(scenario())


def test_a_probe_that_fails_closes_the_door_again_for_all(tmp_path: Path) -> None:
    async def scenario() -> None:
        scene = Scene(tmp_path)
        await scene.open()
        scene.clock.advance(OPEN_SECONDS)
        assert (await scene.reply())["rephrase_reason"] == "model_unreachable"
        assert read(scene.ask())["rephrase_reason"] == "breaker_open"
        assert scene.model.started == FAILURES + 1

    asyncio.run(scenario())
