from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.prompt_bench.bench import Bench
from benchmarks.prompt_bench.plan_file import read_plan

BOT = """
def good(request):
    return "Parcels are delivered within three working days [1]."

def invents(request):
    return "Parcels are delivered by drone within ten minutes [1]."

def refuses(request):
    return "I'm sorry, the documents do not contain any information about that."
"""
PASSAGE = "Parcels are delivered within three working days. Saturdays count as working days."


@pytest.fixture
def outcome(tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "bot.py").write_text(BOT)
    case = {"id": "q", "question": "When are parcels delivered?", "answerable": True}
    case |= {"passages": [{"id": "a", "text": PASSAGE}, {"id": "b", "text": "We sell tea."}]}
    case |= {"relevant": ["a"], "reference": "within three working days"}
    (tmp_path / "cases.jsonl").write_text(json.dumps(case))
    plan = {
        "task": "search",
        "cases": "cases.jsonl",
        "models": [{"name": n, "script": f"bot.py:{n}"} for n in ("good", "invents", "refuses")],
    }
    (tmp_path / "bench.yml").write_text(json.dumps(plan))
    document = Bench.prepare(read_plan(tmp_path / "bench.yml")).run(tmp_path / "out")
    names = [variant["model"] for variant in document["variants"]]
    return dict(zip(names, document["outcomes"][0], strict=True))


def test_a_backed_answer_is_grounded_and_rightly_cited(outcome: dict[str, Any]) -> None:
    good = outcome["good"]
    assert good["reason"] == "grounded"
    scores = good["scores"]
    assert scores["grounded"] == scores["citation_precision"] == scores["citation_recall"] == 1.0
    assert scores["answered_right"] == 1.0
    assert scores["answer_f1"] > 0.5
    assert scores["recall@5"] == scores["ndcg@5"] == 1.0


def test_an_invented_answer_does_not_go_out_and_is_not_grounded(outcome: dict[str, Any]) -> None:
    invents = outcome["invents"]
    assert "drone" not in invents["text"]
    assert "drone" in invents["candidate"]
    assert invents["scores"]["grounded"] == 0.0
    assert not invents["accepted"]


def test_a_refusal_of_an_answerable_question_is_counted(outcome: dict[str, Any]) -> None:
    assert outcome["refuses"]["scores"]["answered_right"] == 0.0
    assert outcome["good"]["scores"].get("refusal_right") is None
