"""Words a filled template through the model, and lets nothing out that changes what it says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nlg_server.fidelity import Verdict, check
from nlg_server.metrics import Metrics
from nlg_server.rephrase_prompt import PromptWindow, RephraseTask, rephrase_request
from nlg_server.settings.rephrasing import Mode, RephraseSettings
from nlg_server.tidying import tidy
from prompts.budget import Budget
from prompts.errors import ModelError, NoModel, PromptError
from prompts.facts import describe_facts
from prompts.model import LanguageModel
from prompts.rendering import PromptTemplate


@dataclass(frozen=True, slots=True)
class Wording:
    """The text that goes out and why.

    `reason` is ``faithful``, the fidelity check's code, a ModelError's reason, ``prompt_error``
    or ``unchecked`` (mode ``off``). `text` is the template's own where `rephrased` is False.
    `candidate` is what the model said, None where it said nothing.
    """

    text: str
    rephrased: bool
    reason: str
    verdict: Verdict | None = None
    candidate: str | None = None


class Rephraser:
    """Rephrases texts within a budget. Never raises: whatever fails, the template goes out."""

    def __init__(
        self,
        model: LanguageModel | None,
        settings: RephraseSettings,
        prompt: PromptTemplate,
        metrics: Metrics,
    ) -> None:
        self._model, self._settings, self._prompt, self._metrics = model, settings, prompt, metrics
        self._window = PromptWindow(
            settings.max_historical_turns, settings.max_history_tokens, settings.prompt_slots
        )

    async def word(
        self,
        task: RephraseTask,
        budget: Budget,
        *,
        prompt: PromptTemplate | None = None,
        mode: Mode | None = None,
    ) -> Wording:
        """Word `task.text`; `prompt` and `mode` override the settings for this response."""
        mode = mode or self._settings.fidelity
        try:
            candidate = await self._complete(task, prompt or self._prompt, budget)
        except (ModelError, PromptError) as error:
            reason = error.reason if isinstance(error, ModelError) else "prompt_error"
            return Wording(task.text, False, reason)
        if mode == "off":
            return Wording(candidate or task.text, bool(candidate), "unchecked", None, candidate)
        with self._metrics.timed("check"):
            verdict = check(
                task.text,
                candidate,
                slots=task.values,
                language=task.language,
                user_text=task.conversation.current_input,
            )
        if verdict.accepted or (mode == "observe" and candidate):
            return Wording(candidate, True, verdict.reason, verdict, candidate)
        return Wording(task.text, False, verdict.reason, verdict, candidate)

    async def _complete(self, task: RephraseTask, prompt: PromptTemplate, budget: Budget) -> str:
        if self._model is None or self._settings.model_group is None:
            raise NoModel("no model is configured under `nlg.llm`")
        with self._metrics.timed("prompt"):
            request = rephrase_request(
                replace(task, facts=describe_facts(task.text, task.values, task.language)),
                prompt,
                self._window,
                model_group=self._settings.model_group,
                temperature=self._settings.temperature,
                max_tokens=self._settings.max_tokens,
            )
        with self._metrics.timed("model"):
            completion = await self._model.complete(request, budget)
        return tidy(completion.text, task.text)
