"""Which language a text is in, by its script and its function words: no model, microseconds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from search.text.function_words import FUNCTION_WORDS
from search.text.tokens import fold

# Scripts that (nearly) one language writes, most telling first: kana before the Han signs that
# Japanese shares with Chinese.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
)
# None of them stands before the Hebrew letters.
_OTHER_SCRIPT = re.compile("[\u0590-\uffff]")
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 600  # characters; more does not change the verdict
_LONG = 4  # letters, from which on a function word counts in full
_LEAST = 0.5  # votes; one word of two letters ("Wi-Fi") is not enough
_AHEAD = 1.2  # times the votes of the second
_CLOSE = 0.6  # share of the winner's votes at which the likely language is believed


@lru_cache(maxsize=1)
def _votes_of_word() -> dict[str, tuple[tuple[str, float], ...]]:
    """Of each function word the languages that have it, and how much it tells for each."""
    found: dict[str, list[str]] = {}
    for language, words in FUNCTION_WORDS.items():
        for word in words:
            found.setdefault(word, []).append(language)
    return {
        word: tuple(
            (language, min(len(word), _LONG) / _LONG / len(sharing)) for language in sharing
        )
        for word, sharing in found.items()
    }


@lru_cache(maxsize=512)
def detect_language(text: str, *, likely: str | None = None) -> str | None:
    """ISO 639-1 code of the language, or None where too little tells it.

    A function word counts for each language that has it, divided by their number, and less if it
    is short. The winner must be clearly ahead, or else `likely` (the language of most documents)
    is taken.

    >>> detect_language("Wie viele Punkte gab die Verteidigung ab?")
    'de'
    >>> detect_language("worker node") is None
    True
    """
    text = text[:_ENOUGH]
    if _OTHER_SCRIPT.search(text):
        letters = sum(len(word) for word in _WORD.findall(text))
        for language, script in _SCRIPTS:
            if len(script.findall(text)) * 4 > letters > 0:
                return language
    votes: dict[str, float] = {}
    votes_of = _votes_of_word()
    for word in _WORD.findall(fold(text)):
        for language, telling in votes_of.get(word, ()):
            votes[language] = votes.get(language, 0.0) + telling
    if max(votes.values(), default=0.0) <= _LEAST:
        return likely
    ranked = sorted(votes, key=lambda language: (-votes[language], language))
    runner_up = votes[ranked[1]] if len(ranked) > 1 else 0.0
    if likely in votes and votes[likely] >= _CLOSE * votes[ranked[0]]:
        return likely
    return ranked[0] if votes[ranked[0]] > _AHEAD * runner_up else likely


def main_language(languages: Iterable[str | None]) -> str | None:
    """The commonest of the languages that are known."""
    counted = Counter(language for language in languages if language)
    return counted.most_common(1)[0][0] if counted else None
