"""Hours with their minutes in words: "las once y cuarto", "dix heures et demie"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from prompts.facts.languages.words import Words
from prompts.facts.tokens import Token

_ONE = frozenset({"una", "uma", "une"})
_QUARTER = frozenset({"cuarto", "quarto", "quart"})
_HOUR_WORDS = frozenset({"heures", "heure", "h", "horas", "hora"})
# What stands before an hour, so that "ocho y media" is none by itself.
_LEADS = {
    "es": frozenset({"las", "la"}),
    "pt": frozenset({"às", "as", "à", "a", "das", "da", "pelas"}),
    "fr": frozenset({"à", "dès", "vers", "avant", "après", "jusqu'", "entre", "et", "de"}),
    "de": frozenset({"um", "ab", "bis", "gegen", "so", "seit", "von", "zwischen"}),
}
_BETWEEN = frozenset({"entre", "zwischen"})
_LEAST = 5


class Spoken(NamedTuple):
    """A time in words up to index `next`; `sure` where nothing but a time is told so."""

    hour: int
    minute: int
    next: int
    sure: bool


def spoken_minutes(tokens: Sequence[Token], i: int, words: Words) -> Spoken | None:
    """The hour with its minutes that starts at token `i`; None where none does."""
    if words.code == "de":
        return _german(tokens, i, words)
    if words.code not in ("es", "fr", "pt"):
        return None
    until = _until(tokens, i, words)
    if until is not None:
        return until
    hour = _hour(tokens[i], words)
    if hour is None or not hour <= 24:
        return None
    at = i + 1
    named = at < len(tokens) and tokens[at].norm in _HOUR_WORDS
    if words.code == "fr" and not named:
        return None
    read = _minutes(tokens, at + named, words)
    if read is None:
        return None
    minute, end = read
    sure = minute < 0 or (_led(tokens, i, words) and not (i > 1 and tokens[i - 2].norm in _BETWEEN))
    if minute < 0:
        hour = hour - 1 or 12
    return Spoken(hour, minute % 60, end, sure)


def _led(tokens: Sequence[Token], i: int, words: Words) -> bool:
    return i > 0 and tokens[i - 1].norm in _LEADS[words.code]


def _hour(token: Token, words: Words) -> int | None:
    if token.norm in _ONE:
        return 1
    if token.kind == "number" and token.text.isdigit():
        return int(token.text)
    return words.numbers.get(token.norm) if token.kind == "word" else None


def _minutes(tokens: Sequence[Token], i: int, words: Words) -> tuple[int, int] | None:
    """Minutes past, below zero where they are to the hour, and the index after them."""
    if i >= len(tokens):
        return None
    before = tokens[i].norm in words.minus
    joined = before or tokens[i].norm in words.joiners
    at = i + joined
    at += before and at < len(tokens) and tokens[at].norm == "le"
    if at >= len(tokens) or not (joined or words.code == "fr"):
        return None
    norm = tokens[at].norm
    if norm in _QUARTER:
        minute, end = 15, at + 1
    elif words.fractions.get(norm) == "0.5" and not before:
        minute, end = 30, at + 1
    else:
        number = _below_sixty(tokens, at, words)
        if number is None:
            return None
        minute, end = number
    return (-minute if before else minute), end


def _below_sixty(tokens: Sequence[Token], i: int, words: Words) -> tuple[int, int] | None:
    """A number of minutes in words, with its unit part behind a joiner, and the index after it."""
    tens = words.numbers.get(tokens[i].norm, 0) if tokens[i].kind == "word" else 0
    named = i + 1 < len(tokens) and tokens[i + 1].norm in _HOUR_WORDS  # "et dix heures"
    if named or not _LEAST <= tens < 60:
        return None
    if tens >= 20 and tens % 10 == 0 and i + 2 < len(tokens):
        units = words.numbers.get(tokens[i + 2].norm, 0)
        if tokens[i + 1].norm in words.joiners and 0 < units < 10:
            return tens + units, i + 3
    return tens, i + 1


def _until(tokens: Sequence[Token], i: int, words: Words) -> Spoken | None:
    """ "quinze para as três", "diez para las tres"."""
    ahead = [token.norm for token in tokens[i + 1 : i + 3]]
    if len(ahead) < 2 or ahead[0] != "para" or ahead[1] not in ("as", "a", "las", "la"):
        return None
    minute = words.numbers.get(tokens[i].norm, 0) or (15 if tokens[i].norm in _QUARTER else 0)
    hour = _hour(tokens[i + 3], words) if i + 3 < len(tokens) else None
    if hour is None or not (_LEAST <= minute < 30 and 1 <= hour <= 12):
        return None
    return Spoken(hour - 1 or 12, 60 - minute, i + 4, sure=True)


def _german(tokens: Sequence[Token], i: int, words: Words) -> Spoken | None:
    """ "zwanzig vor zehn", "fünf nach halb acht"."""
    if i + 2 >= len(tokens) or tokens[i + 1].norm not in words.past or tokens[i].kind != "word":
        return None
    minute = words.numbers.get(tokens[i].norm, 0)
    half = tokens[i + 2].norm == "halb"
    at = i + 2 + half
    hour = words.numbers.get(tokens[at].norm, 0) if at < len(tokens) else 0
    if not (_LEAST <= minute < 30 and 1 <= hour <= 12):
        return None
    told = words.past[tokens[i + 1].norm] * minute - 30 * half
    if told < 0:
        hour = hour - 1 or 12
    return Spoken(hour, told % 60, at + 1, half or _led(tokens, i, words))
