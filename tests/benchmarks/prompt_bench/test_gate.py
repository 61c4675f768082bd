from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.prompt_bench.gate import gate, read_result
from prompts.errors import BenchError
from tests.benchmarks.prompt_bench.a_bench import run_bench, write_bench


@pytest.fixture
def document(tmp_path: Path) -> dict[str, Any]:
    return run_bench(write_bench(tmp_path, count=40, thresholds={"accepted": 0.9}))


def test_a_mean_below_its_threshold_fails(document: dict[str, Any]) -> None:
    found = gate(document)
    assert found.exit_code == 1
    assert found.failures == ("p × loses: accepted is 0, below the threshold 0.9.",)


def test_the_same_run_is_not_worse_than_itself(document: dict[str, Any]) -> None:
    document["settings"]["thresholds"] = {}
    found = gate(document, copy.deepcopy(document))
    assert found.failures == ()
    assert found.regressions


def test_a_variant_that_got_worse_fails(document: dict[str, Any]) -> None:
    document["settings"]["thresholds"] = {}
    worse = copy.deepcopy(document)
    for row in worse["outcomes"]:
        row[1]["scores"] = dict(row[2]["scores"])
    found = gate(worse, document)
    assert found.exit_code == 1
    assert any("p × keeps: accepted is worse" in told for told in found.failures)
    assert gate(document, worse).failures == ()


def test_strict_fails_where_worse_cannot_be_ruled_out(tmp_path: Path) -> None:
    few = run_bench(write_bench(tmp_path, count=6))
    assert gate(few, copy.deepcopy(few)).failures == ()
    assert gate(few, copy.deepcopy(few), strict=True).failures


def test_cases_without_a_result_cannot_pass(document: dict[str, Any]) -> None:
    document["settings"]["thresholds"] = {}
    document["variants"][1]["missing"] = 3
    assert "3 of 40 cases have no result" in gate(document).failures[0]


def test_a_baseline_with_nothing_in_common_fails(document: dict[str, Any]) -> None:
    other = copy.deepcopy(document)
    for case in other["cases"]:
        case["digest"] = "changed"
    assert any("nothing" in t or "no variant" in t for t in gate(document, other).failures)


def test_a_result_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "main.json"
    path.write_text(json.dumps({"format": 0}))
    with pytest.raises(BenchError, match="format 0"):
        read_result(path)


def test_an_assertion_that_fails_fails_the_run_unless_less_is_asked(tmp_path: Path) -> None:
    asserted = [{"type": "not-contains", "value": "A0001"}]
    found = run_bench(write_bench(tmp_path, asserted=asserted))
    assert gate(found).exit_code == 1
    lenient = write_bench(tmp_path, asserted=asserted, thresholds={"assertions": 0.9})
    assert gate(run_bench(lenient)).exit_code == 0
