"""Answer correctness against a reference answer."""

from __future__ import annotations

from collections import Counter

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.measures.wording import said, words
from benchmarks.prompt_bench.outcome import Outcome
from search.answering.citations import without_marks


def answer_f1(case: Case, outcome: Outcome) -> float | None:
    """Word F1 against the reference (SQuAD: Rajpurkar et al. 2016), citation marks left out."""
    expected = Counter(words(case.reference))
    given = Counter(words(without_marks(said(outcome))))
    if not expected or outcome.missing:
        return None
    common = (expected & given).total()
    return 2 * common / (expected.total() + given.total())
