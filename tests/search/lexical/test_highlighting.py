from __future__ import annotations

from search.lexical.highlighting import matched_spans


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in matched_spans(text, query)]


def test_words_are_found_in_other_inflections() -> None:
    text = "Refunded orders: each order that we refund is listed in your account."
    assert marked(text, "Which orders get a refund?") == ["Refunded", "orders", "order", "refund"]
    assert marked("Die Rückgaben und die Bücher sind frei.", "Rückgabe von Büchern") == [
        "Rückgaben",
        "Bücher",
    ]


def test_function_words_are_not_marked_beside_content() -> None:
    assert marked("The end of the story.", "what is the end of it?") == ["end"]


def test_nothing_is_marked_where_nothing_matches() -> None:
    assert marked("Opening hours", "battery") == []
