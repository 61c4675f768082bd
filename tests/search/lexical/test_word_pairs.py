from __future__ import annotations

import pytest

from search.lexical.word_pairs import WordPairs

TEXTS = (
    "Cotton\nCotton production grew. Workers were needed.",
    "Production of wool grew. Cotton was rare.",
    "Scotton productions are plays.",
    "The cotton-based productions of the mill.",
)


def share(question: str, row: int, language: str | None = "en") -> float:
    return WordPairs.of(question, language, TEXTS.__getitem__).share(row)


def test_words_that_stand_together_in_both_count() -> None:
    assert share("How did the cotton productions change?", 0) == pytest.approx(1 / 2)
    assert share("cotton production", 0) == 1.0


@pytest.mark.parametrize("row", [1, 2])
def test_words_apart_reversed_or_inside_others_do_not(row: int) -> None:
    assert share("cotton production", row) == 0.0


def test_a_word_between_them_does_no_harm() -> None:
    assert share("cotton production", 3) == 1.0


def test_function_words_are_no_part_of_a_pair() -> None:
    pairs = WordPairs.of("What is the production of wool?", "en", TEXTS.__getitem__)
    assert pairs.pairs == (("produc", "wool"),)
    assert pairs.share(1) == 1.0


@pytest.mark.parametrize("question", ["", "cotton", "cotton cotton", "of the"])
def test_a_question_without_a_pair_reads_no_text(question: str) -> None:
    def never(row: int) -> str:
        raise AssertionError(row)

    assert WordPairs.of(question, "en", never).share(0) == 0.0
