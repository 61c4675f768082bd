"""The language that a user is answered in, as far as the words around an answer go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from search.text.language import detect_language

_HEADINGS: Final[Mapping[str, str]] = {
    "en": "Sources:",
    "de": "Quellen:",
    "es": "Fuentes:",
    "fr": "Sources :",
    "pt": "Fontes:",
}


def user_language(question: str, slots: Mapping[str, Any]) -> str | None:
    """ISO 639-1 code: that of the slot `language` where it is set, else that of the question.

    None where the question is too short to tell.

    >>> user_language("Wo kann ich parken?", {}), user_language("Parking?", {"language": "pt-BR"})
    ('de', 'pt')
    """
    told = slots.get("language")
    if isinstance(told, str) and (code := told.strip().lower()[:2]) in _HEADINGS:
        return code
    return detect_language(question)


def sources_heading(language: str | None, quoted: str = "") -> str:
    """What stands above the list of sources; in English where the language has no words here.

    Args:
        quoted: tells the language where the question did not.
    """
    return _HEADINGS.get(language or detect_language(quoted) or "", _HEADINGS["en"])
