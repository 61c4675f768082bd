"""Hours with their minutes in words: "las once y cuarto", "half past ten", "midi et demi"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words
from prompts.facts.numerals import read_number
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
_ENGLISH_PARTS = {"quarter": 15, "half": 30}
_ENGLISH_MINUTES = frozenset({"minute", "minutes", "min", "mins"})
# What makes "half five" a time, where no noun follows it.
_ENGLISH_LEADS = frozenset(
    listed("at by until till from between before after around about for past to and or")
)
# What may follow a time. Another word is what is counted: "à midi vingt personnes".
_FOLLOWING = frozenset(
    listed(
        "and or to until till in on at this each every sharp when then as if but is instead today"
        " tonight tomorrow y o en el los hasta de del et ou le les du pour jusqu' au e no na até"
        " with avec con com mit chez"
    )
)


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


def english_minutes(tokens: Sequence[Token], i: int, words: Words) -> Spoken | None:
    """ "five past six", "two minutes past midnight", "a quarter to ten", "half five".

    "Ten to six" may be a range as well, so that it is none here.
    """
    part = _ENGLISH_PARTS.get(tokens[i].norm, 0)
    minute, at = (part, i + 1) if part else _english_count(tokens, i, words)
    joined = tokens[at].norm if minute and at < len(tokens) else ""
    if joined == "past" or (part and joined == "after") or (part == 15 and joined in words.past):
        read = _english_hour(tokens, at + 1, words)
        return read and _reckoned(read[0], words.past[joined] * minute, read[1], sure=True)
    of = part == 15 and joined == "of"  # "quarter of five"
    read = _english_hour(tokens, at + of, words) if of or part == 30 else None
    if read is None or not 1 <= read[0] <= 12 or tokens[at + of].norm in words.noon:
        return None
    led = i > 0 and tokens[i - 1].norm in _ENGLISH_LEADS and _ends(tokens, read[1])
    return _reckoned(read[0], -minute if of else minute, read[1], sure=led)


def _english_count(tokens: Sequence[Token], i: int, words: Words) -> tuple[int, int]:
    """A number of minutes, 0 for none, and the index after it."""
    numeral = read_number(tokens, i, words)
    if numeral is None or not 1 <= numeral.value < 60 or numeral.value % 1:
        return 0, i
    named = numeral.next < len(tokens) and tokens[numeral.next].norm in _ENGLISH_MINUTES
    if numeral.soft and not named:  # "a past order"
        return 0, i
    return int(numeral.value), numeral.next + named


def _english_hour(tokens: Sequence[Token], i: int, words: Words) -> tuple[int, int] | None:
    """An hour, noon or midnight, and the index after it."""
    if i < len(tokens) and tokens[i].norm in words.noon:
        return int(words.noon[tokens[i].norm][:2]), i + 1
    read = read_number(tokens, i, words) if i < len(tokens) else None
    if read is None or not 0 <= read.value <= 24 or read.value % 1:
        return None
    if read.soft and tokens[i].norm != "one":  # "past a bridge"
        return None
    named = read.next < len(tokens) and tokens[read.next].norm in words.hours
    return int(read.value), read.next + named


def _reckoned(hour: int, minutes: int, after: int, *, sure: bool) -> Spoken:
    if minutes < 0:
        hour = hour - 1 if hour != 1 else 12
    return Spoken(hour % 24, minutes % 60, after, sure)


def after_noon(tokens: Sequence[Token], i: int, words: Words) -> Spoken | None:
    """The time that counts from the noon or midnight at `i`: "midi et demi", "minuit vingt"."""
    read = _minutes(tokens, i + 1, words) if words.code in ("es", "fr", "pt") else None
    if read is None or not _ends(tokens, read[1]):
        return None
    if any(token.norm in _BETWEEN for token in tokens[max(0, i - 2) : i]):
        return None
    minute, end = read
    return _reckoned(int(words.noon[tokens[i].norm][:2]), minute, end, sure=True)


def _ends(tokens: Sequence[Token], i: int) -> bool:
    """Whether no word that a number before it could count stands at `i`."""
    if i >= len(tokens):
        return True
    return tokens[i].text != "%" and (tokens[i].kind == "symbol" or tokens[i].norm in _FOLLOWING)


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
    at += before and at < len(tokens) and tokens[at].norm in ("le", "um")
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
