from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from nlg_server.rasa_sdk_action import PROJECT_VARIABLE, ActionTriggerSearch
from tests.nlg_server.projects import write_project


def test_it_runs_in_rasa_sdks_own_executor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROJECT_VARIABLE, str(write_project(tmp_path)))
    event = {"event": "user", "text": "can I bring a dog?"}
    tracker = Tracker("u", {}, {}, [event], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()

    async def run() -> list[dict[str, object]]:
        action = ActionTriggerSearch()
        assert action.name() == "action_trigger_search"
        return await action.run(dispatcher, tracker, {"slots": {"search_status": {}}})

    events = asyncio.run(run())
    assert [(event["name"], event["value"]) for event in events] == [("search_status", "failed")]
    assert dispatcher.messages[0]["text"]
    assert dispatcher.messages[0]["custom"]["search"]["status"] == "failed"
