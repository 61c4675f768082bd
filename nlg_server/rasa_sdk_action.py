"""`action_trigger_search` for teams that keep one action server: a `rasa_sdk.Action`.

Needs the extra ``truephrase[rasa]``. In the project's ``actions.py``:

    from nlg_server.rasa_sdk_action import ActionTriggerSearch

rasa-sdk finds the class by itself and runs it in the project's folder.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from nlg_server.project import load_project
from nlg_server.service import Service
from nlg_server.wire import SEARCH_ACTION
from prompts.budget import Budget
from prompts.transcript import conversation_from_tracker

PROJECT_VARIABLE = "TRUEPHRASE_PROJECT"
"""Environment variable that names the project's folder; the working directory without it."""


class ActionTriggerSearch(Action):
    """Answers from the documents, with the settings of the project's endpoints.yml."""

    def __init__(self) -> None:
        self._service: Service | None = None

    def name(self) -> str:
        """The name that flows and rules use."""
        return SEARCH_ACTION

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send the answer through `dispatcher` and return the slot events."""
        service = await self._started()
        conversation = conversation_from_tracker(tracker.current_state())
        budget = Budget.of_reply(service.search.budget)
        result = await service.search.run(
            conversation, domain or service.domain.as_mapping(), budget
        )
        for message in result["responses"]:
            known = dict(message)
            dispatcher.utter_message(
                text=known.pop("text", None),
                response=known.pop("response", None),
                json_message=known.pop("custom", None),
                buttons=known.pop("buttons", None),
                **known,
            )
        events: list[dict[str, Any]] = result["events"]
        return events

    async def _started(self) -> Service:
        if self._service is None:
            folder = Path(os.environ.get(PROJECT_VARIABLE, "."))
            self._service = Service(load_project(folder))
            await self._service.start()
        return self._service
