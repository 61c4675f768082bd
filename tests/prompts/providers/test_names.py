"""The request as it leaves for each provider, captured on a loopback server.

What each one expects is in its own reference: platform.openai.com/docs/api-reference/chat,
learn.microsoft.com/azure/ai-services/openai/reference, docs.ollama.com/api,
docs.vllm.ai (OpenAI-compatible server), docs.anthropic.com/en/api/messages,
docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pytest

from benchmarks.fault_server import Call, FaultServer
from prompts.budget import Budget
from prompts.errors import SettingsError
from prompts.model import Completion, CompletionRequest, Message
from prompts.providers.model_groups import model_groups_from
from prompts.providers.names import litellm_parameters
from prompts.providers.router_model import RouterModel

REQUEST = CompletionRequest(
    messages=(Message("system", "Be brief."), Message("user", "Say: your table is booked.")),
    model_group="wording",
    purpose="rephrase",
    temperature=0.3,
    max_tokens=50,
)
CHAT = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "Say: your table is booked."},
]


@dataclass(frozen=True)
class Shape:
    """A model entry (`{url}` is the server), and the request that has to come of it."""

    entry: Mapping[str, Any]
    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]


OPENAI_BODY = {"messages": CHAT, "temperature": 0.3, "max_tokens": 50}
SHAPES = {
    "openai": Shape(
        {"provider": "openai", "model": "gpt-4.1-mini", "api_base": "{url}/v1", "api_key": "k1"},
        "/v1/chat/completions",
        {"authorization": "Bearer k1", "content-type": "application/json"},
        {**OPENAI_BODY, "model": "gpt-4.1-mini"},
    ),
    "azure": Shape(
        {
            "provider": "azure",
            "deployment": "rasa-gpt-4",
            "api_base": "{url}",
            "api_version": "2024-06-01",
            "api_key": "k2",
        },
        "/openai/deployments/rasa-gpt-4/chat/completions?api-version=2024-06-01",
        {"api-key": "k2"},
        {**OPENAI_BODY, "model": "rasa-gpt-4"},
    ),
    "vllm": Shape(
        {"provider": "self-hosted", "model": "meta-llama/Llama-3-8B", "api_base": "{url}/v1"},
        "/v1/chat/completions",
        {"content-type": "application/json"},
        {**OPENAI_BODY, "model": "meta-llama/Llama-3-8B"},
    ),
    "ollama": Shape(
        {"provider": "ollama", "model": "llama3.2", "api_base": "{url}"},
        "/api/chat",
        {},
        {
            "model": "llama3.2",
            "messages": [{**message, "images": []} for message in CHAT],
            "options": {"temperature": 0.3, "num_predict": 50},
            "stream": False,
        },
    ),
    "anthropic": Shape(
        {"provider": "anthropic", "model": "claude-sonnet-4-5", "api_base": "{url}"}
        | {"api_key": "k3"},
        "/v1/messages",
        {"x-api-key": "k3", "anthropic-version": "2023-06-01"},
        {
            "model": "claude-sonnet-4-5",
            "system": [{"type": "text", "text": "Be brief."}],
            "messages": [
                {
                    "role": "user",
                    "content": [{"type": "text", "text": "Say: your table is booked."}],
                }
            ],
            "temperature": 0.3,
            "max_tokens": 50,
        },
    ),
    "bedrock": Shape(
        {
            "provider": "bedrock",
            "model": "anthropic.claude-3-haiku-20240307-v1:0",
            "api_base": "{url}",
            "aws_access_key_id": "AKIDEXAMPLE",
            "aws_secret_access_key": "secret",
            "aws_region_name": "eu-central-1",
        },
        "/model/anthropic.claude-3-haiku-20240307-v1:0/converse",
        {},
        {
            "messages": [{"role": "user", "content": [{"text": "Say: your table is booked."}]}],
            "system": [{"text": "Be brief."}],
            "inferenceConfig": {"temperature": 0.3, "maxTokens": 50},
        },
    ),
}


def sent_by(shape: Shape) -> tuple[Call, Completion]:
    """The one request that leaves, and what its answer is read as."""
    with FaultServer("Your table has been booked.") as server:
        base = server.url.removesuffix("/v1")
        entry = {
            key: value.replace("{url}", base) if isinstance(value, str) else value
            for key, value in shape.entry.items()
        }
        groups = model_groups_from([{"id": "wording", "models": [entry]}], {})

        async def scenario() -> Completion:
            model = RouterModel(groups)
            assert await model.wait_until_ready()
            try:
                return await model.complete(REQUEST, Budget.of(10.0))
            finally:
                await model.aclose()

        completion = asyncio.run(scenario())
        (call,) = server.calls
        return call, completion


@pytest.mark.parametrize("provider", SHAPES)
def test_the_request_leaves_as_the_provider_expects_it(provider: str) -> None:
    shape = SHAPES[provider]
    call, completion = sent_by(shape)
    assert (call.method, unquote(call.path)) == ("POST", shape.path)
    assert {name: call.headers.get(name) for name in shape.headers} == dict(shape.headers)
    body = call.json
    assert {key: body.get(key) for key in shape.body} == dict(shape.body)
    assert not {"tools", "functions", "metadata", "user"} & {k for k, v in body.items() if v}
    assert body.get("stream") in (None, False)
    assert completion.text == "Your table has been booked."
    assert (completion.prompt_tokens, completion.completion_tokens) == (12, 7)


def test_bedrock_is_signed_for_its_region_and_the_secret_stays_at_home() -> None:
    call, _ = sent_by(SHAPES["bedrock"])
    signature = call.headers["authorization"]
    assert signature.startswith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
    assert "/eu-central-1/bedrock/aws4_request" in signature
    assert b"secret" not in call.body and "secret" not in str(call.headers)


def test_the_older_completions_endpoint_is_only_for_self_hosted_models() -> None:
    values = {"model": "m", "api_base": "http://x", "use_chat_completions_endpoint": False}
    assert litellm_parameters("k", "self-hosted", values)["model"] == "text-completion-openai/m"
    with pytest.raises(SettingsError, match="use_chat_completions_endpoint"):
        litellm_parameters("k", "anthropic", values)
