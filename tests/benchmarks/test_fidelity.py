"""The fidelity benchmark tells the two forms of file apart and counts what they hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.fidelity import score
from benchmarks.fidelity_rows import read_rows
from benchmarks.fidelity_scores import share
from nlg_server.fidelity import DEFAULT_POLICY
from prompts.errors import BenchError

PAIRS: list[dict[str, object]] = [
    {
        "filled": "It costs $5.",
        "rephrase": "It costs 5 dollars.",
        "label": "faithful",
        "error": None,
    },
    {
        "filled": "It costs $5.",
        "rephrase": "It costs $6.",
        "label": "unfaithful",
        "error": "number",
    },
    {
        "filled": "It costs $5.",
        "rephrase": "It costs $7.",
        "label": "unfaithful",
        "error": "number",
    },
]
VALUES: list[dict[str, object]] = [
    {"facts": [{"slot": "city", "canonical": "Oslo"}], "text": "In Oslo.", "label": "kept"},
    {"facts": [{"slot": "city", "canonical": "Oslo"}], "text": "In Bergen.", "label": "changed"},
]


def _file(tmp_path: Path, rows: list[dict[str, object]]) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return path


@pytest.mark.parametrize("rows", [PAIRS, VALUES])
def test_both_forms_are_scored(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    figures = score(read_rows(_file(tmp_path, rows)), DEFAULT_POLICY)
    assert figures["unfaithful_accepted"] == 0.0
    assert figures["faithful_refused"] == 0.0
    assert figures["rows"] == len(rows)
    assert figures["p99_ms"] > 0.0


def test_the_curve_and_the_parts_are_reported_for_pairs(tmp_path: Path) -> None:
    figures = score(read_rows(_file(tmp_path, PAIRS)), DEFAULT_POLICY)
    assert [point["strictness"] for point in figures["trade_off"]] == [0, 1, 2, 3, 4]
    assert figures["by_error"]["number"]["unfaithful_accepted"]["n"] == 2


def test_a_row_of_neither_form_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"rows\.jsonl:1"):
        read_rows(_file(tmp_path, [{"text": "x"}]))


def test_the_interval_holds_the_share() -> None:
    wilson = share(5, 100)
    assert wilson["low"] is not None
    assert wilson["high"] is not None
    assert wilson["low"] < 0.05 < wilson["high"]
