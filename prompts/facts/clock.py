"""Times of day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from prompts.facts.fact import Fact
from prompts.facts.half_of_day import half_of_day, value_of
from prompts.facts.languages.words import Words
from prompts.facts.numerals import read_number
from prompts.facts.spoken_clock import after_noon, english_minutes, spoken_minutes
from prompts.facts.time_ranges import range_end, with_half
from prompts.facts.tokens import Token, fact_of

# What may stand between "12:00" and the "noon" that says it again.
_SAYING_AGAIN = frozenset({"at", "um", "zu", "de", "del", "da", "do", "a", "ao", "à"})
_DOTTED = re.compile(r"\d{1,2}\.\d{2}")
# Articles, unless the hour is named: "la una de la tarde", "ein Uhr".
_ONE = frozenset({"una", "uma", "une", "ein"})


def read_time(tokens: Sequence[Token], i: int, words: Words) -> list[Fact] | None:
    """The time, or the range of two, that starts at token `i`."""
    token = tokens[i]
    if token.kind == "clock":
        return _clock(tokens, i, words)
    if token.kind == "word":
        return _spoken(tokens, i, words)
    if token.kind == "number":
        return _hour(tokens, i, words)
    return None


def _fact(tokens: Sequence[Token], i: int, end: int, value: str) -> Fact:
    return fact_of("time", value, tokens, i, end)


def _clock(tokens: Sequence[Token], i: int, words: Words) -> list[Fact] | None:
    parts = tokens[i].text.split(":")
    after = _skip_hour_word(tokens, i + 1, words)
    half, after = half_of_day(tokens, after, words)
    value = value_of(int(parts[0]), int(parts[1]), half)
    if value is None:  # "2:95" is no time, but it is told as one
        return [_fact(tokens, i, after, tokens[i].text)]
    if len(parts) == 3 and parts[2] != "00":
        value += f":{parts[2]}"
    value, after = _named_noon(tokens, after, value, words)
    # "03:10" names its half of the day by its zero; it borrows none from "3 pm" behind it.
    following = range_end(tokens, i + 1, words) if not half and parts[0][0] != "0" else None
    if following is not None and following.half:
        value = with_half(int(parts[0]), int(parts[1]), following) or value
    return [_fact(tokens, i, after, value)]


def _named_noon(tokens: Sequence[Token], i: int, value: str, words: Words) -> tuple[str, int]:
    """The time, and the index after the "midday" that says it again: "12:00 midday"."""
    listed = i < len(tokens) and tokens[i].text == ","
    at = i + listed
    while at < len(tokens) and at < i + 3 and tokens[at].norm in _SAYING_AGAIN:
        at += 1
    noon = words.noon.get(tokens[at].norm) if at < len(tokens) else None
    # Of "12:00 midnight" the word decides; "12:00, midnight" may be two times of a list.
    if noon is not None and (value == noon or (not listed and value in ("12:00", "00:00"))):
        return noon, at + 1
    return value, i


def _twelve(
    tokens: Sequence[Token], i: int, after: int, hour: int, words: Words
) -> list[Fact] | None:
    """ "12 noon", "las doce del mediodía"."""
    if hour != 12 or after >= len(tokens) or tokens[after].text == ",":
        return None
    value, end = _named_noon(tokens, after, "12:00", words)
    return [_fact(tokens, i, end, value)] if end > after else None


def _skip_hour_word(tokens: Sequence[Token], i: int, words: Words) -> int:
    if i < len(tokens) and tokens[i].norm in words.hours and tokens[i].norm != "heure":
        return i + 1
    return i


def _hour(tokens: Sequence[Token], i: int, words: Words) -> list[Fact] | None:
    token = tokens[i]
    if words.code == "en":
        reckoned = _english(tokens, i, words)
        if reckoned is not None:
            return reckoned
    if words.code in ("es", "fr", "pt") and len(token.text) < 3:
        spoken = _spoken(tokens, i, words)
        if spoken is not None:
            return spoken
    if not token.text.isdigit() or len(token.text) > 2:
        return _dotted(tokens, i, words)
    hour = int(token.text)
    if hour > 24 or i + 1 >= len(tokens):
        return None
    following = tokens[i + 1]
    half, after = half_of_day(tokens, i + 1, words)
    noon = _twelve(tokens, i, i + 1, hour, words)
    if noon is not None:
        return noon
    if half and hour <= 12:
        return _known(tokens, i, after, value_of(hour, 0, half))
    if following.norm in words.hours and (words.code != "en" or len(following.norm) > 1):
        return _after_hour_word(tokens, i, words, hour)
    if following.norm == "h" and words.code == "en":
        minutes = tokens[i + 2] if i + 2 < len(tokens) else None
        touching = minutes is not None and minutes.start == following.end
        if minutes is not None and touching and minutes.text.isdigit() and len(minutes.text) == 2:
            return _known(tokens, i, i + 3, value_of(hour, int(minutes.text), ""))
    ranged = range_end(tokens, i + 1, words)
    if ranged is not None:
        return _known(tokens, i, i + 1, with_half(hour, 0, ranged))
    return None


def _known(tokens: Sequence[Token], i: int, end: int, value: str | None) -> list[Fact] | None:
    return None if value is None else [_fact(tokens, i, end, value)]


def _dotted(tokens: Sequence[Token], i: int, words: Words) -> list[Fact] | None:
    """German "16.30 Uhr", English "4.30 pm"."""
    if not _DOTTED.fullmatch(tokens[i].text):
        return None
    hour, minute = map(int, tokens[i].text.split("."))
    after = _skip_hour_word(tokens, i + 1, words)
    half, end = half_of_day(tokens, after, words)
    if end == i + 1:
        return None
    return _known(tokens, i, end, value_of(hour, minute, half))


def _after_hour_word(tokens: Sequence[Token], i: int, words: Words, hour: int) -> list[Fact] | None:
    """ "22 Uhr 15", "16 h 00", "7 o'clock in the evening"; "2 heures" stays a duration."""
    end, minute = i + 2, 0
    spelled = tokens[i + 1].norm in ("heures", "heure", "horas", "hora")
    if end < len(tokens) and tokens[end].text.isdigit() and len(tokens[end].text) == 2:
        minute, end = int(tokens[end].text), end + 1
        spelled = False
    half, end = half_of_day(tokens, end, words)
    led = i > 0 and tokens[i - 1].norm in ("à", "às", "as", "las", "dès")
    if spelled and not half and not led:
        return None
    return _known(tokens, i, end, value_of(hour, minute, half))


def _spoken(tokens: Sequence[Token], i: int, words: Words) -> list[Fact] | None:
    norm = tokens[i].norm
    if norm in words.noon and not (norm == "mittag" and i == 0) and not _afternoon(tokens, i):
        spoken = after_noon(tokens, i, words)
        if spoken is not None:
            return _known(tokens, i, spoken.next, value_of(spoken.hour, spoken.minute, ""))
        return [_fact(tokens, i, i + 1, words.noon[norm])]
    if words.code == "de" and norm in ("halb", "viertel", "dreiviertel"):
        return _german(tokens, i, words)
    if words.code == "en":
        read = _english(tokens, i, words)
        if read is not None or norm in ("quarter", "half"):
            return read
    spoken = spoken_minutes(tokens, i, words)
    if spoken is not None:
        half, end = half_of_day(tokens, spoken.next, words)
        if half or spoken.sure:
            return _known(tokens, i, end, value_of(spoken.hour, spoken.minute, half))
    if norm in words.numbers or norm == "one":
        return _worded_hour(tokens, i, words)
    if norm in _ONE:
        named = _skip_hour_word(tokens, i + 1, words)
        half, _ = half_of_day(tokens, named, words)
        if half or (norm == "ein" and named > i + 1):
            return _worded_hour(tokens, i, words)
    return None


def _afternoon(tokens: Sequence[Token], i: int) -> bool:
    """Whether "midi" ends "après-midi"."""
    before = tokens[i - 1] if i else None
    return before is not None and before.norm == "après" and before.end + 1 == tokens[i].start


def _hour_at(
    tokens: Sequence[Token], i: int, words: Words, *, most: int = 24
) -> tuple[int, int] | None:
    numeral = read_number(tokens, i, words) if i < len(tokens) else None
    if numeral is None or not Decimal(0) <= numeral.value <= most:
        return None
    return int(numeral.value), numeral.next


def _english(tokens: Sequence[Token], i: int, words: Words) -> list[Fact] | None:
    spoken = english_minutes(tokens, i, words)
    if spoken is None:
        return None
    half, end = half_of_day(tokens, spoken.next, words)
    if not (half or spoken.sure):
        return None
    return _known(tokens, i, end, value_of(spoken.hour, spoken.minute, half))


def _german(tokens: Sequence[Token], i: int, words: Words) -> list[Fact] | None:
    joined = i + 1 < len(tokens) and tokens[i + 1].norm in words.past
    read = _hour_at(tokens, i + 1 + joined, words)
    if read is None or not 1 <= read[0] <= 12:
        return None
    if joined:
        minutes = 15 * words.past[tokens[i + 1].norm]
    else:
        minutes = {"halb": -30, "viertel": -45, "dreiviertel": -15}[tokens[i].norm]
    half, end = half_of_day(tokens, read[1], words)
    hour = read[0] if minutes > 0 else (read[0] - 1) or 12
    return _known(tokens, i, end, value_of(hour, minutes % 60, half))


def _minutes_in_words(tokens: Sequence[Token], i: int, words: Words) -> tuple[int, int] | None:
    """ "sieben Uhr dreißig", but not "um sieben Uhr zwanzig Gäste"."""
    minute = words.numbers.get(tokens[i].norm, 0) if i < len(tokens) else 0
    counts = i + 1 < len(tokens) and tokens[i + 1].text[0].isupper()
    return (minute, i + 1) if 1 <= minute < 60 and not counts else None


def _worded_hour(tokens: Sequence[Token], i: int, words: Words) -> list[Fact] | None:
    """ "nine in the morning", "seven o'clock", "sieben Uhr"."""
    read = _hour_at(tokens, i, words)
    if read is None:
        return None
    hour, after = read
    noon = _twelve(tokens, i, after, hour, words)
    if noon is not None:
        return noon
    minutes = _hour_at(tokens, after, words, most=59)
    if minutes is not None and minutes[0] >= 10 and hour <= 12 and words.code == "en":
        half, end = half_of_day(tokens, minutes[1], words)
        if half or (i > 0 and tokens[i - 1].norm == "at"):
            return _known(tokens, i, end, value_of(hour, minutes[0], half))
    named = _skip_hour_word(tokens, after, words)
    if words.code == "de" and named > after:
        spelled = _minutes_in_words(tokens, named, words)
        if spelled is not None:
            return _known(tokens, i, spelled[1], value_of(hour, spelled[0], ""))
    half, end = half_of_day(tokens, named, words)
    if not half and named > after and tokens[after].norm in ("heures", "horas", "hora"):
        end = after
    if end > after:
        return _known(tokens, i, end, value_of(hour, 0, half))
    ranged = range_end(tokens, after, words)
    if ranged is not None and ranged.half:
        return _known(tokens, i, after, with_half(hour, 0, ranged))
    return None
