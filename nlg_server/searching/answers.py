"""`action_trigger_search` for one project: options, model and knowledge put together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nlg_server.project import Project
from nlg_server.searching.judging import search_judge_of
from nlg_server.searching.knowledge import Knowledge
from nlg_server.telemetry.metrics import Metrics
from prompts.budget import Budget
from prompts.conversation import Conversation
from prompts.model import LanguageModel

if TYPE_CHECKING:
    from search.answering.answer import Answerer


class SearchAnswers:
    """Runs the search action; `budget` is the time one answer may take, in seconds."""

    def __init__(
        self,
        project: Project,
        knowledge: Knowledge,
        model: LanguageModel | None,
        metrics: Metrics,
    ) -> None:
        self._project, self._knowledge, self._metrics = project, knowledge, metrics
        self._model = model if project.search_group else None
        self.options = project.search_options()
        self.budget = project.search_budget
        self._judge = search_judge_of(project, self.options.judge, self._model)

    @cached_property
    def answerer(self) -> Answerer:
        """What answers; its modules are imported when it is first needed, off the start-up path."""
        from search.answering.answer import Answerer

        prompt = self._project.search_prompt()
        return Answerer(
            self._knowledge,
            self._model,
            self.options,
            prompt,
            embed=self._knowledge.embed,
            judge=self._judge,
        )

    async def run(
        self, conversation: Conversation, domain: Mapping[str, Any], budget: Budget
    ) -> dict[str, Any]:
        """Events and responses for Rasa; never raises."""
        from search.action import action_result, answer_safely

        with self._metrics.timed("search"):
            answer = await answer_safely(self.answerer, conversation, budget)
            result = action_result(answer, domain, self.options)
        self._metrics.replies.labels("webhook", answer.status, answer.reason).inc()
        return dict(result)
