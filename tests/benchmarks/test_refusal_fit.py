from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from benchmarks.refusal_cases import read_cases
from benchmarks.refusal_fit import SOURCES, Sample, fit, held_out, intercept_of, measured
from search.answering.relevance import THRESHOLD, Vectors

ROWS = 300


@pytest.fixture
def sample() -> Sample:
    """The first feature tells half of the answer, the second nothing."""
    random = np.random.default_rng(3)
    source = np.arange(ROWS) % len(SOURCES)
    answerable = (random.random(ROWS) < 0.6).astype(float)
    told = answerable + random.normal(size=ROWS)
    features = np.column_stack([told, random.normal(size=ROWS)])
    return Sample(features, answerable, source, np.arange(ROWS) // 2)


def test_the_feature_that_tells_has_the_weight(sample: Sample) -> None:
    told, nothing = fit(sample).coefficients
    assert told > 5 * abs(nothing)


def test_a_stronger_ridge_makes_smaller_weights(sample: Sample) -> None:
    weak, strong = fit(sample, 0.001), fit(sample, 1.0)
    assert 0 < strong.coefficients[0] < weak.coefficients[0]


def test_the_intercept_answers_95_of_100_answerable_at_the_threshold(sample: Sample) -> None:
    coefficients = fit(sample).coefficients
    logits = sample.features @ coefficients + intercept_of(sample, coefficients)
    reached = 1.0 / (1.0 + np.exp(-logits)) >= THRESHOLD - 1e-9
    for number in range(len(SOURCES)):
        own = (sample.source == number) & (sample.answerable > 0)
        assert reached[own].mean() >= 0.95


def test_what_is_held_out_is_judged_without_its_group() -> None:
    """Groups of random labels are known by heart only by weights that saw them."""
    random = np.random.default_rng(5)
    group = np.repeat(np.arange(60), 4)
    labels = random.integers(0, 2, 60)[group].astype(float)
    features = np.eye(60)[group]
    memorised = Sample(features, labels, np.arange(240) % len(SOURCES), group)
    same = measured(fit(memorised).logits(memorised), memorised)
    apart = measured(held_out(memorised, 5, random), memorised)
    assert all(same[name]["auroc"] == 1.0 for name in SOURCES)
    assert all(apart[name]["auroc"] < 0.7 for name in SOURCES)


def test_passages_of_the_conversations_know_their_document(tmp_path: Path) -> None:
    passage = {"domain": "cloud", "text": "Text.", "title": ""}
    ids = ["ibmcld_00691-7371-8668", "805474955_4694-5305-0-611", "162428-0-349"]
    passages = tmp_path / "mtrag_passages.jsonl"
    passages.write_text("\n".join(json.dumps(passage | {"id": i}) for i in ids), "utf-8")
    task = {"task_id": "a<::>1", "domain": "cloud", "answerability": ["ANSWERABLE"]}
    file = tmp_path / "tasks.jsonl"
    file.write_text(json.dumps(task | {"input": [{"speaker": "user", "text": "Q?"}]}), "utf-8")

    def embed(texts: Sequence[str]) -> Vectors:
        return np.ones((len(texts), 1), np.float32)

    (case,) = read_cases(file, None, embed)
    assert [hit.passage.source for hit in case.hits] == ["ibmcld_00691", "805474955", "162428"]
