"""The NLG endpoint: choose a variation, fill it, rephrase it where asked, reply."""

from __future__ import annotations

import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.responses import Response
from starlette.types import Scope

from nlg_server.http.replies import error_reply, json_reply
from nlg_server.rephrasing.language_rule import LANGUAGE_SLOT, required_language
from nlg_server.rephrasing.policy import is_rephrased, rephrase_policy
from nlg_server.rephrasing.prompt import RephraseTask
from nlg_server.rephrasing.rephraser import Rephraser, Wording
from nlg_server.rephrasing.response_prompts import ResponsePrompts
from nlg_server.responses import Responses, Variation
from nlg_server.responses.filling import fill, values_in_text, variables_from
from nlg_server.responses.selection import choose
from nlg_server.responses.translation import translated
from nlg_server.settings.rephrasing import RephraseSettings
from nlg_server.telemetry.metrics import Metrics
from nlg_server.wire import NlgRequest, Tracker, decode_nlg_request
from prompts.budget import Budget
from prompts.transcript import conversation_from_tracker

log = logging.getLogger("truephrase.nlg")

# Rasa's built-in NLG stays silent when these are missing; with a callback it asks for them too.
OPTIONAL_RESPONSES = frozenset(
    {"utter_default", "utter_restart", "utter_back", "utter_ask_rephrase"}
)


class NlgEndpoint:
    """Answers ``POST /nlg``. `responses` gives the catalogue of this moment.

    With `show_content` each rephrased reply carries its template and what the model said.
    """

    def __init__(
        self,
        responses: Callable[[], Responses],
        rephraser: Rephraser,
        prompts: ResponsePrompts,
        settings: RephraseSettings,
        metrics: Metrics,
        choice: random.Random | None = None,
        *,
        show_content: bool = False,
    ) -> None:
        self._responses, self._rephraser, self._prompts = responses, rephraser, prompts
        self._settings, self._metrics = settings, metrics
        self._random = choice or random.Random()
        self._show_content = show_content
        self._counters: dict[tuple[str, str], Callable[[], None]] = {}
        self._count_template = metrics.replies.labels("nlg", "template", "not_asked").inc

    def answer(self, body: bytes, scope: Scope) -> Response | Awaitable[Response]:
        """The reply to one request; awaitable only where a model is asked."""
        request = decode_nlg_request(body)
        variations = self._responses().get(request.response)
        if variations is None:
            return self._unknown(request)
        tracker = request.tracker or Tracker()
        slots = tracker.slots or {}
        variation = choose(
            variations,
            slots=slots,
            output_channel=request.channel.name if request.channel else None,
            input_channel=tracker.latest_input_channel,
            suggested_id=request.id,
            random=self._random,
            strict=self._settings.strict_rasa,
        )
        if variation is None:
            self._metrics.replies.labels("nlg", "empty", "no_eligible_variation").inc()
            log.warning("%s: no variation fits this channel and these slots", request.response)
            return json_reply({})
        language = slots.get(LANGUAGE_SLOT)
        if isinstance(language, str) and not self._settings.strict_rasa:
            variation = translated(variation, language)
        variables = variables_from(slots, request.arguments, tracker.stack)
        message = fill(variation, variables, strict=self._settings.strict_rasa)
        text = message.get("text")
        if not text or not is_rephrased(request.response, variation, self._settings):
            self._count_template()
            return json_reply(message)
        refusal = self._rephraser.refusal(text)
        if refusal is not None:
            return self._explained(message, text, False, refusal)
        return self._rephrase(request.response, tracker, variation, variables, message)

    async def _rephrase(
        self,
        name: str,
        tracker: Tracker,
        variation: Variation,
        variables: Mapping[str, Any],
        message: dict[str, Any],
    ) -> Response:
        text: str = message["text"]
        try:
            wording = await self._word(text, tracker, variation, variables)
        except Exception:
            log.exception("%s: rephrasing failed; the template goes out", name)
            wording = Wording(text, False, "internal_error")
        message["text"] = wording.text
        return self._explained(message, text, wording.rephrased, wording.reason, wording.candidate)

    def _explained(
        self,
        message: dict[str, Any],
        template: str,
        rephrased: bool,
        reason: str,
        candidate: str | None = None,
    ) -> Response:
        """The reply with the keys that say why it is worded as it is."""
        outcome = "rephrased" if rephrased else "template"
        self._count(outcome, reason)
        self._metrics.tracing.note({"truephrase.outcome": outcome, "truephrase.reason": reason})
        message["rephrased"] = rephrased
        message["rephrase_reason"] = reason
        if self._show_content:
            message["rephrase_template"] = template
            message["rephrase_candidate"] = candidate
        return json_reply(message)

    def _count(self, outcome: str, reason: str) -> None:
        counter = self._counters.get((outcome, reason))
        if counter is None:
            counter = self._metrics.replies.labels("nlg", outcome, reason).inc
            self._counters[outcome, reason] = counter
        counter()

    async def _word(
        self,
        text: str,
        tracker: Tracker,
        variation: Variation,
        variables: Mapping[str, Any],
    ) -> Wording:
        policy = rephrase_policy(variation, self._settings)
        budget = Budget.of_reply(policy.budget)
        conversation = conversation_from_tracker(tracker.as_mapping())
        task = RephraseTask(
            text=text,
            conversation=conversation,
            values=values_in_text(variation, variables),
            language=required_language(self._settings.language, text, conversation),
        )
        return await self._rephraser.word(
            task, budget, prompt=self._prompts.of(variation), mode=policy.mode
        )

    def _unknown(self, request: NlgRequest) -> Response:
        text = (request.arguments or {}).get("text")
        if request.response in OPTIONAL_RESPONSES or isinstance(text, str):
            self._metrics.replies.labels("nlg", "empty", "optional_response").inc()
            return json_reply({"text": text} if text else {})
        self._metrics.replies.labels("nlg", "error", "unknown_response").inc()
        message = (
            f"no response is called {request.response!r}. Add it under `responses:` of the domain; "
            "`truephrase check` lists the files that were read."
        )
        log.warning("%s", message)
        return error_reply(404, message)
