from __future__ import annotations

import asyncio

import pytest

from prompts.budget import Budget
from search.answering.answer_language import sources_heading, user_language
from search.answering.outcome import Answer
from search.passage import Hit, Passage
from tests.search.answering.small_knowledge import TEXT, FixedHits, answerer, asking

GERMAN = "Der Expressversand kostet 9,90 Euro und kommt am nächsten Tag an [1]."
ENGLISH = "Express delivery costs 9.90 euros and arrives the next day [1]."
QUESTION = "Wie viel kostet der Versand per Express?"


def answered(script: str | None, question: str = QUESTION, **slots: str) -> Answer:
    return asyncio.run(
        answerer(script, check_relevancy=False).answer(asking(question, **slots), Budget.of(5.0))
    )


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("How much is express delivery?", "Sources:"),
        ("Wie viel kostet der Versand per Express?", "Quellen:"),
        ("¿Cuánto cuesta el envío express para mí?", "Fuentes:"),
        ("Combien coûte la livraison express pour nous ?", "Sources :"),
        ("Quanto custa a entrega express para mim e você?", "Fontes:"),
    ],
)
def test_the_sources_are_headed_in_the_language_of_the_question(
    question: str, heading: str
) -> None:
    answer = answered(ENGLISH, question)
    assert answer.status == "answered"
    assert answer.text.splitlines()[1] == heading


def test_the_language_slot_goes_before_what_the_question_looks_like() -> None:
    assert user_language(QUESTION, {"language": "fr-CA"}) == "fr"
    assert user_language(QUESTION, {"language": "Klingon"}) == "de"
    assert user_language("ok", {}) is None


def test_a_language_without_words_here_has_an_english_heading() -> None:
    assert sources_heading("ja") == "Sources:"


def test_where_the_question_is_too_short_the_quote_tells_the_language() -> None:
    assert sources_heading(None, "Hunde dürfen nicht in das Restaurant.") == "Quellen:"
    assert sources_heading(None, "WLAN") == "Sources:"


def test_of_an_answer_in_another_language_than_the_passages_nothing_is_claimed() -> None:
    answer = answered(GERMAN)
    assert (answer.status, answer.reason) == ("extractive", "other_language")
    assert answer.sentences[0].reason == "other_language"
    assert answer.sentences[0].detail == "de"
    assert answer.citations[0].quote in TEXT
    assert "\nQuellen:\n" in answer.text


def test_an_answer_in_the_language_of_question_and_passages_is_verified() -> None:
    text = "Der Expressversand kostet 9,90 Euro und kommt am nächsten Tag an. Er ist versichert."
    hits = FixedHits((Hit(Passage("p", text, "versand.md"), 0.9, 0.9),))
    asked = answerer(GERMAN, hits).answer(asking(QUESTION), Budget.of(5.0))
    answer = asyncio.run(asked)
    assert (answer.status, answer.reason) == ("answered", "grounded")


def test_names_and_numbers_in_common_do_not_make_a_translation_provable() -> None:
    passage = Passage("p", "We take Visa, Mastercard, American Express, Apple Pay.", "pay.md")
    said = "Visa, Mastercard, American Express, Apple Pay nehmen wir leider nicht mehr an."
    hits = FixedHits((Hit(passage, 0.9, 0.9),))
    asked = answerer(said, hits).answer(asking("Welche Karten nehmt ihr?"), Budget.of(5.0))
    assert asyncio.run(asked).status != "answered"
