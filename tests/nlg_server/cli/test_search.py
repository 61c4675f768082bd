from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlg_server.cli.search import app
from search.indexing.build import IndexOptions, build_index

ENDPOINTS = """\
nlg:
  url: http://localhost:5056/nlg
vector_store:
  type: faiss
  source: ./docs
"""
FILTER = """\
  filter:
    audience: {any_of: ["{{ slots.role }}"]}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "docs").mkdir()
    (folder / "docs" / "gym.md").write_text(
        "---\naudience: member\n---\n# Gym\n\nA month costs 30 euros.\n\n## Students\n\n"
        "Students pay 20 euros a month.\n"
    )
    (folder / "docs" / "pool.md").write_text("# Pool\n\nThe water has 27 degrees.\n")
    build_index([str(folder / "docs")], folder / ".truephrase" / "index", IndexOptions())
    return folder


def run(project: Path, monkeypatch: pytest.MonkeyPatch, settings: str, *arguments: str) -> str:
    (project / "endpoints.yml").write_text(settings)
    monkeypatch.chdir(project)
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_passages_are_shown_with_both_ranks_and_scores(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = run(project, monkeypatch, ENDPOINTS, "How warm is the water?", "-k", "1")
    assert "1. Pool" in shown and "27 degrees" in shown
    assert "meaning #1 (cosine 0." in shown and "words #1 (BM25 " in shown


def test_several_questions_are_one_conversation(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("What does the gym cost?", "and for students?", "--json")
    found = json.loads(run(project, monkeypatch, ENDPOINTS, *arguments))
    assert "Students pay 20 euros" in found["hits"][0]["passage"]["text"]
    assert found["query"] == "and for students?" and found["generation"]


def test_the_filter_of_the_project_applies(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "What does the gym cost?"
    hidden = run(project, monkeypatch, ENDPOINTS + FILTER, question)
    assert "Nothing found" in hidden and "euros" not in hidden
    shown = run(project, monkeypatch, ENDPOINTS + FILTER, question, "--slot", "role=member")
    assert "30 euros" in shown and "27 degrees" not in shown
