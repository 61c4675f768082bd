from __future__ import annotations

import pytest

from nlg_server.responses import Variation
from nlg_server.responses.translation import translated

VARIATION = Variation(
    "Hi",
    buttons=(
        {"title": "Yes", "payload": "/yes", "translation": {"de": "Ja"}},
        {"title": "No", "payload": "/no", "translation": {"de": {"title": "Nein"}}},
        {"title": "OK", "payload": "/ok"},
    ),
    translation={"de": "Hallo", "pt-BR": "Oi"},
)


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Hallo"), ("de-AT", "Hallo"), ("DE_at", "Hallo"), ("pt-BR", "Oi"), ("pt", "Hi"),
     ("fr", "Hi"), (None, "Hi"), ("", "Hi")],
)  # fmt: skip
def test_the_text_is_that_of_the_language_or_its_base(language: str | None, text: str) -> None:
    assert translated(VARIATION, language).text == text


def test_buttons_are_translated_and_lose_their_translations() -> None:
    assert translated(VARIATION, "de").buttons == (
        {"title": "Ja", "payload": "/yes"},
        {"title": "Nein", "payload": "/no"},
        {"title": "OK", "payload": "/ok"},
    )
