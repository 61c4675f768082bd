"""A plain OpenAI-compatible server, called directly: many times the calls that a router manages.

litellm's Router costs about 4 ms of processor time a call, which at 50 ms a call and 32 at once is
more than there is. A server under `api_base` that speaks OpenAI's protocol needs none of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec

from prompts.budget import Budget
from prompts.errors import (
    BadCompletion,
    ContentFiltered,
    DeadlineExceeded,
    ModelDenied,
    ModelError,
    ModelUnreachable,
    RateLimited,
)
from prompts.model import Completion, CompletionRequest
from prompts.providers.provider_reply import completion_from

_PROVIDERS = ("self-hosted", "vllm", "openai")
_SENT = ("top_p", "seed", "presence_penalty", "frequency_penalty", "stop")
_KNOWN = frozenset(
    {"provider", "model", "api_base", "api_key", "timeout", "temperature", "max_tokens"}
    | {"input_cost_per_token", "output_cost_per_token", "extra_headers", "extra_body", *_SENT}
)
_MAX_CHARACTERS = 100_000


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Reply(msgspec.Struct):
    choices: list[_Choice]
    model: str = ""
    usage: _Usage | None = None


def speaks_openai(settings: Mapping[str, Any]) -> bool:
    """Whether a model can be called directly: its server is named, and nothing needs litellm."""
    plain = all(not isinstance(value, str) or "${" not in value for value in settings.values())
    named = settings.get("provider") in _PROVIDERS and "api_base" in settings
    return named and plain and settings.keys() <= _KNOWN


class OpenAICompatibleModel:
    """Completes by ``POST {api_base}/chat/completions`` over kept connections."""

    def __init__(self, settings: Mapping[str, Any], connections: int = 1000) -> None:
        self._settings = settings
        self._url = f"{str(settings['api_base']).rstrip('/')}/chat/completions"
        self._connections = connections
        self._session: Any = None
        self._decode = msgspec.json.Decoder(_Reply).decode

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        """The server's completion; raises ModelError and nothing else."""
        import aiohttp

        seconds = min(budget.require(), float(self._settings.get("timeout", 600.0)))
        session = self._session or self._open()
        timeout = aiohttp.ClientTimeout(total=seconds)
        try:
            async with session.post(self._url, data=self._body(request), timeout=timeout) as reply:
                data = await reply.read()
        except TimeoutError:
            raise DeadlineExceeded(f"no answer within {seconds:.3f} s") from None
        except (aiohttp.ClientError, OSError) as error:
            raise ModelUnreachable(f"{self._url}: {type(error).__name__}: {error}") from None
        if reply.status != 200:
            raise _refused(reply.status, data)
        return self._completion(data)

    async def aclose(self) -> None:
        """Close the connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _open(self) -> Any:
        import aiohttp

        headers = {"Content-Type": "application/json"}
        if self._settings.get("api_key"):
            headers["Authorization"] = f"Bearer {self._settings['api_key']}"
        headers.update(self._settings.get("extra_headers", {}))
        connector = aiohttp.TCPConnector(limit=self._connections)
        self._session = aiohttp.ClientSession(connector=connector, headers=headers)
        return self._session

    def _body(self, request: CompletionRequest) -> bytes:
        settings = self._settings
        body: dict[str, Any] = {
            "model": settings.get("model", "default"),
            "messages": [{"role": m.role, "content": m.content} for m in request.messages],
        }
        body |= {key: settings[key] for key in _SENT if key in settings}
        for key, value in (
            ("temperature", request.temperature),
            ("max_tokens", request.max_tokens),
        ):
            if value is not None:
                body[key] = value
        return msgspec.json.encode(body | dict(settings.get("extra_body", {})))

    def _completion(self, data: bytes) -> Completion:
        try:
            reply = self._decode(data)
        except msgspec.MsgspecError as error:
            raise BadCompletion(f"the server's answer is no chat completion: {error}") from None
        completion = completion_from(reply, _MAX_CHARACTERS)
        cost = completion.prompt_tokens * float(self._settings.get("input_cost_per_token", 0.0))
        cost += completion.completion_tokens * float(
            self._settings.get("output_cost_per_token", 0.0)
        )
        return replace(completion, cost=cost)


def _refused(status: int, data: bytes) -> ModelError:
    # The status alone: a server's own words may repeat the prompt or the key.
    told = f"the server answered with HTTP status {status}"
    if status == 429:
        return RateLimited(told)
    if status in (408, 504):
        return DeadlineExceeded(told)
    if status >= 500:
        return ModelUnreachable(told)
    return ContentFiltered(told) if b"content_filter" in data else ModelDenied(told)
