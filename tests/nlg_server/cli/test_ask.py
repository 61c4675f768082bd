from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.fault_server import FaultServer
from nlg_server.cli.ask import app, as_mapping, show
from prompts.budget import Budget
from search.answering.outcome import Answer
from search.indexing.build import IndexOptions, build_index
from tests.search.answering.small_knowledge import answerer, asking


@pytest.fixture
def answer() -> Answer:
    who = answerer("Express delivery costs 9.90 euros. We love you, dear friend.")
    return asyncio.run(who.answer(asking(), Budget.of(5.0)))


def test_the_json_holds_answer_verdicts_passages_and_timing(answer: Answer) -> None:
    found = json.loads(json.dumps(as_mapping(answer)))
    assert found["status"] == "answered"
    assert [sentence["reason"] for sentence in found["sentences"]] == ["supported", "unsupported"]
    assert found["passages"][0]["source"] == "manual/delivery.md"
    assert {"retrieve", "model", "verify", "total"} <= found["seconds"].keys()
    assert "trace" not in found


def test_trace_adds_query_prompt_and_raw_reply(answer: Answer) -> None:
    trace = as_mapping(answer, trace=True)["trace"]
    assert trace["query"] == "How much is express delivery?"
    assert "<document" in trace["prompt"]
    assert "dear friend" in trace["reply"]


def test_a_person_sees_each_verdict(answer: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    show(answer, trace=True)
    shown = capsys.readouterr().out
    assert "unsupported" in shown
    assert "manual/delivery.md" in shown


def test_the_model_is_asked_though_its_client_loads_for_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "hours.md").write_text("# Hours\n\nWe open at 9 am.\n")
    build_index([str(tmp_path / "docs")], tmp_path / ".truephrase" / "index", IndexOptions())
    monkeypatch.chdir(tmp_path)
    with FaultServer("We open at 9 am [1]. It is free for 77 people.") as server:
        Path("endpoints.yml").write_text(
            "nlg:\n  llm: {model_group: wording}\n"
            "vector_store: {type: faiss, source: ./docs}\n"
            "model_groups:\n  - id: wording\n    models:\n"
            f'      - {{provider: openai, model: m, api_base: "{server.url}", api_key: k}}\n'
        )
        result = CliRunner().invoke(app, ["When do you open?", "--json"], catch_exceptions=False)
    found = json.loads(result.stdout)
    assert (found["status"], found["reason"]) == ("answered", "grounded")
    assert [sentence["supported"] for sentence in found["sentences"]] == [True, False]
    assert server.count == 1
