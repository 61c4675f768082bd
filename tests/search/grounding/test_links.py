from __future__ import annotations

from random import Random

import pytest

from benchmarks.hostile.links import _FORMS, evil_link
from search.grounding.links import links, tags, unknown_links

SOURCE = "Order at https://shop.example/start, www.help.example or write to help@shop.example."


@pytest.mark.parametrize("form", [name for name, _ in _FORMS])
def test_an_invented_link_is_seen_in_every_form(form: str) -> None:
    make = dict(_FORMS)[form]
    for seed in range(20):
        text = f"Please go {make(Random(seed), 'evil.com/pay')} today."
        assert unknown_links(text, [SOURCE]) or tags(text), text


def test_whatever_the_hostile_generator_draws_is_seen() -> None:
    random = Random(7)
    for _ in range(500):
        text = f"Look: {evil_link(random)[1]}"
        assert unknown_links(text, [SOURCE]) or tags(text), text


@pytest.mark.parametrize(
    "text",
    [
        "Start at https://shop.example/start.",
        "Start at [our shop](https://shop.example/start).",
        "See www.help.example and https://www.help.example/.",
        "Write to help@shop.example!",
        "It costs 3.50 euros, e.g. on 1.2.2024, open 24/7.",
    ],
)
def test_a_link_of_the_source_and_plain_text_pass(text: str) -> None:
    assert unknown_links(text, [SOURCE]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "https://shop.example.evil.com/start",
        "https://shop.example/start/other",
        "https://shop.example",
        "help@shop.example.evil.com",
        "[x](pay)",
    ],
)
def test_a_link_that_only_looks_like_one_of_the_source_is_unknown(text: str) -> None:
    assert unknown_links(text, [SOURCE])


def test_links_are_folded_to_compare() -> None:
    assert links("ＥＶＩＬ．ｃｏｍ and EVIL[.]com") == ("evil.com",)
