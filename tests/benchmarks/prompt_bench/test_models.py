from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from benchmarks.prompt_bench.models import model_salt, open_model, python_function
from benchmarks.prompt_bench.variant import ModelSpec
from prompts.budget import Budget
from prompts.errors import BadCompletion, BenchError, NoModel
from prompts.model import CompletionRequest, Message

REQUEST = CompletionRequest((Message("user", "hi"),), "bench", "rephrase")
GROUP = ModelSpec("wording", "litellm", {"model_group": "wording"})


def say(folder: Path, script: str) -> str:
    (folder / "bot.py").write_text(script)

    async def ask() -> str:
        model = await open_model(ModelSpec("bot", "script", {"script": "bot.py:reply"}), folder)
        assert model is not None
        return (await model.complete(REQUEST, Budget.of(5.0))).text

    return asyncio.run(ask())


def test_a_script_may_be_plain_or_async(tmp_path: Path) -> None:
    assert say(tmp_path, "def reply(request): return 'a'") == "a"
    assert say(tmp_path, "async def reply(request): return 'b'") == "b"


def test_a_script_that_fails_is_a_bad_completion(tmp_path: Path) -> None:
    with pytest.raises(BadCompletion, match="ZeroDivisionError"):
        say(tmp_path, "def reply(request): return 1 / 0")
    with pytest.raises(BadCompletion, match="gave int"):
        say(tmp_path, "def reply(request): return 5")


def test_a_script_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"gone\.py:reply"):
        python_function("gone.py:reply", tmp_path)
    with pytest.raises(BenchError, match="names no function"):
        python_function("gone.py", tmp_path)


def endpoints(folder: Path, model: str) -> None:
    (folder / "endpoints.yml").write_text(
        f"model_groups:\n  - id: wording\n    models: [{{provider: ollama, model: {model}}}]\n"
    )


def test_another_model_in_the_same_group_is_asked_anew(tmp_path: Path) -> None:
    endpoints(tmp_path, "llama3.2")
    before = model_salt(GROUP, tmp_path)
    endpoints(tmp_path, "qwen3")
    assert model_salt(GROUP, tmp_path) != before


def test_a_group_that_is_not_there_is_named(tmp_path: Path) -> None:
    endpoints(tmp_path, "llama3.2")
    spec = ModelSpec("x", "litellm", {"model_group": "nobody"})
    with pytest.raises(BenchError, match=r"'nobody'. Known: wording"):
        model_salt(spec, tmp_path)


def test_a_missing_key_is_named_before_any_call(tmp_path: Path) -> None:
    spec = ModelSpec("gpt", "litellm", {"provider": "openai", "model": "gpt-4.1-mini"})
    with pytest.raises(NoModel, match="OPENAI_API_KEY"):
        asyncio.run(open_model(spec, tmp_path))
