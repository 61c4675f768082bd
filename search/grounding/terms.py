"""The words of a text as the checks compare them: folded, cut to a stem, common ones set apart."""

from __future__ import annotations

from functools import lru_cache
from itertools import filterfalse
from typing import Final

from search.text.function_words import FUNCTION_WORDS
from search.text.stem_prefix import stem_prefix
from search.text.tokens import terms

# First person, which no document of a company says of itself: opinions and experiences are the
# commonest ungrounded talk of chat models.
SPEAKER: Final = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "im",
        "ive",
        "ich",
        "mich",
        "mir",
        "mein",
        "meine",
        "yo",
        "mi",
        "mis",
        "je",
        "j",
        "moi",
        "mon",
        "ma",
        "mes",
        "eu",
        "meu",
        "minha",
        "io",
        "mio",
        "mia",
    ]
)


stem = lru_cache(maxsize=200_000)(stem_prefix)


@lru_cache(maxsize=4096)
def stems(text: str) -> tuple[str, ...]:
    """The stems of every word of `text` in order, function words included."""
    return tuple(map(stem, terms(text)))


@lru_cache(maxsize=4096)
def content_stems(text: str, language: str | None = "en") -> tuple[str, ...]:
    """The stems of the content words of `text` in order, repetitions included."""
    return tuple(map(stem, filterfalse(function_words(language).__contains__, terms(text))))


@lru_cache(maxsize=64)
def function_words(language: str | None) -> frozenset[str]:
    """The function words of a language; those of English where it is not known."""
    return FUNCTION_WORDS.get(language or "en", frozenset())


@lru_cache(maxsize=4096)
def speaker_words(text: str) -> frozenset[str]:
    """The words of `text` in which the writer speaks of himself."""
    return SPEAKER.intersection(terms(text))
