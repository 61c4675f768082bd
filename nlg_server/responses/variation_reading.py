"""From a mapping of a domain file to a `Variation`, with what is wrong in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from nlg_server.responses.problem import Severity
from nlg_server.responses.variation import Condition, Variation

Report = Callable[[str, str, Severity], None]
"""Takes the key, the message and the severity."""

_TEXTS = ("id", "text", "image", "button_type", "channel", "rephrase_prompt")
_LISTS = ("buttons", "quick_replies", "elements", "condition")
_OWN = ("rephrase", "rephrase_prompt", "translation")
_KNOWN = frozenset((*_TEXTS, *_LISTS, *_OWN, "custom", "attachment", "metadata"))
_BUTTON_TEXTS = ("title", "payload")


def read_variation(raw: Any, report: Report) -> Variation | None:
    """The variation in `raw`, or None where it holds nothing that could be sent."""
    if isinstance(raw, str):
        report("", "a variation is a mapping with a text; write `- text: ...`", "error")
        return Variation(text=raw)
    if not isinstance(raw, Mapping):
        report("", f"a variation is a mapping, not {_kind(raw)}", "error")
        return None
    _check_keys(raw, report)
    values: dict[str, Any] = {key: _text(raw, key, report) for key in _TEXTS}
    values |= {key: _mappings(raw, key, report) for key in _LISTS}
    for key in ("buttons", "quick_replies"):
        if values[key]:
            values[key] = tuple(_button(item, key, report) for item in values[key])
    if values["condition"] is not None:
        values["condition"] = _condition(values["condition"], report)
    metadata = raw.get("metadata")
    options = metadata if isinstance(metadata, Mapping) else {}
    values["rephrase"] = _flag(raw, "rephrase", report)
    if values["rephrase"] is None:
        values["rephrase"] = _flag(options, "rephrase", report)
    if values["rephrase_prompt"] is None:
        values["rephrase_prompt"] = _text(options, "rephrase_prompt", report)
    return Variation(
        **values,
        custom=_mapping(raw, "custom", report),
        attachment=raw.get("attachment"),
        metadata=metadata,
        translation=_translations(raw, report),
    )


def _check_keys(raw: Mapping[str, Any], report: Report) -> None:
    for key in raw:
        if key not in _KNOWN:
            report(str(key), f"the key {key!r} is unknown and left out", "error")
    if raw.get("text") is None and raw.get("custom") is None:
        report("", "Rasa asks for a text or a custom payload in every variation", "error")
    attachment = raw.get("attachment")
    if attachment is not None and not isinstance(attachment, Mapping):
        message = "Rasa takes a mapping for an attachment only; this one is not sent"
        report("attachment", message, "error")


def _text(raw: Mapping[str, Any], key: str, report: Report) -> str | None:
    value = raw.get(key)
    if value is None or isinstance(value, str):
        return value
    report(key, f"{key} is {_kind(value)}, a text is expected; put it in quotes", "error")
    return json.dumps(value) if isinstance(value, bool | int | float) else None


def _flag(raw: Mapping[str, Any], key: str, report: Report) -> bool | None:
    value = raw.get(key)
    if value is None or isinstance(value, bool):
        return value
    report(key, f"{key} is {value!r}; write true or false", "error")
    return None


def _mapping(raw: Mapping[str, Any], key: str, report: Report) -> Mapping[str, Any] | None:
    value = raw.get(key)
    if value is None or isinstance(value, Mapping):
        return value
    report(key, f"{key} is {_kind(value)}, a mapping is expected", "error")
    return None


def _mappings(
    raw: Mapping[str, Any], key: str, report: Report
) -> tuple[Mapping[str, Any], ...] | None:
    value = raw.get(key)
    if value is None:
        return None
    if isinstance(value, Mapping):
        report(key, f"{key} is a mapping, a list of mappings is expected", "error")
        return (value,)
    if not isinstance(value, list | tuple):
        report(key, f"{key} is {_kind(value)}, a list of mappings is expected", "error")
        return None
    for item in value:
        if not isinstance(item, Mapping):
            report(key, f"{key} holds {_kind(item)}; its entries are mappings", "error")
    return tuple(item for item in value if isinstance(item, Mapping))


def _condition(condition: Condition, report: Report) -> Condition:
    """The condition; an empty one, which never matches, where a constraint cannot be read."""
    if not condition:
        report("condition", "an empty condition never matches; remove it", "warning")
    for constraint in condition:
        if not isinstance(constraint.get("name"), str) or "value" not in constraint:
            message = "a constraint names a slot and its value; this variation never matches"
            report("condition", message, "error")
            return ()
    return condition


def _button(button: Mapping[str, Any], key: str, report: Report) -> Mapping[str, Any]:
    wrong = [k for k in _BUTTON_TEXTS if not isinstance(button.get(k), str | None)]
    if not wrong:
        return button
    for name in wrong:
        report(key, f"the {name} of an entry of {key} is {_kind(button[name])}, not text", "error")
    texts = {
        name: json.dumps(button[name], ensure_ascii=False)
        if isinstance(button[name], Mapping | list)
        else str(button[name])
        for name in wrong
    }
    return {**button, **texts}


def _translations(raw: Mapping[str, Any], report: Report) -> Mapping[str, str]:
    value = _mapping(raw, "translation", report) or {}
    for language, text in value.items():
        if not isinstance(text, str):
            report("translation", f"the translation into {language!r} is no text", "error")
    return {str(k): text for k, text in value.items() if isinstance(text, str)}


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the boolean {str(value).lower()}"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    return "a mapping" if isinstance(value, Mapping) else "a list"
