from __future__ import annotations

import asyncio
import json

import pytest

from nlg_server.cli.ask import as_mapping, show
from prompts.budget import Budget
from search.answering.outcome import Answer
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
