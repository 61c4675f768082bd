"""Ranges of times, of which the end may name the half of the day of both: "1 to 2 PM"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from prompts.facts.half_of_day import half_of_day, value_of
from prompts.facts.languages.words import Words
from prompts.facts.tokens import Token


class RangeEnd(NamedTuple):
    """The end of a range of times, and the half of the day it names."""

    hour: int
    minute: int
    half: str


def range_end(tokens: Sequence[Token], i: int, words: Words) -> RangeEnd | None:
    """The time that ends the range joined at `i`: "1 to 2 PM"."""
    if i + 1 >= len(tokens):
        return None
    joined = tokens[i].norm in words.ranges or tokens[i].text in "-–—"
    if words.code != "en" and tokens[i].norm in words.joiners:
        joined = False
    if not joined:
        return None
    end = tokens[i + 1]
    if end.kind == "number" and end.text.isdigit() and len(end.text) <= 2:
        half, _ = half_of_day(tokens, i + 2, words)
        worded = i + 2 < len(tokens) and tokens[i + 2].norm in ("uhr", "o'clock")
        worded = worded or (
            i + 2 < len(tokens) and tokens[i + 2].norm == "h" and words.code != "en"
        )
        if worded and not half:
            half, _ = half_of_day(tokens, i + 3, words)
        return RangeEnd(int(end.text), 0, half) if half or worded else None
    if end.kind == "clock":
        hour, minute = map(int, end.text.split(":")[:2])
        half, _ = half_of_day(tokens, i + 2, words)
        return RangeEnd(hour, minute, half)
    return None


def with_half(hour: int, minute: int, end: RangeEnd) -> str | None:
    """The start of a range in the half of the day that its end names, or the one before."""
    half = end.half
    if half == "am" and hour == 12:  # "between 12:45 and 9 am" begins at noon or at midnight
        half = ""
    if half == "pm" and hour != 12:
        later = (hour, minute) > (end.hour % 12, end.minute)
        if later or end.hour == 12:
            half = "am"
    if half == "night" and hour < 5 <= end.hour < 12:
        half = "pm"
    return value_of(hour, minute, half)
