"""`truephrase check` says of each setting of Rasa Pro what it means here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from nlg_server.checking.migration import POLICY, STORE, explain_migration
from nlg_server.checking.remark import Remark
from nlg_server.project import SEARCH_POLICIES, Project
from nlg_server.settings.files import read_settings_file
from nlg_server.settings.rephrasing import RASA_PRO_TYPES
from search.options import SearchOptions
from search.options_from_mapping import search_options_from


def remarks(
    folder: Path, endpoints: dict[str, Any], policies: list[dict[str, Any]] | None = None
) -> list[Remark]:
    """What is said of a project that holds these two files."""
    (folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints, sort_keys=False), "utf-8")
    config = {"policies": [{"name": "RulePolicy"}, *(policies or [])]}
    (folder / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    project = Project(folder, read_settings_file(folder / "endpoints.yml"))
    return list(explain_migration(project))


def line_of(file: Path, text: str) -> int:
    return 1 + next(n for n, line in enumerate(file.read_text().splitlines()) if text in line)


@pytest.mark.parametrize("name", SEARCH_POLICIES)
@pytest.mark.parametrize("key", sorted(POLICY.keys() - {"name", "vector_store"}))
def test_each_option_of_the_policy_yields_its_remark(name: str, key: str, tmp_path: Path) -> None:
    of_name, of_key = remarks(tmp_path, {}, [{"name": name, key: "written"}])
    assert of_name.message == f"`name`: {POLICY['name']}."
    assert of_key == Remark(
        "note",
        f"config.yml:{line_of(tmp_path / 'config.yml', f'{key}: written')}",
        f"`{key}`: {POLICY[key]}.",
    )


@pytest.mark.parametrize("key", sorted(STORE))
def test_each_key_of_the_policys_store_yields_its_remark(key: str, tmp_path: Path) -> None:
    policy = {"name": SEARCH_POLICIES[0], "vector_store": {key: "written"}}
    *others, of_key = remarks(tmp_path, {}, [policy])
    assert [one.message.partition(":")[0] for one in others] == ["`name`", "`vector_store`"]
    assert of_key == Remark(
        "note",
        f"config.yml:{line_of(tmp_path / 'config.yml', f'{key}: written')}",
        f"`{key}`: {STORE[key]}.",
    )


@pytest.mark.parametrize("key", sorted(STORE))
def test_each_key_of_the_store_in_endpoints_yields_its_remark(key: str, tmp_path: Path) -> None:
    store = {"vector_store": {key: "written"}}
    *_, of_key = remarks(tmp_path, store, [{"name": SEARCH_POLICIES[0]}])
    assert (of_key.where, of_key.message) == ("endpoints.yml:2", f"`{key}`: {STORE[key]}.")


def test_a_key_that_is_not_rasa_pros_and_another_policy_yield_nothing(tmp_path: Path) -> None:
    assert remarks(tmp_path, {}, [{"name": "FlowPolicy", "max_history": 3}]) == []
    told = remarks(tmp_path, {}, [{"name": SEARCH_POLICIES[0], "search_depth": 3}])
    assert [one.message.partition(":")[0] for one in told] == ["`name`"]


@pytest.mark.parametrize("kind", RASA_PRO_TYPES)
def test_rasa_pros_own_rephraser_is_warned_of(kind: str, tmp_path: Path) -> None:
    (remark,) = remarks(tmp_path, {"nlg": {"url": "http://h/nlg", "type": kind}})
    assert (remark.level, remark.where) == ("warning", "endpoints.yml:3")
    assert kind in remark.message and "`type:`" in remark.remedy


@pytest.mark.parametrize("asks", [{"llm": {"model_group": "g"}}, {"rephrase_all": True}])
def test_a_summary_that_rasa_pro_would_make_is_told_of(
    asks: dict[str, Any], tmp_path: Path
) -> None:
    (remark,) = remarks(tmp_path, {"nlg": asks})
    assert remark.level == "note" and "summary" in remark.message
    assert remarks(tmp_path, {"nlg": asks | {"summarize_history": False}}) == []
    assert remarks(tmp_path, {"nlg": {"url": "http://h/nlg"}}) == []


def test_the_threshold_that_is_explained_drops_by_the_calibrated_score() -> None:
    assert "calibrated" in STORE["threshold"]
    assert search_options_from({"vector_store": {"threshold": 0.4}}) == SearchOptions(threshold=0.4)


@pytest.mark.parametrize("key", sorted(POLICY.keys() - {"name", "vector_store", "llm"}))
def test_every_option_that_is_explained_is_read(key: str) -> None:
    written: dict[str, Any] = {"prompt": "p.jinja2", "prompt_template": "p.jinja2"}
    default = getattr(SearchOptions(), key, "other")
    search_options_from({key: written.get(key, default)})
