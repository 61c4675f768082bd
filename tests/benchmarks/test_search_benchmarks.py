from __future__ import annotations

import asyncio
import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.grounding import read_cases, score
from benchmarks.hostile_replies import KNOWLEDGE, attack, passages_of
from benchmarks.hostile_search import audit, run
from benchmarks.ranking import auroc, refused_at
from benchmarks.rows import read_rows
from prompts.errors import BenchError
from search.answering.outcome import Answer


def test_nothing_unsupported_goes_out_and_every_citation_is_found_again() -> None:
    figures = asyncio.run(run(400, seed=3))
    assert figures["unsupported_out"] == 0, figures["examples"]
    assert figures["citations"] > 100
    assert figures["citations_refound"] == 1.0


def test_the_audit_would_see_what_the_hostile_model_says() -> None:
    random = Random(5)
    seen = 0
    for _ in range(200):
        case = attack(random)
        answer = Answer("answered", case.reply, (), 1.0, "off", "g")
        seen += bool(audit(answer, passages_of(case.language)))
    assert seen > 150


def test_the_hostile_model_speaks_five_languages() -> None:
    assert len(KNOWLEDGE) >= 5


scored = st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=30)


@given(scored)
def test_auroc_is_the_share_of_pairs_in_order(rows: list[tuple[int, bool]]) -> None:
    high = [value for value, positive in rows if positive]
    low = [value for value, positive in rows if not positive]
    found = auroc([value for value, _ in rows], [positive for _, positive in rows])
    if not high or not low:
        assert found != found
        return
    pairs = [(h > n) + 0.5 * (h == n) for h in high for n in low]
    assert found == pytest.approx(sum(pairs) / len(pairs))


def test_the_share_refused_is_counted_at_the_threshold_that_answers_enough() -> None:
    scores = [0.1 * n for n in range(10)] + [0.05, 0.5]
    answerable = [True] * 10 + [False, False]
    assert refused_at(scores, answerable, 0.90) == 0.5


def test_grounded_replies_score_above_invented_ones(tmp_path: Path) -> None:
    row = {
        "src": "wow",
        "knowledge": "The band has released six studio albums and sold 100 million records.",
        "message": "Tell me.",
    }
    rows = [
        row
        | {"response": "The band has released six studio albums.", "label": "Fully attributable"},
        row | {"response": "I saw them in Rome last year!", "label": "Not fully attributable"},
    ]
    file = tmp_path / "begin.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    true, invented = (score(case, None)[0] for case in read_cases(file, None, None))
    assert true > 0.8 > 0.2 > invented


def test_a_file_of_no_known_form_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "other.jsonl"
    file.write_text('{"a": 1}\n', "utf-8")
    with pytest.raises(BenchError, match=r"other\.jsonl"):
        read_cases(file, None, None)
    file.write_text("{oops\n", "utf-8")
    with pytest.raises(BenchError, match=r"other\.jsonl:1"):
        read_rows(file)
