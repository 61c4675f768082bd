"""The commands, as processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nlg_server.cli import COMMANDS
from tests.nlg_server.projects import write_project


def truephrase(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200"}
    command = [sys.executable, "-m", "nlg_server", *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_help_lists_every_command(tmp_path: Path) -> None:
    shown = truephrase("--help", cwd=tmp_path)
    assert shown.returncode == 0
    for name, (_, line) in COMMANDS.items():
        assert name in shown.stdout
        assert line[:30] in shown.stdout


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_a_help_of_its_own(tmp_path: Path, name: str) -> None:
    shown = truephrase(name, "--help", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert f"truephrase {name}" in shown.stdout


def test_say_prints_what_rasa_would_get(tmp_path: Path) -> None:
    write_project(tmp_path)
    said = truephrase("say", "utter_greet", "--slot", "name=Ann", cwd=tmp_path)
    assert (said.returncode, said.stdout) == (0, "Hi Ann!\n")
    shown = truephrase("say", "utter_price", "--slot", "name=Ann", "--json", cwd=tmp_path)
    assert json.loads(shown.stdout)["rephrase_reason"] == "no_model"


def test_say_of_an_unknown_response_fails(tmp_path: Path) -> None:
    said = truephrase("say", "utter_x", cwd=write_project(tmp_path))
    assert said.returncode == 1
    assert "utter_x" in said.stderr


def test_an_unusable_setting_ends_every_command_with_one_line(tmp_path: Path) -> None:
    write_project(tmp_path, "nlg: {rephrase_al: true}")
    for command in (("serve", "--port", "0"), ("say", "utter_greet")):
        failed = truephrase(*command, cwd=tmp_path)
        assert failed.returncode == 2
        assert failed.stderr.count("\n") == 1
        assert "Did you mean" in failed.stderr


def test_check_explains_each_problem_with_file_line_and_remedy(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        "nlg:\n  type: rephrase\n  url: http://localhost:5056/wrong\n",
        "responses:\n  utter_a:\n  - text: a\n    metadata:\n      rephrase_prompt: '{% if'\n",
    )
    checked = truephrase("check", "--json", cwd=tmp_path)
    assert checked.returncode == 1
    remarks = json.loads(checked.stdout)
    by_place = {(remark["level"], remark["where"]) for remark in remarks}
    assert ("error", "endpoints.yml:3") in by_place
    assert ("warning", "endpoints.yml:2") in by_place
    assert any("rephrase_prompt" in remark["message"] for remark in remarks)
    assert all(
        remark["remedy"] for remark in remarks if remark["where"].startswith("endpoints.yml:")
    )


def test_check_of_a_sound_project_passes(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        "nlg: {url: 'http://localhost:5056/nlg'}\n"
        "action_endpoint: {url: 'http://localhost:5056/webhook'}\n",
    )
    checked = truephrase("check", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    assert "5 responses" in checked.stdout or "6 responses" in checked.stdout


def test_a_broken_settings_file_is_one_remark(tmp_path: Path) -> None:
    checked = truephrase("check", "--json", cwd=write_project(tmp_path, "nlg: {rephrase_al: 1}"))
    assert [remark["level"] for remark in json.loads(checked.stdout)] == ["error"]


@pytest.mark.parametrize("block", ["nlg", "search"])
def test_a_judge_that_is_no_model_group_is_an_error(block: str, tmp_path: Path) -> None:
    settings = f"nlg: {{url: 'http://localhost:5056/nlg'}}\n{block}: {{judge: nosuch}}\n"
    settings = settings if block == "search" else "nlg: {judge: nosuch}\n"
    checked = truephrase("check", "--json", cwd=write_project(tmp_path, settings))
    (error,) = (one for one in json.loads(checked.stdout) if one["level"] == "error")
    assert checked.returncode == 1
    assert f"`{block}.judge`: 'nosuch' is no model group." in error["message"]


def test_check_explains_the_lines_of_an_enterprise_search_policy(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        "nlg: {url: 'http://localhost:5056/nlg'}\nvector_store:\n  type: faiss\n  source: ./docs\n",
    )
    (tmp_path / "config.yml").write_text(
        "policies:\n- name: RulePolicy\n- name: EnterpriseSearchPolicy\n"
        "  max_messages_in_query: 2\n  citation_enabled: true\n"
    )
    checked = truephrase("check", "--json", cwd=tmp_path)
    explained = {remark["where"]: remark["message"] for remark in json.loads(checked.stdout)}
    assert "`name`" in explained["config.yml:3"]
    assert "only the user's" in explained["config.yml:4"]
    assert "re-found" in explained["config.yml:5"]
    assert "not by `rasa train`" in explained["endpoints.yml:4"]


def test_check_names_documents_that_are_not_there(tmp_path: Path) -> None:
    domain = "actions: [action_trigger_search]\nresponses: {utter_a: [{text: a}]}\n"
    write_project(tmp_path, "vector_store:\n  source: ./docz\n", domain)
    checked = truephrase("check", "--json", cwd=tmp_path)
    found = {remark["where"]: remark["message"] for remark in json.loads(checked.stdout)}
    assert "docz does not exist" in found["endpoints.yml:2"]
    index = next(where for where in found if where.endswith("index"))
    assert found[index] == "no index yet. Run `truephrase index` first."


def test_metadata_of_a_response_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    domain = (
        "responses:\n"
        "  utter_hi:\n  - {text: Hi, metadata: {rephrase: true, fidelity: enforced}}\n"
        "  utter_bye:\n  - {text: Bye, metadata: {rephrase: true, fidelity: observe, budget: 2}}\n"
    )
    settings = "nlg: {url: 'http://localhost:5056/nlg'}\n"
    checked = truephrase("check", "--json", cwd=write_project(tmp_path, settings, domain))
    told = [one for one in json.loads(checked.stdout) if "metadata." in one["message"]]
    assert [(one["level"], one["where"]) for one in told] == [("warning", "utter_hi")]
    assert "enforce, observe, off" in told[0]["remedy"]
