"""A model that says what a test wants: the fake behind the seam in `prompts.model`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from prompts.budget import Budget
from prompts.errors import BadCompletion
from prompts.model import Completion, CompletionRequest

Reply = str | Exception
Script = Reply | Iterable[Reply] | Callable[[CompletionRequest], Reply]


class ScriptedModel:
    """Replies from a text, an exception, a sequence of them, or a function of the request.

    Every request is kept in `requests`. A sequence that ran out raises BadCompletion.
    """

    def __init__(self, script: Script) -> None:
        self.requests: list[CompletionRequest] = []
        self._next = _next_reply(script)

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        budget.require()
        self.requests.append(request)
        reply = self._next(request)
        if isinstance(reply, Exception):
            raise reply
        return Completion(reply, model="scripted")

    async def aclose(self) -> None:
        pass


def _next_reply(script: Script) -> Callable[[CompletionRequest], Reply]:
    if isinstance(script, str | Exception):
        return lambda request: script
    if callable(script):
        return script
    replies = iter(script)
    return lambda request: next(replies, BadCompletion("the script has no more replies"))
