from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.grounding.sentences import sentences


@given(st.text(st.sampled_from("ab A.!?\n-*1 。"), max_size=80))
def test_each_sentence_stands_at_its_place_and_none_overlap(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= end
        end = sentence.end


@given(st.text(st.sampled_from("abc A.!?\n"), max_size=80))
def test_no_word_is_lost(text: str) -> None:
    found = "".join(sentence.text for sentence in sentences(text))
    assert [c for c in found if c.isalpha()] == [c for c in text if c.isalpha()]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Smith paid 3.50 euros. He left.", 2),
        ("Das kostet z.B. 3 Euro. Gut.", 2),
        ("Der Vertrag endet am 3. Mai 2025. Hunde dürfen nicht an Deck.", 2),
        ("Vom 1. bis 15. Okt. ist zu. Danach ist auf.", 2),
        ("Das Bad ist im 2. Stock. Ihr Zimmer ist die 12. Das Frühstück ist frei.", 3),
        ("You have 3. Marching on. It is 12. May I?", 4),
        ("これは文です。次の文です。", 2),
        ("1. Open the app\n2. Tap Pay", 2),
        ("Is it open? Yes! See you.", 3),
        ("", 0),
    ],
)
def test_abbreviations_and_numbers_end_no_sentence(text: str, count: int) -> None:
    assert len(sentences(text)) == count
