"""`truephrase index`: from a project folder, with the real model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlg_server.cli.index import app
from prompts.errors import IndexMissing, SettingsError


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/fees.md").write_text("# Fees\n\nThe fee is 5 EUR.")
    (tmp_path / "docs/broken.pdf").write_bytes(b"no pdf")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_it_indexes_docs_and_reports_what_was_skipped(project: Path) -> None:
    shown = run()
    assert "1 documents, 1 passages" in shown
    assert "broken.pdf" in shown
    assert (project / ".truephrase/index/CURRENT").read_text().startswith("000001-")


def test_info_names_model_encoder_and_languages(project: Path) -> None:
    run("--json")
    info = json.loads(run("--info", "--json"))
    assert info["model"]["name"] == "all-MiniLM-L6-v2"
    assert info["query_encoder"].startswith("exported, without torch")
    assert info["skipped"][0]["source"] == "broken.pdf"
    assert (info["documents"], info["types"]) == (1, {".md": 1})
    # "# Fees The fee is 5 EUR ." and two special tokens; a block's border counts as one.
    assert 10 <= info["tokens"] <= 14
    assert "broken.pdf" in run("--info")


def test_rollback_and_verify(project: Path) -> None:
    run()
    (project / "docs/fees.md").write_text("# Fees\n\nThe fee is 6 EUR.")
    report = json.loads(run("--json"))
    assert (report["changed"], report["embedded"]) == (True, 1)
    assert json.loads(run("--rollback", "--json"))["generation"].startswith("000001-")
    assert "000001-" in run("--verify")


def test_a_source_that_is_not_there_and_an_index_that_is_not_there_say_so(project: Path) -> None:
    with pytest.raises(SettingsError, match="no such file or folder"):
        run("gone")
    with pytest.raises(IndexMissing):
        run("--info", "--out", "none")


def test_a_source_of_the_settings_that_is_not_there_is_named_with_its_line(project: Path) -> None:
    (project / "endpoints.yml").write_text("vector_store:\n  type: faiss\n  source: ./dcos\n")
    with pytest.raises(SettingsError, match=r"endpoints\.yml:3: vector_store\.source: .*dcos"):
        run()
    assert not (project / ".truephrase/index/CURRENT").exists()
