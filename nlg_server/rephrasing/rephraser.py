"""Words a filled template through the model, and lets nothing out that changes what it says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from nlg_server.fidelity import Verdict, check, prepare
from nlg_server.rephrasing.judge import Judge, second_opinion
from nlg_server.rephrasing.prompt import PromptWindow, RephraseTask, rephrase_request
from nlg_server.rephrasing.remembered import Remembered
from nlg_server.rephrasing.repair import repair_request
from nlg_server.rephrasing.seen_texts import SeenTexts
from nlg_server.rephrasing.tidying import tidy
from nlg_server.settings.rephrasing import Mode, RephraseSettings
from nlg_server.telemetry.metrics import Metrics
from prompts.budget import Budget
from prompts.errors import ModelError, NoModel, PromptError
from prompts.facts import describe_facts
from prompts.history import as_data, recent_turns
from prompts.masking import Mask
from prompts.model import CompletionRequest, LanguageModel
from prompts.rendering import PromptTemplate
from prompts.summary import summary_request

# A second call that has less than this left (seconds) would only be cut off.
SHORTEST_CALL = 0.3

# Entries of what is remembered: about 1 KB each for facts and verdicts, 0.1 KB for texts.
_REMEMBERED = 4096
_TEXTS = 16_384

Refusing = Callable[[str], ModelError | None]
"""Why a model group, by name, takes no call at the moment; None where it does."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The text that goes out and why.

    `reason` is ``faithful``, the fidelity check's code, a ModelError's reason, ``prompt_error``
    or ``unchecked`` (mode ``off``). `text` is the template's own where `rephrased` is False.
    `candidate` is what the model said, None where it said nothing. `repaired` says that a second
    call was made.
    """

    text: str
    rephrased: bool
    reason: str
    verdict: Verdict | None = None
    candidate: str | None = None
    repaired: bool = False


class Rephraser:
    """Rephrases texts within a budget. Never raises: whatever fails, the template goes out."""

    def __init__(
        self,
        model: LanguageModel | None,
        settings: RephraseSettings,
        prompt: PromptTemplate,
        metrics: Metrics,
        judge: Judge | None = None,
        refusing: Refusing = lambda group: None,
    ) -> None:
        self._model, self._settings, self._prompt, self._metrics = model, settings, prompt, metrics
        self._judge, self._refusing = judge, refusing
        self._window = PromptWindow(
            settings.max_historical_turns, settings.max_history_tokens, settings.prompt_slots
        )
        self._verdicts: Remembered[Verdict] = Remembered(_REMEMBERED)
        self._facts: Remembered[tuple[str, ...]] = Remembered(_REMEMBERED)
        self._worded = SeenTexts(_TEXTS)

    def refusal(self, text: str) -> str | None:
        """Why `text` is not worth asking the model for, before any work; None where it is.

        A text that was worded before is: its wording may still be in the cache. With masking on
        it may be there for another text too, so each is worth asking.
        """
        group = self._settings.model_group
        if self._model is None or group is None:
            return NoModel.reason
        error = self._refusing(group)
        if error is None or self._settings.masking or text in self._worded:
            return None
        return error.reason

    async def word(
        self,
        task: RephraseTask,
        budget: Budget,
        *,
        prompt: PromptTemplate | None = None,
        mode: Mode | None = None,
    ) -> Wording:
        """Word `task.text`; `prompt` and `mode` override the settings for this response."""
        if self._model is None or self._settings.model_group is None:
            return Wording(task.text, False, NoModel.reason)
        attempt = _Attempt(self, self._model, task, budget, mode or self._settings.fidelity)
        try:
            request = await attempt.request(prompt or self._prompt)
            wording, reply = await attempt.ask(request)
            if self._settings.repair and not wording.rephrased and wording.verdict is not None:
                return await attempt.repair(request, reply, wording)
        except PromptError:
            return Wording(task.text, False, "prompt_error")
        except ModelError as error:
            return Wording(task.text, False, error.reason)
        return wording


class _Attempt:
    """The calls for one text, which share its mask and budget."""

    def __init__(
        self,
        rephraser: Rephraser,
        model: LanguageModel,
        task: RephraseTask,
        budget: Budget,
        mode: Mode,
    ) -> None:
        self._settings, self._metrics = rephraser._settings, rephraser._metrics
        self._window, self._judge = rephraser._window, rephraser._judge
        self._verdicts, self._facts = rephraser._verdicts, rephraser._facts
        self._worded = rephraser._worded
        self._model, self._task, self._budget, self._mode = model, task, budget, mode
        self._mask = (
            Mask.for_request(task.text, {**task.conversation.slots, **task.values})
            if self._settings.masking
            else None
        )

    async def request(self, prompt: PromptTemplate) -> CompletionRequest:
        """The request for a first wording, after a summary where one is asked for."""
        sent = self._sent_task()
        if self._settings.summarize_history:
            sent = replace(sent, history=await self._summary(sent))
        with self._metrics.timed("prompt"):
            return rephrase_request(
                sent,
                prompt,
                self._window,
                model_group=str(self._settings.model_group),
                temperature=self._settings.temperature,
                max_tokens=self._settings.max_tokens,
            )

    async def ask(self, request: CompletionRequest) -> tuple[Wording, str]:
        """The wording that `request` brings, and the model's reply as it came."""
        # Half of the check's work, done while the model works; not where a cache answers at once.
        preparing = asyncio.get_running_loop().call_soon(self._prepare)
        try:
            with self._metrics.timed("model"):
                completion = await self._model.complete(request, self._budget)
        finally:
            preparing.cancel()
        self._worded.add(self._task.text)
        reply = completion.text
        restored = self._mask.restore(reply) if self._mask else reply
        candidate = tidy(restored, self._task.text)
        return await self._judged(candidate), reply

    async def repair(self, first: CompletionRequest, reply: str, refused: Wording) -> Wording:
        """One more try that names the fault; `refused` where it does not help or time is short."""
        assert refused.verdict is not None
        hide = self._mask.hide if self._mask else str
        request = repair_request(first, reply, refused.verdict, hide)
        if request is None or self._budget.remaining() < SHORTEST_CALL:
            return refused
        try:
            wording, _ = await self.ask(request)
        except ModelError:
            return replace(refused, repaired=True)
        return replace(wording, repaired=True)

    async def _judged(self, candidate: str) -> Wording:
        template = self._task.text
        if self._mode == "off":
            return Wording(candidate or template, bool(candidate), "unchecked", None, candidate)
        with self._metrics.timed("check"):
            verdict = self._verdict(template, candidate)
        if self._judge is not None:
            verdict = await second_opinion(self._judge, verdict, template, candidate, self._budget)
        goes_out = verdict.accepted or (self._mode == "observe" and bool(candidate))
        text = candidate if goes_out else template
        return Wording(text, goes_out, verdict.reason, verdict, candidate)

    def _prepare(self) -> None:
        if self._mode != "off":
            prepare(self._task.text, self._said())

    def _verdict(self, template: str, candidate: str) -> Verdict:
        """The check's, remembered; with masking on, not where its findings would hold values."""
        language = self._task.language
        known, said = self._known_slots(), self._said()
        return self._verdicts.result(
            (template, candidate, known, language, said),
            lambda: check(template, candidate, slots=known, language=language, user_text=said),
            keep=lambda verdict: verdict.accepted or self._mask is None,
        )

    def _known_slots(self) -> dict[str, object]:
        """Texts and numbers in slots, those filled in over them: the user's name is one of them."""
        slots = {
            name: value
            for name, value in self._task.conversation.slots.items()
            if isinstance(value, str | int | float)
        }
        return {**slots, **self._task.values}

    def _said(self) -> str:
        """What the user said in the window of the prompt, oldest first."""
        conversation = self._task.conversation
        turns = recent_turns(conversation.turns, self._window.max_turns, self._window.max_tokens)
        said = [turn.text for turn in turns if turn.speaker == "user"]
        if conversation.current_input not in said[-1:]:
            said.append(conversation.current_input)
        return "\n".join(said)

    def _sent_task(self) -> RephraseTask:
        """The task as the model sees it: with masking on, tokens in place of values."""
        task = self._task
        if self._mask is None:
            facts = self._facts.result(
                (task.text, task.values, task.language),
                lambda: describe_facts(task.text, task.values, task.language),
            )
            return replace(task, facts=facts)
        return replace(
            task,
            text=self._mask.template,
            conversation=self._mask.hide_conversation(task.conversation),
            values=self._mask.hide_slots(task.values),
            facts=tuple(dict.fromkeys(self._mask.tokens)),
        )

    async def _summary(self, sent: RephraseTask) -> str | None:
        """A summary in place of the transcript; None (the transcript) where it cannot be had."""
        request = summary_request(sent.conversation, str(self._settings.model_group))
        if request is None or self._budget.remaining() < 2 * SHORTEST_CALL:
            return None
        try:
            completion = await self._model.complete(request, self._half_budget())
        except ModelError:
            return None
        return as_data(completion.text)

    def _half_budget(self) -> Budget:
        left = self._budget.remaining()
        return Budget(self._budget.deadline - left / 2, self._budget.clock)
