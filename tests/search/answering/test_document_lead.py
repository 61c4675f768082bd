from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.answering.document_lead import document_lead
from search.passage import Hit, Passage


def hits(documents: str) -> list[Hit]:
    """One hit a letter; a space has no document."""
    return [
        Hit(Passage(str(number), "Text.", letter.strip()), 0.5)
        for number, letter in enumerate(documents)
    ]


def test_a_document_that_gives_several_of_the_first_passages_stands_out() -> None:
    assert document_lead(hits("aabcdefghi")) == 0.25
    assert document_lead(hits("aaaaabcdef")) == 0.5


def test_a_document_that_is_everywhere_or_alone_does_not() -> None:
    assert document_lead(hits("aaaaaaaaaa")) == 0.0
    assert document_lead(hits("abcdefghij")) == 0.0


def test_a_document_that_comes_again_only_further_down_lowers_it() -> None:
    assert document_lead(hits("abcdeaafgh")) == -0.4


def test_few_hits_and_unknown_documents_tell_nothing() -> None:
    assert document_lead(hits("aaaaa")) == 0.0
    assert document_lead(hits(" " * 10)) == 0.0
    assert document_lead([]) == 0.0


@given(st.text("ab ", max_size=12))
def test_it_never_leaves_its_bounds(documents: str) -> None:
    assert -0.5 <= document_lead(hits(documents)) <= 0.5
