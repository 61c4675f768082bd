from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.prompt_bench.cli import app
from prompts.errors import BenchError
from tests.benchmarks.prompt_bench.a_bench import write_bench


def test_a_run_writes_every_output_and_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bench(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, [])
    assert result.exit_code == 0, result.output
    names = {path.name for path in (tmp_path / "bench-results" / "bench").iterdir()}
    assert {"result.json", "result.csv", "junit.xml", "report.html", "journal.jsonl"} <= names


def test_a_missed_threshold_is_exit_code_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bench(tmp_path, thresholds={"accepted": 0.9})
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["bench.yml"])
    assert result.exit_code == 1
    assert "below the threshold" in result.output


def test_the_baseline_run_is_compared_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bench(tmp_path, count=40)
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(app, ["-o", "main"])
    (tmp_path / "bot.py").write_text("def loses(request): return 'Sure.'\nkeeps = loses\n")
    baseline = str(tmp_path / "main" / "bench" / "result.json")
    result = CliRunner().invoke(app, ["--baseline", baseline])
    assert result.exit_code == 1
    assert "worse than the baseline run" in " ".join(result.output.split())


def test_without_a_plan_the_projects_own_responses_are_the_cases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "domain.yml").write_text(
        'version: "3.1"\nresponses:\n  utter_hello:\n  - text: Hello there.\n'
    )
    (tmp_path / "endpoints.yml").write_text("nlg: {url: 'http://localhost:5056/nlg'}\n")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, []).exit_code == 0
    (result,) = (tmp_path / "bench-results").glob("*/result.json")
    assert json.loads(result.read_text())["cases"][0]["template"] == "Hello there."


def test_an_empty_folder_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BenchError, match="try `truephrase bench rephrase`"):
        CliRunner().invoke(app, [], catch_exceptions=False)


@pytest.mark.parametrize("suite", ["rephrase", "search"])
def test_the_shipped_suites_run(
    suite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, [suite, "-q"])
    assert result.exit_code == 0, result.output
    document = json.loads((tmp_path / "bench-results" / suite / "result.json").read_text())
    calls = {pair["call"] for pair in document["comparisons"] if pair["decisive"]}
    assert "worse" in calls  # it says something
