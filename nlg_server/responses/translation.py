"""The variation in another language, where its author translated it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from nlg_server.responses.variation import Variation

Value = TypeVar("Value")


def translated(variation: Variation, language: str | None) -> Variation:
    """`variation` with its text, and its buttons' titles and payloads, in `language`.

    `language` is a BCP 47 tag such as ``de-AT``, usually the value of Rasa Pro's `language` slot;
    ``de`` serves where ``de-AT`` is missing. What has no translation stays as it is.

    >>> translated(Variation("Hi", translation={"de": "Hallo"}), "de-AT").text
    'Hallo'
    """
    if not language:
        return variation
    return replace(
        variation,
        text=_in(variation.translation, language) or variation.text,
        buttons=_translated_buttons(variation.buttons, language),
        quick_replies=_translated_buttons(variation.quick_replies, language),
    )


def _translated_buttons(
    buttons: tuple[Mapping[str, Any], ...] | None, language: str
) -> tuple[Mapping[str, Any], ...] | None:
    if not buttons:
        return buttons
    return tuple(_translated_button(button, language) for button in buttons)


def _translated_button(button: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    translations = button.get("translation")
    if not isinstance(translations, Mapping):
        return button
    own = {key: value for key, value in button.items() if key != "translation"}
    found = _in(translations, language)
    if isinstance(found, str):
        own["title"] = found
    elif isinstance(found, Mapping):
        own |= {key: value for key, value in found.items() if isinstance(value, str)}
    return own


def _in(translations: Mapping[str, Value], language: str) -> Value | None:
    wanted = language.replace("_", "-").casefold()
    by_tag = {str(tag).replace("_", "-").casefold(): text for tag, text in translations.items()}
    return by_tag.get(wanted, by_tag.get(wanted.partition("-")[0]))
