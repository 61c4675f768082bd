from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlg_server.rephrasing.seen_texts import SeenTexts


@given(st.lists(st.text(max_size=5)), st.text(max_size=5))
def test_exactly_what_was_added_is_in_it_while_there_is_room(added: list[str], other: str) -> None:
    seen = SeenTexts(entries=100)
    for text in added:
        seen.add(text)
    assert all(text in seen for text in added)
    assert (other in seen) == (other in added)


def test_the_oldest_go_when_it_is_full() -> None:
    seen = SeenTexts(entries=3)
    for text in ("one", "two", "three", "four"):
        seen.add(text)
    assert len(seen) == 3
    assert "one" not in seen and "four" in seen


def test_half_a_surrogate_pair_is_a_text_like_any_other() -> None:
    seen = SeenTexts(entries=3)
    seen.add("\ud800")
    assert "\ud800" in seen and "\ud801" not in seen


def test_no_text_can_be_found_in_what_is_kept() -> None:
    one, other = SeenTexts(entries=3), SeenTexts(entries=3)
    for seen in (one, other):
        seen.add("my IBAN")
    assert all(isinstance(key, int) for key in one._kept)
    assert set(one._kept) != set(other._kept)
