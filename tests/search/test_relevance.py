from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from search.passage import Hit, Passage
from search.relevance import WEIGHTS, RelevanceFeatures, assess
from tests.search.answering import PASSAGE


def test_no_hit_is_never_relevant() -> None:
    assert not assess(["Anything?"], [], threshold=0.0).relevant


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_closer_passage_is_at_least_as_relevant(first: float, second: float) -> None:
    low, high = sorted((first, second))
    scores = [assess(["Delivery?"], [Hit(PASSAGE, c, c)]).score for c in (low, high)]
    assert scores == sorted(scores)


def test_a_date_that_was_asked_for_and_is_missing_lowers_the_score() -> None:
    without = Hit(Passage("1", "The fair opens soon.", "a"), 0.6, 0.6)
    having = Hit(Passage("2", "The fair opens in May 2027.", "a"), 0.6, 0.6)
    question = ["When does the fair open?"]
    assert assess(question, [without]).score < assess(question, [having]).score


def test_every_feature_has_its_weight() -> None:
    assert {field.name for field in fields(RelevanceFeatures)} | {"intercept"} == set(WEIGHTS)
