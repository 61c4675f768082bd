from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prompts.conversation import Turn
from search.answering.prompt_window import estimate_tokens, fit, slots_that_fit
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
    expected = turns[len(turns) - len(window.turns) :]
    assert list(window.turns[:-1]) == expected[:-1]
    assert [turn.text.removeprefix("… ") in turns[-1].text for turn in window.turns[-1:]] in (
        [],
        [True],
    )


def test_a_passage_too_large_leaves_room_for_a_smaller_one() -> None:
    large, small = Passage("1", "word " * 500, "a.md"), Passage("2", "word", "a.md")
    assert fit([large, small], [], tokens=100).passages == (small,)


def test_other_scripts_are_counted_near_one_token_a_character() -> None:
    assert estimate_tokens("日本語のテキスト") >= 8


def test_a_very_long_message_leaves_room_for_passages() -> None:
    question = "express delivery " * 3000 + "What does it cost?"
    passage = Passage("1", "Express delivery costs 9.90 euros.", "a.md")
    window = fit([passage], [Turn("user", question)], tokens=1500)
    assert window.passages == (passage,)
    assert window.tokens <= 1500
    assert window.turns[0].text.endswith("What does it cost?")


def test_many_slots_leave_room_for_passages() -> None:
    slots = [{"name": f"s{n}", "value": "x" * 400, "type": "str"} for n in range(40)]
    shown = slots_that_fit(slots, tokens=1500)
    assert shown == slots[:2]
