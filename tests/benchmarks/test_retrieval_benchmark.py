from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import access
from benchmarks.retrieval.measures import CUTS, averaged, measures
from benchmarks.retrieval.questions import read_passages, read_questions
from benchmarks.retrieval.windows import overlapping_windows
from prompts.errors import BenchError
from search.embedding.local_model import DEFAULT_MODEL, find_model


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_perfect_ranking_scores_one_and_an_empty_one_zero() -> None:
    assert set(measures(["a", "b", "c"], {"a"}).values()) == {1.0}
    assert measures(["a", "b"], {"a", "b"})["recall@1"] == 0.5
    assert set(measures([], {"a"}).values()) == {0.0}


@given(st.permutations([f"p{i}" for i in range(12)]), st.integers(1, 12))
def test_measures_lie_between_zero_and_one_and_recall_grows(order: list[str], n: int) -> None:
    found = measures(order, {f"p{i}" for i in range(n)})
    assert all(0 <= value <= 1.0000001 for value in found.values())
    recalls = [found[f"recall@{k}"] for k in CUTS]
    assert recalls == sorted(recalls)


def test_averages_are_means() -> None:
    assert averaged([{"x": 1.0}, {"x": 0.0}]) == {"x": 0.5}


def test_both_forms_of_files_are_read(tmp_path: Path) -> None:
    mtrag = write(
        tmp_path / "m.jsonl",
        {"id": "c<::>2", "set": "s", "domain": "d", "turns": ["a", "b"], "rel": ["p"]},
    )
    xquad = write(
        tmp_path / "x.jsonl", {"id": "1", "lang": "de", "passage": "p", "question": "Wer?"}
    )
    (first,), (second,) = read_questions(mtrag), read_questions(xquad)
    assert (first.set, first.index, first.turns, first.group) == ("s", "d", ("a", "b"), "c")
    assert (second.set, second.index, second.turns) == ("de", "de", ("Wer?",))
    assert first.relevant == second.relevant == {"p"}
    pool = write(tmp_path / "p.jsonl", {"id": "p", "lang": "de", "title": "A_B", "text": "t"})
    assert read_passages(pool)[0].title == "A B"


def test_a_row_without_a_key_names_file_line_and_key(tmp_path: Path) -> None:
    path = write(tmp_path / "p.jsonl", {"id": "1", "text": "t"}, {"id": "2"})
    with pytest.raises(BenchError, match=r"p\.jsonl:2: the key `text`"):
        read_passages(path)
    path.write_text("{")
    with pytest.raises(BenchError, match=r"p\.jsonl:1: no JSON"):
        read_questions(path)
    with pytest.raises(BenchError, match="cannot be read"):
        read_questions(tmp_path / "none")


def test_windows_cover_the_passage_and_overlap() -> None:
    cut = overlapping_windows(find_model(DEFAULT_MODEL).tokenizer_file, 64, 10)
    text = " ".join(f"word{i}" for i in range(60))
    pieces = cut("Title", text)
    assert len(pieces) > 1 and all(piece.startswith("Title\n") for piece in pieces)
    bodies = [piece.removeprefix("Title\n") for piece in pieces]
    assert text.startswith(bodies[0]) and text.endswith(bodies[-1])
    assert all(after.split()[1] in before for before, after in pairwise(bodies))
    assert cut("", "short") == ["short"]


def test_no_random_policy_leaks_starves_or_shifts() -> None:
    tally = access.run(400, seed=7)
    assert tally.trials == 400 and tally.returned > 0 and tally.compared > 0
    assert (tally.leaks, tally.starved, tally.shifted) == (0, 0, 0)


def test_the_access_benchmark_sees_a_filter_that_is_ignored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(access, "allowed_mask", lambda index, conditions: None)
    tally = access.run(200, seed=7)
    assert tally.leaks > 0 and tally.shifted > 0
