"""Fills a variation with slots and arguments: the draft of a reply, in Rasa's format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nlg_server.responses.jinja_filling import (
    CONTEXT,
    context_of,
    fill_jinja,
    is_jinja,
    values_in_jinja,
)
from nlg_server.responses.template import (
    Context,
    FilledText,
    compile_template,
    fill_as_rasa,
    fill_text,
)
from nlg_server.responses.variation import Variation

FillString = Callable[[str, Mapping[str, Any], str], str]
"""Takes a string, the variables, and the key it stands under."""

FILLED = ("text", "image", "custom", "buttons", "attachment", "quick_replies")
"""The keys that Rasa fills, in its order; `elements` too, unless strict."""

RESERVED_ARGUMENTS = frozenset(
    ("text", "image", "custom", "buttons", "attachment", "quick_replies", "elements", "template")
)
"""What a custom action's message carries besides the values it wants filled in."""

_KEPT = ("button_type", "channel", "id", "metadata")
_SHOWN = frozenset(("text", "title", "image"))


def variables_from(
    slots: Mapping[str, Any], arguments: Mapping[str, Any] | None, stack: Any = None
) -> dict[str, Any]:
    """Slots, overridden by arguments; the SDK's own keys and empty arguments hide no slot.

    `stack` is the dialogue stack in Rasa Pro's trackers: its top frame is the `context` of texts
    in Jinja2.

    >>> variables_from({"name": "Ann", "text": "T"}, {"text": None, "total": 3})
    {'name': 'Ann', 'text': 'T', 'total': 3}
    """
    variables = {CONTEXT: context_of(stack), **slots} if stack else dict(slots)
    for name, value in (arguments or {}).items():
        empty = value is None or value == "" or value == [] or value == {}
        if name != "template" and not (empty and name in RESERVED_ARGUMENTS):
            variables[name] = value
    return variables


def fill(
    variation: Variation, variables: Mapping[str, Any], *, strict: bool = False
) -> dict[str, Any]:
    """The reply that `variation` makes with `variables`; keys without a value are left out.

    `text` and `image` are strings, `custom` and `attachment` objects, the others lists of
    objects. The keys `id`, `channel`, `condition`, `metadata` and `button_type` come along as
    they are: Rasa keeps them in the bot event's metadata. With `strict`, strings are filled as
    Rasa fills them, except that one which silences Rasa stays as written.
    """
    fill_string = _WAYS[is_jinja(variation), strict]
    reply: dict[str, Any] = {}
    for key in FILLED:
        value = getattr(variation, key)
        if value is not None:
            reply[key] = _filled(value, variables, key, fill_string)
    elements = variation.elements
    if elements is not None:
        reply["elements"] = (
            list(elements) if strict else _filled(elements, variables, "", fill_string)
        )
    for key in _KEPT:
        value = getattr(variation, key)
        if value is not None:
            reply[key] = value
    if variation.condition is not None:
        reply["condition"] = list(variation.condition)
    if not isinstance(reply.get("attachment"), dict):
        reply.pop("attachment", None)
    if not (strict or is_jinja(variation)) and _lacks_value(variation.image, variables):
        del reply["image"]
    return reply


def filled_text(
    variation: Variation, variables: Mapping[str, Any], *, strict: bool = False
) -> FilledText:
    """The text of the reply with the values that were really printed into it, and where.

    With `strict`, the places are those of the same values, where the text holds them.
    """
    text = variation.text or ""
    filled = fill_text(text, variables)
    if not strict:
        return filled
    as_rasa = _string_as_rasa(text, variables, "text")
    if as_rasa == filled.text:
        return filled
    values = tuple(v for v in filled.values if as_rasa[v.start : v.end] == v.printed)
    return FilledText(as_rasa, values)


def values_in_text(variation: Variation, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The variables that were really printed into the text, by name, as they are."""
    if is_jinja(variation):
        text = variation.text or ""
        return values_in_jinja(text, variables, fill_jinja(text, variables))
    return {value.name: variables[value.name] for value in filled_text(variation, variables).values}


def _lacks_value(image: str | None, variables: Mapping[str, Any]) -> bool:
    """Whether a link to an image has a place for a value that is not set, and so leads nowhere."""
    if image is None or "{" not in image:
        return image == ""
    return any(variables.get(name, image) is None for name in compile_template(image).names)


def _filled(value: Any, variables: Mapping[str, Any], key: str, fill_string: FillString) -> Any:
    if isinstance(value, str):
        return fill_string(value, variables, key)
    if isinstance(value, dict | Mapping):  # dict first: the check against Mapping is slow
        return {
            name: _filled(item, variables, name if isinstance(name, str) else "", fill_string)
            for name, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_filled(item, variables, key, fill_string) for item in value]
    return value


def _string(text: str, variables: Mapping[str, Any], key: str) -> str:
    if "{" not in text and "}" not in text:
        return text
    context: Context = "text" if key in _SHOWN else "payload"
    return compile_template(text, context).text(variables)


def _string_as_rasa(text: str, variables: Mapping[str, Any], key: str) -> str:
    if not variables:
        return text
    try:
        return fill_as_rasa(text, variables)
    except (ValueError, IndexError, AttributeError, TypeError):
        return text


def _string_in_jinja(text: str, variables: Mapping[str, Any], key: str) -> str:
    return fill_jinja(text, variables)


_WAYS: dict[tuple[bool, bool], FillString] = {
    (False, False): _string,
    (False, True): _string_as_rasa,
    (True, False): _string_in_jinja,
    (True, True): _string_in_jinja,
}
"""How a string is filled: by whether the variation is Jinja2, and by `strict`."""
