"""The plain openai client, for a group that is one OpenAI-compatible server and nothing else.

There is nothing to route there, and litellm's Router costs 5 ms of processor time for a call, 9 ms
for a failed one; this costs 0.9 ms and 0.7 ms (2 cores, Python 3.11, openai 2.54).
"""

from __future__ import annotations

from typing import Any

from prompts.model import Completion, CompletionRequest
from prompts.providers.litellm_prices import cost_of, litellm_prices
from prompts.providers.model_groups import ModelGroup
from prompts.providers.provider_reply import completion_from

_PREFIXES = ("openai/", "hosted_vllm/")
_CLIENT = frozenset({"model", "api_base", "api_key", "organization", "timeout", "max_retries"})
_SENT = frozenset(
    {
        "temperature",
        "top_p",
        "max_tokens",
        "max_completion_tokens",
        "presence_penalty",
        "frequency_penalty",
        "seed",
        "stop",
        "reasoning_effort",
        "extra_headers",
        "extra_body",
    }
)
_PRICES = frozenset({"input_cost_per_token", "output_cost_per_token"})
# Without a Router these have nothing to choose between.
_IDLE = frozenset({"weight", "order", "drop_params", "rpm", "tpm"})
# These refuse `max_tokens` and any `temperature`; litellm knows how each wants to be asked.
_REASONING = ("o1", "o3", "o4", "gpt-5")


def speaks_openai(group: ModelGroup) -> bool:
    """Whether `group` can be served by the plain client: one model, no routing, known keys."""
    if len(group.models) != 1 or group.router or group.fallbacks:
        return False
    parameters = group.models[0].parameters
    model = str(parameters["model"])
    name = model.partition("/")[2]
    return (
        model.startswith(_PREFIXES)
        and not name.startswith(_REASONING)
        and parameters.keys() <= _CLIENT | _SENT | _PRICES | _IDLE
    )


class OpenAICaller:
    """Sends chat completions to one server; to be made and used on one event loop."""

    def __init__(self, group: ModelGroup, timeout: float, max_characters: int) -> None:
        import httpx
        import openai
        from aiohttp import ClientSession, DummyCookieJar, TCPConnector
        from httpx_aiohttp import AiohttpTransport

        from prompts.providers.bounded_transport import bounded

        litellm_prices()  # read now, on the loading thread, and not during the first call
        parameters = group.models[0].parameters
        self._name = str(parameters["model"]).partition("/")[2]
        self._parameters = parameters
        self._max_characters = max_characters
        self._sent = {key: value for key, value in parameters.items() if key in _SENT}

        def session() -> ClientSession:
            # No limit here: admission bounds the calls. No cookies: users must not share any.
            connector = TCPConnector(limit=0, keepalive_timeout=30)
            return ClientSession(connector=connector, cookie_jar=DummyCookieJar())

        transport: Any = AiohttpTransport(client=session)
        transport.handle_async_request = bounded(transport.handle_async_request)
        seconds = float(parameters.get("timeout", timeout))
        self._client = openai.AsyncOpenAI(
            api_key=parameters.get("api_key"),
            base_url=parameters.get("api_base"),
            organization=parameters.get("organization"),
            timeout=seconds,
            max_retries=0,
            http_client=httpx.AsyncClient(
                transport=transport, timeout=seconds, follow_redirects=False
            ),
        )

    async def __call__(self, request: CompletionRequest) -> Completion:
        """One call, no retry; raises openai's errors and ModelError."""
        reply = await self._client.chat.completions.create(
            model=self._name, **{**self._sent, **messages_and_limits(request)}
        )
        completion = completion_from(reply, self._max_characters)
        return cost_of(completion, self._name, self._parameters)

    async def aclose(self) -> None:
        await self._client.close()


def messages_and_limits(request: CompletionRequest) -> dict[str, Any]:
    """What of a request is sent beside the model's name, in OpenAI's terms."""
    arguments: dict[str, Any] = {
        "messages": [{"role": m.role, "content": m.content} for m in request.messages],
    }
    if request.temperature is not None:
        arguments["temperature"] = request.temperature
    if request.max_tokens is not None:
        arguments["max_tokens"] = request.max_tokens
    return arguments
