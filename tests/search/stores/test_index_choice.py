from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.stores.index_choice import (
    FLAT,
    Candidate,
    IndexChoice,
    IndexGoal,
    choose,
    meets,
    order_to_try,
    reason_for,
)

GOAL = IndexGoal(recall=0.95, milliseconds=5.0)


def candidate(
    kind: str = "HNSW32", *, size: int = 100, recall: float = 0.97, ms: float = 1.0, n: int = 9
) -> Candidate:
    return Candidate(kind, 16, n, size, recall, ms, 0.0)


EXACT = candidate(FLAT, size=150, recall=1.0, ms=12.0)


def test_the_smallest_that_meets_both_goals_is_taken() -> None:
    tried = [
        EXACT,
        candidate("HNSW32", size=170, ms=0.2),
        candidate("IVF,SQ8", size=45, ms=1.0),
        candidate("IVF,RaBitQ", size=9, ms=1.0, recall=0.94),
        candidate("HNSW32,SQ8", size=30, ms=9.0),
    ]
    assert choose(tried, GOAL).kind == "IVF,SQ8"


def test_recall_is_never_given_up_for_speed() -> None:
    assert choose([EXACT, candidate(recall=0.949, ms=0.1)], GOAL) == EXACT


def test_where_nothing_is_fast_enough_the_fastest_good_one_is_taken() -> None:
    slow = candidate("IVF,SQ8", ms=8.0)
    assert choose([EXACT, slow, candidate(ms=9.0)], GOAL) == slow
    assert "none reached 5 ms" in reason_for(slow, GOAL)


def test_without_any_good_candidate_there_is_no_choice() -> None:
    with pytest.raises(ValueError, match=r"0\.95"):
        choose([candidate(recall=0.9)], GOAL)


def test_kinds_are_built_in_the_order_of_their_size_and_only_if_good_on_the_sample() -> None:
    sampled = [
        candidate("HNSW32", size=170),
        candidate("IVF,SQ8", size=45),
        candidate("IVF,RaBitQ", size=9, recall=0.8),
        candidate("HNSW32,SQ8", size=30, ms=50.0),
    ]
    assert order_to_try(sampled, GOAL) == ["IVF,SQ8", "HNSW32"]


def test_the_figures_of_the_index_taken_are_those_on_all_vectors() -> None:
    whole, part = candidate("IVF,SQ8", n=90_000), candidate("IVF,SQ8", n=20_000)
    assert IndexChoice("IVF,SQ8", "", (EXACT, whole, part)).taken == whole
    assert IndexChoice(FLAT, "few vectors").taken is None


figures = st.builds(
    candidate,
    st.sampled_from(["HNSW32", "IVF,SQ8", "IVF,RaBitQ"]),
    size=st.integers(1, 200),
    recall=st.floats(0, 1),
    ms=st.floats(0.01, 50),
)


@given(st.lists(figures, max_size=8))
def test_no_candidate_is_smaller_good_and_fast_than_the_one_taken(others: list[Candidate]) -> None:
    taken = choose([EXACT, *others], GOAL)
    assert taken.recall >= GOAL.recall
    better = [one for one in others if meets(one, GOAL) and one.bytes < taken.bytes]
    assert not better or not meets(taken, GOAL)
    assert meets(taken, GOAL) or not any(meets(one, GOAL) for one in others)
