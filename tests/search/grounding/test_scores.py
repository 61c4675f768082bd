from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.grounding.answer_score import answer_score
from search.grounding.common_subsequence import common_subsequence
from search.grounding.evidence import read_evidence
from search.grounding.support import best_support, compare, probability

_SENTENCES = (
    "The museum opens at nine and closes at six.",
    "The museum closes at six and opens at nine. Dogs wait outside.",
    "Tickets cost 9.90 euros for adults. Children under five pay nothing at all.",
    "Do children pay for the museum?",
    "I think that you will love the museum.",
    "Adults pay 9.90 euros.",
)
words = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12)


def _by_table(first: list[str], second: list[str]) -> int:
    row = [0] * (len(second) + 1)
    for word in first:
        above = row
        row = [0]
        for place, other in enumerate(second):
            row.append(above[place] + 1 if word == other else max(above[place + 1], row[-1]))
    return row[-1]


@given(words, words)
def test_the_bit_parallel_length_is_that_of_the_table(first: list[str], second: list[str]) -> None:
    assert common_subsequence(first, second) == _by_table(first, second)


def test_a_quote_scores_above_a_paraphrase_and_that_above_another_subject() -> None:
    evidence = [read_evidence("The museum opens at nine and closes at six on every working day.")]
    scores = [
        support.score if (support := best_support(sentence, evidence)) else 0.0
        for sentence in (
            "The museum opens at nine and closes at six.",
            "Doors open at nine and the museum shuts at six each day.",
            "I love pizza from the oven next door.",
        )
    ]
    assert scores[0] > 0.9 > scores[1] > scores[2] < 0.1


def test_the_support_points_to_the_stretch_that_backs_the_sentence() -> None:
    text = "Cats sleep a lot. Our office is in Bonn. Dogs bark at night."
    support = best_support(
        "The office is in Bonn.", [read_evidence("Nothing."), read_evidence(text)]
    )
    assert support is not None
    assert support.passage == 1
    assert "office is in Bonn" in text[support.start : support.end]


def test_an_answer_that_only_echoes_the_question_scores_below_one_that_informs() -> None:
    evidence = [read_evidence("The Moon is the natural satellite of Earth and formed long ago.")]
    question = "Is the Moon a satellite of Earth?"
    echo = answer_score(question, "The Moon is a satellite of Earth.", [0.9], evidence)
    told = answer_score(question, "It is natural and formed long ago.", [0.9], evidence)
    assert echo < told


@given(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4), st.sampled_from(_SENTENCES))
def test_passages_ruled_out_early_are_never_the_best(texts: list[str], sentence: str) -> None:
    evidence = [read_evidence(text) for text in texts]
    best = best_support(sentence, evidence)
    scores = [probability(found[0]) for e in evidence if (found := compare(sentence, e))]
    assert best is not None
    assert best.score == max(scores)
    assert best.passage == scores.index(best.score)
