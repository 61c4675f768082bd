from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from search.answering.relevance import WEIGHTS, RelevanceFeatures, assess
from search.passage import Hit, Passage
from tests.search.answering.small_knowledge import PASSAGE


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


def test_a_question_that_wants_a_yes_or_a_no_must_be_matched_more_closely() -> None:
    hit = Hit(Passage("1", "The fair in Berlin opens in May.", "a"), 0.6, 0.6)
    closed, opened = (assess([q], [hit]).score for q in ("Is the fair open?", "The open fair?"))
    assert closed < opened


def test_a_document_that_stands_out_raises_the_score() -> None:
    texts = [Passage(str(n), f"The fair has hall {n}.", f"{n}.md") for n in range(9)]
    first = Passage("first", "The fair opens in May.", "fair.md")
    scattered = [Hit(passage, 0.6, 0.6) for passage in (first, *texts)]
    together = [scattered[0], Hit(replace(texts[0], source="fair.md"), 0.6, 0.6), *scattered[2:]]
    question = ["When does the fair open?"]
    assert assess(question, scattered).score < assess(question, together).score
    nonsense = ["zxcv qwrt plmk"]
    assert assess(nonsense, scattered).score == assess(nonsense, together).score


def test_the_features_behind_a_score_are_told() -> None:
    judged = assess(["Delivery?"], [Hit(PASSAGE, 0.6, 0.6)])
    assert judged.features is not None and judged.features.closest == 0.6
    assert assess(["Delivery?"], []).features is None
