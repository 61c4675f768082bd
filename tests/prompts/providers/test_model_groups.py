from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.errors import SettingsError
from prompts.providers.model_groups import ModelGroup, model_groups_from
from prompts.providers.router_model import router_arguments


def group(model: dict[str, Any], env: dict[str, str] | None = None, **router: Any) -> ModelGroup:
    entry: dict[str, Any] = {"id": "wording", "models": [model]}
    if router:
        entry["router"] = router
    return model_groups_from([entry], env or {})[0]


OPENAI = {"provider": "openai", "model": "gpt-4.1-mini", "api_key": "${OPENAI_API_KEY}"}


def test_rasa_pros_example_is_read() -> None:
    azure = {
        "provider": "azure",
        "deployment": "rasa-gpt-4",
        "api_base": "https://azure-deployment/",
        "api_version": "2024-02-15-preview",
        "api_key": "${MY_AZURE_API_KEY}",
        "timeout": 7,
    }
    read = group(azure, {"MY_AZURE_API_KEY": "k"}, routing_strategy="least-busy", num_retries=2)
    assert read.models[0].parameters == {
        "model": "azure/rasa-gpt-4",
        "api_base": "https://azure-deployment/",
        "api_version": "2024-02-15-preview",
        "api_key": "k",
        "timeout": 7,
        "max_retries": 0,
    }
    assert read.router == {"routing_strategy": "least-busy", "num_retries": 2}


@pytest.mark.parametrize(
    ("provider", "model", "litellm"),
    [
        ("openai", "gpt-4.1-mini", "openai/gpt-4.1-mini"),
        ("self-hosted", "meta-llama/Llama-3-8B", "hosted_vllm/meta-llama/Llama-3-8B"),
        ("ollama", "llama3.2", "ollama_chat/llama3.2"),
        ("anthropic", "claude-sonnet-4", "anthropic/claude-sonnet-4"),
        ("bedrock", "anthropic.claude-3-haiku", "bedrock/anthropic.claude-3-haiku"),
        ("openai", "openai/gpt-4.1", "openai/gpt-4.1"),
    ],
)
def test_each_provider_is_spelt_as_litellm_wants(provider: str, model: str, litellm: str) -> None:
    read = group({"provider": provider, "model": model, "api_base": "http://x"})
    assert read.models[0].parameters["model"] == litellm


def test_a_key_that_is_not_set_leaves_the_model_out_and_is_named() -> None:
    assert group(OPENAI).models[0].missing == ("OPENAI_API_KEY",)
    assert group({"provider": "openai", "model": "m"}).models[0].missing == ("OPENAI_API_KEY",)
    assert group(OPENAI, {"OPENAI_API_KEY": "k"}).usable
    assert group({"provider": "ollama", "model": "m"}).usable
    assert group({"provider": "self-hosted", "model": "m", "api_base": "http://x"}).usable


def test_no_credential_shows_in_a_group() -> None:
    read = group(OPENAI, {"OPENAI_API_KEY": "sk-secret"}, redis_password="pw-secret")
    assert "secret" not in repr(read)


@pytest.mark.parametrize(
    ("entries", "key"),
    [
        ({}, "model_groups"),
        (["x"], "model_groups[0]"),
        ([{"models": []}], "model_groups[0].id"),
        ([{"id": "a", "models": []}], "model_groups[0].models"),
        ([{"id": "a", "models": [{}]}], "model_groups[0].models[0].provider"),
        ([{"id": "a", "model": []}], "model_groups[0].model"),
        ([{"id": "a", "models": [{**OPENAI, "tempreature": 1}]}], "models[0].tempreature"),
        ([{"id": "a", "models": [{**OPENAI, "temperature": 3}]}], "models[0].temperature"),
        ([{"id": "a", "models": [{**OPENAI, "timeout": True}]}], "models[0].timeout"),
        ([{"id": "a", "models": [{**OPENAI, "max_tokens": 1.5}]}], "models[0].max_tokens"),
        ([{"id": "a", "models": [{"provider": "openai"}]}], "models[0].model"),
        ([{"id": "a", "models": [{"provider": "azure", "model": "m"}]}], "models[0].api_base"),
        ([{"id": "a", "models": [OPENAI], "router": {"retries": 1}}], "router.retries"),
        ([{"id": "a", "models": [OPENAI], "router": {"num_retries": -1}}], "router.num_retries"),
        (
            [{"id": "a", "models": [OPENAI], "router": {"routing_strategy": "x"}}],
            "router.routing_strategy",
        ),
        ([{"id": "a", "models": [OPENAI], "router": {"fallbacks": ["b"]}}], "router.fallbacks"),
        ([{"id": "a", "models": [OPENAI]}, {"id": "a", "models": [OPENAI]}], "[1].id"),
    ],
)
def test_what_cannot_be_honoured_is_refused_by_its_key(entries: Any, key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        model_groups_from(entries, {})
    assert caught.value.key.endswith(key)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(st.sampled_from(sorted(OPENAI)), json_values)
def test_any_value_is_read_or_refused_as_a_settings_error(key: str, value: Any) -> None:
    try:
        group({**OPENAI, key: value}, {"OPENAI_API_KEY": "k"})
    except SettingsError as error:
        assert error.key.startswith("model_groups[0].models[0]")


def test_the_router_gets_fallback_groups_and_its_own_settings() -> None:
    first = {"id": "a", "models": [OPENAI, OPENAI], "router": {"fallbacks": "b", "num_retries": 2}}
    second = {"id": "b", "models": [{"provider": "ollama", "model": "m"}]}
    groups = model_groups_from([first, second], {"OPENAI_API_KEY": "k"})
    arguments = router_arguments(groups[0], {g.id: g for g in groups})
    assert [entry["model_name"] for entry in arguments["model_list"]] == ["a", "a", "b"]
    assert arguments["fallbacks"] == [{"a": ["b"]}] and arguments["num_retries"] == 2
    alone = router_arguments(groups[1], {g.id: g for g in groups})
    assert alone["num_retries"] == 0 and alone["disable_cooldowns"] is True
