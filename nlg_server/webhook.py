"""The action server: runs `action_trigger_search`, passes every other action on."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.responses import Response
from starlette.types import Scope

from nlg_server.http.forwarding import Upstream
from nlg_server.http.replies import error_reply, json_reply
from nlg_server.telemetry.metrics import Metrics
from nlg_server.wire import SEARCH_ACTION, ActionRequest, Tracker, decode_action_request
from prompts.budget import Budget
from prompts.conversation import Conversation
from prompts.errors import RequestError
from prompts.transcript import conversation_from_tracker

log = logging.getLogger("truephrase.search")

APOLOGY = "I'm sorry, I can't look that up right now. Please try again later."

RunSearch = Callable[[Conversation, dict[str, Any], Budget], Awaitable[dict[str, Any]]]


class Webhook:
    """Answers ``POST /webhook`` with rasa-sdk's statuses, and never echoes the conversation."""

    def __init__(
        self,
        run_search: RunSearch,
        upstream: Upstream | None,
        own_domain: Callable[[], dict[str, Any]],
        budget: float,
        metrics: Metrics,
    ) -> None:
        self._run_search, self._upstream, self._own_domain = run_search, upstream, own_domain
        self._budget, self._metrics = budget, metrics

    async def answer(self, body: bytes, scope: Scope) -> Response:
        """Run the action that `body` names, or pass the request on."""
        budget = Budget.of_reply(self._budget)
        try:
            request = decode_action_request(body)
        except RequestError as error:
            return error_reply(400, str(error))
        if request is None:
            return error_reply(400, "Invalid body request")
        action = request.next_action
        if not action:
            return json_reply(None)
        if action == SEARCH_ACTION:
            return json_reply(await self._search(request, budget))
        if self._upstream is not None:
            self._metrics.replies.labels("webhook", "forwarded", "upstream").inc()
            return await self._upstream.forward(action, body, scope)
        self._metrics.replies.labels("webhook", "error", "unknown_action").inc()
        return error_reply(
            404,
            f"No registered action found for name '{action}'. Only {SEARCH_ACTION} runs here; set "
            "action_endpoint.upstream to the webhook of your own action server for the others.",
            action_name=action,
        )

    async def actions(self) -> list[dict[str, str]]:
        """Every action that can be run here, the upstream's included."""
        own = [{"name": SEARCH_ACTION}]
        others = await self._upstream.actions() if self._upstream else []
        return own + [item for item in others if item["name"] != SEARCH_ACTION]

    async def _search(self, request: ActionRequest, budget: Budget) -> dict[str, Any]:
        conversation = conversation_from_tracker((request.tracker or Tracker()).as_mapping())
        domain = request.domain or self._own_domain()  # Rasa leaves it out where told to
        try:
            return await self._run_search(conversation, domain, budget)
        except Exception:
            log.exception("%s failed; the user gets an apology", SEARCH_ACTION)
            self._metrics.replies.labels("webhook", "failed", "internal_error").inc()
            return {"events": [], "responses": [{"text": APOLOGY}]}
