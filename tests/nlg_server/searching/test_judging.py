from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from nlg_server.project import load_project
from nlg_server.searching.judging import search_judge_of
from prompts.budget import Budget
from prompts.errors import ModelNotReady, SettingsError
from prompts.scripted_model import ScriptedModel

ENDPOINTS = """
model_groups:
  - id: checking
    models: [{provider: openai, model: gpt-4.1-mini, api_key: key}]
search: {judge: checking, rewrite_query: true, llm: {model_group: checking}}
"""


def test_a_model_group_is_asked(tmp_path: Path) -> None:
    (tmp_path / "endpoints.yml").write_text(ENDPOINTS)
    project = load_project(tmp_path)
    options = project.search_options()
    assert options.rewrite_query
    model = ScriptedModel("UNBACKED")
    judge = search_judge_of(project, options.judge, model)
    assert judge is not None
    assert asyncio.run(judge.objection("q", (), Budget.of(5.0)))
    assert model.requests[0].model_group == "checking"


def test_an_unknown_group_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "endpoints.yml").write_text(ENDPOINTS.replace("judge: checking", "judge: chekcing"))
    project = load_project(tmp_path)
    with pytest.raises(SettingsError, match=r"search\.judge.*'chekcing'"):
        search_judge_of(project, project.search_options().judge, ScriptedModel(""))


def test_without_a_model_there_is_nothing_to_judge(tmp_path: Path) -> None:
    project = load_project(tmp_path)
    assert search_judge_of(project, None, ScriptedModel("")) is None
    assert search_judge_of(project, "cross-encoder:anything", None) is None


def test_a_cross_encoder_that_is_not_there_yet_vouches_for_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    project = load_project(tmp_path)
    setting = f"cross-encoder:{tmp_path / 'none'}"
    judge = search_judge_of(project, setting, ScriptedModel(""))
    assert judge is not None
    with pytest.raises(ModelNotReady):
        asyncio.run(judge.objection("q", (), Budget.of(5.0)))
    patience = time.monotonic() + 60
    while "search.judge" not in caplog.text and time.monotonic() < patience:
        time.sleep(0.05)
    assert "search.judge" in caplog.text
