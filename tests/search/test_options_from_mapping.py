from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from prompts.errors import SettingsError
from search.options import SearchOptions
from search.options_from_mapping import _CHECKS, search_options_from

POLICY = {
    "name": "EnterpriseSearchPolicy",
    "use_generative_llm": True,
    "citation_enabled": True,
    "check_relevancy": True,
    "max_messages_in_query": 4,
    "max_history": 5,
    "prompt": "prompts/search.jinja2",
    "include_date_time": True,
    "timezone": "Europe/Berlin",
    "llm": {"model_group": "gpt", "temperature": 0.2},
    "embeddings": {"model_group": "ada"},
    "vector_store": {"type": "milvus", "threshold": 0.4},
}


def test_an_enterprise_search_policy_is_read_unchanged() -> None:
    options = search_options_from(POLICY)
    assert options == SearchOptions(
        max_messages_in_query=4,
        max_history=5,
        prompt_template="prompts/search.jinja2",
        timezone="Europe/Berlin",
        model_group="gpt",
        temperature=0.2,
        threshold=0.4,
    )


@pytest.mark.parametrize(
    ("mapping", "key"),
    [
        ({"citations": True}, "search.citations"),
        ({"citation_enabled": "yes"}, "search.citation_enabled"),
        ({"timezone": "Mars/Base"}, "search.timezone"),
        ({"max_messages_in_query": 0}, "search.max_messages_in_query"),
        ({"threshold": 1.5}, "search.threshold"),
        ({"grounding_level": "extreme"}, "search.grounding_level"),
        ({"slots": "name"}, "search.slots"),
        ({"follow_ups": [{"title": "x"}]}, "search.follow_ups"),
        ({"llm": "gpt"}, "search.llm"),
        ({"vector_store": {"threshold": "high"}}, "search.vector_store.threshold"),
    ],
)
def test_what_cannot_be_used_is_named_with_a_remedy(mapping: dict[str, Any], key: str) -> None:
    with pytest.raises(SettingsError) as raised:
        search_options_from(mapping, file="config.yml")
    assert (raised.value.file, raised.value.key) == ("config.yml", key)
    assert raised.value.remedy


def test_every_option_can_be_set() -> None:
    assert {field.name for field in fields(SearchOptions)} == set(_CHECKS)
