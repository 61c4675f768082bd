"""litellm's Router behind `prompts.model.LanguageModel`: every provider, one retry loop."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from prompts.budget import Budget
from prompts.errors import ModelDenied, ModelError, ModelNotReady, NoModel
from prompts.model import Completion, CompletionRequest
from prompts.providers.litellm_loading import close_connections, quiet_litellm, warm_up
from prompts.providers.model_groups import ModelGroup
from prompts.providers.model_thread import ModelThread
from prompts.providers.openai_caller import OpenAICaller, messages_and_limits, speaks_openai
from prompts.providers.provider_errors import model_error_from
from prompts.providers.provider_reply import completion_from

logger = logging.getLogger(__name__)

_MAX_CHARACTERS = 40_000
_MAX_UNDER_WAY = 128
# Seconds of a budget that are kept for what follows the model: the check, and the sending.
_RESERVE = 0.05
# Seconds for a deployment without a `timeout` of its own; the budget ends the call long before.
# It is never passed with a call: litellm opens new connections for each timeout it has not seen.
_TIMEOUT = 60.0


class Caller(Protocol):
    """Makes a call for one model group, on the model thread's loop."""

    async def __call__(self, request: CompletionRequest) -> Completion: ...

    async def aclose(self) -> None: ...


class RouterModel:
    """Completes through litellm's Router, one Router for each model group.

    A group that is one OpenAI-compatible server goes through the plain openai client instead.

    litellm takes seconds to import and milliseconds of processor time for each call, so it lives
    in a thread of its own: `start_loading` starts it, and until it has loaded `complete` raises
    ModelNotReady. Retries, fallbacks, cooldowns and load balancing are the Router's alone; the
    clients underneath do not retry.
    """

    def __init__(
        self,
        groups: Sequence[ModelGroup],
        *,
        max_characters: int = _MAX_CHARACTERS,
        max_under_way: int = _MAX_UNDER_WAY,
    ) -> None:
        self._groups: Mapping[str, ModelGroup] = {group.id: group for group in groups}
        self._max_characters = max_characters
        self._thread = ModelThread(max_under_way)
        self._callers: Mapping[str, Caller] | None = None
        self._failure: str | None = None

    @property
    def ready(self) -> bool:
        """Whether the client has loaded."""
        return self._callers is not None

    def start_loading(self) -> None:
        """Load litellm in the background; does nothing when that has begun, or no key is set."""
        if not self._thread.started and any(group.usable for group in self._groups.values()):
            self._thread.start(self._load)

    async def wait_until_ready(self, seconds: float = 60.0) -> bool:
        """Load, and say whether the client is ready after at most `seconds`."""
        self.start_loading()
        if self._thread.started:
            await self._thread.wait_until_prepared(seconds)
        return self.ready

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        """The Router's completion; raises ModelError and nothing else, within the budget."""
        caller = self._caller(request.model_group)
        left = budget.require()
        seconds = left - min(_RESERVE, left * 0.05)
        return await self._thread.run(lambda: self._call(caller, request), seconds)

    async def aclose(self) -> None:
        """Close the connections and end the thread."""
        callers, self._callers = self._callers, None

        async def closing() -> None:
            for caller in (callers or {}).values():
                await caller.aclose()

        await self._thread.stop(closing)

    async def _call(self, caller: Caller, request: CompletionRequest) -> Completion:
        try:
            return await caller(request)
        except ModelError:
            raise
        except Exception as error:
            told = model_error_from(error, request.model_group)
        # Raised here, it does not carry the client's error, reply and frames along as its context.
        try:
            raise told
        finally:
            del told

    def _caller(self, group_id: str) -> Caller:
        group = self._groups.get(group_id)
        if group is None:
            raise NoModel(f"there is no model group {group_id!r}")
        if not group.usable:
            missing = ", ".join(group.models[0].missing)
            raise NoModel(f"model group {group_id!r} needs {missing}, which is not set")
        if self._callers is not None:
            return self._callers[group_id]
        if self._failure is not None:
            raise ModelDenied(self._failure)
        self.start_loading()
        raise ModelNotReady("the model client is still loading")

    def _load(self) -> None:
        try:
            self._callers = _callers_of(self._groups, self._max_characters)
        except Exception as error:
            # Kept for the callers, and told once: without it every reply is a template.
            self._failure = f"the model client cannot be loaded: {type(error).__name__}"
            logger.exception(self._failure)


class RouterCaller:
    """Sends completions through litellm's Router for one group; used on one event loop."""

    def __init__(self, router: Any, max_characters: int) -> None:
        self._router = router
        self._max_characters = max_characters

    async def __call__(self, request: CompletionRequest) -> Completion:
        reply = await self._router.acompletion(
            model=request.model_group, **messages_and_limits(request)
        )
        return completion_from(reply, self._max_characters)

    async def aclose(self) -> None:
        self._router.discard()
        await close_connections()


def _callers_of(groups: Mapping[str, ModelGroup], max_characters: int) -> dict[str, Caller]:
    usable = [group for group in groups.values() if group.usable]
    plain = [group for group in usable if speaks_openai(group)]
    routed = [group for group in usable if group not in plain]
    callers: dict[str, Caller] = {
        group.id: OpenAICaller(group, _TIMEOUT, max_characters) for group in plain
    }
    if routed:
        litellm = quiet_litellm()
        models = [model for group in routed for model in group.usable]
        by_provider = {model.provider: str(model.parameters["model"]) for model in models}
        warm_up(litellm, by_provider.values())
        for group in routed:
            router = litellm.Router(**router_arguments(group, groups))
            callers[group.id] = RouterCaller(router, max_characters)
    return callers


def router_arguments(group: ModelGroup, groups: Mapping[str, ModelGroup]) -> dict[str, Any]:
    """Arguments of litellm's Router for `group`, with the groups it falls back to."""
    reached = [group, *(groups[name] for name in group.fallbacks if groups[name].usable)]
    # litellm waits about two seconds before it tries the same deployment again, and as long as
    # the provider asks for; no budget here has that. Another deployment it tries at once.
    shuffled = group.router.get("routing_strategy", "simple-shuffle") == "simple-shuffle"
    arguments: dict[str, Any] = {
        "num_retries": 0 if shuffled else len(group.usable) - 1,
        "enable_weighted_failover": True,
        "timeout": _TIMEOUT,
        "model_list": [
            {"model_name": member.id, "litellm_params": dict(model.parameters)}
            for member in reached
            for model in member.usable
        ],
    }
    if len(group.usable) == 1:
        # Nothing to turn to while it cools down; resting it is the breaker's task.
        arguments["disable_cooldowns"] = True
    if len(reached) > 1:
        arguments["fallbacks"] = [{group.id: [member.id for member in reached[1:]]}]
    return {**arguments, **group.router}
