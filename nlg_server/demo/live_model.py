"""Which live model the demo can use, if any: a key in the environment, or a local Ollama."""

from __future__ import annotations

import os

import httpx

OLLAMA = "http://127.0.0.1:11434"


def live_model_group(model: str | None = None) -> str | None:
    """A `model_groups` entry in YAML for the model that is at hand; None where none is.

    `model` (``provider/name``) asks for a certain one.
    """
    if model:
        provider, _, name = model.partition("/")
        return _entry(provider, name)
    if os.environ.get("OPENAI_API_KEY"):
        return _entry("openai", "gpt-4.1-mini")
    pulled = _ollama_model()
    return _entry("ollama", pulled) if pulled else None


def _entry(provider: str, name: str) -> str:
    where = f", api_base: {OLLAMA}" if provider == "ollama" else ""
    return f"[{{id: live, models: [{{provider: {provider}, model: {name}{where}}}]}}]"


def _ollama_model() -> str | None:
    try:
        models = httpx.get(f"{OLLAMA}/api/tags", timeout=0.5, trust_env=False).json()["models"]
    except (httpx.HTTPError, ValueError, KeyError):
        return None
    return str(models[0]["name"]) if models else None
