"""`action_trigger_search` for one project: options, model and knowledge put together."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from nlg_server.knowledge import Knowledge
from nlg_server.metrics import Metrics
from nlg_server.project import Project
from prompts.budget import Budget
from prompts.conversation import Conversation
from prompts.model import LanguageModel
from search.action import run_search_action
from search.answer import Answerer

log = logging.getLogger("truephrase.search")


class SearchAnswers:
    """Runs the search action; `budget` is the time one answer may take, in seconds."""

    def __init__(
        self,
        project: Project,
        knowledge: Knowledge,
        model: LanguageModel | None,
        metrics: Metrics,
    ) -> None:
        self.options = project.search_options()
        self.budget = project.search_budget
        self.answerer = Answerer(
            knowledge,
            model if project.search_group else None,
            self.options,
            project.search_prompt(),
        )
        self._metrics = metrics

    async def run(
        self, conversation: Conversation, domain: Mapping[str, Any], budget: Budget
    ) -> dict[str, Any]:
        """Events and responses for Rasa; never raises."""
        result = await run_search_action(self.answerer, conversation, domain, budget)
        return dict(result)
