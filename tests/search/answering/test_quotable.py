from __future__ import annotations

import pytest

from search.answering.quotable import quotable


def texts(text: str, *headings: str) -> list[str]:
    return [part.sentence.text for part in quotable(text, headings)]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# Pets\n\nDogs travel free.", ()),
        ("### Pets and other animals ###\nDogs travel free.", ()),
        ("Pets\n====\n\nDogs travel free.", ()),
        ("Pets on board\n\nDogs travel free.", ()),
        ("What may I bring?\nDogs travel free.", ("What may I bring?",)),
        ("**Pets**\n\nDogs travel free.", ("Pets",)),
    ],
)
def test_a_heading_is_not_quotable(text: str, headings: tuple[str, ...]) -> None:
    assert texts(text, *headings) == ["Dogs travel free."]


@pytest.mark.parametrize("text", ["free for dogs", "- dogs\n- cats", "Dogs travel free"])
def test_a_line_without_a_full_stop_is_not_always_a_heading(text: str) -> None:
    assert texts(text)


def test_a_sentence_leans_when_it_begins_with_what_points_back() -> None:
    parts = quotable("Cats stay below. They may not go on deck.\n\nIt is windy. Dogs may.")
    assert [(part.leans, part.follows) for part in parts] == [
        (False, False), (True, True), (True, False), (False, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "Sie sind verboten.",
        "Ils sont interdits.",
        "Ellos pagan.",
        "Eles pagam.",
        "With it you pay.",
    ],
)
def test_pronouns_of_five_languages_lean(sentence: str) -> None:
    assert quotable(sentence)[0].leans


@pytest.mark.parametrize("sentence", ["Es gibt WLAN.", "Itself a castle.", "Thistle grows."])
def test_what_only_looks_like_a_pronoun_does_not(sentence: str) -> None:
    assert not quotable(sentence)[0].leans
