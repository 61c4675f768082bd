from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prompts.conversation import Turn
from search.answering.prompt_window import estimate_tokens, fit
from search.passage import Passage

texts = st.lists(st.text(max_size=200), max_size=8)


@given(texts, texts, st.integers(0, 400))
def test_passages_are_whole_and_the_budget_is_kept(
    told: list[str], said: list[str], tokens: int
) -> None:
    passages = [Passage(str(n), text, "a.md") for n, text in enumerate(told)]
    turns = [Turn("user", text) for text in said]
    window = fit(passages, turns, tokens=tokens)
    assert all(passage in passages for passage in window.passages)
    shown = sum(estimate_tokens(p.text) for p in window.passages)
    assert not window.passages or shown <= tokens
    assert list(window.turns) == turns[len(turns) - len(window.turns) :]


def test_a_passage_too_large_leaves_room_for_a_smaller_one() -> None:
    large, small = Passage("1", "word " * 500, "a.md"), Passage("2", "word", "a.md")
    assert fit([large, small], [], tokens=100).passages == (small,)


def test_other_scripts_are_counted_near_one_token_a_character() -> None:
    assert estimate_tokens("日本語のテキスト") >= 8
