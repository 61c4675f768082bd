"""Numbers in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words
from prompts.facts.tokens import Token
from prompts.facts.units import after_percent, unit_at

_GROUPED = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+")
_BEFORE_SIGN = frozenset("(/[{|:;,=~«“„\"'‘")
# Read in every language, so that a foreign scale cannot slip in behind a number.
_SCALES_ANYWHERE = (
    dict.fromkeys(
        listed("million millions millionen millón millones milhão milhões mio"), 1_000_000
    )
    | dict.fromkeys(listed("thousand thousands tausend"), 1000)
    | dict.fromkeys(listed("hundred hundreds hundert"), 100)
    | dict.fromkeys(listed("milliarde milliarden milliard milliards"), 1_000_000_000)
)
_SHORTENED = frozenset({"tsd", "mio", "mrd"})
_QUARTERS = frozenset({"quarters", "quarts", "cuartos", "quartos"})
# "al menos 10", "au moins 10", "mais ou menos 10" compare, where "menos 10" is below zero.
_COMPARING = frozenset(listed("al lo au du le pelo ao o ou a mais más plus à"))
_DOZENS = frozenset(listed("dozen dozens dutzend docena docenas douzaine douzaines dúzia dúzias"))
_DENOMINATORS = frozenset(listed("2 4 8"))
FRACTION_SYMBOLS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


class Numeral(NamedTuple):
    """A number read from tokens up to (not including) index `next`; `soft` for "a", "one", "no"."""

    value: Decimal
    next: int
    soft: bool = False
    digits: bool = False


def canonical(value: Decimal) -> str:
    """A number without grouping, trailing zeros or exponent: ``1450``, ``4.5``, ``-2``."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def decimal_of(digits: str, words: Words) -> Decimal:
    """The value of a digit string: separators are read as `words.decimal_comma` says.

    Where both separators stand, the last is the decimal one, whatever the language.
    """
    plain = digits
    for mark in "'’\u00a0\u202f":
        plain = plain.replace(mark, "")
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and point >= 0:
        decimal, group = (",", ".") if comma > point else (".", ",")
        return Decimal(plain.replace(group, "").replace(decimal, "."))
    mark = "," if comma >= 0 else "." if point >= 0 else ""
    if not mark:
        return Decimal(plain)
    grouping = "." if words.decimal_comma else ","
    if plain.count(mark) > 1 or (mark == grouping and _GROUPED.fullmatch(plain)):
        return Decimal(plain.replace(mark, ""))
    return Decimal(plain.replace(mark, "."))


def read_number(tokens: Sequence[Token], i: int, words: Words) -> Numeral | None:
    """The number that starts at token `i`, with sign, scale and fraction; None where none does."""
    token = tokens[i]
    if token.kind == "number":
        value = decimal_of(token.text, words)
        return _slashed(tokens, i, words) or _scaled(tokens, i + 1, words, value, digits=True)
    if token.text in FRACTION_SYMBOLS:
        return Numeral(FRACTION_SYMBOLS[token.text], i + 1)
    if token.kind == "symbol":
        return _negative(tokens, i, words)
    if token.kind != "word":
        return None
    norm = token.norm
    if norm in words.minus and i + 1 < len(tokens):
        if i and tokens[i - 1].norm in _COMPARING:
            return None
        rest = read_number(tokens, i + 1, words)
        return Numeral(-rest.value, rest.next, False, rest.digits) if rest else None
    if norm in words.numbers:
        whole = _words(tokens, i, words)
        if whole.next < len(tokens) and tokens[whole.next].norm in _QUARTERS:
            return _fraction(tokens, whole.next, words, whole.value / 4) or whole
        return whole
    if norm in words.fractions:
        return _fraction(tokens, i, words, Decimal(words.fractions[norm]))
    if norm in words.soft:
        return _soft(tokens, i, words)
    if norm in words.scales and words.scales[norm] >= 100 and len(norm) > 3:
        return _words(tokens, i, words)
    if norm == "mil" and norm in words.scales:
        at = i + 1
        at += words.code == "pt" and at < len(tokens) and tokens[at].norm in words.joiners
        if at < len(tokens) and tokens[at].norm in words.numbers:  # "mil duzentos"
            return _words(tokens, i, words)
        if _stands_alone(tokens, i):
            return Numeral(Decimal(words.scales[norm]), i + 1)
    return None


def _stands_alone(tokens: Sequence[Token], i: int) -> bool:
    """Whether no word follows: "mil." is a thousand, "mil gracias" a manner of speaking."""
    return i + 1 == len(tokens) or tokens[i + 1].kind == "symbol"


def _negative(tokens: Sequence[Token], i: int, words: Words) -> Numeral | None:
    if not is_minus(tokens, i):
        return None
    after = tokens[i + 1]
    if after.kind == "number":
        rest = _scaled(tokens, i + 2, words, decimal_of(after.text, words), digits=True)
        return Numeral(-rest.value, rest.next, False, True)
    worded = read_number(tokens, i + 1, words) if after.kind == "word" else None
    if worded is None or worded.soft:
        return None
    return Numeral(-worded.value, worded.next)


def is_minus(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a sign: it touches what follows, and no value before it ("5-7")."""
    if tokens[i].text not in "-−–" or i + 1 >= len(tokens):
        return False
    if tokens[i + 1].start != tokens[i].end:
        return False
    before = tokens[i - 1] if i else None
    return before is None or before.end != tokens[i].start or before.text in _BEFORE_SIGN


def _scaled(
    tokens: Sequence[Token], i: int, words: Words, value: Decimal, *, digits: bool
) -> Numeral:
    """`value` times the scale word that follows ("1.5 million", "2k"), plus "½" or "and a half"."""
    if i < len(tokens):
        token = tokens[i]
        if token.text in FRACTION_SYMBOLS:
            return Numeral(value + FRACTION_SYMBOLS[token.text], i + 1, False, digits)
        short = len(token.norm) < 3
        if token.norm in _DOZENS:
            return Numeral(value * 12, i + 1, False, digits)
        part = _slashed(tokens, i, words)
        if part is not None:  # "1 1/2 tsp"
            return Numeral(value + part.value, part.next, False, digits)
        if token.norm in _SCALES_ANYWHERE and token.norm not in words.scales:
            return Numeral(value * _SCALES_ANYWHERE[token.norm], i + 1, False, digits)
        if token.norm in words.scales and (not short or token.start == tokens[i - 1].end):
            after_metre = token.norm == "m" and not _follows_currency(tokens, i - 2)
            if not after_metre:
                scale = words.scales[token.norm]
                parted = scale == 1000 and not short
                hundreds, after = _hundreds(tokens, i + 1, words) if parted else (0, i + 1)
                if token.norm in _SHORTENED and after < len(tokens) and tokens[after].text == ".":
                    after += 1
                return Numeral(value * scale + hundreds, after, False, digits)
    return Numeral(value, skip_half(tokens, i, words), False, digits)._replace(
        value=value + (Decimal("0.5") if skip_half(tokens, i, words) > i else 0)
    )


def _hundreds(tokens: Sequence[Token], i: int, words: Words) -> tuple[int, int]:
    """What stands in figures behind thousands: "12 mil 500", "12 mil e 500"; and what follows."""
    at = i + (words.code == "pt" and i < len(tokens) and tokens[i].norm in words.joiners)
    figures = tokens[at].text if words.code != "en" and at < len(tokens) else ""
    return (int(figures), at + 1) if figures.isdigit() and len(figures) == 3 else (0, i)


def _slashed(tokens: Sequence[Token], i: int, words: Words) -> Numeral | None:
    """ "1/2" of a unit, as in "1/2 tsp"; alone it may be a day, a score or a part of two."""
    if i + 2 >= len(tokens) or tokens[i + 1].text != "/":
        return None
    part, whole = tokens[i].text, tokens[i + 2].text
    touching = tokens[i].end == tokens[i + 1].start and tokens[i + 1].end == tokens[i + 2].start
    if not touching or whole not in _DENOMINATORS or not part.isdigit() or part >= whole:
        return None
    return _fraction(tokens, i + 2, words, Decimal(part) / Decimal(whole))


def _follows_currency(tokens: Sequence[Token], i: int) -> bool:
    return i >= 0 and tokens[i].text in "$€£"


def skip_half(tokens: Sequence[Token], i: int, words: Words) -> int:
    """Index after "and a half" at `i`; `i` itself where it does not stand there."""
    if i + 2 < len(tokens) and tokens[i].norm in words.joiners:
        if tokens[i + 1].norm == "a" and tokens[i + 2].norm == "half":
            return i + 3
        if words.code in ("es", "pt", "fr") and words.fractions.get(tokens[i + 1].norm) == "0.5":
            return i + 2
    return i


def _words(tokens: Sequence[Token], i: int, words: Words) -> Numeral:
    total, current, start = 0, 0, i
    while i < len(tokens):
        norm = tokens[i].norm
        if norm in _DOZENS and current:
            current *= 12
        elif norm in words.numbers:
            worth = words.numbers[norm]
            if current and not _may_add(current, worth):
                break
            current += worth
        elif norm in words.scales and (len(norm) > 3 or norm == "mil"):
            scale = words.scales[norm]
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        elif norm in words.joiners and i > start and _joins(tokens, i, words, total + current):
            i += 1
            continue
        elif norm in ("one", "un", "uno", "una", "um", "uma") and (
            current >= 20 or (norm == "one" and total and not current)  # "five thousand one"
        ):
            current += 1
        else:
            break
        i += 1
    value = Decimal(total + current)
    if i < len(tokens) and tokens[i - 1].norm.endswith("aine") and tokens[i].norm in words.of:
        return Numeral(value, i + 1)  # "une vingtaine de minutes"
    after = skip_half(tokens, i, words)
    return Numeral(value + (Decimal("0.5") if after > i else 0), after)


def _may_add(current: int, value: int) -> bool:
    return value < 100 <= current or (20 <= current < 100 and current % 10 == 0 and 0 < value < 10)


def _joins(tokens: Sequence[Token], i: int, words: Words, current: int) -> bool:
    if i + 1 >= len(tokens):
        return False
    if tokens[i + 1].norm not in words.numbers:  # "vinte e um", "treinta y uno"
        one = tokens[i + 1].norm in ("un", "uno", "una", "um", "uma", "une")
        return one and words.code in ("es", "pt", "fr") and current % 100 >= 20
    value = words.numbers[tokens[i + 1].norm]
    if words.code == "pt" and current and current % 1000 == 0:  # "doze mil e quinhentos"
        return value < 1000
    if words.code in ("es", "pt", "fr"):
        return _may_add(current, value)
    return words.code == "en" and current >= 100 and current % 100 == 0 and value < 100


def _fraction(tokens: Sequence[Token], i: int, words: Words, value: Decimal) -> Numeral | None:
    """The part that a word at `i` states of what follows: "half a litre", "medio millón"."""
    after = i + 1
    if _is_measured(tokens, after, words):
        return Numeral(value, after)
    while after < len(tokens) and after < i + 3 and tokens[after].norm in words.of:
        after += 1
    if after >= len(tokens):
        return None
    norm = tokens[after].norm
    if norm in _DOZENS:
        return Numeral(value * 12, after + 1)
    scale = words.scales.get(norm) or _SCALES_ANYWHERE.get(norm, 0)
    if scale >= 10**6 and len(norm) > 4:
        return Numeral(value * scale, after + 1)
    if norm in ("one", "1") and after_percent(tokens, after + 1, words) > after + 1:
        return Numeral(value, after + 1)  # "half of one percent"
    whole = tokens[after - 1].norm != "the" and _is_measured(tokens, after, words)
    if after > i + 1 and (norm in words.durations or whole):
        return Numeral(value, after)
    return None


def _is_measured(tokens: Sequence[Token], i: int, words: Words) -> bool:
    """Whether a unit, a length of time or "percent" stands at `i`."""
    if i >= len(tokens):
        return False
    if tokens[i].norm in words.durations or after_percent(tokens, i, words) > i:
        return True
    return bool(unit_at(tokens, i, words)[0])


def _soft(tokens: Sequence[Token], i: int, words: Words) -> Numeral | None:
    norm = tokens[i].norm
    following = tokens[i + 1].norm if i + 1 < len(tokens) else ""
    if following in words.scales and len(following) > 3 and words.soft[norm] == 1:
        scaled = _words(tokens, i + 1, words)
        return Numeral(scaled.value, scaled.next)
    if following in _DOZENS and words.soft[norm] == 1:
        of = i + 2 < len(tokens) and tokens[i + 2].norm in words.of and words.code != "en"
        return Numeral(Decimal(12), i + 2 + of)
    if words.code == "en" and following in ("pair", "couple"):
        return Numeral(Decimal(2), i + 2, soft=True)
    half = skip_half(tokens, i + 1, words)
    if half > i + 1 and words.soft[norm] == 1:  # "one and a half kilos"
        return Numeral(Decimal("1.5"), half)
    hard = norm == "one" and following in words.durations
    return Numeral(Decimal(words.soft[norm]), i + 1, soft=not hard)
