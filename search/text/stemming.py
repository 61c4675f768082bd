"""Snowball stems: "policies" and "policy", "Häuser" and "Haus" become one term."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any, Final

SNOWBALL: Final = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "eu": "basque",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip

_threads = threading.local()


@lru_cache(maxsize=200_000)
def stem(term: str, language: str | None) -> str:
    """The stem of a folded term; the term itself in a language without a stemmer, or with digits.

    >>> stem("policies", "en"), stem("v2", "en"), stem("policies", None)
    ('polici', 'v2', 'policies')
    """
    if language is None or not term.isalpha():
        return term
    stemmer = _stemmer(language)
    return term if stemmer is None else str(stemmer.stemWord(term))


def _stemmer(language: str) -> Any:
    """This thread's stemmer, None without one: they hold state and are not shared by threads."""
    import Stemmer  # type: ignore[import-not-found]  # PyStemmer ships no types

    stemmers = _threads.__dict__
    if language not in stemmers:
        name = SNOWBALL.get(language)
        known = name in Stemmer.algorithms()
        stemmers[language] = Stemmer.Stemmer(name) if known else None
    return stemmers[language]
