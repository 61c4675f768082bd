"""The languages whose words for facts are known."""

from __future__ import annotations

from typing import Final

from prompts.facts.languages.english import ENGLISH
from prompts.facts.languages.french import FRENCH
from prompts.facts.languages.german import GERMAN
from prompts.facts.languages.portuguese import PORTUGUESE
from prompts.facts.languages.spanish import SPANISH
from prompts.facts.languages.words import Words

LANGUAGES: Final[dict[str, Words]] = {
    words.code: words for words in (ENGLISH, GERMAN, SPANISH, FRENCH, PORTUGUESE)
}


def words_of(language: str | None) -> Words:
    """The words of `language` ("de", "pt-BR"); English where it is unknown or not supported."""
    return LANGUAGES.get((language or "en").split("-")[0].split("_")[0].lower(), ENGLISH)
