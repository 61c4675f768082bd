from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from benchmarks.prompt_bench.openai_compatible import OpenAICompatibleModel, speaks_openai
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
from prompts.model import Completion, CompletionRequest, Message

REQUEST = CompletionRequest((Message("user", "hi"),), "g", "rephrase", 0.0, 9)
FINE = (
    b'{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}],'
    b'"usage":{"prompt_tokens":3,"completion_tokens":2}}'
)


@asynccontextmanager
async def server(status: int, body: bytes, delay: float = 0.0) -> AsyncIterator[str]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await asyncio.sleep(delay)
            size = f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
            writer.write(f"HTTP/1.1 {status} X\r\n{size}".encode() + body)
            await writer.drain()
        finally:
            writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"


async def ask(status: int, body: bytes, delay: float = 0.0, seconds: float = 5.0) -> Completion:
    async with server(status, body, delay) as url:
        model = OpenAICompatibleModel({"api_base": url, "input_cost_per_token": 0.5})
        try:
            return await model.complete(REQUEST, Budget.of(seconds))
        finally:
            await model.aclose()


def test_a_completion_brings_text_tokens_and_cost() -> None:
    made = asyncio.run(ask(200, FINE))
    assert (made.text, made.prompt_tokens, made.completion_tokens) == ("Hello", 3, 2)
    assert made.cost == 1.5


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (429, b"slow down", RateLimited),
        (401, b"no", ModelDenied),
        (503, b"", ModelUnreachable),
        (504, b"", DeadlineExceeded),
        (400, b'{"error":{"code":"content_filter"}}', ContentFiltered),
        (200, b"<html>", BadCompletion),
        (200, b'{"choices":[]}', BadCompletion),
        (200, FINE.replace(b"Hello", b" "), BadCompletion),
        (200, FINE.replace(b"stop", b"length"), BadCompletion),
        (200, FINE.replace(b"stop", b"content_filter"), ContentFiltered),
    ],
)
def test_whatever_the_server_does_is_an_error_of_the_tree(
    status: int, body: bytes, kind: type[ModelError]
) -> None:
    with pytest.raises(kind):
        asyncio.run(ask(status, body))


def test_a_slow_server_runs_into_the_budget() -> None:
    with pytest.raises(DeadlineExceeded):
        asyncio.run(ask(200, FINE, delay=5.0, seconds=0.1))


def test_nobody_listening_is_unreachable() -> None:
    model = OpenAICompatibleModel({"api_base": "http://127.0.0.1:9/v1"})

    async def call() -> None:
        try:
            await model.complete(REQUEST, Budget.of(5.0))
        finally:
            await model.aclose()

    with pytest.raises(ModelUnreachable):
        asyncio.run(call())


def test_only_a_named_plain_server_is_called_directly() -> None:
    base = {"provider": "openai", "model": "m", "api_base": "http://x/v1"}
    assert speaks_openai(base)
    assert not speaks_openai({"provider": "openai", "model": "m"})
    assert not speaks_openai({**base, "provider": "azure"})
    assert not speaks_openai({**base, "api_key": "${KEY}"})
    assert not speaks_openai({**base, "api_version": "2"})
