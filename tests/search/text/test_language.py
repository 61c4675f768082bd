from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from search.text.function_words import FUNCTION_WORDS
from search.text.language import detect_language, main_language
from search.text.stemming import SNOWBALL, stem
from search.text.tokens import fold, terms, tokens


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "How many points did the defense give up?"),
        ("de", "Wie viele Punkte gab die Verteidigung ab?"),
        ("es", "¿Cuántos puntos permitió la defensa de los Panthers?"),
        ("fr", "Combien de points la défense a-t-elle concédés ?"),
        ("it", "Quanti punti ha concesso la difesa dei Panthers?"),
        ("pt", "Quantos pontos a defesa não conseguiu evitar?"),
        ("nl", "Hoeveel punten heeft de verdediging weggegeven?"),
        ("sv", "Hur många poäng har försvaret släppt in och varför?"),
        ("pl", "Ile punktów straciła obrona i dlaczego tak się stało?"),
        ("tr", "Bu takım neden çok puan kaybetti ve ne kadar?"),
        ("ru", "Сколько очков пропустила защита и почему?"),
        ("uk", "Скільки очок пропустила оборона та чому?"),
        ("el", "Πόσους πόντους δέχτηκε η άμυνα και γιατί;"),
        ("ja", "保証期間はどのくらいですか。"),
        ("zh", "电池的保修期是多久?"),
        ("ko", "배터리 보증 기간은 얼마입니까?"),
        ("ar", "كم مدة ضمان البطارية؟"),
        ("hi", "बैटरी की वारंटी कितने समय की है?"),
    ],
)
def test_a_question_tells_its_language(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "worker node", "Wi-Fi 6", "12345", "🙂", "USB-C 3.2"])
def test_a_text_that_tells_too_little_is_taken_for_the_likely_language(text: str) -> None:
    assert detect_language(text) is None
    assert detect_language(text, likely="de") == "de"


def test_the_commonest_known_language_is_the_main_one() -> None:
    assert main_language(["de", None, "en", "de", None, None]) == "de"
    assert main_language([None]) is None


def test_function_words_are_written_as_texts_are_folded() -> None:
    for words in FUNCTION_WORDS.values():
        assert all(fold(word) == word for word in words)


def test_every_stemmer_that_snowball_has_is_known_to_it() -> None:
    assert stem("verordnungen", "de") == "verordn"
    assert all(stem("a1", language) == "a1" for language in SNOWBALL)
    assert stem("wort", "xx") == stem("wort", None) == "wort"


def test_stems_are_the_same_in_every_thread() -> None:
    words = [f"running{letter}s" for letter in "abcdefghijklmnopqrstuvwxyz"] * 20
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda word: stem(word, "en"), words)) == [
            stem(word, "en") for word in words
        ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ünïcode CAFÉ", ["unicode", "cafe"]),
        ("Cafe\u0301", ["cafe"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("max_messages", ["max_messages", "max", "messages"]),
        ("保証期間", ["保証", "証期", "期間"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("v1.2 — 50%", ["v1", "2", "50"]),
        ("ｆｕｌｌ", ["full"]),
        ("", []),
    ],
)
def test_words_become_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_tokens_say_where_they_stand() -> None:
    text = "Größe: 10 cm"
    assert [text[token.start : token.end] for token in tokens(text)] == ["Größe", "10", "cm"]
