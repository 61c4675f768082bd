from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from benchmarks.prompt_bench.bench import Bench
from benchmarks.prompt_bench.journal import Journal
from benchmarks.prompt_bench.plan_file import read_plan
from benchmarks.prompt_runner import slow_model
from prompts.errors import BenchError
from tests.benchmarks.prompt_bench.a_bench import run_bench, write_bench

PROMPT = "<suggested_reply>{{ suggested_response }}</suggested_reply>"


def by_name(document: dict[str, Any]) -> dict[str, Any]:
    return {variant["name"]: variant for variant in document["variants"]}


def test_a_variant_that_loses_facts_is_called_worse(tmp_path: Path) -> None:
    document = run_bench(write_bench(tmp_path))
    found = by_name(document)
    assert found["p × keeps"]["figures"]["accepted"]["mean"] == 1.0
    assert found["p × loses"]["figures"]["accepted"]["mean"] == 0.0
    assert found["p × keeps"]["figures"]["facts_kept"]["clusters"] == 6
    (pair,) = [
        pair
        for pair in document["comparisons"]
        if (pair["first"], pair["second"], pair["measure"])
        == ("p × keeps", "p × loses", "facts_kept")
    ]
    assert pair["call"] in ("worse", "undecided")
    assert pair["difference"] == -1.0
    refused = document["outcomes"][0][2]
    assert refused["text"] == document["cases"][0]["template"]
    assert refused["candidate"] == "Sure, all is fine with it."
    assert refused["findings"]


def test_the_same_seed_gives_the_same_report(tmp_path: Path) -> None:
    path = write_bench(tmp_path, count=40)
    documents = [run_bench(path) for _ in range(2)]
    for document in documents:
        for key in ("finished", "seconds"):
            document.pop(key)
        for row in document["outcomes"]:
            for outcome in row:
                outcome["scores"].pop("latency", None)
        for variant in document["variants"]:
            variant["figures"].pop("latency", None)
        document["comparisons"] = [
            p for p in document["comparisons"] if p["measure"] in ("accepted", "facts_kept")
        ]
    assert documents[0] == documents[1]


def test_a_failing_case_is_a_result_and_the_others_go_on(tmp_path: Path) -> None:
    path = write_bench(tmp_path)
    (tmp_path / "bot.py").write_text(
        "def keeps(request):\n"
        "    text = request.messages[0].content\n"
        "    if 'A0003' in text: raise ValueError('boom')\n"
        "    return text.split('::')[1]\n"
        "loses = keeps\n"
    )
    document = run_bench(path)
    assert by_name(document)["p × keeps"]["errors"] == 1
    assert "boom" in document["outcomes"][3][1]["error"]
    assert document["outcomes"][3][1]["text"] == document["cases"][3]["template"]


def test_a_prompt_that_fails_while_rendering_is_a_result(tmp_path: Path) -> None:
    prompts = [{"name": "p", "text": "{{ suggested_response.nothing.more }}"}]
    document = run_bench(write_bench(tmp_path, prompts=prompts))
    assert by_name(document)["p × keeps"]["errors"] == 12
    assert document["outcomes"][0][1]["reason"] == "prompt_error"


def live_plan(folder: Path, url: str, **changes: Any) -> Path:
    model = {"name": "slow", "provider": "self-hosted", "model": "m", "api_base": url}
    prompts = [{"name": "p", "text": PROMPT}]
    return write_bench(folder, models=[model], prompts=prompts, **changes)


def test_a_finished_run_is_never_called_again(tmp_path: Path) -> None:
    with slow_model(0.0) as url:
        path = live_plan(tmp_path, url)
        first = run_bench(path)
    second = run_bench(path)  # the server is gone
    assert (first["calls"], second["calls"]) == (12, 0)
    assert first["outcomes"] == second["outcomes"]
    assert first["variants"] == second["variants"]


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    with slow_model(0.03) as url:
        path = live_plan(tmp_path, url, count=60, concurrency=2)
        journal = tmp_path / "bench-results" / "bench" / "journal.jsonl"
        command = [sys.executable, "-m", "benchmarks.prompt_bench", str(path), "-q"]
        root = str(Path(__file__).resolve().parents[3])
        process = subprocess.Popen(
            command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": root}, stdout=subprocess.PIPE
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if journal.exists() and journal.read_bytes().count(b"\n") > 8:
                break
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with journal.open("ab") as file:
            file.write(b'{"key": "torn')
        answered = journal.read_bytes().count(b"\n") - 1
        assert 0 < answered < 60
        document = Bench.prepare(read_plan(path)).run(journal.parent)
    assert document["calls"] == 60 - answered
    assert len(document["outcomes"]) == 60
    assert by_name(document)["slow" if "slow" in by_name(document) else "p"]["errors"] == 0


def test_a_budget_ends_the_calls_and_says_so(tmp_path: Path) -> None:
    with slow_model(0.0) as url:
        document = run_bench(live_plan(tmp_path, url, budget={"calls": 5}))
        assert document["calls"] == 5
        assert document["variants"][0]["not_run"] == 7
        again = run_bench(live_plan(tmp_path, url))
    assert again["calls"] == 7
    assert again["variants"][0]["not_run"] == 0


def test_a_live_run_records_a_cassette_that_replays_without_a_server(tmp_path: Path) -> None:
    with slow_model(0.0) as url:
        live = run_bench(live_plan(tmp_path, url, record="cassettes"))
    prompts = [{"name": "p", "text": PROMPT}]
    models = [{"recorded": "cassettes/slow.jsonl"}]
    replayed = run_bench(write_bench(tmp_path, models=models, prompts=prompts))
    texts = [[outcome["text"] for outcome in row] for row in live["outcomes"]]
    assert [[outcome["text"] for outcome in row] for row in replayed["outcomes"]] == texts


def test_a_changed_prompt_shows_which_recordings_are_missing(tmp_path: Path) -> None:
    with slow_model(0.0) as url:
        run_bench(live_plan(tmp_path, url, record="cassettes"))
    prompts = [{"name": "p", "text": f"Now {PROMPT}"}]
    models = ["template", {"recorded": "cassettes/slow.jsonl"}]
    document = run_bench(write_bench(tmp_path, models=models, prompts=prompts))
    assert by_name(document)["p"]["missing"] == 12
    assert "accepted" not in by_name(document)["p"]["figures"]
    assert document["outcomes"][0][1]["reason"] == "cassette_miss"


def test_a_cassette_of_another_version_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "old.jsonl").write_text('{"version": 0, "prompt": "hi"}\n')
    path = write_bench(tmp_path, models=[{"recorded": "old.jsonl"}])
    with pytest.raises(BenchError, match=r"old\.jsonl:1"):
        run_bench(path)


def test_a_journal_of_another_version_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_text('{"truephrase_bench_journal":99}\n')
    with pytest.raises(BenchError, match="no journal of version"):
        Journal.open(path)
    with Journal.open(path, fresh=True) as journal:
        assert len(journal) == 0
    assert "99" in (tmp_path / "journal.jsonl.old").read_text()


def test_an_own_measure_is_a_column_and_its_failure_names_the_case(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("def words(c, o): return len(o.text.split())\n")
    own = {"words": "mine.py:words"}
    document = run_bench(write_bench(tmp_path, own_measures=own))
    assert document["outcomes"][0][0]["scores"]["words"] == 4
    (tmp_path / "mine.py").write_text("def words(c, o): return 1 / 0\n")
    with pytest.raises(BenchError, match=r"mine\.py:words failed on case 'c0'"):
        run_bench(write_bench(tmp_path, own_measures=own))


def test_assertions_of_plan_and_case_are_checked_on_what_goes_out(tmp_path: Path) -> None:
    path = write_bench(
        tmp_path,
        asserted=[
            {"type": "icontains", "value": "ORDER"},
            {"type": "not-regex", "value": "x9"},
        ],
    )
    entries = [json.loads(line) for line in (tmp_path / "cases.jsonl").read_text().split("\n")]
    entries[0]["assert"] = [{"type": "contains", "value": "nowhere"}]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, entries)))
    document = run_bench(path)
    assert [a["passed"] for a in document["outcomes"][0][0]["assertions"]] == [True, True, False]
    figures = by_name(document)["template"]["figures"]["assertions"]
    assert figures["mean"] == pytest.approx(11 / 12)


def test_a_judge_is_asked_once_for_each_reply_and_its_verdict_counts(tmp_path: Path) -> None:
    (tmp_path / "judge.py").write_text(
        "def judge(request):\n"
        "    good = 'A0001' in request.messages[0].content\n"
        '    return \'{"pass": %s, "score": 0.5, "reason": "because"}\' % str(good).lower()\n'
    )
    path = write_bench(
        tmp_path,
        models=["template"],
        judge={"script": "judge.py:judge"},
        asserted=[{"type": "llm-rubric", "value": "is polite"}],
    )
    rows = run_bench(path)["outcomes"]
    assert [row[0]["assertions"][0]["passed"] for row in rows[:3]] == [False, True, False]
    assert rows[0][0]["assertions"][0]["reason"] == "because"
