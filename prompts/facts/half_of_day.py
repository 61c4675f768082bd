"""The half of the day that stands beside a time: "pm", "in the morning", "de la tarde"."""

from __future__ import annotations

from collections.abc import Sequence

from prompts.facts.languages.words import Words
from prompts.facts.tokens import Token

_PHRASES = {
    ("in", "the", "morning"): "am",
    ("in", "the", "afternoon"): "pm",
    ("in", "the", "evening"): "pm",
    ("this", "morning"): "am",
    ("this", "afternoon"): "pm",
    ("this", "evening"): "pm",
    ("at", "night"): "night",
    ("de", "la", "mañana"): "am",
    ("de", "la", "tarde"): "pm",
    ("de", "la", "noche"): "night",
    ("da", "manhã"): "am",
    ("da", "tarde"): "pm",
    ("da", "noite"): "night",
    ("du", "matin"): "am",
    ("de", "l'", "après", "midi"): "pm",
    ("de", "l'", "après-midi"): "pm",
    ("du", "soir"): "pm",
    ("am", "morgen"): "am",
    ("am", "vormittag"): "am",
    ("am", "nachmittag"): "pm",
    ("am", "abend"): "pm",
}
# "Las doce de la mañana" are noon.
_UNTIL_NOON = ("de", "la", "mañana")
_LONGEST = max(map(len, _PHRASES))


def half_of_day(tokens: Sequence[Token], i: int, words: Words) -> tuple[str, int]:
    """("am" | "pm" | "night" | "", index after it) for what stands at `i`."""
    if i >= len(tokens):
        return "", i
    norm = tokens[i].norm
    if norm in ("am", "pm") and not (words.code == "de" and _is_preposition(tokens, i, words)):
        return norm, i + 1
    if norm in ("a", "p") and [token.text for token in tokens[i + 1 : i + 3]] == [".", "m"]:
        dot = i + 3 < len(tokens) and tokens[i + 3].text == "."
        return f"{norm}m", i + 3 + dot
    if norm in ("a", "p") and [token.text for token in tokens[i + 1 : i + 2]] == ["m"]:
        return f"{norm}m", i + 2
    if norm == "nachts":
        return "night", i + 1
    if norm in words.am or norm in words.pm:
        return ("am" if norm in words.am else "pm"), i + 1
    for length in range(_LONGEST, 1, -1):
        phrase = tuple(token.norm for token in tokens[i : i + length])
        if phrase == _UNTIL_NOON and i and tokens[i - 1].norm in ("12", "doce"):
            return "pm", i + len(phrase)
        if phrase in _PHRASES:
            return _PHRASES[phrase], i + len(phrase)  # at the end a slice is shorter
    return "", i


def _is_preposition(tokens: Sequence[Token], i: int, words: Words) -> bool:
    """Whether "am" leads a day or a noun: "um 9 am Montag", "um vier am Nachmittag"."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return following is not None and (
        following.kind == "number"
        or following.norm in words.weekdays
        or (following.kind == "word" and following.text[0].isupper())
    )


def value_of(hour: int, minute: int, half: str) -> str | None:
    """``HH:MM`` on the 24-hour clock; None where no clock shows it."""
    if half == "night":
        half = "am" if hour < 5 or hour == 12 else "pm"
    if half and hour > 12:
        half = ""
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    if hour == 24 and minute == 0:
        hour = 0
    return f"{hour:02}:{minute:02}" if 0 <= hour < 24 and 0 <= minute < 60 else None
