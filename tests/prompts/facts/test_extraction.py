"""Facts are found, and found equal, whatever their format or language."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prompts.facts import KINDS, describe_facts, find_facts, forget_facts


def hard(text: str, language: str | None = None) -> list[tuple[str, str]]:
    return [
        (fact.kind, fact.value)
        for fact in find_facts(text, language)
        if not fact.soft and fact.kind not in ("name", "quoted")
    ]


@pytest.mark.parametrize(
    ("one", "one_language", "other", "other_language"),
    [
        ("$1,000.00", "en", "1000 dollars", "en"),
        ("$1,000.00", "en", "1.000,00 $", "de"),
        ("3 business days", "en", "three business days", "en"),
        ("3 business days", "en", "drei Werktage", "de"),
        ("1 hour and 20 minutes", "en", "80 minutes", "en"),
        ("48 hours", "en", "two days", "en"),
        ("45 min", "en", "three quarters of an hour", "en"),
        ("30 minutes", "en", "half an hour", "en"),
        ("at 11:30 am", "en", "um halb zwölf", "de"),
        ("at 9:15", "en", "at quarter past nine", "en"),
        ("at 20:15", "en", "às 20h15", "pt"),
        ("at 4 p.m.", "en", "at 16:00", "en"),
        ("from 1:00 PM to 2:00 PM", "en", "from 1 to 2 PM", "en"),
        ("March 4th, 2024", "en", "2024-03-04", "en"),
        ("May 3", "en", "am 3. Mai", "de"),
        ("March 4th", "en", "el 4 de marzo", "es"),
        ("July 1", "en", "el uno de julio", "es"),
        ("May 31", "en", "el treinta y uno de mayo", "es"),
        ("April 22", "en", "vinte e dois de abril", "pt"),
        ("April 2", "en", "le deux avril", "fr"),
        ("10,482 kWh", "en", "10 482 kWh", "es"),
        ("Saturday", "en", "samedi", "fr"),
        ("68 square meters", "en", "68 m²", "en"),
        ("38 degrees fahrenheit", "en", "38°F", "en"),
        ("70 percent", "en", "70 %", "de"),
        ("minus two", "en", "-2", "en"),
        ("408-998-7266", "en", "(408) 998-7266", "en"),
        ("two hundred and fifty", "en", "250", "en"),
        ("52 miles per hour", "en", "52 mph", "en"),
    ],
)
def test_two_spellings_of_a_fact_have_one_value(
    one: str, one_language: str, other: str, other_language: str
) -> None:
    assert hard(one, one_language)
    assert hard(one, one_language) == hard(other, other_language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 business days", "3 days"),
        ("$12.50", "$12.05"),
        ("$12.50", "€12.50"),
        ("at 4 PM", "at 4 AM"),
        ("March 4", "April 3"),
        ("38°F", "38°C"),
        ("https://a.example/projects", "https://a.example/project"),
        ("https://a.example/x", "http://a.example/x"),
        ("DE89370400440532013000", "DE89370400440532013001"),
        ("773-20A", "773-02A"),
        ("-2", "2"),
    ],
)
def test_a_changed_fact_has_another_value(one: str, other: str) -> None:
    assert hard(one, "en")
    assert hard(one, "en") != hard(other, "en")


@pytest.mark.parametrize(
    "text",
    [
        "see https://evil.example/x",
        "see [here](https://evil.example/x)",
        "see <https://evil.example/x>",
        "see ![x](https://evil.example/x.png)",
        "see evil.com",
        "see EVIL.COM/path",
        "see www.evil.example",
        "see xn--bcher-kva.example/x",
        "see //evil.example/x",
        'see <a href="https://evil.example">x</a>',
        "see [x][1]\n[1]: https://evil.example",
        "javascript:alert(1)",
    ],
)
def test_a_link_is_found_in_every_form(text: str) -> None:
    assert "url" in {fact.kind for fact in find_facts(text, "en")}


def test_an_article_states_no_number_but_can_stand_for_one() -> None:
    [fact] = [fact for fact in find_facts("a ticket", "en") if fact.kind == "number"]
    assert fact.soft
    assert fact.value == "1"


def test_an_ambiguous_slash_date_keeps_both_readings() -> None:
    assert hard("03/02/2024", "en") == [("date", "3/2/2024")]
    assert hard("25/12/2024", "en") == hard("12/25/2024", "en")


def test_a_description_lists_what_must_stay_once() -> None:
    template = "Dr. Ada Wong sees you on 4 March at 10:45, room 7, room 7."
    described = describe_facts(template, {"doctor": "Dr. Ada Wong", "unused": "Bob"})
    assert described == ("Dr. Ada Wong", "4 March", "10:45", "7")


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_facts_inside_it(text: str) -> None:
    for fact in find_facts(text):
        assert fact.kind in KINDS
        assert 0 <= fact.start < fact.end <= len(text)


# What the readers of numbers, measures, dates and times look for, at the end of a text too.
PIECES = (
    "3:30", "14:00", "2", "1.000,50", "$", "€", "%", "2024-05-06", "03.04.2025", "5/6", "th",
    "half", "past", "quarter", "to", "in the afternoon", "at night", "de la tarde", "du matin",
    "a.m.", "and", "between", "-", "(", ")", ",", ".", "Uhr", "heures", "hours", "square", "metric",
    "minus", "one", "two hundred", "mil", "Friday", "mayo", "March", "third", "@x", "A12", "²",
)  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from((" ", "", ", "))), max_size=12),
    st.sampled_from(("en", "de", "es", "fr", "pt")),
)
@settings(max_examples=400, deadline=None)
def test_any_run_of_pieces_gives_facts_inside_it(pieces: list[tuple[str, str]], code: str) -> None:
    text = "".join(piece + mark for piece, mark in pieces)
    for fact in find_facts(text, code):
        assert 0 <= fact.start < fact.end <= len(text)


def test_a_range_in_words_borrows_the_half_of_the_day_from_its_end() -> None:
    found = find_facts("We are open nine to 5 pm.", "en")
    assert [(fact.kind, fact.value) for fact in found if not fact.soft] == [
        ("time", "09:00"),
        ("time", "17:00"),
    ]


@pytest.mark.parametrize(
    "text", ["set it up for 2 to 3:30 in the afternoon", "1.000,501.000,50 euros"]
)
def test_a_text_may_end_amid_a_fact(text: str) -> None:
    assert find_facts(text, "en")


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "1.",
        "a-",
        "(1 ",
        "www.",
        "a@",
        "[",
        "'a ",
        "http://",
        "A1-",
        "1:",
        "½ ",
        "one hundred ",
        "\u200b",
    ],
)
def test_a_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (8000 // len(piece))
    find_facts(text)
    fastest = min(_seconds(text) for _ in range(3))
    assert fastest < 0.5


def _seconds(text: str) -> float:
    forget_facts()
    start = time.perf_counter()
    find_facts(text)
    return time.perf_counter() - start


def test_a_long_german_number_in_one_word_is_read_whole() -> None:
    text = "siebenhundertsiebenundsiebzigtausendsiebenhundertsiebenundsiebzig Euro"
    assert [fact.value for fact in find_facts(text, "de")] == ["777777 EUR"]
